/** Brazilian Portuguese: a shop's budget on the sheet and where one is offered. */

import type { BudgetRoom } from "../../types/first/budget.ts";

export const budget: BudgetRoom = {
  budget: {
    upTo: {
      day: (amount) => `até ${amount} por dia`,
      week: (amount) => `até ${amount} por semana`,
      month: (amount) => `até ${amount} por mês`,
    },
    each: (cap) => `no máximo ${cap} por vez`,
    leftAfter: {
      day: "Orçamento de hoje, depois",
      week: "Orçamento da semana, depois",
      month: "Orçamento do mês, depois",
    },
    why: {
      paused: "O orçamento está em pausa, por isso a pergunta.",
      ended: "O orçamento terminou, por isso a pergunta.",
      over_cap: (cap) => `Você permite ${cap} por vez sem perguntar. Isto é mais.`,
      used_up: (left) => `Restam ${left} do orçamento. Isto é mais.`,
    },
    proves: "Dentro deste limite, ela é paga sem nova pergunta.",
    offer: "Permitir a esta loja até … por mês",
  },
};
