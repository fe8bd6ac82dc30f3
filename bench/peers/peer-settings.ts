/** What a peer's process is started with: the same trust, keys, registers and accounts that our servers have. */

import type { RegisterId } from "../../protocol/ids.ts";
import type { Hash, PublicKey } from "../../protocol/signing/signature.ts";
import type {
  SignedKeyCertificate,
  SignedRegisterCertificate,
} from "../../protocol/signing/signed-objects.ts";
import type { Trust } from "../../protocol/trade/offer.ts";

export type PeerKind = "hono-function" | "fastify-statements" | "hono-sqlite";

export interface PeerRegister {
  readonly register: RegisterId;
  readonly apiKey: Hash;
  readonly certificate: SignedRegisterCertificate;
  readonly chain: SignedKeyCertificate;
}

export interface PeerSettings {
  readonly kind: PeerKind;
  readonly port: number;
  readonly origin: string;
  readonly trust: Trust;
  /** base64url of 32 bytes: the MAC of grants */
  readonly grantKey: string;
  /** of receipts */
  readonly signing: { readonly seed: string; readonly certificate: SignedKeyCertificate };
  readonly registers: readonly PeerRegister[];
  readonly payers: readonly PublicKey[];
  /** minor units that each payer starts with */
  readonly credit: number;
  /** a PostgreSQL connection string, or the path of a SQLite file */
  readonly database: string;
}
