// The synchronous server's door to a holder's changes: relayed whole, with all that the carrier says of them.

import * as v from "valibot";
import { expect, it } from "vitest";
import { PinProblem, StepUpProblem } from "../../../protocol/account/step-up-problems.ts";
import { AccountView } from "../../../protocol/messages.ts";
import { clockNow } from "../../../worker/objects/clock.ts";
import { anAuthenticator } from "../../support/builders/authenticator.ts";
import { aChange, byPin, type Changing, type Prove } from "../../support/builders/step-up.ts";
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
