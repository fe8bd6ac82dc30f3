/**
 * A wallet's rule: a confirmation is signed once and stored before it is sent, and the same bytes are sent again
 * until there is an answer for good.
 */

import type { KeyPair } from "../../cli/keys.ts";
import type { ConfirmTrade, Granted } from "../../protocol/messages.ts";
import { PROBLEMS } from "../../protocol/problem.ts";
import { hashOf, importSigningSeed, sign } from "../../protocol/signing/signature.ts";
import type { Confirmation } from "../../protocol/signing/signed-objects.ts";
import { type Offer, offerHash } from "../../protocol/trade/offer.ts";
import type { Sent, Witness } from "../witness.ts";
import type { Stage, TradeDoor } from "./ports.ts";

type Confirms = Pick<TradeDoor<unknown, unknown>, "confirm">;

/** @param now ms since the epoch */
export async function signedConfirmation(
  device: KeyPair,
  offer: Offer,
  { grant, ticket }: Granted,
  now: number,
): Promise<ConfirmTrade> {
  const { amount, currency, iss } = offer.terms.payload;
  const { trade, attempt, aud, mode } = grant.payload;
  const confirmation: Confirmation = {
    typ: "warifu/confirmation/1",
    iss: device.publicKey,
    aud,
    mode,
    trade,
    attempt,
    grant: await hashOf(grant.payload),
    offer: await offerHash(offer),
    amount,
    currency,
    register: iss,
    time: Math.floor(now),
  };
  const signed = await sign(confirmation, await importSigningSeed(device.seed));
  return { offer, grant, ticket, confirmation: signed } as ConfirmTrade;
}

export function stored(witness: Witness, name: string, body: ConfirmTrade): Sent {
  const sent: Sent = { name, body, answer: undefined, decided: false };
  witness.sent.push(sent);
  return sent;
}

/** Sends the stored bytes once. @returns whether there is an answer for good */
export async function sendOnce(world: Stage, door: Confirms, sent: Sent): Promise<boolean> {
  let answer: Awaited<ReturnType<Confirms["confirm"]>>;
  try {
    answer = await door.confirm(sent.name, sent.body);
  } catch {
    return false;
  }
  if (!answer.ok && PROBLEMS[answer.error.code].kind === "not_yet") return false;
  const decided = answer.ok || "attempt" in answer.error;
  world.witness.answered(sent, JSON.stringify(answer), decided);
  return true;
}

export async function sendUntilAnswered(
  world: Stage,
  door: Confirms,
  sent: Sent,
  tries = Number.POSITIVE_INFINITY,
): Promise<boolean> {
  for (let left = tries; left > 0; left--) {
    if (await sendOnce(world, door, sent)) return true;
    await world.agenda.wait(world.random.between(300, 5_000));
  }
  return false;
}
