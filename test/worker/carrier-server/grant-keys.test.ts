// Rings of keys in both deployments: what a former key made is accepted, what a stranger's made is not.
import { describe, expect, it } from "vitest";
import { makeKeys } from "../../../cli/keys.ts";
import { rotateKeys } from "../../../cli/rotate-keys.ts";
import type { AccountId } from "../../../protocol/ids.ts";
import type { Grant } from "../../../protocol/signing/signed-objects.ts";
import { grantHolds, macGrant } from "../../../protocol/trade/grant.ts";
import { deploymentOf, publishedKeys } from "../../../worker/carrier-server/deployment.ts";
import {
  openAccountReference,
  sealAccount,
} from "../../../worker/carrier-server/sealing/account-reference.ts";
import { clockNow } from "../../../worker/objects/clock.ts";
import { deploymentOf as synchronousDeploymentOf } from "../../../worker/synchronous-server/deployment.ts";

const GRANT = { typ: "warifu/grant/1", iss: "synchronous-server" } as unknown as Grant;

async function deployments() {
  const now = clockNow();
  const first = await makeKeys({ mode: "test", now });
  const next = await rotateKeys(first, { mode: "test", now });
  const open = async ({ carrier, synchronous }: typeof first) => {
    const env = { MODE: "test", ORIGIN: "https://pay.example" };
    return {
      carrier: await deploymentOf({ ...env, ...carrier } as never),
      synchronous: await synchronousDeploymentOf({ ...env, ...synchronous } as never),
    };
  };
  return {
    first: await open(first),
    next: await open(next),
    stranger: await open(await makeKeys({ mode: "test", now })),
  };
}

describe("a rotation", () => {
  it("[RG17] [SG4] takes grants of both keys at the carrier, before and after the other server has the new one", async () => {
    const { first, next, stranger } = await deployments();
    const { grantKey, formerGrantKeys = [] } = next.carrier;
    const holds = async ({ synchronous }: typeof first) =>
      grantHolds(await macGrant(GRANT, synchronous.grantKey), grantKey, ...formerGrantKeys);
    expect([await holds(first), await holds(next), await holds(stranger)]).toEqual([
      true,
      true,
      false,
    ]);
    expect(
      await grantHolds(await macGrant(GRANT, next.synchronous.grantKey), first.carrier.grantKey),
    ).toBe(false);
  });

  it("[RG17] opens what was sealed before, and seals under the new key", async () => {
    const { first, next } = await deployments();
    const account = "acc_test_0000000000000000" as AccountId;
    const sealed = await sealAccount(first.carrier.sealing, account);
    expect(await openAccountReference(next.carrier.sealing, sealed)).toBe(account);
    const again = await sealAccount(next.carrier.sealing, account);
    expect(again.split(".")[1]).not.toBe(sealed.split(".")[1]);
    expect(await openAccountReference(first.carrier.sealing, again)).toBeUndefined();
  });

  it("[RG16] [RG17] [SG8] lists the former signing key's certificate, and signs by the new one", async () => {
    const { first, next } = await deployments();
    const kids = next.carrier.certificates.map(({ payload }) => payload.kid);
    expect(kids).toEqual([next.carrier.signing.kid, first.carrier.signing.kid]);
    const published = publishedKeys(next.carrier).map(({ payload }) => [payload.use, payload.kid]);
    const enc = [next, first].map(({ carrier }) => carrier.encryption?.current.payload.kid);
    expect(published).toEqual([
      ...kids.map((kid) => ["sign", kid]),
      ...enc.map((kid) => ["encrypt", kid]),
    ]);
  });
});
