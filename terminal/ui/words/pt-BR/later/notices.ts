/** Portuguese of Brazil: the messages' screen. */

import type { NoticesRoom } from "../../types/later/notices.ts";

export const notices: NoticesRoom = {
  notices: {
    title: "Avisos",
    lead: "Enquanto nenhuma janela da carteira está aberta, o navegador pode avisar uma vez quando",
    about: [
      "um pedido espera por você",
      "um pagamento foi concluído ou um reembolso chegou",
      "um orçamento está quase no fim",
      "outro navegador foi vinculado à sua conta",
    ],
    shown: "Mostrar avisos",
    quiet: "Sem nomes e valores",
    quietText: "Para uma tela que outras pessoas veem.",
    refused: "O navegador não permite avisos. Você pode mudar isso nas configurações dele.",
    ask: "A carteira deve avisar você?",
    askText:
      "Quando um pedido espera, é pago ou reembolsado, e quando outro navegador é vinculado.",
    yes: "Sim, avise",
    no: "Não, obrigado",
  },
};
