/**
 * What the judges are let loose on: both servers really running, a register of its own, a proxy that signs for it, and
 * shoppers that pay. Everything is made afresh and thrown away.
 */

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { makeKeys } from "../../../cli/keys.ts";
import { registerShop } from "../../../cli/register-shop.ts";
import { freePort } from "../../../cli/system/free-port.ts";
import { type Servers, startServers } from "../../../cli/system/servers.ts";
import { type SigningProxy, startSigningProxy } from "../../../cli/warifu/sign/signing-proxy.ts";
import { openStage, type Stage } from "../../../cli/warifu/trigger/stage.ts";
import type { TradeId } from "../../../protocol/ids.ts";
import { createWarifu, type TradeRequest, type Warifu } from "../../../register-server/index.ts";
import {
  aScriptedTerminal,
  type ScriptedTerminal,
} from "../../support/scenario/scripted-terminal.ts";

export interface ConformanceWorld {
  readonly servers: Servers;
  /** the register's own page */
  readonly page: string;
  readonly warifu: Warifu;
  /** WARIFU_KEY */
  readonly key: string;
  readonly proxy: SigningProxy;
  /** the served OpenAPI document */
  readonly document: OpenApi;
  readonly shopper: ScriptedTerminal;
  /** has a shopper pay it */
  pay(trade: string): Promise<void>;
  /** makes a trade and has a shopper pay it @returns its id */
  paidTrade(request?: Partial<TradeRequest>): Promise<string>;
  /** what plays events: a test payer, and the operator's word */
  readonly stage: Stage;
  /** how many requests the proxy passed, by status */
  readonly statuses: Map<string, number>;
  close(): Promise<void>;
}

export interface OpenApi {
  readonly paths: Record<string, Record<string, OpenApiOperation>>;
  readonly components: Record<string, Record<string, unknown>>;
  readonly [member: string]: unknown;
}

export interface OpenApiOperation {
  readonly operationId: string;
  parameters?: { name: string; in: string; [member: string]: unknown }[];
  requestBody?: { content: Record<string, Record<string, unknown>> };
  responses: Record<string, unknown>;
  [member: string]: unknown;
}

export async function startConformanceWorld(): Promise<ConformanceWorld> {
  const folder = mkdtempSync(join(tmpdir(), "warifu-conformance-"));
  const keys = await makeKeys({ mode: "test", now: Date.now() });
  const servers = await startServers({ folder, keys, testClock: true });
  const { origin, carrierOrigin } = servers;
  const page = `http://127.0.0.1:${await freePort()}`;
  const { key } = await registerShop({
    ...{
      name: "Judged shop",
      origins: [page],
      server: origin,
      carrier: carrierOrigin,
      mode: "test",
    },
    operatorKey: keys.carrier.OPERATOR_KEY ?? "",
    rootKey: keys.root.publicKey,
    vouched: true,
  });
  const statuses = new Map<string, number>();
  const note = (line: string) => {
    const status = line.split(" ").at(-1) ?? "";
    statuses.set(status, (statuses.get(status) ?? 0) + 1);
  };
  const proxy = await startSigningProxy({ key, mend: true, signedOnly: true, say: note });
  const warifu = createWarifu({ key });
  const shopper = await aScriptedTerminal({ origin, rootKey: keys.root.publicKey });
  const operator = { carrier: carrierOrigin, key: keys.carrier.OPERATOR_KEY ?? "" };
  const stage = openStage({ key, operator, say: () => undefined });
  const answer = await fetch(`${origin}/v1/openapi.json`);
  const pay = async (trade: string) => {
    await shopper.buy(trade as TradeId, warifu.register, page);
    const { status } = await warifu.getTrade(trade);
    if (status === "open") throw new Error("a shopper didn't pay");
  };
  return {
    ...{ servers, page, warifu, key, proxy, shopper, stage, statuses },
    document: (await answer.json()) as OpenApi,
    pay,
    async paidTrade(request = {}) {
      const { id } = await warifu.createTrade({ amount: 1200, currency: "JPY", ...request });
      await pay(id);
      return id;
    },
    async close() {
      await Promise.all([proxy.stop(), servers.stop()]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
