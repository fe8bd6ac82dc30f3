/**
 * The environments' part of a wrangler.toml, written from its own top and from environments.json. wrangler's environments
 * inherit no binding and no variable: what the top has, each of them has to say again. So it is written by this, never by
 * hand, and a test holds file and text to each other. Pure.
 */

import type { Role } from "../../system/servers.ts";
import {
  type Environment,
  EnvironmentName,
  type Environments,
  isHere,
  isWorkersDev,
} from "./environments.ts";

export const MARK =
  "# Below: written by `npm run environments` from what is above and from environments.json. Change those.";

/** Of the top, what wrangler's environments take over by themselves. */
const INHERITED = ["assets", "migrations", "triggers", "observability", "limits", "placement"];

/** Named resources that environments must not share. */
const NAMED = /^(service|queue|database_name|bucket_name|index_name) = "(.+)"$/;
const DATASET = /^dataset = "(.+)"$/;
const RATE_LIMIT = /^namespace_id = "(\d+)"$/;
/** Rate limits count by account: each environment counts its own. */
const APART: Readonly<Record<EnvironmentName, number>> = {
  production: 0,
  staging: 100,
  development: 200,
};
/** Of the machine that develops: a deployed environment says its own, or nothing. */
const TEST_MODE_ONLY = ["DEMO_CREDIT"];

export interface Block {
  /** what stands in the brackets */
  readonly name: string;
  /** of an array of tables */
  readonly many: boolean;
  /** without comments and empty lines */
  readonly lines: readonly string[];
}

/** The same file with all environments. */
export function withEnvironments(toml: string, role: Role, environments: Environments): string {
  const top = topOf(toml);
  const sections = EnvironmentName.options.map((name) =>
    sectionOf(blocksOf(top), role, name, environments[name]),
  );
  return `${top.trimEnd()}\n\n${MARK}\n\n${sections.join("\n")}`;
}

/** What is written by hand. */
export function topOf(toml: string): string {
  const [top = ""] = toml.split(MARK);
  return top;
}

/** Its tables, in their order; what stands before the first has no name. */
export function blocksOf(toml: string): Block[] {
  const blocks: { name: string; many: boolean; lines: string[] }[] = [
    { name: "", many: false, lines: [] },
  ];
  for (const line of toml.split("\n")) {
    const header = /^(\[\[?)([\w.-]+)\]\]?$/.exec(line.trim());
    if (header) blocks.push({ name: header[2] ?? "", many: header[1] === "[[", lines: [] });
    else if (line.trim() !== "" && !line.startsWith("#")) blocks.at(-1)?.lines.push(line);
  }
  return blocks;
}

function sectionOf(
  blocks: readonly Block[],
  role: Role,
  name: EnvironmentName,
  environment: Environment,
): string {
  const own = blocks.filter(
    (block) => block.name !== "" && !INHERITED.includes(block.name.split(".")[0] ?? ""),
  );
  return [
    headOf(role, name, environment),
    ...own.map((block) =>
      block.name === "vars"
        ? `[env.${name}.vars]\n${varsOf(block, role, environment).join("\n")}\n`
        : tableOf(block, name),
    ),
  ].join("\n");
}

/** A Worker is reached at its address and nowhere else: previews and workers.dev are other origins. */
function headOf(role: Role, name: EnvironmentName, environment: Environment): string {
  const address = role === "synchronous" ? environment.origin : environment.carrier;
  const lines = [
    `[env.${name}]`,
    ...(environment.account === undefined ? [] : [`account_id = ${quoted(environment.account)}`]),
    `workers_dev = ${isWorkersDev(address)}`,
    "preview_urls = false",
    "",
  ];
  if (!isWorkersDev(address) && !isHere(address))
    lines.push(
      `[[env.${name}.routes]]`,
      `pattern = ${quoted(new URL(address).hostname)}`,
      "custom_domain = true",
      "",
    );
  return lines.join("\n");
}

function varsOf(block: Block, role: Role, environment: Environment): string[] {
  const { mode, origin, vars } = environment;
  const own: Record<string, string> = {
    MODE: mode,
    ...(role === "synchronous" ? { ORIGIN: origin } : { PASSKEY_HOST: new URL(origin).hostname }),
    ...vars?.[role],
  };
  const kept = block.lines.flatMap((line) => {
    const variable = line.split(" = ")[0] ?? "";
    if (variable in own || (mode === "live" && TEST_MODE_ONLY.includes(variable))) return [];
    return [line];
  });
  return [...Object.entries(own).map(([key, value]) => `${key} = ${quoted(value)}`), ...kept];
}

function tableOf({ name, many, lines }: Block, environment: EnvironmentName): string {
  const header = `env.${environment}.${name}`;
  const body = lines.map((line) => {
    const limit = RATE_LIMIT.exec(line);
    if (limit) return `namespace_id = "${Number(limit[1]) + APART[environment]}"`;
    const named = NAMED.exec(line);
    if (named) return `${named[1]} = "${named[2]}-${environment}"`;
    const dataset = DATASET.exec(line);
    return dataset ? `dataset = "${dataset[1]}_${environment}"` : line;
  });
  return `${many ? `[[${header}]]` : `[${header}]`}\n${body.join("\n")}\n`;
}

/** TOML's basic strings are JSON's for what stands here. */
function quoted(text: string): string {
  return JSON.stringify(text);
}
