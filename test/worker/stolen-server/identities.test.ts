// A stolen synchronous server tries to become somebody: a terminal of the victim's account, a shop that it isn't,
// the carrier that signs receipts. It becomes nobody.

import * as v from "valibot";
import { beforeAll, describe, expect, it } from "vitest";
import { type KeyPair, makeKeyPair } from "../../../cli/keys.ts";
import { OpenedAccount } from "../../../protocol/account/opening.ts";
import { proveOpening, readOpeningCode } from "../../../protocol/account/opening-code.ts";
import type { SignedTerminalChange } from "../../../protocol/account/terminal-changes.ts";
import type { PublicKey, SignatureText } from "../../../protocol/signing/signature.ts";
import type { SignedReceipt } from "../../../protocol/signing/signed-objects.ts";
import { verifyOffer } from "../../../protocol/trade/offer.ts";
import { verifyReceipt } from "../../../protocol/trade/receipt.ts";
import { aConfirm, anEnrolment, aSale } from "../../support/builders/payment.ts";
import { aCertificate, aReceipt } from "../../support/builders/realm.ts";
import { anApproval, aRecoverySetting, aRevocation } from "../../support/builders/terminals.ts";
import { actAsOperator } from "../carrier-server/operator-world.ts";
import { aRegistration, certifyRegister } from "../carrier-world.ts";
import { env } from "../test-env.ts";
import {
  aPaidTrade,
  aStolenServer,
  confirmCode,
  moneyIn,
  type StolenServer,
} from "./stolen-world.ts";

let stolen: StolenServer;
beforeAll(async () => {
  stolen = await aStolenServer();
});

const OPENED = { currencies: ["JPY"], credit: [], limits: [] };
const INVENTED = "A".repeat(86) as SignatureText;

/** The thief's device tries to pay from the victim's account. */
async function payAs(device: KeyPair): Promise<string> {
  const { world, victim } = stolen;
  return confirmCode(await aConfirm(world, { ...victim, device }));
}

describe("a stolen synchronous server doesn't become a terminal", () => {
  const CHANGES: Record<string, (key: KeyPair) => Promise<SignedTerminalChange>> = {
    "by its own approval": (key) => anApproval(stolen.world, key, key.publicKey),
    "by an approval of another account's terminal": (key) =>
      anApproval(stolen.world, stolen.thief.device, key.publicKey),
    "by swapping the key in the victim's approval": async (key) => {
      const asked = (await makeKeyPair()).publicKey;
      const { payload, signature } = await anApproval(stolen.world, stolen.victim.device, asked);
      return { payload: { ...payload, terminal: key.publicKey as PublicKey }, signature };
    },
    "by setting the victim's recovery key": (key) =>
      aRecoverySetting(stolen.world, key, key.publicKey),
    "by revoking the victim's terminal": (key) =>
      aRevocation(stolen.world, key, [stolen.victim.device.publicKey]),
  };

  it.each(Object.entries(CHANGES))("%s", async (_, changeBy) => {
    const key = await makeKeyPair();
    const before = await moneyIn(stolen);
    const change = await changeBy(key);
    const changed = await env.CARRIER.changeTerminals(stolen.victim.sealed, { change });
    expect(changed.ok).toBe(false);
    expect(["unknown_terminal", "wrong_account"]).toContain(await payAs(key));
    expect(await moneyIn(stolen)).toEqual(before);
    // The victim still is one.
    expect(await confirmCode(await aConfirm(stolen.world, stolen.victim))).toBe("settled");
  });

  it("by swapping the device key of an enrolment with an opening code", async () => {
    const opened = await actAsOperator("/v1/accounts", OPENED, {});
    const { opening_code } = v.parse(OpenedAccount, await opened.json());
    const [holder, thief] = [await makeKeyPair(), await makeKeyPair()];
    const code = readOpeningCode(opening_code);
    if (!code) throw new Error("it is the text of a code");
    const proof = await proveOpening(code, holder.publicKey);
    const swapped = await env.CARRIER.openAccount(
      await anEnrolment(stolen.world, thief, { code: proof }),
    );
    expect(swapped).toMatchObject({ ok: false, error: { code: "opening_code_invalid" } });
    const honest = await env.CARRIER.openAccount(
      await anEnrolment(stolen.world, holder, { code: proof }),
    );
    expect(honest.ok).toBe(true);
  });

  it("by an enrolment whose key it swapped, under the victim's signature", async () => {
    const [holder, thief] = [await makeKeyPair(), await makeKeyPair()];
    const { payload, signature } = await anEnrolment(stolen.world, holder);
    const swapped = { payload: { ...payload, iss: thief.publicKey }, signature };
    const opened = await env.CARRIER.openAccount(swapped);
    expect(opened).toMatchObject({ ok: false, error: { code: "bad_signature" } });
  });
});

describe("a stolen synchronous server doesn't become a shop", () => {
  it("that the carrier certifies: the operator's key isn't the server's", async () => {
    const key = await makeKeyPair();
    const asked = await aRegistration(key, { name: "Kami paper goods" });
    const answer = await certifyRegister(asked, { Authorization: `Bearer ${env.GRANT_KEY}` });
    expect(answer.status).toBe(401);
  });

  it("that a terminal shows under a real shop's name", async () => {
    const { world, own } = stolen;
    const sale = await aSale(own);
    const { payload, signature } = own.certificate;
    const forged = {
      "its own certificate with the other name": {
        payload: { ...payload, name: "Kami paper goods" },
        signature,
      },
      "a certificate of its own make": await aCertificate(own.realm, {}, own.realm.registerKey),
      "the real shop's certificate": world.certificate,
    };
    for (const [what, certificate] of Object.entries(forged)) {
      const code = await verifyOffer({ ...sale, certificate }, world.realm.trust);
      expect(code, what).toMatch(/^(register_uncertified|wrong_register)$/);
    }
    expect(await verifyOffer(sale, world.realm.trust)).toBeUndefined();
  });

  it("by a chain under a root of its own", async () => {
    const { world, own } = stolen;
    const { payload } = world.realm.chain;
    const chain = {
      payload: { ...payload, key: own.realm.registerKey.publicKey },
      signature: INVENTED,
    };
    const code = await verifyOffer({ ...(await aSale(own)), chain }, world.realm.trust);
    expect(code).toBe("register_uncertified");
  });
});

describe("a stolen synchronous server makes no receipt", () => {
  it.each<[string, (receipt: SignedReceipt) => Promise<SignedReceipt>]>([
    [
      "by its own key",
      async (receipt) => ({
        ...(await aReceipt(
          stolen.own.realm,
          await aSale(stolen.own),
          {},
          stolen.own.realm.registerKey,
        )),
        certificate: receipt.certificate,
      }),
    ],
    [
      "by turning a refusal into a settlement",
      async ({ payload, signature, certificate }) => ({
        payload: { ...payload, outcome: "settled", attempt: 2 },
        signature,
        certificate,
      }),
    ],
    [
      "by another amount",
      async ({ payload, signature, certificate }) => ({
        payload: { ...payload, amount: payload.amount + 1 },
        signature,
        certificate,
      }),
    ],
    [
      "by another trade's",
      async ({ payload, signature, certificate }) => ({
        payload: { ...payload, trade: (await aSale(stolen.world)).trade },
        signature,
        certificate,
      }),
    ],
  ])("%s", async (_, forge) => {
    const body = await aPaidTrade(stolen);
    const answer = await env.CARRIER.confirm(body);
    if (!answer.ok) throw new Error(answer.error.code);
    const { trust, register } = stolen.world.realm;
    const expected = {
      ...{ register, trade: body.offer.trade, amount: 4980, currency: "JPY" },
      ...{ mode: trust.mode, outcome: "settled" as const },
    };
    expect((await verifyReceipt(answer.value.receipt, expected, trust)).ok).toBe(true);
    const forged = await forge(answer.value.receipt);
    const stated = { ...expected, trade: forged.payload.trade, amount: forged.payload.amount };
    const verified = await verifyReceipt(
      forged,
      { ...stated, register: forged.payload.register },
      trust,
    );
    // Whatever else is expected of it: it is nothing that the carrier signed.
    expect(verified.ok ? "a receipt" : verified.error).toMatch(/^(bad_signature|uncertified_key)$/);
  });
});
