/** Spanish: why there was no payment. */

import type { ReasonsRoom } from "../../types/later/reasons.ts";

export const reasons: ReasonsRoom = {
  reasons: {
    insufficient_funds: {
      what: "No hay dinero suficiente en tu cuenta.",
      next: "Añade dinero e inténtalo de nuevo, o paga a la tienda de otro modo.",
    },
    account_frozen: {
      what: "Tu cuenta está bloqueada.",
      next: "Pregunta a la empresa que lleva tu cuenta.",
    },
    account_closed: {
      what: "Tu cuenta está cerrada o se está cerrando.",
      next: "Paga a la tienda de otro modo.",
    },
    over_payment_limit: {
      what: "Es más de lo que tu cuenta permite en un pago.",
      next: "Paga menos, o paga a la tienda de otro modo.",
    },
    over_day_limit: {
      what: "Es más de lo que tu cuenta permite hoy.",
      next: "Inténtalo mañana, o paga a la tienda de otro modo.",
    },
    over_week_limit: {
      what: "Es más de lo que tu cuenta permite esta semana.",
      next: "Inténtalo la semana que viene, o paga a la tienda de otro modo.",
    },
    over_month_limit: {
      what: "Es más de lo que tu cuenta permite este mes.",
      next: "Inténtalo el mes que viene, o paga a la tienda de otro modo.",
    },
    over_register_budget: {
      what: "Es más que tu presupuesto para esta tienda.",
      next: "Espera a que el presupuesto empiece de nuevo, o paga de otro modo.",
    },
    too_many_holds: {
      what: "Demasiadas tiendas tienen ya dinero reservado en tu cuenta.",
      next: "Espera a que una de ellas termine, o paga a la tienda de otro modo.",
    },
    currency_not_held: {
      what: "Tu cuenta no tiene esta moneda.",
      next: "Paga a la tienda de otro modo.",
    },
    too_late: {
      what: "El pago llegó a tu cuenta después del plazo de la tienda.",
      next: "Haz el pedido de nuevo en la tienda.",
    },
    attempt_void: {
      what: "Este pago terminó antes de que tu cuenta pudiera decidir.",
      next: "Inténtalo de nuevo si aún quieres pagar.",
    },
    step_up_required: {
      what: "Tu cuenta te pide demostrar que eres tú, y todavía no hay nada con qué hacerlo.",
      next: "Configura una llave de acceso o un PIN e inténtalo de nuevo.",
    },
    claimed_by_another: {
      what: "Otra persona está pagando este pedido en este momento.",
      next: "Espera un minuto e inténtalo de nuevo.",
    },
    trade_cancelled: {
      what: "La tienda canceló este pedido.",
      next: "Mira en la tienda, o pregúntales.",
    },
    trade_declined: {
      what: "Este pedido fue rechazado.",
      next: "Haz el pedido de nuevo en la tienda si aún lo quieres.",
    },
    trade_settled: {
      what: "Este pedido ya está pagado, desde otro lugar.",
      next: "No tienes que hacer nada.",
    },
    trade_voided: {
      what: "La reserva de este pedido quedó anulada.",
      next: "Haz el pedido de nuevo en la tienda.",
    },
    attempts_exhausted: {
      what: "Este pedido ha tenido demasiados intentos.",
      next: "Empieza un pedido nuevo en la tienda.",
    },
    declined_here: {
      what: "Rechazaste, y se avisa a la tienda.",
      next: "Aún puedes hacer el pedido de nuevo en la tienda.",
    },
    wrong_origin: {
      what: "Esta página no es una de las páginas de la tienda.",
      next: "Sal de la página. Abre la tienda por su propia dirección.",
    },
    wrong_register: {
      what: "La página entregó el pedido de otra tienda.",
      next: "Sal de la página. Abre la tienda por su propia dirección.",
    },
    register_uncertified: {
      what: "Nadie responde por esta tienda.",
      next: "No pagues aquí.",
    },
    certificate_expired: {
      what: "La prueba de quién es esta tienda ha caducado.",
      next: "Pide a la tienda que la renueve, o paga de otro modo.",
    },
    wrong_mode: {
      what: "Este pedido mezcla dinero de prueba y dinero real.",
      next: "Pide a la tienda que revise su configuración.",
    },
    not_genuine: {
      what: "El pedido no es el que hizo la tienda. Algo lo cambió por el camino.",
      next: "Vuelve a la tienda y pulsa el botón de nuevo.",
    },
    trade_not_found: {
      what: "No existe tal pedido.",
      next: "Vuelve a la tienda y pulsa el botón de nuevo.",
    },
    no_trade: {
      what: "La página de la tienda no hizo ningún pedido.",
      next: "Vuelve a la tienda y pulsa el botón de nuevo.",
    },
    no_answer: {
      what: "No se pudo leer el pedido: no hubo respuesta.",
      next: "Revisa tu conexión y pulsa de nuevo el botón en la tienda.",
    },
    unknown_terminal: {
      what: "Tu cuenta no conoce este navegador.",
      next: "Abre una cuenta aquí y pulsa de nuevo el botón en la tienda.",
    },
    terminal_revoked: {
      what: "Este navegador fue revocado y ya no puede pagar.",
      next: "Paga en otro de tus navegadores.",
    },
    wrong_clock: {
      what: "El reloj de este ordenador no está en hora.",
      next: "Pon el reloj en hora y pulsa de nuevo el botón en la tienda.",
    },
    trouble: {
      what: "Algo salió mal por nuestra parte.",
      next: "Vuelve a la tienda y pulsa el botón de nuevo.",
    },
  },
};
