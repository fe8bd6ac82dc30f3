/**
 * The device key: an Ed25519 pair made in this browser and kept in IndexedDB. The private half can't be
 * exported, by us or by anyone; it can only be asked to sign.
 */

import { toBase64Url } from "../../protocol/signing/encoding.ts";
import { type PublicKey, sign, signBytes } from "../../protocol/signing/signature.ts";
import type { DeviceKey, KeyStore } from "../../terminal/wallet/ports.ts";

const DATABASE = "warifu";
const STORE = "keys";
const NAME = "device";

interface KeptKey {
  readonly privateKey: CryptoKey;
  readonly publicKey: PublicKey;
}

export function keyStore(): KeyStore {
  let loaded: DeviceKey | undefined;
  const keep = (kept: KeptKey | undefined): DeviceKey | undefined => {
    loaded = kept && deviceKey(kept);
    return loaded;
  };
  return {
    load: async () => loaded ?? keep(await inStore("readonly", findKey)),
    async replace() {
      const made = await generate();
      await inStore("readwrite", (store, found) => {
        store.put(made, NAME);
        found(made);
      });
      return keep(made) ?? deviceKey(made);
    },
    async make() {
      const made = await generate();
      // Read and written in one transaction: two callers get the same key.
      const kept = await inStore("readwrite", (store, found) =>
        findKey(store, (key) => {
          if (!key) store.put(made, NAME);
          found(key ?? made);
        }),
      );
      return keep(kept) ?? deviceKey(made);
    },
  };
}

function deviceKey({ privateKey, publicKey }: KeptKey): DeviceKey {
  return {
    publicKey,
    sign: (payload) => sign(payload, privateKey),
    signBytes: (bytes) => signBytes(bytes, privateKey),
  };
}

async function generate(): Promise<KeptKey> {
  const pair = (await crypto.subtle.generateKey("Ed25519", false, [
    "sign",
    "verify",
  ])) as CryptoKeyPair;
  const raw = await crypto.subtle.exportKey("raw", pair.publicKey);
  return {
    privateKey: pair.privateKey,
    publicKey: toBase64Url(new Uint8Array(raw)) as PublicKey,
  };
}

type Found = (key: KeptKey | undefined) => void;

function findKey(store: IDBObjectStore, found: Found): void {
  const request: IDBRequest<KeptKey | undefined> = store.get(NAME);
  request.onsuccess = () => found(request.result);
}

/** One transaction: resolves once it is durable, with what was found in it. */
async function inStore(
  mode: IDBTransactionMode,
  act: (store: IDBObjectStore, found: Found) => void,
): Promise<KeptKey | undefined> {
  const database = await open();
  try {
    return await new Promise((resolve, reject) => {
      const transaction = database.transaction(STORE, mode, { durability: "strict" });
      let kept: KeptKey | undefined;
      transaction.oncomplete = () => resolve(kept);
      transaction.onabort = () => reject(transaction.error);
      act(transaction.objectStore(STORE), (key) => {
        kept = key;
      });
    });
  } finally {
    database.close();
  }
}

function open(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(DATABASE, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
