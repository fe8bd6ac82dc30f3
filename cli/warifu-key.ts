/** The one secret of a register, as its commands take it: from a file or the environment, never from the command line. */

import { appendFileSync, chmodSync, existsSync, readFileSync } from "node:fs";

export type Env = Readonly<Record<string, string | undefined>>;

/** @throws Error with one sentence */
export function warifuKeyOf(file: string | undefined, fromEnv: string | undefined): string {
  if (file === undefined) {
    if (fromEnv) return fromEnv;
    throw new Error("--warifu-key-file or WARIFU_KEY is missing");
  }
  if (!existsSync(file)) throw new Error(`there is no file ${file}`);
  const key = /^WARIFU_KEY=(\S+)$/m.exec(readFileSync(file, "utf8"))?.[1];
  if (key) return key;
  throw new Error(`${file} has no line WARIFU_KEY=…`);
}

/** @throws Error with one sentence, where a secret would stand beside another one */
export function assertTakesKey(path: string): void {
  if (existsSync(path) && /^WARIFU_KEY=/m.test(readFileSync(path, "utf8")))
    throw new Error(`${path} has a WARIFU_KEY already: take it out, or write to another file`);
}

/** Appends the line, for this user alone. */
export function writeWarifuKey(path: string, key: string): void {
  const before = existsSync(path) ? readFileSync(path, "utf8") : "";
  const newline = before === "" || before.endsWith("\n") ? "" : "\n";
  // Closed before the secret is in it, for a file that was open to others.
  if (existsSync(path)) chmodSync(path, 0o600);
  appendFileSync(path, `${newline}WARIFU_KEY=${key}\n`, { mode: 0o600 });
}
