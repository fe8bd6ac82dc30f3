/**
 * What is put into a page to be told when something came to be: scripts as texts, since nothing of it is in the
 * shipped extension. Each mark has the page's own clock, as ms since the epoch, so that marks of two pages compare;
 * and the moment at which the frame after the one with the change began: by then a shopper has seen it.
 */

export const MARK_BINDING = "warifuBenchMark";

export interface Mark {
  readonly name: string;
  /** when it happened, ms since the epoch */
  readonly at: number;
  /** once the frame with it was shown; the same as `at` for what isn't drawn */
  readonly drawnAt: number;
}

/** Text of the page's mark(name, at) and drawn(name), once per document. */
const MARKING = `
  if (globalThis.warifuBenchWatching) return;
  globalThis.warifuBenchWatching = true;
  const now = () => performance.timeOrigin + performance.now();
  const told = new Set();
  const tell = (name, at, drawnAt) => globalThis.${MARK_BINDING}(JSON.stringify({ name, at, drawnAt }));
  const mark = (name, at = now()) => tell(name, at, at);
  const drawn = (name) => {
    if (told.has(name)) return;
    told.add(name);
    const at = now();
    requestAnimationFrame(() => requestAnimationFrame(() => tell(name, at, now())));
  };
`;

const scriptOf = (text: string) => `(() => {${MARKING}${text}})()`;

/** The wallet's window: each screen by its status, the amounts, and when Pay works. */
export const WALLET_WATCHER = scriptOf(`
  mark("opened", performance.timeOrigin);
  const look = () => {
    const status = document.querySelector(".window")?.dataset.status;
    if (status === undefined || status === "loading") return;
    drawn(status);
    const text = document.querySelector(".sheet .amount, .home .balances li")?.textContent;
    if (/[0-9]/.test(text ?? "")) drawn(status + " amount");
    const pay = document.querySelector(".sheet button.action");
    if (pay?.getAttribute("aria-disabled") === "false") drawn("pay works");
  };
  new MutationObserver(look).observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
  addEventListener("click", (event) => {
    if (event.isTrusted) mark("clicked", performance.timeOrigin + event.timeStamp);
    if (event.target.closest?.("button.action")) mark("pay pressed", performance.timeOrigin + event.timeStamp);
  }, true);
  look();
`);

/** Our frame in the shop's page: the press as the browser received it, what is handed over, what is drawn. */
export const FRAME_WATCHER = scriptOf(`
  addEventListener("click", (event) => mark("pressed", performance.timeOrigin + event.timeStamp), true);
  addEventListener("message", ({ data }) => {
    if (data?.warifu === "trade") mark("trade handed over");
    if (data?.warifu === "terminal-outcome") mark("receipt in the frame");
  }, true);
  new MutationObserver(() => {
    const state = document.querySelector(".pay")?.dataset.state;
    if (state) drawn("frame " + state);
  }).observe(document, { subtree: true, childList: true, attributes: true });
`);

/** The shop's page: what its element says, and when the order's own page is there. */
export const SHOP_WATCHER = scriptOf(`
  addEventListener("warifu-settled", () => mark("shop knows"), true);
  if (location.pathname.startsWith("/orders/"))
    new PerformanceObserver((list) => {
      const [painted] = list.getEntriesByName("first-contentful-paint");
      if (painted) mark("order shown", performance.timeOrigin + painted.startTime);
    }).observe({ type: "paint", buffered: true });
`);

export interface Paints {
  /** when the document began, ms since the epoch */
  readonly opened: number;
  /** the first text or picture, ms after that; NaN where none was noted */
  readonly firstContent: number;
  /** the first frame with a text below the head; NaN where that isn't the largest text so far */
  readonly text: number;
}

/** What the browser itself has noted of a window, whoever has or hasn't watched: asked once its screen is there. */
export const PAINTS = `new Promise((resolve) => {
  let text = NaN;
  const done = () => resolve({
    opened: performance.timeOrigin,
    firstContent: performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? NaN,
    text,
  });
  new PerformanceObserver((list) => {
    // An element that was drawn anew since is null here.
    const below = list.getEntries().find(({ element }) => !element?.closest(".head"));
    if (!below) return;
    text = below.startTime;
    done();
  }).observe({ type: "largest-contentful-paint", buffered: true });
  setTimeout(done, 1_000);
})`;
