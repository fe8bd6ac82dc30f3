/**
 * A world: one deployment of the real shells over simulated objects, network and time, with its shops and
 * payers. Wires, and decides nothing. Every world lives in a thread of its own, since the shells keep caches
 * in their modules.
 */

import { makeKeys } from "../cli/keys.ts";
import type { TradeId } from "../protocol/ids.ts";
import { Books } from "../worker/carrier-server/books/books.ts";
import { Branch } from "../worker/carrier-server/branch/branch.ts";
import { CarrierEntrypoint } from "../worker/carrier-server/carrier-entrypoint.ts";
import type { CarrierEnv } from "../worker/carrier-server/env.ts";
import { Treasury } from "../worker/carrier-server/treasury/treasury.ts";
import { Courier } from "../worker/synchronous-server/courier/courier.ts";
import { CreditorEntrypoint } from "../worker/synchronous-server/creditor.ts";
import type { SynchronousEnv } from "../worker/synchronous-server/env.ts";
import { Register } from "../worker/synchronous-server/register/register.ts";
import { Till } from "../worker/synchronous-server/till/till.ts";
import type { ObjectKind } from "./checks/stored-world.ts";
import { Agenda } from "./runtime/agenda.ts";
import { type FaultKind, Faults } from "./runtime/faults.ts";
import { type Gate, Network } from "./runtime/network.ts";
import { type Instance, SimulatedObject } from "./runtime/objects.ts";
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

/** An afternoon, or shortly before midnight, when registers are paid out by their schedules. */
const STARTS = [1_790_000_000_000, 1_790_035_080_000] as const;

type Method = (...args: unknown[]) => Promise<unknown>;
type Starts = (ctx: DurableObjectState, gate: Gate, name: string) => Instance;
type Shell = new (ctx: never, env: never) => object;

/** The objects' classes by binding, each with what it is called here. */
const CARRIER_OBJECTS = {
  BRANCH: { kind: "branch", shell: Branch },
  BOOKS: { kind: "books", shell: Books },
  TREASURY: { kind: "treasury", shell: Treasury },
} as const;
const SYNCHRONOUS_OBJECTS = {
  TILL: { kind: "till", shell: Till },
  REGISTER: { kind: "register", shell: Register },
  COURIER: { kind: "courier", shell: Courier },
} as const;

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
  /** those of nobody's gate are always the same */
  readonly #carrierEnvs = new Map<string, CarrierEnv>();
  readonly #synchronousEnvs = new Map<string, SynchronousEnv>();
  #synchronous: Record<string, string> = {};

  constructor(options: WorldOptions) {
    const { seed, faults, trace } = options;
    this.options = options;
    this.style = styleOf(seed);
    this.random = new Random(`world ${seed}`);
    this.agenda = new Agenda(STARTS[seed % 2] ?? STARTS[0], this.random);
    this.faults = new Faults(faults, this.random);
    this.trace = new Trace(trace, () => this.agenda.now);
    this.network = new Network(this.agenda, this.random, this.faults, this.trace);
    this.platform = installPlatform(this.agenda, this.random, this.style.crypto);
    this.witness = new Witness((line) => this.trace.event(line));
  }

  async deploy(): Promise<void> {
    const { synchronous, carrier } = await makeKeys({ mode: "test", now: STARTS[0] });
    this.#synchronous = { MODE: "test", ORIGIN: "https://pay.example", ...synchronous };
    this.#carrier = { MODE: "test", ...carrier };
  }

  /** Of the carrier. @param gate of the object that it is given to */
  carrierEnv(from: string, gate?: Gate): CarrierEnv {
    const known = gate ? undefined : this.#carrierEnvs.get(from);
    if (known) return known;
    const creditor = this.#entrypoint("creditor", from, gate, () => {
      return new CreditorEntrypoint(undefined as never, this.synchronousEnv("creditor"));
    });
    const start = (shell: Shell) => (ctx: DurableObjectState, own: Gate, name: string) =>
      new shell(ctx as never, this.carrierEnv(name, own) as never) as Instance;
    const env = {
      ...this.#carrier,
      ...this.#namespaces(CARRIER_OBJECTS, from, gate, start),
      CREDITOR: creditor,
      // Not simulated: it may freeze a till while a world has a net cut. The checks compare the counts instead.
      RECONCILIATION: { getByName: () => ({ changed: async () => undefined }) },
    } as unknown as CarrierEnv;
    if (!gate) this.#carrierEnvs.set(from, env);
    return env;
  }

  /** Of the synchronous server. */
  synchronousEnv(from: string, gate?: Gate): SynchronousEnv {
    const known = gate ? undefined : this.#synchronousEnvs.get(from);
    if (known) return known;
    const carrier = this.#entrypoint("carrier", from, gate, () => {
      return new CarrierEntrypoint(undefined as never, this.carrierEnv("carrier"));
    });
    const start = (shell: Shell) => (ctx: DurableObjectState, own: Gate, name: string) =>
      new shell(ctx as never, this.synchronousEnv(name, own) as never) as Instance;
    const env = {
      ...this.#synchronous,
      ...this.#namespaces(SYNCHRONOUS_OBJECTS, from, gate, start),
      CARRIER: carrier,
    } as unknown as SynchronousEnv;
    if (!gate) this.#synchronousEnvs.set(from, env);
    return env;
  }

  objectsOf(kind: ObjectKind): SimulatedObject[] {
    return [...this.objects.values()].filter((object) => object.kind === kind);
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

  #namespaces(
    objects: Readonly<Record<string, { readonly kind: ObjectKind; readonly shell: Shell }>>,
    from: string,
    gate: Gate | undefined,
    start: (shell: Shell) => Starts,
  ): Record<string, unknown> {
    const made = Object.entries(objects).map(([binding, { kind, shell }]) => {
      const starts = start(shell);
      const getByName = (name: string) =>
        stub((method, args) => {
          const object = this.#object(kind, name, starts);
          const what = `${from} → ${object.name} ${method}${this.#about(args)}`;
          const execute = () => object.call(method, args);
          return this.network.call(method, { what, execute, gate });
        });
      // Where an object lies changes nothing of what it does, and names are of one kind only.
      const namespace = { getByName, jurisdiction: () => namespace };
      return [binding, namespace];
    });
    return Object.fromEntries(made);
  }

  /** A register and its books have one name: their kinds tell them apart. */
  #object(kind: ObjectKind, given: string, starts: Starts): SimulatedObject {
    const name = given.includes("/") ? given : `${kind} ${given}`;
    const known = this.objects.get(name);
    if (known) return known;
    const start = (ctx: DurableObjectState, gate: Gate) => starts(ctx, gate, name);
    const made = new SimulatedObject(kind, name, start, this);
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
