/**
 * `npm run register -- price-list FILE --publish`: signs a price list and publishes it, and prints for each item the
 * link that sells it and the tag for a page. Without --publish it signs alone, for who publishes elsewhere.
 */

import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { ACCESS_PATH } from "../protocol/page/access-script.ts";
import { createWarifu, type Warifu } from "../register-server/create-warifu.ts";
import { checkoutTag, type ItemRequest, type PriceListView } from "../register-server/index.ts";
import { parseKey } from "../register-server/key.ts";
import { joinValues } from "./option-values.ts";
import { type Env, warifuKeyOf } from "./warifu-key.ts";

export const PRICE_LISTS_USAGE = `npm run register -- price-list FILE [--publish] [--name NAME]
                             signs the items in FILE (JSON: a list of {id, name, amount, currency, quantity?, kind?,
                             access_ms?, url?, until?}), and with --publish sells them: prints links and tags
npm run register -- withdraw-price-list [--name NAME]
                             sells nothing of it any more
  --name NAME                the list's name in links (main)
  --warifu-key-file FILE     a file with a line WARIFU_KEY=…, or the variable of that name`;

const OPTIONS = {
  "warifu-key-file": { type: "string" },
  name: { type: "string", default: "main" },
  publish: { type: "boolean", default: false },
} as const;

const COMMANDS = ["price-list", "withdraw-price-list"];

export function isPriceListCommand(words: readonly string[]): boolean {
  return COMMANDS.includes(words[0] ?? "");
}

/** @returns what the command answers @throws Error with one sentence for whoever typed it */
export async function runPriceListCommand(
  words: readonly string[],
  env: Env,
  fetchAnswer: typeof fetch = fetch,
): Promise<unknown> {
  const { values, positionals } = parseArgs({
    ...{ args: joinValues(words, OPTIONS), options: OPTIONS, allowPositionals: true },
  });
  const { name, publish } = values;
  const key = warifuKeyOf(values["warifu-key-file"], env.WARIFU_KEY);
  const warifu = createWarifu({ key, fetch: fetchAnswer });
  if (positionals[0] === "withdraw-price-list") {
    const { id, serial } = await warifu.withdrawPriceList(name);
    return { id, serial, withdrawn: true };
  }
  const signed = await warifu.signPriceList(itemsIn(positionals[1]), { name });
  if (!publish) return signed;
  const view = await warifu.publishPriceList(signed);
  const access = new URL(ACCESS_PATH, warifu.origin).href;
  const module = { src: access, integrity: await hashOfFile(access, fetchAnswer) };
  return soldText(warifu, view, { rootKey: rootKeyOf(key), module });
}

function itemsIn(path: string | undefined): ItemRequest[] {
  if (path === undefined) throw new Error("the file is missing: a JSON list of items");
  if (!existsSync(path)) throw new Error(`there is no file ${path}`);
  const items: unknown = JSON.parse(readFileSync(path, "utf8"));
  if (!Array.isArray(items)) throw new Error(`${path} isn't a JSON list`);
  return items;
}

function rootKeyOf(key: string): string {
  const parts = parseKey(key);
  if (!parts.ok) throw new Error(parts.error);
  return parts.value.root_key;
}

/** What the page pins: the module as it is now. */
async function hashOfFile(url: string, fetchAnswer: typeof fetch): Promise<string> {
  const answer = await fetchAnswer(url);
  if (!answer.ok) throw new Error(`${url} isn't there: HTTP ${answer.status}`);
  const bytes = Buffer.from(await answer.arrayBuffer());
  return `sha384-${createHash("sha384").update(bytes).digest("base64")}`;
}

interface PageFacts {
  readonly rootKey: string;
  readonly module: { readonly src: string; readonly integrity: string };
}

/** For people, and to be pasted. */
function soldText(
  warifu: Warifu,
  { id, name, items }: PriceListView,
  { rootKey, module }: PageFacts,
): string {
  const { origin, register, mode } = warifu;
  const tags = items.map(
    (item) =>
      `${item.id}\n  ${warifu.paymentLink(item.id, { list: name })}\n` +
      `  <warifu-checkout price-list="${id}" item="${item.id}"></warifu-checkout>\n`,
  );
  return `${[
    `${id} is sold from now on.\n`,
    ...tags,
    `In the page's head:\n  ${checkoutTag({ origin, register })}\n`,
    "To let payers in, in the page itself (see examples/static-site):",
    `  ${module.src} integrity="${module.integrity}"`,
    `  register ${register}, mode ${mode}, root key ${rootKey}`,
  ].join("\n")}\n`;
}
