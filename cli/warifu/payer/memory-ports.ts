/** What the wallet needs of the world, in memory and over HTTP: a payer that is gone with his process. He gives no data and has no PIN. */

import { toBase64Url } from "../../../protocol/signing/encoding.ts";
import { importSigningSeed, sign, signBytes } from "../../../protocol/signing/signature.ts";
import type {
  DeviceKey,
  Http,
  MoneySocket,
  Ports,
  Stored,
  TerminalStore,
} from "../../../terminal/wallet/ports.ts";
import { makeKeyPair } from "../../keys.ts";

const TRY_MS = 10_000;

/** @param origin the synchronous server's */
export async function memoryPorts(origin: string): Promise<Ports> {
  return {
    store: memoryStore(),
    keys: await memoryKeys(),
    http: httpTo(origin),
    money: NO_SOCKET,
    sealPin: nothingToSeal,
    sealDisclosure: nothingToSeal,
    sealText: nothingToSeal,
    random: (bytes) => toBase64Url(crypto.getRandomValues(new Uint8Array(bytes))),
    now: Date.now,
    settled: () => undefined,
    changed: () => undefined,
  };
}

async function nothingToSeal(): Promise<never> {
  throw new Error("a test payer has nothing to seal");
}

function memoryStore(): TerminalStore {
  let stored: Stored = { profile: { state: "new" }, records: {} };
  return {
    read: async () => stored,
    async write({ profile, put = [], drop = [], dispute = [] }) {
      const records = { ...stored.records };
      for (const record of put) records[record.id] = record;
      for (const id of drop) delete records[id];
      const disputes = { ...stored.disputes };
      for (const entry of dispute) disputes[entry.id] = entry;
      stored = { profile: profile ?? stored.profile, records, disputes };
    },
  };
}

async function memoryKeys() {
  const { seed, publicKey } = await makeKeyPair();
  const signing = await importSigningSeed(seed);
  const key: DeviceKey = {
    publicKey,
    sign: (payload) => sign(payload, signing),
    signBytes: (bytes) => signBytes(bytes, signing),
  };
  const only = async () => key;
  return { load: only, make: only, replace: only };
}

/** Every confirm goes over HTTP. */
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
        const signal = AbortSignal.timeout(TRY_MS);
        const init = { method, headers, signal, ...(body === undefined ? {} : { body }) };
        const response = await fetch(`${origin}${path}`, init);
        return { status: response.status, body: await response.json() };
      } catch {
        return undefined;
      }
    },
  };
}
