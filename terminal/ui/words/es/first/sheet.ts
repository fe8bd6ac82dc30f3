/** Spanish: the confirm sheet, from the press to the decision. */

import { pluralsOf } from "../../count.ts";
import type { SheetRoom } from "../../types/first/sheet.ts";

const plural = pluralsOf("es");

export const sheet: SheetRoom = {
  preparing: {
    title: "Un momento",
    page: "La tienda está preparando tu pedido.",
    reading: "Comprobando quién pide, y cuánto.",
    unreachableTitle: "Sin conexión",
    unreachable: "El pedido no se puede leer todavía. Se sigue intentando. No se ha pagado nada.",
  },
  sheet: {
    title: (shop) => `¿Pagar a ${shop}?`,
    provenSince: (day) => `demostrada desde el ${day}`,
    provenTitle: "Esta página es de la tienda. Su dirección está demostrada.",
    firstTime: "Primera vez: nunca pagada desde este navegador",
    paidBefore: (times, day) =>
      plural(times, {
        one: `Pagada una vez, el ${day}`,
        many: `Pagada ${times} de veces, la última el ${day}`,
        other: `Pagada ${times} veces, la última el ${day}`,
      }),
    amount: "Importe",
    items: "Artículos",
    more: (count) =>
      plural(count, {
        one: "1 artículo más",
        many: `${count} de artículos más`,
        other: `${count} artículos más`,
      }),
    fewer: "Mostrar menos",
    quantity: (count) => `× ${count}`,
    order: "Pedido",
    from: "Desde",
    leftAfter: "Queda después",
    held: "El importe queda reservado. La tienda toma lo que necesita; el resto vuelve a ti.",
    heldUntil: "Reservado hasta",
    notEnough: (balance) => `Saldo insuficiente: tienes ${balance}`,
    frozen: "Esta cuenta está bloqueada",
    closing: "Esta cuenta se está cerrando",
    closed: "Esta cuenta está cerrada",
    notHeld: (currency) => `Esta cuenta no tiene ${currency}`,
    closesIn: (seconds) =>
      plural(seconds, {
        one: "El pedido se cierra en 1 segundo",
        many: `El pedido se cierra en ${seconds} de segundos`,
        other: `El pedido se cierra en ${seconds} segundos`,
      }),
    pay: (amount) => `Pagar ${amount}`,
    decline: "Rechazar",
    refuse: "Rechazar, y no aceptar nada más de esta página",
  },
  fields: {
    delivery_address: "Dirección de entrega",
    delivery_name: "Nombre para la entrega",
    email: "Correo electrónico",
    phone: "Teléfono",
  },
  asks: {
    title: "La tienda pide",
    lead: "Recibe lo que marques, para este pedido, y nadie más puede leerlo. Pagar es igual sin ello.",
    missing: "sin rellenar todavía",
    fill: "Rellenar tus datos",
    change: "Cambiar tus datos",
  },
};
