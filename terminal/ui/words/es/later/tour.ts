/** Spanish: getting to know the wallet. */

import type { TourRoom } from "../../types/later/tour.ts";

export const tour: TourRoom = {
  tour: {
    step: (position, count) => `Paso ${position} de ${count}`,
    shop: "La tienda",
    you: "Tú",
    begin: "Empezar",
    skip: "Saltar la introducción",
    language: "Tu idioma",
    account: "Tu cuenta",
    accountText:
      "Paga a las tiendas por ti. Ellas ven una señal, distinta en cada una, y nada más de ti.",
    protect: "Solo para ti",
    protectText:
      "Con una llave de acceso o un PIN demuestras que eres tú: para lo que elijas en Seguridad, y antes de vincular otro navegador.",
    protected: { passkey: "Tu llave de acceso está añadida", pin: "Tu PIN está puesto" },
    protectedText: "En Seguridad eliges para qué pagos se pide.",
    withoutProtection:
      "Sin ello, quien use este navegador puede pagar con él. Puedes añadirlo más tarde, en Seguridad.",
    later: "Ahora no",
    next: "Continuar",
    try: "Pruébalo",
    tryText:
      "Pon algo en la cesta de la tienda de demostración y pulsa su botón. El pedido aparece aquí.",
    openShop: "Abrir la tienda de demostración",
    look: "Todo listo",
    lookText:
      "Donde una tienda tenga este botón, púlsalo. El pedido aparece aquí, con quién pide y cuánto.",
    samplePay: "Pagar con Warifu",
    pinIcon:
      "Fija el icono de la cartera en la barra de herramientas: así se abre antes y muestra cuándo espera un pedido.",
  },
};
