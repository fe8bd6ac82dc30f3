/**
 * Whether one host is taken for another: look-alike letters, a slip, another ending, or the known host put in
 * front of a stranger's. A host below the other is its owner's, and so no likeness. Without the list of public
 * suffixes, whose megabytes no sheet needs: what stands before the ending is found by rule. Pure.
 */

import { skeletonOf } from "./confusables.ts";
import { lettersOf } from "./punycode.ts";
import { areWordsLike } from "./shop-names.ts";

/** An ending of two parts has one of these before the country: co.jp, com.au. */
const SECOND_LEVELS = new Set("ac ad co com ed edu go gov gr lg mil ne net or org nom".split(" "));
const GENERIC = new Set(
  "shop store online pay market mall www home page site blog news mail info test"
    .split(" ")
    .map(skeletonOf),
);
/** A shorter name with another ending is somebody else's by chance. */
const OTHER_ENDING_CHARS_MIN = 4;
/** A shorter label in front of a stranger's host is a word, not a name. */
const BORROWED_CHARS_MIN = 8;

interface Host {
  readonly text: string;
  /** the label that is bought, as a skeleton */
  readonly main: string;
  /** what is behind it */
  readonly ending: string;
  /** skeletons of what is in front of it, the nearest last */
  readonly front: readonly string[];
}

export function isHostLike(asking: string, known: string): boolean {
  const [one, other] = [hostOf(asking), hostOf(known)];
  if (!one || !other || isBelow(one.text, other.text) || isBelow(other.text, one.text))
    return false;
  const bought = `${one.main}.${one.ending}` === `${other.main}.${other.ending}`;
  // Names under one owner's, or one landlord's: the names in front are what a shopper reads.
  if (bought && boughtText(one) === boughtText(other))
    return areWordsLike(wordsIn(one.front), wordsIn(other.front));
  if (bought) return true;
  return isMainLike(one, other) || isBorrowed(one, other);
}

function isMainLike(one: Host, other: Host): boolean {
  if (one.main === other.main)
    return one.main.length >= OTHER_ENDING_CHARS_MIN && !GENERIC.has(one.main);
  return areWordsLike(wordsIn([one.main]), wordsIn([other.main]));
}

/** kami.example.stranger.net, kami-example.net, kamipaper.stranger.net */
function isBorrowed(asking: Host, { text, main }: Host): boolean {
  if (GENERIC.has(main)) return false;
  const whole = skeletonOf(text);
  const asked = [...asking.front, asking.main];
  if (`${asked.join(".")}.`.startsWith(`${whole}.`)) return true;
  const written = whole.replaceAll(".", "-");
  if (asked.some((label) => label === written || label.startsWith(`${written}-`))) return true;
  return main.length >= BORROWED_CHARS_MIN && asking.front.includes(main);
}

function isBelow(one: string, other: string): boolean {
  return one === other || one.endsWith(`.${other}`);
}

function boughtText({ text, front }: Host): string {
  return text.split(".").slice(front.length).join(".");
}

function wordsIn(labels: readonly string[]): string[] {
  return labels.flatMap((label) => label.split("-")).filter((word) => word !== "");
}

/** @returns undefined for an address of figures: those are compared by nobody */
function hostOf(host: string): Host | undefined {
  const text = lettersOf(host.toLowerCase()).replace(/^www\./, "");
  const labels = text.split(".");
  if (/^[\d.]+$|:/.test(text) || labels.length < 2) return undefined;
  const [last = "", second = ""] = labels.toReversed();
  const endingLabels = labels.length > 2 && last.length === 2 && SECOND_LEVELS.has(second) ? 2 : 1;
  const at = labels.length - endingLabels - 1;
  return {
    text,
    main: skeletonOf(labels[at] ?? ""),
    ending: labels.slice(at + 1).join("."),
    front: labels.slice(0, at).map(skeletonOf),
  };
}
