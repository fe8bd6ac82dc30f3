/** Korean: the confirm sheet, from the press to the decision. */

import type { SheetRoom } from "../../types/first/sheet.ts";

export const sheet: SheetRoom = {
  preparing: {
    title: "잠시만요",
    page: "상점이 주문을 준비하고 있어요.",
    reading: "누가 얼마를 요청하는지 확인하고 있어요.",
    unreachableTitle: "연결되지 않음",
    unreachable: "아직 주문을 읽을 수 없어요. 다시 시도하고 있어요. 결제된 것은 없어요.",
  },
  sheet: {
    title: (shop) => `${shop}에 결제할까요?`,
    provenSince: (day) => `${day}부터 확인됨`,
    provenTitle: "이 페이지는 상점의 것이에요. 주소가 확인되었어요.",
    firstTime: "처음: 이 브라우저에서 결제한 적이 없어요",
    paidBefore: (times, day) => `${times}번 결제함, 마지막은 ${day}`,
    amount: "금액",
    items: "상품",
    more: (count) => `상품 ${count}개 더 보기`,
    fewer: "접기",
    quantity: (count) => `× ${count}`,
    order: "주문 번호",
    from: "출금 계좌",
    leftAfter: "결제 후 잔액",
    held: "금액을 잡아 두어요. 상점은 필요한 만큼만 쓰고, 나머지는 돌아와요.",
    heldUntil: "잡아 두는 기한",
    notEnough: (balance) => `잔액이 부족해요: 현재 ${balance}`,
    frozen: "정지된 계좌예요",
    closing: "해지 중인 계좌예요",
    closed: "해지된 계좌예요",
    notHeld: (currency) => `이 계좌에는 ${currency} 잔액이 없어요`,
    closesIn: (seconds) => `${seconds}초 뒤에 주문이 마감돼요`,
    pay: (amount) => `${amount} 결제하기`,
    decline: "거절",
    refuse: "거절하고, 이 페이지의 요청을 더 받지 않기",
  },
  fields: {
    delivery_address: "배송지 주소",
    delivery_name: "받는 사람",
    email: "이메일",
    phone: "전화번호",
  },
  asks: {
    title: "상점이 요청한 정보",
    lead: "체크한 것만 이 주문에 한해 상점에 전달돼요. 다른 사람은 읽을 수 없어요. 전달하지 않아도 결제는 똑같아요.",
    missing: "아직 입력하지 않음",
    fill: "내 정보 입력하기",
    change: "내 정보 바꾸기",
  },
};
