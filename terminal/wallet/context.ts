/**
 * What every task of the wallet works with: the ports, the book, the server and the pinned trust.
 * Made once, by openWallet. Holds no state of its own.
 */

import type { Envelope } from "../../protocol/signing/signature.ts";
import type { Trust } from "../../protocol/trade/offer.ts";
import type { Book } from "./book.ts";
import type { DeviceKey, Ports } from "./ports.ts";
import type { SynchronousServer } from "./synchronous-server.ts";

export interface Context {
  readonly ports: Ports;
  readonly book: Book;
  readonly server: SynchronousServer;
  readonly trust: Trust;
}

/** The head of everything this terminal signs [SG1]. */
export function envelope<const T extends string>({ trust }: Context, key: DeviceKey, typ: T) {
  return { typ, iss: key.publicKey, aud: trust.realm, mode: trust.mode } satisfies Envelope;
}
