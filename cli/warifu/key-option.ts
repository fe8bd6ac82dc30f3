/** Where a command finds the WARIFU_KEY: the environment, or a line of a .env file; never the command line, which others can read. */

import { existsSync } from "node:fs";
import { createWarifu, type Warifu } from "../../register-server/index.ts";
import { warifuKeyOf } from "../warifu-key.ts";

export const KEY_OPTION = {
  env: {
    type: "string",
    valueHint: "FILE",
    description: "file with the line WARIFU_KEY=… (.env, unless WARIFU_KEY is set)",
  },
} as const;

/** @throws Error that says what to do */
export function keyFrom(file: string | undefined): string {
  if (file !== undefined) return warifuKeyOf(file, undefined);
  if (process.env.WARIFU_KEY) return process.env.WARIFU_KEY;
  if (existsSync(".env")) return warifuKeyOf(".env", undefined);
  throw new Error("there is no WARIFU_KEY: run `warifu init`, set it, or name its file with --env");
}

/** @throws Error that says what to do */
export function warifuFrom(file: string | undefined): Warifu {
  return createWarifu({ key: keyFrom(file) });
}

/** For what makes things happen, or moves them: a live shop is not played with. @throws Error */
export function assertTest({ mode }: Pick<Warifu, "mode">, what: string): void {
  if (mode === "live")
    throw new Error(`${what} is for test mode, and this WARIFU_KEY is a live one`);
}
