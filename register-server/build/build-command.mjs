// The `warifu` command of the published package: cli/warifu as one file for Node 20 and newer, with all that it needs
// but the schema library, which the package depends on already. Its servers stay in the repository: `dev` says so.

import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";

const ENTRY = `import { main } from "./cli/warifu/warifu.ts";
process.exitCode = await main(process.argv.slice(2));
`;

/** @type {import("esbuild").Plugin} */
const withoutServers = {
  name: "without-servers",
  setup({ onResolve }) {
    onResolve({ filter: /\/commands\/dev\.ts$/ }, ({ resolveDir }) => ({
      path: join(resolveDir, "commands/dev-elsewhere.ts"),
    }));
  },
};

/** @param {{ root: string, outfile: string, note: string, external: string[] }} options */
export async function buildCommand({ root, outfile, note, external }) {
  const { metafile } = await build({
    metafile: true,
    absWorkingDir: root,
    stdin: { contents: ENTRY, resolveDir: root, loader: "ts" },
    outfile,
    bundle: true,
    format: "esm",
    target: "node20",
    platform: "node",
    external,
    plugins: [withoutServers],
    // Whoever runs this file runs the command: it asks nobody whether it is the main one.
    define: { "import.meta.main": "false" },
    // What it was bundled from may ask for Node's modules by require.
    banner: {
      js: `#!/usr/bin/env node\n${note}\nimport { createRequire as __createRequire } from "node:module";\nconst require = __createRequire(import.meta.url);`,
    },
    minifySyntax: true,
    minifyWhitespace: true,
    legalComments: "inline",
    charset: "utf8",
    logLevel: "warning",
  });
  writeFileSync(
    outfile.replace(/\.js$/, ".LICENSES.txt"),
    licences(root, Object.keys(metafile.inputs)),
  );
}

/** What it was bundled from asks to be named, with its licence. @param {string} root @param {string[]} files */
function licences(root, files) {
  const packages = files.map((file) => /^.*node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(file)?.[0]);
  return [...new Set(packages.filter((path) => path !== undefined))]
    .sort()
    .map((path) => {
      const folder = join(root, path);
      const { name, version } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
      const file = readdirSync(folder).find((one) => /^licen[cs]e/i.test(one));
      if (file === undefined) throw new Error(`${name} has no licence in its package`);
      return `${name} ${version}\n\n${readFileSync(join(folder, file), "utf8").trim()}\n`;
    })
    .join("\n---\n\n");
}
