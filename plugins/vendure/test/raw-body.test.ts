// The webhook's body as it came: kept for its signature, and never what another parser made of it.
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { expect, it } from "vitest";
import { asFetchRequest, keepRawBody } from "../src/raw-body.ts";

/** @returns what is verified of this body; `before` is what stands before the plugin */
async function received(
  body: string,
  before: (request: IncomingMessage) => Promise<unknown> = async () => undefined,
): Promise<string | undefined> {
  let got: Promise<string> | undefined;
  const server = createServer(async (request, response) => {
    await before(request);
    keepRawBody(request, response, () => {
      got = asFetchRequest(request)?.text();
      response.end();
    });
  }).listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const { port } = server.address() as AddressInfo;
  await fetch(`http://127.0.0.1:${port}`, { method: "POST", body });
  server.close();
  return got;
}

it.each(['{"a": 1.0}', "", "{", "割符 \u0000"])("%j is kept byte for byte", async (body) => {
  expect(await received(body)).toBe(body);
});

it("is nothing where something read it before, and nobody waits for it", async () => {
  expect(await received('{"a": 1}', text)).toBeUndefined();
});
