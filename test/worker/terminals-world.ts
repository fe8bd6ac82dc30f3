// Several terminals of one user, linked through the public door as a shopper links them.

import { type KeyPair, makeKeyPair } from "../../cli/keys.ts";
import type { LinkView } from "../../protocol/account/linking.ts";
import { linkCodeOf, type SignedTerminalChange } from "../../protocol/account/terminal-changes.ts";
import { anApproval, aRevocation } from "../support/builders/terminals.ts";
import { bearing, postSigned, problemIn, type Wallet, world } from "./synchronous-world.ts";

export async function codeOf(response: Response | Promise<Response>): Promise<string> {
  const given = await response;
  return given.ok ? "ok" : (await problemIn(given)).code;
}

export async function bodyOf<T>(response: Promise<Response>): Promise<T> {
  const given = await response;
  if (!given.ok) throw new Error(await given.text());
  return given.json() as Promise<T>;
}

export const askToLink = (device: KeyPair) =>
  postSigned(device, "/v1/terminals/links", { name: "Chromium on the sofa" });

export const look = ({ device, credential }: Wallet, code: string) =>
  postSigned(device, "/v1/terminals/links/look", { code }, bearing({ credential }));

export const change = ({ device, credential }: Wallet, signed: SignedTerminalChange) =>
  postSigned(device, "/v1/terminals/changes", { change: signed }, bearing({ credential }));

export const approve = async (by: Wallet, terminal: KeyPair) =>
  change(by, await anApproval(await world(), by.device, terminal.publicKey));

export const revoke = async (by: Wallet, gone: KeyPair) =>
  change(by, await aRevocation(await world(), by.device, [gone.publicKey]));

/** Another terminal of the same user, as a shopper links it. */
export async function aLinked(first: Wallet): Promise<Wallet> {
  const device = await makeKeyPair();
  await bodyOf(askToLink(device));
  await bodyOf(look(first, await linkCodeOf(device.publicKey)));
  await bodyOf(approve(first, device));
  const view = await bodyOf<LinkView>(askToLink(device));
  if (view.state !== "linked") throw new Error(view.state);
  return { device, enrolled: view.enrolled, credential: view.enrolled.credential };
}
