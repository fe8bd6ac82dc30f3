/** English: the messages' screen. */

import type { NoticesRoom } from "../../types/later/notices.ts";

export const notices: NoticesRoom = {
  notices: {
    title: "Messages",
    lead: "While no window of the wallet is open, the browser can tell you once when",
    about: [
      "an order waits for you",
      "a payment went through, or money came back",
      "a budget is nearly used",
      "another browser was linked to your account",
    ],
    shown: "Show messages",
    quiet: "Without names and amounts",
    quietText: "For a screen that others see.",
    refused: "The browser doesn't allow messages. You can change that in its settings.",
    ask: "Shall the wallet tell you?",
    askText: "When an order waits, is paid or refunded, and when another browser is linked.",
    yes: "Yes, tell me",
    no: "No, thanks",
  },
};
