// Where the secrets come from: the folder of keys, a prompt, or what is there already; and that what is missing is said by
// its name alone.

import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  NEEDED,
  type SecretsAsked,
  secretsFor,
  secretsMark,
  withSecretFile,
} from "../../../cli/deploy/checks/secrets.ts";
import { Missing } from "../../../cli/deploy/steps.ts";
import { type DeploymentKeys, makeKeys } from "../../../cli/keys.ts";

const PLACE = { origin: "https://pay.example", carrier: "https://carrier.example" };
const NOTHING = { carrier: [], synchronous: [] };

describe("the secrets of a deployment", () => {
  let folder: string;
  let keys: DeploymentKeys;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "warifu-keys-"));
    keys = await makeKeys({ mode: "test", now: Date.now() });
    write(keys);
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  const write = ({ carrier, synchronous }: Pick<DeploymentKeys, "carrier" | "synchronous">) => {
    for (const [name, content] of Object.entries({ carrier, synchronous })) {
      writeFileSync(join(folder, `${name}.json`), JSON.stringify(content));
      chmodSync(join(folder, `${name}.json`), 0o600);
    }
  };
  const asked = (change: Partial<SecretsAsked> = {}): SecretsAsked => ({
    ...{ name: "staging", environment: { mode: "test", ...PLACE }, present: NOTHING },
    ...change,
  });
  const refused = async (change: Partial<SecretsAsked>) => {
    const error = await secretsFor(asked(change)).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(Missing);
    const { message, next } = error as Missing;
    for (const secret of [...Object.values(keys.carrier), ...Object.values(keys.synchronous)])
      if (secret !== keys.root.publicKey) expect(`${message} ${next}`).not.toContain(secret);
    return `${message}; ${next}`;
  };

  it("come from the folder of keys, with their root", async () => {
    const { said, value } = await secretsFor(asked({ keys: folder }));
    expect(value).toEqual({
      rootKey: keys.root.publicKey,
      secrets: { carrier: keys.carrier, synchronous: keys.synchronous },
    });
    expect(said).not.toContain(keys.carrier.OPERATOR_KEY);
  });

  it("stay where they are, when all are there and the root is known", async () => {
    const environment = { mode: "test", ...PLACE, rootKey: keys.root.publicKey } as const;
    const { value } = await secretsFor(asked({ environment, present: NEEDED }));
    expect(value).toEqual({ rootKey: keys.root.publicKey });
    expect(await refused({ present: NEEDED })).toContain("--root-key");
  });

  it("are typed in unseen, each once, where somebody sits and some are missing", async () => {
    const questions: string[] = [];
    const prompt = async (question: string) => {
      questions.push(question);
      const [name = ""] = question.split(" ");
      return keys.carrier[name] ?? keys.synchronous[name] ?? "";
    };
    const { value } = await secretsFor(asked({ prompt }));
    expect(value.secrets?.synchronous).toEqual(keys.synchronous);
    expect(value.secrets?.carrier).toMatchObject({ OPERATOR_KEY: keys.carrier.OPERATOR_KEY });
    expect(new Set(questions).size).toBe(questions.length);
    expect(await refused({ prompt: async () => "" })).toContain("left empty");
  });

  it.each([
    ["nobody sits there", {}, "missing at the servers: ROOT_KEY"],
    ["the folder is another one", { keys: "/nowhere" }, "there is no /nowhere/synchronous.json"],
  ])("are missing, by name, when %s", async (_when, change, said) => {
    expect(await refused(change)).toContain(said);
  });

  it("are refused for another mode, of another root, of two deployments, incomplete, or open to others", async () => {
    const other = await makeKeys({ mode: "test", now: Date.now() });
    const live = { ...PLACE, mode: "live" } as const;
    expect(await refused({ keys: folder, environment: live })).toContain("for test mode");
    const pinned = { ...PLACE, mode: "test", rootKey: other.root.publicKey } as const;
    expect(await refused({ keys: folder, environment: pinned })).toContain("another root");
    write({ carrier: keys.carrier, synchronous: other.synchronous });
    expect(await refused({ keys: folder })).toContain("differ in ROOT_KEY, GRANT_KEY");
    const { OPERATOR_KEY: _, ...carrier } = keys.carrier;
    write({ carrier, synchronous: keys.synchronous });
    expect(await refused({ keys: folder })).toContain("lacks OPERATOR_KEY");
    write(keys);
    chmodSync(join(folder, "carrier.json"), 0o644);
    expect(await refused({ keys: folder })).toContain("chmod 600");
    write(keys);
  });

  it("are told apart by a mark that says nothing of them", () => {
    const mark = secretsMark(keys.carrier);
    expect(mark).toMatch(/^[0-9a-f]{12}$/);
    expect(secretsMark({ ...keys.carrier })).toBe(mark);
    expect(secretsMark({ ...keys.carrier, OPERATOR_KEY: "another" })).not.toBe(mark);
    expect(secretsMark({ OPERATOR_KEY: "guess" })).not.toBe(secretsMark({ OPERATOR_KEY: "guess" }));
  });

  it("go by a file that only this user reads, and that is gone afterwards", async () => {
    const path = await withSecretFile(keys.carrier, async (file = "") => {
      expect(statSync(file).mode & 0o777).toBe(0o600);
      expect(JSON.parse(readFileSync(file, "utf8"))).toEqual(keys.carrier);
      return file;
    });
    expect(existsSync(path)).toBe(false);
    expect(await withSecretFile({}, async (file) => file)).toBeUndefined();
  });
});
