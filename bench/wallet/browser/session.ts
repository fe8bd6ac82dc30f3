/** One page, popup, frame or worker of the browser, as it is driven and listened to. */

import type { Cdp, Said } from "./cdp.ts";
import { MARK_BINDING, type Mark } from "./watcher.ts";

const WAIT_MS = 15_000;
/** A hand that has come to a button takes at least this long to press it. */
const AIM_MS = 150;

export class Session {
  readonly marks: Mark[] = [];
  readonly #cdp: Cdp;
  readonly #id: string;
  readonly target: string;
  #heed: (() => void)[] = [];

  private constructor(cdp: Cdp, target: string, id: string) {
    this.#cdp = cdp;
    this.target = target;
    this.#id = id;
    cdp.hear((said) => this.#take(said));
  }

  /** Stops nothing: what the target does meanwhile, it does. */
  static async attach(cdp: Cdp, targetId: string): Promise<Session> {
    const asked = { targetId, flatten: true };
    const { sessionId } = await cdp.send<{ sessionId: string }>("Target.attachToTarget", asked);
    return new Session(cdp, targetId, sessionId);
  }

  send<T = unknown>(method: string, params: object = {}): Promise<T> {
    return this.#cdp.send<T>(method, params, this.#id);
  }

  /** Watches for marks, in the document there is and in those to come. @param script of watcher.ts */
  async watch(script: string): Promise<void> {
    await Promise.all([
      this.send("Runtime.enable"),
      this.send("Runtime.addBinding", { name: MARK_BINDING }),
      this.send("Page.enable"),
      this.send("Page.addScriptToEvaluateOnNewDocument", { source: script }),
      this.send("Runtime.evaluate", { expression: script }),
    ]);
  }

  /** A worker that nobody is attached to may go to sleep. */
  async leave(): Promise<void> {
    await this.#cdp.send("Target.detachFromTarget", { sessionId: this.#id });
  }

  /** @returns the value of a script, awaited @throws Error with what it threw */
  async ask<T>(expression: string): Promise<T> {
    const asked = { expression, awaitPromise: true, returnByValue: true, userGesture: true };
    const { result, exceptionDetails } = await this.send<{
      result: { value: T };
      exceptionDetails?: { exception?: { description?: string }; text: string };
    }>("Runtime.evaluate", asked);
    if (exceptionDetails)
      throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return result.value;
  }

  /** Until a script is true, asked again and again: for what nobody measures. */
  async until(expression: string): Promise<void> {
    const until = Date.now() + WAIT_MS;
    while (!(await this.ask<boolean>(`!!(${expression})`).catch(() => false))) {
      if (Date.now() > until) throw new Error(`it never became true: ${expression}`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  /** Goes to an address. What was there before is gone when this resolves. */
  async goTo(url: string): Promise<void> {
    await this.send("Page.enable");
    const loaded = this.event("Page.loadEventFired");
    await this.send("Page.navigate", { url });
    await loaded;
  }

  event(method: string): Promise<Said> {
    return new Promise((resolve) => {
      const end = this.#cdp.hear((said) => {
        if (said.method !== method || said.sessionId !== this.#id) return;
        end();
        resolve(said);
      });
    });
  }

  /** All events of a kind, until it is ended. */
  collect(method: string): { readonly all: Said[]; end(): void } {
    const all: Said[] = [];
    const end = this.#cdp.hear((said) => {
      if (said.method === method && said.sessionId === this.#id) all.push(said);
    });
    return { all, end };
  }

  /** The first mark of this name, also one that was made before. */
  async mark(name: string): Promise<Mark> {
    const until = Date.now() + WAIT_MS;
    for (;;) {
      const found = this.marks.find((one) => one.name === name);
      if (found) return found;
      if (Date.now() > until) {
        const made = this.marks.map((one) => one.name).join(", ");
        throw new Error(`no mark "${name}"; there are: ${made}`);
      }
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, 200);
        this.#heed.push(() => {
          clearTimeout(timer);
          resolve();
        });
      });
    }
  }

  /** A press as a hand makes it. @param x CSS px in the viewport of the target */
  async press(x: number, y: number): Promise<void> {
    const at = { x, y, button: "left", clickCount: 1 };
    await this.send("Input.dispatchMouseEvent", { type: "mouseMoved", x, y });
    await new Promise((resolve) => setTimeout(resolve, AIM_MS));
    // Both at once: a hand that holds the button for long would be measured otherwise.
    await Promise.all([
      this.send("Input.dispatchMouseEvent", { type: "mousePressed", ...at }),
      this.send("Input.dispatchMouseEvent", { type: "mouseReleased", ...at }),
    ]);
  }

  #take({ method, params, sessionId }: Said): void {
    if (sessionId !== this.#id || method !== "Runtime.bindingCalled") return;
    if (params.name !== MARK_BINDING) return;
    this.marks.push(JSON.parse(String(params.payload)) as Mark);
    const heed = this.#heed;
    this.#heed = [];
    for (const one of heed) one();
  }
}
