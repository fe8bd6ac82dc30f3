/**
 * Chaos: a seeded run of notices as the network, an attacker or a bad day brings them, against one endpoint. First one
 * trade is told as it should be: what the shop says of it then is what every other trade has to come to, whatever its
 * notices went through. The endpoint is judged by its answers, and by what the shop says of the order where it can be asked.
 */

import type { RegisterEvent } from "../../../register-server/index.ts";
import { type Delivered, deliver, isReceipt, type Notice, noticeOf } from "../listen/deliver.ts";
import type { ListenSecret } from "../listen/signing-secret.ts";
import { type Finding, KINDS, type Kind, RIGHT } from "./kinds.ts";
import { FORGERIES, forgedNotice, staleNotice } from "./notices.ts";
import { type Seeded, seeded } from "./seeded.ts";

/** A paid order of the shop, and its events in the order in which they happened: settled, then refunded in part. */
export interface Story {
  readonly trade: string;
  readonly events: readonly RegisterEvent[];
  /** what the shop says of the order now, as it likes; compared as JSON. Undefined: it can't be asked */
  readonly state?: () => Promise<unknown>;
}

export interface Chaos {
  readonly to: string;
  readonly secret: ListenSecret;
  readonly seed: number;
  /** rounds beside the two honest ones */
  readonly count: number;
  /** makes a paid order; with `refunded`, a refund too, before any notice of it is brought */
  readonly story: (refunded: boolean) => Promise<Story>;
  /** how long a shop that was told nothing may take to find out, ms */
  readonly patienceMs: number;
  /** of each round */
  readonly say: (text: string) => void;
}

interface Round {
  readonly chaos: Chaos;
  readonly random: Seeded;
  readonly story: Story;
  /** what the shop says of such an order once it was told as it should be */
  readonly expected: string;
  readonly find: (what: string) => void;
}

/** @returns the findings, in the order of their rounds; none is a pass */
export async function runChaos(chaos: Chaos): Promise<Finding[]> {
  const random = seeded(chaos.seed);
  const findings: Finding[] = [];
  const expected = { paid: "", refunded: "" };
  for (const name of ["paid", "refunded"] as const) {
    expected[name] = await honest(chaos, await chaos.story(name === "refunded"));
    chaos.say(`told as it should be, ${name}: ${expected[name]}`);
  }
  const kinds = kindsOf(chaos.count, random);
  for (const [at, kind] of kinds.entries()) {
    const round = at + 1;
    const story = await chaos.story(kind === "reordered");
    const before = findings.length;
    const find = (what: string) => {
      findings.push({ round, kind, trade: story.trade, what, right: RIGHT[kind] });
    };
    const asked = kind === "reordered" ? expected.refunded : expected.paid;
    await ROUNDS[kind]({ chaos, random, story, expected: asked, find });
    const found = findings.slice(before).map(({ what }) => `\n     ${what}`);
    chaos.say(
      `${round}/${kinds.length} ${kind}: ${found.length === 0 ? "ok" : `FOUND${found.join("")}`}`,
    );
  }
  return findings;
}

/** Each kind as often as the others, in a seeded order. */
function kindsOf(count: number, random: Seeded): Kind[] {
  const kinds: Kind[] = [];
  while (kinds.length < count) kinds.push(...random.shuffled(KINDS));
  return kinds.slice(0, count);
}

/** @throws Error where nothing can be said of the endpoint: it doesn't take what is real */
async function honest(chaos: Chaos, story: Story): Promise<string> {
  for (const event of story.events) {
    const delivered = await send(chaos, await noticeOf(event, chaos.secret, Date.now()));
    if (isReceipt(delivered)) continue;
    const hint = "is the endpoint there, and has it this WARIFU_WEBHOOK_SECRET?";
    throw new Error(`a real ${event.type} was answered by ${wordOf(delivered)}: ${hint}`);
  }
  return stateOf(story);
}

const ROUNDS: Readonly<Record<Kind, (round: Round) => Promise<void>>> = {
  async duplicate(round) {
    const { chaos, random, story } = round;
    const times = 2 + random.below(4);
    const notices = await Promise.all(
      // At once, as tries meet that were only slow; each signed anew, 5 s after the one before [EV10] [EV14].
      Array.from({ length: times }, (_, at) => realNotice(round, 0, Date.now() - at * 5_000)),
    );
    const answers = await Promise.all(notices.map((notice) => send(chaos, notice)));
    const bad = answers.find((one) => !isReceipt(one));
    if (bad) round.find(`one of ${times} equal notices was answered by ${wordOf(bad)}`);
    await expectState(round, story, `after ${times} equal notices`);
  },
  async forged(round) {
    const { chaos, random, story } = round;
    const before = await stateOf(story);
    for (const how of random.shuffled(FORGERIES).slice(0, 3)) {
      const [event] = story.events;
      if (!event) return;
      const notice = await forgedNotice(how, event, chaos.secret, Date.now());
      expectRefusal(round, await send(chaos, notice), `a forged one (${how})`);
    }
    const after = await stateOf(story);
    // A poller may have found the payment meanwhile: that is right too.
    if (after !== before && after !== round.expected)
      round.find(`forged notices made the order ${after}`);
    await tellReally(round);
  },
  async late(round) {
    const { chaos, story } = round;
    await tellReally(round);
    const [event] = story.events;
    if (!event) return;
    const stale = await staleNotice(event, chaos.secret, Date.now());
    expectRefusal(round, await send(chaos, stale), "one that is 6 minutes old");
    await expectState(round, story, "after an old notice");
  },
  async reordered(round) {
    const { chaos, story } = round;
    for (let at = story.events.length - 1; at >= 0; at--) {
      const delivered = await send(chaos, await realNotice(round, at, Date.now()));
      if (!isReceipt(delivered))
        round.find(
          `${story.events[at]?.type}, brought out of order, was answered by ${wordOf(delivered)}`,
        );
    }
    await expectState(round, story, "after its notices came in the other order");
  },
  async dropped(round) {
    const { chaos, story, expected } = round;
    if (!story.state) return;
    const until = Date.now() + chaos.patienceMs;
    for (;;) {
      const now = await stateOf(story);
      if (now === expected) return;
      if (Date.now() > until) {
        const seconds = Math.round(chaos.patienceMs / 1_000);
        return round.find(`told nothing for ${seconds} s, the shop says ${now}, not ${expected}`);
      }
      await new Promise((resolve) => {
        setTimeout(resolve, Math.min(200, chaos.patienceMs / 10));
      });
    }
  },
};

async function tellReally(round: Round): Promise<void> {
  const delivered = await send(round.chaos, await realNotice(round, 0, Date.now()));
  if (!isReceipt(delivered)) round.find(`the real notice was answered by ${wordOf(delivered)}`);
  await expectState(round, round.story, "after the real notice");
}

function realNotice({ chaos, story }: Round, at: number, now: number): Promise<Notice> {
  const event = story.events[at];
  if (!event) throw new Error("a story has its events");
  return noticeOf(event, chaos.secret, now);
}

function expectRefusal({ find }: Round, delivered: Delivered, what: string): void {
  const { status = 0 } = delivered;
  if (status < 400 || status >= 500) find(`${what} was answered by ${wordOf(delivered)}, not 401`);
}

async function expectState({ expected, find }: Round, story: Story, when: string): Promise<void> {
  const now = await stateOf(story);
  if (now !== expected) find(`${when} the shop says ${now}, not ${expected}`);
}

async function stateOf({ state }: Story): Promise<string> {
  return state ? JSON.stringify(await state()) : "(not asked)";
}

function send({ to }: Chaos, notice: Notice): Promise<Delivered> {
  return deliver(to, notice);
}

function wordOf({ status }: Delivered): string {
  return status === undefined ? "nothing" : `${status}`;
}
