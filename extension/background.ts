/**
 * The background's ear: who may ask the wallet what. A frame may tell of a press and of the page's trade
 * for it; only a window of the extension may pay. Decides nothing about money.
 */

import { RegisterId, TradeId } from "../protocol/ids.ts";
import { parse } from "../protocol/parse.ts";
import type { Wallet } from "../terminal/wallet/wallet.ts";
import type { Message } from "./messages.ts";
import type { From } from "./platform/runtime-messages.ts";

export interface BackgroundPorts {
  readonly wallet: Promise<Wallet>;
  /** opens the sheet, or brings it to the front */
  showSheet(): Promise<void>;
  /** a task that broke: it is found again in the store, later */
  report(fault: unknown): void;
}

export function hearMessages(ports: BackgroundPorts) {
  return (message: Message, from: From): void => {
    const act = from.kind === "frame" ? frameAct(message, from.replyTo) : sheetAct(message);
    if (!act) return;
    // Opened at once: a browser forgets soon that the shopper has just pressed.
    if (message.action === "press") ports.showSheet().catch(ports.report);
    ports.wallet.then(act).catch(ports.report);
  };
}

type Act = (wallet: Wallet) => Promise<void>;

/** All that a frame can ask for: money is the sheet's alone. */
function frameAct(message: Message, replyTo: string): Act | undefined {
  switch (message.action) {
    case "press": {
      const register = parse(RegisterId, message.register);
      if (!register.ok) return undefined;
      return (wallet) => wallet.press({ id: message.press, register: register.value, replyTo });
    }
    case "trade": {
      const trade = parse(TradeId, message.trade);
      return (wallet) =>
        trade.ok
          ? wallet.trade(message.press, trade.value, message.origin)
          : wallet.noTrade(message.press);
    }
    case "no-trade":
      return (wallet) => wallet.noTrade(message.press);
    default:
      return undefined;
  }
}

function sheetAct(message: Message): Act | undefined {
  switch (message.action) {
    case "open-account":
      return (wallet) => wallet.openAccount();
    case "bring-code":
      return (wallet) => wallet.openAccount(message.code);
    case "pay":
      return (wallet) => wallet.pay(message.record, message.amount);
    case "decline":
      return (wallet) => wallet.decline(message.record);
    case "try-again":
      return (wallet) => wallet.tryAgain(message.record);
    case "seen":
      return (wallet) => wallet.seen(message.record);
    case "refresh":
      return (wallet) => wallet.refreshAccount();
    default:
      return undefined;
  }
}
