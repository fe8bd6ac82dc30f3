// Recovery words and what a window signs by them.

import { describe, expect, it } from "vitest";
import { approveByWords, makeRecoveryKey } from "../../extension/platform/recovery-key.ts";
import { terminalAct } from "../../extension/terminal-acts.ts";
import { verify } from "../../protocol/signing/signature.ts";
import { aRealm, NOW } from "../support/builders/realm.ts";

describe("recovery words", () => {
  it("[TE13] are asked for again in part: three different groups of the fourteen, in their order", async () => {
    const seen = new Set<number>();
    for (let run = 0; run < 60; run++) {
      const { ask } = await makeRecoveryKey();
      expect(ask).toHaveLength(3);
      expect(ask).toEqual([...new Set(ask)].sort((a, b) => a - b));
      for (const at of ask) seen.add(at);
    }
    expect(Math.min(...seen)).toBe(1);
    expect(Math.max(...seen)).toBe(14);
  });

  it("[TE13] [TE14] approve a terminal by the key they were made of, and by no other", async () => {
    const { trust } = await aRealm();
    const { key, words } = await makeRecoveryKey();
    const { key: terminal } = await makeRecoveryKey();
    expect((await makeRecoveryKey()).words).not.toBe(words);
    const asked = { words: words.toLowerCase(), terminal, name: "Sofa", trust, time: NOW };
    const approval = await approveByWords({ ...asked, others: true });
    if (!approval) throw new Error("the words are read");
    const typ = "warifu/terminal-approval/1";
    const expected = { typ, iss: key, aud: trust.realm, mode: trust.mode };
    expect(await verify(approval, expected, key)).toBeUndefined();
    expect(approval.payload).toMatchObject({ terminal, name: "Sofa", others: "revoke" });
    const kept = await approveByWords({ ...asked, others: false });
    expect(kept?.payload).not.toHaveProperty("others");
    expect(
      await approveByWords({ ...asked, words: words.slice(1), others: false }),
    ).toBeUndefined();
    expect(JSON.stringify(approval)).not.toContain(words);
    expect(terminalAct({ action: "recover", approval: JSON.stringify(approval) })).toBeInstanceOf(
      Function,
    );
  });
});

describe("what a window asks about terminals", () => {
  it.each([
    { action: "recover", approval: "{}" },
    { action: "recover", approval: "no JSON" },
    { action: "rename-terminal", terminal: "no key", name: "Sofa" },
    { action: "rename-terminal", terminal: "A".repeat(43), name: "So\u202efa" },
    { action: "revoke-terminal", terminal: "no key" },
    { action: "set-recovery", key: "no key" },
    { action: "refresh" },
  ] as const)("%j asks for nothing", (message) => {
    expect(terminalAct(message)).toBeUndefined();
  });
});
