/**
 * The live world: both Workers in real workerd with real SQLite on disk, the same parties and scripts as in the
 * simulated one, over HTTP. Its seed chooses what the parties do and what goes wrong; what meets what is up to the
 * machine, so a seed is no promise of a trace here. Wires, and decides nothing.
 */

import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { makeKeys } from "../../cli/keys.ts";
import { type Role, type Servers, startServers } from "../../cli/system/servers.ts";
import type { TradeId } from "../../protocol/ids.ts";
import { realmOf } from "../../protocol/signing/signature.ts";
import type { Trust } from "../../protocol/trade/offer.ts";
import type { ObjectKind, PaidOutWorld, StoredObject } from "../checks/stored-world.ts";
import type { PayoutStage } from "../parties/payout-ports.ts";
import { Faults } from "../runtime/faults.ts";
import { Random } from "../runtime/random.ts";
import { Witness } from "../witness.ts";
import { LIVE_STYLE } from "../world-style.ts";
import { storedObjects } from "./disks.ts";
import { FastClock } from "./fast-clock.ts";
import { LiveDoor } from "./live-door.ts";
import type { Origins } from "./origins.ts";
import type { Post } from "./post.ts";
import { Wire } from "./wire.ts";

export interface LiveOptions {
  readonly seed: number;
  readonly trades: number;
  /** how often servers are killed */
  readonly kills: number;
  readonly event: (line: string) => void;
  /** how many times as fast as real time; 30 unless said otherwise */
  readonly rate?: number;
  /** told where the servers will keep their state, before they start */
  readonly prepare?: (stateFolder: string) => void;
}

/** A claim of a minute is over in two seconds: long for a machine, short for who waits. */
const RATE = 30;

const ROLES = 2;

/** What goes wrong on the wire; kills are counted apart. */
const WIRE_FAULTS = ["lose request", "lose answer", "repeat message", "delay message"] as const;

export class LiveWorld implements PayoutStage, PaidOutWorld {
  readonly options: LiveOptions;
  readonly style = LIVE_STYLE;
  readonly random: Random;
  readonly agenda: FastClock;
  readonly faults: Faults;
  readonly witness: Witness;
  readonly trace: { readonly event: (line: string) => void };
  readonly names = new Map<TradeId, string>();
  readonly servers: Servers;
  readonly trust: Trust;
  readonly at: Origins;
  readonly door: LiveDoor;
  readonly post: Post;
  readonly #wire: Wire;
  readonly #folder: string;
  /** what was read of the disks while nobody writes to them */
  #stopped: Map<ObjectKind, StoredObject[]> | undefined;

  private constructor(
    options: LiveOptions,
    { servers, trust, at, folder }: { servers: Servers; trust: Trust; at: Origins; folder: string },
  ) {
    const { seed, event } = options;
    this.options = options;
    this.random = new Random(`live ${seed}`);
    this.faults = new Faults(WIRE_FAULTS, this.random);
    this.witness = new Witness(event);
    this.trace = { event };
    this.servers = servers;
    this.trust = trust;
    this.at = at;
    this.#folder = folder;
    const move = (offset: number) => moveClocks([at.synchronous, at.carrier], offset);
    this.agenda = new FastClock(move, options.rate ?? RATE);
    this.#wire = new Wire(this, this.faults);
    this.door = new LiveDoor(this.#wire, at);
    this.post = (path, body, sign) =>
      this.#wire.call({
        method: "POST",
        url: `${at.synchronous}${path}`,
        headers: {},
        body: JSON.stringify(body),
        ...(sign ? { sign } : {}),
      });
  }

  static async start(options: LiveOptions): Promise<LiveWorld> {
    const folder = mkdtempSync(join(tmpdir(), "warifu-live-"));
    mkdirSync(join(folder, "state"));
    options.prepare?.(join(folder, "state"));
    const keys = await makeKeys({ mode: "test", now: Date.now() });
    const servers = await startServers({ folder, keys, testClock: true });
    const rootKey = keys.root.publicKey;
    const trust: Trust = { rootKey, realm: await realmOf(rootKey), mode: "test" };
    const at: Origins = {
      synchronous: servers.origin,
      carrier: servers.carrierOrigin,
      operatorKey: keys.carrier.OPERATOR_KEY ?? "",
    };
    return new LiveWorld(options, { servers, trust, at, folder });
  }

  objectsOf(kind: ObjectKind): readonly StoredObject[] {
    const known = this.#stopped?.get(kind);
    if (known) return known;
    const scratch = join(this.#folder, "copies");
    mkdirSync(scratch, { recursive: true });
    const objects = storedObjects(join(this.#folder, "state"), kind, scratch);
    this.#stopped?.set(kind, objects);
    return objects;
  }

  /** kill -9 of whole process groups. What the shells had logged is read first. */
  async kill(roles: readonly Role[]): Promise<void> {
    for (const role of roles) this.#readLog(role);
    await Promise.all(roles.map((role) => this.servers.kill(role)));
    if (roles.length === ROLES) this.#stopped = new Map();
  }

  /** After a kill: until they are up, nobody reaches them. */
  async start(roles: readonly Role[]): Promise<void> {
    this.#stopped = undefined;
    await Promise.all(roles.map((role) => this.servers.start(role)));
    await this.agenda.set();
  }

  async killAndStart(roles: readonly Role[]): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#wire.up = promise;
    await this.kill(roles);
    await this.start(roles);
    resolve();
  }

  /** @param stopped what must be done between the servers' end and the folder's */
  async close(stopped: () => void = () => undefined): Promise<void> {
    this.agenda.stop();
    await this.servers.stop();
    stopped();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  #readLog(role: Role): void {
    for (const [, text] of this.servers
      .log(role)
      .matchAll(/"(?:invariant|message)":"(\[\w+\][^"]*)/g))
      this.witness.expect("the shells find no invariant broken", false, () => `${role}: ${text}`);
  }
}

async function moveClocks(origins: readonly string[], offsetMs: number): Promise<void> {
  const moved = origins.map(async (origin) => {
    const response = await fetch(`${origin}/v1/test/clock`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ offset_ms: offsetMs }),
    });
    await response.body?.cancel();
  });
  await Promise.all(moved);
}
