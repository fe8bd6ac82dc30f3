// What a shop's backend does with the SDK, written for every runtime: only what Node 18, Deno, Bun and Workers have in
// common. Called with the SDK as that runtime loaded it; says what came of each step.

/**
 * @param {typeof import("../../register-server/index.ts")} sdk
 * @param {{ key: string, secret: string, webhook: { headers: Record<string, string>, body: string } }} given
 */
export async function exercise(sdk, { key, secret, webhook }) {
  const warifu = sdk.createWarifu({ key, webhookSecret: secret });
  const idempotencyKey = warifu.newIdempotencyKey();
  const asked = { amount: 4980, currency: "JPY", reference: "P-1001" };
  const trade = await warifu.createTrade(asked, { idempotencyKey });
  const again = await warifu.createTrade(asked, { idempotencyKey });
  /** @type {string[]} */
  const paid = [];
  const finalizer = sdk.createFinalizer({
    warifu,
    orderOf: (id) => (id === trade.id ? asked : undefined),
    once: async (id, work) => {
      if (!paid.includes(id)) await work();
    },
    finalize: (_order, receipt) => void paid.push(receipt.payload.trade),
  });
  // The server it speaks to settles on this question.
  const settled = await warifu.getTrade(trade.id);
  const page = await finalizer.page(
    new Request("https://shop.example/", { method: "POST", body: JSON.stringify(settled.receipt) }),
  );
  const later = await finalizer.byTrade(trade.id);
  const refund = await warifu.refundTrade(trade.id, { amount: 980, currency: "JPY" });
  const event = await warifu.webhooks.verify(
    new Request("https://shop.example/webhooks", { method: "POST", ...webhook }),
  );
  const refused = await warifu.getTrade("none").catch((error) => error);
  return {
    same: trade.id === again.id,
    page: page.status,
    later: later.state,
    paid: paid.length,
    refund: refund.amount,
    event: event.type,
    refused: refused instanceof sdk.WarifuError ? refused.code : String(refused),
    formatted: sdk.formatAmount(4980, "JPY", "en"),
  };
}

export const EXPECTED = {
  same: true,
  page: 200,
  later: "finalized",
  paid: 1,
  refund: 980,
  event: "trade.settled",
  refused: "invalid_request",
  formatted: "¥4,980",
};
