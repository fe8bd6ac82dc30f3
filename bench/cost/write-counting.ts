/**
 * The module that counts, before a server's own: it has the same exports, with the objects' classes wrapped, and says
 * what was counted at an address of its door that no deployed server has.
 */

import { readFileSync, writeFileSync } from "node:fs";
import { stripTypeScriptTypes } from "node:module";
import { join } from "node:path";
import { exportsOf, type Role } from "../ours/workerd-config.ts";

export const COUNTS_PATH = "/bench/counts";

/** @param folder of the server, beside its own module @returns the modules' names, the main one first */
export function writeCounting(role: Role, folder: string): string[] {
  const counting = readFileSync(join(import.meta.dirname, "counting.ts"), "utf8");
  writeFileSync(join(folder, "counting.js"), stripTypeScriptTypes(counting));
  writeFileSync(join(folder, "counted.js"), countedModule(role));
  return ["counted.js", "counting.js"];
}

function countedModule(role: Role): string {
  const { entrypoint, classes } = exportsOf(role);
  const wrapped = classes.map(
    (name) => `export const ${name} = counter.counted("${name}", built.${name});`,
  );
  return `import * as built from "./index.js";
import { Counter } from "./counting.js";
const counter = new Counter();
${wrapped.join("\n")}
export const ${entrypoint} = built.${entrypoint};
export default {
  ...built.default,
  fetch(request, env, ctx) {
    if (new URL(request.url).pathname === "${COUNTS_PATH}") return Response.json(counter.read());
    counter.request();
    return built.default.fetch(request, env, ctx);
  },
};
`;
}
