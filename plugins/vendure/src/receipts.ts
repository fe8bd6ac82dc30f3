/** A receipt against the trade that the shop stored: offline, every expectation from the row, none from the receipt. */

import { Inject, Injectable } from "@nestjs/common";
import { WARIFU } from "./options.ts";
import { type Warifu, WarifuError } from "./sdk.ts";
import type { WarifuTrade } from "./warifu-trade.entity.ts";

export type PaidOutcome = "settled" | "authorized";

@Injectable()
export class Receipts {
  @Inject(WARIFU) private readonly warifu: Warifu;

  /** @returns why it isn't this trade's payment; undefined where it is */
  async refusalOf(row: WarifuTrade, receipt: unknown): Promise<string | undefined> {
    return this.check(row, receipt, { outcome: outcomeOf(row), amount: row.amount });
  }

  /** Of a capture or refund. @param order its id */
  async refusalOfOrder(
    row: WarifuTrade,
    receipt: unknown,
    expected: { outcome: "captured" | "refunded"; amount: number; order: string },
  ): Promise<string | undefined> {
    return this.check(row, receipt, expected);
  }

  private async check(
    { trade, currency }: WarifuTrade,
    receipt: unknown,
    expected: {
      outcome: PaidOutcome | "captured" | "refunded";
      amount: number;
      order?: string;
    },
  ): Promise<string | undefined> {
    const { register, mode } = this.warifu;
    try {
      const whole = { ...expected, register, mode, trade: trade ?? "", currency };
      await this.warifu.verifyReceipt(receipt, whole);
      return undefined;
    } catch (error) {
      if (error instanceof WarifuError) return error.code;
      throw error;
    }
  }
}

export function outcomeOf({ capture }: Pick<WarifuTrade, "capture">): PaidOutcome {
  return capture === "later" ? "authorized" : "settled";
}

/** Where to look for its row; proves nothing. */
export function tradeNamedIn(receipt: unknown): string | undefined {
  const trade = field(field(receipt, "payload"), "trade");
  return typeof trade === "string" ? trade : undefined;
}

function field(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null && Object.hasOwn(value, name)
    ? (value as Record<string, unknown>)[name]
    : undefined;
}
