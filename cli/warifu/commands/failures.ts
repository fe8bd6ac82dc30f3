/** `warifu failures`: what a test carrier does by the amount that it is asked for. */

import { defineCommand } from "citty";
import { NAMED_FAILURES, NAMED_ORDER_REFUSALS } from "../../../protocol/test-failures.ts";

export const failures = defineCommand({
  meta: {
    name: "failures",
    description:
      "The amounts that make the test carrier fail, and how; in live mode they are amounts",
  },
  args: { json: { type: "boolean", description: "print JSON" } },
  run({ args }) {
    const rows = [...NAMED_FAILURES, ...NAMED_ORDER_REFUSALS].map(({ amount, name, what }) => ({
      ...{ amount, name, what },
    }));
    if (args.json) console.log(JSON.stringify(rows));
    else
      for (const { amount, name, what } of rows)
        console.log(`${amount}  ${name.padEnd(18)} ${what}`);
  },
});
