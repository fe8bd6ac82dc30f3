// The SDK as a merchant gets it: built, packed by npm, and unpacked into a project of its own, beside the one library it
// names. Nothing in that project can reach the tree it was made from.

import { execFileSync } from "node:child_process";
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { npmCommand, root } from "../../cli/set-up.mjs";

export interface PackedSdk {
  /** the merchant's project: a package.json, and node_modules with the SDK in it */
  readonly project: string;
  readonly tarball: string;
  /** paths in the package */
  readonly files: readonly string[];
  /** bytes, packed and unpacked */
  readonly size: number;
  readonly unpackedSize: number;
  /** puts a library of this repository's beside it */
  link(name: string): void;
  remove(): void;
}

export function packSdk(): PackedSdk {
  const project = mkdtempSync(join(tmpdir(), "warifu-sdk-"));
  const modules = join(project, "node_modules");
  const home = join(modules, "@warifu", "register-server");
  mkdirSync(home, { recursive: true });
  // Apart from the tree: several of these may be made at once.
  const room = join(project, "published");
  mkdirSync(room);
  for (const name of ["package.json", "README.md", "LICENSE"])
    copyFileSync(join(root, "register-server", name), join(room, name));
  const build = join(root, "register-server/build/build.mjs");
  execFileSync(process.execPath, [build, join(room, "dist")], { stdio: "pipe" });
  const [npm, ...words] = npmCommand();
  const pack = [
    ...words,
    "pack",
    "--json",
    "--ignore-scripts",
    "--pack-destination",
    project,
    room,
  ];
  const [packed] = JSON.parse(execFileSync(npm, pack, { encoding: "utf8", stdio: "pipe" }));
  const tarball = join(project, packed.filename);
  execFileSync("tar", ["-xzf", tarball, "--strip-components=1", "-C", home]);
  const link = (name: string) => {
    const at = join(modules, name);
    mkdirSync(join(at, ".."), { recursive: true });
    symlinkSync(join(root, "node_modules", name), at);
  };
  const { dependencies } = JSON.parse(readFileSync(join(home, "package.json"), "utf8"));
  for (const name of Object.keys(dependencies)) link(name);
  writeFileSync(join(project, "package.json"), '{ "name": "a-shop", "type": "module" }\n');
  return {
    project,
    tarball,
    files: packed.files.map(({ path }: { path: string }) => path).sort(),
    size: packed.size,
    unpackedSize: packed.unpackedSize,
    link,
    remove: () => rmSync(project, { recursive: true, force: true }),
  };
}
