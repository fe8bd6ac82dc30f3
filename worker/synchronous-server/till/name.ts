/** The names of objects: which till a trade or a register's number means. Names are never shown. */

import { modeOf, parseTradeId, type RegisterId, type TradeId } from "../../../protocol/ids.ts";

export function tillName(register: RegisterId, till: number): string {
  return `${modeOf(register)}/${register}/${till}`;
}

export function tillNameOf(trade: TradeId): string {
  const { register, till } = parseTradeId(trade);
  return tillName(register, till);
}
