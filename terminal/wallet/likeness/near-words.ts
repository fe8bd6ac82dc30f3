/**
 * Whether a word is taken for another at a glance: one slip of typing or reading apart, and long enough that
 * two honest words are hardly so close by chance (flower and flowers are, mint and mine are not meant).
 * Words come as skeletons. Pure.
 */

const SWAP_CHARS_MIN = 5;
const SHAPE_CHARS_MIN = 5;
const ONE_MORE_CHARS_MIN = 6;
const OTHER_CHARS_MIN = 8;
const TWO_SLIPS_CHARS_MIN = 11;

/** Letters that are read for one another; figures stand for the letters they are drawn like. */
const SHAPES = ["ijl!", "uv", "gq9", "ce", "e3", "a4", "s5", "b6", "t7", "b8", "nh", "mn"];

/** Letters of an alphabet, or kana: a name with another kanji, or another Hangul, is another name altogether. */
const SPELT = /^[a-z0-9\p{Script=Hiragana}\p{Script=Katakana}ー]*$/u;

export function isNear(one: string, other: string): boolean {
  if (one === other) return true;
  const [short, long] = one.length <= other.length ? [one, other] : [other, one];
  if (long.length - short.length > 1) return false;
  if (isOneSlip(short, long)) return true;
  return (
    short.length >= TWO_SLIPS_CHARS_MIN &&
    SPELT.test(short + long) &&
    !differsByFigures(short, long) &&
    slips(short, long) <= 2
  );
}

function isOneSlip(short: string, long: string): boolean {
  const start = sharedStart(short, long);
  const end = sharedEnd(short, long, start);
  const [inShort, inLong] = [middle(short, start, end), middle(long, start, end)];
  if (!SPELT.test(inShort + inLong)) return false;
  if (inLong.length === 1 && inShort.length === 0)
    return long.length >= ONE_MORE_CHARS_MIN && !isFigureAmongFigures(long, start);
  if (inLong.length === 1 && inShort.length === 1) return isReadFor(inShort, inLong, long.length);
  return isSwapped(inShort, inLong) && long.length >= SWAP_CHARS_MIN;
}

function isReadFor(one: string, other: string, length: number): boolean {
  // In a skeleton 1 is l and 0 is o: numbered names (studio1, studio2) are no slip.
  if (/^[\dlo]{2}$/.test(one + other)) return false;
  const alike = SHAPES.some((shapes) => shapes.includes(one) && shapes.includes(other));
  return length >= (alike || isSameKana(one, other) ? SHAPE_CHARS_MIN : OTHER_CHARS_MIN);
}

function isSwapped(one: string, other: string): boolean {
  const both = one.length === 2 && other.length === 2;
  return both && one[0] === other[1] && one[1] === other[0] && !/\d/.test(one);
}

const SMALL_KANA = "ぁァぃィぅゥぇェぉォっッゃャゅュょョゎヮ";
const WHOLE_KANA = "あアいイうウえエおオつツやヤゆユよヨわワ";

/** But for its marks and its size: ハバパ, つっ. */
function isSameKana(one: string, other: string): boolean {
  return kanaOf(one) === kanaOf(other);
}

function kanaOf(letter: string): string {
  const plain = [...letter.normalize("NFD")][0] ?? letter;
  const at = SMALL_KANA.indexOf(plain);
  return at < 0 ? plain : (WHOLE_KANA[at] ?? plain);
}

/** studio1 and studio2 are numbered, not mistaken. */
function differsByFigures(one: string, other: string): boolean {
  return one.replaceAll(/\d/g, "") === other.replaceAll(/\d/g, "");
}

function isFigureAmongFigures(text: string, at: number): boolean {
  return isFigure(text[at]) && (isFigure(text[at - 1]) || isFigure(text[at + 1]));
}

function isFigure(letter: string | undefined): boolean {
  return letter !== undefined && /^\d$/.test(letter);
}

function sharedStart(one: string, other: string): number {
  let at = 0;
  while (at < one.length && one[at] === other[at]) at++;
  return at;
}

function sharedEnd(short: string, long: string, start: number): number {
  let length = 0;
  while (length < short.length - start && short.at(-1 - length) === long.at(-1 - length)) length++;
  return length;
}

function middle(text: string, start: number, end: number): string {
  return text.slice(start, text.length - end);
}

/** Insertions, deletions, substitutions and swaps of neighbours between the two (optimal string alignment). */
export function slips(one: string, other: string): number {
  let before: number[] = [];
  let last = Array.from({ length: other.length + 1 }, (_, column) => column);
  for (let row = 1; row <= one.length; row++) {
    const current = [row];
    for (let column = 1; column <= other.length; column++) {
      const same = one[row - 1] === other[column - 1];
      const swapped =
        row > 1 &&
        column > 1 &&
        one[row - 1] === other[column - 2] &&
        one[row - 2] === other[column - 1];
      current[column] = Math.min(
        (last[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
        (last[column - 1] ?? 0) + (same ? 0 : 1),
        swapped ? (before[column - 2] ?? 0) + 1 : Number.POSITIVE_INFINITY,
      );
    }
    [before, last] = [last, current];
  }
  return last[other.length] ?? 0;
}
