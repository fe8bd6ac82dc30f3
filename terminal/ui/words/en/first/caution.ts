/** English: before a shop that may be taken for another one. */

import type { CautionRoom } from "../../types/first/caution.ts";

export const caution: CautionRoom = {
  caution: {
    title: {
      name: "Its name looks like a shop you know. It is another shop.",
      origin: "Its address looks like a shop you know. It is another shop.",
      mixed: "This name is hard to tell",
    },
    asking: "Asks now",
    known: (day) => `Paid on ${day}`,
    mixed:
      "One word of its name or address has letters of different alphabets. It may look like another shop's.",
    heed: "These are two different shops. I mean the one that asks now.",
    heedMixed: "I know this shop and mean to pay it.",
  },
};
