// Two terminals of one account on the same servers, which keep what they say to each other.

import type { SignedTradeWord } from "../../../protocol/account/trade-words.ts";
import type { PublicKey } from "../../../protocol/signing/signature.ts";
import { NOW } from "../../support/builders/realm.ts";
import { aTerminal, type TerminalWorld } from "./terminal-world.ts";

export interface LinkedTerminals {
  readonly first: TerminalWorld;
  readonly second: TerminalWorld;
  readonly keys: readonly [PublicKey, PublicKey];
  /** what was said, by who said it and the trade */
  readonly words: Map<string, SignedTradeWord>;
  /** as the carrier has them */
  account(more?: Partial<Record<"first" | "second", object>>): Promise<void>;
  /** Both have heard what there is to hear, as their open windows ask for it. */
  talk(): Promise<void>;
}

/** What a window that is open makes a terminal do. */
export async function look({ wallet }: TerminalWorld): Promise<void> {
  await wallet.elsewhere.look();
}

export async function linkedTerminals(): Promise<LinkedTerminals> {
  const first = await aTerminal();
  const second = await aTerminal({ beside: first });
  const { servers } = first;
  const words = new Map<string, SignedTradeWord>();
  servers.payerOf = () => "the account";
  servers.terminals = (path, body, key) => {
    if (path !== "/v1/terminals/words") return undefined;
    for (const word of (body as { words: SignedTradeWord[] }).words) {
      const name = `${word.payload.iss} ${word.payload.trade}`;
      if ((words.get(name)?.payload.time ?? 0) < word.payload.time) words.set(name, word);
    }
    return { words: [...words.values()].filter(({ payload }) => payload.iss !== key) };
  };
  const keyOf = async (world: TerminalWorld): Promise<PublicKey> => {
    const key = await world.keys.load();
    if (!key) throw new Error("no key");
    return key.publicKey;
  };
  const keys = [await keyOf(first), await keyOf(second)] as const;
  const account: LinkedTerminals["account"] = async (more = {}) => {
    const terminals = [
      { key: keys[0], name: "On the desk", since: NOW - 2_000, ...more.first },
      { key: keys[1], name: "In the hand", since: NOW - 1_000, ...more.second },
    ];
    servers.accountMore = { terminals };
    for (const { wallet } of [first, second]) await wallet.refreshAccount();
  };
  await account();
  const talk = async (): Promise<void> => {
    for (const world of [first, second, first, second]) {
      world.now += 1_000;
      await look(world);
    }
  };
  return { first, second, keys, words, account, talk };
}
