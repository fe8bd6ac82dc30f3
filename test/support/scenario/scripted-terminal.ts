/**
 * A terminal without a browser: the real wallet over HTTP, its store in memory. For load, where a browser
 * for each shopper would be too many. It keeps every receipt it was given, as the bytes it got.
 */

import { Buffer } from "node:buffer";
import { sealDisclosure, sealText } from "../../../extension/platform/seal-disclosure.ts";
import { sealPin } from "../../../extension/platform/seal-pin.ts";
import type { RegisterId, TradeId } from "../../../protocol/ids.ts";
import { toBase64Url, toUtf8 } from "../../../protocol/signing/encoding.ts";
import { type PublicKey, realmOf, sign, signBytes } from "../../../protocol/signing/signature.ts";
import { signRequest } from "../../../protocol/signing/signed-requests.ts";
import type {
  DeviceKey,
  Http,
  MoneySocket,
  Stored,
  TerminalStore,
} from "../../../terminal/wallet/ports.ts";
import { isOver, type TradeRecord } from "../../../terminal/wallet/trade-record.ts";
import { openWallet, type Wallet } from "../../../terminal/wallet/wallet.ts";

export interface ScriptedTerminal {
  /** presses, pays, and resolves when the trade is over, however long the servers are away */
  buy(trade: TradeId, register: RegisterId, origin: string): Promise<TradeRecord>;
  /** presses, and declines what the sheet shows */
  decline(trade: TradeId, register: RegisterId, origin: string): Promise<TradeRecord>;
  readonly publicKey: PublicKey;
  /** the bytes of a confirm once more, signed as a request of now @returns the HTTP status */
  confirmAgain(body: string): Promise<number>;
  /** minor units of the currency, as the carrier says them now */
  balance(currency: string): Promise<number>;
}

export interface ScriptedTerminalOptions {
  readonly origin: string;
  readonly rootKey: PublicKey;
}

export async function aScriptedTerminal({
  origin,
  rootKey,
}: ScriptedTerminalOptions): Promise<ScriptedTerminal> {
  const store = memoryStore();
  const keys = await memoryKeys();
  const key = await keys.load();
  const trust = { rootKey, realm: await realmOf(rootKey), mode: "test" } as const;
  const http = httpTo(origin);
  const wallet = openWallet({
    trust,
    name: "scripted terminal",
    ports: {
      store,
      keys,
      http,
      money: NO_SOCKET,
      sealPin,
      sealDisclosure,
      sealText,
      random: (bytes) => toBase64Url(crypto.getRandomValues(new Uint8Array(bytes))),
      now: () => Date.now(),
      settled: () => undefined,
      changed: () => undefined,
    },
  });
  await wallet.openAccount();
  await workUntil(async () => (await store.read()).profile.state === "enrolled");
  const press = presses(wallet, store, workUntil);

  async function workUntil(done: () => Promise<boolean>): Promise<void> {
    while (!(await done())) {
      await wallet.work();
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
  return {
    publicKey: key.publicKey,
    async confirmAgain(body) {
      const path = "/v1/confirmations";
      const request = { method: "POST", url: `${origin}${path}`, body: toUtf8(body) } as const;
      const signature = await signRequest(request, key, trust, Date.now());
      return (await http.send({ method: "POST", path, body, signature }))?.status ?? 0;
    },
    buy: (trade, register, page) =>
      // Again, where the first press led to no claim in time: the sheet is there as before.
      press(trade, register, page, (id, amount) => wallet.pay(id, amount)),
    decline: (trade, register, page) => press(trade, register, page, (id) => wallet.decline(id)),
    async balance(currency) {
      await wallet.refreshAccount();
      const { profile } = await store.read();
      if (profile.state !== "enrolled") throw new Error("the terminal has no account");
      return profile.account.balances.find((one) => one.currency === currency)?.amount ?? 0;
    },
  };
}

/** @returns one press after another: each resolves when its trade is over, and `answer` is what the shopper does at the sheet */
function presses(
  wallet: Wallet,
  store: TerminalStore,
  workUntil: (done: () => Promise<boolean>) => Promise<void>,
) {
  let count = 0;
  return async (
    trade: TradeId,
    register: RegisterId,
    page: string,
    answer: (id: string, amount: number) => Promise<void>,
  ): Promise<TradeRecord> => {
    count += 1;
    const id = `press-${count}`;
    const record = async () => (await store.read()).records[id];
    await wallet.press({ id, register, replyTo: "" });
    await wallet.trade(id, trade, page);
    await workUntil(async () => (await record())?.state !== "reading");
    await workUntil(async () => {
      const now = await record();
      if (now?.state === "offered") await answer(id, now.offer.terms.payload.amount);
      return now === undefined || isOver(now);
    });
    const over = await record();
    if (!over) throw new Error("a record was dropped");
    return over;
  };
}

function memoryStore(): TerminalStore {
  let stored: Stored = { profile: { state: "new" }, records: {} };
  return {
    read: async () => stored,
    async write({ profile, put = [], drop = [] }) {
      const records = { ...stored.records };
      for (const record of put) records[record.id] = record;
      for (const id of drop) delete records[id];
      stored = { profile: profile ?? stored.profile, records };
    },
  };
}

async function memoryKeys() {
  const pair = (await crypto.subtle.generateKey("Ed25519", false, [
    "sign",
    "verify",
  ])) as CryptoKeyPair;
  const raw = await crypto.subtle.exportKey("raw", pair.publicKey);
  const key: DeviceKey = {
    publicKey: Buffer.from(raw).toString("base64url") as PublicKey,
    sign: (payload) => sign(payload, pair.privateKey),
    signBytes: (bytes) => signBytes(bytes, pair.privateKey),
  };
  const only = async () => key;
  return { load: only, make: only, replace: only };
}

/** Every confirm goes over HTTP: its bytes are what the test compares. */
const NO_SOCKET: MoneySocket = {
  open: () => ({ confirm: async () => ({ sent: false }), close: () => undefined }),
};

function httpTo(origin: string): Http {
  return {
    origin,
    async send({ method, path, body, credential, signature }) {
      const headers: Record<string, string> = { ...signature };
      if (body !== undefined) headers["content-type"] = "application/json";
      if (credential !== undefined) headers.authorization = `Warifu-Credential ${credential}`;
      try {
        const init = {
          method,
          headers,
          signal: AbortSignal.timeout(5_000),
          ...(body === undefined ? {} : { body }),
        };
        const response = await fetch(`${origin}${path}`, init);
        return { status: response.status, body: await response.json() };
      } catch {
        return undefined;
      }
    },
  };
}
