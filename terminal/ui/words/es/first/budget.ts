/** Spanish: a shop's budget on the sheet and where one is offered. */

import type { BudgetRoom } from "../../types/first/budget.ts";

export const budget: BudgetRoom = {
  budget: {
    upTo: {
      day: (amount) => `hasta ${amount} al día`,
      week: (amount) => `hasta ${amount} a la semana`,
      month: (amount) => `hasta ${amount} al mes`,
    },
    each: (cap) => `como máximo ${cap} cada vez`,
    leftAfter: {
      day: "Presupuesto de hoy, después",
      week: "Presupuesto de la semana, después",
      month: "Presupuesto del mes, después",
    },
    why: {
      paused: "Su presupuesto está en pausa, por eso se te pregunta.",
      ended: "Su presupuesto ha terminado, por eso se te pregunta.",
      over_cap: (cap) => `Permites ${cap} cada vez sin preguntar. Esto es más.`,
      used_up: (left) => `Quedan ${left} de su presupuesto. Esto es más.`,
    },
    proves: "Dentro de este límite se le paga sin volver a preguntar.",
    offer: "Permitir a esta tienda hasta … al mes",
  },
};
