/**
 * The money socket's words: who may open one, and what a message is answered. The confirm on it is the
 * HTTP twin's body and gets the HTTP twin's answer [MS7]. Sockets themselves are the branch's.
 */

import * as v from "valibot";
import { AccountId } from "../../../protocol/ids.ts";
import { BODY_BYTES_MAX } from "../../../protocol/limits.ts";
import {
  type ConfirmTrade,
  MONEY_SOCKET_PROTOCOL,
  type MoneySocketAnswer,
  MoneySocketRequest,
} from "../../../protocol/messages.ts";
import { PROBLEMS, problemOf, type Refusal, refusal } from "../../../protocol/problem.ts";
import { err, ok, type Result } from "../../../protocol/result.ts";
import { toUtf8 } from "../../../protocol/signing/encoding.ts";
import { PublicKey } from "../../../protocol/signing/signature.ts";
import { parseJson, parseJsonText, parseMessage } from "../../http/read-body.ts";
import { count } from "../../watching/metrics.ts";
import type { RefusedAttempt, StepUpRefusal } from "../carrier.ts";
import type { SealingKeys } from "../sealing/sealing.ts";
import { opensSocket, openTicket, type TicketContent } from "../sealing/ticket.ts";
import type { ConfirmAnswer } from "./confirm/recorded-outcome.ts";

/** A socket's request is the HTTP body with an id around it. */
const MESSAGE_BYTES_MAX = BODY_BYTES_MAX + 256;

/** What a socket remembers through hibernation: for whom it was opened. */
export const SocketAttachment = v.strictObject({
  account: AccountId,
  terminal: v.exactOptional(PublicKey),
  /** its first message of this minute, or else its opening, ms since the epoch; and how many came since */
  since: v.exactOptional(v.number()),
  heard: v.exactOptional(v.number()),
});
export type SocketAttachment = v.InferOutput<typeof SocketAttachment>;

/**
 * Who asks for a socket, by the ticket among its protocols (a browser's WebSocket can send no other header).
 * @param now ms since the epoch
 */
export async function readUpgrade(
  request: Request,
  sealing: SealingKeys,
  now: number,
): Promise<Result<TicketContent, Refusal>> {
  if (request.headers.get("Upgrade")?.toLowerCase() !== "websocket")
    return err(refusal("upgrade_required"));
  const header = request.headers.get("Sec-WebSocket-Protocol") ?? "";
  const protocols = header.split(",").map((one) => one.trim());
  if (!protocols.includes(MONEY_SOCKET_PROTOCOL))
    return err(refusal("invalid_request", { param: "Sec-WebSocket-Protocol" }));
  const text = protocols.find((one) => one !== MONEY_SOCKET_PROTOCOL) ?? "";
  const ticket = await openTicket(sealing, text);
  return ticket && opensSocket(ticket, now)
    ? ok(ticket)
    : err(refusal("ticket_invalid", { param: "Sec-WebSocket-Protocol" }));
}

/** @param confirm verifies and decides, for the account the socket was opened for */
export async function answerMessage(
  message: string | ArrayBuffer,
  confirm: (body: ConfirmTrade) => Promise<ConfirmAnswer>,
): Promise<MoneySocketAnswer> {
  const request = readMessage(message);
  if (!request.ok) return refused("", request.error);
  const { id } = request.value;
  const answer = await confirm(request.value.confirm);
  return answer.ok ? { id, status: 200, body: answer.value } : refused(id, answer.error);
}

function readMessage(message: string | ArrayBuffer): Result<MoneySocketRequest, Refusal> {
  if (bytesOf(message) > MESSAGE_BYTES_MAX) return err(refusal("body_too_large"));
  const json =
    typeof message === "string" ? parseJsonText(message) : parseJson(new Uint8Array(message));
  return json.ok ? parseMessage(MoneySocketRequest, json.value) : json;
}

/** Of a text they are counted only where that can matter: a character is one byte at least, and three at most. */
function bytesOf(message: string | ArrayBuffer): number {
  if (typeof message !== "string") return message.byteLength;
  const { length } = message;
  const isPlain = length * 3 <= MESSAGE_BYTES_MAX || length > MESSAGE_BYTES_MAX;
  return isPlain ? length : toUtf8(message).byteLength;
}

function refused(id: string, error: Refusal | RefusedAttempt | StepUpRefusal): MoneySocketAnswer {
  const { code, param: _, detail: __, ...members } = error;
  count("refusals", code);
  return { id, status: PROBLEMS[code].status, body: { ...members, ...problemOf(error, id) } };
}
