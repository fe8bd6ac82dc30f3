// A record of the terminal in each of its states, with overrides: for tests of pure code and of screens.

import type { Hash } from "../../../protocol/signing/signature.ts";
import type { Asked } from "../../../terminal/wallet/asked.ts";
import type { RecordState, TradeRecord } from "../../../terminal/wallet/trade-record.ts";
import {
  aCertificate,
  anOffer,
  aReceipt,
  NOW,
  type Realm,
  someTerms,
} from "../../support/builders/realm.ts";

export const PAGE = "http://127.0.0.1:3000";

type Arm<S extends RecordState> = Extract<TradeRecord, { state: S }>;
type AnyOverrides = { readonly [field: string]: unknown };

/** Of an account with a passkey and a PIN. */
export const ASKED: Asked = {
  reason: "amount",
  methods: {
    passkeys: [{ id: "cGFzc2tleQ", name: "Laptop", added_at: NOW }],
    pin: { state: "set" },
  },
  purpose: "A".repeat(43) as Hash,
};

/** @returns a record of that state, of a trade of its own */
export async function aRecord<S extends RecordState>(
  realm: Realm,
  state: S,
  overrides: AnyOverrides = {},
): Promise<Arm<S>> {
  const press = {
    id: `press-${state}`,
    at: NOW - 5_000,
    register: realm.register,
    replyTo: "7:3",
    seen: false,
  };
  const offer = await anOffer(realm);
  const traded = { ...press, trade: offer.trade, origin: PAGE };
  const offered = { ...traded, offer };
  const sending = { tries: 0, nextAt: NOW };
  const over = { endedAt: NOW };
  const records: { [R in RecordState]: Arm<R> } = {
    preparing: { ...press, state: "preparing" },
    reading: { ...traded, ...sending, state: "reading" },
    offered: { ...offered, state: "offered", lastAttempt: 0 },
    claiming: { ...offered, ...sending, state: "claiming", lastAttempt: 0, pressedAt: NOW },
    confirming: {
      ...offered,
      ...sending,
      state: "confirming",
      attempt: 1,
      pressedAt: NOW,
      body: '{"the":"bytes"}',
      ticket: "tk1.1.x",
    },
    proving: {
      ...{ ...offered, state: "proving", attempt: 1, pressedAt: NOW, plain: '{"the":"bytes"}' },
      ...{ ticket: "tk1.1.x", asked: ASKED },
    },
    settled: {
      ...offered,
      ...over,
      state: "settled",
      attempt: 1,
      receipt: await aReceipt(realm, offer),
    },
    refused: { ...offered, ...over, state: "refused", attempt: 1, code: "insufficient_funds" },
    expired: { ...offered, ...over, state: "expired" },
    declining: { ...offered, ...sending, ...over, state: "declining" },
    declined: { ...offered, ...over, state: "declined" },
    ended: { ...offered, ...over, state: "ended", code: "trade_cancelled", lastAttempt: 0 },
    unusable: { ...press, ...over, state: "unusable", code: "wrong_origin" },
  };
  return { ...(records[state] as Arm<S>), ...overrides };
}

/** An offer of a shop with this name on this page. */
export async function anOfferOf(
  realm: Realm,
  {
    name = "Kami paper goods",
    origin = PAGE,
    provenAt = NOW - 19 * 86_400_000,
    ...terms
  }: {
    readonly name?: string;
    readonly origin?: string;
    readonly provenAt?: number;
  } & Parameters<typeof someTerms>[1] = {},
) {
  const origins = [{ origin, proven_at: provenAt }];
  return anOffer(realm, {
    terms: await someTerms(realm, terms),
    certificate: await aCertificate(realm, { name, origins }),
  });
}
