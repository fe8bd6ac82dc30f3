/** A register's keys, payouts and webhooks, as it asks for them. */

import { SCRIPTS } from "../../../../cli/warifu/trigger/scripts.ts";
import type { ConformanceWorld } from "../world.ts";
import { HOOK_URL } from "./prepared-document.ts";
import { type Asked, type Examples, signedFor } from "./recorded.ts";

const HOOKS = "/v1/webhook-endpoints";
const IBAN = { iban: "DE89370400440532013000", holder: "Judged" };

const at = (path: string): Asked => ({ method: "GET", path });
const post = (path: string, body: object): Asked => ({ method: "POST", path, body });

export async function accountExamples(world: ConformanceWorld): Promise<Examples> {
  const { warifu } = world;
  const signed = signedFor(world);
  const payout = await paidPayout(world);
  const hash = (await crypto.subtle.digest("SHA-256", new Uint8Array(32))) as ArrayBuffer;
  return {
    setTills: post(`/v1/registers/${warifu.register}/tills`, { tills: 4 }),
    setPayoutSchedule: post("/v1/payouts/schedule", { every: "off", minimums: [] }),
    setPayoutAccount: post("/v1/payout-account", {
      account: signed("warifu/payout-account/1", {
        ...{ account: IBAN, number: Date.now(), time: Date.now() },
      }),
    }),
    getPayout: at(`/v1/payouts/${payout}`),
    listPayoutEntries: at(`/v1/payouts/${payout}/entries`),
    readShopStatement: at("/v1/journal/statements/2026-01"),
    createKey: post("/v1/keys", {
      key: signed("warifu/api-key/1", {
        key: Buffer.from(hash).toString("base64url"),
        prefix: `wk_${warifu.register.slice(4)}_0000`,
        ...{ name: "judged", scopes: ["read"], time: Date.now() },
      }),
    }),
    ...(await hookExamples(world)),
  };
}

/** One that is over, so that the next can be asked for. */
async function paidPayout({ stage, warifu }: ConformanceWorld): Promise<string> {
  await warifu.setPayoutAccount(IBAN);
  return SCRIPTS["payout.paid"](stage);
}

async function hookExamples({ warifu }: ConformanceWorld): Promise<Examples> {
  const url = HOOK_URL;
  const { id } = await warifu.webhooks.create({ url });
  const one = `${HOOKS}/${id}`;
  return {
    createWebhook: post(HOOKS, { url, types: ["trade.settled"] }),
    getWebhook: at(one),
    listWebhookAttempts: at(`${one}/attempts`),
    changeWebhook: post(one, { status: "disabled" }),
    rotateWebhookSecret: post(`${one}/secret`, { overlap_ms: 1_000 }),
    replayEvents: post(`${one}/replays`, { after: 0 }),
  };
}

/** What can be done but once: rehearsed on another one. */
export async function accountsEnded(world: ConformanceWorld): Promise<Examples> {
  const { warifu, paidTrade, page } = world;
  const [gone, rehearsed] = await Promise.all(
    [1, 2].map(() => warifu.webhooks.create({ url: HOOK_URL })),
  );
  const [revoked, other] = await Promise.all(
    [1, 2].map(() => warifu.createApiKey({ name: "revoked", scopes: ["read"] })),
  );
  // All that was earned is paid out, so it comes last of all.
  await paidTrade();
  const { payouts } = await warifu.listPayouts();
  return {
    requestPayout: {
      ...post("/v1/payouts", { currency: "JPY" }),
      answered: { status: 201, body: payouts[0] ?? {} },
    },
    setOrigins: post("/v1/origins", {
      registration: signedFor(world)("warifu/registration/1", {
        ...{ iss: "A".repeat(43), name: "Judged shop", origins: [page], time: Date.now() },
      }),
    }),
    deleteWebhook: {
      ...{ method: "DELETE", path: `${HOOKS}/${gone?.id}` },
      rehearsal: { path: `${HOOKS}/${rehearsed?.id}` },
    },
    revokeKey: {
      ...{ method: "DELETE", path: `/v1/keys/${revoked?.id}` },
      rehearsal: { path: `/v1/keys/${other?.id}` },
    },
  };
}
