/** A peer's process: `node serve-peer.ts <settings.json>`. Says "ready" on its output once it listens. */

import { readFileSync } from "node:fs";
import { useFastCrypto } from "./fast-crypto.ts";
import { PeerService } from "./peer-service.ts";
import type { PeerSettings } from "./peer-settings.ts";
import type { PeerStore } from "./peer-store.ts";

async function storeOf({ kind, database }: PeerSettings): Promise<PeerStore> {
  if (kind === "hono-function")
    return (await import("./postgres-function.ts")).functionStore(database);
  if (kind === "fastify-statements")
    return (await import("./postgres-statements.ts")).statementsStore(database);
  return (await import("./sqlite-groups.ts")).sqliteStore(database);
}

const settings = JSON.parse(readFileSync(process.argv[2] ?? "", "utf8")) as PeerSettings;
useFastCrypto();
const service = await PeerService.open(settings, await storeOf(settings));
const serve =
  settings.kind === "fastify-statements"
    ? (await import("./serve-fastify.ts")).serveFastify
    : (await import("./serve-hono.ts")).serveHono;
await serve(service, settings.port);
console.info("ready");
