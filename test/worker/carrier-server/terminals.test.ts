// The terminals of an account at the carrier: a further one pays, a revoked one doesn't, and who relays what was
// signed can change nothing of it. Through the carrier's entrypoint, as the synchronous server calls it.

import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { type KeyPair, makeKeyPair } from "../../../cli/keys.ts";
import type { SignedTerminalChange } from "../../../protocol/account/terminal-changes.ts";
import { type ConfirmTrade, MONEY_SOCKET_PROTOCOL } from "../../../protocol/messages.ts";
import { setClockOffset } from "../../../worker/objects/clock.ts";
import {
  aConfirm,
  anEnrolment,
  aTerminal,
  aTerminalRequest,
  type CarrierWorld,
  type Terminal,
} from "../../support/builders/payment.ts";
import {
  aNaming,
  anApproval,
  aRecoverySetting,
  aRevocation,
} from "../../support/builders/terminals.ts";
import { aCarrierWorld, balancesOf, costOf } from "../carrier-world.ts";
import { env } from "../test-env.ts";
import { accountOf, actAsOperator, askAsOperator } from "./operator-world.ts";

let world: CarrierWorld;
beforeAll(async () => {
  world = await aCarrierWorld();
});
afterEach(() => setClockOffset(0));

const change = ({ sealed }: Terminal, signed: SignedTerminalChange) =>
  env.CARRIER.changeTerminals(sealed, { change: signed });

async function codeOf(answer: Promise<{ ok: boolean; error?: { code: string } }>) {
  const { ok, error } = await answer;
  return ok ? "ok" : error?.code;
}

/** Another terminal of the same account, approved by the first. */
async function aFurther(first: Terminal): Promise<Terminal> {
  const device = await makeKeyPair();
  const approved = await change(first, await anApproval(world, first.device, device.publicKey));
  if (!approved.ok) throw new Error(approved.error.code);
  return { ...first, device };
}

const revoke = async (by: Terminal, ...gone: KeyPair[]) =>
  change(
    by,
    await aRevocation(
      world,
      by.device,
      gone.map(({ publicKey }) => publicKey),
    ),
  );

/** As the synchronous server makes it for this terminal's claim. */
async function aConfirmOf(terminal: Terminal): Promise<ConfirmTrade> {
  const ticket = await env.CARRIER.issueTicket(terminal.sealed, terminal.device.publicKey);
  if (!ticket.ok) throw new Error(ticket.error.code);
  return aConfirm(world, terminal, { ticket: ticket.value });
}

async function openSocket(ticket: string) {
  return env.CARRIER.fetch(
    new Request("https://synchronous.test/v1/money", {
      headers: {
        Upgrade: "websocket",
        "Sec-WebSocket-Protocol": `${MONEY_SOCKET_PROTOCOL}, ${ticket}`,
      },
    }),
  );
}

describe("a further terminal", () => {
  it("[TE2] [TE17] pays from the same account, in two rows, and is shown beside the first", async () => {
    const first = await aTerminal(world);
    const second = await aFurther(first);
    const body = await aConfirm(world, second);
    const cost = await costOf(async () =>
      expect(await env.CARRIER.confirm(body)).toMatchObject({ ok: true }),
    );
    expect(cost).toEqual({ hops: 1, commits: 1, rows: 2, flushes: 1 });
    expect(await balancesOf(world, first)).toMatchObject({ JPY: 50_000 - 4980 });
    const request = await aTerminalRequest(world, second.device);
    const view = await env.CARRIER.readAccount(second.sealed, request);
    expect(view).toMatchObject({
      value: {
        terminals: [
          { key: first.device.publicKey, name: "Firefox on the desk" },
          { key: second.device.publicKey, name: "Chromium on the sofa" },
        ],
      },
    });
    const [unused, used] = (view.ok && view.value.terminals) || [];
    expect([unused?.used_at, used?.used_at]).toEqual([undefined, expect.any(Number)]);
  });

  it("[TE2] [TE3] isn't added by who relays: another key, another signer, another account, an old one", async () => {
    const first = await aTerminal(world);
    const [asked, thief] = await Promise.all([makeKeyPair(), makeKeyPair()]);
    const signed = await anApproval(world, first.device, asked.publicKey);
    const swapped = { ...signed, payload: { ...signed.payload, terminal: thief.publicKey } };
    expect(await codeOf(change(first, swapped))).toBe("bad_signature");
    const own = await anApproval(world, thief, thief.publicKey);
    expect(await codeOf(change(first, own))).toBe("unknown_terminal");
    const renamed = { ...own, payload: { ...own.payload, iss: first.device.publicKey } };
    expect(await codeOf(change(first, renamed))).toBe("bad_signature");
    const live = await anApproval(world, first.device, thief.publicKey, { mode: "live" });
    expect(await codeOf(change(first, live))).toBe("wrong_mode");
    const realm = { aud: "realm:0000000000000000" };
    const elsewhere = await anApproval(world, first.device, thief.publicKey, realm);
    expect(await codeOf(change(first, elsewhere))).toBe("wrong_audience");
    const others = await aTerminal(world);
    expect(await codeOf(change(others, signed))).toBe("unknown_terminal");
    expect(await codeOf(change({ ...first, sealed: "ar1.1.AAAA" }, signed))).toBe(
      "credential_invalid",
    );
    setClockOffset(11 * 60_000);
    expect(await codeOf(change(first, signed))).toBe("stale_request");
    const confirm = await aConfirm(world, { ...first, device: thief });
    expect(await codeOf(env.CARRIER.confirm(confirm))).toBe("wrong_account");
  });

  it("[TE3] once approved is found by its own enrolment, which opens no account beside", async () => {
    const first = await aTerminal(world);
    const second = await aFurther(first);
    const enrolled = await env.CARRIER.openAccount(await anEnrolment(world, second.device));
    if (!enrolled.ok) throw new Error(enrolled.error.code);
    expect(await accountOf(enrolled.value)).toBe(await accountOf(first));
    const third = await aTerminal(world);
    const theirs = await anApproval(world, first.device, third.device.publicKey);
    expect(await codeOf(change(first, theirs))).toBe("terminal_bound");
  });

  it("an approval again writes nothing, and says the same", async () => {
    const first = await aTerminal(world);
    const signed = await anApproval(world, first.device, (await makeKeyPair()).publicKey);
    const once = await change(first, signed);
    const cost = await costOf(async () => expect(await change(first, signed)).toEqual(once));
    expect(cost.rows).toBe(0);
  });
});

describe("a revoked terminal", () => {
  it("[TE8] pays nothing from that turn on; what it paid before keeps its answer, byte for byte", async () => {
    const first = await aTerminal(world);
    const second = await aFurther(first);
    const [before, after] = [await aConfirm(world, second), await aConfirm(world, second)];
    const paid = await env.CARRIER.confirm(before);
    const [, refused] = await Promise.all([
      revoke(first, second.device),
      env.CARRIER.confirm(after),
    ]);
    // Together with the revocation, before or after it: never half.
    const cost = await costOf(async () => {
      const again = await env.CARRIER.confirm(after);
      expect(await codeOf(Promise.resolve(again))).toBe(refused.ok ? "ok" : "terminal_revoked");
      const next = await aConfirm(world, second);
      expect(await codeOf(env.CARRIER.confirm(next))).toBe("terminal_revoked");
      expect(JSON.stringify(await env.CARRIER.confirm(before))).toBe(JSON.stringify(paid));
    });
    expect(cost.rows).toBe(0);
    expect(await codeOf(env.CARRIER.confirm(await aConfirm(world, first)))).toBe("ok");
  });

  it("[TE9] has its money socket closed at once and opens none; the others' stay open", async () => {
    const first = await aTerminal(world);
    const second = await aFurther(first);
    const open = async (terminal: Terminal) => {
      const { ticket } = await aConfirmOf(terminal);
      const { webSocket } = await openSocket(ticket);
      if (!webSocket) throw new Error("not upgraded");
      webSocket.accept();
      return { ticket, webSocket };
    };
    const [theirs, ours] = [await open(second), await open(first)];
    const closed = new Promise<number>((resolve) =>
      theirs.webSocket.addEventListener("close", ({ code }) => resolve(code)),
    );
    await revoke(first, second.device);
    expect(await closed).toBe(1008);
    const again = await openSocket(theirs.ticket);
    expect([again.status, ((await again.json()) as { code: string }).code]).toEqual([
      403,
      "terminal_revoked",
    ]);
    const pong = new Promise((resolve) =>
      ours.webSocket.addEventListener("message", ({ data }) => resolve(data)),
    );
    ours.webSocket.send("ping");
    expect(await pong).toBe("pong");
    ours.webSocket.close(1000);
  });

  it("[TE10] [TE17] gets no reference for a new credential, and isn't told its account", async () => {
    const first = await aTerminal(world);
    const second = await aFurther(first);
    const seal = () => env.CARRIER.sealAgain(second.sealed, second.device.publicKey);
    expect(await codeOf(seal())).toBe("ok");
    await revoke(first, second.device);
    const cost = await costOf(async () => expect(await codeOf(seal())).toBe("terminal_revoked"));
    expect(cost).toMatchObject({ hops: 1, rows: 0 });
    const request = await aTerminalRequest(world, second.device);
    expect(await codeOf(env.CARRIER.readAccount(second.sealed, request))).toBe("terminal_revoked");
    const back = await anApproval(world, second.device, (await makeKeyPair()).publicKey);
    expect(await codeOf(change(second, back))).toBe("terminal_revoked");
  });

  it("[TE11] isn't the last one, as long as there is no recovery key", async () => {
    const only = await aTerminal(world);
    expect(await codeOf(revoke(only, only.device))).toBe("last_terminal");
    expect(await codeOf(env.CARRIER.confirm(await aConfirm(world, only)))).toBe("ok");
  });
});

describe("a recovery key", () => {
  it("[TE12] [TE14] [TE15] approves a new terminal when all are lost, and revokes the others", async () => {
    const lost = await aTerminal(world);
    const words = await makeKeyPair();
    const set = await change(lost, await aRecoverySetting(world, lost.device, words.publicKey));
    expect(set).toMatchObject({ value: { recovery: { since: expect.any(Number) } } });
    const device = await makeKeyPair();
    const asked = await anApproval(world, words, device.publicKey, { others: "revoke" });
    expect(await change(lost, asked)).toMatchObject({
      value: { terminals: [{ revoked_at: expect.any(Number) }, { key: device.publicKey }] },
    });
    const found = { ...lost, device };
    expect(await codeOf(env.CARRIER.confirm(await aConfirm(world, found)))).toBe("ok");
    expect(await codeOf(env.CARRIER.confirm(await aConfirm(world, lost)))).toBe("terminal_revoked");
    expect(await codeOf(revoke(found, device))).toBe("ok");
  });
});

describe("a terminal's name", () => {
  it("[TE18] is what a terminal of the account calls it", async () => {
    const first = await aTerminal(world);
    const second = await aFurther(first);
    const naming = await aNaming(world, second.device, first.device.publicKey, "Kitchen");
    expect(await change(second, naming)).toMatchObject({
      value: { terminals: [{ name: "Kitchen" }, {}] },
    });
  });
});

describe("the operator", () => {
  it("[TE16] revokes all terminals of an account by one logged act, and may give it a code again", async () => {
    const terminal = await aTerminal(world);
    const account = await accountOf(terminal);
    const code = () => actAsOperator("/v1/account/opening-code", { code: "new" }, { account });
    expect((await code()).status).toBe(409);
    const path = "/v1/account/terminal-revocations";
    const done = await actAsOperator(path, { terminals: "all" }, { account });
    expect(done.status).toBe(200);
    expect(await codeOf(env.CARRIER.confirm(await aConfirm(world, terminal)))).toBe(
      "terminal_revoked",
    );
    expect((await code()).status).toBe(201);
    const log = await (await askAsOperator("/v1/branches/0/audit?limit=500")).text();
    expect(JSON.parse(log).entries).toContainEqual(
      expect.objectContaining({ act: "revoke_terminals", account, asked: { terminals: "all" } }),
    );
  });
});
