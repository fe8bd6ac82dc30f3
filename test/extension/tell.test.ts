// Telling through the browser: the badge, messages where they are wanted, and none for what is over.

import { describe, expect, it, vi } from "vitest";
import { hearMessages } from "../../extension/background.ts";
import type { ShownNotice } from "../../extension/platform/notifications.ts";
import { placeOfNotice, tell } from "../../extension/tell.ts";
import type { Notices } from "../../terminal/wallet/notices/notices.ts";
import type { Wallet } from "../../terminal/wallet/wallet.ts";
import { NOW } from "../support/builders/realm.ts";
import { aTerminal, type TerminalWorld } from "../terminal/support/terminal-world.ts";

function browserOf(looking = false, locked = false) {
  const shown: ShownNotice[] = [];
  const badges: [number, string?][] = [];
  const cleared: ((key: string) => boolean)[] = [];
  return {
    ...{ shown, badges, cleared },
    ports: {
      isLooking: () => looking,
      isLocked: async () => locked,
      show: async (notice: ShownNotice) => void shown.push(notice),
      clear: async (isOver: (key: string) => boolean) => void cleared.push(isOver),
      locales: () => ["en-US"],
      now: () => NOW,
      badge: async (waiting: number, news?: string) =>
        void badges.push(news ? [waiting, news] : [waiting]),
    },
  };
}

async function aWaitingOrder(
  choice: Pick<Notices, "shown" | "quiet"> = {},
): Promise<TerminalWorld> {
  const world = await aTerminal();
  await world.wallet.notices.take(false);
  await world.wallet.notices.choose(choice);
  await world.sheet();
  return world;
}

describe("an order that waits while nobody looks", () => {
  it("is on the badge, and a message where they are wanted", async () => {
    const { wallet } = await aWaitingOrder({ shown: true });
    const { ports, shown, badges } = browserOf();
    await tell(wallet, ports);
    await tell(wallet, ports);
    expect(shown).toEqual([
      {
        key: expect.stringMatching(/^waiting press-1 /),
        ...{ title: "An order is waiting", message: "Kami paper goods asks for ¥4,980." },
      },
    ]);
    expect(badges).toEqual([
      [1, "other"],
      [1, "other"],
    ]);
  });

  it("is without name and amount where it is quiet", async () => {
    const { wallet } = await aWaitingOrder({ shown: true, quiet: true });
    const { ports, shown } = browserOf();
    await tell(wallet, ports);
    expect(JSON.stringify(shown)).not.toMatch(/Kami|4,980/);
    expect(shown).toHaveLength(1);
  });

  it("is without name and amount while the wallet is locked", async () => {
    const { wallet } = await aWaitingOrder({ shown: true });
    const { ports, shown } = browserOf(false, true);
    await tell(wallet, ports);
    expect(JSON.stringify(shown)).not.toMatch(/Kami|4,980/);
    expect(shown).toHaveLength(1);
  });

  it("is no message where none is wanted, then or later", async () => {
    const { wallet } = await aWaitingOrder();
    const { ports, shown, badges } = browserOf();
    await tell(wallet, ports);
    await wallet.notices.choose({ shown: true });
    await tell(wallet, ports);
    expect(shown).toEqual([]);
    expect(badges[0]).toEqual([1, "other"]);
  });

  it("is told to nobody who looks at it", async () => {
    const { wallet } = await aWaitingOrder({ shown: true });
    const { ports, shown, badges } = browserOf(true);
    await tell(wallet, ports);
    expect([shown, badges]).toEqual([[], [[0]]]);
  });

  it("takes its message away once it doesn't wait any more", async () => {
    const world = await aWaitingOrder({ shown: true });
    const { ports, shown, cleared } = browserOf();
    await tell(world.wallet, ports);
    const [{ key } = { key: "" }] = shown;
    expect(cleared.at(-1)?.(key)).toBe(false);
    await world.wallet.decline("press-1");
    await tell(world.wallet, ports);
    expect(cleared.at(-1)?.(key)).toBe(true);
  });
});

it("a click on a message leads to what it is about", () => {
  expect(placeOfNotice("terminal abc")).toBe("terminals");
  expect(placeOfNotice("settled press-1")).toBeUndefined();
});

it.each([
  ["yes", "same", { shown: true }],
  ["no", "yes", { shown: false, quiet: true }],
  ["maybe", "no", { quiet: false }],
])("a window chooses %s, %s", async (shown, quiet, choice) => {
  const choose = vi.fn(async () => undefined);
  const wallet = Promise.resolve({ notices: { choose } } as unknown as Wallet);
  const lock = { isLocked: async () => false };
  const hear = hearMessages({ wallet, lock } as Parameters<typeof hearMessages>[0]);
  hear({ action: "choose-notices", shown, quiet }, { kind: "sheet" });
  await vi.waitFor(() => expect(choose).toHaveBeenCalledExactlyOnceWith(choice));
});
