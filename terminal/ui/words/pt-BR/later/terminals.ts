/** Portuguese of Brazil: the account's terminals: "browser" to the shopper, who knows no other kind yet. */

import type { TerminalsRoom } from "../../types/later/terminals.ts";

export const terminals: TerminalsRoom = {
  terminals: {
    title: "Navegadores que podem pagar",
    thisOne: "este",
    unnamed: "Navegador sem nome",
    since: (day) => `Desde ${day}`,
    lastPaid: (day) => `último pagamento em ${day}`,
    neverPaid: "ainda não pagou",
    revokedOn: (day) => `Revogado em ${day}`,
    rename: "Renomear",
    newName: "Nome",
    save: "Salvar",
    cancel: "Cancelar",
    revoke: "Revogar",
    revokeSure: (name) => `“${name}” não poderá pagar mais nada. O que pagou continua pago.`,
    revokeOwn: "Este navegador não poderá pagar mais nada. O que pagou continua pago.",
    revokeYes: "Sim, revogar",
    link: "Vincular outro navegador",
    linkText:
      "Abra lá a carteira, aperte “Já tenho uma conta” e digite aqui o código mostrado.",
    code: "Código que o outro navegador mostra",
    look: "Procurar",
    looking: "Procurando",
    asked: (name) => `“${name}” pede para pagar por esta conta.`,
    compare: "Ele mostra este número?",
    approve: "Sim, vincular",
    notThis: "Não",
    linked: (name) => `“${name}” agora pode pagar por esta conta.`,
    sending: "Um momento",
    slow: "Ainda sem resposta. Tentando de novo.",
    refused: "Não foi possível. Tente de novo.",
    refusals: {
      link_not_found: "Nenhum navegador pede com este código. Ele vale dez minutos.",
      too_many_links: "Códigos demais foram tentados. Tente daqui a uma hora.",
      bad_signature: "Outra coisa responde a este código. Não continue.",
      last_terminal: "É o único navegador da sua conta. Crie antes um código de recuperação.",
      too_many_terminals: "Dez navegadores já podem pagar. Revogue um antes.",
      terminal_bound: "Esse navegador tem a própria conta.",
      recovery_key_outdated: "Um código de recuperação mais novo foi criado em outro navegador.",
      step_up_required:
        "Nada mudou, porque não foi confirmado que é você. Um código de recuperação recém-criado não vale.",
      stale_request:
        "Demorou demais, ou o relógio deste computador está errado. Tente de novo.",
    },
    recovery: {
      title: "Código de recuperação",
      none: "Se todos os navegadores se perderem, só ele leva de volta à sua conta.",
      since: (day) =>
        `Criado em ${day}. Se todos os navegadores se perderem, ele leva de volta à sua conta.`,
      make: "Criar um código de recuperação",
      again: "Criar um novo",
      write:
        "Anote-o, nesta ordem, e guarde onde mais ninguém olhe. Ele é mostrado uma única vez e não fica guardado em lugar nenhum.",
      written: "Já anotei",
      old: {
        end: "O seu código anterior deixa de valer assim que este contar.",
        stay: "O seu código anterior vale por mais sete dias. Com um PIN ou uma chave de acesso, deixaria de valer na hora.",
      },
      check: "Digite estes grupos a partir do seu papel. Então o código passa a valer.",
      group: (number) => `Grupo ${number}`,
      wrong: "Não é o que foi mostrado. Olhe de novo o que você anotou.",
      use: "Usar este código",
      showAgain: "Mostrar de novo",
    },
  },
  linking: {
    title: "Vincular este navegador",
    lead: "Em um navegador que tem a sua conta, abra a carteira, depois “Navegadores que podem pagar”, e digite este código.",
    code: "Código deste navegador",
    waiting: "Esperando o outro navegador",
    compare: "O outro navegador mostra o mesmo número? Diga sim lá.",
    approving: "Esperando a sua resposta lá",
    stop: "Cancelar",
  },
  revoked: {
    title: "Este navegador não pode mais pagar",
    text: (account, day) => `${account} foi retirada dele. Ele soube em ${day}.`,
    kept: "O que foi pago aqui continua pago e continua na lista.",
    anew: "Começar de novo",
    anewText: "Com uma chave nova, e sem aquela conta até que outro navegador o vincule de novo.",
  },
};
