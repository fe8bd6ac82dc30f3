/**
 * The secrets of both Workers: from the folder that `npm run keys` or the key ceremony left, from a prompt that shows
 * nothing, or, where nothing is given, those that are there already. None is printed, stored anew, or given to a command
 * in its arguments.
 */

import { createHmac, randomUUID } from "node:crypto";
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as v from "valibot";
import { Mode } from "../../../protocol/ids.ts";
import { PublicKey } from "../../../protocol/signing/signature.ts";
import type { Role } from "../../system/servers.ts";
import type { Environment, EnvironmentName } from "../environment/environments.ts";
import { Missing, type Told } from "../steps.ts";

/** Without these a server doesn't start; ENCRYPTION_KEYS and OPERATOR_KEY_2 may be missing. */
export const NEEDED: Readonly<Record<Role, readonly string[]>> = {
  synchronous: ["ROOT_KEY", "TRADE_ID_KEY", "GRANT_KEY", "CREDENTIAL_KEY"],
  carrier: ["ROOT_KEY", "SIGNING_KEYS", "SEALING_KEYS", "GRANT_KEY", "OPERATOR_KEY"],
};
const ROLES: readonly Role[] = ["carrier", "synchronous"];
/** Both servers must have the same. */
const SHARED = ["ROOT_KEY", "GRANT_KEY"];

const SecretFile = v.record(v.string(), v.string());
type Secrets = v.InferOutput<typeof SecretFile>;

export interface Given {
  readonly rootKey: PublicKey;
  /** undefined: what is there stays */
  readonly secrets?: Readonly<Record<Role, Secrets>>;
}

export interface SecretsAsked {
  readonly name: EnvironmentName;
  readonly environment: Environment;
  /** folder of `npm run keys` */
  readonly keys?: string;
  /** names of those that a Worker has */
  readonly present: Readonly<Record<Role, readonly string[]>>;
  /** reads a line that nobody sees; undefined where nobody sits */
  readonly prompt?: (question: string) => Promise<string>;
}

/** @throws Missing with the names of what is missing, never a value */
export async function secretsFor(asked: SecretsAsked): Promise<Told<Given>> {
  const { name, environment, keys, present } = asked;
  if (keys !== undefined) {
    const secrets = readFolder(keys, name, environment);
    const rootKey = rootOf(secrets, environment, name);
    const count = Object.keys(secrets.carrier).length + Object.keys(secrets.synchronous).length;
    return { said: `${count} of ${keys}, of the root ${rootKey}`, value: { rootKey, secrets } };
  }
  const missing = ROLES.flatMap((role) =>
    NEEDED[role].filter((one) => !present[role].includes(one)).map((one) => [role, one] as const),
  );
  if (missing.length === 0) {
    const { rootKey } = environment;
    if (rootKey) return { said: `all there, of the root ${rootKey}`, value: { rootKey } };
    throw new Missing(
      "which root key the wallets pin isn't said",
      `npm run environments -- ${name} --root-key KEY, as npm run keys printed it, or --keys FOLDER`,
    );
  }
  if (asked.prompt && missing.some(([, one]) => one !== "ROOT_KEY"))
    return prompted(missing, asked, asked.prompt);
  throw new Missing(
    `missing at the servers: ${[...new Set(missing.map(([, one]) => one))].join(", ")}`,
    `npm run keys -- --mode ${environment.mode} --out FOLDER; npm run deploy -- --env ${name} --keys FOLDER`,
  );
}

async function prompted(
  missing: readonly (readonly [Role, string])[],
  { name, environment }: SecretsAsked,
  prompt: (question: string) => Promise<string>,
): Promise<Told<Given>> {
  const secrets: Record<Role, Secrets> = { synchronous: {}, carrier: {} };
  const known: Secrets = {};
  for (const [role, one] of missing) {
    known[one] ??= (await prompt(`${one} (nothing is shown): `)).trim();
    if (known[one] === "") throw new Missing(`${one} was left empty`, "the same command again");
    secrets[role][one] = known[one];
  }
  const rootKey = v.parse(PublicKey, known.ROOT_KEY ?? environment.rootKey);
  if (environment.rootKey && environment.rootKey !== rootKey) throw otherRoot(name);
  return { said: `${Object.keys(known).length} typed in`, value: { rootKey, secrets } };
}

function readFolder(
  folder: string,
  name: EnvironmentName,
  { mode }: Environment,
): Record<Role, Secrets> {
  const again = `npm run keys -- --mode ${mode} --out ${folder}; npm run deploy -- --env ${name} --keys ${folder}`;
  const read = (role: Role) => {
    const path = join(folder, `${role}.json`);
    if (!existsSync(path)) throw new Missing(`there is no ${path}`, again);
    if ((statSync(path).mode & 0o077) !== 0 && process.platform !== "win32")
      throw new Missing(`others may read ${path}`, `chmod 600 ${path}`);
    const parsed = v.safeParse(SecretFile, JSON.parse(readFileSync(path, "utf8")));
    const lacking = NEEDED[role].filter((one) => !parsed.success || !parsed.output[one]);
    if (!parsed.success || lacking.length > 0)
      throw new Missing(`${path} lacks ${lacking.join(", ") || "its form"}`, again);
    return parsed.output;
  };
  const secrets = { synchronous: read("synchronous"), carrier: read("carrier") };
  const apart = SHARED.filter((one) => secrets.synchronous[one] !== secrets.carrier[one]);
  if (apart.length > 0) throw new Missing(`the two files differ in ${apart.join(", ")}`, again);
  const made = modeOfKeys(secrets.carrier);
  if (made !== mode)
    throw new Missing(`the keys of ${folder} are for ${made} mode, and ${name} is ${mode}`, again);
  return secrets;
}

/** Of the certificate that the root gave the first signing key. */
function modeOfKeys({ SIGNING_KEYS }: Secrets): Mode | undefined {
  const Keys = v.array(v.object({ certificate: v.object({ payload: v.object({ mode: Mode }) }) }));
  const parsed = v.safeParse(Keys, JSON.parse(SIGNING_KEYS ?? "[]"));
  return parsed.success ? parsed.output[0]?.certificate.payload.mode : undefined;
}

/** What wallets pin already never changes by a slip. */
function rootOf(
  { carrier }: Record<Role, Secrets>,
  { rootKey }: Environment,
  name: EnvironmentName,
): PublicKey {
  const given = v.parse(PublicKey, carrier.ROOT_KEY);
  if (rootKey !== undefined && rootKey !== given) throw otherRoot(name);
  return given;
}

function otherRoot(name: EnvironmentName): Missing {
  return new Missing(
    "these keys are of another root than environments.json has: wallets and shops wouldn't know it",
    `--keys with the folder of ${name}, or docs/key-ceremony.md: Another root`,
  );
}

/**
 * Tells two sets of secrets apart and nothing else: keyed by one of them, so that nobody without it can try values. A set
 * that was typed in without that one is like no other.
 */
export function secretsMark(secrets: Secrets): string {
  const hmac = createHmac("sha256", `warifu/deployed/1 ${secrets.GRANT_KEY ?? randomUUID()}`);
  for (const name of Object.keys(secrets).sort()) hmac.update(`${name}=${secrets[name]}\n`);
  return hmac.digest("hex").slice(0, 12);
}

/** For one command that takes secrets by file: only this user reads it, and it is gone afterwards. */
export async function withSecretFile<T>(
  secrets: Secrets | undefined,
  use: (path: string | undefined) => Promise<T>,
): Promise<T> {
  if (!secrets || Object.keys(secrets).length === 0) return use(undefined);
  const folder = mkdtempSync(join(tmpdir(), "warifu-secrets-"));
  const path = join(folder, "secrets.json");
  try {
    writeFileSync(path, JSON.stringify(secrets), { mode: 0o600 });
    return await use(path);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
