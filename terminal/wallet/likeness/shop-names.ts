/**
 * Whether one shop's name is taken for another's: word by word, whatever their case, marks, blanks and legal
 * forms. Pure.
 */

import { skeletonOf } from "./confusables.ts";
import { isNear } from "./near-words.ts";

/** Joined words shorter than this are compared as they are, and not for a slip. */
const JOINED_CHARS_MIN = 8;

/** What law adds to a name says nothing of whose it is. Skeletons themselves, as they are compared. */
const LEGAL_FORMS = new Set(
  [
    ..."inc ltd llc plc corp gmbh ag bv sa sas sarl srl spa oy ab as kk co company limited".split(
      " ",
    ),
    ..."株式会社 有限会社 合同会社 (株) (有)".split(" "),
  ].map(skeletonOf),
);

/** Words that a swindler puts after a name, and that make no other shop. */
const BAIT = new Set(
  "login signin secure security verify account pay payment payments checkout official support refund billing wallet"
    .split(" ")
    .map(skeletonOf),
);
const BAITED_CHARS_MIN = 5;

export function isNameLike(one: string, other: string): boolean {
  // As drawn (a capital I is an l), or whatever the case.
  const small = [one.toLowerCase(), other.toLowerCase()] as const;
  return (
    areWordsLike(wordsOf(one), wordsOf(other)) || areWordsLike(wordsOf(small[0]), wordsOf(small[1]))
  );
}

/** Skeletons of words, at least one each; the order of the two doesn't matter. */
export function areWordsLike(one: readonly string[], other: readonly string[]): boolean {
  const [joined, otherJoined] = [one.join(""), other.join("")];
  if (joined === otherJoined) return joined !== "";
  if (isBaited(one, other) || isBaited(other, one)) return true;
  if (one.length === other.length) {
    const different = one.filter((word, at) => word !== other[at]);
    const at = one.findIndex((word, place) => word !== other[place]);
    return different.length === 1 && isNear(one[at] ?? "", other[at] ?? "");
  }
  const oneWord = one.length === 1 || other.length === 1;
  return (
    oneWord &&
    Math.min(joined.length, otherJoined.length) >= JOINED_CHARS_MIN &&
    isNear(joined, otherJoined)
  );
}

function isBaited(words: readonly string[], known: readonly string[]): boolean {
  const own = words.filter((word) => !BAIT.has(word));
  return (
    own.length < words.length &&
    own.join("") === known.join("") &&
    own.join("").length >= BAITED_CHARS_MIN
  );
}

function wordsOf(name: string): string[] {
  const words = skeletonOf(name.replaceAll("株式会社", " ").replaceAll("有限会社", " "))
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== "");
  const own = words.filter((word) => !LEGAL_FORMS.has(word));
  return own.length > 0 ? own : words;
}
