/**
 * From a press to the answer it gets: the page's trade, or that there is none. The page is asked at once,
 * and presses that come while it is thinking share its one answer, so that an impatient shopper doesn't
 * make two trades. Knows neither DOM nor network.
 */

import { isTradeId, isTradeOf } from "./script-settings.ts";
import type { TroubleCode } from "./troubles.ts";

/** A failure to get a trade, with its code. */
export class TradeTrouble extends Error {
  readonly code: TroubleCode;

  constructor(code: TroubleCode, cause?: unknown) {
    super(code, { cause });
    this.code = code;
  }
}

export interface PressFlowParts {
  readonly register: string;
  /** Asks the page. May throw, reject, or give anything. */
  readonly ask: () => unknown;
  readonly trade: (press: string, trade: string) => void;
  readonly noTrade: (press: string, code: TroubleCode, cause: unknown) => void;
}

export function createPressFlow(parts: PressFlowParts): (press: string) => Promise<void> {
  let asked: Promise<string> | undefined;
  return async (press) => {
    asked ??= askFor(parts).finally(() => {
      asked = undefined;
    });
    try {
      parts.trade(press, await asked);
    } catch (error) {
      const known = error instanceof TradeTrouble;
      parts.noTrade(press, known ? error.code : "create_trade_failed", known ? error.cause : error);
    }
  };
}

async function askFor({ ask, register }: PressFlowParts): Promise<string> {
  const trade = await ask();
  if (!isTradeId(trade)) throw new TradeTrouble("trade_missing");
  if (!isTradeOf(trade, register)) throw new TradeTrouble("trade_of_another_register");
  return trade;
}
