// The SDK's disputes: the payer's words opened with the register's key, its answers under the payer's, and a refund of
// exactly what is asked for.
import { beforeEach, describe, expect, it } from "vitest";
import { openDirect } from "../../protocol/dispute/direct-jwe.ts";
import type { DisputeEntry, DisputeView } from "../../protocol/dispute/dispute-messages.ts";
import { type SealedText, ShopText, textIn } from "../../protocol/dispute/dispute-text.ts";
import type { TradeId } from "../../protocol/ids.ts";
import type { SignedRefund } from "../../protocol/trade/orders.ts";
import { refundIdOf } from "../../protocol/trade/orders.ts";
import { createWarifu, type Warifu } from "../../register-server/index.ts";
import { keyFor, parseKey } from "../../register-server/key.ts";
import { anOpeningKey, type OpeningPair } from "../support/builders/disclosures.ts";
import { aPayerText, aReplyKey } from "../support/builders/disputes.ts";
import { NOW } from "../support/builders/realm.ts";
import { FakeWarifu } from "../support/fake-warifu.ts";

interface Sent {
  readonly path: string;
  readonly key: string | null;
  readonly body: { readonly text?: SealedText; readonly order?: SignedRefund };
}

let server: FakeWarifu;
let keys: OpeningPair;
let warifu: Warifu;
let trade: TradeId;
let view: DisputeView;
let sent: Sent[];
const reply = aReplyKey();

beforeEach(async () => {
  server = await FakeWarifu.open();
  keys = await anOpeningKey();
  const parts = parseKey(server.key);
  if (!parts.ok) throw new Error(parts.error);
  sent = [];
  const key = keyFor({ ...parts.value, opening_keys: [keys.opens] });
  warifu = createWarifu({ key, fetch: answer, now: () => NOW, wait: async () => {} });
  ({ id: trade } = await createWarifu({
    key: server.key,
    fetch: server.fetch,
    now: () => NOW,
  }).createTrade({
    ...{ amount: 4980, currency: "JPY" },
  }));
  view = {
    ...{ object: "dispute", mode: "test", register: warifu.register, trade, reason: "other" },
    ...{ amount: 4000, left: 4000, currency: "JPY", status: "open", until: NOW + 1 },
    ...{ opened: NOW, updated: NOW, entries: [entry("payer", await payers("It is torn."))] },
  } as DisputeView;
});

const payers = (text: string) => aPayerText(keys.encryption, trade, text, { reply });

const entry = (from: "payer" | "shop", text?: SealedText): DisputeEntry => ({
  ...{ number: (view?.entries.length ?? 0) + 1, from, act: "message", at: NOW },
  ...(text ? { text } : {}),
});

/** What the till would answer: every word is added. */
const answer: typeof fetch = async (input, init) => {
  const request = new Request(input, init);
  const { pathname, search } = new URL(request.url);
  if (request.method === "GET")
    return Response.json(pathname.endsWith(trade) ? view : { disputes: [], search });
  const body = (await request.json()) as Sent["body"];
  sent.push({ path: pathname, key: request.headers.get("Idempotency-Key"), body });
  if (body.text) view = { ...view, entries: [...view.entries, entry("shop", body.text)] };
  return Response.json(view);
};

describe("a dispute", () => {
  it("[DP9] is read with both sides' words, and what no key opens without", async () => {
    const strange = await anOpeningKey();
    const unreadable = await aPayerText(strange.encryption, trade, "For another");
    view = { ...view, entries: [...view.entries, entry("payer", unreadable)] };
    await warifu.disputes.write(trade, "So sorry.");
    const { words, canWrite, left } = await warifu.disputes.get(trade);
    expect(words.map(({ from, text }) => [from, text])).toEqual([
      ...[
        ["payer", "It is torn."],
        ["payer", undefined],
      ],
      ["shop", "So sorry."],
    ]);
    expect([canWrite, left]).toEqual([true, 4000]);
  });

  it("[DP9] isn't of another trade's words, nor of another shop's", async () => {
    const other = `trd_test_${"0".repeat(61)}` as TradeId;
    const foreign = [
      await aPayerText(keys.encryption, trade, "Of another trade", { trade: other, reply }),
      await aPayerText(keys.encryption, trade, "To another", {
        aud: "reg_test_0000000000000" as never,
      }),
    ];
    view = { ...view, entries: foreign.map((text) => entry("payer", text)) };
    const { words, canWrite } = await warifu.disputes.get(trade);
    expect(words.map(({ text }) => text)).toEqual([undefined, undefined]);
    expect(canWrite).toBe(false);
    await expect(warifu.disputes.write(trade, "Hello?")).rejects.toMatchObject({
      code: "dispute_unanswerable",
    });
    expect(sent).toEqual([]);
  });

  it("[DP4] [DP9] is answered under the payer's key, and the same call is the same bytes", async () => {
    const call = { idempotencyKey: "one" };
    await warifu.disputes.contest(trade, "It was signed for.", call);
    await warifu.disputes.contest(trade, "It was signed for.", call);
    await warifu.disputes.contest(trade, "It was, truly.", call);
    const [first, again, other] = sent.map(({ body }) => body.text);
    expect(again).toBe(first);
    expect(other?.split(".")[2]).not.toBe(first?.split(".")[2]);
    const content = textIn(await openDirect(reply, first as SealedText), ShopText);
    expect(content).toMatchObject({ trade, iss: warifu.register, text: "It was signed for." });
    await warifu.disputes.contest(trade);
    expect(sent.at(-1)?.body).toEqual({});
    expect(sent.map(({ path }) => path)).toEqual(Array(4).fill(`/v1/disputes/${trade}/contest`));
    await expect(warifu.disputes.write(trade, "a".repeat(1_001))).rejects.toMatchObject({
      ...{ code: "invalid_request", param: "text" },
    });
  });

  it("[DP5] is accepted by a refund of what is left, signed by the register's key", async () => {
    await warifu.disputes.accept(trade, { idempotencyKey: "yes" });
    const [{ path, key, body } = {} as Sent] = sent;
    expect([path, key]).toEqual([`/v1/disputes/${trade}/accept`, "yes"]);
    expect(body.order?.payload).toMatchObject({ amount: 4000, currency: "JPY", trade, key: "yes" });
    view = { ...view, left: 0, status: "refunded", refund: await refundIdOf(trade, "yes") };
    expect(await warifu.disputes.accept(trade, { idempotencyKey: "yes" })).toMatchObject({
      status: "refunded",
    });
    await expect(warifu.disputes.accept(trade)).rejects.toMatchObject({ code: "dispute_closed" });
    expect(sent).toHaveLength(1);
  });

  it("[DP3] is asked for by this register's trades alone, and its answer is of that trade", async () => {
    await expect(warifu.disputes.get("trd_test_x")).rejects.toMatchObject({
      code: "invalid_request",
    });
    view = { ...view, trade: `trd_test_${"0".repeat(61)}` as TradeId };
    await expect(warifu.disputes.get(trade)).rejects.toMatchObject({ code: "answer_mismatch" });
    const found = await warifu.disputes.list({ status: ["open", "contested"], limit: 5 });
    expect(found).toEqual({ disputes: [] });
  });
});
