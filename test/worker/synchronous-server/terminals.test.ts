// Several terminals of one user, through the public door: linking by a code, one payer at every shop, a revocation
// that ends credentials, and the way back by a recovery key.

import { runInDurableObject } from "cloudflare:test";
import { describe, expect, it } from "vitest";
import { type KeyPair, makeKeyPair } from "../../../cli/keys.ts";
import type { LinkAsked, LinkView } from "../../../protocol/account/linking.ts";
import { linkCodeOf } from "../../../protocol/account/terminal-changes.ts";
import { CREDENTIAL_MS, LINK_LOOKUPS_PER_HOUR_MAX, LINK_MS } from "../../../protocol/limits.ts";
import type { AccountView, Credential, Enrolled, TradeView } from "../../../protocol/messages.ts";
import type { User } from "../../../worker/synchronous-server/user/user.ts";
import { userIdOf } from "../../../worker/synchronous-server/user/user-id.ts";
import { anApproval, aRecoverySetting } from "../../support/builders/terminals.ts";
import {
  aClaim,
  aConfirmOf,
  advanceClock,
  aShop,
  aTrade,
  aWallet,
  env,
  getTrade,
  postClaim,
  postConfirm,
  postRenew,
  postSigned,
  readOffer,
  type Shop,
  until,
  type Wallet,
  world,
} from "../synchronous-world.ts";
import {
  aLinked,
  approve,
  askToLink,
  bodyOf,
  change,
  codeOf,
  look,
  revoke,
} from "../terminals-world.ts";

async function buy(shop: Shop, wallet: Wallet): Promise<TradeView> {
  const { id } = await aTrade(shop);
  const offer = await readOffer(id);
  const confirm = await aConfirmOf(wallet, offer, await aClaim(wallet, offer));
  await bodyOf(postConfirm(confirm, wallet.device));
  let view: TradeView | undefined;
  await until(async () => {
    view = await bodyOf<TradeView>(getTrade(shop, id));
    return view.status === "settled";
  });
  if (!view) throw new Error("not settled");
  return view;
}

const userStub = async (device: KeyPair) =>
  env.USER.getByName(await userIdOf("test", device.publicKey));

describe("a new terminal", () => {
  it("[TE5] [TE6] waits with its code, hears who looked at it, and then of its account", async () => {
    const first = await aWallet();
    const device = await makeKeyPair();
    const waiting = await bodyOf<LinkView>(askToLink(device));
    expect(waiting).toEqual({ state: "waiting", expires_at: expect.any(Number) });
    const code = await linkCodeOf(device.publicKey);
    const asked = await bodyOf<LinkAsked>(look(first, code.toLowerCase()));
    expect(asked).toMatchObject({ terminal: device.publicKey, name: "Chromium on the sofa" });
    expect(await bodyOf<LinkView>(askToLink(device))).toEqual({
      ...waiting,
      approver: first.device.publicKey,
    });
    const account = await bodyOf<AccountView>(approve(first, device));
    expect(account.terminals).toHaveLength(2);
    const linked = await bodyOf<LinkView>(askToLink(device));
    expect(linked).toMatchObject({
      state: "linked",
      approval: { payload: { iss: first.device.publicKey, terminal: device.publicKey } },
      enrolled: { user: first.enrolled.user, account: { label: account.label } },
    });
    expect(await codeOf(look(first, code))).toBe("link_not_found");
  });

  it("[TE6] [TM10] is forgotten after ten minutes, and leaves nothing behind", async () => {
    const first = await aWallet();
    const device = await makeKeyPair();
    const { expires_at: before } = await bodyOf<{ expires_at: number }>(askToLink(device));
    advanceClock(LINK_MS);
    const code = await linkCodeOf(device.publicKey);
    await bodyOf<Credential>(postRenew(first)).then((credential) =>
      Object.assign(first, { credential }),
    );
    expect(await codeOf(look(first, code))).toBe("link_not_found");
    const again = await bodyOf<{ expires_at: number }>(askToLink(device));
    expect(again.expires_at).toBeGreaterThanOrEqual(before + LINK_MS);
    await runInDurableObject(await userStub(device), async (user: User) => {
      await user.alarm();
      expect(user.database.hasTables()).toBe(false);
    });
    expect(await codeOf(look(first, code))).toBe("link_not_found");
  });

  it("[TE6] is looked up twenty times in an hour at most", async () => {
    const first = await aWallet();
    const code = await linkCodeOf((await makeKeyPair()).publicKey);
    for (let n = 0; n < LINK_LOOKUPS_PER_HOUR_MAX; n++)
      expect(await codeOf(look(first, code))).toBe("link_not_found");
    expect(await codeOf(look(first, code))).toBe("too_many_links");
    expect(await codeOf(look(first, "no code"))).toBe("link_not_found");
  });

  it("[TE2] that nobody approved gets nothing, whoever asks for it", async () => {
    const first = await aWallet();
    const [asked, thief] = await Promise.all([makeKeyPair(), makeKeyPair()]);
    await bodyOf(askToLink(asked));
    const signed = await anApproval(await world(), first.device, asked.publicKey);
    const swapped = { ...signed, payload: { ...signed.payload, terminal: thief.publicKey } };
    expect(await codeOf(change(first, swapped))).toBe("bad_signature");
    const own = await anApproval(await world(), thief, thief.publicKey);
    expect(await codeOf(change(first, own))).toBe("unknown_terminal");
    expect(await bodyOf<LinkView>(askToLink(thief))).toMatchObject({ state: "waiting" });
    expect(await codeOf(postRenew({ device: thief }))).toBe("unknown_terminal");
  });
});

describe("two terminals of a user", () => {
  it("[TE7] are one payer at every shop, and another one at each", async () => {
    const [first, shop, other] = [await aWallet(), await aShop(), await aShop()];
    const second = await aLinked(first);
    const [a, b] = [await buy(shop, first), await buy(shop, second)];
    expect(b.payer_tag).toBe(a.payer_tag);
    expect(a.payer_tag).toMatch(/^pay_test_/);
    expect((await buy(other, second)).payer_tag).not.toBe(a.payer_tag);
    const { id } = await aTrade(shop);
    const offer = await readOffer(id);
    const [mine, yours] = [await aClaim(first, offer), await aClaim(second, offer)];
    expect(yours.grant).toEqual(mine.grant);
  });

  it("[TE10] are revoked apart: the one gets no credential more and can do nothing after five minutes", async () => {
    const [first, shop] = [await aWallet(), await aShop()];
    const second = await aLinked(first);
    const offer = await readOffer((await aTrade(shop)).id);
    const granted = await aClaim(second, offer);
    await bodyOf(revoke(first, second.device));
    const confirm = await aConfirmOf(second, offer, granted);
    expect(await codeOf(postConfirm(confirm, second.device))).toBe("terminal_revoked");
    expect(await codeOf(postRenew(second))).toBe("terminal_revoked");
    advanceClock(CREDENTIAL_MS);
    expect(await codeOf(postClaim(second, offer))).toBe("credential_expired");
    expect(await codeOf(postRenew(first))).toBe("ok");
    expect(await codeOf(askToLink(second.device))).toBe("terminal_revoked");
  });

  it("[TE10] a revocation that we never noted ends credentials too: the carrier knows", async () => {
    const first = await aWallet();
    const second = await aLinked(first);
    await bodyOf(revoke(first, second.device));
    await runInDurableObject(await userStub(first.device), (user: User) => {
      user.database.exec("UPDATE terminals SET state = 'active'");
    });
    expect(await codeOf(postRenew(second))).toBe("terminal_revoked");
  });
});

describe("a recovery", () => {
  it("[TE14] [TE15] brings a new terminal to the account of its recovery key, as the same payer", async () => {
    const [lost, shop, words] = [await aWallet(), await aShop(), await makeKeyPair()];
    const before = await buy(shop, lost);
    await bodyOf(change(lost, await aRecoverySetting(await world(), lost.device, words.publicKey)));
    const device = await makeKeyPair();
    const others = { others: "revoke" } as const;
    const approval = await anApproval(await world(), words, device.publicKey, others);
    const thief = await makeKeyPair();
    const recover = (by: KeyPair) => postSigned(by, "/v1/terminals/recoveries", { approval });
    expect(await codeOf(recover(thief))).toBe("wrong_issuer");
    const enrolled = await bodyOf<Enrolled>(recover(device));
    expect(enrolled.user).toBe(lost.enrolled.user);
    expect(await bodyOf<Enrolled>(recover(device))).toMatchObject({ user: enrolled.user });
    const found = { device, enrolled, credential: enrolled.credential };
    expect((await buy(shop, found)).payer_tag).toBe(before.payer_tag);
    expect(await codeOf(postRenew(lost))).toBe("terminal_revoked");
  });

  it("[TE14] by a key that is no recovery key leads nowhere, and takes nobody's name", async () => {
    const [wallet, victim, device] = [await aWallet(), await aWallet(), await makeKeyPair()];
    const approval = await anApproval(await world(), await makeKeyPair(), device.publicKey);
    const path = "/v1/terminals/recoveries";
    expect(await codeOf(postSigned(device, path, { approval }))).toBe("unknown_terminal");
    const theirs = victim.device.publicKey;
    await bodyOf(change(wallet, await aRecoverySetting(await world(), wallet.device, theirs)));
    expect(await codeOf(postRenew(victim))).toBe("ok");
  });
});
