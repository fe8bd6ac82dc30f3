/**
 * `npm run register -- lost-key` and `found-key`: a register whose signing key is gone gets another one. The shop makes
 * it here and hands the operators a file without a secret; two of them ask for it (`npm run operator -- replace-key`);
 * with the certificate that they hand back the shop gets its first API key under the new key [RG12].
 */

import { readFileSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import * as v from "valibot";
import { modeOf, RegisterId } from "../protocol/ids.ts";
import { CertifiedRegister, RegisteredRegister } from "../protocol/messages.ts";
import { apiKeyOrder, apiKeyText } from "../protocol/register/api-keys.ts";
import {
  importSigningSeed,
  PublicKey,
  publicKeyOfSeed,
  realmOf,
  sign,
} from "../protocol/signing/signature.ts";
import { Registration } from "../protocol/signing/signed-objects.ts";
import { createWarifu } from "../register-server/create-warifu.ts";
import { makeOpeningKey } from "../register-server/disclosure/opening-keys.ts";
import { keyFor, parseKey } from "../register-server/key.ts";
import { askWith } from "./ask-server.ts";
import { commandNamed } from "./command-named.ts";
import { makeKeyPair } from "./keys.ts";
import { joinValues } from "./option-values.ts";
import { assertCertified } from "./register-shop.ts";
import { assertTakesKey, type Env, warifuKeyOf, writeWarifuKey } from "./warifu-key.ts";

export const LOST_KEY_USAGE = `npm run register -- lost-key REGISTER --name NAME --origin ORIGIN … --write FILE --request FILE
                                       another signing key for a register that lost its own, in a WARIFU_KEY; the
                                       request, which isn't secret, is for two operators (their replace-key);
                                       --server and --root-key as above
npm run register -- found-key CERTIFICATE --warifu-key-file FILE
                                       begins anew with it, by the certificate that the second operator got`;

const OPTIONS = {
  name: { type: "string" },
  origin: { type: "string", multiple: true },
  server: { type: "string", default: "http://localhost:8787" },
  "root-key": { type: "string" },
  write: { type: "string" },
  request: { type: "string" },
  "warifu-key-file": { type: "string" },
} as const;
type Values = ReturnType<typeof readWords>["values"];

interface Asked {
  readonly word: string | undefined;
  readonly values: Values;
  readonly env: Env;
  readonly fetchAnswer: typeof fetch;
}

const COMMANDS: Readonly<Record<string, (asked: Asked) => Promise<unknown>>> = {
  "lost-key": lostKey,
  "found-key": foundKey,
};

export function isLostKeyCommand(words: readonly string[]): boolean {
  return Object.hasOwn(COMMANDS, words[0] ?? "");
}

/** @returns what the command answers @throws Error with one sentence for whoever typed it */
export async function runLostKeyCommand(
  words: readonly string[],
  env: Env,
  fetchAnswer: typeof fetch = fetch,
): Promise<unknown> {
  const { values, positionals } = readWords(words);
  const [name = "", word] = positionals;
  return commandNamed(COMMANDS, name)({ word, values, env, fetchAnswer });
}

function readWords(words: readonly string[]) {
  return parseArgs({ args: joinValues(words, OPTIONS), options: OPTIONS, allowPositionals: true });
}

/** The key stands in its file before anybody is told of it. */
async function lostKey({ word, values, env }: Asked): Promise<unknown> {
  const { name, origin: origins, write, request, server } = values;
  const register = v.safeParse(RegisterId, word);
  if (!register.success) throw new Error("the register is missing: reg_live_…");
  if (write === undefined) throw new Error("--write is missing: the file for the WARIFU_KEY");
  if (request === undefined) throw new Error("--request is missing: the file for the operators");
  const root = v.safeParse(PublicKey, values["root-key"] ?? env.WARIFU_ROOT_KEY);
  if (!root.success) throw new Error("--root-key or WARIFU_ROOT_KEY is missing");
  assertTakesKey(write);
  const mode = modeOf(register.output);
  const { seed, publicKey } = await makeKeyPair();
  const registration = v.safeParse(Registration, {
    ...{ typ: "warifu/registration/1", iss: publicKey, aud: await realmOf(root.output), mode },
    ...{ name, origins, time: Date.now() },
  });
  if (!registration.success)
    throw new Error("--name and --origin are the register's, as they stand in its certificate");
  const key = keyFor({
    ...{ mode, register: register.output, seed, root_key: root.output },
    api_key: apiKeyText(register.output, crypto.getRandomValues(new Uint8Array(32))),
    opening_keys: [await makeOpeningKey()],
    origin: new URL(server).origin,
  });
  const signed = await sign(registration.output, await importSigningSeed(seed));
  // A new file: what stands in an older one was asked for already.
  writeFileSync(request, `${JSON.stringify({ registration: signed }, null, 2)}\n`, { flag: "wx" });
  writeWarifuKey(write, key);
  const wellKnown = await createWarifu({ key }).wellKnown();
  return { register: register.output, key: publicKey, well_known: wellKnown };
}

async function foundKey({ word, values, env, fetchAnswer }: Asked): Promise<unknown> {
  if (word === undefined) throw new Error("the file with the certificate is missing");
  const parts = parseKey(warifuKeyOf(values["warifu-key-file"], env.WARIFU_KEY));
  if (!parts.ok) throw new Error(parts.error);
  const { seed, register, root_key, api_key: text, origin, mode } = parts.value;
  if (seed === undefined) throw new Error("this WARIFU_KEY has no signing key in it");
  const certified = certifiedIn(word);
  const { name, origins } = certified.certificate.payload;
  const [time, realm] = [Date.now(), await realmOf(root_key)];
  const signingKey = await importSigningSeed(seed);
  const asked: Registration = {
    ...{ typ: "warifu/registration/1", iss: await publicKeyOfSeed(seed), aud: realm, mode },
    ...{ name, origins: origins.map((one) => one.origin), time },
  };
  const registration = await sign(asked, signingKey);
  await assertCertified(certified, register, registration, root_key);
  const named = { register, realm, text, name: "after a lost key", time } as const;
  const api_key = await sign(await apiKeyOrder({ ...named, scopes: ["full"] }), signingKey);
  const { certificate, chain } = certified;
  return askWith(fetchAnswer)(
    "the synchronous server",
    new URL("/v1/registers", origin),
    { registration, certificate, chain, api_key },
    RegisteredRegister,
  );
}

function certifiedIn(path: string): CertifiedRegister {
  const certified = v.safeParse(CertifiedRegister, JSON.parse(readFileSync(path, "utf8")));
  if (certified.success) return certified.output;
  throw new Error("that file isn't what replace-key answered");
}
