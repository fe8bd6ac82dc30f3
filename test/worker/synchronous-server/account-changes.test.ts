// The synchronous server's door to a holder's changes: relayed whole, with all that the carrier says of them.

import * as v from "valibot";
import { describe, expect, it } from "vitest";
import { makeKeyPair } from "../../../cli/keys.ts";
import { PinProblem, StepUpProblem } from "../../../protocol/account/step-up-problems.ts";
import { AccountView } from "../../../protocol/messages.ts";
import { clockNow } from "../../../worker/objects/clock.ts";
import { anAuthenticator } from "../../support/builders/authenticator.ts";
import {
  aChange,
  byPin,
  type Changing,
  type Prove,
  provenTerminals,
} from "../../support/builders/step-up.ts";
import { anApproval } from "../../support/builders/terminals.ts";
import { costOf } from "../carrier-world.ts";
import {
  aWallet,
  bearing,
  postSigned,
  problemIn,
  type Wallet,
  world,
} from "../synchronous-world.ts";

let moment = 0;
async function change(wallet: Wallet, asked: Changing, prove?: Prove): Promise<Response> {
  const more = { time: clockNow() + ++moment, ...(prove ? { prove } : {}) };
  const body = await aChange(await world(), wallet.device, asked, more);
  return postSigned(wallet.device, "/v1/account/changes", body, bearing(wallet));
}

it("[SU7] [SU22] a change is relayed, and so is all that the carrier says to one that it refuses", async () => {
  const wallet = await aWallet();
  const key = wallet.enrolled.account.pin_key?.payload;
  if (!key) throw new Error("the carrier takes PINs");
  const set = await change(wallet, { kind: "set_pin", pin: "271828", key });
  expect(set.status).toBe(200);
  const view = v.parse(AccountView, await set.json());
  expect(view).toMatchObject({ security: { pin: { state: "set" } }, pin_key: { payload: key } });
  const adding = { kind: "add_passkey", name: "Laptop", by: await anAuthenticator() } as const;
  const alone = await change(wallet, adding);
  expect(alone.status).toBe(403);
  const asked = v.parse(StepUpProblem, await alone.json());
  expect(asked).toMatchObject({ code: "step_up_required", methods: { pin: { state: "set" } } });
  const wrong = await change(wallet, adding, byPin(key, "000000"));
  expect(v.parse(PinProblem, await wrong.json())).toMatchObject({
    ...{ code: "wrong_pin", kind: "not_yet", tries_left: 9 },
  });
});

it("[SU7] a change by another terminal's key, without a credential or with more in it is refused", async () => {
  const [mine, yours] = [await aWallet(), await aWallet()];
  const asked = { kind: "remove_pin" } as const;
  const body = await aChange(await world(), mine.device, asked);
  const path = "/v1/account/changes";
  const stolen = await postSigned(mine.device, path, body, bearing(yours));
  expect((await problemIn(stolen)).code).toBe("wrong_issuer");
  const brought = await postSigned(yours.device, path, body, bearing(yours));
  expect(await problemIn(brought)).toMatchObject({
    ...{ code: "wrong_issuer", param: "/change/payload/iss" },
  });
  expect((await problemIn(await postSigned(mine.device, path, body))).code).toBe(
    "credential_invalid",
  );
  const more = await postSigned(mine.device, path, { ...body, pin: "271828" }, bearing(mine));
  expect((await problemIn(more)).code).toBe("invalid_request");
});

/** What it wrote in the payer's branch. */
const rowsOf = async (work: () => Promise<unknown>) => (await costOf(work)).rows;

/** Of an account with a PIN: its terminal's approval of a new key. */
async function anApprovalToProve() {
  const wallet = await aWallet();
  const key = wallet.enrolled.account.pin_key?.payload;
  if (!key) throw new Error("the carrier takes PINs");
  await change(wallet, { kind: "set_pin", pin: "271828", key });
  const device = await makeKeyPair();
  const approval = await anApproval(await world(), wallet.device, device.publicKey);
  const bring = (body: object) =>
    postSigned(wallet.device, "/v1/terminals/changes", body, bearing(wallet));
  return { wallet, key, device, approval, bring };
}

it("[SU25] a change of terminals is relayed with its proof, and so is all that the carrier says of one", async () => {
  const { wallet, key, device, approval, bring } = await anApprovalToProve();
  const alone = v.parse(StepUpProblem, await (await bring({ change: approval })).json());
  expect(alone).toMatchObject({ code: "step_up_required", methods: { pin: { state: "set" } } });
  const proven = async (pin: string) =>
    bring(await provenTerminals(await world(), wallet.device, approval, byPin(key, pin)));
  expect(v.parse(PinProblem, await (await proven("000000")).json())).toMatchObject({
    ...{ code: "wrong_pin", kind: "not_yet", tries_left: 9 },
  });
  const done = await proven("271828");
  expect(done.status).toBe(200);
  const view = v.parse(AccountView, await done.json());
  expect(view.terminals?.map((one) => one.key)).toContain(device.publicKey);
  const linked = await postSigned(device, "/v1/terminals/links", { name: "Sofa" });
  expect(await linked.json()).toMatchObject({ state: "linked", approval });
});

describe("a replay", () => {
  it("[SU8] of a change gets the same answer and writes nothing; other bytes of its time are refused", async () => {
    const wallet = await aWallet();
    const key = wallet.enrolled.account.pin_key?.payload;
    if (!key) throw new Error("the carrier takes PINs");
    const time = clockNow();
    const changing = { kind: "set_pin", pin: "271828", key } as const;
    const body = await aChange(await world(), wallet.device, changing, { time });
    const send = (sent: object) =>
      postSigned(wallet.device, "/v1/account/changes", sent, bearing(wallet));
    const first = await (await send(body)).text();
    const cost = await rowsOf(async () => expect(await (await send(body)).text()).toBe(first));
    expect(cost).toBe(0);
    const others = [
      await aChange(await world(), wallet.device, { ...changing, pin: "314159" }, { time }),
      await aChange(await world(), wallet.device, { kind: "remove_pin" }, { time: time - 1 }),
    ];
    for (const other of others) {
      const rows = await rowsOf(async () =>
        expect((await problemIn(await send(other))).code).toBe("stale_request"),
      );
      expect(rows).toBe(0);
    }
  });

  it("[SU25] [TE3] of a change of terminals gets the same answer and writes nothing, with its proof, another or none", async () => {
    const { wallet, key, approval, bring } = await anApprovalToProve();
    const prove = async (pin: string) =>
      provenTerminals(await world(), wallet.device, approval, byPin(key, pin));
    const body = await prove("271828");
    const first = await (await bring(body)).text();
    for (const again of [body, { change: approval }, await prove("000000")]) {
      const rows = await rowsOf(async () => expect(await (await bring(again)).text()).toBe(first));
      expect(rows).toBe(0);
    }
    // The same approval with other bytes in it isn't what was signed.
    const { payload, signature } = approval;
    const other = { payload: { ...payload, name: "Another" }, signature };
    const rows = await rowsOf(async () =>
      expect((await problemIn(await bring({ change: other }))).code).toBe("bad_signature"),
    );
    expect(rows).toBe(0);
  });
});
