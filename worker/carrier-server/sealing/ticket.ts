/**
 * The ticket: addresses a confirm to the payer's branch and says which claim it is for, without telling
 * its bearer the account. As an address it never expires; it opens money sockets for a while only [TM8].
 */

import * as v from "valibot";
import { AccountId } from "../../../protocol/ids.ts";
import { TICKET_SOCKET_MS } from "../../../protocol/limits.ts";
import { Hash, PublicKey } from "../../../protocol/signing/signature.ts";
import { Time } from "../../../protocol/signing/signed-objects.ts";
import { accountCommitment } from "../../../protocol/trade/grant.ts";
import type { SealedAccountReference, Ticket } from "../carrier.ts";
import { open, type SealingKeys, seal } from "./sealing.ts";

const KIND = "tk1";

const TicketContent = v.strictObject({
  account: AccountId,
  /** the hash of the sealed reference of the claim: what the grant must name */
  commitment: Hash,
  /** whose sockets it opens; without one, any terminal's of the account */
  terminal: v.exactOptional(PublicKey),
  issued_at: Time,
});
export type TicketContent = v.InferOutput<typeof TicketContent>;

/** @param now ms since the epoch */
export async function issueTicket(
  keys: SealingKeys,
  account: AccountId,
  sealed: SealedAccountReference,
  { now, terminal }: { now: number; terminal?: PublicKey | undefined },
): Promise<Ticket> {
  const content: TicketContent = {
    account,
    commitment: await accountCommitment(sealed),
    ...(terminal === undefined ? {} : { terminal }),
    issued_at: now,
  };
  return seal(keys, KIND, JSON.stringify(content));
}

/** @returns what the ticket says, or undefined for one that isn't ours. */
export async function openTicket(
  keys: SealingKeys,
  ticket: Ticket,
): Promise<TicketContent | undefined> {
  const text = await open(keys, KIND, ticket);
  return text === undefined ? undefined : v.parse(TicketContent, JSON.parse(text));
}

/** @param now ms since the epoch */
export function opensSocket({ issued_at }: TicketContent, now: number): boolean {
  return now - issued_at <= TICKET_SOCKET_MS;
}
