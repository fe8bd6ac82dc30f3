/**
 * A world: one deployment of the real shells over simulated objects, network and time, with its shops and
 * payers. Wires, and decides nothing. Every world lives in a thread of its own, since the shells keep caches
 * in their modules.
 */

import { makeKeys } from "../cli/keys.ts";
import type { TradeId } from "../protocol/ids.ts";
import { refusal } from "../protocol/problem.ts";
import { err } from "../protocol/result.ts";
import { Branch } from "../worker/carrier-server/branch/branch.ts";
import { CarrierEntrypoint } from "../worker/carrier-server/carrier-entrypoint.ts";
import type { CarrierEnv } from "../worker/carrier-server/env.ts";
import { CreditorEntrypoint } from "../worker/synchronous-server/creditor.ts";
import type { SynchronousEnv } from "../worker/synchronous-server/env.ts";
import { Till } from "../worker/synchronous-server/till/till.ts";
import { Agenda } from "./runtime/agenda.ts";
import { type FaultKind, Faults } from "./runtime/faults.ts";
import { type Gate, Network } from "./runtime/network.ts";
import { type Instance, SimulatedObject, type Start } from "./runtime/objects.ts";
import { installPlatform, type Platform } from "./runtime/platform.ts";
import { Random } from "./runtime/random.ts";
import { Trace } from "./runtime/trace.ts";
import { Witness } from "./witness.ts";
import { styleOf, type WorldStyle } from "./world-style.ts";

export interface WorldOptions {
  readonly seed: number;
  readonly trades: number;
  readonly faults: readonly FaultKind[];
  /** whether the lines of the trace are kept */
  readonly trace: boolean;
}

const START = 1_790_000_000_000;

type Method = (...args: unknown[]) => Promise<unknown>;

/** Something whose every method is this call. */
function stub(call: (method: string, args: unknown[]) => Promise<unknown>): unknown {
  const get = (_: object, method: string | symbol) =>
    method === "then" ? undefined : (...args: unknown[]) => call(String(method), args);
  return new Proxy({}, { get });
}

export class World {
  readonly options: WorldOptions;
  readonly style: WorldStyle;
  readonly random: Random;
  readonly agenda: Agenda;
  readonly faults: Faults;
  readonly trace: Trace;
  readonly network: Network;
  readonly platform: Platform;
  readonly witness: Witness;
  readonly objects = new Map<string, SimulatedObject>();
  /** short names of trades, for the trace */
  readonly names = new Map<TradeId, string>();
  #carrier: Record<string, string> = {};
  #synchronous: Record<string, string> = {};

  constructor(options: WorldOptions) {
    const { seed, faults, trace } = options;
    this.options = options;
    this.style = styleOf(seed);
    this.random = new Random(`world ${seed}`);
    this.agenda = new Agenda(START, this.random);
    this.faults = new Faults(faults, this.random);
    this.trace = new Trace(trace, () => this.agenda.now);
    this.network = new Network(this.agenda, this.random, this.faults, this.trace);
    this.platform = installPlatform(this.agenda, this.random, this.style.crypto);
    this.witness = new Witness((line) => this.trace.event(line));
  }

  async deploy(): Promise<void> {
    const { synchronous, carrier } = await makeKeys({ mode: "test", now: START });
    this.#synchronous = { MODE: "test", ORIGIN: "https://pay.example", ...synchronous };
    this.#carrier = { MODE: "test", ...carrier };
  }

  /** Of the carrier. @param gate of the object that it is given to */
  carrierEnv(from: string, gate?: Gate): CarrierEnv {
    const creditor = this.#entrypoint("creditor", from, gate, () => {
      return new CreditorEntrypoint(undefined as never, this.synchronousEnv("creditor"));
    });
    return {
      ...this.#carrier,
      CREDITOR: creditor,
      // Not simulated: it may freeze a till while a world has a net cut. The checks compare the counts instead.
      RECONCILIATION: { getByName: () => ({ changed: async () => undefined }) },
      BRANCH: this.#namespace(from, gate, (ctx, own, name) => {
        return new Branch(ctx as never, this.carrierEnv(name, own)) as unknown as Instance;
      }),
    } as unknown as CarrierEnv;
  }

  /** Of the synchronous server. */
  synchronousEnv(from: string, gate?: Gate): SynchronousEnv {
    const carrier = this.#entrypoint("carrier", from, gate, () => {
      return new CarrierEntrypoint(undefined as never, this.carrierEnv("carrier"));
    });
    return {
      ...this.#synchronous,
      CARRIER: carrier,
      // Not simulated: no payout empties a till, so each can refund what it has sold.
      REGISTER: { getByName: () => ({ lend: async () => err(refusal("refund_unfunded")) }) },
      TILL: this.#namespace(from, gate, (ctx, own, name) => {
        return new Till(ctx as never, this.synchronousEnv(name, own)) as unknown as Instance;
      }),
    } as unknown as SynchronousEnv;
  }

  objectsOf(kind: "branch" | "till"): SimulatedObject[] {
    return [...this.objects.values()].filter(
      ({ name }) => name.includes("/branch/") === (kind === "branch"),
    );
  }

  #entrypoint(to: string, from: string, gate: Gate | undefined, make: () => unknown): unknown {
    return stub((method, args) => {
      const execute = () => {
        const shell = make() as Record<string, Method>;
        return (shell[method] as Method).apply(shell, args);
      };
      const what = `${from} → ${to} ${method}${this.#about(args)}`;
      return this.network.call(method, { what, execute, gate });
    });
  }

  #namespace(
    from: string,
    gate: Gate | undefined,
    start: (ctx: DurableObjectState, gate: Gate, name: string) => Instance,
  ): unknown {
    const getByName = (name: string) =>
      stub((method, args) => {
        const object = this.#object(name, (ctx, own) => start(ctx, own, name));
        const what = `${from} → ${object.name} ${method}${this.#about(args)}`;
        const execute = () => object.call(method, args);
        return this.network.call(method, { what, execute, gate });
      });
    return { getByName };
  }

  #object(name: string, start: Start): SimulatedObject {
    const known = this.objects.get(name);
    if (known) return known;
    const made = new SimulatedObject(name, start, this);
    this.objects.set(name, made);
    return made;
  }

  /** Which trade a call is about, for the trace. */
  #about(args: readonly unknown[]): string {
    const found = args.flat().map((one) => {
      if (typeof one === "string") return this.names.get(one as TradeId);
      const { trade, offer } = (one ?? {}) as { trade?: TradeId; offer?: { trade?: TradeId } };
      return this.names.get((trade ?? offer?.trade ?? "") as TradeId);
    });
    return ["", ...new Set(found.filter((name) => name !== undefined))].join(" ");
  }
}
