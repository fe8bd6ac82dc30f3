/** `warifu clock`: deadlines, holds, payouts and webhooks' retries without waiting for them. */

import { defineCommand } from "citty";
import { durationNamed } from "../clock/duration.ts";
import { clockOffset, moveClock } from "../clock/move-clock.ts";
import { devPlace } from "../dev-place.ts";
import { KEY_OPTION, keyFrom } from "../key-option.ts";
import { typedAs } from "../typed-as.ts";

const ARGS = {
  ...KEY_OPTION,
  carrier: { type: "string", description: "the carrier server (the one of `dev`)" },
} as const;

const advance = defineCommand({
  meta: {
    name: "advance",
    description:
      "Set the clock ahead, and do at once what is due: trades expire, holds end, payouts go",
  },
  args: {
    by: { type: "positional", required: true, description: "such as 30m, 36h or 3d" },
    ...ARGS,
  },
  async run({ args }) {
    const { carrier = devPlace().carrier } = args;
    const key = keyFrom(args.env);
    const offset = (await clockOffset(key)) + durationNamed(args.by);
    await moveClock({ key, carrier }, offset);
    say(offset);
    console.log(`New trades need the time of now: ${typedAs()} clock reset`);
  },
});

const reset = defineCommand({
  meta: { name: "reset", description: "Set the clock to now. What has happened, has happened" },
  args: ARGS,
  async run({ args }) {
    const { carrier = devPlace().carrier } = args;
    await moveClock({ key: keyFrom(args.env), carrier }, 0);
    say(0);
  },
});

const show = defineCommand({
  meta: { name: "show", description: "What the clock says" },
  args: KEY_OPTION,
  async run({ args }) {
    say(await clockOffset(keyFrom(args.env)));
  },
});

export const clock = defineCommand({
  meta: { name: "clock", description: "The clock of the servers that `warifu dev` runs" },
  subCommands: { show, advance, reset },
});

function say(offset: number): void {
  const time = new Date(Date.now() + offset).toISOString().slice(0, 19);
  const hours = (offset / 3_600_000).toFixed(1);
  console.log(`The servers' clock says ${time} UTC${offset === 0 ? "" : `, ${hours} h ahead`}.`);
}
