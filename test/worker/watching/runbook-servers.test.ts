// Faults of the servers themselves: a carrier that doesn't answer, a deployment gone wrong, objects that can't be reached,
// one that is asked too much. For each the alert fires, the page's steps are taken as they stand, and it is mended.

import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { CarrierEntrypoint } from "../../../worker/carrier-server/index.ts";
import { setClockOffset } from "../../../worker/objects/clock.ts";
import { Till } from "../../../worker/synchronous-server/index.ts";
import {
  aClaim,
  aConfirmOf,
  advanceClock,
  aShop,
  ask,
  aTrade,
  aWallet,
  postConfirm,
  postCreate,
  readOffer,
  type Shop,
  signTerms,
  type Wallet,
} from "../synchronous-world.ts";
import { pagesFiring, setClockApart, takeSteps } from "./watch-world.ts";

const MINUTE_MS = 60_000;

let shop: Shop;
let wallet: Wallet;
beforeEach(async () => {
  setClockApart();
  shop = await aShop();
  wallet = await aWallet();
  for (const level of ["error", "warn"] as const)
    vi.spyOn(console, level).mockImplementation(() => undefined);
});
afterEach(() => {
  vi.restoreAllMocks();
  setClockOffset(0);
});

/** Some minutes later, with what happens by itself in each. */
async function later(minutes: number): Promise<string[]> {
  advanceClock(minutes * MINUTE_MS);
  return pagesFiring();
}

const create = async () => (await postCreate(shop, await signTerms(shop))).status;
const statuses = (steps: readonly { status: number }[]) => steps.map(({ status }) => status);

async function aConfirm() {
  const { id } = await aTrade(shop);
  const offer = await readOffer(id);
  return aConfirmOf(wallet, offer, await aClaim(wallet, offer));
}

/** As the platform marks it. */
const marked = (mark: string) => Object.assign(new Error("not now"), { [mark]: true });

describe("carrier-down", () => {
  it("fires when the carrier answers nothing, and is mended by its page", async () => {
    const body = await aConfirm();
    const away = () => Promise.reject(new Error("away"));
    const methods = ["fetch", "keyCertificates", "issueTicket", "outcome"] as const;
    const spies = methods.map((method) =>
      vi.spyOn(CarrierEntrypoint.prototype, method).mockImplementation(away as never),
    );
    for (let times = 0; times < 3; times++) expect((await postConfirm(body)).status).toBe(503);
    expect(await pagesFiring()).toEqual(["carrier-down"]);
    expect((await ask("/ready")).status).toBe(503);
    advanceClock(10_000);
    const rollback = () => {
      for (const spy of spies) spy.mockRestore();
      advanceClock(10_000);
    };
    const steps = await takeSteps("carrier-down", { rollback });
    expect(statuses(steps)).toEqual([503, 200, 200, 200]);
    expect((await postConfirm(body)).status).toBe(200);
    expect(await later(3)).toEqual([]);
  });
});

describe("deploy-gone-wrong", () => {
  it("fires when requests end in a mistake, and is mended by going back", async () => {
    const bug = vi.spyOn(Till.prototype, "create").mockImplementation(() => {
      throw new TypeError("undefined is not a function");
    });
    for (let times = 0; times < 3; times++) expect(await create()).toBe(500);
    expect(await pagesFiring()).toEqual(["deploy-gone-wrong"]);
    advanceClock(10_000);
    const steps = await takeSteps("deploy-gone-wrong", { rollback: () => bug.mockRestore() });
    expect(statuses(steps)).toEqual([200, 200, 200, 200, 200, 200]);
    expect(await create()).toBe(201);
    expect(await later(6)).toEqual([]);
  });
});

describe("region-lost", () => {
  it("fires when objects can't be reached for a while, and is mended by waiting, and looking", async () => {
    const lost = vi.spyOn(Till.prototype, "create").mockImplementation(() => {
      throw marked("durableObjectReset");
    });
    for (let times = 0; times < 6; times++) expect(await create()).toBe(503);
    // A move takes seconds, and wakes nobody.
    expect(await pagesFiring()).toEqual([]);
    advanceClock(MINUTE_MS);
    for (let times = 0; times < 6; times++) await create();
    expect(await pagesFiring()).toEqual(["region-lost"]);
    lost.mockRestore();
    const steps = await takeSteps("region-lost", {});
    expect(statuses(steps)).toEqual([200, 200, 200, 200]);
    expect(steps.at(-1)?.answer).toMatchObject({ difference: 0 });
    expect(await create()).toBe(201);
    expect(await later(3)).toEqual([]);
  });
});

describe("object-overloaded", () => {
  /** Each till takes so many of a burst. */
  const TAKES = 6;

  it("fires when a till is asked too much, and is mended by giving its shop more tills", async () => {
    const original = Till.prototype.create;
    let taken = new Map<unknown, number>();
    vi.spyOn(Till.prototype, "create").mockImplementation(function (this: Till, question) {
      const before = taken.get(this.database) ?? 0;
      taken.set(this.database, before + 1);
      if (before >= TAKES) throw marked("overloaded");
      return original.call(this, question);
    });
    const burst = async () => {
      taken = new Map();
      const said = await Promise.all(Array.from({ length: 2 * TAKES }, create));
      return said.filter((status) => status === 503).length;
    };
    expect(await burst()).toBe(TAKES);
    expect(await pagesFiring()).toEqual(["object-overloaded"]);
    const steps = await takeSteps("object-overloaded", { register: shop.register, shop });
    expect(steps.at(-1)?.answer).toMatchObject({ tills: 8 });
    // Whoever sends trades on learns of the new tills by the first answer of the one that was.
    taken = new Map();
    for (let times = 0; times < 3; times++) expect(await create()).toBe(201);
    expect(await burst()).toBeLessThan(5);
    expect(await later(3)).toEqual([]);
  });
});
