/** Brazilian Portuguese: between the browsers of one account. */

import type { ElsewhereRoom } from "../../types/later/elsewhere.ts";

export const elsewhere: ElsewhereRoom = {
  elsewhere: {
    named: (name) => `“${name}”`,
    other: "outro dos seus navegadores",
    asked: (browser) =>
      `Solicitado em ${browser}. Aquele navegador conferiu a página da loja; este conferiu o pedido.`,
    paid: (browser) => `Pago em ${browser}`,
    held: (browser) => `Reservado em ${browser}`,
    declined: (browser) => `Recusado em ${browser}`,
    once: "O pagamento é um só. Não há nada a fazer aqui.",
    again: "Você ainda pode fazer o pedido de novo na loja.",
    share: "Mostrar os pedidos em todos os meus navegadores",
    shareText:
      "O que espera em um pode ser pago ou recusado nos outros. O servidor da Warifu fica sabendo quais pedidos você vê, pagos ou não.",
  },
};
