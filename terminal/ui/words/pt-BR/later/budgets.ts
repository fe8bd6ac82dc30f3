/** Brazilian Portuguese: what shops may take without a question. */

import type { BudgetsRoom } from "../../types/later/budgets.ts";

export const budgets: BudgetsRoom = {
  budgets: {
    title: "Orçamentos",
    lead: "Estas lojas são pagas sem pergunta, até onde você permite. O botão delas é você quem aperta, toda vez.",
    empty: "Nenhuma loja recebe sem perguntar",
    emptyText: "A uma loja que você já pagou, você pode dar um orçamento.",
    others: "Lojas que você já pagou",
    used: (used, left) => `${used} usados, restam ${left}`,
    phases: { paused: "em pausa", ended: "terminado" },
    renews: (time) => `Recomeça em ${time}`,
    until: (day) => `Termina sozinho em ${day}`,
    here: "Conta o que este navegador paga. Reembolsos não devolvem nada a ele.",
    times: "Pagamentos daqui",
    first: "Primeiro pagamento",
    budget: "Sem perguntar",
    none: "Esta loja pergunta toda vez.",
    make: "Definir um orçamento",
    pause: "Pausar",
    resume: "Retomar",
    change: "Alterar",
    revoke: "Revogar",
    allow: (shop) => `Quanto ${shop} pode receber?`,
    formLead: (origin) => `Só em ${origin}, só depois que você apertar o botão.`,
    every: "Recomeça a cada",
    periods: { day: "Dia", week: "Semana", month: "Mês" },
    total: {
      day: "Por dia, no máximo",
      week: "Por semana, no máximo",
      month: "Por mês, no máximo",
    },
    cap: "Por vez, no máximo",
    last: (amount) => `Seu último pagamento lá: ${amount}`,
    asked:
      "Acima disso, você é perguntado como sempre. Pausar ou revogar é um clique; depois de um ano, termina sozinho.",
    allowButton: "Permitir",
    allowThis: (terms) => `Permitir ${terms}`,
    wrong: "Digite um valor acima de zero.",
    most: (amount) => `No máximo ${amount}.`,
    mostCap: "Não mais que o orçamento todo.",
  },
};
