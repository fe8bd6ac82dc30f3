// A terminal in a world of its own: a store that outlives it, a clock that is moved by hand, and servers
// that can fail. A terminal can be made to die after any of its writes, and started again.

import { makeKeyPair } from "../../../cli/keys.ts";
import { sealDisclosure, sealText } from "../../../extension/platform/seal-disclosure.ts";
import { sealPin } from "../../../extension/platform/seal-pin.ts";
import { toBase64Url } from "../../../protocol/signing/encoding.ts";
import { importSigningSeed, sign, signBytes } from "../../../protocol/signing/signature.ts";
import type { Offer } from "../../../protocol/trade/offer.ts";
import type { PaymentArchive } from "../../../terminal/wallet/history/archive.ts";
import type {
  DeviceKey,
  Http,
  KeyStore,
  StoreChange,
  Stored,
  TerminalStore,
} from "../../../terminal/wallet/ports.ts";
import { NEW_PROFILE } from "../../../terminal/wallet/terminal-profile.ts";
import type { RecordState, TradeRecord } from "../../../terminal/wallet/trade-record.ts";
import { openWallet, type Wallet } from "../../../terminal/wallet/wallet.ts";
import { anOffer, aRealm, NOW, type Realm } from "../../support/builders/realm.ts";
import { FakeServers } from "./fake-servers.ts";
import { type Kept, memoryArchive } from "./memory-archive.ts";
import { PAGE } from "./records.ts";

/** What a dead terminal's calls end in: nobody is there to see it. */
export class Death extends Error {}

export interface TerminalWorld {
  readonly realm: Realm;
  readonly servers: FakeServers;
  readonly stored: () => Stored;
  /** the records' states, oldest press first */
  readonly states: () => RecordState[];
  readonly record: (id?: string) => TradeRecord;
  /** what has gone to the archive, as it can be found there */
  readonly archived: () => Promise<TradeRecord[]>;
  /** receipts told to frames: trade and where */
  readonly told: { readonly trade: string; readonly replyTo: string }[];
  /** records that a sheet was opened for after all */
  readonly needed: string[];
  readonly keys: KeyStore;
  wallet: Wallet;
  now: number;
  /** as if it had been stored before */
  put(records: readonly TradeRecord[]): void;
  archiveFails: boolean;
  /** while the archive writes */
  whileArchiving: () => void;
  /** The service worker is gone and a new one starts. @param diesAfter how many writes it will live to see */
  restart(diesAfter?: number): void;
  /** The clock goes on to each next due time and the work is done, until nothing is due within the time. */
  passTime(ms: number): Promise<void>;
  /** enrols, and presses in the shop: a sheet is there */
  sheet(offer?: Offer, press?: string): Promise<Offer>;
}

/** @param beside another terminal: they have their servers in common */
export async function aTerminal({
  enrolled = true,
  beside,
}: {
  readonly enrolled?: boolean;
  readonly beside?: TerminalWorld;
} = {}): Promise<TerminalWorld> {
  const realm = beside?.realm ?? (await aRealm());
  const keys = fakeKeys();
  const archived = new Map<string, Kept>();
  const memory = { stored: { profile: NEW_PROFILE, records: {} } as Stored, archived };
  const servers = beside?.servers ?? new FakeServers(realm, () => world.now);
  const start = (diesAfter = Number.POSITIVE_INFINITY): Wallet =>
    openWallet({
      trust: realm.trust,
      name: "Browser extension (test)",
      ports: {
        ...mortal(memory, servers, diesAfter),
        archive: archiveOf(() => world, memory.archived),
        keys,
        money: servers.money,
        sealPin,
        sealDisclosure,
        sealText,
        random: (bytes) => toBase64Url(crypto.getRandomValues(new Uint8Array(bytes))),
        now: () => world.now,
        settled: ({ trade, replyTo }) => world.told.push({ trade, replyTo }),
        needed: ({ id }) => world.needed.push(id),
        changed: () => undefined,
      },
    });
  const world: TerminalWorld = {
    realm,
    servers,
    stored: () => memory.stored,
    states: () =>
      Object.values(memory.stored.records)
        .sort((a, b) => a.at - b.at)
        .map(({ state }) => state),
    record: (id = "press-1") => {
      const record = memory.stored.records[id];
      if (!record) throw new Error(`no record ${id}`);
      return record;
    },
    archived: () => memoryArchive(archived).all(),
    told: [],
    needed: [],
    keys,
    wallet: start(),
    now: NOW,
    archiveFails: false,
    whileArchiving: () => undefined,
    put: (records) => {
      memory.stored = applied(memory.stored, { put: records });
    },
    restart: (diesAfter) => {
      world.wallet = start(diesAfter);
    },
    passTime: (ms) => passTime(world, ms),
    sheet: async (given, press = "press-1") => {
      const offer = given ?? (await anOffer(realm));
      servers.offerTrade(offer);
      await world.wallet.press({ id: press, register: realm.register, replyTo: "7:3" });
      await world.wallet.trade(press, offer.trade, PAGE);
      return offer;
    },
  };
  if (enrolled) await world.wallet.openAccount();
  return world;
}

/** Store and network of one life, which ends when its writes are used up. */
function mortal(
  memory: { stored: Stored },
  servers: FakeServers,
  diesAfter: number,
): { store: TerminalStore; http: Http } {
  let left = diesAfter;
  const alive = () => {
    if (left <= 0) throw new Death();
  };
  return {
    store: {
      read: async () => {
        alive();
        return structuredClone(memory.stored);
      },
      write: async (change) => {
        alive();
        memory.stored = applied(memory.stored, change);
        left -= 1;
        // Durable, and the terminal dies before it hears of it.
        alive();
      },
    },
    http: {
      origin: servers.origin,
      send: async (request) => {
        alive();
        const answer = await servers.send(request);
        alive();
        return answer;
      },
    },
  };
}

function archiveOf(world: () => TerminalWorld, kept: Map<string, Kept>): PaymentArchive {
  const archive = memoryArchive(kept);
  return {
    ...archive,
    async keep(records) {
      if (world().archiveFails) throw new Error("no room");
      await archive.keep(records);
      world().whileArchiving();
    },
  };
}

async function passTime(world: TerminalWorld, ms: number): Promise<void> {
  const until = world.now + ms;
  for (;;) {
    await world.wallet.work();
    const due = await world.wallet.nextDue();
    if (due === undefined || due > until) break;
    world.now = Math.max(due, world.now + 1);
  }
  world.now = until;
}

export function applied(stored: Stored, change: StoreChange): Stored {
  const { profile, records, shops, given = {}, disputes = {} } = stored;
  const budgets = structuredClone(change.budgets ?? stored.budgets);
  const next = { ...records };
  for (const record of change.put ?? []) next[record.id] = structuredClone(record);
  for (const id of change.drop ?? []) delete next[id];
  const paid = structuredClone(change.shops ?? shops);
  const gifts = { ...given };
  for (const entry of change.give ?? []) gifts[entry.id] = structuredClone(entry);
  for (const id of change.forget ?? []) delete gifts[id];
  const said = { ...disputes };
  for (const entry of change.dispute ?? []) said[entry.id] = structuredClone(entry);
  const details = change.details ?? stored.details;
  const tour = change.tour ?? stored.tour;
  const notices = change.notices ?? stored.notices;
  const elsewhere = change.elsewhere ?? stored.elsewhere;
  const own = {
    ...{ given: gifts, disputes: said },
    ...(details ? { details } : {}),
    ...(tour ? { tour } : {}),
    ...(budgets ? { budgets } : {}),
    ...(notices ? { notices } : {}),
    ...(elsewhere ? { elsewhere } : {}),
  };
  const language = change.language ?? stored.language;
  const kept = {
    ...{ profile: change.profile ?? profile, records: next, ...own },
    ...(language && language !== "auto" ? { language } : {}),
  };
  return paid ? { ...kept, shops: paid } : kept;
}

/** One key for the life of the world, like a browser's key store. */
function fakeKeys(): KeyStore {
  let key: DeviceKey | undefined;
  return {
    load: async () => key,
    async replace() {
      key = undefined;
      return this.make();
    },
    async make() {
      if (key) return key;
      const { publicKey, seed } = await makeKeyPair();
      const secret = await importSigningSeed(seed);
      key ??= {
        publicKey,
        sign: (payload) => sign(payload, secret),
        signBytes: (bytes) => signBytes(bytes, secret),
      };
      return key;
    },
  };
}
