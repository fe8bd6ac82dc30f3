/** An order that the carrier refuses: by the amounts that a test carrier refuses (TT5), so that it is the carrier who does it. */

import { NAMED_ORDER_REFUSALS, type NamedOrderRefusal } from "../../../protocol/test-failures.ts";
import { WarifuError } from "../../../register-server/index.ts";
import { paidTrade, type Stage } from "./stage.ts";

/** @throws Error where the carrier carries it out */
export async function refusedOrder(
  stage: Stage,
  order: NamedOrderRefusal["order"],
): Promise<string> {
  const named = NAMED_ORDER_REFUSALS.find((one) => one.order === order);
  if (!named) throw new Error(`no amount makes a test carrier refuse a ${order}`);
  const { warifu, currency } = stage;
  const { amount, code } = named;
  const held = order === "void" ? amount : amount + 1_000;
  const { id } = await paidTrade(stage, {
    amount: held,
    capture: order === "refund" ? "now" : "later",
  });
  const asked = { amount, currency };
  const calls = {
    capture: () => warifu.captureTrade(id, asked),
    void: () => warifu.voidTrade(id),
    refund: () => warifu.refundTrade(id, asked),
  };
  const refused = await calls[order]().then(
    () => undefined,
    (error: unknown) => error,
  );
  if (!isRefusal(refused, code)) throw refused ?? new Error(`the carrier carried the ${order} out`);
  stage.say(`the carrier refused the ${order}: ${code}`);
  return id;
}

export function isRefusal(error: unknown, code: string): error is WarifuError {
  return error instanceof WarifuError && error.code === code;
}
