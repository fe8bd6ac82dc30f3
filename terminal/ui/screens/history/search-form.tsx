/** The search and its filters, which are folded away until they are asked for. Finds as one types. */

import { useMemo, useState } from "preact/hooks";
import type { RegisterId } from "../../../../protocol/ids.ts";
import type { HistoryRoom } from "../../words/types/later/history.ts";
import type { HistoryFilter, When, Which } from "./filter.ts";
import type { Listed } from "./state.ts";

interface Props {
  readonly payments: readonly Listed[];
  readonly filter: HistoryFilter;
  readonly words: HistoryRoom["history"];
  find(filter: HistoryFilter): void;
}

export function SearchForm({ payments, filter, words, find }: Props) {
  const shops = useMemo(() => shopsOf(payments), [payments]);
  const isFiltered = filter.which !== "all" || filter.when !== "ever" || filter.shop !== undefined;
  // Once open it stays so, whatever is chosen in it.
  const [open, setOpen] = useState(isFiltered);
  return (
    <search class="search">
      <label>
        {words.search}
        <input
          type="search"
          value={filter.text}
          placeholder={words.searchHint}
          autocomplete="off"
          spellcheck={false}
          onInput={({ currentTarget }) => find({ ...filter, text: currentTarget.value })}
        />
      </label>
      <details open={open} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
        <summary>{words.filters}</summary>
        <div class="choices">
          <Choice
            label={words.which}
            chosen={filter.which}
            options={Object.entries(words.whichs)}
            choose={(which) => find({ ...filter, which: which as Which })}
          />
          <Choice
            label={words.when}
            chosen={filter.when}
            options={Object.entries(words.whens)}
            choose={(when) => find({ ...filter, when: when as When })}
          />
          <Choice
            label={words.shop}
            chosen={filter.shop ?? ""}
            options={[["", words.anyShop], ...shops]}
            choose={(shop) => find(withShop(filter, shop))}
          />
        </div>
      </details>
    </search>
  );
}

function withShop({ shop: _, ...filter }: HistoryFilter, shop: string): HistoryFilter {
  return shop === "" ? filter : { ...filter, shop: shop as RegisterId };
}

/** By their latest names, in the order of those. */
function shopsOf(payments: readonly Listed[]): [string, string][] {
  const names = new Map<string, string>();
  for (const { register, name } of payments) if (!names.has(register)) names.set(register, name);
  return [...names].sort(([, a], [, b]) => a.localeCompare(b));
}

interface ChoiceProps {
  readonly label: string;
  readonly chosen: string;
  readonly options: readonly (readonly [string, string])[];
  choose(value: string): void;
}

function Choice({ label, chosen, options, choose }: ChoiceProps) {
  return (
    <label>
      {label}
      <select value={chosen} onChange={({ currentTarget }) => choose(currentTarget.value)}>
        {options.map(([value, text]) => (
          <option key={value} value={value} selected={value === chosen}>
            {text}
          </option>
        ))}
      </select>
    </label>
  );
}
