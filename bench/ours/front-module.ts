/**
 * A module put before a server's own, which stays byte for byte what `wrangler deploy` uploads. It has the same exports,
 * and an address of its own at the door that no deployed server has: one that counts says what was counted, one that
 * collects has V8 collect all garbage.
 */

import { readFileSync, writeFileSync } from "node:fs";
import { stripTypeScriptTypes } from "node:module";
import { join } from "node:path";
import { exportsOf, type Role } from "./workerd-config.ts";

export type Front = "counting" | "collecting";

export const FRONT_PATH = "/bench/front";
/** Of V8, without which nothing can ask for a collection. */
export const COLLECTING_FLAGS = ["--expose-gc"];

const COUNTING = join(import.meta.dirname, "..", "cost", "counting.ts");

/** @param folder of the server, beside its own module @returns the modules' names, the main one first */
export function writeFront(front: Front, role: Role, folder: string): string[] {
  const { entrypoint, classes } = exportsOf(role);
  const exported = (value: (name: string) => string) =>
    classes.map((name) => `export const ${name} = ${value(name)};`);
  const own =
    front === "counting"
      ? [
          'import { Counter } from "./counting.js";',
          "const counter = new Counter();",
          ...exported((name) => `counter.counted("${name}", built.${name})`),
          "const asked = () => Response.json(counter.read());",
          "const passed = () => counter.request();",
        ]
      : [
          ...exported((name) => `built.${name}`),
          "const asked = () => { gc(); return Response.json({}); };",
          "const passed = () => {};",
        ];
  const module = `import * as built from "./index.js";
${own.join("\n")}
export const ${entrypoint} = built.${entrypoint};
export default {
  ...built.default,
  fetch(request, env, ctx) {
    if (new URL(request.url).pathname === "${FRONT_PATH}") return asked();
    passed();
    return built.default.fetch(request, env, ctx);
  },
};
`;
  writeFileSync(join(folder, "front.js"), module);
  if (front === "collecting") return ["front.js"];
  writeFileSync(join(folder, "counting.js"), stripTypeScriptTypes(readFileSync(COUNTING, "utf8")));
  return ["front.js", "counting.js"];
}
