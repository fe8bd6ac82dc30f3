// The whole matrix of the terminal's record: every state × event, the pairs that change nothing included.

import { beforeAll, describe, expect, it } from "vitest";
import type { RecordEvent, RecordEventType } from "../../../terminal/wallet/record-events.ts";
import { RECORD_STATES, recordTransition } from "../../../terminal/wallet/record-transitions.ts";
import {
  mayTryAgain,
  type RecordState,
  type TradeRecord,
} from "../../../terminal/wallet/trade-record.ts";
import { anOffer, aRealm, aReceipt, NOW, type Realm } from "../../support/builders/realm.ts";
import { ASKED, aRecord } from "../support/records.ts";

/** What a pair leads to; a pair that isn't here changes nothing. */
const LEADS_TO: { readonly [S in RecordState]: { readonly [E in RecordEventType]?: RecordState } } =
  {
    preparing: { trade: "reading", unusable: "unusable" },
    reading: {
      offer: "offered",
      unusable: "unusable",
      over: "ended",
      expired: "expired",
      silence: "reading",
    },
    offered: {
      ...{ pay: "claiming", decline: "declining", over: "ended", expired: "expired" },
      ...{ "paid-elsewhere": "settled", "declined-elsewhere": "declined" },
    },
    claiming: {
      signed: "confirming",
      lapse: "offered",
      unusable: "unusable",
      over: "ended",
      expired: "expired",
      silence: "claiming",
      "paid-elsewhere": "settled",
    },
    confirming: {
      settled: "settled",
      refused: "refused",
      unusable: "unusable",
      over: "ended",
      expired: "expired",
      silence: "confirming",
      asked: "proving",
      "paid-elsewhere": "settled",
    },
    proving: {
      ...{ proven: "confirming", decline: "declining" },
      ...{ "paid-elsewhere": "settled", "declined-elsewhere": "declined" },
    },
    settled: {},
    refused: { again: "offered", "paid-elsewhere": "settled" },
    expired: { "paid-elsewhere": "settled" },
    declining: { declined: "declined", silence: "declining", "paid-elsewhere": "settled" },
    declined: { "paid-elsewhere": "settled" },
    ended: { "paid-elsewhere": "settled" },
    unusable: {},
  };

const EVENT_TYPES: RecordEventType[] = [
  "trade",
  "offer",
  "unusable",
  "over",
  "expired",
  "pay",
  "lapse",
  "signed",
  "asked",
  "proven",
  "settled",
  "refused",
  "silence",
  "decline",
  "declined",
  "again",
  "paid-elsewhere",
  "declined-elsewhere",
];

let realm: Realm;
let events: { readonly [E in RecordEventType]: Extract<RecordEvent, { type: E }> };

beforeAll(async () => {
  realm = await aRealm();
  const offer = await anOffer(realm);
  const at = NOW + 1_000;
  events = {
    trade: { type: "trade", trade: offer.trade, origin: "http://127.0.0.1:3000", at },
    offer: { type: "offer", offer, lastAttempt: 0 },
    unusable: { type: "unusable", code: "wrong_origin", at },
    over: { type: "over", code: "trade_cancelled", at },
    expired: { type: "expired", at },
    pay: { type: "pay", at },
    lapse: { type: "lapse" },
    signed: { type: "signed", attempt: 1, body: "{}", ticket: "tk1.1.x", at },
    asked: { type: "asked", asked: ASKED },
    proven: { type: "proven", body: "{}", at },
    settled: { type: "settled", receipt: await aReceipt(realm, offer), at },
    refused: { type: "refused", code: "insufficient_funds", at },
    silence: { type: "silence", at },
    decline: { type: "decline", at },
    declined: { type: "declined" },
    again: { type: "again", at },
    "paid-elsewhere": {
      ...{ type: "paid-elsewhere", by: "another", at },
      receipt: await aReceipt(realm, offer),
    },
    "declined-elsewhere": { type: "declined-elsewhere", by: "another", at },
  };
});

describe("the terminal's record", () => {
  const types = (Object.keys(LEADS_TO) as RecordState[]).flatMap((state) =>
    EVENT_TYPES.map((type) => [state, type, LEADS_TO[state][type]] as const),
  );

  it("has a row for every state", () => {
    expect(RECORD_STATES.sort()).toEqual(Object.keys(LEADS_TO).sort());
    expect(EVENT_TYPES.sort()).toEqual(Object.keys(events).sort());
  });

  it.each(types)("%s × %s → %s", async (state, type, expected) => {
    const record = await aRecord(realm, state);
    const next = recordTransition(record, events[type]);
    if (expected === undefined) expect(next).toBe(record);
    else expect(next.state).toBe(expected);
  });

  it("keeps the press it began with in every state", async () => {
    for (const [state, type, expected] of types) {
      if (expected === undefined) continue;
      const record = await aRecord(realm, state, { seen: state === "refused" });
      const { id, at, register, replyTo } = recordTransition(record, events[type]);
      expect({ id, at, register, replyTo }).toEqual({
        id: record.id,
        at: record.at,
        register: record.register,
        replyTo: record.replyTo,
      });
    }
  });

  it("[TR14] nothing but an answer leads out of checking: no time, no wish", async () => {
    const record = await aRecord(realm, "confirming");
    for (const type of ["pay", "decline", "lapse", "again", "trade", "offer"] as const)
      expect(recordTransition(record, events[type])).toBe(record);
  });

  it("sends again after 1 s, then twice as long each time, up to 30 s", async () => {
    let record: TradeRecord = await aRecord(realm, "confirming");
    const waits: number[] = [];
    for (let n = 0; n < 8; n++) {
      record = recordTransition(record, { type: "silence", at: NOW });
      if (record.state === "confirming") waits.push(record.nextAt - NOW);
    }
    expect(waits).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000]);
  });

  it("drops the signed bytes and the ticket with the end", async () => {
    const record = await aRecord(realm, "confirming");
    for (const type of ["settled", "refused", "over", "expired", "unusable"] as const) {
      const next = recordTransition(record, events[type]);
      expect(Object.keys(next)).not.toContain("body");
      expect(Object.keys(next)).not.toContain("ticket");
    }
  });

  it("tells an unusable record nothing of the offer it was read from", async () => {
    const record = await aRecord(realm, "claiming");
    expect(recordTransition(record, events.unusable)).not.toHaveProperty("offer");
  });
});

describe("another attempt", () => {
  it("is possible after a refusal, before the deadline", async () => {
    const record = await aRecord(realm, "refused");
    const { deadline } = record.offer.terms.payload;
    expect(mayTryAgain(record, deadline - 1)).toBe(true);
    expect(mayTryAgain(record, deadline)).toBe(false);
    expect(recordTransition(record, { type: "again", at: deadline })).toBe(record);
  });

  it("remembers the attempt that was refused, and is to be shown anew", async () => {
    const record = await aRecord(realm, "refused", { attempt: 3, seen: true });
    const next = recordTransition(record, events.again);
    expect(next).toMatchObject({ state: "offered", lastAttempt: 3, seen: false });
  });

  it("is possible when another payer's claim may be released, and not when the trade has ended", async () => {
    const taken = await aRecord(realm, "ended", { code: "claimed_by_another", lastAttempt: 2 });
    expect(recordTransition(taken, events.again)).toMatchObject({
      state: "offered",
      lastAttempt: 2,
    });
    for (const code of ["trade_cancelled", "trade_settled", "trade_declined"]) {
      const ended = await aRecord(realm, "ended", { code });
      expect(recordTransition(ended, events.again)).toBe(ended);
    }
  });
});
