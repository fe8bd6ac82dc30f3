// Who isn't the payer, and what he didn't sign for this trade, opens, writes and withdraws nothing; and a payer who
// floods is stopped.
import { beforeEach, describe, expect, it } from "vitest";
import type { SignedDisputeAct } from "../../../protocol/dispute/dispute-messages.ts";
import { deploymentOf } from "../../../worker/synchronous-server/deployment.ts";
import { anOpeningKey } from "../../support/builders/disclosures.ts";
import { aDisputeAct, aPayerText } from "../../support/builders/disputes.ts";
import {
  accept,
  aListeningShop,
  anOpened,
  answerAs,
  codeIn,
  type ListeningShop,
  OPENING,
  readAs,
  readAtShop,
  say,
  sendAct,
  viewIn,
} from "../disputes-world.ts";
import { FakeOrderTaker } from "../fake-order-taker.ts";
import { aPaid, type Paid } from "../orders-world.ts";
import {
  aShop,
  ask,
  aTrade,
  aWallet,
  bearing,
  env,
  flushed,
  postSigned,
  readOffer,
  tillCost,
} from "../synchronous-world.ts";

let shop: ListeningShop;
let branch: FakeOrderTaker;
let paid: Paid;
beforeEach(async () => {
  shop = await aListeningShop();
  branch = new FakeOrderTaker();
  branch.install();
  paid = await aPaid(shop, branch);
});

const act = async (said: object, { offer, wallet } = paid): Promise<SignedDisputeAct> =>
  aDisputeAct(wallet.device, (await deploymentOf(env)).trust, offer, said);

describe("a stranger", () => {
  it("[DP3] who knows the trade sees and does nothing, before and after it is disputed", async () => {
    const stranger = await aWallet();
    const tries = async () => {
      const answers = [say(paid, OPENING, stranger), readAs(stranger, paid.trade)];
      answers.push(say(paid, { act: "withdraw" }, stranger));
      return Promise.all(answers.map(codeIn));
    };
    const nothing = Array<string>(3).fill("trade_not_found");
    expect(await tries()).toEqual(nothing);
    await anOpened(shop, paid);
    const cost = await tillCost(shop, async () => {
      expect(await tries()).toEqual(nothing);
    });
    expect(cost).toMatchObject({ commits: 0, rows: 0 });
    const { status, entries } = await viewIn(readAtShop(shop, paid.trade));
    expect([status, entries.length]).toEqual(["open", 1]);
  });

  it("[DP4] [DP12] who caught the payer's act can't send it, under his own name or the payer's", async () => {
    const stranger = await aWallet();
    const caught = await act(OPENING);
    expect(await codeIn(sendAct(stranger, paid.trade, caught))).toBe("wrong_issuer");
    const renamed = { ...caught, payload: { ...caught.payload, iss: stranger.device.publicKey } };
    expect(await codeIn(sendAct(stranger, paid.trade, renamed))).toBe("bad_signature");
    const path = `/v1/trades/${paid.trade}/dispute`;
    const lent = postSigned(stranger.device, path, { act: caught }, bearing(paid.wallet));
    expect(await codeIn(lent)).toBe("wrong_issuer");
    const bare = ask(path, { method: "POST", body: JSON.stringify({ act: caught }) });
    expect((await bare).status).toBeGreaterThanOrEqual(400);
    expect(await codeIn(readAtShop(shop, paid.trade))).toBe("dispute_not_found");
  });

  it("[DP3] another shop sees, answers and accepts nothing of it", async () => {
    const { text } = await anOpened(shop, paid);
    const other = await aShop();
    const tries = [
      readAtShop(other, paid.trade),
      answerAs(other, paid.trade, "messages", { text }),
      answerAs(other, paid.trade, "contest", {}),
      accept(other, paid.trade),
    ];
    expect(await Promise.all(tries.map(codeIn))).toEqual(Array<string>(4).fill("trade_not_found"));
  });
});

describe("the payer's own words", () => {
  it("[DP4] [DP12] for one trade are nothing for another, nor with a letter changed", async () => {
    const another = await aPaid(shop, branch);
    const ofAnother = await act(OPENING, another);
    expect(await codeIn(sendAct(paid.wallet, paid.trade, ofAnother))).toBe("offer_mismatch");
    const changed = await act(OPENING);
    const spoiled = { ...changed, payload: { ...changed.payload, amount: 1 } };
    expect(await codeIn(sendAct(paid.wallet, paid.trade, spoiled))).toBe("bad_signature");
    const { trust } = await deploymentOf(env);
    const elsewhere = { ...trust, realm: `realm:${"0".repeat(16)}` };
    const foreign = await aDisputeAct(paid.wallet.device, elsewhere as never, paid.offer, OPENING);
    expect(await codeIn(sendAct(paid.wallet, paid.trade, foreign))).toBe("wrong_audience");
    const offer = { ...another.offer, trade: paid.trade };
    const misled = await aDisputeAct(paid.wallet.device, trust, offer, OPENING);
    expect(await codeIn(sendAct(paid.wallet, paid.trade, misled))).toBe("offer_mismatch");
  });

  it("[DP2] open nothing before he has paid, and nothing that the closed sets don't name", async () => {
    const { id } = await aTrade(shop);
    await flushed(id);
    const unpaid = { offer: await readOffer(id), wallet: paid.wallet };
    expect(await codeIn(say(unpaid, OPENING))).toBe("trade_not_found");
    const misfits = [{ reason: "refund_me" }, { amount: 0 }, { amount: 1.5 }, { act: "accept" }];
    for (const misfit of [...misfits, { text: "in the clear" }, { more: 1 }])
      expect(await codeIn(say(paid, { ...OPENING, ...misfit }))).toBe("invalid_request");
    expect(await codeIn(say(paid, { act: "message" }))).toBe("invalid_request");
    expect(await codeIn(say(paid, { act: "withdraw" }))).toBe("dispute_not_found");
  });

  it("[DP8] are refused where they are too long, and by a flood nothing is written", async () => {
    const long = `AAAA..AAAA.${"A".repeat(6_000)}.AAAA`;
    expect(await codeIn(say(paid, { ...OPENING, text: long }))).toBe("invalid_request");
    const { text } = await anOpened(shop, paid);
    const flood = Array.from({ length: 25 }, () => say(paid, { act: "message", text }));
    const answers = await Promise.all(flood);
    expect(answers.filter(({ ok }) => ok)).toHaveLength(10);
    const cost = await tillCost(shop, async () => {
      expect(await codeIn(say(paid, { act: "message", text }))).toBe("too_many_messages");
    });
    expect(cost).toMatchObject({ commits: 0, rows: 0 });
  });

  it("[DP9] are taken encrypted alone, and none where the shop has no key to read them", async () => {
    const mute = await aShop();
    const there = await aPaid(mute, branch);
    const { encryption } = await anOpeningKey();
    const text = await aPayerText(encryption, there.trade, "Hello?");
    expect(await codeIn(say(there, { ...OPENING, text }))).toBe("encryption_key_missing");
    expect((await viewIn(say(there, OPENING))).status).toBe("open");
  });
});
