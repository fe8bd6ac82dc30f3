/**
 * Cloudflare's list prices (Workers Paid) beyond what the plan includes, each with where it stands and when it was read
 * there. What isn't billed isn't here: a call by a service binding, RPC to an entrypoint, outgoing WebSocket messages,
 * the CPU of an object (its duration is billed instead), egress.
 */

export type Item =
  | "requests"
  | "cpuMs"
  | "objectRequests"
  | "objectGbS"
  | "rowsWritten"
  | "rowsRead"
  | "storedGbMonths";

export interface Price {
  readonly says: string;
  /** US dollars */
  readonly dollars: number;
  /** for so many */
  readonly per: number;
  readonly source: string;
}

const MILLION = 1_000_000;
const OBJECTS = "https://developers.cloudflare.com/durable-objects/platform/pricing/";
const WORKERS = "https://developers.cloudflare.com/workers/platform/pricing/";

export const READ_ON = "2026-11-23";

export const PRICES: Readonly<Record<Item, Price>> = {
  requests: { says: "Worker requests", dollars: 0.3, per: MILLION, source: WORKERS },
  cpuMs: { says: "Worker CPU, ms", dollars: 0.02, per: MILLION, source: WORKERS },
  objectRequests: { says: "object requests", dollars: 0.15, per: MILLION, source: OBJECTS },
  objectGbS: { says: "object duration, GB-s", dollars: 12.5, per: MILLION, source: OBJECTS },
  rowsWritten: { says: "rows written", dollars: 1, per: MILLION, source: OBJECTS },
  rowsRead: { says: "rows read", dollars: 0.001, per: MILLION, source: OBJECTS },
  storedGbMonths: { says: "stored for a month, GB", dollars: 0.2, per: 1, source: OBJECTS },
};

/** So many incoming WebSocket messages are billed as one request of the object. */
export const MESSAGES_PER_REQUEST = 20;
/** What an object is billed for while it is active, whatever it uses. */
export const OBJECT_GB = 0.128;

/** Items of the design's estimate for a million trades, in US dollars. Its queue for webhooks isn't built yet. */
export const ESTIMATE: Readonly<Partial<Record<Item, number>>> = {
  requests: 0.9,
  cpuMs: 0.18,
  objectRequests: 0.6,
  objectGbS: 0.1,
  rowsWritten: 8,
  rowsRead: 0.01,
  storedGbMonths: 0.4,
};

/** US dollars for a million settled trades, at most. */
export const BAR_DOLLARS = 12;
