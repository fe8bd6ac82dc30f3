// Bundles the plugin with Warifu's SDK into lib/index.cjs, as the CommonJS that Vendure's servers are. What Vendure
// brings itself (itself, Nest, TypeORM, graphql-tag) stays outside, so that there is one of each.

import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const at = (/** @type {string} */ path) => fileURLToPath(new URL(path, import.meta.url));

await build({
  entryPoints: [at("src/index.ts")],
  outfile: at("lib/index.cjs"),
  tsconfig: at("tsconfig.json"),
  bundle: true,
  platform: "node",
  format: "cjs",
  target: "node20",
  legalComments: "linked",
  external: ["@vendure/*", "@nestjs/*", "typeorm", "graphql-tag"],
});
