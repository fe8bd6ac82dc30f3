/** Spanish: before a shop that may be taken for another one. */

import type { CautionRoom } from "../../types/first/caution.ts";

export const caution: CautionRoom = {
  caution: {
    title: {
      name: "Su nombre se parece al de una tienda que conoces. Es otra tienda.",
      origin: "Su dirección se parece a la de una tienda que conoces. Es otra tienda.",
      mixed: "Este nombre es difícil de reconocer",
    },
    asking: "Pide ahora",
    known: (day) => `Pagada el ${day}`,
    mixed:
      "Una palabra de su nombre o dirección mezcla letras de alfabetos distintos. Puede parecer la de otra tienda.",
    heed: "Son dos tiendas distintas. Me refiero a la que pide ahora.",
    heedMixed: "Conozco esta tienda y quiero pagarle.",
  },
};
