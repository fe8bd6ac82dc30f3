/** Spanish: what one proves oneself with. */

import type { SecurityRoom } from "../../types/later/security.ts";

export const security: SecurityRoom = {
  security: {
    title: "Seguridad",
    lead: "Cómo demuestras que eres tú, y cuándo se te pide.",
    busy: "Avisando a tu cuenta.",
    failed: {
      clock: "Tardó demasiado. Hazlo otra vez.",
      full: "Tu cuenta tiene todas las llaves de acceso que puede tener. Quita primero una.",
      noAnswer: "No llegó respuesta. Lo que se ve aquí es lo que vale.",
      passkey: "La llave de acceso no fue aceptada. Nada ha cambiado.",
      nothingToProveWith: "Para aflojar una regla, añade primero una llave de acceso o un PIN.",
      other: "No funcionó. Nada ha cambiado.",
    },
    passkeys: "Llaves de acceso",
    passkeysText:
      "Una llave de acceso es tu huella, tu cara o el bloqueo de tu dispositivo. No se puede copiar ni adivinar.",
    passkeyName: (number) => `Llave de acceso ${number}`,
    addPasskey: "Añadir una llave de acceso",
    since: (day) => `desde el ${day}`,
    remove: "Quitar",
    pin: "PIN",
    pinState: {
      none: "Seis cifras que solo tu cuenta puede comprobar.",
      set: "Hay un PIN puesto.",
      locked:
        "El PIN está bloqueado tras diez intentos equivocados. Una llave de acceso lo desbloquea.",
    },
    newPin: "PIN nuevo, seis cifras",
    setPin: "Poner un PIN",
    changePin: "Cambiar el PIN",
    removePin: "Quitar el PIN",
    easyPin: "Ese es el primero que se adivina. Elige otro.",
    oneClick: "Cuándo basta un clic",
    oneClickText:
      "Un campo vacío significa: sin límite propio. Una regla más estricta vale al momento, una más floja pide una prueba.",
    upTo: "Preguntar por encima de este importe",
    total: "Preguntar cuando los pagos de un clic lleguen a",
    first: "Preguntar en el primer pago a una tienda",
    save: "Guardar",
    carrierUpTo: (amount) => `Tu cuenta pregunta siempre por encima de ${amount}.`,
    carrierTotal: (amount) => `Tu cuenta pregunta cuando los pagos de un clic llegan a ${amount}.`,
    carrierFirst: "Tu cuenta pregunta en el primer pago a una tienda.",
  },
};
