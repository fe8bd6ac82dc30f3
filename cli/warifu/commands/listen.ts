/** `warifu listen`: a register's events brought to this machine, each as a webhook, without a public address. */

import { dirname, join } from "node:path";
import { defineCommand } from "citty";
import { createWarifu } from "../../../register-server/index.ts";
import { typesNamed } from "../event-types.ts";
import { KEY_OPTION, keyFrom } from "../key-option.ts";
import { followEvents, lineOf } from "../listen/follow-events.ts";
import { placeFile } from "../listen/place-file.ts";
import { listenSecret, secretNamed } from "../listen/signing-secret.ts";
import { untilInterrupted } from "../until-interrupted.ts";

export const listen = defineCommand({
  meta: {
    name: "listen",
    description:
      "Bring the register's events to a local address, signed as webhooks (Standard Webhooks). Goes on where it ended",
  },
  args: {
    to: {
      type: "string",
      default: "http://localhost:3000/webhooks/warifu",
      description: "your endpoint",
    },
    ...KEY_OPTION,
    events: { type: "string", description: "only these, with commas: trade.settled,payout.*" },
    from: {
      type: "string",
      description:
        "start, now, or the sequence before the first (where it ended; the first time: now)",
    },
    "print-secret": { type: "boolean", description: "print the whsec_… that it signs by, and end" },
  },
  async run({ args }) {
    const key = keyFrom(args.env);
    const own = process.env.WARIFU_WEBHOOK_SECRET;
    const secret = await (own ? secretNamed(own) : listenSecret(key));
    if (args["print-secret"]) {
      console.log(secret.text);
      return;
    }
    if (!URL.canParse(args.to)) throw new Error(`--to is an address, not ${args.to}`);
    const types = typesNamed(args.events);
    const warifu = createWarifu({ key });
    const place = placeFile(
      join(dirname(args.env ?? ".env"), ".warifu-listen.json"),
      warifu.register,
    );
    const last = async () => (await warifu.events.list({ limit: 1 })).last;
    const after = afterOf(args.from) ?? place.read() ?? (await last());
    const from = args.from === "now" ? await last() : after;
    console.log(`Events of ${warifu.register} after #${from}, to ${args.to}`);
    if (!own) console.log(`Verify them by WARIFU_WEBHOOK_SECRET=${secret.text}`);
    const ending = new AbortController();
    const followed = followEvents({
      ...{ warifu, secret, to: args.to, after: from, signal: ending.signal },
      ...(types ? { types } : {}),
      say: (event, delivered, tries) => console.log(lineOf(event, delivered, tries)),
      done: place.write,
      lost: (error) => console.error(error instanceof Error ? error.message : error),
    });
    await untilInterrupted();
    ending.abort();
    await followed;
  },
});

function afterOf(text: string | undefined): number | undefined {
  if (text === undefined || text === "now") return undefined;
  if (text === "start") return 0;
  if (/^\d{1,15}$/.test(text)) return Number(text);
  throw new Error(`--from is start, now or a sequence, not ${text}`);
}
