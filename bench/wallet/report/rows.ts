/** The wallet's figures as rows of texts, for a terminal's table and for a document's. Pure. */

import { number, shown } from "../../report/table.ts";
import { PEERS, type WalletFacts } from "./peers.ts";
import { type Bytes, TIMINGS, type TimingName, type WalletResult } from "./result.ts";

const NOT_MEASURED = "not measured";

export interface Rows {
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** Ours beside the peers'. Paints are those of the window as a tab, since that is how theirs were measured. */
export function besidePeers({ timings, footprint, clicks }: WalletResult): Rows {
  const ours: WalletFacts = {
    name: "ours",
    source: "",
    zip: footprint.zip,
    windowRaw: footprint.home.en.raw,
    windowGzip: footprint.home.en.gzip,
    injectedElsewhere: footprint.injectedElsewhere,
    firstPaint: timings.homeTabFirstPaint.median,
    usefulText: timings.homeTabText.median,
    hosts: footprint.hostPermissions.join(", "),
    clicks: `${clicks.repeat}, or ${clicks.inBudget} in a budget`,
  };
  const all = [ours, ...PEERS];
  const row = (says: string, cell: (facts: WalletFacts) => string) => [says, ...all.map(cell)];
  return {
    head: ["", ...all.map(({ name }) => name)],
    rows: [
      row("store's package", ({ zip }) => kilobytes(zip)),
      row("scripts of the window", ({ windowRaw }) => kilobytes(windowRaw)),
      row("… gzipped", ({ windowGzip }) => kilobytes(windowGzip)),
      row("in each frame of any page", ({ injectedElsewhere }) => kilobytes(injectedElsewhere)),
      row("host permissions", ({ hosts }) => hosts),
      row("clicks, repeat purchase", (facts) => facts.clicks),
      row("first paint, as a tab", ({ firstPaint }) => ms(firstPaint)),
      row("useful text, as a tab", ({ usefulText }) => ms(usefulText)),
    ],
  };
}

export function timingRows({ timings }: WalletResult): Rows {
  const names = Object.keys(TIMINGS) as TimingName[];
  return {
    head: ["ms", "median [least..most]", "n"],
    rows: names.map((name) => [TIMINGS[name], shown(timings[name]), String(timings[name].n)]),
  };
}

export function byteRows({ footprint }: WalletResult): Rows {
  const row = (says: string, { raw, gzip, brotli }: Bytes) => [
    says,
    ...[raw, gzip, brotli].map((count) => number(count)),
  ];
  const { home, sheet } = footprint;
  return {
    head: ["bytes", "raw", "gzip", "brotli"],
    rows: [
      row("sheet's scripts, English", sheet.en),
      row("sheet's scripts, Japanese", sheet.ja),
      row("home's scripts, English", home.en),
      row("home's scripts, Japanese", home.ja),
      row("service worker", footprint.background),
      row("in our frame, by the wallet", footprint.injectedInFrame),
      row("checkout.js", footprint.checkout),
      row("frame.js", footprint.frame),
    ],
  };
}

export function barRows({ bars }: WalletResult): Rows {
  return {
    head: ["bar", "is", "at most", ""],
    rows: bars.map(({ says, value, bar, unit, met }) => [
      says,
      `${number(value)} ${unit}`.trim(),
      `${number(bar)} ${unit}`.trim(),
      met ? "met" : "NOT MET",
    ]),
  };
}

/** What a driver adds: the same opening, left alone until it stood, watched from its beginning, and stopped first. */
export function automationNote({ timings }: WalletResult): string {
  const { homeText, watchedHomeText, stoppedHomeText } = timings;
  const { homeFromPress, watchedHomeFromPress, stoppedHomeFromPress } = timings;
  const each = [
    ["left alone", homeText, homeFromPress],
    ["with observers in it", watchedHomeText, watchedHomeFromPress],
    ["stopped first, as test libraries do", stoppedHomeText, stoppedHomeFromPress],
  ] as const;
  const said = each.map(
    ([how, text, press]) =>
      `${how} ${number(text.median)} ms (${number(press.median)} from the press)`,
  );
  return `What automation adds, by home's useful text: ${said.join("; ")}.`;
}

function kilobytes(bytes: number | undefined): string {
  return bytes === undefined
    ? NOT_MEASURED
    : `${number(bytes / 1_000, bytes < 100_000 ? 1 : 0)} kB`;
}

function ms(value: number | undefined): string {
  return value === undefined ? NOT_MEASURED : `${number(value)} ms`;
}
