/**
 * The live world's network: real HTTP to real servers, in which requests and answers get lost, late or repeated by
 * the same faults as in the simulated one. While servers are down everybody waits for them, as a client that is
 * refused a connection does. Every refusal must be a problem: anything else is a finding.
 */

import { parse } from "../../protocol/parse.ts";
import { Problem, type Refusal } from "../../protocol/problem.ts";
import { err, ok, type Result } from "../../protocol/result.ts";
import type { SignatureHeaders } from "../../protocol/signing/signed-requests.ts";
import type { Stage } from "../parties/ports.ts";
import type { Faults } from "../runtime/faults.ts";
import { LostMessage } from "../runtime/network.ts";

const LATE_MS = 45_000;
const GIVEN_UP_MS = 12_000;
const ANSWER_WITHIN_MS = 15_000;

export interface HttpRequest {
  readonly method: "GET" | "POST";
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** JSON; the same bytes each time it is sent */
  readonly body?: string;
  /** of a terminal: its signature, made afresh for each sending */
  readonly sign?: (url: string, body: string) => Promise<SignatureHeaders>;
}

/** A body that no schema has read: who asked knows what it should be. */
type Answered = Result<unknown, Refusal>;

interface Exchanged {
  readonly status: number;
  readonly answer: Answered;
}

export class Wire {
  /** Resolved while the servers are up. */
  up: Promise<void> = Promise.resolve();
  readonly #stage: Stage;
  readonly #faults: Faults;

  constructor(stage: Stage, faults: Faults) {
    this.#stage = stage;
    this.#faults = faults;
  }

  /** @throws LostMessage, or what fetch throws: nothing is known of what happened then */
  async call(request: HttpRequest): Promise<Answered> {
    return (await this.exchange(request)).answer;
  }

  /** The answer with its HTTP status, where that says more than the body. @throws as call() */
  async exchange(request: HttpRequest): Promise<Exchanged> {
    const { agenda, random } = this.#stage;
    if (this.#faults.strikes("lose request")) return this.#lost();
    if (this.#faults.strikes("repeat message"))
      void agenda.wait(random.between(1, LATE_MS)).then(() => this.#send(request).catch(() => 0));
    if (this.#faults.strikes("delay message")) await agenda.wait(random.between(100, LATE_MS));
    const exchanged = await this.#send(request);
    return this.#faults.strikes("lose answer") ? this.#lost() : exchanged;
  }

  async #lost(): Promise<never> {
    await this.#stage.agenda.wait(this.#stage.random.between(1, GIVEN_UP_MS));
    throw new LostMessage("no answer");
  }

  async #send({ method, url, headers, body, sign }: HttpRequest): Promise<Exchanged> {
    const { up } = this;
    await up;
    const type = body === undefined ? {} : { "content-type": "application/json" };
    const signature = await sign?.(url, body ?? "");
    const response = await fetch(url, {
      method,
      headers: { ...headers, ...type, ...signature },
      ...(body === undefined ? {} : { body }),
      signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
    });
    const { status } = response;
    const text = await response.text();
    const answer = readJson(text);
    if (response.ok && answer !== undefined) return { status, answer: ok(answer) };
    const problem = parse(Problem, answer);
    // Who stops answers in the name of no one: the launcher in front of a Worker that was killed.
    if (up !== this.up) throw new LostMessage("the servers went down");
    const said = () => `${method} ${new URL(url).pathname}: ${status} ${text.slice(0, 80)}`;
    this.#stage.witness.expect("every refusal is a problem", problem.ok, said);
    if (!problem.ok) throw new LostMessage("no problem");
    // A minute of this clock is two seconds: a slow machine makes a sending old. It is signed afresh, and sent again.
    if (sign && problem.value.time !== undefined) throw new LostMessage("too old when it came");
    return { status, answer: err(refusalIn(answer as Record<string, unknown>)) };
  }
}

/** What says the same each time: the request's id and the words are left out. */
function refusalIn({ code, attempt, receipt, left }: Record<string, unknown>): Refusal {
  const decided = attempt === undefined ? {} : { attempt };
  const signed = receipt === undefined ? {} : { receipt };
  return { code, ...decided, ...signed, ...(left === undefined ? {} : { left }) } as Refusal;
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
