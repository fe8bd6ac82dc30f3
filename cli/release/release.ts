/**
 * `npm run release -- 0.2.0 [--env production] [--no-pictures]`: everything that leaves the house with a version. Closes the
 * changelog's section, sets the version, keeps both Workers' bundles for the next version to be tried beside, and puts
 * packages, source, words, pictures and their sums into .output/release/VERSION. It commits, tags and uploads nothing.
 */

import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import * as v from "valibot";
import { ensureBrowser } from "../browser.mjs";
import { checkTree } from "../deploy/checks/checkout-checks.ts";
import { EnvironmentName, readEnvironments } from "../deploy/environment/environments.ts";
import { exitCodeOf, linesOfSteps, Missing, type Steps } from "../deploy/steps.ts";
import { ensureGenerated, node24, root, run } from "../set-up.mjs";
import { isLater, notesOf, releasedChangelog } from "./changelog.ts";
import { LANGUAGES, permissionsOf, readListing, unexplained } from "./listing.ts";
import { BROWSERS, type Pins, packSource, packWallet } from "./packages.ts";
import { takePictures } from "./pictures.ts";
import { bundleBoth, keepRelease, readKeptRelease } from "./worker-bundles.ts";

const USAGE = "npm run release -- VERSION [--env production|staging|development] [--no-pictures]";
/** Each is the same product's, and says its version. */
const MANIFESTS = ["package.json", "package-lock.json", "register-server/package.json"];

interface Release {
  readonly steps: Steps;
  readonly version: string;
  readonly pins: Pins;
  readonly pictures: boolean;
  /** .output/release/VERSION */
  readonly out: string;
}

async function release(asked: Release): Promise<void> {
  const { steps, version, pins, out } = asked;
  const { version: before } = await steps.take("tree", () => checkTree(true));
  await steps.take("version", async () => {
    const { version: last } = readKeptRelease(root);
    if (!isLater(version, last) || isLater(before, version))
      throw new Missing(`${version} comes after neither ${last} nor ${before}`, USAGE);
    return { said: `${version}, after ${last}`, value: null };
  });
  rmSync(out, { recursive: true, force: true });
  mkdirSync(out, { recursive: true });
  const notes = await steps.take("changelog", async () => closeChangelog(version));
  writeFileSync(join(out, "notes.md"), `${notes}\n`);
  setVersions(version);
  await steps.take("scripts", async () => {
    await ensureGenerated(true);
    const build = [join(root, "register-terminal/build.mjs"), "--publish"];
    await run("publish checkout.js", node24(), build, { silent: true, required: true });
    return { said: "checkout.js and access.js of this version are kept for ever", value: null };
  });
  await steps.take("workers", async () => {
    const folder = mkdtempSync(join(tmpdir(), "warifu-release-"));
    await keepRelease(root, version, await bundleBoth(folder));
    rmSync(folder, { recursive: true, force: true });
    return { said: "both bundles kept in test/fixtures/release", value: null };
  });
  const permissions = await packAll(asked);
  await steps.take("listing", async () => listWords(out, permissions));
  if (asked.pictures) await steps.take("pictures", () => listPictures(out));
  await steps.take("source", async () => {
    const bytes = packSource(version, pins);
    writeFileSync(join(out, `warifu-${version}-source.zip`), bytes);
    return {
      said: `${Math.round(bytes.length / 1024)} kB, with BUILDING.md for the reviewers`,
      value: null,
    };
  });
  writeSums(out);
  steps.say(`
Everything is in ${out}. Then:
  git add -A && git commit -m "release: ${version}" && git tag v${version}
  npm run deploy -- --env production
  the packages into the stores: docs/deploy.md`);
}

function closeChangelog(version: string) {
  const path = join(root, "CHANGELOG.md");
  const text = readFileSync(path, "utf8");
  const day = new Date().toISOString().slice(0, 10);
  try {
    const next = releasedChangelog(text, version, day);
    writeFileSync(path, next);
    const notes = notesOf(next, version);
    return {
      said: `${notes.split("\n- ").length} notes under [${version}] - ${day}`,
      value: notes,
    };
  } catch (error) {
    throw new Missing(
      String(error instanceof Error ? error.message : error),
      "write it in CHANGELOG.md",
    );
  }
}

/** The lock says it twice: of the file, and of the top package. */
function setVersions(version: string): void {
  for (const path of MANIFESTS) {
    const file = join(root, path);
    const manifest = JSON.parse(readFileSync(file, "utf8"));
    manifest.version = version;
    const top = manifest.packages?.[""];
    if (top) top.version = version;
    writeFileSync(file, `${JSON.stringify(manifest, null, 2)}\n`);
  }
}

/** Built twice: what differs between two builds of one machine can't be compared by anybody else. */
async function packAll({ steps, version, pins, out }: Release): Promise<string[]> {
  const permissions = new Set<string>();
  for (const browser of BROWSERS)
    await steps.take(browser, async () => {
      const folder = mkdtempSync(join(tmpdir(), "warifu-package-"));
      const [one, other] = [
        await packWallet(pins, browser, join(folder, "one")),
        await packWallet(pins, browser, join(folder, "other")),
      ];
      rmSync(folder, { recursive: true, force: true });
      if (!one.bytes.equals(other.bytes))
        throw new Error("two builds differ: the package can't be compared with its source");
      writeFileSync(join(out, `warifu-${version}-${browser}.zip`), one.bytes);
      for (const name of permissionsOf(one.manifest)) permissions.add(name);
      return { said: `${one.bytes.length} bytes, the same in two builds`, value: null };
    });
  return [...permissions];
}

async function listWords(out: string, permissions: readonly string[]) {
  for (const language of LANGUAGES) {
    const text = readFileSync(join(root, `docs/store/${language}.md`), "utf8");
    const lacking = unexplained(readListing(text), permissions);
    if (lacking.length > 0)
      throw new Missing(
        `no reason for ${lacking.join(", ")}`,
        `write it in docs/store/${language}.md`,
      );
    writeFileSync(join(out, `listing.${language}.md`), text);
  }
  return {
    said: `${LANGUAGES.join(", ")}; a reason for each of ${permissions.length} permissions`,
    value: null,
  };
}

async function listPictures(out: string) {
  process.env.WARIFU_CHROME ??= await ensureBrowser();
  const names = await takePictures(join(out, "pictures"), LANGUAGES);
  return { said: `${names.length} of a purchase in ${LANGUAGES.join(" and ")}`, value: null };
}

function writeSums(out: string): void {
  const packages = readdirSync(out).filter((name) => name.endsWith(".zip"));
  const lines = packages.sort().map((name) => {
    const sum = createHash("sha256")
      .update(readFileSync(join(out, name)))
      .digest("hex");
    return `${sum}  ${name}`;
  });
  writeFileSync(join(out, "SHA256SUMS"), `${lines.join("\n")}\n`);
}

/** @returns the exit code */
export async function main(words: readonly string[]): Promise<number> {
  return exitCodeOf(async () => {
    const { values, positionals } = parseArgs({
      args: [...words],
      options: {
        env: { type: "string", default: "production" },
        "no-pictures": { type: "boolean", default: false },
      },
      allowPositionals: true,
    });
    const [version = ""] = positionals;
    const name = v.safeParse(EnvironmentName, values.env);
    if (!/^\d+\.\d+\.\d+$/.test(version) || !name.success) throw new Error(USAGE);
    const { origin, rootKey, mode } = readEnvironments(root)[name.output];
    if (rootKey === undefined)
      throw new Error(
        `environments.json has no root key for ${name.output}, which the wallet pins:\n  npm run environments -- ${name.output} --root-key KEY`,
      );
    await release({
      ...{ steps: linesOfSteps(), version, pins: { origin, rootKey, mode } },
      pictures: !values["no-pictures"],
      out: join(root, ".output", "release", version),
    });
  });
}

if (import.meta.main) process.exitCode = await main(process.argv.slice(2));
