/** Portuguese of Brazil: how a trade ends. */

import type { OutcomeRoom } from "../../types/first/outcome.ts";

export const outcome: OutcomeRoom = {
  checking: {
    title: "Conferindo",
    text: "A sua conta está decidindo. Costuma levar um segundo.",
    since: (time) => `Desde ${time}`,
    slow: "Ainda sem resposta. A mesma pergunta é enviada de novo; você não pode ser cobrado duas vezes.",
    late: "O prazo da loja passou. Ou foi pago a tempo, ou nenhum dinheiro é movimentado. A resposta aparecerá aqui.",
    close: "Pode fechar. Isto continua sozinho.",
  },
  settled: {
    title: "Pago",
    heldTitle: "Reservado",
    paid: (amount, shop) => `${amount} a ${shop}`,
    at: "Horário",
    from: "De",
    left: "Sobra",
    proof: "Recibo conferido",
    given: "Informado à loja",
    giving: { sending: "Sendo enviado.", lost: "Não entregue. A loja não recebeu nada disso." },
  },
  refused: {
    title: "Não foi pago",
    declinedTitle: "Recusado",
    left: (amount) => `No momento é possível até ${amount}.`,
    nothingLeft: "No momento não sobra nada.",
    setUp: "Configurar",
    oneClick: (amount) => `Até ${amount} não é preciso esta confirmação.`,
  },
  expired: {
    title: "Tarde demais",
    what: "O prazo da loja para este pedido passou.",
    next: "Faça o pedido de novo na loja.",
  },
  unusable: { title: "Nada a confirmar" },
};
