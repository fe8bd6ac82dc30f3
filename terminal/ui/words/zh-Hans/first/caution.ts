/** Chinese, simplified: before a shop that may be taken for another one. */

import type { CautionRoom } from "../../types/first/caution.ts";

export const caution: CautionRoom = {
  caution: {
    title: {
      name: "名称与你认识的商家相似，但这是另一家。",
      origin: "地址与你认识的商家相似，但这是另一家。",
      mixed: "这个名称难以辨认",
    },
    asking: "本次收款方",
    known: (day) => `${day}付过款`,
    mixed: "名称或地址中有一个词混用了不同文字的字母，可能被误认为另一家商家。",
    heed: "这是两家不同的商家。我要付款的是本次这一家。",
    heedMixed: "我认识这家商家，并愿意付款。",
  },
};
