/** `warifu sign`: the signing proxy, until it is interrupted. */

import { defineCommand } from "citty";
import { KEY_OPTION, keyFrom } from "../key-option.ts";
import { startSigningProxy } from "../sign/signing-proxy.ts";
import { untilInterrupted } from "../until-interrupted.ts";

export const sign = defineCommand({
  meta: {
    name: "sign",
    description:
      'A proxy on this machine in front of the API: adds the API key, an Idempotency-Key and real signatures of the register\'s key. POST it a plain body ({"amount":4980,"currency":"JPY"}) or a signed form with any signature. A request\'s header `Warifu-Sign: keep` signs what stands there, `off` sends it as it is',
  },
  args: {
    ...KEY_OPTION,
    port: { type: "string", default: "4400", description: "where it listens, on 127.0.0.1" },
    upstream: { type: "string", valueHint: "URL", description: "the API (the key's own)" },
    strict: {
      type: "boolean",
      description: "add signatures and API key alone: no Idempotency-Key, no plain bodies",
    },
    mend: {
      type: "boolean",
      description: "put right what a JSON Schema can't say: for tools that make bodies up",
    },
    live: { type: "boolean", description: "a live register too: this moves real money" },
    quiet: { type: "boolean", description: "no line for each request" },
  },
  async run({ args }) {
    const { upstream, strict = false, mend = false, live = false, quiet } = args;
    const proxy = await startSigningProxy({
      ...{ key: keyFrom(args.env), port: portOf(args.port), strict, mend, live },
      ...(upstream === undefined ? {} : { upstream }),
      ...(quiet ? {} : { say: (line: string) => console.log(line) }),
    });
    console.log(`Signing at ${proxy.origin}. Try:`);
    console.log(
      `  curl ${proxy.origin}/v1/trades -H 'Content-Type: application/json' -d '{"amount":4980,"currency":"JPY"}'`,
    );
    await untilInterrupted();
    await proxy.stop();
  },
});

function portOf(text: string): number {
  const port = Number(text);
  if (Number.isInteger(port) && port >= 0 && port < 65_536) return port;
  throw new Error(`--port is a number from 0 to 65535, not ${text}`);
}
