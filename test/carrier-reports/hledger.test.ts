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
        const settled = extract.entries.flatMap(({ trade }) => trade ?? []);
        expect(checked.trades).toEqual(settled);
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
      const own = [...checkJournal(text).balances];
      expect(new Map(told)).toEqual(new Map(own));
      expect(told.length).toBeGreaterThan(5);
    });

    it("[LE18] refuses one whose balance or postings are wrong", () => {
      expect(check(hledgerJournal(withWrongBalance(BUSY))).status).not.toBe(0);
      expect(check(hledgerJournal(withUnbalanced(BUSY))).status).not.toBe(0);
    });

    it("[LE18] finds a transaction by its trade tag", () => {
      const { entries } = BUSY;
      const trade = entries.find((entry) => entry.trade)?.trade;
      const found = execFileSync("hledger", ["-f", "-", "print", `tag:trade=^${trade}$`], {
        input: hledgerJournal(BUSY),
        encoding: "utf8",
      });
      expect(found.match(/^\d{4}-/gm)).toHaveLength(1);
    });
  });
}
