/** English: the confirm sheet, from the press to the decision. */

import { pluralsOf } from "../../count.ts";
import type { SheetRoom } from "../../types/first/sheet.ts";

const plural = pluralsOf("en");

export const sheet: SheetRoom = {
  preparing: {
    title: "One moment",
    page: "The shop is preparing your order.",
    reading: "Checking who asks, and for how much.",
    unreachableTitle: "No connection",
    unreachable: "The order can't be read yet. Trying again. Nothing has been paid.",
  },
  sheet: {
    title: (shop) => `Pay ${shop}?`,
    provenSince: (day) => `proven since ${day}`,
    provenTitle: "This page belongs to the shop. The address was proven.",
    firstTime: "First time: never paid from this browser",
    paidBefore: (times, day) =>
      plural(times, {
        one: `Paid once, on ${day}`,
        other: `Paid ${times} times, last on ${day}`,
      }),
    amount: "Amount",
    items: "Items",
    more: (count) => plural(count, { one: "1 more item", other: `${count} more items` }),
    fewer: "Show fewer",
    quantity: (count) => `× ${count}`,
    order: "Order",
    from: "From",
    leftAfter: "Left after",
    held: "The amount is reserved. The shop takes what it needs of it; the rest comes back.",
    heldUntil: "Reserved until",
    notEnough: (balance) => `Not enough money: you have ${balance}`,
    frozen: "This account is frozen",
    closing: "This account is being closed",
    closed: "This account is closed",
    notHeld: (currency) => `This account holds no ${currency}`,
    closesIn: (seconds) =>
      plural(seconds, {
        one: "The order closes in 1 second",
        other: `The order closes in ${seconds} seconds`,
      }),
    pay: (amount) => `Pay ${amount}`,
    decline: "Decline",
    refuse: "Decline, and take nothing more from this page",
  },
  fields: {
    delivery_address: "Delivery address",
    delivery_name: "Delivery name",
    email: "E-mail",
    phone: "Phone",
  },
  asks: {
    title: "The shop asks for",
    lead: "It gets what you tick, for this order, and nobody else can read it. Paying is the same without.",
    missing: "not filled in yet",
    fill: "Fill in your details",
    change: "Change your details",
  },
};
