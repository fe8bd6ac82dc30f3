/**
 * A change of an account's terminals as the synchronous server brings it: parsed and its signature verified here,
 * then one hop to the branch, which knows whose key may ask for it [TE2]. The caller is trusted with nothing.
 */

import { SignedTerminalChange } from "../../protocol/account/terminal-changes.ts";
import { modeOf } from "../../protocol/ids.ts";
import type { AccountView } from "../../protocol/messages.ts";
import { refusal } from "../../protocol/problem.ts";
import { err } from "../../protocol/result.ts";
import { verify } from "../../protocol/signing/signature.ts";
import { parseMessage } from "../http/read-body.ts";
import { answered } from "./answered.ts";
import { accountIdOf } from "./branch/account/open-account.ts";
import { branchFor } from "./branch/branches.ts";
import type { Answer, SealedAccountReference } from "./carrier.ts";
import { deploymentOf } from "./deployment.ts";
import type { CarrierEnv } from "./env.ts";
import { openAccountReference } from "./sealing/account-reference.ts";

export async function changeTerminals(
  env: CarrierEnv,
  sealed: SealedAccountReference,
  signed: SignedTerminalChange,
): Promise<Answer<AccountView>> {
  const { trust, sealing } = await deploymentOf(env);
  const parsed = parseMessage(SignedTerminalChange, signed);
  if (!parsed.ok) return parsed;
  const account = await openAccountReference(sealing, sealed);
  if (!account) return err(refusal("credential_invalid"));
  const change = parsed.value.payload;
  const expected = { typ: change.typ, iss: change.iss, aud: trust.realm, mode: trust.mode };
  const refused = await verify(parsed.value, expected, change.iss);
  if (refused) return err(refusal(refused));
  const approved = change.typ === "warifu/terminal-approval/1" ? change.terminal : undefined;
  const own = approved && { own: await accountIdOf(modeOf(account), approved) };
  return answered(() => branchFor(env, account).changeTerminals({ account, change, ...own }));
}
