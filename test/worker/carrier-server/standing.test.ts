// The operator suspends a register: nothing is begun, and everything that was begun ends as it would.
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { ActLog } from "../../../protocol/operator/audit.ts";
import type { RegisterStanding } from "../../../protocol/operator/operator-registers.ts";
import { setClockOffset } from "../../../worker/objects/clock.ts";
import { Till } from "../../../worker/synchronous-server/till/till.ts";
import { refund, viewOf } from "../orders-world.ts";
import { aPaidTrade } from "../registers-world.ts";
import {
  aClaim,
  aConfirmOf,
  aShop,
  ask,
  aTrade,
  aWallet,
  cancel,
  postClaim,
  postConfirm,
  postCreate,
  problemIn,
  readOffer,
  type Shop,
  settledRow,
  signTerms,
  until,
} from "../synchronous-world.ts";
import { actAsOperator, askAsOperator } from "./operator-world.ts";

let shop: Shop;

beforeEach(async () => {
  shop = await aShop();
});
afterEach(() => setClockOffset(0));

function set(act: "suspend" | "resume", key?: string): Promise<Response> {
  const path = `/v1/registers/${shop.register}/${act}`;
  return actAsOperator(path, { reason: "complaints" }, key === undefined ? {} : { key });
}

async function codeOf(answer: Promise<Response>): Promise<string> {
  return (await problemIn(await answer)).code;
}

describe("a suspended register", () => {
  it("[RG15] begins no trade and takes no new claim, at any till, until it is resumed", async () => {
    const { id } = await aTrade(shop);
    const [offer, wallet] = [await readOffer(id), await aWallet()];
    const answer = (await (await set("suspend")).json()) as RegisterStanding;
    expect(answer).toEqual({ register: shop.register, begins_trades: false, told: true });
    const terms = await Promise.all(Array.from({ length: 8 }, () => signTerms(shop)));
    for (const one of terms) expect(await codeOf(postCreate(shop, one))).toBe("register_suspended");
    expect(await codeOf(postClaim(wallet, offer))).toBe("register_suspended");
    expect(await (await set("resume")).json()).toMatchObject({ begins_trades: true, told: true });
    expect((await postCreate(shop, terms[0]!)).status).toBe(201);
    expect((await postClaim(wallet, offer)).status).toBe(200);
  });

  it("[RG15] ends what was begun: a claim is paid, a create is answered again, a refund, a cancel and reads go on", async () => {
    const paid = await aPaidTrade(shop);
    const terms = await signTerms(shop);
    const first = await (await postCreate(shop, terms)).text();
    const [open, claimed] = [await aTrade(shop), await aTrade(shop)];
    const [wallet, offer] = [await aWallet(), await readOffer(claimed.id)];
    const granted = await aClaim(wallet, offer);
    await set("suspend");
    expect(await (await postCreate(shop, terms)).text()).toBe(first);
    expect(await aClaim(wallet, offer)).toMatchObject({ grant: granted.grant });
    const confirm = await aConfirmOf(wallet, offer, granted);
    expect((await postConfirm(confirm, wallet.device)).status).toBe(200);
    await until(() => settledRow(claimed.id));
    expect((await refund(shop, paid.trade)).status).toBe(201);
    expect((await cancel(shop, open.id)).status).toBe(200);
    expect(await viewOf(shop, claimed.id)).toMatchObject({ status: "settled" });
    const journal = await ask("/v1/journal", {
      headers: { Authorization: `Bearer ${shop.apiKey}` },
    });
    expect(journal.status).toBe(200);
  });

  it("[RG15] [LE17] is an act in the log, done once under its key", async () => {
    const first = await set("suspend", "once");
    const again = await set("suspend", "once");
    expect(again.headers.get("Idempotent-Replayed")).toBe("true");
    expect(await again.text()).toBe(await first.text());
    const log = await askAsOperator(`/v1/registers/${shop.register}/audit`);
    const acts = ((await log.json()) as ActLog).entries.map(({ act, asked }) => [act, asked]);
    expect(acts.slice(1)).toEqual([["suspend", { reason: "complaints" }]]);
    const unasked = actAsOperator(`/v1/registers/${shop.register}/resume`, {}, {});
    expect(await codeOf(unasked)).toBe("invalid_request");
    const guess = { operatorKey: "guess" };
    const path = `/v1/registers/${shop.register}/suspend`;
    expect(await codeOf(actAsOperator(path, { reason: "x" }, guess))).toBe("operator_unauthorized");
    const nobody = "/v1/registers/reg_test_0000000000000/suspend";
    expect(await codeOf(actAsOperator(nobody, { reason: "x" }, {}))).toBe("register_unknown");
  });

  it("[RG9] [RG15] says when its tills couldn't be told, and they are told by asking again", async () => {
    const [warn, error] = [vi.spyOn(console, "warn"), vi.spyOn(console, "error")];
    for (const spy of [warn, error]) spy.mockReturnValue();
    const configure = vi.spyOn(Till.prototype, "configure").mockImplementationOnce(() => {
      throw new Error("no till");
    });
    expect(await (await set("suspend", "once")).json()).toMatchObject({ told: false });
    for (const spy of [warn, error, configure]) spy.mockRestore();
    expect(await (await set("suspend", "once")).json()).toMatchObject({ told: true });
    for (let made = 0; made < 8; made++)
      expect(await codeOf(postCreate(shop, await signTerms(shop)))).toBe("register_suspended");
  });
});
