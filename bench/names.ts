/** How the contenders are called in tables. */

export const OURS_HTTP = "ours, HTTP";
export const OURS_SOCKETS = "ours, WebSocket";
/** The hard peer: one database function per settlement. */
export const HARD = "Hono + PostgreSQL function";
/** The typical peer: a transaction of several statements. */
export const TYPICAL = "Fastify + PostgreSQL";
/** The ceiling for JavaScript. */
export const CEILING = "Hono + node:sqlite";
