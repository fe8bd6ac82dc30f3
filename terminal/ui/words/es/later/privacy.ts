/** Spanish: what shops are given beside the money. */

import type { PrivacyRoom } from "../../types/later/privacy.ts";

export const privacy: PrivacyRoom = {
  details: {
    title: "Datos de entrega",
    lead: "Guardados solo en este navegador. Una tienda recibe de ellos solo lo que marques en su pedido.",
    name: "Nombre",
    country: "País",
    noCountry: "Elige un país",
    postalCode: "Código postal",
    region: "Provincia o región",
    city: "Ciudad",
    lines: "Calle y número",
    save: "Guardar",
    saved: "Guardado.",
    erase: "Borrar todo",
    faults: {
      delivery_address: "Una dirección necesita país, ciudad y calle, en tres líneas como máximo.",
      delivery_name: "Esto no se puede poner como nombre en un paquete.",
      email: "Esto no es una dirección de correo electrónico.",
      phone: "Esto no es un número de teléfono.",
    },
  },
  given: {
    title: "Lo que recibieron las tiendas",
    lead: "Todo lo que este navegador dio a una tienda además del dinero. Solo tú tienes esta lista.",
    empty: "Ninguna tienda recibió nada.",
    erase: "Quitar de la lista",
    eraseAll: "Borrar toda la lista",
    eraseSure: "Pulsa otra vez para borrarla. Lo que una tienda recibió se queda en la tienda.",
  },
};
