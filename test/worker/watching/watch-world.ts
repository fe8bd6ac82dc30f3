// Both servers' Watches, as their cron and their alarms wake them, what they tell the operator, and the steps of a page of
// the runbook: the commands in its blocks, each sent to the doors as the command line sends it.

import {
  createExecutionContext,
  createScheduledController,
  runInDurableObject,
  waitOnExecutionContext,
} from "cloudflare:test";
import type { WatchedServer } from "../../../protocol/operator/watching.ts";
import carrierServer from "../../../worker/carrier-server/index.ts";
import { reconciliationOf } from "../../../worker/carrier-server/reconciliation/reconciliation.ts";
import { clockNow, clockOffset, setClockOffset } from "../../../worker/objects/clock.ts";
import type { Role } from "../../../worker/watching/role.ts";
import type { RunbookPage } from "../../../worker/watching/rules.ts";
import { tellWatchNow } from "../../../worker/watching/tell-watch.ts";
import type { Watch } from "../../../worker/watching/watch.ts";
import { commandsIn, type Names, type Sent, sentBy } from "../../watching/page-commands.ts";
import { actAsOperator, askAsOperator } from "../carrier-server/operator-world.ts";
import { askCarrier } from "../carrier-world.ts";
import { setClockToNoon } from "../reconciliation/count-world.ts";
import { ask, post, type Shop } from "../synchronous-world.ts";
import { env } from "../test-env.ts";
import { PAGES } from "./runbook-pages.ts";

const ROLES: readonly Role[] = ["synchronous-server", "carrier-server"];

export function watchOf(role: Role): DurableObjectStub<Watch> {
  if (!env.WATCH) throw new Error("the tests' worker has its Watch");
  return env.WATCH.getByName(role);
}

/** What happens each minute: the carrier's cron. Both servers' counts are one isolate's here, so the carrier tells all. */
export async function aMinutesWork(): Promise<void> {
  await reconciliationOf(env).wake();
  await tellWatchNow(env, "carrier-server", clockNow());
  const ctx = createExecutionContext();
  carrierServer.scheduled(createScheduledController({ cron: "* * * * *" }), env, ctx);
  await waitOnExecutionContext(ctx);
  await tellWatchNow(env, "carrier-server", clockNow());
}

export async function views(): Promise<WatchedServer[]> {
  return Promise.all(ROLES.map((role) => watchOf(role).view(role)));
}

/** The pages of the runbook that somebody is woken for now, each once. */
export async function pagesFiring(): Promise<string[]> {
  await aMinutesWork();
  const alerts = (await views()).flatMap((one) => one.alerts);
  return [...new Set(alerts.filter(({ firing }) => firing).map(({ page }) => page))].sort();
}

export interface Told {
  readonly type: string;
  readonly alert: string;
  readonly headers: Record<string, string>;
  readonly body: Uint8Array<ArrayBuffer>;
}

/** Whatever both Watches tell from now on. */
export async function hearAlerts(secret: string): Promise<Told[]> {
  const told: Told[] = [];
  for (const role of ROLES)
    await runInDurableObject(watchOf(role), (watch: Watch) => {
      watch.alerting = { ALERT_URL: "https://operator.example/alerts", ALERT_SECRET: secret };
      watch.post = async (_, { headers, body }) => {
        const bytes = body as Uint8Array<ArrayBuffer>;
        const { type, data } = JSON.parse(new TextDecoder().decode(bytes));
        told.push({
          ...{ type, alert: data.alert, body: bytes },
          headers: headers as Record<string, string>,
        });
        return { ok: true };
      };
    });
  return told;
}

// #region the pages' steps

export interface Place extends Names {
  /** whose key the shop's commands are given */
  readonly shop?: Shop;
  /** what going back to the version before does here */
  readonly rollback?: () => void;
}

export interface Step {
  readonly command: string;
  readonly status: number;
  readonly answer: unknown;
}

/** Takes each command of a page, in its order. @returns what each was answered */
export async function takeSteps(page: RunbookPage, place: Place): Promise<Step[]> {
  const steps: Step[] = [];
  for (const command of commandsIn(PAGES[page])) {
    const answer = await take(sentBy(command, place), place);
    const status = answer?.status ?? 200;
    steps.push({ command, status, answer: await answer?.json() });
  }
  return steps;
}

async function take(sent: Sent, { shop, rollback }: Place): Promise<Response | undefined> {
  if (sent.to === "rollback") return void rollback?.();
  if (sent.to === "ORIGIN") return ask(sent.path);
  if (sent.to === "CARRIER") return askCarrier(sent.path);
  const { path, body, method } = sent;
  if (sent.to === "operator")
    return body === undefined ? askAsOperator(path) : actAsOperator(path, body, {});
  const headers = { Authorization: `Bearer ${shop?.apiKey}` };
  if (method === "GET") return ask(path, { headers });
  const act = { ...headers, "Idempotency-Key": crypto.randomUUID() };
  return body === undefined ? ask(path, { method, headers: act }) : post(path, body, act);
}

let tests = 0;

/** Noon of tomorrow, and half an hour later for each test: what one has left in the minutes is no other's. */
export function setClockApart(): void {
  setClockToNoon();
  tests += 1;
  setClockOffset(clockOffset() + tests * 30 * 60_000);
}

/** ms since the epoch, of the minute that comes next */
export function nextMinute(): number {
  return (Math.floor(clockNow() / 60_000) + 1) * 60_000;
}
