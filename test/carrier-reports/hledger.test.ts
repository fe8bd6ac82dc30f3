// The export as hledger reads it: our own small checker re-adds any export, and so does hledger where it is
// installed (npm test installs it where apt can).

import { execFileSync, spawnSync } from "node:child_process";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { JournalExtract } from "../../worker/carrier-server/branch/journal-entry.ts";
import { hledgerJournal } from "../../worker/carrier-server/reports/hledger.ts";
import { checkJournal } from "../support/accounting/check-journal.ts";
import { extracts } from "../support/accounting/journals.ts";

const BUSY = fc
  .sample(extracts, { numRuns: 40, seed: 7 })
  .reduce((a, b) => (a.entries.length > b.entries.length ? a : b));

const PAYMENTS: string[] = ["settlement", "authorization"];

/** One yen more in one of the asserted balances. */
function withWrongBalance({ entries, balances }: JournalExtract): JournalExtract {
  const [first, ...rest] = balances;
  return { entries, balances: [{ ...first!, amount: first!.amount + 1 }, ...rest] };
}

function withUnbalanced({ entries, balances }: JournalExtract): JournalExtract {
  const [first, ...rest] = entries;
  const [posting, ...others] = first!.postings;
  const postings = [{ ...posting!, amount: posting!.amount + 1 }, ...others];
  return { entries: [{ ...first!, postings }, ...rest], balances };
}

describe("an export", () => {
  it("[LE18] of any journal balances, names each trade once and ends with assertions that hold", () => {
    fc.assert(
      fc.property(extracts, (extract) => {
        const checked = checkJournal(hledgerJournal(extract));
        const payments = extract.entries.filter(({ kind }) => PAYMENTS.includes(kind));
        expect(checked.trades).toEqual(payments.map(({ trade }) => trade));
        expect(checked.assertions).toBe(extract.balances.length);
        const closing = extract.balances.length > 0 ? 1 : 0;
        expect(checked.transactions).toBe(extract.entries.length + closing);
      }),
    );
  });

  it("[LE18] that is wrong is found out", () => {
    expect(() => checkJournal(hledgerJournal(withWrongBalance(BUSY)))).toThrow("assertion failed");
    expect(() => checkJournal(hledgerJournal(withUnbalanced(BUSY)))).toThrow("unbalanced");
    const twice = { ...BUSY, entries: BUSY.entries.flatMap((entry) => [entry, entry]) };
    expect(() => checkJournal(hledgerJournal(twice))).toThrow("settled twice");
  });
});

it("[LE18] a small export, to the letter", () => {
  const at = Date.UTC(2026, 10, 22, 9, 30);
  const extract = {
    entries: [
      {
        ...{ id: 'top_up/a key, "1";\n2', kind: "top_up", currency: "KWD", at },
        postings: [
          { account: "clearing_test", amount: -1500 },
          { account: "acc_test_1", amount: 1500 },
        ],
      },
      {
        ...{ id: "trd_test_1#2", trade: "trd_test_1", attempt: 2, kind: "settlement" },
        ...{ currency: "JPY", at: at + 1 },
        postings: [
          { account: "equity_test", amount: -7 },
          { account: "set_test_1", amount: 7 },
        ],
      },
    ],
    balances: [{ account: "something_else", currency: "JPY", amount: 7 }],
  } as unknown as JournalExtract;
  expect(hledgerJournal(extract)).toBe(`decimal-mark .

2026-11-22 top_up  ; transfer:top_up/a_key___1___2, time:2026-11-22T09:30:00.000Z
    carrier:clearing:clearing_test  -1.500 KWD
    payers:acc_test_1  1.500 KWD

2026-11-22 settlement  ; trade:trd_test_1, attempt:2, time:2026-11-22T09:30:00.001Z
    carrier:equity:equity_test  -7 JPY
    registers:set_test_1  7 JPY

2026-11-22 balances
    something_else  0 JPY = 7 JPY
`);
  expect(hledgerJournal({ entries: [], balances: [] })).toBe("decimal-mark .\n");
});

const installed = spawnSync("hledger", ["--version"]).status === 0;

// Absent, not skipped, where there is no hledger: our own checker has held the same above.
if (installed) {
  describe("hledger", () => {
    const check = (text: string) =>
      spawnSync("hledger", ["-f", "-", "check"], { input: text, encoding: "utf8" });

    it("[LE18] finds nothing wrong with a busy export, and the same balances", () => {
      const text = hledgerJournal(BUSY);
      const { status, stderr } = check(text);
      expect(stderr).toBe("");
      expect(status).toBe(0);
      const args = [
        "-f",
        "-",
        "balance",
        "--flat",
        "--no-total",
        "--empty",
        "-O",
        "csv",
        "--layout=bare",
      ];
      const csv = execFileSync("hledger", args, { input: text, encoding: "utf8" });
      const told = [...csv.matchAll(/^"([^"]+)","([A-Z]{3})","([^"]+)"$/gm)].map(
        ([, account, commodity, amount = ""]) =>
          [`${account} ${commodity}`, BigInt(amount.replace(".", ""))] as const,
      );
      // hledger doesn't name a commodity that came to zero beside one that didn't.
      const some = (all: Iterable<readonly [string, bigint]>) =>
        new Map([...all].filter(([, amount]) => amount !== 0n));
      expect(some(told)).toEqual(some(checkJournal(text).balances));
      expect(told.length).toBeGreaterThan(5);
    });

    it("[LE18] refuses one whose balance or postings are wrong", () => {
      expect(check(hledgerJournal(withWrongBalance(BUSY))).status).not.toBe(0);
      expect(check(hledgerJournal(withUnbalanced(BUSY))).status).not.toBe(0);
    });

    it("[LE18] finds a transaction by its trade tag", () => {
      const { entries } = BUSY;
      const trade = entries.find(({ kind }) => kind === "refund")?.trade;
      const found = execFileSync("hledger", ["-f", "-", "print", `tag:trade=^${trade}$`], {
        input: hledgerJournal(BUSY),
        encoding: "utf8",
      });
      expect(found.match(/^\d{4}-.*$/gm)).toEqual([
        expect.stringContaining(" settlement "),
        expect.stringMatching(/ refund .*order:rfd_1/),
      ]);
    });
  });
}
