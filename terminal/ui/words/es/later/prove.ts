/** Spanish: proving oneself. */

import { pluralsOf } from "../../count.ts";
import type { ProveRoom } from "../../types/later/prove.ts";

const plural = pluralsOf("es");

export const prove: ProveRoom = {
  prove: {
    title: "Confirma que eres tú",
    why: {
      amount: "Para este importe no basta un clic.",
      cumulative: "Junto con tus últimos pagos de un clic, es más que tu límite.",
      first_payment: "Es tu primer pago a esta tienda.",
      change: "Estás cambiando cómo se protege tu cuenta.",
    },
    changes: {
      add_passkey: () => "Añadir una llave de acceso",
      remove_passkey: () => "Quitar una llave de acceso",
      set_pin: () => "Cambiar el PIN",
      remove_pin: () => "Quitar el PIN",
      set_one_click: () => "Preguntar menos",
      allow_budget: (name) => `Pagar a «${name}» sin preguntar`,
      approve: (name) => `Vincular «${name}»`,
      revoke: (name) => `Revocar «${name}»`,
      recovery: () => "Nuevo código de recuperación",
    },
    unnamed: "Navegador sin nombre",
    whyTerminals: {
      approve: "Podrá pagar desde tu cuenta.",
      revoke:
        "Ya no podrá pagar nada. Sin PIN ni llave de acceso, tu código de recuperación sirve igual.",
      recovery: "Lleva de vuelta a tu cuenta. Uno anterior deja de valer al momento.",
    },
    oneClick: (amount) => `Hasta ${amount} no hace falta.`,
    passkey: "Usar tu llave de acceso",
    pin: "PIN, seis cifras",
    usePin: "Usar el PIN",
    wrongPin: (left) =>
      plural(left, {
        one: "Ese PIN no es correcto. Queda un intento.",
        many: `Ese PIN no es correcto. Quedan ${left} de intentos.`,
        other: `Ese PIN no es correcto. Quedan ${left} intentos.`,
      }),
    unproven: {
      passkey: "La llave de acceso no fue aceptada. Inténtalo de nuevo, o usa otro modo.",
      other: "No fue aceptado. Inténtalo de nuevo.",
    },
    waiting: (time) => `Demasiados PIN equivocados. El próximo intento es posible a las ${time}.`,
    locked:
      "El PIN está bloqueado tras diez intentos equivocados. Pregunta a la empresa que lleva tu cuenta.",
    lockedPasskey:
      "El PIN está bloqueado tras diez intentos equivocados. Tu llave de acceso lo desbloquea.",
    decline: "No pagar",
    leave: "No cambiar nada",
  },
};
