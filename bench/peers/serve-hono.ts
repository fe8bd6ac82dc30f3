/** A peer's door with Hono on Node. */

import type { AddressInfo } from "node:net";
import { serve } from "@hono/node-server";
import { type Context, Hono } from "hono";
import { streamSSE } from "hono/streaming";
import type { PeerAnswer, PeerRequest, PeerService } from "./peer-service.ts";

export function serveHono(service: PeerService, port: number): Promise<void> {
  const app = new Hono();
  app.post("/v1/trades", async (c) => answer(await service.create(await requestOf(c))));
  app.post("/v1/trades/:trade/claim", async (c) =>
    answer(await service.claim(await requestOf(c), c.req.param("trade"))),
  );
  app.post("/v1/confirmations", async (c) => answer(await service.confirm(await requestOf(c))));
  app.get("/v1/trades/:trade/events", (c) =>
    streamSSE(c, (stream) => {
      const ended = new Promise<void>((resolve) => stream.onAbort(resolve));
      service.watch(c.req.param("trade"), (data) => void stream.writeSSE({ data }));
      return ended;
    }),
  );
  return new Promise((resolve) => {
    serve({ fetch: app.fetch, port, hostname: "127.0.0.1" }, (_: AddressInfo) => resolve());
  });
}

async function requestOf({ req }: Context): Promise<PeerRequest> {
  const bytes = new Uint8Array(await req.arrayBuffer());
  return { path: req.path, bytes, header: (name) => req.header(name) ?? null };
}

function answer({ status, body }: PeerAnswer): Response {
  return new Response(body, { status, headers: { "content-type": "application/json" } });
}
