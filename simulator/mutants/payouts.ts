/** Bugs planted in how a register is paid out: between its tills and itself, its books and its bank. */

import type { Mutant } from "./mutant.ts";

const TILL = "worker/synchronous-server/till";
const REGISTER = "worker/synchronous-server/register";
const BOOKS = "worker/carrier-server/books";

export const PAYOUT_MUTANTS: readonly Mutant[] = [
  {
    name: "payout-numbered-anew",
    bug: "a payout's id is made anew when its key comes again",
    edits: [
      {
        file: `${REGISTER}/payouts.ts`,
        search: "const known = store.ofKey(idempotencyKey);",
        replace: "const known = store.ofKey(idempotencyKey + store.last(currency));",
      },
      {
        file: `${REGISTER}/payouts.ts`,
        search: "database.transaction(() => store.add(payout, idempotencyKey));",
        replace:
          "database.transaction(() => store.add(payout, idempotencyKey + store.last(currency)));",
      },
    ],
  },
  {
    name: "collected-again",
    bug: "a till that is asked again gives what it has now",
    edits: [
      {
        file: `${TILL}/collection.ts`,
        search: 'const known = turn.booking("collection", ref);',
        replace: `const first = turn.booking("collection", ref);
  const known = turn.sums.balances[currency] === 0 ? first : undefined;`,
      },
      {
        file: `${TILL}/collection.ts`,
        search: "const taken = { ref, currency,",
        replace: 'const taken = { ref: ref + (first ? "+" : ""), currency,',
      },
    ],
  },
  {
    name: "nothing-given-forgotten",
    bug: "a till doesn't remember that it had nothing to give",
    edits: [
      { file: `${TILL}/collection.ts`, search: "    turn.stageNothing(ref);\n", replace: "" },
    ],
  },
  {
    name: "round-ends-early",
    bug: "a round is over though a till didn't answer",
    edits: [
      {
        file: `${REGISTER}/funds.ts`,
        search: "throwFirstOf(await Promise.allSettled(asked));",
        replace: "await Promise.allSettled(asked);",
      },
    ],
  },
  {
    name: "loan-not-told",
    bug: "a till isn't told what was lent when it no longer waited",
    edits: [
      {
        file: `${REGISTER}/register.ts`,
        search: ", this.#funds.tellLoans(tills)",
        replace: "",
      },
    ],
  },
  {
    name: "loan-forgotten",
    bug: "a till that wakes up doesn't ask for the loans without an answer",
    edits: [
      {
        file: `${TILL}/order/refund-funds.ts`,
        search: "this.#due.load(this.#store.all().map(({ id }) => [id, clockNow()]));",
        replace: "void this.#store;",
      },
    ],
  },
  {
    name: "loan-entered-again",
    bug: "a till enters a loan each time that it hears of it",
    edits: [
      {
        file: `${TILL}/order/loans.ts`,
        search: 'if (lent && !turn.booking("loan", id)) {',
        replace: "if (lent) {",
      },
      {
        file: `${TILL}/order/loans.ts`,
        search: 'turn.stageBooking({ kind: "loan", ref: id,',
        replace: `const again = turn.booking("loan", id) ? \`\${id}+\${now}\` : id;
    turn.stageBooking({ kind: "loan", ref: again,`,
      },
    ],
  },
  {
    name: "refused-payout-keeps-money",
    bug: "the money of a refused payout stays with it",
    edits: [
      {
        file: `${REGISTER}/payouts.ts`,
        search: 'if (status === "refused") fundsStore.takeBack(id);',
        replace: "",
      },
    ],
  },
  {
    name: "books-not-drawn-on",
    bug: "a payout takes nothing from the balance of the books",
    edits: [
      {
        file: `${BOOKS}/payout-store.ts`,
        search: "    this.#add(currency, -amount);\n",
        replace: "",
      },
    ],
  },
  {
    name: "swept-again",
    bug: "a sweep whose answer was lost moves money again",
    edits: [
      {
        file: "worker/carrier-server/branch/sweep.ts",
        search: "if (known) return changeOf(postingsOf(currency, known.postings), books);",
        replace: "void known, changeOf, postingsOf;",
      },
      {
        file: "worker/carrier-server/branch/sweep.ts",
        search: "const cells = cellsOfTransfer({ ...made, id,",
        replace: 'const cells = cellsOfTransfer({ ...made, id: known ? id + "+" + now : id,',
      },
    ],
  },
  {
    name: "paid-before-it-is-stored",
    bug: "the treasury is told of a payout before the books have decided it",
    edits: [
      {
        file: "worker/carrier-server/take-payout.ts",
        search: "const ordered = await books.payout(parsed.value);",
        replace: `const { payout: early, currency: of, amount: sum } = parsed.value;
  const to = { account: "1", bic: "BANKJPJT", holder: "x" };
  await treasury.enlist({ id: early, register, currency: of, amount: sum, account: to, at: 0 });
  const ordered = await books.payout(parsed.value);`,
      },
    ],
  },
  {
    name: "enlisted-twice",
    bug: "a payout that comes again is another one for the bank",
    edits: [
      {
        file: "worker/carrier-server/treasury/store.ts",
        search: "const cells = [id, register, currency, amount, JSON.stringify(account), at];",
        replace: `const known = this.#database.exec("SELECT 1 FROM payouts WHERE id = ?", id).length > 0;
    const name = known ? \`\${id}+\` : id;
    const cells = [name, register, currency, amount, JSON.stringify(account), at];`,
      },
    ],
  },
  {
    name: "payout-goes-on-unasked",
    bug: "a payout that broke off doesn't go on by itself",
    edits: [
      {
        file: `${REGISTER}/payout-office.ts`,
        search: "[this.#payouts.goOnAll(tills)]",
        replace: "[Promise.resolve()]",
      },
    ],
  },
];
