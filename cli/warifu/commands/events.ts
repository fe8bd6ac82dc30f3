/** `warifu events`: what happened, and having it brought again. */

import { defineCommand } from "citty";
import { createWarifu, type RegisterEvent, type Warifu } from "../../../register-server/index.ts";
import { typesNamed } from "../event-types.ts";
import { KEY_OPTION, keyFrom, warifuFrom } from "../key-option.ts";
import { deliver, isReceipt, noticeOf } from "../listen/deliver.ts";
import { lineOf } from "../listen/follow-events.ts";
import { listenSecret, secretNamed } from "../listen/signing-secret.ts";
import { subjectOf } from "../trigger/trigger-event.ts";

const list = defineCommand({
  meta: { name: "list", description: "The register's events, in the order of their sequence" },
  args: {
    ...KEY_OPTION,
    after: { type: "string", description: "the sequence before the first (the latest 20)" },
    events: { type: "string", description: "only these, with commas: trade.settled,payout.*" },
    limit: { type: "string", default: "20", description: "1 to 500" },
    json: { type: "boolean", description: "each event as a line of JSON" },
  },
  async run({ args }) {
    const warifu = warifuFrom(args.env);
    const limit = countNamed("--limit", args.limit);
    const types = typesNamed(args.events);
    const { last } = await warifu.events.list({ limit: 1 });
    const after =
      args.after === undefined ? Math.max(0, last - limit) : countNamed("--after", args.after);
    const page = await warifu.events.list({ after, limit, ...(types ? { types } : {}) });
    if (args.json) for (const event of page.events) console.log(JSON.stringify(event));
    else for (const event of page.events) console.log(rowOf(event));
    if (page.events.length === 0 && !args.json) console.log(`There is none after #${after}.`);
    if (page.next !== undefined) console.error(`There are more: --after ${page.next}`);
  },
});

const replay = defineCommand({
  meta: {
    name: "replay",
    description:
      "Have one event, or all since one, brought again: by Warifu to your webhook endpoint, or from here to a local address (--to)",
  },
  args: {
    event: { type: "positional", required: false, description: "its id, evt_…" },
    ...KEY_OPTION,
    since: { type: "string", description: "instead of one: everything after this sequence" },
    endpoint: { type: "string", description: "whk_…, where there are several" },
    to: { type: "string", description: "bring it from here, to this address" },
  },
  async run({ args }) {
    const { event, since, to } = args;
    if ((event === undefined) === (since === undefined))
      throw new Error("say which: an event's id (evt_…), or --since SEQUENCE");
    const key = keyFrom(args.env);
    const warifu = createWarifu({ key });
    const what = event === undefined ? { after: countNamed("--since", since ?? "") } : { event };
    if (to !== undefined) return replayFromHere(warifu, key, to, what);
    const endpoint = args.endpoint ?? (await onlyEndpoint(warifu));
    const view = await warifu.webhooks.replay(endpoint, what);
    console.log(`${view.id} gets it again: ${view.url}`);
    return 0;
  },
});

export const events = defineCommand({
  meta: { name: "events", description: "List events, and have them brought again" },
  subCommands: { list, replay },
});

async function replayFromHere(
  warifu: Warifu,
  key: string,
  to: string,
  what: { readonly after: number } | { readonly event: string },
): Promise<number> {
  const own = process.env.WARIFU_WEBHOOK_SECRET;
  const secret = await (own ? secretNamed(own) : listenSecret(key));
  let [found, failed] = [0, 0];
  for await (const event of warifu.events.after("after" in what ? what.after : 0)) {
    if ("event" in what && event.id !== what.event) continue;
    const delivered = await deliver(to, await noticeOf(event, secret, Date.now()));
    console.log(lineOf(event, delivered, 1));
    found += 1;
    if (!isReceipt(delivered)) failed += 1;
    if ("event" in what) break;
  }
  if (found === 0) throw new Error("there is no such event (warifu events list)");
  return failed === 0 ? 0 : 1;
}

async function onlyEndpoint(warifu: Warifu): Promise<string> {
  const [first, ...others] = await warifu.webhooks.list();
  if (first && others.length === 0) return first.id;
  if (first) throw new Error(`there are several endpoints: --endpoint ${first.id}, …`);
  throw new Error("the register has no webhook endpoint: bring it from here, with --to URL");
}

function rowOf(event: RegisterEvent): string {
  const { sequence, timestamp, type, data, id } = event;
  return `#${`${sequence}`.padEnd(6)} ${timestamp}  ${type.padEnd(22)} ${data.status.padEnd(10)} ${subjectOf(event)}  ${id}`;
}

function countNamed(option: string, text: string): number {
  if (/^\d{1,15}$/.test(text)) return Number(text);
  throw new Error(`${option} is a whole number, not ${text}`);
}
