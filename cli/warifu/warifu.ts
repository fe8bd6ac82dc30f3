/**
 * `warifu`: what a merchant's developer needs beside the SDK. Each command is one file of commands/, loaded when it is
 * named. A refusal is one sentence on stderr and exit code 1; what stops it from working at all never prints a secret.
 */

import { type ArgsDef, renderUsage, runCommand, type SubCommandsDef } from "citty";
import { WarifuError } from "../../register-server/http/warifu-error.ts";

type AnyCommand = Exclude<
  SubCommandsDef[string],
  Promise<unknown> | ((...words: never[]) => unknown)
>;

const COMMANDS: Readonly<Record<string, () => Promise<AnyCommand>>> = {
  dev: async () => (await import("./commands/dev.ts")).dev,
  init: async () => (await import("./commands/init.ts")).init,
  pay: async () => (await import("./commands/pay.ts")).pay,
  trigger: async () => (await import("./commands/trigger.ts")).trigger,
  listen: async () => (await import("./commands/listen.ts")).listen,
  events: async () => (await import("./commands/events.ts")).events,
  chaos: async () => (await import("./commands/chaos.ts")).chaos,
  clock: async () => (await import("./commands/clock.ts")).clock,
  sign: async () => (await import("./commands/sign.ts")).sign,
  export: async () => (await import("./commands/export.ts")).exporting,
  failures: async () => (await import("./commands/failures.ts")).failures,
};

const DESCRIPTIONS: Readonly<Record<string, string>> = {
  dev: "run both servers here, in test mode",
  init: "sign a shop up in test mode",
  pay: "pay a test trade, as a shopper would",
  trigger: "make any event really happen",
  listen: "bring events to a local address, signed as webhooks",
  events: "list events, and have them brought again",
  chaos: "duplicate, forged, late, reordered and dropped notices against your endpoint",
  clock: "deadlines, holds and payouts without waiting for them",
  export: "everything the register can read, as files",
  failures: "the amounts that make the test carrier fail",
  sign: "a proxy that signs, so that any HTTP tool can use the API",
};

const MAIN: AnyCommand = {
  meta: { name: "warifu", description: "Warifu for a shop's developers" },
  subCommands: Object.fromEntries(
    Object.keys(COMMANDS).map((name) => [
      name,
      { meta: { name, description: DESCRIPTIONS[name] ?? "" } },
    ]),
  ),
};

/** @returns the exit code */
export async function main(words: readonly string[]): Promise<number> {
  const [name = "", ...rest] = words;
  const load = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (!load) {
    console.log(await renderUsage(MAIN));
    const asked = name === "" || name === "help" || name === "--help" || name === "-h";
    if (!asked) console.error(`warifu: no such command: ${name}`);
    return asked ? 0 : 1;
  }
  const command = await load();
  const [found, parent] = await subCommand(command, rest);
  if (rest.includes("--help") || rest.includes("-h")) {
    console.log(await renderUsage(found, { meta: { name: parent ? `warifu ${name}` : "warifu" } }));
    return 0;
  }
  try {
    assertKnown(rest, (found.args ?? {}) as ArgsDef);
    const { result } = await runCommand(command, { rawArgs: [...rest] });
    return typeof result === "number" ? result : Number(process.exitCode ?? 0);
  } catch (error) {
    console.error(`warifu ${name}: ${sentenceOf(error)}`);
    return 1;
  }
}

/** The command that `--help` is about: the one named, or the one under it. */
async function subCommand(
  command: AnyCommand,
  [word]: readonly string[],
): Promise<[AnyCommand, boolean]> {
  const under = (await command.subCommands) as Record<string, AnyCommand> | undefined;
  const named = word !== undefined && under && Object.hasOwn(under, word) ? under[word] : undefined;
  return named ? [named, true] : [command, false];
}

/** A slip in an option's name must not run the command without it. @throws Error */
function assertKnown(words: readonly string[], args: ArgsDef): void {
  for (const word of words) {
    if (word === "--") return;
    const name = /^--(?:no-)?([^=]+)/.exec(word)?.[1];
    if (name !== undefined && !Object.hasOwn(args, name) && !Object.hasOwn(args, `no-${name}`))
      throw new Error(`no such option: --${name} (--help lists them)`);
  }
}

function sentenceOf(error: unknown): string {
  if (error instanceof WarifuError) {
    const request = error.requestId === undefined ? "" : ` (request ${error.requestId})`;
    return `${error.message}${request}`;
  }
  return error instanceof Error ? error.message : String(error);
}

if (import.meta.main) process.exitCode = await main(process.argv.slice(2));
