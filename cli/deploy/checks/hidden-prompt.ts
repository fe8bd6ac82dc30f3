/** Asks at the terminal for what nobody may see: what is typed or pasted is not echoed. */

import { createInterface } from "node:readline";
import { Writable } from "node:stream";

/** @returns undefined where nobody sits at a terminal */
export function hiddenPrompt(): ((question: string) => Promise<string>) | undefined {
  if (!process.stdin.isTTY || !process.stdout.isTTY) return undefined;
  return (question) =>
    new Promise((resolve) => {
      const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
      const lines = createInterface({ input: process.stdin, output: silent, terminal: true });
      process.stdout.write(question);
      lines.question("", (answer) => {
        lines.close();
        process.stdout.write("\n");
        resolve(answer);
      });
    });
}
