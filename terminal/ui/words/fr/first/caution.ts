/** French: before a shop that may be taken for another one. */

import type { CautionRoom } from "../../types/first/caution.ts";

export const caution: CautionRoom = {
  caution: {
    title: {
      name: "Son nom ressemble à une boutique que vous connaissez. C’en est une autre.",
      origin: "Son adresse ressemble à une boutique que vous connaissez. C’en est une autre.",
      mixed: "Ce nom est difficile à reconnaître",
    },
    asking: "Demande maintenant",
    known: (day) => `Payée le ${day}`,
    mixed:
      "Un mot de son nom ou de son adresse mêle des lettres de plusieurs alphabets. Il peut ressembler à celui d’une autre boutique.",
    heed: "Ce sont deux boutiques différentes. Je parle de celle qui demande maintenant.",
    heedMixed: "Je connais cette boutique et je veux la payer.",
  },
};
