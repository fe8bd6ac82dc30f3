/** Portuguese of Brazil: why there was no payment. */

import type { ReasonsRoom } from "../../types/later/reasons.ts";

export const reasons: ReasonsRoom = {
  reasons: {
    insufficient_funds: {
      what: "Não há dinheiro suficiente na sua conta.",
      next: "Adicione dinheiro e tente de novo, ou pague à loja de outro modo.",
    },
    account_frozen: {
      what: "A sua conta está bloqueada.",
      next: "Fale com a empresa que mantém a sua conta.",
    },
    account_closed: {
      what: "A sua conta está encerrada ou sendo encerrada.",
      next: "Pague à loja de outro modo.",
    },
    over_payment_limit: {
      what: "É mais do que a sua conta permite em um pagamento.",
      next: "Pague menos, ou pague à loja de outro modo.",
    },
    over_day_limit: {
      what: "É mais do que a sua conta permite hoje.",
      next: "Tente amanhã, ou pague à loja de outro modo.",
    },
    over_week_limit: {
      what: "É mais do que a sua conta permite nesta semana.",
      next: "Tente na próxima semana, ou pague à loja de outro modo.",
    },
    over_month_limit: {
      what: "É mais do que a sua conta permite neste mês.",
      next: "Tente no próximo mês, ou pague à loja de outro modo.",
    },
    over_register_budget: {
      what: "É mais do que o seu orçamento para esta loja.",
      next: "Espere o orçamento recomeçar, ou pague à loja de outro modo.",
    },
    too_many_holds: {
      what: "Lojas demais já têm dinheiro reservado na sua conta.",
      next: "Espere uma delas terminar, ou pague à loja de outro modo.",
    },
    currency_not_held: {
      what: "A sua conta não tem esta moeda.",
      next: "Pague à loja de outro modo.",
    },
    too_late: {
      what: "O pagamento chegou à sua conta depois do prazo da loja.",
      next: "Faça o pedido de novo na loja.",
    },
    attempt_void: {
      what: "Este pagamento foi interrompido antes que a sua conta pudesse decidir.",
      next: "Tente de novo se ainda quiser pagar.",
    },
    step_up_required: {
      what: "A sua conta pede que você prove que é você, e ainda não há nada com que provar.",
      next: "Configure uma chave de acesso ou um PIN e tente de novo.",
    },
    claimed_by_another: {
      what: "Outra pessoa está pagando este pedido neste momento.",
      next: "Espere um minuto e tente de novo.",
    },
    trade_cancelled: {
      what: "A loja cancelou este pedido.",
      next: "Veja na loja, ou pergunte a ela.",
    },
    trade_declined: {
      what: "Este pedido foi recusado.",
      next: "Faça o pedido de novo na loja se ainda quiser.",
    },
    trade_settled: {
      what: "Este pedido já está pago, por outro lugar.",
      next: "Você não precisa fazer nada.",
    },
    trade_voided: {
      what: "A reserva deste pedido foi desfeita.",
      next: "Faça o pedido de novo na loja.",
    },
    attempts_exhausted: {
      what: "Este pedido teve tentativas demais.",
      next: "Comece um novo pedido na loja.",
    },
    declined_here: {
      what: "Você recusou, e a loja é avisada.",
      next: "Você ainda pode fazer o pedido de novo na loja.",
    },
    wrong_origin: {
      what: "Esta página não é uma das páginas da loja.",
      next: "Saia da página. Abra a loja pelo endereço dela.",
    },
    wrong_register: {
      what: "A página entregou o pedido de outra loja.",
      next: "Saia da página. Abra a loja pelo endereço dela.",
    },
    register_uncertified: {
      what: "Ninguém responde por esta loja.",
      next: "Não pague aqui.",
    },
    certificate_expired: {
      what: "A prova de quem é esta loja venceu.",
      next: "Peça à loja que a renove, ou pague de outro modo.",
    },
    wrong_mode: {
      what: "Este pedido mistura dinheiro de teste e dinheiro de verdade.",
      next: "Peça à loja que verifique a configuração.",
    },
    not_genuine: {
      what: "O pedido não é o que a loja fez. Algo o mudou no caminho.",
      next: "Volte à loja e aperte o botão de novo.",
    },
    trade_not_found: {
      what: "Esse pedido não existe.",
      next: "Volte à loja e aperte o botão de novo.",
    },
    no_trade: {
      what: "A página da loja não fez nenhum pedido.",
      next: "Volte à loja e aperte o botão de novo.",
    },
    no_answer: {
      what: "Não foi possível ler o pedido: não houve resposta.",
      next: "Confira a sua conexão e aperte de novo o botão na loja.",
    },
    unknown_terminal: {
      what: "A sua conta não conhece este navegador.",
      next: "Abra uma conta aqui e aperte de novo o botão na loja.",
    },
    terminal_revoked: {
      what: "Este navegador foi revogado e não pode mais pagar.",
      next: "Pague em outro navegador seu.",
    },
    wrong_clock: {
      what: "O relógio deste computador está errado.",
      next: "Acerte o relógio e aperte de novo o botão na loja.",
    },
    trouble: {
      what: "Algo deu errado do nosso lado.",
      next: "Volte à loja e aperte o botão de novo.",
    },
  },
};
