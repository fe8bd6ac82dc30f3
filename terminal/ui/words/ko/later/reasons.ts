/** Korean: why there was no payment. */

import type { ReasonsRoom } from "../../types/later/reasons.ts";

export const reasons: ReasonsRoom = {
  reasons: {
    insufficient_funds: {
      what: "계좌의 잔액이 부족해요.",
      next: "충전한 뒤 다시 시도하거나, 다른 방법으로 결제해 주세요.",
    },
    account_frozen: {
      what: "정지된 계좌예요.",
      next: "계좌를 관리하는 회사에 문의해 주세요.",
    },
    account_closed: {
      what: "해지되었거나 해지 중인 계좌예요.",
      next: "다른 방법으로 결제해 주세요.",
    },
    over_payment_limit: {
      what: "계좌의 1회 결제 한도를 넘었어요.",
      next: "금액을 줄이거나, 다른 방법으로 결제해 주세요.",
    },
    over_day_limit: {
      what: "계좌의 오늘 한도를 넘었어요.",
      next: "내일 다시 시도하거나, 다른 방법으로 결제해 주세요.",
    },
    over_week_limit: {
      what: "계좌의 이번 주 한도를 넘었어요.",
      next: "다음 주에 다시 시도하거나, 다른 방법으로 결제해 주세요.",
    },
    over_month_limit: {
      what: "계좌의 이번 달 한도를 넘었어요.",
      next: "다음 달에 다시 시도하거나, 다른 방법으로 결제해 주세요.",
    },
    over_register_budget: {
      what: "이 상점에 정해 둔 예산을 넘었어요.",
      next: "예산이 다시 시작될 때까지 기다리거나, 다른 방법으로 결제해 주세요.",
    },
    too_many_holds: {
      what: "이미 너무 많은 상점이 계좌의 돈을 잡아 두고 있어요.",
      next: "그중 하나가 끝날 때까지 기다리거나, 다른 방법으로 결제해 주세요.",
    },
    currency_not_held: {
      what: "계좌에 이 통화가 없어요.",
      next: "다른 방법으로 결제해 주세요.",
    },
    too_late: {
      what: "상점의 기한이 지난 뒤에 계좌에 도착했어요.",
      next: "상점에서 다시 주문해 주세요.",
    },
    attempt_void: {
      what: "계좌가 결정하기 전에 이 결제가 끝났어요.",
      next: "계속 결제하려면 다시 시도해 주세요.",
    },
    step_up_required: {
      what: "본인 확인이 필요한데, 아직 확인할 방법이 설정되어 있지 않아요.",
      next: "패스키나 PIN을 설정한 뒤 다시 시도해 주세요.",
    },
    claimed_by_another: {
      what: "지금 다른 사람이 이 주문을 결제하고 있어요.",
      next: "1분쯤 기다린 뒤 다시 시도해 주세요.",
    },
    trade_cancelled: {
      what: "상점이 이 주문을 취소했어요.",
      next: "상점에서 확인하거나 문의해 주세요.",
    },
    trade_declined: {
      what: "거절된 주문이에요.",
      next: "아직 원하면 상점에서 다시 주문해 주세요.",
    },
    trade_settled: {
      what: "이 주문은 다른 곳에서 이미 결제되었어요.",
      next: "더 할 일은 없어요.",
    },
    trade_voided: {
      what: "이 주문에 잡아 둔 금액이 풀렸어요.",
      next: "상점에서 다시 주문해 주세요.",
    },
    attempts_exhausted: {
      what: "이 주문은 시도 횟수가 너무 많아요.",
      next: "상점에서 새로 주문해 주세요.",
    },
    declined_here: {
      what: "거절했고, 상점에도 알려요.",
      next: "언제든 상점에서 다시 주문할 수 있어요.",
    },
    wrong_origin: {
      what: "상점의 페이지가 아니에요.",
      next: "페이지를 떠나, 상점의 주소로 다시 열어 주세요.",
    },
    wrong_register: {
      what: "페이지가 다른 상점의 주문을 넘겼어요.",
      next: "페이지를 떠나, 상점의 주소로 다시 열어 주세요.",
    },
    register_uncertified: {
      what: "이 상점을 보증하는 곳이 없어요.",
      next: "여기서는 결제하지 마세요.",
    },
    certificate_expired: {
      what: "이 상점이 누구인지에 대한 증명이 만료되었어요.",
      next: "상점에 갱신을 요청하거나, 다른 방법으로 결제해 주세요.",
    },
    wrong_mode: {
      what: "테스트 돈과 실제 돈이 섞인 주문이에요.",
      next: "상점에 설정을 확인해 달라고 해 주세요.",
    },
    not_genuine: {
      what: "상점이 만든 주문과 달라요. 중간에 바뀌었어요.",
      next: "상점으로 돌아가 버튼을 다시 눌러 주세요.",
    },
    trade_not_found: {
      what: "그런 주문이 없어요.",
      next: "상점으로 돌아가 버튼을 다시 눌러 주세요.",
    },
    no_trade: {
      what: "상점의 페이지가 주문을 만들지 않았어요.",
      next: "상점으로 돌아가 버튼을 다시 눌러 주세요.",
    },
    no_answer: {
      what: "답이 없어서 주문을 읽지 못했어요.",
      next: "연결을 확인하고, 상점에서 버튼을 다시 눌러 주세요.",
    },
    unknown_terminal: {
      what: "계좌가 이 브라우저를 알지 못해요.",
      next: "여기서 계좌를 열고, 상점에서 버튼을 다시 눌러 주세요.",
    },
    terminal_revoked: {
      what: "이 브라우저는 차단되어 더는 결제할 수 없어요.",
      next: "다른 브라우저에서 결제해 주세요.",
    },
    wrong_clock: {
      what: "이 컴퓨터의 시계가 맞지 않아요.",
      next: "시계를 맞추고, 상점에서 버튼을 다시 눌러 주세요.",
    },
    trouble: {
      what: "저희 쪽에 문제가 생겼어요.",
      next: "상점으로 돌아가 버튼을 다시 눌러 주세요.",
    },
  },
};
