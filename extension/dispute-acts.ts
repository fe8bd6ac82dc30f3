/**
 * What a window of the extension may ask about what was paid: what came after it, and what is wrong with it. As an act of
 * the wallet; what doesn't parse asks for nothing.
 */

import { DisputeWish } from "../protocol/dispute/dispute-messages.ts";
import type { Message } from "./messages.ts";
import { parsedText } from "./parsed-text.ts";
import type { Act } from "./terminal-acts.ts";

export function disputeAct(message: Message): Act | undefined {
  switch (message.action) {
    case "open-dispute": {
      const { reason, text } = parsedText(DisputeWish, message.said) ?? {};
      if (reason === undefined || text === undefined) return undefined;
      return ({ disputes }) => disputes.open(message.record, reason, text);
    }
    case "write-in-dispute": {
      const { text } = parsedText(DisputeWish, message.said) ?? {};
      return text ? ({ disputes }) => disputes.write(message.record, text) : undefined;
    }
    case "withdraw-dispute":
      return ({ disputes }) => disputes.withdraw(message.record);
    case "read-dispute":
      return ({ disputes }) => disputes.read(message.record);
    case "ask-after":
      return ({ after }) => after.ask(message.record);
    case "ask-after-all":
      return ({ after }) => after.askAll();
    default:
      return undefined;
  }
}
