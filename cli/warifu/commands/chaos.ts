/** `warifu chaos`: what a bad network and an attacker do to a webhook endpoint, and whether it stands it. */

import { defineCommand } from "citty";
import { type Finding, KINDS, RIGHT } from "../chaos/kinds.ts";
import { runChaos } from "../chaos/run-chaos.ts";
import { paidOrder, type ShopAddresses } from "../chaos/shop-orders.ts";
import { KEY_OPTION, keyFrom } from "../key-option.ts";
import { listenSecret, secretNamed } from "../listen/signing-secret.ts";
import { openStage } from "../trigger/stage.ts";

export const chaos = defineCommand({
  meta: {
    name: "chaos",
    description:
      "Bring your endpoint duplicate, forged, late, reordered and dropped notices of real test payments, by a seed; exit code 1 with a finding. Give --trade-from and --state, so that what your shop does is judged too, not only what it answers",
  },
  args: {
    to: {
      type: "string",
      default: "http://localhost:3000/webhooks/warifu",
      description:
        "your endpoint; it verifies by WARIFU_WEBHOOK_SECRET, or by what `listen` prints",
    },
    ...KEY_OPTION,
    "trade-from": {
      type: "string",
      valueHint: "URL",
      description: 'your address that makes an order and its trade: POST, {"trade": …}',
    },
    state: {
      type: "string",
      valueHint: "URL",
      description: "what your shop says of an order, as JSON: {trade} stands in it, or {order} …",
    },
    header: { type: "string", description: "with both, such as 'Cookie: session=…'" },
    seed: { type: "string", default: "1", description: "the same seed is the same run" },
    count: { type: "string", default: "15", description: "rounds" },
    patience: {
      type: "string",
      default: "30",
      description: "seconds in which a shop that is told nothing finds a payment",
    },
    json: { type: "boolean", description: "print the findings as JSON, and nothing else" },
  },
  async run({ args }) {
    const key = keyFrom(args.env);
    const own = process.env.WARIFU_WEBHOOK_SECRET;
    const secret = await (own ? secretNamed(own) : listenSecret(key));
    const stage = openStage({ key, say: () => undefined });
    const shop = addressesOf(args["trade-from"], args.state, args.header);
    const say = (text: string) => (args.json ? undefined : console.log(text));
    const [seed, count] = [numberNamed("--seed", args.seed), numberNamed("--count", args.count)];
    say(`chaos --seed ${seed} --count ${count} against ${args.to}`);
    if (shop.state === undefined)
      say("Only answers are judged: with --trade-from and --state, what the shop does is too.");
    const findings = await runChaos({
      ...{ to: args.to, secret, seed, count, say },
      patienceMs: numberNamed("--patience", args.patience) * 1_000,
      story: (refunded) => paidOrder(stage, shop, refunded),
    });
    if (args.json) console.log(JSON.stringify({ seed, count, findings }));
    else conclude(findings, say);
    return findings.length === 0 ? 0 : 1;
  },
});

function conclude(findings: readonly Finding[], say: (text: string) => void): void {
  if (findings.length === 0) {
    say("\nPassed: nothing that came made the endpoint do wrong.");
    return;
  }
  say(`\n${findings.length} findings. A right endpoint:`);
  for (const kind of KINDS)
    if (findings.some((one) => one.kind === kind)) say(`  ${kind}: ${RIGHT[kind]}`);
}

function addressesOf(
  tradeFrom: string | undefined,
  state: string | undefined,
  header: string | undefined,
): ShopAddresses {
  const [, name, value] = /^([\w-]+):\s*(.+)$/.exec(header ?? "") ?? [];
  if (header !== undefined && name === undefined)
    throw new Error(`--header is "Name: value", not ${header}`);
  return {
    ...(tradeFrom === undefined ? {} : { tradeFrom }),
    ...(state === undefined ? {} : { state }),
    ...(name === undefined || value === undefined ? {} : { headers: { [name]: value } }),
  };
}

function numberNamed(option: string, text: string): number {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new Error(`${option} is a whole number, not ${text}`);
}
