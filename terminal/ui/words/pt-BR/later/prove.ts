/** Portuguese of Brazil: proving oneself. */

import { pluralsOf } from "../../count.ts";
import type { ProveRoom } from "../../types/later/prove.ts";

const plural = pluralsOf("pt-BR");

export const prove: ProveRoom = {
  prove: {
    title: "Confirme que é você",
    why: {
      amount: "Para este valor, um clique não basta.",
      cumulative: "Somado aos seus últimos pagamentos de um clique, passa do seu limite.",
      first_payment: "É o seu primeiro pagamento a esta loja.",
      change: "Você está mudando a proteção da sua conta.",
    },
    changes: {
      add_passkey: () => "Adicionar uma chave de acesso",
      remove_passkey: () => "Remover uma chave de acesso",
      set_pin: () => "Mudar o PIN",
      remove_pin: () => "Remover o PIN",
      set_one_click: () => "Perguntar menos",
      allow_budget: (name) => `Pagar a “${name}” sem perguntar`,
      approve: (name) => `Vincular “${name}”`,
      revoke: (name) => `Revogar “${name}”`,
      recovery: () => "Novo código de recuperação",
    },
    unnamed: "Navegador sem nome",
    whyTerminals: {
      approve: "Ele poderá pagar pela sua conta.",
      revoke:
        "Ele não poderá pagar mais nada. Sem PIN e sem chave de acesso, o seu código de recuperação serve do mesmo jeito.",
      recovery: "Ele leva de volta à sua conta. Um código anterior deixa de valer na hora.",
    },
    oneClick: (amount) => `Até ${amount} não é preciso.`,
    passkey: "Usar a sua chave de acesso",
    pin: "PIN, seis dígitos",
    usePin: "Usar o PIN",
    wrongPin: (left) =>
      plural(left, {
        one: `Esse PIN está errado. Resta ${left} tentativa.`,
        many: `Esse PIN está errado. Restam ${left} de tentativas.`,
        other: `Esse PIN está errado. Restam ${left} tentativas.`,
      }),
    unproven: {
      passkey: "A chave de acesso não foi aceita. Tente de novo, ou use outro modo.",
      other: "Isso não foi aceito. Tente de novo.",
    },
    waiting: (time) => `PINs errados demais. A próxima tentativa é possível às ${time}.`,
    locked:
      "O PIN está bloqueado depois de dez tentativas erradas. Fale com a empresa que mantém a sua conta.",
    lockedPasskey:
      "O PIN está bloqueado depois de dez tentativas erradas. A sua chave de acesso o desbloqueia.",
    decline: "Não pagar",
    leave: "Não mudar nada",
  },
};
