// The carrier of the tests, really running: its realm, a register certified by its books, and a way to look
// into the branch of the tests' accounts.

import { runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { exports } from "cloudflare:workers";
import { type KeyPair, makeKeyPair } from "../../cli/keys.ts";
import type { CertifiedRegister } from "../../protocol/messages.ts";
import { importSigningSeed, sign } from "../../protocol/signing/signature.ts";
import type { Registration, SignedRegistration } from "../../protocol/signing/signed-objects.ts";
import type { Branch } from "../../worker/carrier-server/branch/branch.ts";
import { branchName, NEWEST_BRANCH } from "../../worker/carrier-server/branch/branches.ts";
import { TIDY_MS } from "../../worker/carrier-server/branch/desk.ts";
import type { Creditor } from "../../worker/carrier-server/carrier.ts";
import { deploymentOf } from "../../worker/carrier-server/deployment.ts";
import { clockNow, clockOffset, setClockOffset } from "../../worker/objects/clock.ts";
import type { MeterReading } from "../../worker/objects/meter.ts";
import { aTerminalRequest, type CarrierWorld, type Terminal } from "../support/builders/payment.ts";
import { env } from "./test-env.ts";

export async function aRegistration(
  key: KeyPair,
  overrides: Partial<Registration> = {},
): Promise<SignedRegistration> {
  const { trust } = await deploymentOf(env);
  const registration: Registration = {
    typ: "warifu/registration/1",
    iss: key.publicKey,
    aud: trust.realm,
    mode: trust.mode,
    name: "Kami paper goods",
    origins: ["http://127.0.0.1:3000"],
    time: clockNow(),
    ...overrides,
  };
  return sign(registration, await importSigningSeed(key.seed));
}

/** A request to the carrier's own HTTP door. */
export function askCarrier(path: string, init: RequestInit = {}): Promise<Response> {
  const door = (exports as unknown as { CarrierHttp: Fetcher }).CarrierHttp;
  return door.fetch(`https://carrier.test${path}`, init as never);
}

export async function certifyRegister(
  registration: SignedRegistration,
  headers: Record<string, string> = {},
  how: { readonly vouched?: boolean; readonly register?: string } = { vouched: true },
): Promise<Response> {
  return askCarrier("/v1/registers", {
    method: "POST",
    headers: {
      Authorization: `Bearer ${env.OPERATOR_KEY}`,
      "Content-Type": "application/json",
      "Idempotency-Key": crypto.randomUUID(),
      ...headers,
    },
    body: JSON.stringify({ registration, ...how }),
  });
}

/** Takes whatever it is told: these trades are made up, so that no till knows them. */
const takesAll: Creditor = {
  credit: async (decided) => ({ stored: decided.map(({ key }) => key) }),
};

/** A register of this carrier, certified by its books. */
export async function aCarrierWorld(): Promise<CarrierWorld> {
  await runInDurableObject(theBranch(), (branch: Branch) => {
    branch.creditor = takesAll;
  });
  const registerKey = await makeKeyPair();
  const answer = await certifyRegister(await aRegistration(registerKey));
  const { register, certificate, chain } = (await answer.json()) as CertifiedRegister;
  const [current] = JSON.parse(env.SIGNING_KEYS) as [{ seed: string }];
  const { trust } = await deploymentOf(env);
  return {
    realm: {
      mode: trust.mode,
      realm: trust.realm,
      trust,
      root: { seed: env.TEST_ROOT_SEED, publicKey: trust.rootKey },
      signing: { seed: current.seed, publicKey: chain.payload.key },
      chain,
      register,
      registerKey,
    },
    certificate,
    carrier: env.CARRIER,
    grantKey: env.GRANT_KEY,
    now: clockNow,
  };
}

/** The branch that the tests' accounts are opened in. */
export function theBranch(): DurableObjectStub<Branch> {
  return env.BRANCH.getByName(branchName("test", NEWEST_BRANCH));
}

/** What the work cost the branch, whatever else was counted before. */
export async function costOf(work: () => Promise<unknown>): Promise<MeterReading> {
  const before = await readMeter();
  await work();
  const after = await readMeter();
  return {
    hops: after.hops - before.hops,
    commits: after.commits - before.commits,
    rows: after.rows - before.rows,
    flushes: after.flushes - before.flushes,
  };
}

function readMeter(): Promise<MeterReading> {
  return runInDurableObject(theBranch(), (branch: Branch) => branch.database.meter.read());
}

/** The balances as the terminal is told them, minor units by currency. */
export async function balancesOf(
  world: CarrierWorld,
  terminal: Terminal,
): Promise<Record<string, number>> {
  const request = await aTerminalRequest(world, terminal.device);
  const account = await env.CARRIER.readAccount(terminal.sealed, request);
  if (!account.ok) throw new Error(account.error.code);
  return Object.fromEntries(
    account.value.balances.map(({ currency, amount }) => [currency, amount]),
  );
}

let rings = 0;

/**
 * The branch's alarm, once, so much later that it tidies too: later each time, since what it finds at one ring it may
 * leave for half a minute. @returns whether it was set
 */
export async function ringBranch(): Promise<boolean> {
  const offset = clockOffset();
  rings += 1;
  setClockOffset(offset + rings * (TIDY_MS + 1_000));
  try {
    return await runDurableObjectAlarm(theBranch());
  } finally {
    setClockOffset(offset);
  }
}
