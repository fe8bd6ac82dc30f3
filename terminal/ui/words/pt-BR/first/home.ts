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
    offlineSince: (time) =>
      `Desde ${time}. Você vê o último estado conhecido; nada é enviado duas vezes.`,
    old: "Sua conta não respondeu desde então. O saldo pode ter mudado.",
    today: "Hoje",
    yesterday: "Ontem",
  },
  ways: {
    notices: "Avisos",
    settings: "Configurações",
    security: "Segurança",
    details: "Dados de entrega",
    given: "O que as lojas receberam",
    budgets: "Orçamentos",
  },
};
