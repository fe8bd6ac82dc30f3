/** Portuguese of Brazil: something is wrong with what was paid. */

import type { DisputeRoom } from "../../types/later/dispute.ts";

export const dispute: DisputeRoom = {
  dispute: {
    title: "Algo errado?",
    lead: "A loja lê o que você escreve e pode responder. Ela não sabe quem você é, e mais ninguém pode ler.",
    paid: "Pago",
    reason: "O que está errado?",
    reasons: {
      not_received: "Não chegou",
      not_as_described: "Não é como descrito",
      cancelled_order: "Cancelei o pedido",
      wrong_amount: "O valor está errado",
      not_mine: "Eu não paguei isto",
      other: "Outra coisa",
    },
    text: "As suas palavras à loja",
    mute: "Esta loja não pode ler mensagens. Ela recebe só o motivo.",
    open: "Dizer à loja",
    write: "Enviar",
    sending: "Sendo enviado. Isto continua sozinho.",
    refused:
      "Não foi possível enviar. Só dá para contestar o que foi pago nos últimos 120 dias, e uma única vez.",
    talk: "O que foi dito",
    from: { payer: "Você", shop: "A loja" },
    acts: {
      opened: "Problema informado",
      message: "Uma mensagem que não pode ser lida aqui",
      contested: "Não concorda",
      withdrawn: "Retirado",
    },
    statuses: {
      open: "Esperando a resposta da loja",
      contested: "A loja não concorda",
      escalated: "O operador decide",
      upheld: "Decidido a seu favor: a loja deve reembolsar",
      refunded: "Reembolsado",
      withdrawn: "Retirado",
      won: "Decidido a favor da loja",
    },
    until: (day) => `Até ${day}. Depois, o operador decide.`,
    withdraw: "Retirar",
    withdrawSure: "Não dá para abrir de novo. Aperte mais uma vez para retirar.",
  },
};
