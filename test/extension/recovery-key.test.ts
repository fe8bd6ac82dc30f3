// Recovery words and what a window signs by them.

import { describe, expect, it } from "vitest";
import { approveByWords, makeRecoveryKey } from "../../extension/platform/recovery-key.ts";
import { terminalAct } from "../../extension/terminal-acts.ts";
import { verify } from "../../protocol/signing/signature.ts";
import { aRealm, NOW } from "../support/builders/realm.ts";

describe("recovery words", () => {
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
