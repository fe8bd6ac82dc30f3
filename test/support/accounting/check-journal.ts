// A small re-adder of hledger journals, written from hledger's manual and not from ours: transactions that balance
// per commodity, dates in order, trades named once, balance assertions that hold. Amounts are exact (bigint).

export interface CheckedJournal {
  readonly transactions: number;
  readonly trades: readonly string[];
  readonly assertions: number;
  /** by `account commodity`, as decimal text without the point */
  readonly balances: ReadonlyMap<string, bigint>;
}

/** @throws Error with the line that doesn't hold */
export function checkJournal(text: string): CheckedJournal {
  const balances = new Map<string, bigint>();
  const decimals = new Map<string, number>();
  const trades: string[] = [];
  let transactions = 0;
  let assertions = 0;
  let lastDate = "";
  let open = new Map<string, bigint>();
  const exact = (amount: string, commodity: string): bigint => {
    const places = amount.split(".")[1]?.length ?? 0;
    const known = decimals.get(commodity) ?? places;
    decimals.set(commodity, known);
    if (known !== places) throw new Error(`${commodity} has ${known} decimals, not ${amount}`);
    return BigInt(amount.replace(".", ""));
  };
  const close = () => {
    for (const [commodity, sum] of open)
      if (sum !== 0n) throw new Error(`unbalanced before line of ${lastDate}: ${sum} ${commodity}`);
    open = new Map();
  };
  for (const line of text.split("\n")) {
    const head = /^(\d{4}-\d\d-\d\d) (\w+)(?: {2}; (.*))?$/.exec(line);
    const posting =
      /^ {4}(\S+) {2}(-?\d+(?:\.\d+)?) ([A-Z]{3})(?: = (-?\d+(?:\.\d+)?) ([A-Z]{3}))?$/.exec(line);
    if (head) {
      close();
      transactions++;
      if ((head[1] ?? "") < lastDate) throw new Error(`out of order: ${line}`);
      lastDate = head[1] ?? "";
      const trade = /(?:^|, )trade:([^,]+)/.exec(head[3] ?? "")?.[1];
      // A capture or a refund is of a trade that was paid, and names its order.
      if (/, order:/.test(head[3] ?? "")) continue;
      if (trade && trades.includes(trade)) throw new Error(`settled twice: ${line}`);
      if (trade) trades.push(trade);
    } else if (posting) {
      const [, account = "", amount = "", commodity = "", asserted] = posting;
      const change = exact(amount, commodity);
      open.set(commodity, (open.get(commodity) ?? 0n) + change);
      const key = `${account} ${commodity}`;
      balances.set(key, (balances.get(key) ?? 0n) + change);
      if (asserted === undefined) continue;
      assertions++;
      if (exact(asserted, commodity) !== balances.get(key))
        throw new Error(`assertion failed, it is ${balances.get(key)}: ${line}`);
    } else if (line !== "" && line !== "decimal-mark .") throw new Error(`not understood: ${line}`);
  }
  close();
  return { transactions, trades, assertions, balances };
}
