// What the fault proxy records: an answer that nobody was given whole is none, however it began.

import { createServer, type Server } from "node:net";
import { afterEach, beforeEach, expect, it } from "vitest";
import { type FaultProxy, startFaultProxy } from "../support/fault-proxy.ts";

const ANSWER = "HTTP/1.1 201 Created\r\ncontent-length: 10\r\n\r\n0123456789";

let server: Server;
let proxy: FaultProxy;
/** how many characters of the answer are sent before the server is gone */
let given: number;

beforeEach(async () => {
  server = createServer((socket) => {
    socket.on("error", () => undefined);
    socket.once("data", () => socket.end(ANSWER.slice(0, given)));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  proxy = await startFaultProxy(() => port);
});
afterEach(async () => {
  await proxy.close();
  server.close();
});

it("records an answer with its status", async () => {
  given = ANSWER.length;
  expect((await fetch(`${proxy.origin}/refunds`)).status).toBe(201);
  expect(proxy.passed).toMatchObject([{ status: 201, answer: "0123456789" }]);
});

it("records none that was cut off in its body", async () => {
  given = ANSWER.length - 4;
  await expect(fetch(`${proxy.origin}/refunds`)).rejects.toThrow();
  expect(proxy.passed).toHaveLength(1);
  expect(proxy.passed[0]).not.toHaveProperty("status");
});
