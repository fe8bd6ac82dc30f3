// Terminals: enrolment, credentials that carry everything and show nothing, and the account's balance.
import { runInDurableObject } from "cloudflare:test";
import { describe, expect, it, vi } from "vitest";
import { type KeyPair, makeKeyPair } from "../../../cli/keys.ts";
import type { OpenedAccount } from "../../../protocol/account/opening.ts";
import { proveOpening, readOpeningCode } from "../../../protocol/account/opening-code.ts";
import { CREDENTIAL_MS, REQUEST_SKEW_MS } from "../../../protocol/limits.ts";
import type { AccountView, Credential, Enrolled } from "../../../protocol/messages.ts";
import { fromBase64Url } from "../../../protocol/signing/encoding.ts";
import { CarrierEntrypoint } from "../../../worker/carrier-server/index.ts";
import { clockNow } from "../../../worker/objects/clock.ts";
import { deploymentOf } from "../../../worker/synchronous-server/deployment.ts";
import {
  credentialOf,
  issueCredential,
} from "../../../worker/synchronous-server/user/credential.ts";
import type { User } from "../../../worker/synchronous-server/user/user.ts";
import { anEnrolment, aTerminalRequest } from "../../support/builders/payment.ts";
import { actAsOperator } from "../carrier-server/operator-world.ts";
import {
  advanceClock,
  aWallet,
  bearing,
  env,
  ORIGIN,
  post,
  postAccount,
  postRenew,
  postSigned,
  problemIn,
  type Signing,
  type Wallet,
  world,
} from "../synchronous-world.ts";

async function enrol(overrides = {}, device = makeKeyPair()): Promise<Response> {
  const enrolment = await anEnrolment(await world(), await device, overrides);
  return postSigned(await device, "/v1/terminals", { enrolment });
}

async function refusalOf(response: Response | Promise<Response>): Promise<string> {
  const { code, status } = await problemIn(await response);
  return `${status} ${code}`;
}

function userRows(user: string): Promise<number> {
  return runInDurableObject(
    env.USER.getByName(user),
    (object: User) => object.database.meter.read().rows,
  );
}

async function open(token: string) {
  const { credentialKey, trust } = await deploymentOf(env);
  const headers = { Authorization: `Warifu-Credential ${token}` };
  const request = new Request("http://localhost/", { headers });
  const opened = await credentialOf(request, credentialKey, trust.mode, clockNow());
  if (!opened.ok) throw new Error(opened.error.code);
  return opened.value;
}

describe("enrolment", () => {
  it("opens an account and answers user, account and credential", async () => {
    const response = await enrol();
    expect(response.status).toBe(200);
    const { user, account, credential } = (await response.json()) as Enrolled;
    expect(user).toMatch(/^usr_test_/);
    expect(account.balances).toContainEqual({ currency: "JPY", amount: 50_000 });
    expect(credential.expires_at).toBeGreaterThan(clockNow());
  });

  it("again finds the same user and account, and writes nothing to the user DB", async () => {
    const device = makeKeyPair();
    const first = (await (await enrol({}, device)).json()) as Enrolled;
    const before = await userRows(first.user);
    const second = (await (await enrol({}, device)).json()) as Enrolled;
    expect(second.user).toBe(first.user);
    expect(second.account).toEqual(first.account);
    expect(await userRows(first.user)).toBe(before);
  });

  it("of two devices at once are two users", async () => {
    const users = await Promise.all([enrol(), enrol()].map(async (one) => (await one).json()));
    expect(new Set(users.map((one) => (one as Enrolled).user)).size).toBe(2);
  });

  it("is refused when it isn't this device's, this realm's, this mode's or fresh", async () => {
    const [device, other] = await Promise.all([makeKeyPair(), makeKeyPair()]);
    const iss = other.publicKey;
    expect(await refusalOf(enrol({ iss }, Promise.resolve(device)))).toBe("400 wrong_issuer");
    const forged = await anEnrolment(await world(), other, { iss: device.publicKey });
    const sent = postSigned(device, "/v1/terminals", { enrolment: forged });
    expect(await refusalOf(sent)).toBe("400 bad_signature");
    const unsigned = post("/v1/terminals", { enrolment: await anEnrolment(await world(), device) });
    expect(await refusalOf(unsigned)).toBe("401 signature_missing");
    expect(await refusalOf(enrol({ aud: `realm:${"0".repeat(16)}` }))).toBe("400 wrong_audience");
    expect(await refusalOf(enrol({ mode: "live" }))).toBe("400 wrong_mode");
    const time = clockNow() - REQUEST_SKEW_MS - 1;
    expect(await refusalOf(enrol({ time }))).toBe("401 stale_request");
    expect(await refusalOf(enrol({ name: "\u202eevil" }))).toBe("400 invalid_request");
  });

  it("[LE74] with an opening code is of the account that the operator opened, and with a used one of none", async () => {
    const asked = { currencies: ["KWD"], credit: [], limits: [] };
    const opened = await actAsOperator("/v1/accounts", asked, {});
    const { opening_code } = (await opened.json()) as OpenedAccount;
    const code = readOpeningCode(opening_code)!;
    const bring = async () => {
      const device = await makeKeyPair();
      const proof = await proveOpening(code, device.publicKey);
      return enrol({ code: proof }, Promise.resolve(device));
    };
    const enrolled = (await (await bring()).json()) as Enrolled;
    expect(enrolled.account.balances).toEqual([{ currency: "KWD", amount: 0 }]);
    expect(await refusalOf(await bring())).toBe("403 opening_code_invalid");
  });

  it("without the carrier is carrier_unavailable, and stores no user", async () => {
    const log = vi.spyOn(console, "error").mockImplementation(() => undefined);
    const carrier = vi
      .spyOn(CarrierEntrypoint.prototype, "openAccount")
      .mockImplementation(() => Promise.reject(new Error("acc_test_secret")));
    const response = await enrol();
    expect(await refusalOf(response)).toBe("503 carrier_unavailable");
    expect(JSON.stringify(log.mock.calls)).not.toContain("acc_test");
    carrier.mockRestore();
    log.mockRestore();
  });
});

describe("[TM6] a credential", () => {
  it("shows nothing of what it carries", async () => {
    const { credential, enrolled, device } = await aWallet();
    const content = await open(credential.token);
    expect(content).toMatchObject({ user: enrolled.user, terminal: device.publicKey });
    expect(content.sealed).toMatch(/^ar1\./);
    const bytes = credential.token
      .split(".")
      .map((part) => new TextDecoder().decode(fromBase64Url(part)))
      .join();
    for (const secret of [content.sealed, content.pseudonyms, enrolled.user, device.publicKey])
      expect(`${credential.token} ${bytes}`).not.toContain(secret);
  });

  it("is renewed with the same secrets, and the account sealed afresh", async () => {
    const wallet = await aWallet();
    const response = await postRenew(wallet);
    expect(response.status).toBe(200);
    const renewed = (await response.json()) as Credential;
    const [before, after] = [await open(wallet.credential.token), await open(renewed.token)];
    expect(after.pseudonyms).toBe(before.pseudonyms);
    expect(after.sealed).not.toBe(before.sealed);
  });

  it("is renewed without a row, until the carrier seals under a newer key", async () => {
    const wallet = await aWallet();
    const before = await userRows(wallet.enrolled.user);
    await postRenew(wallet);
    expect(await userRows(wallet.enrolled.user)).toBe(before);
    const carrier = vi
      .spyOn(CarrierEntrypoint.prototype, "sealAgain")
      .mockImplementation(async (sealed) => ({
        ok: true,
        value: sealed.replace("ar1.1.", "ar1.2."),
      }));
    await postRenew(wallet);
    expect(await userRows(wallet.enrolled.user)).toBe(before + 1);
    carrier.mockRestore();
  });

  it("is not given to an unknown terminal, nor for another's or an old request", async () => {
    const wallet = await aWallet();
    const device = await makeKeyPair();
    expect(await refusalOf(postRenew({ device }))).toBe("403 unknown_terminal");
    const path = "/v1/terminals/credential";
    const renew = (signing: Signing) => postSigned(wallet.device, path, {}, {}, signing);
    const url = `${ORIGIN}/v1/account`;
    expect(await refusalOf(renew({ url }))).toBe("400 bad_signature");
    const now = clockNow() - REQUEST_SKEW_MS - 1_000;
    expect(await refusalOf(renew({ now }))).toBe("401 stale_request");
    const more = postSigned(wallet.device, path, { act: "credential" });
    expect(await refusalOf(more)).toBe("400 invalid_request");
  });

  it("asking for a terminal that was never enrolled stores nothing", async () => {
    const wallet: Wallet = { ...(await aWallet()), device: await makeKeyPair() };
    await postRenew(wallet);
    const { userIdOf } = await import("../../../worker/synchronous-server/user/user-id.ts");
    const user = await userIdOf("test", wallet.device.publicKey);
    const has = await runInDurableObject(env.USER.getByName(user), (object: User) =>
      object.database.hasTables(),
    );
    expect(has).toBe(false);
  });

  it("of the other mode or another type isn't one", async () => {
    const { credentialKey } = await deploymentOf(env);
    const wallet = await aWallet();
    const { expires_at: _, ...content } = await open(wallet.credential.token);
    const live = await issueCredential(credentialKey, { ...content, mode: "live" }, clockNow());
    const refused = await postAccount({ ...wallet, credential: live });
    expect(await refusalOf(refused)).toBe("401 credential_invalid");
    const otherKey = new Uint8Array(32).fill(1);
    const foreign = await issueCredential(otherKey, content, clockNow());
    const other = await postAccount({ ...wallet, credential: foreign });
    expect(await refusalOf(other)).toBe("401 credential_invalid");
  });
});

describe("the account", () => {
  it("is read with credential and signature", async () => {
    const wallet = await aWallet();
    const response = await postAccount(wallet);
    expect(response.status).toBe(200);
    const account = (await response.json()) as AccountView;
    expect(account).toEqual(wallet.enrolled.account);
    expect(JSON.stringify(account)).not.toMatch(/acc_test_/);
  });

  it("isn't read with the credential alone, or another terminal's signature on either", async () => {
    const [wallet, other] = [await aWallet(), await aWallet()];
    const asked = async ({ device }: Wallet) => ({
      request: await aTerminalRequest(await world(), device),
    });
    const ask = (device: KeyPair, body: unknown, headers = bearing(wallet)) =>
      postSigned(device, "/v1/account", body, headers);
    const unsigned = post("/v1/account", await asked(wallet), bearing(wallet));
    expect(await refusalOf(unsigned)).toBe("401 signature_missing");
    expect(await refusalOf(ask(wallet.device, {}))).toBe("400 invalid_request");
    expect(await refusalOf(ask(other.device, await asked(other)))).toBe("400 wrong_issuer");
    expect(await refusalOf(ask(wallet.device, await asked(other)))).toBe("400 wrong_issuer");
    expect(await refusalOf(ask(wallet.device, await asked(wallet), {}))).toBe(
      "401 credential_invalid",
    );
  });

  it("[TM6] isn't read with a credential that has run out", async () => {
    const wallet = await aWallet();
    advanceClock(CREDENTIAL_MS);
    const response = await postAccount(wallet);
    expect(await refusalOf(response)).toBe("401 credential_expired");
  });
});
