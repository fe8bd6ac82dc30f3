/**
 * What a text looks like: its skeleton, after Unicode Technical Standard #39 (section 4, confusables.txt, 16.0), kept to
 * what a shop's name or address can be faked with: Latin, Greek, Cyrillic, Armenian, Cherokee, Lisu, kana and a
 * few kanji. Two texts that look the same have the same skeleton. Never shown; pure.
 *
 * Facts of that table are given by target, and beside them the capitals that a reader takes for the same letter
 * though their small forms differ (В for B, Н for H), since names are compared whatever their case.
 */

/** target: all that looks like it. Compatibility forms (full width, ﬁ, 𝐚) are none: NFKD takes them before. */
const LOOKALIKES: Readonly<Record<string, string>> = {
  a: "аɑαΑАᴀꓮᎪ",
  b: "ьЬвВΒβßʙƅꓐᏴᏏ",
  c: "сСϲᴄꓚᏟⅽ",
  d: "ԁđᴅꓓᎠժ",
  e: "еЕΕεєҽᴇꓰᎬ",
  f: "ƒſꜰꓝք",
  g: "ɡցɢꓖᏀᏳ",
  h: "һհнНΗħʜꓧᎻ",
  i: "іıιɪɩꙇᎥ¡",
  j: "јЈϳյᴊꓙᎫ",
  k: "кКκΚᴋꓗᏦĸ",
  l: "ӏӀІΙ|1IłǀʟꓡꓲⅼᏞ∣",
  m: "мМΜᴍꓟᎷ",
  n: "пոηΝΝɴꓠ",
  o: "оОοΟσօסøᴏꓳ0〇",
  p: "рРρΡᴘꓑᏢ",
  q: "ԛզ",
  r: "гᴦʀꓣᎡ",
  s: "ѕЅꜱꓢᏚ",
  t: "тТτΤŧᴛꓔᎢ",
  u: "υսμʋᴜꓴ",
  v: "νѵѴᴠꓦᏙ",
  w: "ԝωѡшᴡꓪᎳ",
  x: "хХχΧꓫ×",
  y: "уУγΥүʏꓬ",
  z: "ΖᴢꓜᏃ",
  "3": "зЗӡ",
  ae: "æ",
  oe: "œ",
  ー: "一―—–‐−─",
  カ: "力",
  ニ: "二",
  ロ: "口",
  エ: "工",
  ト: "卜",
  ハ: "八",
  タ: "夕",
  ヘ: "へ",
  リ: "り",
  オ: "才",
  チ: "千",
  ム: "厶",
  ヌ: "又",
  ヒ: "匕",
};

/** Two letters that are read as one. */
const PAIRS: readonly (readonly [string, string])[] = [
  ["rn", "m"],
  ["vv", "w"],
];

const TARGET_OF: ReadonlyMap<string, string> = new Map(
  Object.entries(LOOKALIKES).flatMap(([target, sources]) =>
    [...sources].map((source) => [source, target] as const),
  ),
);

/** Marks over letters are overlooked; those that make a kana another one (ハバパ) are not. */
const OVERLOOKED = /[^\P{M}\u3099\u309a]|\p{Default_Ignorable_Code_Point}/gu;

export function skeletonOf(text: string): string {
  const letters = [...text.normalize("NFKD").replace(OVERLOOKED, "")].map(targetOf);
  const read = PAIRS.reduce((all, [pair, one]) => all.replaceAll(pair, one), letters.join(""));
  return read.normalize("NFC");
}

/** The letter's own shape first: a capital may look like what its small form doesn't. */
function targetOf(letter: string): string {
  const small = letter.toLowerCase();
  return TARGET_OF.get(letter) ?? TARGET_OF.get(small) ?? small;
}

/** Alphabets of which no honest word mixes two (UTS #39 section 5). Digits, marks and kanji go with any. */
const ALPHABETS = [
  /\p{Script=Latin}/u,
  /\p{Script=Cyrillic}/u,
  /\p{Script=Greek}/u,
  /\p{Script=Armenian}/u,
  /\p{Script=Cherokee}/u,
  /\p{Script=Lisu}/u,
];

/** Whether one word of the text has letters of several alphabets: раypal. */
export function mixesAlphabets(text: string): boolean {
  return text
    .split(/[^\p{L}\p{M}]+/u)
    .some((word) => ALPHABETS.filter((alphabet) => alphabet.test(word)).length > 1);
}
