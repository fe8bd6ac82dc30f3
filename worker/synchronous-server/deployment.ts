/**
 * What this deployment is, read from the environment once: its mode, what it trusts, and its keys. Never
 * leaves the Worker.
 */

import * as v from "valibot";
import { assert } from "../../protocol/assert.ts";
import { Mode } from "../../protocol/ids.ts";
import { fromBase64Url } from "../../protocol/signing/encoding.ts";
import {
  importHmacKey,
  importHmacKeys,
  PublicKey,
  realmOf,
} from "../../protocol/signing/signature.ts";
import type { Trust } from "../../protocol/trade/offer.ts";
import type { SynchronousSettings } from "./settings.ts";
import { TradeIdentity } from "./trade-identity.ts";

export interface Deployment {
  readonly trust: Trust;
  readonly identity: TradeIdentity;
  readonly grantKey: CryptoKey;
  /** 32 bytes, for A256GCM */
  readonly credentialKey: Uint8Array<ArrayBuffer>;
}

const SECRETS = ["MODE", "ROOT_KEY", "TRADE_ID_KEY", "GRANT_KEY", "CREDENTIAL_KEY"] as const;
type Secrets = Pick<SynchronousSettings, (typeof SECRETS)[number]>;

let last: { readonly secrets: Secrets; readonly deployment: Deployment } | undefined;

/** Cached by the texts themselves: an environment is a new object for each entrypoint and object. */
export async function deploymentOf(env: Secrets): Promise<Deployment> {
  const known = last;
  if (known && SECRETS.every((name) => known.secrets[name] === env[name])) return known.deployment;
  const { MODE, ROOT_KEY, TRADE_ID_KEY, GRANT_KEY, CREDENTIAL_KEY } = env;
  const secrets = { MODE, ROOT_KEY, TRADE_ID_KEY, GRANT_KEY, CREDENTIAL_KEY };
  const deployment = await readDeployment(secrets);
  last = { secrets, deployment };
  return deployment;
}

async function readDeployment(env: Secrets): Promise<Deployment> {
  const mode = v.parse(Mode, env.MODE);
  const rootKey = v.parse(PublicKey, env.ROOT_KEY);
  const credentialKey = fromBase64Url(env.CREDENTIAL_KEY);
  assert(credentialKey?.length === 32, "CREDENTIAL_KEY has 32 bytes");
  return {
    trust: { rootKey, realm: await realmOf(rootKey), mode },
    identity: new TradeIdentity(await importHmacKey(env.TRADE_ID_KEY)),
    grantKey: (await importHmacKeys(env.GRANT_KEY))[0],
    credentialKey,
  };
}
