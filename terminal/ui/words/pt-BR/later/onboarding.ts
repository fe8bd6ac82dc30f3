/** Portuguese of Brazil: the ways to an account. */

import type { OnboardingRoom } from "../../types/later/onboarding.ts";

export const onboarding: OnboardingRoom = {
  onboarding: {
    title: "Pague sem entregar mais nada",
    lead: "O Warifu acerta uma compra entre a loja e a sua conta, como as duas metades de uma talha.",
    points: [
      ["A loja recebe", "Ela nunca sabe quem pagou: nem número de cartão, nem senha, nem nome."],
      [
        "Você vê quem pede",
        "O nome e o endereço da loja são comprovados antes de aparecer qualquer coisa.",
      ],
      ["Só você confirma", "Uma página pode pedir. Só esta carteira pode pagar."],
    ],
    open: "Abrir uma conta de demonstração",
    opening: "Abrindo a sua conta",
    unreachable: "Ainda sem resposta. Tentando de novo.",
    refused: "A conta não foi aberta. Tente de novo.",
    demo: "Ela vem com dinheiro de demonstração. Nada aqui custa nada.",
    haveCode: "Recebi um código de abertura",
    code: "Código de abertura",
    bringCode: "Usar este código",
    codeInvalid: "Este código de abertura não vale mais. Peça um novo a quem o deu.",
    haveAccount: "Já tenho uma conta",
    link: "Vincular este navegador a outro",
    recover: "Usar o meu código de recuperação",
    recoverText: "Ele leva este navegador à sua conta, sem nenhum outro navegador.",
    words: "Código de recuperação",
    revokeOthers: "Revogar todos os meus outros navegadores",
    bringWords: "Usar este código",
    wordsWrong: "Um caractere está errado ou falta. Confira mais uma vez.",
    linkLapsed: "Nenhum navegador aprovou este a tempo.",
    shopWaits: "Uma loja está esperando. O pedido dela vem em seguida.",
  },
  permission: {
    title: "Falta uma permissão",
    text: (host) => `Sem acesso a ${host}, a carteira não pode ver um pedido nem pagá-lo.`,
    only: "É o único endereço com que esta carteira fala. Ela não lê nenhuma outra página.",
    allow: "Permitir o acesso",
  },
};
