/** Portuguese of Brazil: before a shop that may be taken for another one. */

import type { CautionRoom } from "../../types/first/caution.ts";

export const caution: CautionRoom = {
  caution: {
    title: {
      name: "O nome parece o de uma loja que você conhece. É outra loja.",
      origin: "O endereço parece o de uma loja que você conhece. É outra loja.",
      mixed: "Este nome é difícil de reconhecer",
    },
    asking: "Pede agora",
    known: (day) => `Paga em ${day}`,
    mixed:
      "Uma palavra do nome ou do endereço mistura letras de alfabetos diferentes. Pode parecer a de outra loja.",
    heed: "São duas lojas diferentes. Eu me refiro à que pede agora.",
    heedMixed: "Conheço esta loja e quero pagar a ela.",
  },
};
