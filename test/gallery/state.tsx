// One state as the wallet draws it, in a page of its own, so that its styles, its width and its language are the real
// ones: state.html?state=…&theme=…&language=…. Its buttons lead nowhere. The gallery's test shows one after another.

import { signal } from "@preact/signals";
import { render } from "preact";
import { App } from "../../terminal/ui/app.tsx";
import type { Acts, Screen } from "../../terminal/ui/screens/screen.ts";
import { shownScreens } from "../../terminal/ui/views/views.ts";
import { spokenFor } from "../../terminal/ui/words/languages.ts";
import { fetchTexts } from "../../terminal/ui/words/texts.ts";
import { anchorOf, type Theme } from "./contents.ts";
import { type Finding, measure, placesOf } from "./measure.ts";

export interface States {
  show(name: string, language: string, theme: Theme): Promise<void>;
  /** Draws it anew and says what moved of itself after its first picture. */
  jumps(name: string, language: string, theme: Theme): Promise<Finding[]>;
  measure(): Finding[];
}

export function showStates(examples: Readonly<Record<string, Screen>>): void {
  const app = document.getElementById("app");
  if (!app) return;
  document.documentElement.classList.add("in-window");

  const show: States["show"] = async (name, language, theme) => {
    const state = examples[name];
    if (!state) throw new Error(`no example "${name}"`);
    const texts = await fetchTexts(spokenFor([language]));
    document.documentElement.dataset.theme = theme;
    Object.assign(document.documentElement, { lang: texts.lang, dir: texts.dir });
    const shown = shownScreens(signal(state));
    // Its view may have to be fetched first, as in the wallet.
    while (!shown.value.View) await frame();
    // Nothing of the one before stays: neither focus nor what was typed.
    render(null, app);
    render(<App shown={shown} texts={texts} acts={NO_ACTS} testMode />, app);
  };

  const states: States = {
    show,
    measure,
    async jumps(name, language, theme) {
      await show(name, language, theme);
      await frame();
      const before = placesOf(app);
      for (let i = 0; i < 3; i++) await frame();
      const after = placesOf(app);
      return before === after ? [] : [{ what: "moves after its first picture", where: name }];
    },
  };
  Object.assign(globalThis, { states });
  const query = new URLSearchParams(location.search);
  const wanted = query.get("state");
  const name = Object.keys(examples).find((one) => anchorOf(one) === wanted);
  if (name === undefined) return;
  const theme = query.get("theme") === "dark" ? "dark" : "light";
  void show(name, query.get("language") ?? "en", theme)
    .then(frame)
    .then(() => tellHeight(app));
}

/** How high all of it would be without scrolling, for whoever frames it. */
function tellHeight(app: HTMLElement): void {
  const section = app.querySelector(".screen > section");
  const hidden = section ? section.scrollHeight - section.clientHeight : 0;
  parent.postMessage({ height: innerHeight + hidden, search: location.search }, "*");
}

function frame(): Promise<unknown> {
  return new Promise((resolve) => requestAnimationFrame(resolve));
}

/** Every act there is or will be: does nothing, and knows nothing. */
const NO_ACTS: Acts = new Proxy(() => ({}), { get: () => NO_ACTS }) as unknown as Acts;
