/** `warifu init`: a test register of one's own, its key in a file, and what to paste. */

import { basename } from "node:path";
import { defineCommand } from "citty";
import { checkoutTag } from "../../../register-server/index.ts";
import { warifuKeyOf } from "../../warifu-key.ts";
import { devPlace } from "../dev-place.ts";
import { signUp } from "../init/sign-up.ts";
import { typedAs } from "../typed-as.ts";

export const init = defineCommand({
  meta: {
    name: "init",
    description:
      "Sign a shop up in test mode: makes its key, proves its origin, writes WARIFU_KEY to a file for you alone",
  },
  args: {
    name: { type: "string", description: "what shoppers read (this folder's name)" },
    origin: {
      type: "string",
      default: "http://localhost:3000",
      description:
        "where the shop's pages are, several with commas; any but this machine's serves /.well-known/warifu.json",
    },
    server: { type: "string", description: "the test server (the one that `dev` runs here)" },
    env: { type: "string", valueHint: "FILE", default: ".env", description: "takes the key" },
    continue: {
      type: "boolean",
      description: "go on with the WARIFU_KEY in the file, after an attempt that ended",
    },
    wait: {
      type: "string",
      default: "600",
      description: "seconds that origins are looked at again",
    },
    json: { type: "boolean", description: "print JSON" },
  },
  async run({ args }) {
    const { server = devPlace().server, env: file, json } = args;
    if (!URL.canParse(server)) throw new Error(`--server is an address, not ${server}`);
    const known = args.continue ? { key: warifuKeyOf(file, undefined) } : {};
    const { register } = await signUp({
      ...{ server, file, name: args.name ?? basename(process.cwd()), ...known },
      origins: args.origin.split(",").map((one) => one.trim()),
      waitMs: Number(args.wait) * 1_000 || 0,
      say: (text) => console.error(text),
    });
    const tag = checkoutTag({ origin: new URL(server).origin, register });
    if (json) {
      console.log(JSON.stringify({ register, mode: "test", file, tag }));
      return;
    }
    const warifu = typedAs();
    console.log(`Signed up as ${register}, in test mode: no money moves.`);
    console.log(`Its WARIFU_KEY is in ${file}, which only you can read. Keep it out of git.`);
    console.log(`\nIn the checkout page:\n${tag}`);
    console.log(`\nNext:`);
    console.log(`  ${warifu} trigger trade.settled`);
    console.log(`  ${warifu} events list`);
    console.log(`  ${warifu} listen --to http://localhost:3000/webhooks/warifu`);
  },
});
