/** Spanish: the lock, and what stands there while it is closed. */

import { pluralsOf } from "../../count.ts";
import type { LockRoom } from "../../types/later/lock.ts";

const plural = pluralsOf("es");

export const lock: LockRoom = {
  lock: {
    title: "Bloqueo",
    lead: "Bloqueada, la cartera no muestra nada de tu cuenta y no paga nada, ni dentro de un presupuesto.",
    honest:
      "Detiene a quien se siente ante tu ordenador abierto. Quien pueda leer el disco puede leer tus pedidos: para eso, cifra el disco.",
    withCode: "Con un código",
    code: "Código para este navegador, seis caracteres o más",
    again: "El mismo código otra vez",
    setCode: "Poner este código",
    faults: { short: "Seis caracteres como mínimo.", differs: "Los dos no son iguales." },
    withPasskey: "Con tu llave de acceso",
    withPasskeyText: "La llave de acceso con la que confirmas pagos también abre la cartera.",
    usePasskey: "Bloquear solo con la llave de acceso",
    now: "Bloquear ahora",
    after: "Bloquear tras este tiempo sin uso",
    minutes: (minutes) =>
      minutes.value === 60
        ? "1 hora"
        : plural(minutes, {
            one: `${minutes} minuto`,
            many: `${minutes} minutos`,
            other: `${minutes} minutos`,
          }),
    never: "No por sí sola",
    start: "Está bloqueada cada vez que arranca el navegador.",
    opens: "Qué la abre",
    codeSet: "Un código que solo conoce este navegador.",
    passkeyOnly: "Tu llave de acceso.",
    both: "Tu llave de acceso también la abre.",
    changeCode: "Cambiar el código",
    addCode: "Añadir un código",
    removeCode: "Quitar el código",
    offTitle: "Sin bloqueo",
    off: "Desactivar el bloqueo",
  },
  locked: {
    title: "Bloqueada",
    lead: "Desbloquea para ver tu cuenta.",
    waiting: "Una tienda pide algo. Desbloquea para ver qué.",
    underWay: "Un pago que confirmaste sigue por sí solo.",
    code: "Código",
    unlock: "Desbloquear",
    tried: { checking: "Un momento.", wrong: "Ese código no es correcto." },
    wait: (time) => `Demasiados códigos incorrectos. El próximo intento es posible a las ${time}.`,
    passkey: "Desbloquear con tu llave de acceso",
    forgotten: "No puedo desbloquearla",
    anewTitle: "¿Empezar de nuevo en este navegador?",
    anew: "Esta cartera olvida sus pedidos, recibos y ajustes, y su llave. Tu cuenta y su dinero se quedan donde están.",
    anewWords:
      "Tu código de recuperación, u otro navegador vinculado, te lleva de vuelta a la cuenta.",
    anewNoWords:
      "No tienes código de recuperación. Sin otro navegador vinculado, solo la empresa que lleva tu cuenta puede dejarte entrar de nuevo.",
    anewUnderWay: "Hay un pago en camino. Espera a que termine.",
    stay: "Volver",
    startOver: "Borrar y empezar de nuevo",
  },
};
