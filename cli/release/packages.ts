/**
 * What goes to the stores: the wallet's package for each browser, and the source archive that Mozilla asks for, with the
 * words that lead from it to the same bytes. Everything in them comes from the checkout and the pins.
 */

import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { root } from "../set-up.mjs";
import { buildExtension } from "../system/builds.ts";
import { zipOf } from "./zip.ts";

export const BROWSERS = ["chrome", "firefox"] as const;
export type Browser = (typeof BROWSERS)[number];

export interface Pins {
  readonly origin: string;
  readonly rootKey: string;
  readonly mode: string;
}

export interface WalletPackage {
  readonly bytes: Buffer;
  readonly manifest: { readonly permissions?: readonly string[] } & Readonly<
    Record<string, unknown>
  >;
}

/** @param folder for what is built; another one for each build */
export async function packWallet(
  pins: Pins,
  browser: Browser,
  folder: string,
): Promise<WalletPackage> {
  const built = await buildExtension({ ...pins, welcome: true, silent: true }, folder, browser);
  const files = new Map(filesIn(built).map((path) => [path, readFileSync(join(built, path))]));
  const { key: _, ...manifest } = JSON.parse(files.get("manifest.json")?.toString("utf8") ?? "{}");
  // Chrome's store gives a new item a key of its own and takes none; builds by hand keep ours.
  if (browser === "chrome") files.set("manifest.json", Buffer.from(JSON.stringify(manifest)));
  return { bytes: zipOf(files), manifest };
}

/** All that git knows of, as it lies here, and how to build the package from it. */
export function packSource(version: string, pins: Pins): Buffer {
  const listed = execFileSync("git", ["ls-files", "-co", "--exclude-standard", "--deduplicate"], {
    ...{ cwd: root, encoding: "utf8", maxBuffer: 64 * 1024 * 1024 },
  });
  const paths = listed.split("\n").filter((path) => path !== "" && existsSync(join(root, path)));
  const files = new Map(paths.map((path) => [path, readFileSync(join(root, path))]));
  files.set("BUILDING.md", Buffer.from(howToBuild(version, pins)));
  return zipOf(files);
}

export function howToBuild(version: string, { origin, rootKey, mode }: Pins): string {
  return `# Building the package of Warifu ${version} from this archive

Needs Linux on x64, Node 20 or newer and npm; everything else comes with \`npm ci\` as locked, its own Node 24 too.

\`\`\`sh
npm ci
export WARIFU_ORIGIN=${origin} WARIFU_ROOT_KEY=${rootKey} WARIFU_MODE=${mode}
npx node cli/release/pack.ts firefox warifu-${version}-firefox.zip
npx node cli/release/pack.ts chrome warifu-${version}-chrome.zip
sha256sum warifu-${version}-*.zip
\`\`\`

The sums are those of the packages in the stores, before the stores sign them. The bundler is Vite (by WXT); no code is
fetched when the package is built or when it runs, and none is hidden: minified is what Vite minifies.
`;
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((path) => statSync(join(folder, path)).isFile())
    .map((path) => path.replaceAll("\\", "/"));
}
