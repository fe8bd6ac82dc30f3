/**
 * What the wallet needs of the world, as interfaces: a store, a device key, the network, a clock. The
 * extension gives the browser's; tests give their own. Nothing here decides anything.
 */

import type { EncryptionKeyCertificate, PinContent } from "../../protocol/account/step-up.ts";
import type { EncryptionKey } from "../../protocol/disclosure/asks.ts";
import type { DisclosureContent, SealedDisclosure } from "../../protocol/disclosure/disclosure.ts";
import type { OwnDetails } from "../../protocol/disclosure/fields.ts";
import type { PayerText, SealedText } from "../../protocol/dispute/dispute-text.ts";
import type { Envelope, Signed } from "../../protocol/signing/signature.ts";
import type { RequestKey, SignatureHeaders } from "../../protocol/signing/signed-requests.ts";
import type { Budgets } from "./budgets/budget.ts";
import type { DisputeEntries, DisputeEntry } from "./dispute/dispute-entry.ts";
import type { Said } from "./elsewhere/words.ts";
import type { PaymentArchive } from "./history/archive.ts";
import type { Notices } from "./notices/notices.ts";
import type { PaidShops } from "./paid-shops.ts";
import type { GivenEntries, GivenEntry } from "./privacy/given.ts";
import type { TerminalProfile } from "./terminal-profile.ts";
import type { Tour } from "./tour.ts";
import type { TradeRecord } from "./trade-record.ts";

/** All the terminal remembers, device key apart. */
export interface Stored {
  readonly profile: TerminalProfile;
  /** by the id of their press */
  readonly records: Readonly<Record<string, TradeRecord>>;
  /** shops that were paid from here; missing in a store of older code: see paidShops() */
  readonly shops?: PaidShops;
  /** what its owner lets shops take without being asked */
  readonly budgets?: Budgets;
  /** what its owner may give to shops, as he typed it in */
  readonly details?: OwnDetails;
  /** what shops were given from here */
  readonly given?: GivenEntries;
  /** what its owner says is wrong with what he paid from here */
  readonly disputes?: DisputeEntries;
  /**
   * What the wallet speaks, chosen by its owner: a tag of terminal/ui/words/languages.ts. Missing: the browser's language.
   * A screen calls `acts.chooseLanguage(choice)`, with "auto" to leave it to the browser, and reads what was chosen from
   * here; windows that are open speak it as soon as it is stored. Names to choose from: LANGUAGE_NAMES.
   */
  readonly language?: string;
  /** how far its owner has come in getting to know it; missing where nothing began that */
  readonly tour?: Tour;
  /** what was told to its owner while he wasn't looking; missing in a store of older code */
  readonly notices?: Notices;
  /** what was said to the account's other terminals; missing where nothing was */
  readonly elsewhere?: Said;
}

export interface StoreChange {
  readonly profile?: TerminalProfile;
  readonly put?: readonly TradeRecord[];
  /** all of them */
  readonly shops?: PaidShops;
  /** all of them */
  readonly budgets?: Budgets;
  /** ids of records */
  readonly drop?: readonly string[];
  /** all of them */
  readonly details?: OwnDetails;
  readonly give?: readonly GivenEntry[];
  readonly dispute?: readonly DisputeEntry[];
  /** "auto": the browser's, from now on */
  readonly language?: string;
  readonly tour?: Tour;
  readonly notices?: Notices;
  /** all of it */
  readonly elsewhere?: Said;
  /** ids of what was given */
  readonly forget?: readonly string[];
}

/** Durable when `write` resolves. `profile`, `put`, `shops`, `budgets`, `details`, `give`, `dispute` and `language` of one change are written together or not at all. */
export interface TerminalStore {
  read(): Promise<Stored>;
  write(change: StoreChange): Promise<void>;
}

/** Ed25519; the private half never leaves the platform's key store. */
export interface DeviceKey extends RequestKey {
  sign<T extends Envelope>(payload: T): Promise<Signed<T>>;
}

export interface KeyStore {
  load(): Promise<DeviceKey | undefined>;
  /** The one key of this terminal: made if there is none, the same at every later call. */
  make(): Promise<DeviceKey>;
  /** In the place of the one there is, which is gone then: a key that was revoked never comes back [TE19]. */
  replace(): Promise<DeviceKey>;
}

export interface HttpRequest {
  readonly method: "GET" | "POST";
  /** at our one origin, with its leading slash */
  readonly path: string;
  /** JSON text, sent as it is */
  readonly body?: string;
  /** the token of a credential */
  readonly credential?: string;
  /** the device key's signature over this very sending */
  readonly signature?: SignatureHeaders;
}

export interface HttpAnswer {
  readonly status: number;
  readonly body: unknown;
}

export interface Http {
  /** our one origin, which a signed request names */
  readonly origin: string;
  /** @returns undefined when no answer came, or none that is JSON: then nothing is known */
  send(request: HttpRequest): Promise<HttpAnswer | undefined>;
}

/** A money socket that is being opened. */
export interface MoneyLine {
  /** `sent` without an answer: it broke after it may have delivered, so nothing is known. */
  confirm(body: string): Promise<{ readonly sent: boolean; readonly answer?: HttpAnswer }>;
  close(): void;
}

export interface MoneySocket {
  /** Starts at once; never throws. */
  open(ticket: string): MoneyLine;
}

export interface Ports {
  readonly store: TerminalStore;
  /** absent where a terminal keeps all it has in its store */
  readonly archive?: PaymentArchive;
  readonly keys: KeyStore;
  readonly http: Http;
  readonly money: MoneySocket;
  /** Encrypts to this key, which was verified. */
  sealPin(key: EncryptionKeyCertificate, content: PinContent): Promise<string>;
  /** Encrypts to a shop's key, of a certificate that held. @throws where it is none */
  sealDisclosure(key: EncryptionKey, content: DisclosureContent): Promise<SealedDisclosure>;
  /** The same for what its owner says to a shop. @throws where it is none */
  sealText(key: EncryptionKey, content: PayerText): Promise<SealedText>;
  /** @returns base64url of so many random bytes */
  random(bytes: number): string;
  /** ms since the epoch */
  now(): number;
  /** A record was settled: tell where it was pressed. Losing it is normal. */
  settled(record: Extract<TradeRecord, { state: "settled" }>): void;
  /** A press that opened no sheet needs its shopper now: open one. Called again as long as it does [BU7]. */
  needed?(record: TradeRecord): void;
  /** Whether the wallet is locked: then nothing is confirmed but by its owner's hand. Absent: there is no lock. */
  isLocked?(): Promise<boolean>;
  /** Whether a window of ours is open: then other terminals are listened to more often. Absent: none is. */
  isWatched?(): boolean;
  /** Something was stored: what is shown, and when to work next, may be others now. */
  changed(): void;
}
