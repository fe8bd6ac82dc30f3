// The till's question what became of an attempt, and its race with a confirm: the turn that comes first decides.

import { beforeAll, describe, expect, it } from "vitest";
import type { TradeId } from "../../../protocol/ids.ts";
import { aConfirm, aSale, aTerminal, type CarrierWorld } from "../../support/builders/payment.ts";
import { aTradeId } from "../../support/builders/realm.ts";
import { aCarrierWorld, balancesOf, costOf } from "../carrier-world.ts";
import { env } from "../test-env.ts";

let world: CarrierWorld;
beforeAll(async () => {
  world = await aCarrierWorld();
});

function ask(sealed: string, trade: TradeId, voidIfAbsent: boolean, attempt = 1) {
  return env.CARRIER.outcome({ sealed, trade, attempt, voidIfAbsent });
}

describe("an outcome that is asked for", () => {
  it("[LE7] absent and not to be voided is null, and writes nothing", async () => {
    const { sealed } = await aTerminal(world);
    const cost = await costOf(async () =>
      expect(await ask(sealed, aTradeId(world.realm), false)).toEqual({ ok: true, value: null }),
    );
    expect(cost.rows).toBe(0);
  });

  it("[LE7] absent and to be voided is recorded in one row, and a later confirm meets it", async () => {
    const terminal = await aTerminal(world);
    const body = await aConfirm(world, terminal);
    const { trade } = body.offer;
    const cost = await costOf(async () =>
      expect(await ask(terminal.sealed, trade, true)).toEqual({
        ok: true,
        value: { kind: "void" },
      }),
    );
    expect(cost).toMatchObject({ hops: 1, commits: 1, rows: 1 });
    const met = { ok: false, error: { code: "attempt_void", attempt: 1 } };
    const late = await costOf(async () => expect(await env.CARRIER.confirm(body)).toEqual(met));
    expect(late.rows).toBe(0);
    expect(await balancesOf(world, terminal)).toMatchObject({ JPY: 50_000 });
  });

  it("[LE7] voids one attempt: the next one settles", async () => {
    const terminal = await aTerminal(world);
    const offer = await aSale(world);
    await ask(terminal.sealed, offer.trade, true);
    const second = await aConfirm(world, terminal, { offer, grant: { attempt: 2 } });
    expect(await env.CARRIER.confirm(second)).toMatchObject({ ok: true, value: { attempt: 2 } });
  });

  it("of a settled attempt is settled with the payer's receipt, whatever is asked", async () => {
    const terminal = await aTerminal(world);
    const body = await aConfirm(world, terminal);
    const answer = await env.CARRIER.confirm(body);
    if (!answer.ok) throw new Error(answer.error.code);
    const { receipt } = answer.value;
    const cost = await costOf(async () => {
      for (const voidIfAbsent of [false, true])
        expect(await ask(terminal.sealed, body.offer.trade, voidIfAbsent)).toEqual({
          ok: true,
          value: { kind: "settled", receipt },
        });
    });
    expect(cost.rows).toBe(0);
  });

  it("[MS6] of a refused attempt has the code and no receipt", async () => {
    const terminal = await aTerminal(world);
    const body = await aConfirm(world, terminal, { terms: { amount: 50_001 } });
    await env.CARRIER.confirm(body);
    expect(await ask(terminal.sealed, body.offer.trade, true)).toEqual({
      ok: true,
      value: { kind: "refused", code: "insufficient_funds" },
    });
  });

  it("[PR4] of a reference under a key that is gone is not known, and so not void", async () => {
    const { sealed } = await aTerminal(world);
    const [kind, , body] = sealed.split(".");
    const answer = await ask(`${kind}.gone.${body}`, aTradeId(world.realm), true);
    expect(answer).toMatchObject({ ok: false, error: { code: "storage_unavailable" } });
  });

  it("of a reference that can't be opened is void: no ticket can be made of it either", async () => {
    const { sealed } = await aTerminal(world);
    const forged = `${sealed.slice(0, -2)}AA`;
    expect(await ask(forged, aTradeId(world.realm), true)).toEqual({
      ok: true,
      value: { kind: "void" },
    });
    expect(await env.CARRIER.issueTicket(forged)).toMatchObject({ ok: false });
  });

  it("[MS1] of what is no attempt is refused", async () => {
    const { sealed } = await aTerminal(world);
    expect(await ask(sealed, aTradeId(world.realm), true, 0)).toMatchObject({
      error: { code: "invalid_request", param: "/attempt" },
    });
  });
});

describe("a question and a confirm at the same moment", () => {
  it("[LE4] agree, whichever came first", async () => {
    for (let round = 0; round < 10; round++) {
      const terminal = await aTerminal(world);
      const body = await aConfirm(world, terminal);
      const question = () => ask(terminal.sealed, body.offer.trade, true);
      const confirm = () => env.CARRIER.confirm(body);
      const [first, second] = round % 2 === 0 ? [question, confirm] : [confirm, question];
      await Promise.all([first(), second()]);
      const [asked, confirmed] = [await question(), await confirm()];
      const { JPY } = await balancesOf(world, terminal);
      if (confirmed.ok) {
        expect(asked).toMatchObject({ ok: true, value: { kind: "settled" } });
        expect(JPY).toBe(50_000 - 4980);
      } else {
        expect(confirmed.error.code).toBe("attempt_void");
        expect(asked).toEqual({ ok: true, value: { kind: "void" } });
        expect(JPY).toBe(50_000);
      }
    }
  });
});
