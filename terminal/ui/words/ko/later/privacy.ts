/** Korean: what shops are given beside the money. */

import type { PrivacyRoom } from "../../types/later/privacy.ts";

export const privacy: PrivacyRoom = {
  details: {
    title: "배송 정보",
    lead: "이 브라우저에만 보관해요. 주문에서 체크한 것만 상점에 전달돼요.",
    name: "이름",
    country: "국가",
    noCountry: "국가를 선택해 주세요",
    postalCode: "우편번호",
    region: "시·도 또는 주",
    city: "시·군·구",
    lines: "도로명과 건물 번호",
    save: "저장",
    saved: "저장했어요.",
    erase: "모두 지우기",
    faults: {
      delivery_address: "주소에는 국가, 도시, 도로명이 필요해요. 세 줄까지 쓸 수 있어요.",
      delivery_name: "택배에 이름으로 적을 수 없어요.",
      email: "이메일 주소가 아니에요.",
      phone: "전화번호가 아니에요.",
    },
  },
  given: {
    title: "상점이 받은 정보",
    lead: "이 브라우저가 돈 말고 상점에 건넨 모든 것이에요. 이 목록은 나만 가지고 있어요.",
    empty: "상점에 건넨 것이 없어요.",
    erase: "목록에서 빼기",
    eraseAll: "목록 모두 지우기",
    eraseSure: "한 번 더 누르면 지워져요. 상점이 받은 것은 상점에 남아요.",
  },
};
