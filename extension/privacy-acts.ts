/**
 * What a window of the extension may ask about what shops are given beside the money, as an act of the wallet. What
 * doesn't parse asks for nothing.
 */

import { GivenFields, OwnDetails } from "../protocol/disclosure/fields.ts";
import type { Message } from "./messages.ts";
import { parsedText } from "./parsed-text.ts";
import type { Act } from "./terminal-acts.ts";

export function privacyAct(message: Message): Act | undefined {
  switch (message.action) {
    case "pay-and-give": {
      const { record, amount } = message;
      const chosen = parsedText(GivenFields, message.given);
      return chosen && ((wallet) => wallet.pay(record, amount, chosen));
    }
    case "keep-details": {
      const details = parsedText(OwnDetails, message.details);
      return details && (({ privacy }) => privacy.keepDetails(details));
    }
    case "forget-given":
      return ({ privacy }) => privacy.forget([message.given]);
    case "forget-all-given":
      return async (wallet) => {
        const { given = {} } = await wallet.stored();
        await wallet.privacy.forget(Object.keys(given));
      };
    default:
      return undefined;
  }
}
