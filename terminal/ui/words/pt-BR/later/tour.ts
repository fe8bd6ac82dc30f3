/** Portuguese of Brazil: getting to know the wallet. */

import type { TourRoom } from "../../types/later/tour.ts";

export const tour: TourRoom = {
  tour: {
    step: (position, count) => `Passo ${position} de ${count}`,
    shop: "A loja",
    you: "Você",
    begin: "Começar",
    skip: "Pular a introdução",
    language: "Seu idioma",
    account: "Sua conta",
    accountText:
      "Ela paga as lojas por você. Elas veem um sinal, diferente em cada uma, e nada mais de você.",
    protect: "Só para você",
    protectText:
      "Com uma chave de acesso ou um PIN você prova que é você: para o que escolher em Segurança, e antes que outro navegador seja vinculado.",
    protected: { passkey: "A sua chave de acesso foi adicionada", pin: "O seu PIN foi definido" },
    protectedText: "Em Segurança você escolhe para quais pagamentos isso é pedido.",
    withoutProtection:
      "Sem isso, quem usar este navegador pode pagar com ele. Você pode adicionar depois, em Segurança.",
    later: "Agora não",
    next: "Continuar",
    try: "Experimente",
    tryText:
      "Ponha algo na cesta da loja de demonstração e aperte o botão dela. O pedido aparece aqui.",
    openShop: "Abrir a loja de demonstração",
    look: "Tudo pronto",
    lookText:
      "Onde uma loja tiver este botão, aperte. O pedido aparece aqui, com quem pede e quanto.",
    samplePay: "Pagar com Warifu",
    pinIcon:
      "Fixe o ícone da carteira na barra de ferramentas: ela abre mais rápido e mostra quando um pedido espera.",
  },
};
