// A shop's own server in the place of the network: what it was sent, and how it answers, and the Courier's alarm.

import { runDurableObjectAlarm } from "cloudflare:test";
import { vi } from "vitest";
import type { RegisterEvent } from "../../protocol/register/events.ts";
import type {
  WebhookAttempt,
  WebhookView,
  WebhookWithSecret,
} from "../../protocol/register/webhooks.ts";
import { verifyWebhook } from "../../register-server/webhooks/verify-webhook.ts";
import { clockNow } from "../../worker/objects/clock.ts";
import { objectNamed } from "../../worker/objects/placed.ts";
import { ask, env, post, type Shop, until } from "./synchronous-world.ts";

export const HOOK = "http://127.0.0.1:4711/hook";
const PATH = "/v1/webhook-endpoints";

/** Of the object that sent it nothing but texts may be kept. */
export interface Got {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly event: RegisterEvent;
}

export class HookServer {
  readonly got: Got[] = [];
  /** of each request; 204 if nothing else */
  answer: (got: Got) => Response | Promise<Response> = () => new Response(null, { status: 204 });

  constructor() {
    vi.stubGlobal("fetch", async (input: URL, init: RequestInit) => {
      const body = new TextDecoder().decode(init.body as Uint8Array);
      const headers = Object.fromEntries(new Headers(init.headers));
      const got = { url: `${input}`, headers, body, event: JSON.parse(body) as RegisterEvent };
      this.got.push(got);
      return this.answer(got);
    });
  }

  is(status: number): void {
    this.answer = () => new Response(null, { status });
  }

  sequences(): number[] {
    return this.got.map(({ event }) => event.sequence);
  }

  types(subject: string): string[] {
    return this.got
      .filter(({ event: { data } }) => ("trade" in data ? data.trade : data.payout) === subject)
      .map(({ event }) => event.type.replace(/^trade\./, ""));
  }

  verified(index: number, by: { secret?: string; publicKey?: string }) {
    const { headers = {}, body = "" } = this.got[index] ?? {};
    const request = new Request(HOOK, { method: "POST", headers, body });
    return verifyWebhook(request, { ...by, now: clockNow() });
  }

  untilGot(count: number): Promise<void> {
    return until(async () => this.got.length >= count);
  }
}

export function writeHook(
  shop: Shop,
  path: string,
  body: unknown,
  key: string = crypto.randomUUID(),
) {
  const headers = { Authorization: `Bearer ${shop.apiKey}`, "Idempotency-Key": key };
  return post(`${PATH}${path}`, body, headers);
}

export async function aHook(shop: Shop, body: object = {}): Promise<WebhookWithSecret> {
  const response = await writeHook(shop, "", { url: HOOK, ...body });
  if (response.status !== 201) throw new Error(await response.text());
  return response.json();
}

export function readHook(shop: Shop, path: string, method = "GET"): Promise<Response> {
  const own = { Authorization: `Bearer ${shop.apiKey}` };
  const headers = method === "GET" ? own : { ...own, "Idempotency-Key": crypto.randomUUID() };
  return ask(`${PATH}${path}`, { method, headers });
}

export async function hookView(shop: Shop, { id }: Pick<WebhookView, "id">): Promise<WebhookView> {
  return (await readHook(shop, `/${id}`)).json();
}

export async function attemptsOf(
  shop: Shop,
  { id }: Pick<WebhookView, "id">,
): Promise<WebhookAttempt[]> {
  const answer = await readHook(shop, `/${id}/attempts`);
  return ((await answer.json()) as { attempts: WebhookAttempt[] }).attempts;
}

export const courierOf = ({ register }: Shop) => objectNamed(env.COURIER, register);

/** As time would. */
export function courierAlarm(shop: Shop): Promise<boolean> {
  return runDurableObjectAlarm(courierOf(shop));
}
