// Sealed account references and tickets: only the carrier opens them, each is fresh, and none passes for another.

import { describe, expect, it } from "vitest";
import { accountIdFrom } from "../../../protocol/ids.ts";
import { TICKET_SOCKET_MS } from "../../../protocol/limits.ts";
import { toBase64Url } from "../../../protocol/signing/encoding.ts";
import { accountCommitment } from "../../../protocol/trade/grant.ts";
import {
  openAccountReference,
  sealAccount,
} from "../../../worker/carrier-server/sealing/account-reference.ts";
import {
  importSealingKey,
  open,
  type SealingKeys,
  seal,
} from "../../../worker/carrier-server/sealing/sealing.ts";
import {
  issueTicket,
  opensSocket,
  openTicket,
} from "../../../worker/carrier-server/sealing/ticket.ts";
import { NOW } from "../../support/builders/realm.ts";

const account = accountIdFrom("test", 3, new Uint8Array(8).fill(5));

async function keysOf(...kids: string[]): Promise<SealingKeys> {
  const byKid = new Map<string, CryptoKey>();
  for (const kid of kids) {
    const bytes = new Uint8Array(32).fill(kid.charCodeAt(0));
    byKid.set(kid, await importSealingKey(toBase64Url(bytes)));
  }
  return { current: kids[0] ?? "", byKid };
}

describe("a sealed account reference", () => {
  it("[ID5] opens to its account and says nothing of it", async () => {
    const keys = await keysOf("1");
    const sealed = await sealAccount(keys, account);
    expect(sealed).toMatch(/^ar1\.1\.[\w-]+$/);
    expect(sealed).not.toContain(account.slice(9));
    expect(await openAccountReference(keys, sealed)).toBe(account);
  });

  it("[ID5] is different each time, so that two of one account can't be linked", async () => {
    const keys = await keysOf("1");
    const sealed = await Promise.all(Array.from({ length: 20 }, () => sealAccount(keys, account)));
    expect(new Set(sealed).size).toBe(20);
    const commitments = await Promise.all(sealed.map(accountCommitment));
    expect(new Set(commitments).size).toBe(20);
  });

  it("opens under a replaced key, and new ones are sealed under the new key", async () => {
    const sealed = await sealAccount(await keysOf("1"), account);
    const rotated = await keysOf("2", "1");
    expect(await openAccountReference(rotated, sealed)).toBe(account);
    expect(await sealAccount(rotated, account)).toMatch(/^ar1\.2\./);
    expect(await openAccountReference(await keysOf("2"), sealed)).toBeUndefined();
  });

  it("with any character altered doesn't open", async () => {
    const keys = await keysOf("1", "2");
    const sealed = await sealAccount(keys, account);
    for (let at = 0; at < sealed.length; at++) {
      const other = sealed[at] === "2" ? "3" : "2";
      const altered = sealed.slice(0, at) + other + sealed.slice(at + 1);
      expect(await openAccountReference(keys, altered)).toBeUndefined();
    }
  });

  it.each(["", "ar1", "ar1.1", "ar1.1.", "ar1.1.!", "ar1.1.AAAA", "ar1..AAAA", "ar1.1.AAAA.AAAA"])(
    "that is %j doesn't open",
    async (text) => {
      expect(await openAccountReference(await keysOf("1"), text)).toBeUndefined();
    },
  );

  it("of something that is no account id opens to nothing", async () => {
    const keys = await keysOf("1");
    expect(await openAccountReference(keys, await seal(keys, "ar1", "trd_test_0"))).toBeUndefined();
  });
});

describe("a ticket", () => {
  it("says its account, the commitment to the claim's reference, and when it was issued", async () => {
    const keys = await keysOf("1");
    const sealed = await sealAccount(keys, account);
    const ticket = await issueTicket(keys, account, sealed, { now: NOW });
    const commitment = await accountCommitment(sealed);
    expect(await openTicket(keys, ticket)).toEqual({ account, commitment, issued_at: NOW });
  });

  it("is no account reference, and a reference is no ticket", async () => {
    const keys = await keysOf("1");
    const sealed = await sealAccount(keys, account);
    const ticket = await issueTicket(keys, account, sealed, { now: NOW });
    const renamed = (text: string, kind: string) => kind + text.slice(3);
    expect(await openTicket(keys, renamed(sealed, "tk1"))).toBeUndefined();
    expect(await openAccountReference(keys, renamed(ticket, "ar1"))).toBeUndefined();
    expect(await open(keys, "ar1", ticket)).toBeUndefined();
  });

  it("[TM8] opens sockets for 15 minutes", async () => {
    const ticket = { account, commitment: await accountCommitment("ar1.1.AAAA"), issued_at: NOW };
    expect(opensSocket(ticket, NOW + TICKET_SOCKET_MS)).toBe(true);
    expect(opensSocket(ticket, NOW + TICKET_SOCKET_MS + 1)).toBe(false);
  });

  it("fits a WebSocket's protocol list, which allows tokens only (RFC 6455 §4.1)", async () => {
    const keys = await keysOf("1");
    const ticket = await issueTicket(keys, account, await sealAccount(keys, account), {
      now: NOW,
    });
    expect(ticket).toMatch(/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/);
    expect(ticket.length).toBeLessThan(1000);
  });
});
