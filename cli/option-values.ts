/**
 * Values that begin with a dash: keys are base64url, and one of 64 does. parseArgs takes such a value for the next
 * option, unless it is joined to its own.
 */

interface Options {
  readonly [name: string]: { readonly type: "string" | "boolean" };
}

/** @returns the words with each option's value joined to it: `--root-key -aB3` becomes `--root-key=-aB3` */
export function joinValues(words: readonly string[], options: Options): string[] {
  const isOption = (word: string) => Object.hasOwn(options, nameOf(word));
  const joined: string[] = [];
  for (let at = 0; at < words.length; at++) {
    const [word = "", next] = [words[at], words[at + 1]];
    const takesNext =
      isOption(word) && !word.includes("=") && options[nameOf(word)]?.type === "string";
    if (takesNext && next !== undefined && !isOption(next)) {
      joined.push(`${word}=${next}`);
      at++;
    } else joined.push(word);
  }
  return joined;
}

/** @returns "" for what is no option */
function nameOf(word: string): string {
  return word.startsWith("--") ? (word.slice(2).split("=")[0] ?? "") : "";
}
