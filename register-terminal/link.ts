/**
 * /link.js: the page of a payment link, after the pay button. It shows that the item is paid, once the frame says so,
 * and leads on to the shop's own address, with the access receipt in its fragment where the item opens something. The
 * page itself was made by our server; nothing here can change what is sold [PL9], [PL11].
 */

import { type AccessReceipt, accessFragment, verifyAccess } from "../protocol/price-list/access.ts";
import { isPlainAddress } from "../protocol/price-list/price-list.ts";
import type { WarifuAccessEvent, WarifuSettledEvent } from "./checkout/events.ts";

const button = document.querySelector("warifu-checkout");
const paid = document.querySelector<HTMLElement>("#paid");
/** A reload shows what was begun here before, for as long as this tab lives. */
const KEPT = `warifu-trade:${location.pathname}`;

function start(): void {
  if (!button || !paid) return;
  button.addEventListener("warifu-settled", (event) => show(paid, event));
  button.addEventListener("warifu-access", (event) => void leadOn(paid, event));
  const begun = sessionStorage.getItem(KEPT);
  if (begun) button.setAttribute("follow", begun);
}

function show(paid: HTMLElement, { trade, receipt }: WarifuSettledEvent): void {
  sessionStorage.setItem(KEPT, trade);
  const write = (id: string, text: string) => {
    const place = paid.querySelector(`#${id}`);
    if (place) place.textContent = text;
  };
  write("when", new Date(receipt.payload.time).toLocaleString(document.documentElement.lang));
  write("trade", trade);
  paid.hidden = false;
  paid.querySelector("h2")?.focus();
}

/** Only to the address that the register signed, at one of its origins: the server has said which. */
async function leadOn(paid: HTMLElement, { access }: WarifuAccessEvent): Promise<void> {
  const link = paid.querySelector<HTMLAnchorElement>("a");
  const { url = "", kind, item = "", register = "", rootKey = "", mode } = paid.dataset;
  if (!link || !isPlainAddress(url)) return;
  if (kind === "access") {
    const page = { rootKey, register, item, mode: mode === "live" ? "live" : "test" } as const;
    const verified = await verifyAccess(access, { ...page, now: Date.now() });
    if (!verified.ok) return console.error(`[Warifu] ${verified.error}`);
    link.href = url + accessFragment(access as AccessReceipt);
  } else link.href = url;
  link.hidden = false;
}

start();
