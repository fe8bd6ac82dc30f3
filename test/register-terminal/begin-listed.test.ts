// Beginning a listed trade from the frame: one key for all tries, by the server's clock where the browser's is wrong.

import { describe, expect, it } from "vitest";
import { timeOfKey } from "../../protocol/ids.ts";
import { beginListed } from "../../register-terminal/frame/begin-listed.ts";
import { NOW } from "../support/builders/realm.ts";
import { REGISTER, tradeId } from "./ids.ts";

const LIST = `prl_${REGISTER.slice(4)}_main`;
const WANTED = { list: LIST, item: "day-pass", quantity: 2 };

function begun(answers: readonly unknown[], wanted = WANTED) {
  const sent: { path: string; body: unknown; key: string }[] = [];
  const left = [...answers];
  const post = async (path: string, body: unknown, headers: Readonly<Record<string, string>>) => {
    sent.push({ path, body, key: headers["Idempotency-Key"] ?? "" });
    const said = left.shift();
    if (said instanceof Error) throw said;
    return said;
  };
  const effects = { post, now: () => NOW, random: () => new Uint8Array(10).fill(7) };
  return beginListed(wanted, REGISTER, effects).then((said) => ({ said, sent }));
}

const msOf = (key: string) => timeOfKey(key).reduce((time, byte) => time * 256 + byte, 0);

describe("[PL6] a listed trade begun by the frame", () => {
  it("is of the item and quantity, under a key of now", async () => {
    const { said, sent } = await begun([{ trade: tradeId(1) }]);
    expect(said).toEqual({ trade: tradeId(1) });
    const body = { item: "day-pass", quantity: 2 };
    expect(sent).toMatchObject([{ path: `/v1/price-lists/${LIST}/trades`, body }]);
    expect(msOf(sent[0]?.key ?? "")).toBe(NOW);
  });

  it("is asked for again under the same key where no answer came", async () => {
    const lost = new Error("lost");
    const { said, sent } = await begun([
      lost,
      { code: "storage_unavailable" },
      { trade: tradeId(1) },
    ]);
    expect(said).toEqual({ trade: tradeId(1) });
    expect(new Set(sent.map(({ key }) => key)).size).toBe(1);
  });

  it("goes by the server's clock where the browser's is wrong", async () => {
    const { said, sent } = await begun([
      { code: "stale_request", time: NOW + 3_600_000 },
      { trade: tradeId(1) },
    ]);
    expect(said).toEqual({ trade: tradeId(1) });
    expect(msOf(sent[1]?.key ?? "")).toBe(NOW + 3_600_000);
  });

  it("is none where the list doesn't sell it, nor after three tries", async () => {
    expect((await begun([{ code: "item_not_sold" }])).said).toEqual({ code: "item_not_sold" });
    const silent = await begun([undefined, undefined, undefined]);
    expect(silent.said).toEqual({ code: "no_answer" });
    expect(silent.sent).toHaveLength(3);
    expect((await begun([{ trade: "x", code: 7 }, null, []])).said).toEqual({ code: "no_answer" });
  });

  it("is none of another register's list", async () => {
    const { said, sent } = await begun([], { ...WANTED, list: "prl_test_0000000000000_main" });
    expect([said, sent]).toEqual([{ code: "wrong_register" }, []]);
  });
});
