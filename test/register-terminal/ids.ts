// Ids that are well-formed and nothing more, for code that only looks at their form.

import {
  formatTradeId,
  type RegisterId,
  registerIdFrom,
  type TradeId,
} from "../../protocol/ids.ts";

export const REGISTER: RegisterId = registerIdFrom("test", new Uint8Array(8).fill(3));
export const OTHER_REGISTER: RegisterId = registerIdFrom("test", new Uint8Array(8).fill(9));

export function tradeId(n: number, register = REGISTER): TradeId {
  return formatTradeId({
    mode: "test",
    register,
    till: 1,
    time: new Uint8Array(6),
    hash: new Uint8Array(16).fill(n),
    tag: new Uint8Array(6),
  });
}
