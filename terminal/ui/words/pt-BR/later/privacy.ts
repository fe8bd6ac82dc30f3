/** Portuguese of Brazil: what shops are given beside the money. */

import type { PrivacyRoom } from "../../types/later/privacy.ts";

export const privacy: PrivacyRoom = {
  details: {
    title: "Dados de entrega",
    lead: "Guardados só neste navegador. Uma loja recebe deles só o que você marcar no pedido dela.",
    name: "Nome",
    country: "País",
    noCountry: "Escolha um país",
    postalCode: "CEP ou código postal",
    region: "Estado ou região",
    city: "Cidade",
    lines: "Rua e número",
    save: "Salvar",
    saved: "Salvo.",
    erase: "Apagar tudo",
    faults: {
      delivery_address: "Um endereço precisa de país, cidade e rua, em três linhas no máximo.",
      delivery_name: "Isto não pode ir como nome em um pacote.",
      email: "Isto não é um endereço de e-mail.",
      phone: "Isto não é um número de telefone.",
    },
  },
  given: {
    title: "O que as lojas receberam",
    lead: "Tudo o que este navegador deu a uma loja além do dinheiro. Só você tem esta lista.",
    empty: "Nenhuma loja recebeu nada.",
    erase: "Tirar da lista",
    eraseAll: "Apagar a lista toda",
    eraseSure: "Aperte de novo para apagar. O que uma loja recebeu fica com a loja.",
  },
};
