// One key of 64 begins with a dash: it is a value all the same, in every command that takes one.

import { parseArgs } from "node:util";
import { describe, expect, it } from "vitest";
import { joinValues } from "../../cli/option-values.ts";
import { readCommand } from "../../cli/register.ts";

const OPTIONS = {
  "root-key": { type: "string" },
  origin: { type: "string", multiple: true },
  vouched: { type: "boolean", default: false },
} as const;

function valuesOf(...words: string[]) {
  const args = joinValues(words, OPTIONS);
  return parseArgs({ args, options: OPTIONS, allowPositionals: true });
}

describe("an option's value", () => {
  it.each(["-aB3", "--aB3", "---", "-", "aB3"])("may be %s", (key) => {
    expect(valuesOf("show", "--root-key", key, "--vouched").values).toMatchObject({
      "root-key": key,
      vouched: true,
    });
  });

  it("may be joined already, and come more than once", () => {
    const { values, positionals } = valuesOf("--origin=a", "--origin", "-b", "show", "c");
    expect(values.origin).toEqual(["a", "-b"]);
    expect(positionals).toEqual(["show", "c"]);
  });

  it("is not the next option, nor what follows a switch", () => {
    expect(() => valuesOf("--root-key", "--vouched")).toThrow("--root-key");
    expect(() => valuesOf("--root-key")).toThrow("--root-key");
    expect(valuesOf("--vouched", "show").positionals).toEqual(["show"]);
  });

  it("that is a root key reaches the command", () => {
    const env = { WARIFU_OPERATOR_KEY: "opk_test_0" };
    const words = ["--name", "Kami", "--origin", "https://kami.shop", "--root-key", "-aB3"];
    expect(readCommand(words, env)).toMatchObject({ rootKey: "-aB3" });
  });
});
