/** Portuguese of Brazil: what one proves oneself with. */

import type { SecurityRoom } from "../../types/later/security.ts";

export const security: SecurityRoom = {
  security: {
    title: "Segurança",
    lead: "Como você prova que é você, e quando isso é pedido.",
    busy: "Avisando a sua conta.",
    failed: {
      clock: "Demorou demais. Faça de novo.",
      full: "A sua conta tem todas as chaves de acesso que pode ter. Remova uma antes.",
      noAnswer: "Nenhuma resposta chegou. O que está aqui é o que vale.",
      passkey: "A chave de acesso não foi aceita. Nada mudou.",
      nothingToProveWith: "Para afrouxar uma regra, adicione antes uma chave de acesso ou um PIN.",
      other: "Não deu certo. Nada mudou.",
    },
    passkeys: "Chaves de acesso",
    passkeysText:
      "Uma chave de acesso é a sua digital, o seu rosto ou o bloqueio do seu aparelho. Não pode ser copiada nem adivinhada.",
    passkeyName: (number) => `Chave de acesso ${number}`,
    addPasskey: "Adicionar uma chave de acesso",
    since: (day) => `desde ${day}`,
    remove: "Remover",
    pin: "PIN",
    pinState: {
      none: "Seis dígitos que só a sua conta pode conferir.",
      set: "Há um PIN definido.",
      locked:
        "O PIN está bloqueado depois de dez tentativas erradas. Uma chave de acesso o desbloqueia.",
    },
    newPin: "Novo PIN, seis dígitos",
    setPin: "Definir um PIN",
    changePin: "Mudar o PIN",
    removePin: "Remover o PIN",
    easyPin: "Esse é o primeiro a ser adivinhado. Escolha outro.",
    oneClick: "Quando um clique basta",
    oneClickText:
      "Um campo vazio quer dizer: sem limite seu. Uma regra mais rígida vale na hora, uma mais frouxa pede uma prova.",
    upTo: "Perguntar acima deste valor",
    total: "Perguntar quando os pagamentos de um clique chegarem a",
    first: "Perguntar no primeiro pagamento a uma loja",
    save: "Salvar",
    carrierUpTo: (amount) => `A sua conta sempre pergunta acima de ${amount}.`,
    carrierTotal: (amount) =>
      `A sua conta pergunta quando os pagamentos de um clique chegam a ${amount}.`,
    carrierFirst: "A sua conta pergunta no primeiro pagamento a uma loja.",
  },
};
