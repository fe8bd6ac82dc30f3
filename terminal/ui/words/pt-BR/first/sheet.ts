/** Portuguese of Brazil: the confirm sheet, from the press to the decision. */

import { pluralsOf } from "../../count.ts";
import type { SheetRoom } from "../../types/first/sheet.ts";

const plural = pluralsOf("pt-BR");

export const sheet: SheetRoom = {
  preparing: {
    title: "Um momento",
    page: "A loja está preparando o seu pedido.",
    reading: "Conferindo quem pede, e quanto.",
    unreachableTitle: "Sem conexão",
    unreachable: "Ainda não dá para ler o pedido. Tentando de novo. Nada foi pago.",
  },
  sheet: {
    title: (shop) => `Pagar a ${shop}?`,
    provenSince: (day) => `comprovada desde ${day}`,
    provenTitle: "Esta página é da loja. O endereço foi comprovado.",
    firstTime: "Primeira vez: nunca paga por este navegador",
    paidBefore: (times, day) =>
      plural(times, {
        one: `Paga uma vez, em ${day}`,
        many: `Paga ${times} de vezes, a última em ${day}`,
        other: `Paga ${times} vezes, a última em ${day}`,
      }),
    amount: "Valor",
    items: "Itens",
    more: (count) =>
      plural(count, {
        one: `mais ${count} item`,
        many: `mais ${count} de itens`,
        other: `mais ${count} itens`,
      }),
    fewer: "Mostrar menos",
    quantity: (count) => `× ${count}`,
    order: "Pedido",
    from: "De",
    leftAfter: "Sobra depois",
    held: "O valor fica reservado. A loja usa o que precisa dele; o resto volta para você.",
    heldUntil: "Reservado até",
    notEnough: (balance) => `Saldo insuficiente: você tem ${balance}`,
    frozen: "Esta conta está bloqueada",
    closing: "Esta conta está sendo encerrada",
    closed: "Esta conta está encerrada",
    notHeld: (currency) => `Esta conta não tem ${currency}`,
    closesIn: (seconds) =>
      plural(seconds, {
        one: `O pedido fecha em ${seconds} segundo`,
        many: `O pedido fecha em ${seconds} de segundos`,
        other: `O pedido fecha em ${seconds} segundos`,
      }),
    pay: (amount) => `Pagar ${amount}`,
    decline: "Recusar",
    refuse: "Recusar e não aceitar mais nada desta página",
  },
  fields: {
    delivery_address: "Endereço de entrega",
    delivery_name: "Nome para a entrega",
    email: "E-mail",
    phone: "Telefone",
  },
  asks: {
    title: "A loja pede",
    lead: "Ela recebe o que você marcar, para este pedido, e mais ninguém pode ler. O pagamento é o mesmo sem isso.",
    missing: "ainda não preenchido",
    fill: "Preencher seus dados",
    change: "Alterar seus dados",
  },
};
