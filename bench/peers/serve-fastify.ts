/** A peer's door with Fastify. */

import { type FastifyReply, type FastifyRequest, fastify } from "fastify";
import type { PeerAnswer, PeerRequest, PeerService } from "./peer-service.ts";

export async function serveFastify(service: PeerService, port: number): Promise<void> {
  const app = fastify({ logger: false });
  app.removeAllContentTypeParsers();
  // Read as it came: the signature is over these bytes.
  app.addContentTypeParser("application/json", { parseAs: "buffer" }, async (_, body) => body);
  app.post("/v1/trades", async (request, reply) =>
    answer(reply, await service.create(requestOf(request))),
  );
  app.post("/v1/trades/:trade/claim", async (request, reply) =>
    answer(reply, await service.claim(requestOf(request), request.params.trade ?? "")),
  );
  app.post("/v1/confirmations", async (request, reply) =>
    answer(reply, await service.confirm(requestOf(request))),
  );
  app.get("/v1/trades/:trade/events", (request, reply) => {
    reply.hijack();
    reply.raw.writeHead(200, { "content-type": "text/event-stream" });
    service.watch(request.params.trade ?? "", (data) => reply.raw.write(`data: ${data}\n\n`));
  });
  await app.listen({ port, host: "127.0.0.1" });
}

function requestOf({ url, headers, body }: FastifyRequest): PeerRequest {
  const header = (name: string) => {
    const value = headers[name];
    return typeof value === "string" ? value : null;
  };
  return { path: url, bytes: new Uint8Array(body), header };
}

function answer(reply: FastifyReply, { status, body }: PeerAnswer) {
  return reply.code(status).header("content-type", "application/json").send(body);
}
