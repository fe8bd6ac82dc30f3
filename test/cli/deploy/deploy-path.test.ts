// The README's way for operators, followed as it stands: its commands, our scripts and the real wrangler, against a
// stand-in of Cloudflare's API that runs what is uploaded on workerd here. Nothing leaves this machine.

import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { EnvironmentName } from "../../../cli/deploy/environment/environments.ts";
import { root } from "../../../cli/set-up.mjs";
import { type ApiStandIn, startApiStandIn, TOKEN } from "../../support/cloudflare/api-stand-in.ts";
import { openWorkersHere, type WorkersHere } from "../../support/cloudflare/workers-here.ts";
import { type Clone, cloneHere } from "./clone.ts";

const SLOW_MS = 240_000;
const README = readFileSync(join(root, "README.md"), "utf8");

/** The lines of each of the operators' boxes, without their remarks. */
function boxes(): string[][] {
  const [, section = ""] = /## For operators\n(.*?)\n## /s.exec(README) ?? [];
  return [...section.matchAll(/```sh\n(.*?)```/gs)].map(([, box = ""]) =>
    box
      .split("\n")
      .map((line) => line.replace(/\s+#.*$/, ""))
      .filter(Boolean),
  );
}

/** What a reader types in the place of our example's addresses. */
function withAddresses(line: string, { origin, carrierOrigin }: WorkersHere): string {
  return line
    .replaceAll(/https:\/\/(test\.)?pay\.example/g, origin)
    .replaceAll(/https:\/\/(test\.)?carrier\.example/g, carrierOrigin);
}

describe("the operators' path", () => {
  let folder: string;
  let workers: WorkersHere;
  let api: ApiStandIn;
  let clone: Clone;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "warifu-up-"));
    workers = await openWorkersHere(folder);
    api = await startApiStandIn((worker, version) =>
      workers.run(worker.includes("carrier") ? "carrier" : "synchronous", version),
    );
    clone = cloneHere({ CLOUDFLARE_API_BASE_URL: api.url, CLOUDFLARE_API_TOKEN: TOKEN });
  }, SLOW_MS);

  afterAll(async () => {
    clone.remove();
    await api.close();
    await workers.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  /** Everything in the order in which the stand-in was asked to change it, since the last time. */
  const changes = () => api.account.changes.splice(0).map((line) => line.replace("-staging", ""));
  const typed = async (line: string) => {
    const { code, text } = await clone.sh(withAddresses(line, workers));
    expect(code, `${line}\n${text}\n${api.unknown.join("\n")}`).toBe(0);
    if (line.includes("git commit")) clone.tested();
    expect(secretsIn(text, clone.home)).toEqual([]);
    return text;
  };
  const again = () => boxes()[1]?.find((line) => line.includes("deploy")) ?? "";

  it(
    "leads from a clone to a settled test trade, one command after the other",
    async () => {
      let said = "";
      // The login asks a browser; who has a token needs none.
      for (const line of boxes()[0] ?? [])
        if (!line.includes("wrangler login")) said = await typed(line);
      expect(said).toMatch(/test trade {3}trd_test_\S+ settled in \d+ ms, its receipt is genuine/);
      expect(said).toContain(`synchronous server  ${workers.origin}`);
      expect(changes()).toEqual([
        ...["upload warifu-carrier-server", "deploy warifu-carrier-server"],
        ...["upload warifu-synchronous-server", "deploy warifu-synchronous-server"],
        ...["upload warifu-carrier-server", "deploy warifu-carrier-server"],
      ]);
      const manifest = join(clone.top, ".output/deploy/staging/firefox-mv3/manifest.json");
      expect(JSON.parse(readFileSync(manifest, "utf8")).host_permissions).toEqual([
        "http://localhost/*",
      ]);
      expect(existsSync(join(clone.top, "worker/carrier-server/wrangler.first.toml"))).toBe(false);
      expect(api.unknown).toEqual([]);
    },
    SLOW_MS,
  );

  it(
    "is tried for every environment without asking anybody",
    async () => {
      const { code, text } = await clone.sh("CLOUDFLARE_API_TOKEN= npm run deploy -- --dry-run");
      expect([code, text]).toEqual([0, expect.stringContaining("nothing was uploaded")]);
      for (const name of EnvironmentName.options) expect(text).toContain(`\n${name}: `);
      expect(text.match(/✓ build/g)).toHaveLength(EnvironmentName.options.length);
      expect(changes()).toEqual([]);
    },
    SLOW_MS,
  );

  it(
    "changes nothing the second time, and says so",
    async () => {
      const said = await typed(again());
      expect(said).toContain(
        "nothing: this code, configuration and these secrets are there already",
      );
      expect(said).toContain("nothing has changed");
      expect(changes()).toEqual([]);
    },
    SLOW_MS,
  );

  it(
    "puts a change up, carrier first, and takes both back, carrier last",
    async () => {
      const before = api.account.now("warifu-synchronous-server-staging")?.id;
      const root = JSON.parse(
        readFileSync(join(clone.home, "warifu-keys/staging/root.json"), "utf8"),
      );
      await typed(
        "sed -i.bak 's/JPY:50000/JPY:60000/' worker/carrier-server/wrangler.toml && rm worker/carrier-server/*.bak",
      );
      await typed(`npm run environments -- staging --root-key ${root.publicKey}`);
      await typed('git commit -am "More to try with"');
      await typed(again());
      const pair = ["warifu-carrier-server", "warifu-synchronous-server"];
      expect(changes()).toEqual(pair.flatMap((name) => [`upload ${name}`, `deploy ${name}`]));
      const back = boxes()[1]?.find((line) => line.includes("rollback")) ?? "";
      expect(await typed(back)).toMatch(/test trade {3}trd_test_\S+ settled/);
      expect(changes()).toEqual(pair.reverse().map((name) => `deploy ${name}`));
      expect(api.account.now("warifu-synchronous-server-staging")?.id).toBe(before);
      const { code, text } = await clone.sh(back);
      expect([code, text]).toEqual([1, expect.stringContaining("there was no version before")]);
    },
    SLOW_MS,
  );

  it.each([
    [
      "something isn't committed",
      "touch new-file",
      "new-file",
      /1 file isn't committed[\s\S]*then: git add/,
    ],
    [
      "a Worker's zone is missing",
      "npm run environments -- staging --carrier https://carrier.elsewhere.dev && git commit -qam x",
      "",
      /no zone of this account has carrier.elsewhere.dev[\s\S]*then: /,
    ],
    [
      "the address is an example's",
      "npm run environments -- staging --carrier https://carrier.example && git commit -qam x",
      "",
      /an example's address[\s\S]*then: npm run environments/,
    ],
  ])(
    "stops before anything is up when %s, with what to do",
    async (_when, change, file, said) => {
      await clone.sh(change);
      clone.tested();
      const { code, text } = await clone.sh(again());
      if (file) rmSync(join(clone.top, file));
      expect([code, text]).toEqual([1, expect.stringMatching(said)]);
      expect(changes()).toEqual([]);
    },
    SLOW_MS,
  );
});

/** Every secret of the keys that were made, so far as a text has it. */
function secretsIn(text: string, home: string): string[] {
  const folder = join(home, "warifu-keys/staging");
  if (!existsSync(folder)) return [];
  const files = ["carrier", "synchronous", "root"].map((name) =>
    JSON.parse(readFileSync(join(folder, `${name}.json`), "utf8")),
  );
  const isPublic = new Set([files[2].publicKey]);
  const values = files.flatMap((file) => Object.values<string>(file)).flatMap(pieces);
  return values.filter((value) => !isPublic.has(value) && text.includes(value));
}

/** Keys stand in lists too: each seed and key of those. */
function pieces(value: string): string[] {
  if (!value.startsWith("[")) return [value];
  return [...value.matchAll(/"(?:seed|key)":"([\w-]{43})"/g)]
    .map(([, piece = ""]) => piece)
    .filter((piece) => !value.includes(`"payload":{`) || value.includes(`"seed":"${piece}"`));
}
