/**
 * Where a person's values are planted in every world, and who does it: one row for each. What a shopper types in the
 * wallet is planted by the story that types it, with `watch.plant`; what every terminal has is learned (learn.ts).
 *
 * | what | where | may be |
 * |---|---|---|
 * | card, e-mail | the operator's own reference of a top-up, its Idempotency-Key | with the carrier |
 * | name, phone, address | why the operator suspended a shop, for his log [RG15] | with the carrier |
 * | name, e-mail, phone | the name that a shopper gives his browser | with terminal and both servers |
 * | delivery name, address, phone | the wallet's delivery details | ticked: with the shop; else nowhere |
 * | PIN | the wallet [SU6] | nowhere |
 */

import { canary } from "../canary/plant.ts";
import type { Sweep } from "../canary/sweep.ts";

export interface OperatorsDoor {
  readonly carrierOrigin: string;
  readonly operatorKey: string;
  /** which the operator suspends and resumes */
  readonly register: string;
}

type Typed = Readonly<Record<"card" | "name" | "email" | "phone" | "address", string>>;

/** What an operator would type about a customer. @throws Error where the carrier takes it no more */
export async function plantAtCarrier(
  { carrierOrigin, operatorKey, register }: OperatorsDoor,
  sweep: Sweep,
  { card, name, email, phone, address }: Typed,
): Promise<void> {
  const act = async (path: string, body: unknown, key: string, account?: string) => {
    const response = await fetch(`${carrierOrigin}${path}`, {
      method: "POST",
      headers: {
        authorization: `Bearer ${operatorKey}`,
        "content-type": "application/json",
        "idempotency-key": key,
        ...(account === undefined ? {} : { "warifu-account": account }),
      },
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return response.json();
  };
  const opening = { currencies: ["JPY"], credit: [], limits: [] };
  const opened = (await act("/v1/accounts", opening, crypto.randomUUID())) as {
    account: { id: string };
  };
  const reference = `card:${card}/${email}`;
  const topUp = { amount: 100, currency: "JPY" };
  await act("/v1/account/top-ups", topUp, reference, opened.account.id);
  const reason = `${name}, ${address}, called from ${phone}`;
  for (const verb of ["suspend", "resume"])
    await act(`/v1/registers/${register}/${verb}`, { reason }, crypto.randomUUID());
  const typed = { card, email, name, phone, address } as const;
  for (const [kind, value] of Object.entries(typed) as [keyof Typed, string][]) {
    const where =
      kind === "card" || kind === "email" ? "a top-up's reference" : "a shop's standing";
    sweep.plant(canary(kind, value, where, ["carrier-storage"]));
  }
}
