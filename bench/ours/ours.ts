/**
 * Our system as a contender: both servers on workerd, a register, accounts that were enrolled over HTTP as terminals
 * do it, and a money socket for each, opened through our one origin with the ticket of a claim.
 */

import type { DeploymentKeys } from "../../cli/keys.ts";
import { registerShop } from "../../cli/register-shop.ts";
import {
  type Credential,
  type Enrolled,
  MONEY_SOCKET_PROTOCOL,
  type OfferView,
  type PageStatus,
} from "../../protocol/messages.ts";
import { realmOf } from "../../protocol/signing/signature.ts";
import type { Trust } from "../../protocol/trade/offer.ts";
import { parseKey } from "../../register-server/key.ts";
import { closedLoop } from "../load/drive.ts";
import { HttpLane, requestBytes } from "../load/http-lane.ts";
import { SocketLane, textFrame } from "../load/socket-lane.ts";
import { CARRIER_PROCESS, SYNCHRONOUS_PROCESS } from "../names.ts";
import type { Books, ConfirmSockets, Contender, OpenPage } from "../trade/contender.ts";
import type { BenchPayer } from "../trade/payer.ts";
import { BenchShop } from "../trade/shop.ts";
import type { Cast, Claimed } from "../trade/trades.ts";
import { readOurBooks } from "./our-books.ts";
import type { WorkerdServers } from "./start-servers.ts";

const RENEWED_BEFORE_MS = 90_000;
const SETUP_HANDS = 16;
/** A second [TM12] [TM14], and a little for the timer. */
const STORED_LATER_MS = 1_100;

export class Ours implements Contender {
  readonly name: string;
  readonly origin: string;
  readonly port: number;
  sockets?: ConfirmSockets;
  readonly storedLaterMs = STORED_LATER_MS;
  readonly #servers: WorkerdServers;
  readonly #lanes: SocketLane[] = [];

  constructor(name: string, servers: WorkerdServers) {
    this.name = name;
    this.#servers = servers;
    this.origin = servers.origin;
    this.port = servers.port;
  }

  processes() {
    const { synchronous, carrier } = this.#servers.pids;
    return { [SYNCHRONOUS_PROCESS]: [synchronous], [CARRIER_PROCESS]: [carrier] };
  }

  async enrol(payers: readonly BenchPayer[]): Promise<void> {
    await this.#each(
      payers,
      "/v1/terminals",
      async (payer, answer) => {
        const { credential } = answer as Enrolled;
        [payer.credential, payer.credentialUntil] = [credential.token, credential.expires_at];
      },
      (payer, now) => ({ enrolment: payer.enrolment(now) }),
    );
  }

  async refresh(payers: readonly BenchPayer[]): Promise<void> {
    const soon = Date.now() + RENEWED_BEFORE_MS;
    const due = payers.filter(({ credentialUntil }) => credentialUntil < soon);
    await this.#each(
      due,
      "/v1/terminals/credential",
      async (payer, answer) => {
        const credential = answer as Credential;
        [payer.credential, payer.credentialUntil] = [credential.token, credential.expires_at];
      },
      () => ({}),
    );
  }

  async #each(
    payers: readonly BenchPayer[],
    path: string,
    take: (payer: BenchPayer, answer: unknown) => Promise<void>,
    bodyOf: (payer: BenchPayer, now: number) => unknown,
  ): Promise<void> {
    if (payers.length === 0) return;
    const lanes = await Promise.all(
      Array.from({ length: SETUP_HANDS }, () => HttpLane.open(this.port)),
    );
    const { errors } = await closedLoop(lanes, payers.length, async (index, lane) => {
      const payer = payers[index] as BenchPayer;
      const now = Date.now();
      const request = await payer.post(`${this.origin}${path}`, bodyOf(payer, now), now);
      const { status, body } = await lane.send(request);
      if (status !== 200) throw new Error(`${path}: ${status} ${body.toString("utf8")}`);
      await take(payer, JSON.parse(body.toString("utf8")));
    });
    for (const lane of lanes) lane.close();
    const [failed] = Object.keys(errors);
    if (failed !== undefined) throw new Error(failed);
  }

  /** A money socket for each payer, by the ticket of a claim of his; instead of the one he had. */
  async openSockets(claimed: readonly Claimed[]): Promise<void> {
    const url = `http://127.0.0.1:${this.port}/v1/money`;
    for (let from = 0; from < claimed.length; from += SETUP_HANDS) {
      const some = claimed.slice(from, from + SETUP_HANDS);
      await Promise.all(
        some.map(async ({ payer, granted }) => {
          const protocols = `${MONEY_SOCKET_PROTOCOL}, ${granted.ticket}`;
          this.#lanes[payer]?.close();
          this.#lanes[payer] = await SocketLane.open(url, protocols);
        }),
      );
    }
    this.sockets = {
      prepare: (confirm, id) => textFrame(JSON.stringify({ id, confirm })),
      confirm: (payer, frame) => {
        const lane = this.#lanes[payer];
        if (!lane) throw new Error("a payer has a socket");
        return lane.ask(frame);
      },
    };
  }

  /** A trade that is known here and stays open for a while. */
  async someTrade({ shops: [shop] }: Cast): Promise<string> {
    if (!shop) throw new Error("there is a shop");
    return someTradeOf(shop, this);
  }

  async openPage(trade: string): Promise<OpenPage> {
    const lane = await SocketLane.open(`http://127.0.0.1:${this.port}/v1/trades/${trade}/socket`);
    const untilSettled = async () => {
      for (;;) {
        const heard = JSON.parse(await lane.next()) as PageStatus;
        if (heard.trade !== trade) throw new Error("a page heard of another trade");
        if (heard.status === "settled") return;
      }
    };
    return { settled: untilSettled(), close: () => lane.close() };
  }

  async stop(): Promise<void> {
    for (const lane of this.#lanes) lane?.close();
    await this.#servers.stop();
  }

  async books(): Promise<Books> {
    return readOurBooks(this.#servers.folders);
  }
}

export async function trustOf({ root }: DeploymentKeys): Promise<Trust> {
  return { rootKey: root.publicKey, realm: await realmOf(root.publicKey), mode: "test" };
}

/** A shop of the bench, registered at our servers, with the certificate that every contender verifies. */
export async function openShop(
  servers: WorkerdServers,
  keys: DeploymentKeys,
  number: number,
): Promise<BenchShop> {
  const trust = await trustOf(keys);
  const { key: text } = await registerShop({
    ...{ server: servers.origin, carrier: servers.carrierOrigin, mode: "test", vouched: true },
    ...{ name: `Bench shop ${number}`, origins: [`http://127.0.0.1:${10_000 + number}`] },
    ...{ rootKey: trust.rootKey, operatorKey: keys.carrier.OPERATOR_KEY ?? "" },
  });
  const key = parseKey(text);
  if (!key.ok) throw new Error(key.error);
  return new BenchShop(key.value, await certificateOf(servers, key.value, trust), trust);
}

/** As any terminal gets it: with the offer of a trade. */
async function certificateOf(
  { port, origin }: WorkerdServers,
  key: ConstructorParameters<typeof BenchShop>[0],
  trust: Trust,
) {
  const unknown = { register: key.register } as never;
  const id = await someTradeOf(new BenchShop(key, unknown, trust), { port, origin });
  const lane = await HttpLane.open(port);
  const read = await lane.send(requestBytes("GET", `${origin}/v1/trades/${id}/offer`));
  lane.close();
  const { offer } = JSON.parse(read.body.toString("utf8")) as OfferView;
  const { certificate, chain } = offer;
  return { register: key.register, certificate, chain };
}

async function someTradeOf(
  shop: BenchShop,
  { port, origin }: { readonly port: number; readonly origin: string },
): Promise<string> {
  const lane = await HttpLane.open(port);
  const { status, body } = await lane.send(shop.prepareCreate(origin, Date.now()).request);
  lane.close();
  if (status !== 201) throw new Error(`no trade was made: ${body.toString("utf8")}`);
  return (JSON.parse(body.toString("utf8")) as { id: string }).id;
}
