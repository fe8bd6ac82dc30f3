// Price lists from the command line: what is signed, what is published, and the links and tags that are printed.

import { createHash } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as v from "valibot";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { isPriceListCommand, runPriceListCommand } from "../../cli/register-price-lists.ts";
import { priceListIdOf } from "../../protocol/price-list/price-list.ts";
import { PublishPriceList } from "../../protocol/price-list/price-list-messages.ts";
import { verify } from "../../protocol/signing/signature.ts";
import { keyFor } from "../../register-server/key.ts";
import { aRealm } from "../support/builders/realm.ts";

const MODULE = "export const access = 1;";
const ITEMS = [
  { id: "notebook", name: "Washi notebook", amount: 1200, currency: "JPY" },
  { id: "article", name: "How paper is made", amount: 300, currency: "JPY", kind: "access" },
];

const realm = await aRealm();
const { register, mode, root, registerKey } = realm;
const key = keyFor({
  ...{ mode, register, api_key: `wk_${register.slice(4)}_${"a".repeat(52)}` },
  ...{ seed: registerKey.seed, root_key: root.publicKey, origin: "http://localhost:8787" },
});

let folder: string;
let file: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "warifu-price-list-"));
  file = join(folder, "items.json");
  writeFileSync(file, JSON.stringify(ITEMS));
});
afterAll(() => rmSync(folder, { recursive: true }));

function server() {
  const published: PublishPriceList[] = [];
  const answer: typeof fetch = async (input, init) => {
    const request = new Request(input, init);
    if (request.method === "GET") return new Response(MODULE);
    const body = v.parse(PublishPriceList, await request.json());
    published.push(body);
    const { iss, name, serial, from, until } = body.list.payload;
    const view = { id: priceListIdOf(iss, name), object: "price_list", mode, register: iss };
    const withdrawn = body.items.length === 0;
    return Response.json({ ...view, name, serial, from, until, withdrawn, ...body });
  };
  return { published, answer };
}

const run = (words: readonly string[], answer = server().answer) =>
  runPriceListCommand(words, { WARIFU_KEY: key }, answer);

describe("a price list from the command line", () => {
  it("[PL1] is signed by the register's key, and without --publish goes nowhere", async () => {
    const { answer, published } = server();
    const signed = v.parse(
      PublishPriceList,
      await run(["price-list", file, "--name=sale"], answer),
    );
    const expected = { typ: "warifu/price-list/1", iss: register, aud: realm.realm, mode } as const;
    expect(await verify(signed.list, expected, registerKey.publicKey)).toBeUndefined();
    expect(signed.list.payload.name).toBe("sale");
    expect(signed.items.map(({ id }) => id)).toEqual(["notebook", "article"]);
    expect(published).toEqual([]);
  });

  it("[PL9] with --publish is sold, and each item's link and tag are printed with the module's hash", async () => {
    const { answer, published } = server();
    const text = String(await run(["price-list", file, "--publish"], answer));
    expect(published.length).toBe(1);
    const list = `prl_${register.slice(4)}_main`;
    for (const { id } of ITEMS) {
      expect(text).toContain(`http://localhost:8787/l/${list}/${id}`);
      expect(text).toContain(`<warifu-checkout price-list="${list}" item="${id}">`);
    }
    const hash = createHash("sha384").update(MODULE).digest("base64");
    expect(text).toContain(`integrity="sha384-${hash}"`);
    expect(text).not.toContain(registerKey.seed);
  });

  it("[PL2] is withdrawn by publishing one without items", async () => {
    const { answer, published } = server();
    expect(await run(["withdraw-price-list"], answer)).toMatchObject({ withdrawn: true });
    expect(published[0]?.items).toEqual([]);
  });

  it.each([
    ["no file", []],
    ["a file that isn't there", ["/nowhere/items.json"]],
  ])("with %s says so", async (_, words) => {
    await expect(run(["price-list", ...words])).rejects.toThrow(/file/);
  });

  it("is told from other commands", () => {
    expect(
      ["price-list", "withdraw-price-list", "payout"].map((one) => isPriceListCommand([one])),
    ).toEqual([true, true, false]);
  });
});
