/** Portuguese of Brazil: home, and the ways from it to other screens. */

import type { HomeRoom } from "../../types/first/home.ts";

export const home: HomeRoom = {
  home: {
    title: "Sua conta",
    balance: "Saldo",
    asOf: (time) => `Atualizado às ${time}`,
    terminals: "Navegadores que podem pagar",
    frozen: "Bloqueada",
    closing: "Sendo encerrada",
    closed: "Encerrada",
    credit: (left) => `${left} disponíveis, com crédito`,
    last: "Últimos pedidos",
    empty: "Ainda não há pedidos",
    emptyText: "Aperte “Pagar com Warifu” em uma loja. O pedido aparece aqui.",
    offline: "Você está sem conexão",
    offlineText: "Você vê o último estado conhecido. Nada se perde e nada é enviado duas vezes.",
    today: "Hoje",
    yesterday: "Ontem",
    paid: "Pago",
    reserved: "Reservado",
    notPaid: "Não foi pago",
    expired: "Tarde demais",
    wrong: "Algo errado?",
  },
  ways: {
    notices: "Avisos",
    security: "Segurança",
    details: "Dados de entrega",
    given: "O que as lojas receberam",
  },
};
