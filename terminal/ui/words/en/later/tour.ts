/** English: getting to know the wallet. */

import type { TourRoom } from "../../types/later/tour.ts";

export const tour: TourRoom = {
  tour: {
    step: (position, count) => `Step ${position} of ${count}`,
    shop: "The shop",
    you: "You",
    begin: "Begin",
    skip: "Skip the introduction",
    language: "Your language",
    account: "Your account",
    accountText:
      "It pays the shops for you. They see a sign that is different at each of them, and nothing else of you.",
    protect: "Make it yours alone",
    protectText:
      "With a passkey or a PIN you prove that it is you, for what you choose under Security and before another browser is linked.",
    protected: { passkey: "Your passkey is added", pin: "Your PIN is set" },
    protectedText: "Under Security you choose for which payments it is asked.",
    withoutProtection:
      "Without one, whoever uses this browser can pay with it. You can add one later, under Security.",
    later: "Not now",
    next: "Continue",
    try: "Try it",
    tryText:
      "Put something in the basket of the demo shop and press its button. The order comes up here.",
    openShop: "Open the demo shop",
    look: "You are ready",
    lookText:
      "Where a shop has this button, press it. The order comes up here, with who asks and for how much.",
    samplePay: "Pay with Warifu",
    pinIcon:
      "Pin the wallet's icon to the toolbar: it then opens faster, and shows when an order waits.",
  },
};
