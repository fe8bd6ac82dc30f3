/**
 * The page's one script, as the text that is served: asks for the key, which it keeps in memory alone, reads
 * /v1/watching every ten seconds, and draws. Only by text nodes: the page's policy allows no HTML from a script.
 */

export const WATCHING_SCRIPT = `"use strict";
(() => {
  const words = JSON.parse(document.getElementById("words").textContent);
  const language = document.documentElement.lang;
  const form = document.querySelector("form");
  const place = document.getElementById("place");
  const note = document.getElementById("note");
  const EVERY_MS = 10000;
  let key = "";

  const make = (tag, text, attributes = {}) => {
    const one = document.createElement(tag);
    if (text !== undefined) one.textContent = text;
    for (const [name, value] of Object.entries(attributes)) one.setAttribute(name, value);
    return one;
  };
  const called = (name, otherwise = name) => words.called[name] || otherwise;
  const number = (value, digits = 0) =>
    new Intl.NumberFormat(language, { maximumFractionDigits: digits }).format(value);
  const percent = (value, digits = 2) =>
    new Intl.NumberFormat(language, { style: "percent", maximumFractionDigits: digits }).format(value);
  const time = (at) =>
    new Intl.DateTimeFormat(language, { dateStyle: "short", timeStyle: "medium" }).format(at);

  const table = (heads, rows) => {
    const whole = make("table");
    const head = whole.createTHead().insertRow();
    heads.forEach((text, at) =>
      head.append(make("th", text, { scope: "col", class: at > 0 ? "number" : "" })));
    const body = whole.createTBody();
    for (const row of rows) {
      const line = body.insertRow();
      row.forEach((cell, at) => {
        const [text, kind = ""] = Array.isArray(cell) ? cell : [cell];
        line.append(make("td", text, { class: (at > 0 ? "number " : "") + kind }));
      });
    }
    const scroll = make("div", undefined, { class: "scroll" });
    scroll.append(whole);
    return scroll;
  };

  const SVG = "http://www.w3.org/2000/svg";
  const chart = (minutes, now) => {
    const picture = document.createElementNS(SVG, "svg");
    picture.setAttribute("class", "chart");
    picture.setAttribute("viewBox", "0 0 60 64");
    picture.setAttribute("preserveAspectRatio", "none");
    picture.setAttribute("role", "img");
    const all = minutes.reduce((sum, one) => sum + one.requests, 0);
    const failed = minutes.reduce((sum, one) => sum + one.failed, 0);
    picture.setAttribute("aria-label",
      words.requests + ": " + number(all) + " (" + words.failed + ": " + number(failed) + ")");
    const most = Math.max(1, ...minutes.map((one) => one.requests));
    const first = Math.floor(now / 60000) - 59;
    const bar = (x, from, height, kind) => {
      const one = document.createElementNS(SVG, "rect");
      for (const [name, value] of Object.entries({ x: x + 0.1, y: 64 - from - height, width: 0.8, height }))
        one.setAttribute(name, String(value));
      if (kind) one.setAttribute("class", kind);
      picture.append(one);
    };
    for (const { at, requests, failed } of minutes) {
      const x = Math.floor(at / 60000) - first;
      const scale = 62 / most;
      bar(x, 0, (requests - failed) * scale, "");
      if (failed > 0) bar(x, (requests - failed) * scale, Math.max(1, failed * scale), "failed");
    }
    return picture;
  };

  const budget = (left) => left === null ? ["–"] : [percent(left, 1), left < 0 ? "bad" : ""];

  const server = (one) => {
    const card = make("section", undefined, { class: "server" });
    card.append(make("h2", called(one.role)));
    if (one.minutes.some((it) => it.requests > 0))
      card.append(make("h3", words.requests), chart(one.minutes, one.at));
    const promises = one.objectives.filter((it) => it.total > 0);
    if (promises.length > 0)
      card.append(make("h3", words.objectives), table([words.name, words.count, words.kept, words.left],
        promises.map((it) => [called(it.name) + " ≥ " + percent(it.target), number(it.total),
          [percent(it.share, 3), it.share < it.target ? "bad" : ""], budget(it.budget_left)])));
    const spreads = one.spreads.filter((it) => it.name.endsWith("_ms"));
    if (spreads.length > 0)
      card.append(make("h3", words.latency), table([words.name, words.count, "p50", "p95", "p99"],
        spreads.map((it) => [it.name.slice(0, -3), number(it.count), number(it.p50), number(it.p95), number(it.p99)])));
    if (one.gauges.length > 0)
      card.append(make("h3", words.gauges),
        table([words.name, words.value], one.gauges.map((it) => [it.name, number(it.value)])));
    const counted = [...one.counters].sort((a, b) => b.count - a.count).slice(0, 30);
    if (counted.length > 0)
      card.append(make("h3", words.numbers),
        table([words.name, words.count], counted.map((it) => [it.name + " " + it.label, number(it.count)])));
    return card;
  };

  const alert = (one, role) => {
    const box = make("div", undefined, { class: "alert" });
    box.append(make("strong", called(one.name, one.says)));
    const when = called(role) + " · " + words.since + " " + time(one.since) + (one.firing ? "" : " · " + words.waits);
    box.append(make("p", when, { class: "soft" }));
    box.append(make("p", words.page + ": docs/runbook/" + one.page + ".md"));
    return box;
  };

  const draw = ({ servers }) => {
    const state = make("div", undefined, { class: "state" });
    const alerts = servers.flatMap((one) => one.alerts.map((it) => [it, one.role]));
    const roles = ["synchronous-server", "carrier-server"];
    const missing = roles.filter((role) => !servers.some((one) => one.role === role));
    const wrong = alerts.length + missing.length;
    const isWell = wrong === 0;
    const said = isWell ? words.well : words.alerts + ": " + number(wrong);
    state.append(make("h1", said, { class: isWell ? "well big" : "bad big" }));
    state.append(make("span", words.at + " " + time(Math.max(...servers.map((one) => one.at))), { class: "soft small" }));
    const cards = make("div", undefined, { class: "servers" });
    cards.append(...servers.map(server));
    const gone = missing.map((role) => make("p", called(role) + ": " + words.missing, { class: "alert" }));
    place.replaceChildren(state, ...alerts.map(([it, role]) => alert(it, role)), ...gone, cards);
  };

  const look = async () => {
    const headers = { Authorization: "Bearer " + key };
    const answer = await fetch("/v1/watching", { headers, cache: "no-store" }).catch(() => undefined);
    if (answer && answer.status === 401) {
      form.hidden = false;
      note.textContent = words.wrong;
      return false;
    }
    note.textContent = answer && answer.ok ? "" : words.away;
    if (!answer || !answer.ok) return true;
    form.hidden = true;
    draw(await answer.json());
    return true;
  };

  const goOn = async () => {
    if (await look().catch(() => true)) setTimeout(goOn, EVERY_MS);
  };

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    key = form.elements.key.value.trim();
    form.elements.key.value = "";
    goOn();
  });
})();
`;
