/** Portuguese of Brazil, of the system's messages. */

import type { NoticeWords } from "./notice-words.ts";

export const ptBr: NoticeWords = {
  title: {
    waiting: "Há um pedido à espera",
    settled: "Pago",
    held: "Reservado",
    refunded: "Chegou um reembolso",
    budget: "Um orçamento está quase no fim",
    terminal: "Um navegador foi vinculado",
  },
  text: {
    waiting: (name, sum) => `${name} pede ${sum}.`,
    settled: (name, sum) => `${sum} para ${name}.`,
    held: (name, sum) => `${sum} para ${name}.`,
    refunded: (name, sum) => `${sum} de ${name}.`,
    budget: (name, sum) => `Restam ${sum} em ${name}.`,
    terminal: (name) => `${name} já pode pagar com a sua conta. Se não foi você, revogue o acesso.`,
  },
  quiet: {
    waiting: "Abra a carteira para ver.",
    settled: "Um pagamento foi concluído.",
    held: "Há dinheiro reservado para uma loja.",
    refunded: "Uma loja devolveu dinheiro.",
    budget: "Resta pouco de um dos seus orçamentos.",
    terminal: "Outro navegador já pode pagar com a sua conta. Se não foi você, revogue o acesso.",
  },
};
