/** `warifu trigger EVENT`: makes any event really happen in test mode. */

import { join } from "node:path";
import { defineCommand } from "citty";
import type { EventType } from "../../../register-server/index.ts";
import { developmentKeys } from "../../register.ts";
import { devFolder, devPlace } from "../dev-place.ts";
import { KEY_OPTION, keyFrom } from "../key-option.ts";
import { SCRIPTS } from "../trigger/scripts.ts";
import { openStage } from "../trigger/stage.ts";
import { triggerEvent } from "../trigger/trigger-event.ts";

const TYPES = Object.keys(SCRIPTS) as EventType[];

export const trigger = defineCommand({
  meta: {
    name: "trigger",
    description: `Make an event really happen in test mode: a trade is created, paid by a test payer, refunded … One of ${TYPES.join(", ")}`,
  },
  args: {
    event: { type: "positional", description: "such as trade.settled" },
    ...KEY_OPTION,
    amount: {
      type: "string",
      default: "1200",
      description:
        "of the trade, minor units; some amounts make the test carrier fail: warifu failures",
    },
    currency: { type: "string", default: "JPY", description: "ISO 4217" },
    carrier: {
      type: "string",
      description: "for what takes its operator's word (the one of `dev`)",
    },
    json: { type: "boolean", description: "print the event as JSON, and nothing else" },
  },
  async run({ args }) {
    const type = TYPES.find((one) => one === args.event);
    if (!type) throw new Error(`no such event: ${args.event}; there are ${TYPES.join(", ")}`);
    const amount = Number(args.amount);
    if (!Number.isSafeInteger(amount) || amount < 2)
      throw new Error(`--amount is a whole number of minor units from 2 on, not ${args.amount}`);
    const { carrier = devPlace().carrier, currency, json } = args;
    const keptHere = join(devFolder(), "keys.json");
    const found = { ...developmentKeys(["--carrier", carrier], keptHere), ...process.env };
    const operatorKey = found.WARIFU_OPERATOR_KEY;
    const stage = openStage({
      ...{ key: keyFrom(args.env), amount, currency },
      say: (text) => (json ? undefined : console.log(text)),
      ...(operatorKey === undefined ? {} : { operator: { carrier, key: operatorKey } }),
    });
    const event = await triggerEvent(stage, type);
    if (json) console.log(JSON.stringify(event));
    else console.log(`${event.type}  sequence ${event.sequence}  ${event.id}`);
  },
});
