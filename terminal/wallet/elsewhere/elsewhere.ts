/**
 * The wallet's part that goes on between the account's terminals: it says what is due, hears the others, and closes what
 * was answered elsewhere. One question and its answer at a time; asked often only while somebody looks, and of an
 * account with one terminal never. Without it every payment goes the same way.
 */

import type { SignedTradeWord } from "../../../protocol/account/trade-words.ts";
import { refreshAccount } from "../account.ts";
import { type Context, envelope } from "../context.ts";
import { withCredential } from "../credential.ts";
import { RETRY_FIRST_MS } from "../patience.ts";
import type { Stored } from "../ports.ts";
import type { Waiting } from "../trade-record.ts";
import { dropGone, goneIn, hearWords } from "./hear.ts";
import { endOf } from "./proof.ts";
import { shares, withChoice, withSaid, wordsDue } from "./words.ts";

/** While a window is open and something waits, or it was just opened: he has come from the other browser. */
const WATCHED_MS = 3_000;
const JUST_OPENED_MS = 60_000;
/** A window that stands open all day, or an order that waits with none. */
const CALM_MS = 30_000;
/** Nothing waits and nobody looks: a badge may come late. As long as a credential lasts. */
const IDLE_MS = 5 * 60_000;

export interface Elsewhere {
  /** A window was opened: what the others say is asked for now. */
  look(): Promise<void>;
  /** @param on whether orders are shown in the account's other terminals, and theirs here */
  share(on: boolean): Promise<void>;
}

export interface ElsewhereWork extends Elsewhere {
  /** Asks once. */
  work(): Promise<void>;
  /** @returns when `work` is next needed, ms since the epoch; undefined: never, as things are */
  dueAt(stored: Stored): number | undefined;
}

/** @param then does what has become due */
export function elsewhereOf(context: Context, then: () => Promise<void>): ElsewhereWork {
  const { book, ports } = context;
  const ignored = new Set<string>();
  /** of this life: a terminal that has just started asks at once */
  let next = { at: 0, tries: 0 };
  let openedAt = Number.NEGATIVE_INFINITY;
  let refreshedAt = Number.NEGATIVE_INFINITY;

  /** Whose words these are, or whose order waits here, isn't known to be the account's: it is asked. */
  const known = async (words: readonly SignedTradeWord[]): Promise<void> => {
    const now = ports.now();
    if (!isStrange(await book.read(), words) || now - refreshedAt < IDLE_MS) return;
    refreshedAt = now;
    await refreshAccount(context);
  };

  return {
    look: async () => {
      openedAt = ports.now();
      next = { at: openedAt, tries: 0 };
      await then();
    },
    share: async (on) => {
      await book.turn((stored) => ({ elsewhere: withChoice(stored, on) }));
      await then();
    },
    dueAt: (stored) => {
      if (goneIn(stored).length > 0) return 0;
      if (!shares(stored)) return undefined;
      return next.tries === 0 && wordsDue(stored).length > 0 ? 0 : next.at;
    },
    work: async () => {
      await dropGone(context);
      if (!shares(await book.read())) return;
      const words = await exchange(context);
      if (words) {
        await known(words);
        await dropGone(context);
        await hearWords(context, words, ignored);
        for (const record of lateIn(await book.read(), ports.now())) {
          const event = await endOf(context, record);
          if (event) await book.record(record.id, event);
        }
      }
      const now = ports.now();
      const stored = await book.read();
      const isWatched = ports.isWatched?.() ?? false;
      const pause = pauseOf(stored, isWatched, now - openedAt < JUST_OPENED_MS);
      const tries = words ? 0 : next.tries + 1;
      next = words
        ? { at: Math.min(now + pause, firstDeadline(stored, now)), tries }
        : { at: now + Math.min(pause, RETRY_FIRST_MS * 2 ** tries), tries };
    },
  };
}

/** @returns what the others say; undefined where no answer came, and nothing was said */
async function exchange(context: Context): Promise<readonly SignedTradeWord[] | undefined> {
  const { book, ports, server } = context;
  const key = await ports.keys.load();
  if (!key) return undefined;
  const due = wordsDue(await book.read());
  const words = await Promise.all(
    due.map(({ trade, word, after }) =>
      key.sign({
        ...envelope(context, key, "warifu/trade-word/1"),
        ...{ trade, word },
        // Later than the last, whatever the clock says.
        time: Math.max(ports.now(), after + 1),
      }),
    ),
  );
  const answer = await withCredential(context, (bearer) => server.tellTerminals({ words }, bearer));
  if (answer.kind !== "value") return undefined;
  if (words.length > 0) await book.turn((stored) => ({ elsewhere: withSaid(stored, words) }));
  return answer.value.words;
}

/** A terminal that isn't in the account as it was last read, or an order whose asker says nothing any more. */
function isStrange({ profile, records }: Stored, words: readonly SignedTradeWord[]): boolean {
  if (profile.state !== "enrolled") return false;
  const terminals = new Set((profile.account.terminals ?? []).map(({ key }) => key));
  if (words.some(({ payload }) => !terminals.has(payload.iss))) return true;
  const said = new Set(words.map(({ payload }) => `${payload.iss} ${payload.trade}`));
  return Object.values(records).some(
    (one) => one.state === "offered" && one.asker && !said.has(`${one.asker} ${one.trade}`),
  );
}

function waitingIn({ records }: Stored): Waiting[] {
  return Object.values(records).filter((one) => one.state === "offered");
}

function lateIn(stored: Stored, now: number): Waiting[] {
  return waitingIn(stored).filter(({ offer }) => offer.terms.payload.deadline <= now);
}

function firstDeadline(stored: Stored, now: number): number {
  const deadlines = waitingIn(stored).map(({ offer }) => offer.terms.payload.deadline);
  return Math.min(...deadlines.filter((deadline) => deadline > now));
}

function pauseOf(stored: Stored, isWatched: boolean, isJustOpened: boolean): number {
  const waits = Object.values(stored.records).some(
    ({ state }) => state === "offered" || state === "proving",
  );
  if (isWatched) return waits || isJustOpened ? WATCHED_MS : CALM_MS;
  return waits ? CALM_MS : IDLE_MS;
}
