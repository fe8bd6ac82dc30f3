/** Brazilian Portuguese: the lock, and what stands there while it is closed. */

import { pluralsOf } from "../../count.ts";
import type { LockRoom } from "../../types/later/lock.ts";

const plural = pluralsOf("pt-BR");

export const lock: LockRoom = {
  lock: {
    title: "Bloqueio",
    lead: "Bloqueada, a carteira não mostra nada da sua conta e não paga nada, nem dentro de um orçamento.",
    honest:
      "Ela barra quem se senta diante do seu computador aberto. Quem pode ler o disco pode ler os seus pedidos: para isso, criptografe o disco.",
    withCode: "Com um código",
    code: "Código para este navegador, seis caracteres ou mais",
    again: "O mesmo código outra vez",
    setCode: "Definir este código",
    faults: { short: "Pelo menos seis caracteres.", differs: "Os dois não são iguais." },
    withPasskey: "Com a sua chave de acesso",
    withPasskeyText: "A chave de acesso com que você confirma pagamentos também abre a carteira.",
    usePasskey: "Bloquear só com a chave de acesso",
    now: "Bloquear agora",
    after: "Bloquear após este tempo sem uso",
    minutes: (minutes) =>
      minutes.value === 60
        ? "1 hora"
        : plural(minutes, {
            one: `${minutes} minuto`,
            many: `${minutes} minutos`,
            other: `${minutes} minutos`,
          }),
    never: "Não por si só",
    start: "Ela fica bloqueada sempre que o navegador inicia.",
    opens: "O que a abre",
    codeSet: "Um código que só este navegador conhece.",
    passkeyOnly: "A sua chave de acesso.",
    both: "A sua chave de acesso também a abre.",
    changeCode: "Mudar o código",
    addCode: "Adicionar um código",
    removeCode: "Remover o código",
    offTitle: "Sem bloqueio",
    off: "Desligar o bloqueio",
  },
  locked: {
    title: "Bloqueada",
    lead: "Desbloqueie para ver a sua conta.",
    waiting: "Uma loja pede algo. Desbloqueie para ver o quê.",
    underWay: "Um pagamento que você confirmou continua por si só.",
    code: "Código",
    unlock: "Desbloquear",
    tried: { checking: "Um momento.", wrong: "Esse código está errado." },
    wait: (time) => `Muitos códigos errados. A próxima tentativa é possível às ${time}.`,
    passkey: "Desbloquear com a sua chave de acesso",
    forgotten: "Não consigo desbloquear",
    anewTitle: "Começar de novo neste navegador?",
    anew: "Esta carteira esquece os pedidos, recibos e configurações, e a chave dela. A sua conta e o dinheiro ficam onde estão.",
    anewWords: "O seu código de recuperação, ou outro navegador vinculado, leva de volta à conta.",
    anewNoWords:
      "Você não tem código de recuperação. Sem outro navegador vinculado, só a empresa que mantém a sua conta pode deixar você entrar de novo.",
    anewUnderWay: "Um pagamento está a caminho. Espere até que termine.",
    stay: "Voltar",
    startOver: "Apagar e começar de novo",
  },
};
