/** Chinese, simplified: what shops are given beside the money. */

import type { PrivacyRoom } from "../../types/later/privacy.ts";

export const privacy: PrivacyRoom = {
  details: {
    title: "收货信息",
    lead: "只保存在此浏览器中。商家只会得到你在其订单上勾选的内容。",
    name: "姓名",
    country: "国家或地区",
    noCountry: "请选择国家或地区",
    postalCode: "邮政编码",
    region: "省、州或地区",
    city: "城市",
    lines: "街道与门牌号",
    save: "保存",
    saved: "已保存。",
    erase: "全部清除",
    faults: {
      delivery_address: "地址需要国家、城市和街道，最多三行。",
      delivery_name: "这不能作为姓名写在包裹上。",
      email: "这不是电子邮箱地址。",
      phone: "这不是电话号码。",
    },
  },
  given: {
    title: "商家收到的信息",
    lead: "此浏览器除货款以外交给商家的一切。这份列表只有你有。",
    empty: "没有向任何商家提供过信息。",
    erase: "从列表中移除",
    eraseAll: "清空整个列表",
    eraseSure: "再按一次即清空。商家已收到的内容仍留在商家处。",
  },
};
