/** `warifu pay TRADE`: a test payer pays a trade that your own code made, or declines it. */

import { defineCommand } from "citty";
import { parseKey } from "../../../register-server/key.ts";
import { assertTest, KEY_OPTION, keyFrom } from "../key-option.ts";
import { aTestPayer } from "../payer/test-payer.ts";

export const pay = defineCommand({
  meta: {
    name: "pay",
    description: "Pay a trade of test mode as a shopper would, by a wallet without a browser",
  },
  args: {
    trade: { type: "positional", required: true, description: "its id, trd_test_…" },
    ...KEY_OPTION,
    decline: { type: "boolean", description: "decline it instead" },
    json: { type: "boolean", description: "print JSON" },
  },
  async run({ args }) {
    const parts = parseKey(keyFrom(args.env));
    if (!parts.ok) throw new Error(parts.error);
    assertTest(parts.value, "paying from here");
    const { origin, root_key: rootKey } = parts.value;
    const payer = await aTestPayer({ origin, rootKey });
    const record = await (args.decline ? payer.decline(args.trade) : payer.pay(args.trade));
    const { state } = record;
    const code = "code" in record ? record.code : undefined;
    if (args.json)
      console.log(JSON.stringify({ trade: args.trade, state, ...(code ? { code } : {}) }));
    else console.log(code === undefined ? state : `${state}: ${code}`);
    return state === "settled" || state === "declined" ? 0 : 1;
  },
});
