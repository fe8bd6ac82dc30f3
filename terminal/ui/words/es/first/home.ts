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
    offlineText: "Ves lo último que se sabe. Nada se pierde y nada se envía dos veces.",
    today: "Hoy",
    yesterday: "Ayer",
    paid: "Pagado",
    reserved: "Reservado",
    notPaid: "No pagado",
    expired: "Demasiado tarde",
    wrong: "¿Algo va mal?",
  },
  ways: {
    notices: "Avisos",
    security: "Seguridad",
    details: "Datos de entrega",
    given: "Lo que recibieron las tiendas",
  },
};
