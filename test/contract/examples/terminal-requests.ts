/** A good body of each write of a terminal, signed as the wallet signs it. */

import { toBase64Url } from "../../../protocol/signing/encoding.ts";
import { importSigningSeed, sign } from "../../../protocol/signing/signature.ts";
import { offerHash } from "../../../protocol/trade/offer.ts";
import {
  aConfirmation,
  aGrant,
  anEnrolment,
  aTerminalRequest,
  type CarrierWorld,
  type Terminal,
} from "../../support/builders/payment.ts";
import { aChange } from "../../support/builders/step-up.ts";
import { aNaming, anApproval, aWord } from "../../support/builders/terminals.ts";
import { AT, type ExampleRealm } from "./example-realm.ts";
import { exampleOffer, SEALED } from "./shop-requests.ts";

export async function terminalRequests(realm: ExampleRealm): Promise<Record<string, unknown>> {
  const { terminal: device, recovery, nextKey } = realm;
  const grantKey = toBase64Url(new Uint8Array(32).fill(10));
  const world = { realm, now: () => AT, grantKey } as unknown as CarrierWorld;
  const offer = await exampleOffer(realm);
  const terminal = { device, sealed: "sealed" } as unknown as Terminal;
  const grant = await aGrant(world, terminal, offer);
  const confirmation = await aConfirmation(world, terminal, offer, grant);
  const act = {
    ...{ typ: "warifu/dispute/1", iss: device.publicKey, aud: realm.realm, mode: realm.mode },
    ...{ trade: realm.trade, offer: await offerHash(offer), id: toBase64Url(new Uint8Array(16)) },
    ...{ act: "open", reason: "not_received", text: SEALED },
  };
  const rule = { one_click: 5_000, one_click_total: 20_000 };
  const currency = "JPY" as never;
  return {
    enrolTerminal: { enrolment: await anEnrolment(world, device) },
    renewCredential: {},
    readAccount: { request: await aTerminalRequest(world, device) },
    changeAccount: await aChange(world, device, { kind: "set_one_click", currency, rule }),
    claimTrade: { offer },
    declineTrade: {},
    confirmTrade: { offer, grant, ticket: "of-the-grant's-answer", confirmation },
    discloseToShop: { sealed: SEALED },
    sayInDispute: { act: await sign(act, await importSigningSeed(device.seed)) },
    readOwnDispute: {},
    askToLink: { name: "Chromium on the sofa" },
    lookAtLink: { code: "0123-4567-89AB-CDEF" },
    changeTerminals: { change: await aNaming(world, device, device.publicKey, "On the desk") },
    tellTerminals: { words: [await aWord(world, device, realm.trade)] },
    recoverTerminal: { approval: await anApproval(world, recovery, nextKey.publicKey) },
  };
}
