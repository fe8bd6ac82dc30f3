// What a test carrier does when an amount asks for it, and that a live one does none of it: through the same check and
// the same decision that a payment takes.

import { beforeAll, describe, expect, it } from "vitest";
import { makeKeyPair } from "../../cli/keys.ts";
import { accountIdFrom, type Mode } from "../../protocol/ids.ts";
import { refusal } from "../../protocol/problem.ts";
import { err, ok } from "../../protocol/result.ts";
import { importHmacKey } from "../../protocol/signing/signature.ts";
import {
  AWAY_MS,
  LOST_MS,
  NAMED_FAILURES,
  NAMED_ORDER_REFUSALS,
  SLOW_MS,
} from "../../protocol/test-failures.ts";
import { decideConfirm } from "../../worker/carrier-server/branch/confirm/decide-confirm.ts";
import { asNamed } from "../../worker/carrier-server/branch/confirm/named-failure.ts";
import { verifyConfirm } from "../../worker/carrier-server/branch/confirm/verify-confirm.ts";
import { decideOrder } from "../../worker/carrier-server/branch/order/decide-order.ts";
import { sealAccount } from "../../worker/carrier-server/sealing/account-reference.ts";
import { importSealingKey } from "../../worker/carrier-server/sealing/sealing.ts";
import { issueTicket } from "../../worker/carrier-server/sealing/ticket.ts";
import { aConfirm, type CarrierWorld } from "../support/builders/payment.ts";
import { aCertificate, aRealm, NOW } from "../support/builders/realm.ts";
import {
  aCapture,
  aHold,
  anAccount,
  anAuthorized,
  aRefund,
  aSettled,
  aVoidOrder,
  holdingOf,
} from "./branch-facts.ts";

const GRANT_KEY = "A".repeat(43);
const decisions: Record<Mode, (amount: number, later?: number) => Promise<string>> = {
  test: async () => "",
  live: async () => "",
};

/** A carrier of a mode: a payment of an amount, checked and decided by an account with enough of everything. */
async function aCarrier(mode: Mode) {
  const realm = await aRealm({ mode });
  const sealing = { current: "1", byKid: new Map([["1", await importSealingKey("A".repeat(43))]]) };
  const account = accountIdFrom(mode, 0, new Uint8Array(8).fill(7));
  const grantKey = await importHmacKey(GRANT_KEY);
  const world = {
    ...{ realm, certificate: await aCertificate(realm), grantKey: GRANT_KEY, now: () => NOW },
    carrier: {
      issueTicket: async (sealed: string) =>
        ok(await issueTicket(sealing, account, sealed, { now: NOW })),
    },
  } as unknown as CarrierWorld;
  const device = await makeKeyPair();
  const terminal = { device, sealed: await sealAccount(sealing, account) } as never;
  const payer = anAccount({
    id: account,
    devices: [{ key: device.publicKey, state: "active", since: NOW }],
  });
  return async (amount: number, later = 0) => {
    const body = await aConfirm(world, terminal, { terms: { amount } });
    const verified = await verifyConfirm(body, {
      trust: realm.trust,
      sealing,
      grantKey,
      formerGrantKeys: [],
    });
    if (!verified.ok) throw new Error(verified.error.code);
    const decision = decideConfirm({ account: payer, known: [] }, verified.value, NOW + later);
    if (decision.kind === "rejected") return decision.refusal.code;
    if (decision.kind !== "decided") return decision.kind;
    return decision.verdict.kind === "refused" ? decision.verdict.code : decision.verdict.kind;
  };
}

beforeAll(async () => {
  decisions.test = await aCarrier("test");
  decisions.live = await aCarrier("live");
});

describe("[TT4] a trade of a named amount", () => {
  it.each(NAMED_FAILURES.filter(({ kind }) => kind === "refused"))(
    "is refused: $name",
    async (row) => {
      expect(await decisions.test(row.amount)).toBe((row as { code: string }).code);
    },
  );

  it("asks for a step-up, or finds the carrier away for a while, and settles then", async () => {
    expect(await decisions.test(7005)).toBe("step_up_required");
    expect(await decisions.test(7008)).toBe("carrier_unavailable");
    expect(await decisions.test(7008, AWAY_MS)).toBe("settled");
  });

  it("settles, slowly or with its answer lost", async () => {
    expect([await decisions.test(7006), await decisions.test(7007)]).toEqual([
      "settled",
      "settled",
    ]);
    const settled = ok({ outcome: "settled" } as never);
    const waited: number[] = [];
    const wait = async (ms: number) => void waited.push(ms);
    const [slow, lost] = NAMED_FAILURES.filter(({ kind }) => kind === "slow" || kind === "lost");
    if (!slow || !lost) throw new Error("both are in the table");
    const since = Date.now();
    expect(await asNamed({ ...slow, since }, async () => settled, wait)).toEqual(settled);
    expect(waited).toEqual([SLOW_MS]);
    const unanswered = err(refusal("storage_unavailable"));
    expect(await asNamed({ ...lost, since }, async () => settled, wait)).toEqual(unanswered);
    const after = { ...lost, since: since - LOST_MS };
    expect(await asNamed(after, async () => settled, wait)).toEqual(settled);
  });

  it.each(NAMED_FAILURES)("settles at once in live mode: $amount", async ({ amount }) => {
    expect(await decisions.live(amount)).toBe("settled");
  });
});

describe("[TT5] an order of a named amount", () => {
  const words = (mode: Mode, order: "capture" | "void" | "refund") => {
    const id = accountIdFrom(mode, 0, new Uint8Array(8).fill(7));
    const amount = order === "void" ? 7022 : 9000;
    const account = holdingOf(anAccount({ id }), aHold({ amount }));
    const paid =
      order === "refund"
        ? aSettled({ account: id, amount })
        : anAuthorized({ account: id, amount });
    const requests = {
      capture: aCapture({ account: id, amount: 7021 }),
      void: aVoidOrder({ account: id }),
      refund: aRefund({ account: id, amount: 7023 }),
    };
    const decision = decideOrder({ account, known: [paid], orders: [] }, requests[order], NOW);
    return decision.kind === "rejected" ? decision.refusal.code : decision.kind;
  };

  it.each(NAMED_ORDER_REFUSALS)("is refused: $name", ({ order, code }) => {
    expect(words("test", order)).toBe(code);
  });

  it.each(NAMED_ORDER_REFUSALS)("is carried out in live mode: $name", ({ order }) => {
    expect(words("live", order)).toBe("decided");
  });
});
