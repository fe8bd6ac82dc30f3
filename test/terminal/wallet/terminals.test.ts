// A wallet among the terminals of an account: a new one that waits, one that approves, one that is revoked, and one
// that comes back by the recovery key. Answers can be lost or swapped.

import { beforeEach, describe, expect, it } from "vitest";
import { type KeyPair, makeKeyPair } from "../../../cli/keys.ts";
import {
  linkCodeOf,
  numberMatch,
  type SignedTerminalChange,
} from "../../../protocol/account/terminal-changes.ts";
import { userIdFrom } from "../../../protocol/ids.ts";
import { LINK_MS } from "../../../protocol/limits.ts";
import type { PublicKey } from "../../../protocol/signing/signature.ts";
import { aReceipt } from "../../support/builders/realm.ts";
import { anApproval } from "../../support/builders/terminals.ts";
import { aTerminal, type TerminalWorld } from "../support/terminal-world.ts";

const ACCOUNT = { label: "Demo account ·· 1", status: "active", balances: [] };
let terminal: TerminalWorld;
let own: PublicKey;
let other: KeyPair;

const profile = () => terminal.stored().profile;
const world = () => ({ realm: terminal.realm, now: () => terminal.now });
const enrolled = () => ({
  user: userIdFrom("test", new Uint8Array(10)),
  account: ACCOUNT,
  credential: { token: "t", expires_at: terminal.now + 300_000 },
});
const approvalBy = (by: KeyPair, key = own) => anApproval(world(), by, key);
const changes = (): SignedTerminalChange[] =>
  terminal.servers.sent("/changes").map(({ body }) => JSON.parse(body ?? "").change);

/** What the server says to requests of this path. */
function answering(path: string, answer: (body: unknown, key: PublicKey) => object): void {
  const before = terminal.servers.terminals;
  terminal.servers.terminals = (asked, body, key) => {
    own = key;
    return asked === path ? answer(body, key) : before(asked, body, key);
  };
}

describe("a new terminal", () => {
  let view: object;
  beforeEach(async () => {
    [terminal, other] = [await aTerminal({ enrolled: false }), await makeKeyPair()];
    view = { state: "waiting", expires_at: terminal.now + LINK_MS };
    answering("/v1/terminals/links", () => view);
    await terminal.wallet.terminals.link();
  });
  const approve = async (by = other, key = own) => {
    view = { state: "linked", approval: await approvalBy(by, key), enrolled: enrolled() };
  };
  const look = (by = other) => {
    view = { ...view, approver: by.publicKey };
  };

  it("[TE4] [TE5] shows its code, then the number, then its account", async () => {
    expect(profile()).toMatchObject({ state: "linking", code: await linkCodeOf(own) });
    look();
    await terminal.passTime(2_000);
    const number = await numberMatch(other.publicKey, own);
    expect(profile()).toMatchObject({ approver: { key: other.publicKey, number } });
    await approve();
    await terminal.passTime(2_000);
    expect(profile()).toMatchObject({ state: "enrolled", account: ACCOUNT, key: own });
  });

  it("[TE5] takes no approval by a key whose number it hasn't shown, and none for another key", async () => {
    look();
    await terminal.passTime(2_000);
    const stranger = await makeKeyPair();
    await approve(stranger);
    terminal.now += 2_000;
    await terminal.wallet.work();
    expect(profile()).toMatchObject({
      state: "linking",
      approver: { number: await numberMatch(stranger.publicKey, own) },
    });
    await approve(other, stranger.publicKey);
    await terminal.passTime(4_000);
    expect(profile()).toEqual({ state: "new", refused: "bad_signature" });
  });

  it("[TE6] asks on through lost answers, and stops after its time or on demand", async () => {
    terminal.servers.mishap("/links", "lost", "unreachable", "storage_unavailable");
    await terminal.passTime(20_000);
    expect(profile()).toMatchObject({ state: "linking", tries: 0 });
    await terminal.passTime(LINK_MS);
    expect(profile()).toEqual({ state: "new", refused: "link_not_found" });
    await terminal.wallet.terminals.link();
    await terminal.wallet.terminals.stopLinking();
    expect(profile()).toEqual({ state: "new" });
  });

  it("[TE14] comes back by an approval of the recovery key, which is sent until it is answered", async () => {
    await terminal.wallet.terminals.stopLinking();
    answering("/v1/terminals/recoveries", enrolled);
    terminal.servers.mishap("/recoveries", "lost", "unreachable");
    const approval = await approvalBy(other);
    await terminal.wallet.terminals.recover(approval);
    expect(profile()).toMatchObject({ state: "recovering", tries: 1 });
    await terminal.passTime(10_000);
    expect(profile()).toMatchObject({ state: "enrolled", key: own });
    const sent = terminal.servers.sent("/recoveries").map(({ body }) => JSON.parse(body ?? ""));
    expect(sent).toEqual([{ approval }, { approval }, { approval }]);
  });

  it("[TE14] whose words lead nowhere is told so", async () => {
    await terminal.wallet.terminals.stopLinking();
    answering("/v1/terminals/recoveries", () => ({ code: "unknown_terminal" }));
    await terminal.wallet.terminals.recover(await approvalBy(other));
    expect(profile()).toEqual({ state: "new", refused: "unknown_terminal" });
  });
});

describe("a terminal of the account", () => {
  beforeEach(async () => {
    [terminal, other] = [await aTerminal(), await makeKeyPair()];
    answering("/v1/terminals/links/look", () => asked(other.publicKey));
    answering("/v1/terminals/changes", () => ACCOUNT);
    await terminal.wallet.refreshAccount();
  });
  const asked = (key: PublicKey) => ({
    ...{ terminal: key, name: "Sofa", expires_at: terminal.now + LINK_MS },
  });
  const work = () => {
    const now = profile();
    return now.state === "enrolled" ? now.terminals : undefined;
  };

  it("[TE4] [TE5] looks up the code as it was typed, shows the number, and signs for that key", async () => {
    const code = await linkCodeOf(other.publicKey);
    await terminal.wallet.terminals.look(` ${code.toLowerCase()} `);
    const number = await numberMatch(own, other.publicKey);
    expect(work()?.link).toMatchObject({ state: "asked", name: "Sofa", number });
    await terminal.wallet.terminals.approve();
    expect(changes()).toMatchObject([
      { payload: { typ: "warifu/terminal-approval/1", iss: own, terminal: other.publicKey } },
    ]);
    expect(work()).toEqual({ link: { state: "linked", name: "Sofa" } });
  });

  it("[TE4] shows no number for a key that the code doesn't name, and signs nothing", async () => {
    const thief = await makeKeyPair();
    await terminal.wallet.terminals.look(await linkCodeOf(thief.publicKey));
    expect(work()?.link).toEqual({ state: "failed", code: "bad_signature" });
    await terminal.wallet.terminals.approve();
    expect(changes()).toEqual([]);
    await terminal.wallet.terminals.look("no code");
    expect(work()?.link).toEqual({ state: "failed", code: "link_not_found" });
    await terminal.wallet.terminals.forgetLink();
    expect(work()).toEqual({});
  });

  it("sends what it signed until it is answered, the same bytes, and one thing at a time", async () => {
    terminal.servers.mishap("/changes", "lost", "storage_unavailable");
    await terminal.wallet.terminals.rename(own, "Desk");
    await terminal.wallet.terminals.revoke([other.publicKey]);
    terminal.restart();
    await terminal.passTime(10_000);
    const sent = changes();
    expect(sent).toHaveLength(3);
    expect(new Set(sent.map(({ signature }) => signature)).size).toBe(1);
    expect(sent[0]).toMatchObject({ payload: { typ: "warifu/terminal-naming/1", name: "Desk" } });
    expect(work()).toEqual({});
  });

  it("keeps why a change was refused, until the next one", async () => {
    answering("/v1/terminals/changes", () => ({ code: "last_terminal" }));
    await terminal.wallet.terminals.revoke([own]);
    expect(work()).toEqual({ refused: "last_terminal" });
    answering("/v1/terminals/changes", () => ACCOUNT);
    await terminal.wallet.terminals.setRecovery(other.publicKey);
    expect(work()).toEqual({});
    expect(changes().at(-1)).toMatchObject({ payload: { recovery: other.publicKey } });
  });

  it("[TE19] that revokes itself is revoked at once", async () => {
    const gone = { key: own, since: 1, revoked_at: 2 };
    answering("/v1/terminals/changes", () => ({ ...ACCOUNT, terminals: [gone] }));
    await terminal.wallet.terminals.revoke([own]);
    expect(profile()).toMatchObject({ state: "revoked", account: { terminals: [gone] } });
  });
});

describe("a revoked terminal", () => {
  beforeEach(async () => {
    terminal = await aTerminal();
  });

  it("[TE19] hears it with its payment, keeps its history, and pays nothing more", async () => {
    await terminal.sheet();
    await terminal.wallet.pay("press-1", 4980);
    expect(terminal.record().state).toBe("settled");
    await terminal.sheet(undefined, "press-2");
    terminal.servers.mishap("/confirmations", "terminal_revoked");
    await terminal.wallet.pay("press-2", 4980);
    expect(terminal.record("press-2")).toMatchObject({
      ...{ state: "unusable", code: "terminal_revoked" },
    });
    expect(profile()).toMatchObject({ state: "revoked" });
    expect(terminal.record().state).toBe("settled");
    await terminal.sheet(undefined, "press-3");
    await terminal.wallet.pay("press-3", 4980);
    expect(terminal.record("press-3")).toMatchObject({ code: "terminal_revoked" });
  });

  it("[TE19] hears it when it asks for its account, and begins anew with another key", async () => {
    terminal.servers.mishap("/account", "terminal_revoked");
    await terminal.wallet.refreshAccount();
    expect(profile()).toMatchObject({ state: "revoked", at: terminal.now });
    await terminal.wallet.openAccount();
    expect(profile().state).toBe("revoked");
    const before = terminal.servers.sent("/v1/terminals")[0]?.body;
    await terminal.wallet.terminals.startAnew();
    expect(profile()).toEqual({ state: "new" });
    await terminal.wallet.openAccount();
    expect(profile().state).toBe("enrolled");
    const after = terminal.servers.sent("/v1/terminals")[1]?.body;
    const keyIn = (body = "") => JSON.parse(body).enrolment.payload.iss;
    expect(keyIn(after)).not.toBe(keyIn(before));
  });

  it("[TE7] what another terminal of the account paid meanwhile is paid here too", async () => {
    const offer = await terminal.sheet();
    const trade = terminal.servers.trades.get(offer.trade);
    const { money } = terminal.servers;
    const open = money.open.bind(money);
    const receipt = await aReceipt(terminal.realm, offer);
    // Between this terminal's claim and its confirm.
    money.open = (ticket) => {
      Object.assign(trade ?? {}, { status: "settled", receipt });
      return open(ticket);
    };
    terminal.servers.mishap("/confirmations", "exists_with_different_confirmation");
    await terminal.wallet.pay("press-1", 4980);
    expect(terminal.record()).toMatchObject({ state: "settled", receipt });
  });
});
