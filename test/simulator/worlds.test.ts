// The simulator itself: that a seed is the whole story, that its stand-ins refuse what the real ones refuse, and
// that no planted bug has lost its place in the sources.

import { describe, expect, test, vi } from "vitest";
import type { PaidOut } from "../../simulator/checks/payouts.ts";
import { checkMutant } from "../../simulator/loader.ts";
import { MUTANTS } from "../../simulator/mutants.ts";
import { runWorld, runWorlds } from "../../simulator/run-world.ts";
import { Agenda } from "../../simulator/runtime/agenda.ts";
import { FAULT_KINDS } from "../../simulator/runtime/faults.ts";
import { Random } from "../../simulator/runtime/random.ts";
import { standInCrypto } from "../../simulator/runtime/stand-in-crypto.ts";
import { Disk, Storage } from "../../simulator/runtime/storage.ts";

const world = (seed: number) => ({ seed, trades: 40, faults: FAULT_KINDS, trace: false });

// Worlds take what the machine leaves them.
vi.setConfig({ testTimeout: 90_000 });

describe("a world", () => {
  test("has the same trace each time for one seed, and another for another", async () => {
    const [first, again, other] = await Promise.all([world(7), world(7), world(8)].map(runWorld));
    expect(first?.violations).toEqual([]);
    expect(first?.hash).toMatch(/^[0-9a-f]{16}$/);
    expect(again).toEqual(first);
    expect(other?.hash).not.toBe(first?.hash);
  });

  test("has that trace after other worlds in its thread too", async () => {
    const [, after] = await runWorlds([world(8), world(7)]);
    expect(after?.hash).toBe((await runWorld(world(7))).hash);
  });

  test("really has faults, and settles trades all the same", async () => {
    // Several, since one of a few trades may be among the poor.
    const worlds = [];
    for (const seed of [9, 10, 11, 12]) worlds.push(await runWorld(world(seed)));
    const faults = worlds.flatMap((one) => Object.values(one.faults ?? {}));
    expect(faults.reduce((sum, one) => sum + one, 0)).toBeGreaterThan(80);
    expect(worlds.reduce((sum, one) => sum + (one.settled ?? 0), 0)).toBeGreaterThan(20);
  });
});

describe("payouts", () => {
  test("are really asked for, made, refused and borrowed from, and files go to the bank", async () => {
    const worlds = await runWorlds(
      [9, 10, 11, 12, 13, 14].map((seed) => ({ ...world(seed), trades: 120 })),
    );
    const sum = (of: keyof PaidOut) =>
      worlds.reduce((total, { paidOut }) => total + (paidOut?.[of] ?? 0), 0);
    expect(worlds.flatMap(({ violations }) => violations)).toEqual([]);
    expect(sum("payouts")).toBeGreaterThan(12);
    expect(sum("scheduled")).toBeGreaterThan(0);
    expect(sum("refused")).toBeGreaterThan(0);
    expect(sum("loans")).toBeGreaterThan(6);
    expect(sum("files")).toBeGreaterThan(6);
    expect(sum("fees")).toBeGreaterThan(0);
    const last = worlds.map(({ checked }) => checked?.["no refund is unfunded for good"] ?? 0);
    expect(Math.max(...last)).toBeGreaterThan(0);
  });
});

describe("alarms", () => {
  test("come late in worlds with that fault alone, and all holds", async () => {
    const { violations, faults } = await runWorld({ ...world(9), faults: ["late alarm"] });
    expect(violations).toEqual([]);
    expect(faults?.["late alarm"]).toBeGreaterThan(0);
  });
});

describe("planted bugs", () => {
  test.each(MUTANTS)("$name still has its place in the sources", (mutant) => {
    expect(() => checkMutant(mutant)).not.toThrow();
  });

  test("whose text is gone stop the run", () => {
    const gone = { file: "protocol/trade/trade.ts", search: "no such text", replace: "" };
    expect(() => checkMutant({ name: "gone", bug: "none", edits: [gone] })).toThrow("0 times");
  });
});

describe("the stand-ins for crypto", () => {
  const random = new Random("crypto");
  const { subtle } = standInCrypto(random, new Agenda(0, random), {
    slow: 0,
    signing: 0,
    waitMs: 0,
  });
  const text = new Uint8Array([1, 2, 3]);
  const altered = new Uint8Array([1, 2, 4]);

  test("refuse an altered message and another key", async () => {
    const pair = (await subtle.generateKey("Ed25519", true, ["sign"])) as CryptoKeyPair;
    const { x = "" } = (await subtle.exportKey("jwk", pair.privateKey)) as { x?: string };
    const bytes = new Uint8Array(Buffer.from(x, "base64url"));
    const key = await subtle.importKey("raw", bytes, "Ed25519", true, ["verify"]);
    const others = await subtle.importKey("raw", random.bytes(32), "Ed25519", true, ["verify"]);
    const signature = new Uint8Array(await subtle.sign("Ed25519", pair.privateKey, text));
    expect(await subtle.verify("Ed25519", key, signature, text)).toBe(true);
    expect(await subtle.verify("Ed25519", key, signature, altered)).toBe(false);
    expect(await subtle.verify("Ed25519", others, signature, text)).toBe(false);
  });

  test("open nothing that was altered or sealed in another context", async () => {
    const key = await subtle.importKey("raw", random.bytes(32), "AES-GCM", false, ["encrypt"]);
    const iv = random.bytes(12);
    const algorithm = { name: "AES-GCM", iv, additionalData: text };
    const sealed = new Uint8Array(await subtle.encrypt(algorithm, key, text));
    expect(new Uint8Array(await subtle.decrypt(algorithm, key, sealed))).toEqual(text);
    const elsewhere = { ...algorithm, additionalData: altered };
    await expect(subtle.decrypt(elsewhere, key, sealed)).rejects.toThrow();
    sealed[0] = 9;
    await expect(subtle.decrypt(algorithm, key, sealed)).rejects.toThrow();
  });
});

describe("an object's storage", () => {
  const owner = { isAlive: () => true, wrote: () => undefined, writeFails: () => false };

  test("answers a write with the rows that it says it changed", () => {
    const storage = new Storage(new Disk(), owner);
    storage.sql.exec("CREATE TABLE words (word TEXT PRIMARY KEY)");
    const add = "INSERT INTO words VALUES ('once') ON CONFLICT DO NOTHING RETURNING word";
    expect(storage.sql.exec(add).toArray()).toHaveLength(1);
    expect(storage.sql.exec(add).toArray()).toEqual([]);
  });

  test("loses what was not committed, the alarm too", async () => {
    const disk = new Disk();
    const first = new Storage(disk, owner);
    first.sql.exec("CREATE TABLE words (word TEXT)");
    first.commit();
    first.transactionSync(() => first.sql.exec("INSERT INTO words VALUES ('lost')"));
    await first.setAlarm(5);
    first.rollBack();
    expect(disk.rows("SELECT * FROM words")).toEqual([]);
    expect(await new Storage(disk, owner).getAlarm()).toBe(null);
  });

  test("undoes a transaction that throws, and nothing else", () => {
    const disk = new Disk();
    const storage = new Storage(disk, owner);
    storage.sql.exec("CREATE TABLE words (word TEXT)");
    const broken = () => {
      storage.sql.exec("INSERT INTO words VALUES ('half')");
      throw new Error("no");
    };
    expect(() => storage.transactionSync(broken)).toThrow("no");
    storage.sql.exec("INSERT INTO words VALUES ('kept')");
    storage.commit();
    expect(disk.rows("SELECT word FROM words").map((row) => ({ ...(row as object) }))).toEqual([
      { word: "kept" },
    ]);
  });
});
