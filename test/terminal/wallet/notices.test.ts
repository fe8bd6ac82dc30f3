// What is told to a shopper who isn't looking: once, in whatever life of the service worker, and nothing that isn't known.

import { beforeAll, describe, expect, it } from "vitest";
import type { PublicKey } from "../../../protocol/signing/signature.ts";
import { NOTICE_WORDS } from "../../../terminal/notice-words/languages.ts";
import { noticeText } from "../../../terminal/notice-words/notice-text.ts";
import { LANGUAGES } from "../../../terminal/ui/words/languages.ts";
import { type Notice, noticesOf } from "../../../terminal/wallet/notices/notice.ts";
import { dueNotices, lookedAt, NO_NOTICES } from "../../../terminal/wallet/notices/notices.ts";
import type { Stored } from "../../../terminal/wallet/ports.ts";
import type { TradeRecord } from "../../../terminal/wallet/trade-record.ts";
import { aRealm, NOW, type Realm } from "../../support/builders/realm.ts";
import { aRecord } from "../support/records.ts";
import { aTerminal, type TerminalWorld } from "../support/terminal-world.ts";

let realm: Realm;
beforeAll(async () => {
  realm = await aRealm();
});

const key = (name: string) => name as PublicKey;
const OWN = { key: key("own"), name: "This", since: NOW - 1_000 };

function stored(
  records: TradeRecord[],
  { terminals = [OWN], ...more }: { readonly [field: string]: unknown } = {},
): Stored {
  const account = { label: "Demo", status: "active", balances: [], terminals };
  return {
    profile: { state: "enrolled", key: OWN.key, account },
    records: Object.fromEntries(records.map((one) => [one.id, one])),
    notices: NO_NOTICES,
    ...more,
  } as unknown as Stored;
}

const kinds = (notices: readonly Notice[] | undefined) => notices?.map(({ kind }) => kind);

describe("there is something to tell", () => {
  it("of an order that waits, and of a payment with its receipt; of nothing else", async () => {
    const all = await Promise.all(
      (
        ["preparing", "reading", "offered", "claiming", "confirming", "proving", "settled"] as const
      ).map((state) => aRecord(realm, state)),
    );
    expect(kinds(noticesOf(stored(all), NOW))).toEqual(["waiting", "waiting", "settled"]);
    const ended = await Promise.all(
      (["refused", "expired", "declining", "declined", "ended", "unusable"] as const).map((state) =>
        aRecord(realm, state),
      ),
    );
    expect(noticesOf(stored(ended), NOW)).toEqual([]);
  });

  it("of browsers that were linked after this one, and aren't revoked", () => {
    const after = { key: key("b"), name: "Sofa", since: NOW };
    const before = { key: key("a"), name: "Old", since: NOW - 2_000 };
    const revoked = { ...after, key: key("c"), revoked_at: NOW };
    const notices = noticesOf(stored([], { terminals: [before, OWN, after, revoked] }), NOW);
    expect(notices).toMatchObject([{ key: "terminal b", kind: "terminal", name: "Sofa" }]);
    // Older code stored no key of its own.
    expect(noticesOf(stored([], { terminals: [after], profile: { state: "new" } }), NOW)).toEqual(
      [],
    );
  });
});

describe("what is due", () => {
  it("is told once, and is news on the badge until a window was open", async () => {
    const settled = await aRecord(realm, "settled");
    const first = dueNotices(stored([settled]), false, NOW);
    expect(kinds(first?.due)).toEqual(["settled"]);
    const told = stored([settled], { notices: first?.notices });
    expect(told.notices?.news).toEqual(["settled press-settled"]);
    expect(dueNotices(told, false, NOW)).toBeUndefined();
    const looked = dueNotices(told, true, NOW);
    expect([looked?.due, looked?.notices.news]).toEqual([[], []]);
  });

  it("of older code's store is nothing that there was already", async () => {
    const { notices: _, ...older } = stored([await aRecord(realm, "settled")]);
    const found = dueNotices(older, false, NOW);
    expect(found).toEqual({ notices: { told: ["settled press-settled"], news: [] }, due: [] });
  });

  it("is nothing that he was shown", async () => {
    const seen = await aRecord(realm, "settled", { seen: true });
    expect(dueNotices(stored([seen]), false, NOW)?.due).toEqual([]);
  });

  it("of an open sheet is nothing, and writes nothing; once it closes it is known", async () => {
    const offered = await aRecord(realm, "offered");
    expect(dueNotices(stored([offered]), true, NOW)).toBeUndefined();
    const notices = lookedAt(stored([offered]), NOW);
    expect(notices?.told).toEqual([`waiting press-offered ${offered.at}`]);
    expect(dueNotices(stored([offered], { notices }), false, NOW)).toBeUndefined();
    // Pressed again, it waits anew.
    const again = { ...offered, at: offered.at + 1 };
    expect(kinds(dueNotices(stored([again], { notices }), false, NOW)?.due)).toEqual(["waiting"]);
  });

  it("of a linked browser is told even while a window is open", () => {
    const after = { key: key("b"), name: "Sofa", since: NOW };
    expect(kinds(dueNotices(stored([], { terminals: [OWN, after] }), true, NOW)?.due)).toEqual([
      "terminal",
    ]);
  });

  it("keeps no key of what is gone", () => {
    const notices = { told: ["settled gone"], news: ["settled gone"] };
    expect(lookedAt(stored([], { notices }), NOW)).toEqual({ told: [], news: [] });
  });
});

describe("the wallet", () => {
  /** Told while it lives, whatever dies: what was shown, in all lives. */
  async function tellInLives(world: TerminalWorld, lives: number): Promise<string[]> {
    const shown: string[] = [];
    for (let life = 0; life < lives; life++) {
      const due = await world.wallet.notices.take(false).catch(() => []);
      shown.push(...due.map((one) => one.key));
      world.restart();
    }
    return shown;
  }

  it("tells a payment that settled while nobody looked, once", async () => {
    const world = await aTerminal();
    await world.wallet.notices.take(false);
    await world.sheet();
    await world.wallet.notices.take(true);
    await world.wallet.pay("press-1", 4980);
    expect(await tellInLives(world, 3)).toEqual(["settled press-1"]);
  });

  it("tells nothing twice when it dies before it has shown it", async () => {
    const world = await aTerminal();
    await world.wallet.notices.take(false);
    await world.sheet();
    await world.wallet.pay("press-1", 4980);
    // It dies with the write: told in the store, and shown by nobody; the badge has the news.
    world.restart(1);
    await world.wallet.notices.take(false).catch(() => []);
    world.restart();
    expect(await tellInLives(world, 2)).toEqual([]);
    expect(world.stored().notices?.news).toEqual(["settled press-1"]);
  });

  it("two at once tell it once", async () => {
    const world = await aTerminal();
    await world.wallet.notices.take(false);
    await world.sheet();
    const both = await Promise.all([1, 2].map(() => world.wallet.notices.take(false)));
    expect(both.flat()).toHaveLength(1);
  });

  it("keeps what was chosen, and each by itself", async () => {
    const world = await aTerminal();
    await world.wallet.notices.choose({ shown: true });
    await world.wallet.notices.choose({ quiet: true });
    await world.sheet();
    await world.wallet.notices.take(false);
    expect(world.stored().notices).toMatchObject({ shown: true, quiet: true });
  });
});

describe("a message", () => {
  const paid = {
    ...{ key: "k", kind: "settled", name: "Kami", onSheet: true, seen: false },
    money: { amount: 4980, currency: "JPY" },
  } as Notice;
  const linked = { ...paid, kind: "terminal", name: "Sofa" } as Notice;

  it("says who and how much, in his language, and none of it where it is quiet", () => {
    const en = { language: "en", locale: "en-US" };
    expect(noticeText(paid, en, false)).toEqual({ title: "Paid", message: "¥4,980 to Kami." });
    expect(noticeText(paid, { language: "ja", locale: "ja-JP" }, false).message).toBe(
      "Kamiに¥4,980を支払いました。",
    );
    expect(noticeText(paid, en, true).message).toBe("A payment went through.");
    expect(noticeText({ ...linked, name: "" }, en, false).message).toMatch(/^Another browser/);
  });

  it("has words in each of the windows' languages, the same ones, and calm", () => {
    expect(Object.keys(NOTICE_WORDS)).toEqual(expect.arrayContaining([...LANGUAGES]));
    for (const [language, words] of Object.entries(NOTICE_WORDS))
      for (const kind of Object.keys(words.title) as Notice["kind"][])
        for (const quiet of [false, true]) {
          const { title, message } = noticeText(
            { ...paid, kind },
            { language, locale: language },
            quiet,
          );
          expect.soft(`${title} ${message}`).not.toMatch(/[!！]|undefined/);
          expect.soft(message.includes("Kami"), `${language} ${kind}`).toBe(!quiet);
        }
  });
});
