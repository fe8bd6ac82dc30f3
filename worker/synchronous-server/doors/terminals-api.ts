/**
 * The door by which an account's terminals are kept: a new one asks to be linked or comes by the recovery key, one
 * of the account looks at who asks, and brings what it signed. The carrier decides each of it [TE2]; here two
 * terminals only meet, and the user DB learns what the carrier did. And what terminals say to each other of trades.
 */

import {
  AskToLink,
  ChangeTerminals,
  type LinkAsked,
  type LinkView,
  LookAtLink,
  RecoverTerminal,
} from "../../../protocol/account/linking.ts";
import {
  type SignedTerminalApproval,
  type SignedTerminalChange,
  userIdOfCode,
} from "../../../protocol/account/terminal-changes.ts";
import {
  type SignedTradeWord,
  TellTerminals,
  type TradeWords,
} from "../../../protocol/account/trade-words.ts";
import type { UserId } from "../../../protocol/ids.ts";
import type { AccountView, Enrolled } from "../../../protocol/messages.ts";
import { type Refusal, refusal } from "../../../protocol/problem.ts";
import { err, ok, type Result } from "../../../protocol/result.ts";
import { type PublicKey, verify } from "../../../protocol/signing/signature.ts";
import { answer } from "../../http/answer.ts";
import type { Door } from "../../http/door.ts";
import { callCarrier } from "../carrier-call.ts";
import { deploymentOf } from "../deployment.ts";
import type { SynchronousEnv } from "../env.ts";
import { tradeIdOf } from "../trade-address.ts";
import { findUser } from "../user/find-user.ts";
import { freshCredential } from "../user/fresh-credential.ts";
import { readAsTerminal, readSigned } from "../user/terminal-requests.ts";
import { userIdOf } from "../user/user-id.ts";
import type { KeptWord } from "../user/words.ts";
import { accountAnswer } from "./account-answer.ts";

export function addTerminalsApi(door: Door<SynchronousEnv>): void {
  door.post("/v1/terminals/links", async (c) => answer(c.req.raw, await ask(c.req.raw, c.env)));
  door.post("/v1/terminals/links/look", async (c) =>
    answer(c.req.raw, await look(c.req.raw, c.env)),
  );
  door.post("/v1/terminals/changes", async (c) =>
    accountAnswer(c.req.raw, await change(c.req.raw, c.env)),
  );
  door.post("/v1/terminals/words", async (c) => answer(c.req.raw, await tell(c.req.raw, c.env)));
  door.post("/v1/terminals/recoveries", async (c) =>
    answer(c.req.raw, await recover(c.req.raw, c.env)),
  );
}

async function ask(request: Request, env: SynchronousEnv): Promise<Result<LinkView, Refusal>> {
  const asked = await readSigned(request, AskToLink, env);
  if (!asked.ok) return asked;
  const { key, body } = asked.value;
  const state = await (await objectOf(key, env)).askToLink(key, body.name);
  if (state.state === "waiting") return ok(state);
  const enrolled = await enrolledBy(state.approval, key, env);
  return enrolled.ok
    ? ok({ state: "linked", approval: state.approval, enrolled: enrolled.value })
    : enrolled;
}

async function look(request: Request, env: SynchronousEnv): Promise<Result<LinkAsked, Refusal>> {
  const asked = await readAsTerminal(request, LookAtLink, env);
  if (!asked.ok) return asked;
  const { key, body, credential } = asked.value;
  const at = userIdOfCode(credential.mode, body.code);
  if (!at) return err(refusal("link_not_found", { param: "/code" }));
  if (!(await env.USER.getByName(credential.user).countLookup()))
    return err(refusal("too_many_links"));
  return env.USER.getByName(at).lookAtLink(key);
}

async function change(request: Request, env: SynchronousEnv) {
  const asked = await readAsTerminal(request, ChangeTerminals, env);
  if (!asked.ok) return asked;
  const { user, sealed } = asked.value.credential;
  return bring({ user, sealed }, asked.value.body, env);
}

/** Only what this terminal said itself, about trades of our making, is kept; in its words nothing else stands [AS10]. */
async function tell(request: Request, env: SynchronousEnv): Promise<Result<TradeWords, Refusal>> {
  const asked = await readAsTerminal(request, TellTerminals, env);
  if (!asked.ok) return asked;
  const { key, body, credential } = asked.value;
  const kept: KeptWord[] = [];
  for (const [at, signed] of body.words.entries()) {
    const refused = await wordRefusal(signed, key, env);
    if (refused) return err({ ...refused, param: `/words/${at}` });
    const { trade, time } = signed.payload;
    kept.push({ trade, time, signed: JSON.stringify(signed) });
  }
  const heard = await env.USER.getByName(credential.user).tell(key, kept);
  if (!heard.ok) return heard;
  return ok({ words: heard.value.map((signed) => JSON.parse(signed)) });
}

async function wordRefusal(
  signed: SignedTradeWord,
  key: PublicKey,
  env: SynchronousEnv,
): Promise<Refusal | undefined> {
  const { realm, mode } = (await deploymentOf(env)).trust;
  const expected = { typ: "warifu/trade-word/1", iss: key, aud: realm, mode };
  const code = await verify(signed, expected, key);
  if (code) return refusal(code);
  const trade = await tradeIdOf(signed.payload.trade, env);
  return trade.ok ? undefined : trade.error;
}

/** Without a credential: the recovery key's public half leads to the user, and its signature to the account [TE14]. */
async function recover(request: Request, env: SynchronousEnv): Promise<Result<Enrolled, Refusal>> {
  const asked = await readSigned(request, RecoverTerminal, env);
  if (!asked.ok) return asked;
  const { key, body } = asked.value;
  const { approval } = body;
  if (approval.payload.terminal !== key)
    return err(refusal("wrong_issuer", { param: "/approval/payload/terminal" }));
  const user = await (await objectOf(approval.payload.iss, env)).home();
  if (!user) return err(refusal("unknown_terminal"));
  const sealed = await env.USER.getByName(user).sealed();
  if (!sealed.ok) return sealed;
  const done = await bring({ user, sealed: sealed.value }, { change: approval }, env);
  return done.ok ? enrolledIn(done.value, key, env) : done;
}

/** Where an account is kept, and the reference to it that the carrier alone can open. */
interface Place {
  readonly user: UserId;
  readonly sealed: string;
}

/** To the carrier first: what it refuses is nowhere noted. All of it can be done again. */
async function bring(
  { user, sealed }: Place,
  body: ChangeTerminals,
  env: SynchronousEnv,
): Promise<Result<AccountView, Refusal>> {
  const done = await callCarrier(() => env.CARRIER.changeTerminals(sealed, body));
  if (!done.ok) return done;
  const { change: signed } = body;
  await env.USER.getByName(user).keep(done.value.terminals ?? []);
  const { payload } = signed;
  if (isApproval(signed)) await (await objectOf(signed.payload.terminal, env)).moveTo(user, signed);
  if (payload.typ === "warifu/recovery-key/1")
    await (await objectOf(payload.recovery, env)).moveTo(user);
  return done;
}

function isApproval(signed: SignedTerminalChange): signed is SignedTerminalApproval {
  return signed.payload.typ === "warifu/terminal-approval/1";
}

/** The approval again, which changes nothing: the carrier answers with the account as it is. */
async function enrolledBy(
  approval: SignedTerminalApproval,
  key: PublicKey,
  env: SynchronousEnv,
): Promise<Result<Enrolled, Refusal>> {
  const known = await findUser(key, env);
  if (!known.ok) return known;
  const { sealed } = known.value;
  const account = await callCarrier(() =>
    env.CARRIER.changeTerminals(sealed, { change: approval }),
  );
  return account.ok ? enrolledIn(account.value, key, env) : account;
}

async function enrolledIn(
  account: AccountView,
  key: PublicKey,
  env: SynchronousEnv,
): Promise<Result<Enrolled, Refusal>> {
  const fresh = await freshCredential(key, env);
  if (!fresh.ok) return fresh;
  const { user, credential } = fresh.value;
  return ok({ user, account, credential });
}

/** What is kept under the name of a key. */
async function objectOf(key: PublicKey, env: SynchronousEnv) {
  const { trust } = await deploymentOf(env);
  return env.USER.getByName(await userIdOf(trust.mode, key));
}
