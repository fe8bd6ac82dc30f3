/** English: the ways to an account. */

import type { OnboardingRoom } from "../../types/later/onboarding.ts";

export const onboarding: OnboardingRoom = {
  onboarding: {
    title: "Pay without handing anything over",
    lead: "Warifu settles a purchase between the shop and your account, like the two halves of a tally stick.",
    points: [
      ["The shop is paid", "It never learns who paid: no card number, no password, no name."],
      ["You see who asks", "The shop's name and address are proven before anything is shown."],
      ["Only you confirm", "A page can ask. Only this wallet can pay."],
    ],
    open: "Open a demo account",
    opening: "Opening your account",
    unreachable: "No answer yet. Trying again.",
    refused: "The account wasn't opened. Please try again.",
    demo: "It comes with demo money. Nothing here costs anything.",
    haveCode: "I was given an opening code",
    code: "Opening code",
    bringCode: "Use this code",
    codeInvalid:
      "This opening code isn't valid any more. Ask whoever gave it to you for a new one.",
    haveAccount: "I already have an account",
    link: "Link this browser to another one",
    recover: "Use my recovery words",
    recoverText: "They lead this browser to your account, without any other browser.",
    words: "Recovery words",
    revokeOthers: "Revoke all my other browsers",
    bringWords: "Use these words",
    wordsWrong: "A character is wrong or missing. Please check them again.",
    linkLapsed: "No browser approved this one in time.",
    shopWaits: "A shop is waiting. Its order comes next.",
  },
  permission: {
    title: "One permission is missing",
    text: (host) => `Without access to ${host} the wallet can't see an order or pay it.`,
    only: "It is the only address this wallet ever talks to. It reads no other page.",
    allow: "Allow access",
  },
};
