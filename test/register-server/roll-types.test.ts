// The package's types out of many files: what is exported and what that needs, nothing else, each thing under one name.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { rollTypes } from "../../register-server/build/roll-types.mjs";

const folder = mkdtempSync(join(tmpdir(), "warifu-roll-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function rolled(files: Record<string, string>): string {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return rollTypes(join(folder, "index.d.ts"), "/* made */");
}

it("keeps what is exported with its comment, and what it needs from other files", () => {
  const text = rolled({
    "index.d.ts": `/** The door. */
export { type Shop, open } from "./shop.ts";`,
    "shop.d.ts": `import * as v from "lib";
import { Amount, type Unused } from "./money.ts";
/** A shop. */
export interface Shop { readonly amount: Amount; readonly Hidden: string }
export interface Hidden { readonly unused: Unused }
/** Opens one. */
export declare function open(shape: v.Schema): Shop;`,
    "money.d.ts": `export type Amount = number;
export type Unused = string;`,
  });
  expect(text).toBe(`/* made */
import type * as v from "lib";
/** A shop. */
interface Shop { readonly amount: Amount; readonly Hidden: string }
/** Opens one. */
declare function open(shape: v.Schema): Shop;
type Amount = number;
export {
  type Shop,
  open,
};
`);
});

it("gives the second thing of a name another, wherever it is used", () => {
  const text = rolled({
    "index.d.ts": `export { type A } from "./a.ts";
export { type B } from "./b.ts";`,
    "a.d.ts": `interface Clocks { now: number }
export interface A { clocks: Clocks; Clocks: 1; list: import("./b.ts").Clocks<Clocks> }`,
    "b.d.ts": `import { Clocks as Other } from "./a.ts";
export interface Clocks<T> { then: T }
export interface B { mine: Clocks<Other> }`,
  });
  expect(text).toContain("interface A { clocks: Clocks; Clocks: 1; list: Clocks2<Clocks> }");
  expect(text).toContain("interface B { mine: Clocks2<Clocks> }");
  expect(text).toContain("interface Clocks { now: number }");
  expect(text).toContain("interface Clocks2<T> { then: T }");
});

it("stops where what is exported isn't there", () => {
  const files = { "index.d.ts": 'export { type Gone } from "./a.ts";', "a.d.ts": "export {};" };
  expect(() => rolled(files)).toThrow("Gone isn't there");
});
