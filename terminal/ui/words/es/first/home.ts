/** Spanish: home, and the ways from it to other screens. */

import type { HomeRoom } from "../../types/first/home.ts";

export const home: HomeRoom = {
  home: {
    title: "Tu cuenta",
    balance: "Saldo",
    asOf: (time) => `Actualizado: ${time}`,
    terminals: "Navegadores que pueden pagar",
    frozen: "Bloqueada",
    closing: "Cerrándose",
    closed: "Cerrada",
    credit: (left) => `${left} disponibles, crédito incluido`,
    last: "Últimos pedidos",
    empty: "Aún no hay pedidos",
    emptyText: "Pulsa «Pagar con Warifu» en una tienda. El pedido aparece aquí.",
    offline: "Estás sin conexión",
    offlineSince: (time) => `Desde ${time}. Ves lo último que se sabe; nada se envía dos veces.`,
    old: "Tu cuenta no ha respondido desde entonces. El saldo puede haber cambiado.",
    today: "Hoy",
    yesterday: "Ayer",
  },
  ways: {
    notices: "Avisos",
    settings: "Ajustes",
    security: "Seguridad",
    details: "Datos de entrega",
    given: "Lo que recibieron las tiendas",
    budgets: "Presupuestos",
  },
};
