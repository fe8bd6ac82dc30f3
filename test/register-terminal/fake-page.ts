// The least of a browser page that <warifu-checkout> needs: elements, a frame whose window records what it
// is told, and messages with an origin and a source. No layout, no network.

import { vi } from "vitest";

export const OUR_ORIGIN = "https://pay.example";
export const PAGE_ORIGIN = "https://shop.example";

export class FakeElement extends EventTarget {
  /** The element that a constructor is run over, as a browser does when a class comes late. */
  static upgrading: FakeElement | undefined;
  [key: string]: unknown;
  readonly attributes = new Map<string, string>();
  readonly style: Record<string, unknown> = {
    setProperty: (name: string, value: string) => this.attributes.set(`style:${name}`, value),
  };
  children: FakeElement[] = [];
  shadowRoot: FakeElement | undefined;
  adoptedStyleSheets: unknown[] = [];
  hidden = false;
  constructor() {
    super();
    const { upgrading } = FakeElement;
    // biome-ignore lint/correctness/noConstructorReturn: it is how browsers upgrade an element
    if (upgrading) return Object.setPrototypeOf(upgrading, new.target.prototype);
  }
  getAttribute(name: string) {
    return this.attributes.get(name) ?? null;
  }
  setAttribute(name: string, value: string) {
    const before = this.getAttribute(name);
    this.attributes.set(name, value);
    this.#changed(name, before, value);
  }
  removeAttribute(name: string) {
    const before = this.getAttribute(name);
    this.attributes.delete(name);
    this.#changed(name, before, null);
  }
  #changed(...change: [string, string | null, string | null]) {
    const { attributeChangedCallback: changed } = this;
    const { observedAttributes = [] } = this.constructor as { observedAttributes?: string[] };
    if (typeof changed === "function" && observedAttributes.includes(change[0]))
      changed.call(this, ...change);
  }
  attachShadow() {
    this.shadowRoot = new FakeElement();
    return this.shadowRoot;
  }
  append(...added: FakeElement[]) {
    this.children.push(...added);
  }
  replaceChildren(...instead: FakeElement[]) {
    this.children = instead;
  }
  closest() {
    return { lang: PAGE_LANGUAGE.now };
  }
}

const PAGE_LANGUAGE = { now: "en" };

/** Counts who listens. Everything of ours listens with a signal. */
class CountedTarget extends EventTarget {
  listeners = 0;
  override addEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject | null,
    options: AddEventListenerOptions = {},
  ) {
    super.addEventListener(type, listener, options);
    this.listeners += 1;
    options.signal?.addEventListener("abort", () => {
      this.listeners -= 1;
    });
  }
}

/** One frame per iframe: what it was told, and where to. */
export class FakeFrame extends FakeElement {
  readonly told: { message: unknown; origin: string }[] = [];
  readonly replaced: string[] = [];
  readonly contentWindow = {
    location: { replace: (url: string) => void this.replaced.push(url) },
    postMessage: (message: unknown, origin: string) => void this.told.push({ message, origin }),
  };
}

export interface FakePage {
  readonly frames: FakeFrame[];
  readonly errors: string[];
  /** the colour scheme that the page's styles give the element */
  readonly styles: { colorScheme: string };
  /** Everything the page names has come. */
  finishLoading(): void;
  /** Its `lang` is another, as a browser tells who observes it. */
  speak(language: string): void;
  /** what is still listened or looked for: 0 once everything has been let go */
  listening(): number;
  /** The page is only being prepared; then it is shown. */
  prerender(): void;
  show(): void;
  /** A message as the browser delivers it. */
  say(data: unknown, from?: { origin?: string; source?: unknown }): void;
  violate(blockedURI: string, effectiveDirective: string): void;
  latest(): FakeFrame;
}

/** Puts the page's globals in place; vi.unstubAllGlobals() takes them away. */
export function openFakePage(): FakePage {
  const frames: FakeFrame[] = [];
  const window = new CountedTarget();
  const document = new CountedTarget();
  PAGE_LANGUAGE.now = "en";
  const errors: string[] = [];
  vi.stubGlobal("HTMLElement", FakeElement);
  vi.stubGlobal(
    "CSSStyleSheet",
    class {
      replaceSync() {}
    },
  );
  const observers = stubObservers();
  vi.stubGlobal("navigator", { language: "en" });
  vi.stubGlobal("location", { origin: PAGE_ORIGIN });
  const styles = { colorScheme: "normal" };
  vi.stubGlobal("getComputedStyle", () => styles);
  vi.stubGlobal("isSecureContext", true);
  vi.stubGlobal("self", { origin: PAGE_ORIGIN });
  vi.stubGlobal("window", window);
  vi.stubGlobal("parent", window);
  vi.stubGlobal("addEventListener", window.addEventListener.bind(window));
  vi.stubGlobal(
    "document",
    Object.assign(document, {
      documentElement: {},
      body: {},
      prerendering: false,
      querySelectorAll: () => [],
      baseURI: `${PAGE_ORIGIN}/checkout`,
      createElement: (name: string) => {
        if (name !== "iframe") return new FakeElement();
        const frame = new FakeFrame();
        frames.push(frame);
        return frame;
      },
    }),
  );
  vi.spyOn(console, "error").mockImplementation((...parts) => void errors.push(parts.join(" ")));
  const latest = () => {
    const frame = frames.at(-1);
    if (!frame) throw new Error("no frame was made");
    return frame;
  };
  return {
    frames,
    errors,
    styles,
    latest,
    speak: (language) => {
      PAGE_LANGUAGE.now = language;
      for (const changed of observers) changed();
    },
    listening: () => window.listeners + document.listeners + observers.size,
    prerender: () => void Object.assign(document, { prerendering: true }),
    show: () => {
      Object.assign(document, { prerendering: false });
      document.dispatchEvent(new Event("prerenderingchange"));
    },
    finishLoading: () => void window.dispatchEvent(new Event("load")),
    say: (data, { origin = OUR_ORIGIN, source = latest().contentWindow } = {}) => {
      window.dispatchEvent(Object.assign(new Event("message"), { data, origin, source }));
    },
    violate: (blockedURI, effectiveDirective) => {
      const event = new Event("securitypolicyviolation");
      document.dispatchEvent(Object.assign(event, { blockedURI, effectiveDirective }));
    },
  };
}

/** @returns what is called for a change in the document */
function stubObservers(): Set<() => void> {
  const observers = new Set<() => void>();
  vi.stubGlobal(
    "MutationObserver",
    class {
      readonly #changed: () => void;
      constructor(changed: () => void) {
        this.#changed = changed;
      }
      observe() {
        observers.add(this.#changed);
      }
      disconnect() {
        observers.delete(this.#changed);
      }
    },
  );
  return observers;
}
