/**
 * What is known of other wallets, as facts with their source. Taler, Alby and Web Monetization were built and measured
 * by us on a machine of this kind: headless Chromium 156, 20 loads of the window as a tab, worker running. Taler's
 * commit is of 2022. MetaMask's figures are its own. What nobody measured is undefined, and nothing is guessed.
 */

export interface WalletFacts {
  readonly name: string;
  readonly source: string;
  /** bytes */
  readonly zip?: number;
  readonly windowRaw?: number;
  readonly windowGzip?: number;
  /** in each frame of an ordinary page */
  readonly injectedElsewhere?: number;
  /** ms, medians, the window as a tab */
  readonly firstPaint?: number;
  readonly usefulText?: number;
  readonly hosts: string;
  /** clicks in the wallet for a purchase at a shop that was paid before, as their flows were read */
  readonly clicks: string;
}

export const PEERS: readonly WalletFacts[] = [
  {
    name: "GNU Taler 0.9",
    source: "https://github.com/Windfisch/taler-wallet-core/tree/72b4293",
    ...{ zip: 1_100_000, windowRaw: 572_000, windowGzip: 157_000, injectedElsewhere: 0 },
    ...{ firstPaint: 164, usefulText: 230 },
    hosts: "all, optional",
    clicks: "1 or 3",
  },
  {
    name: "Alby 3.14",
    source: "https://github.com/getAlby/lightning-browser-extension/tree/bad06c2",
    ...{ zip: 6_450_000, windowRaw: 2_697_000, windowGzip: 769_000, injectedElsewhere: 316_000 },
    ...{ firstPaint: 224, usefulText: 275 },
    hosts: "all",
    clicks: "2, or 0 in a budget",
  },
  {
    name: "Web Monetization 1.3",
    source: "https://github.com/interledger/web-monetization-extension/tree/fe49dcb",
    ...{ zip: 1_150_000, windowRaw: 622_000, windowGzip: 192_000, injectedElsewhere: 34_600 },
    ...{ firstPaint: 200, usefulText: 329 },
    hosts: "all of https",
    clicks: "3",
  },
  {
    // Its own benchmark's home page load, not a paint: 1,947 ± 147 ms. Scripts run in all frames, of unmeasured size.
    name: "MetaMask 12.4",
    source: "https://github.com/MetaMask/eth-phishing-detect/issues/88932",
    usefulText: 1_947,
    hosts: "all",
    clicks: "1",
  },
];
