// A terminal in a world of its own: a store that outlives it, a clock that is moved by hand, and servers
// that can fail. A terminal can be made to die after any of its writes, and started again.

import { makeKeyPair } from "../../../cli/keys.ts";
import type { Offer } from "../../../protocol/offer.ts";
import { importSigningSeed, sign } from "../../../protocol/signature.ts";
import type {
  DeviceKey,
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
  /** receipts told to frames: trade and where */
  readonly told: { readonly trade: string; readonly replyTo: string }[];
  readonly writes: () => number;
  wallet: Wallet;
  now: number;
  /** The service worker is gone and a new one starts. @param diesAfter how many writes it will live to see */
  restart(diesAfter?: number): void;
  /** The clock goes on to each next due time and the work is done, until nothing is due within the time. */
  passTime(ms: number): Promise<void>;
  /** enrols, and presses in the shop: a sheet is there */
  sheet(offer?: Offer, press?: string): Promise<Offer>;
}

export async function aTerminal({ enrolled = true } = {}): Promise<TerminalWorld> {
  const realm = await aRealm();
  const keys = fakeKeys();
  let stored: Stored = { profile: NEW_PROFILE, records: {} };
  let writes = 0;
  const servers = new FakeServers(realm, () => world.now);

  function start(diesAfter: number): Wallet {
    const life = { left: diesAfter };
    const alive = () => {
      if (life.left <= 0) throw new Death();
    };
    const store: TerminalStore = {
      read: async () => {
        alive();
        return structuredClone(stored);
      },
      write: async (change) => {
        alive();
        stored = applied(stored, change);
        writes += 1;
        life.left -= 1;
        // Durable, and the terminal dies before it hears of it.
        alive();
      },
    };
    return openWallet({
      trust: realm.trust,
      name: "Browser extension (test)",
      ports: {
        store,
        keys,
        http: {
          send: async (request) => {
            alive();
            const answer = await servers.send(request);
            alive();
            return answer;
          },
        },
        money: servers.money,
        now: () => world.now,
        settled: ({ trade, replyTo }) => world.told.push({ trade, replyTo }),
        changed: () => undefined,
      },
    });
  }

  const world: TerminalWorld = {
    realm,
    servers,
    stored: () => stored,
    states: () =>
      Object.values(stored.records)
        .sort((a, b) => a.at - b.at)
        .map(({ state }) => state),
    record: (id = "press-1") => {
      const record = stored.records[id];
      if (!record) throw new Error(`no record ${id}`);
      return record;
    },
    told: [],
    writes: () => writes,
    wallet: start(Number.POSITIVE_INFINITY),
    now: NOW,
    restart: (diesAfter = Number.POSITIVE_INFINITY) => {
      world.wallet = start(diesAfter);
    },
    async passTime(ms) {
      const until = world.now + ms;
      for (;;) {
        await world.wallet.work();
        const due = await world.wallet.nextDue();
        if (due === undefined || due > until) break;
        world.now = Math.max(due, world.now + 1);
      }
      world.now = until;
    },
    async sheet(given, press = "press-1") {
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

function applied({ profile, records }: Stored, change: StoreChange): Stored {
  const next = { ...records };
  for (const record of change.put ?? []) next[record.id] = structuredClone(record);
  for (const id of change.drop ?? []) delete next[id];
  return { profile: change.profile ?? profile, records: next };
}

/** One key for the life of the world, like a browser's key store. */
function fakeKeys(): KeyStore & { forget(): void } {
  let key: DeviceKey | undefined;
  return {
    load: async () => key,
    async make() {
      if (key) return key;
      const { publicKey, seed } = await makeKeyPair();
      const secret = await importSigningSeed(seed);
      key ??= { publicKey, sign: (payload) => sign(payload, secret) };
      return key;
    },
    forget: () => {
      key = undefined;
    },
  };
}
