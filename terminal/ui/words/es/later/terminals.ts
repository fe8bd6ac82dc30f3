/** Spanish: the account's terminals: "browser" to the shopper, who knows no other kind yet. */

import type { TerminalsRoom } from "../../types/later/terminals.ts";

export const terminals: TerminalsRoom = {
  terminals: {
    title: "Navegadores que pueden pagar",
    thisOne: "este",
    unnamed: "Navegador sin nombre",
    since: (day) => `Desde el ${day}`,
    lastPaid: (day) => `último pago el ${day}`,
    neverPaid: "aún no ha pagado",
    revokedOn: (day) => `Revocado el ${day}`,
    rename: "Cambiar el nombre",
    newName: "Nombre",
    save: "Guardar",
    cancel: "Cancelar",
    revoke: "Revocar",
    revokeSure: (name) => `«${name}» ya no podrá pagar nada. Lo que pagó sigue pagado.`,
    revokeOwn: "Este navegador ya no podrá pagar nada. Lo que pagó sigue pagado.",
    revokeYes: "Sí, revocar",
    link: "Vincular otro navegador",
    linkText:
      "Abre allí la cartera, pulsa «Ya tengo una cuenta» y escribe aquí el código que muestra.",
    code: "Código que muestra el otro navegador",
    look: "Buscarlo",
    looking: "Buscándolo",
    asked: (name) => `«${name}» pide pagar desde esta cuenta.`,
    compare: "¿Muestra este número?",
    approve: "Sí, vincularlo",
    notThis: "No",
    linked: (name) => `«${name}» ya puede pagar desde esta cuenta.`,
    sending: "Un momento",
    slow: "Aún no hay respuesta. Se sigue intentando.",
    refused: "No fue posible. Inténtalo de nuevo.",
    refusals: {
      link_not_found: "Ningún navegador pide con este código. Vale diez minutos.",
      too_many_links: "Se probaron demasiados códigos. Inténtalo en una hora.",
      bad_signature: "Otra cosa responde a este código. No sigas.",
      last_terminal: "Es el único navegador de tu cuenta. Crea primero un código de recuperación.",
      too_many_terminals: "Diez navegadores ya pueden pagar. Revoca primero uno.",
      terminal_bound: "Ese navegador tiene su propia cuenta.",
      recovery_key_outdated: "En otro navegador se creó un código de recuperación más nuevo.",
      step_up_required:
        "Nada ha cambiado, porque no se confirmó que eres tú. Un código de recuperación recién creado no cuenta.",
      stale_request:
        "Tardó demasiado, o el reloj de este ordenador no está en hora. Inténtalo de nuevo.",
    },
    recovery: {
      title: "Código de recuperación",
      none: "Si se pierden todos los navegadores, solo él lleva de vuelta a tu cuenta.",
      since: (day) =>
        `Creado el ${day}. Si se pierden todos los navegadores, lleva de vuelta a tu cuenta.`,
      make: "Crear un código de recuperación",
      again: "Crear uno nuevo",
      write:
        "Anótalo, en este orden, y guárdalo donde nadie más mire. Se muestra una sola vez y no se guarda en ningún sitio.",
      written: "Ya lo he anotado",
      old: {
        end: "Tu código anterior deja de valer en cuanto cuente este.",
        stay: "Tu código anterior vale siete días más. Con un PIN o una llave de acceso dejaría de valer al momento.",
      },
      check: "Escribe estos grupos desde tu papel. Entonces el código cuenta.",
      group: (number) => `Grupo ${number}`,
      wrong: "No es lo que se mostró. Mira otra vez lo que anotaste.",
      use: "Usar este código",
      showAgain: "Mostrarlo otra vez",
    },
  },
  linking: {
    title: "Vincular este navegador",
    lead: "En un navegador que tenga tu cuenta, abre la cartera, luego «Navegadores que pueden pagar», y escribe este código.",
    code: "Código de este navegador",
    waiting: "Esperando al otro navegador",
    compare: "¿Muestra el otro navegador el mismo número? Di que sí allí.",
    approving: "Esperando tu respuesta allí",
    stop: "Cancelar",
  },
  revoked: {
    title: "Este navegador ya no puede pagar",
    text: (account, day) => `${account} se le retiró. Lo supo el ${day}.`,
    kept: "Lo que se pagó aquí sigue pagado y sigue en la lista.",
    anew: "Empezar de nuevo",
    anewText: "Con una llave nueva, y sin esa cuenta hasta que otro navegador lo vincule otra vez.",
  },
};
