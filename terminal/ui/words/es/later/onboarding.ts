/** Spanish: the ways to an account. */

import type { OnboardingRoom } from "../../types/later/onboarding.ts";

export const onboarding: OnboardingRoom = {
  onboarding: {
    title: "Paga sin entregar nada más",
    lead: "Warifu salda una compra entre la tienda y tu cuenta, como las dos mitades de una tarja.",
    points: [
      ["La tienda cobra", "Nunca sabe quién pagó: ni número de tarjeta, ni contraseña, ni nombre."],
      [
        "Tú ves quién pide",
        "El nombre y la dirección de la tienda se demuestran antes de mostrar nada.",
      ],
      ["Solo tú confirmas", "Una página puede pedir. Solo esta cartera puede pagar."],
    ],
    open: "Abrir una cuenta de demostración",
    opening: "Abriendo tu cuenta",
    unreachable: "Aún no hay respuesta. Se sigue intentando.",
    refused: "La cuenta no se abrió. Inténtalo de nuevo.",
    demo: "Trae dinero de demostración. Aquí nada cuesta nada.",
    haveCode: "Me dieron un código de apertura",
    code: "Código de apertura",
    bringCode: "Usar este código",
    codeInvalid: "Este código de apertura ya no vale. Pide uno nuevo a quien te lo dio.",
    haveAccount: "Ya tengo una cuenta",
    link: "Vincular este navegador con otro",
    recover: "Usar mi código de recuperación",
    recoverText: "Lleva este navegador a tu cuenta, sin ningún otro navegador.",
    words: "Código de recuperación",
    revokeOthers: "Revocar todos mis otros navegadores",
    bringWords: "Usar este código",
    wordsWrong: "Un carácter está mal o falta. Revísalo otra vez.",
    linkLapsed: "Ningún navegador aprobó este a tiempo.",
    shopWaits: "Una tienda espera. Su pedido viene después.",
  },
  permission: {
    title: "Falta un permiso",
    text: (host) => `Sin acceso a ${host}, la cartera no puede ver un pedido ni pagarlo.`,
    only: "Es la única dirección con la que habla esta cartera. No lee ninguna otra página.",
    allow: "Permitir el acceso",
  },
};
