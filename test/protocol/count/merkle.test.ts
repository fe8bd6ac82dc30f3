// The tree of RFC 6962: the roots that Certificate Transparency's own tests know, the same tree by the RFC's recursive
// definition, and that a path proves its leaf at its place in its tree, and nothing else.

import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { leafHash, pathOf, rootFromPath, rootOf, treeOf } from "../../../protocol/count/merkle.ts";

const sha = (...parts: Uint8Array[]) =>
  new Uint8Array(createHash("sha256").update(Buffer.concat(parts)).digest());
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString("hex");
const flat = (leaves: readonly Uint8Array[]) => new Uint8Array(Buffer.concat(leaves));

/** RFC 6962 §2.1, word for word. */
function treeHash(data: readonly Uint8Array[]): Uint8Array {
  const [first] = data;
  if (!first) return sha();
  if (data.length === 1) return sha(Uint8Array.of(0), first);
  let split = 1;
  while (split * 2 < data.length) split *= 2;
  return sha(Uint8Array.of(1), treeHash(data.slice(0, split)), treeHash(data.slice(split)));
}

const DATA = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657"].map((text) =>
  Uint8Array.from(Buffer.from(text, "hex")),
);
DATA.push(Uint8Array.from(Buffer.from("606162636465666768696a6b6c6d6e6f", "hex")));

/** Of the first n entries. */
const ROOTS = [
  "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
  "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
  "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
  "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
  "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
  "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
  "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
  "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
  "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
];

const entries = fc.array(fc.uint8Array({ maxLength: 40 }), { minLength: 1, maxLength: 70 });

describe("the tree", () => {
  it("[LE65] has the roots that Certificate Transparency's tests know, from the empty tree to eight leaves", () => {
    for (const [size, root] of ROOTS.entries()) {
      const leaves = DATA.slice(0, size).map((one) => leafHash(one));
      expect(hex(rootOf(treeOf(flat(leaves))))).toBe(root);
    }
  });

  it("[LE65] is the RFC's recursive definition, of any size", () => {
    fc.assert(
      fc.property(entries, (data) => {
        const leaves = data.map((one) => leafHash(one));
        expect(hex(rootOf(treeOf(flat(leaves))))).toBe(hex(treeHash(data)));
      }),
    );
  });
});

describe("a path", () => {
  it("[LE66] of every leaf of every tree comes to its root", () => {
    fc.assert(
      fc.property(entries, (data) => {
        const leaves = data.map((one) => leafHash(one));
        const tree = treeOf(flat(leaves));
        for (const [index, leaf] of leaves.entries()) {
          const made = rootFromPath(leaf, index, leaves.length, pathOf(tree, index));
          expect(made && hex(made)).toBe(hex(rootOf(tree)));
        }
      }),
      { numRuns: 40 },
    );
  });

  it("[LE66] proves no other leaf, place, size or path", () => {
    fc.assert(
      fc.property(
        entries,
        fc.nat(),
        fc.nat(),
        fc.integer({ min: 0, max: 255 }),
        (data, at, to, bit) => {
          const leaves = data.map((one) => leafHash(one));
          const tree = treeOf(flat(leaves));
          const index = at % leaves.length;
          const path = pathOf(tree, index);
          const leaf = leaves[index] as Uint8Array;
          const root = hex(rootOf(tree));
          const proves = (...asked: Parameters<typeof rootFromPath>) => {
            const made = rootFromPath(...asked);
            return made !== undefined && hex(made) === root;
          };
          expect(proves(altered(leaf, bit), index, leaves.length, path)).toBe(false);
          const other = to % leaves.length;
          const twin = hex(leaves[other] as Uint8Array) === hex(leaf);
          if (other !== index && !twin)
            expect(proves(leaf, other, leaves.length, path)).toBe(false);
          expect(proves(leaf, index, leaves.length, [...path, leaf])).toBe(false);
          if (path.length === 0) return;
          expect(proves(leaf, index, leaves.length, path.slice(1))).toBe(false);
          const bent = path.map((one, level) =>
            level === to % path.length ? altered(one, bit) : one,
          );
          expect(proves(leaf, index, leaves.length, bent)).toBe(false);
        },
      ),
    );
  });

  it("[LE66] fits no tree that is too small for its place", () => {
    expect(rootFromPath(leafHash(), 1, 1, [])).toBe(undefined);
    expect(rootFromPath(leafHash(), 0, 0, [])).toBe(undefined);
    expect(rootFromPath(leafHash(), 0, 2, [])).toBe(undefined);
  });
});

function altered(hash: Uint8Array, bit: number): Uint8Array {
  const copy = hash.slice();
  copy[bit >> 3] = (copy[bit >> 3] ?? 0) ^ (1 << (bit & 7));
  return copy;
}
