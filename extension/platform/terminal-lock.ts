/** The background's lock, of which there is one, and how everything that this terminal has stored is forgotten. */

import { browser } from "wxt/browser";
import { toBase64Url, toUtf8 } from "../../protocol/signing/encoding.ts";
import { type LockKeeper, lockKeeper } from "../../terminal/wallet/lock/keeper.ts";
import { knownPasskeys } from "../../terminal/wallet/lock/known-passkeys.ts";
import { ORIGIN } from "../pins.ts";
import { LOCK_KEY, lockMemory } from "./lock-memory.ts";
import { forgetPayments } from "./payment-archive.ts";
import { readStored } from "./terminal-store.ts";

export function terminalLock(): LockKeeper {
  const origins = windowOrigins();
  return lockKeeper({
    memory: lockMemory(),
    passkeys: async () => knownPasskeys((await readStored()).profile),
    expected: async () => ({ origins: await origins, rpId: new URL(ORIGIN).hostname }),
    random: (bytes) => toBase64Url(crypto.getRandomValues(new Uint8Array(bytes))),
    now: () => Date.now(),
  });
}

/** All that this terminal has stored; its device key is replaced before. */
export async function forgetEverything(): Promise<void> {
  await forgetPayments();
  await browser.storage.local.clear();
  await browser.storage.session.remove(LOCK_KEY);
}

/** What stands as the origin in a passkey's assertion made in a window of ours. */
async function windowOrigins(): Promise<string[]> {
  const { origin, protocol } = new URL(browser.runtime.getURL("/popup.html"));
  if (protocol !== "moz-extension:") return [origin];
  // Firefox tells a site no installation's own address: it gives every copy the extension's id, hashed (a to p for 0 to f).
  const hash = await crypto.subtle.digest("SHA-256", toUtf8(browser.runtime.id));
  const hex = [...new Uint8Array(hash)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  const letters = [...hex].map((digit) => String.fromCharCode(97 + Number.parseInt(digit, 16)));
  return [`${protocol}//${letters.join("")}`];
}
