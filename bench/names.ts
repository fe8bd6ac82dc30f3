/** How the contenders and their processes are called in tables. */

export const OURS_HTTP = "ours, HTTP";
export const OURS_SOCKETS = "ours, WebSocket";
/** The hard peer: one database function per settlement. */
export const HARD = "Hono + PostgreSQL function";
/** The typical peer: a transaction of several statements. */
export const TYPICAL = "Fastify + PostgreSQL";
/** The ceiling for JavaScript. */
export const CEILING = "Hono + node:sqlite";

/** Our servers' processes. */
export const CARRIER_PROCESS = "carrier server";
export const SYNCHRONOUS_PROCESS = "synchronous server";
/** The limit that a serial confirm is held against. */
export const FSYNC = "fsync of 4 KiB appended";
