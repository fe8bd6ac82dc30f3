/** A number inside a text: written in the reader's digits, and the word beside it in the form that his language's rules ask for. */

/** Put into a text as it is: `${count}` is its digits in the reader's locale. */
export interface Count {
  readonly value: number;
  toString(): string;
}

/** @param digits of the reader's locale */
export function counted(value: number, digits: Intl.NumberFormat): Count {
  return { value, toString: () => digits.format(value) };
}

/** The forms that each language's rules tell apart (CLDR); a test holds them to those of Intl. */
export interface PluralForms {
  en: "one" | "other";
  ja: "other";
  de: "one" | "other";
  fr: "one" | "many" | "other";
  es: "one" | "many" | "other";
  "pt-BR": "one" | "many" | "other";
  "zh-Hans": "other";
  ko: "other";
  ar: "zero" | "one" | "two" | "few" | "many" | "other";
}

/** `plural(count, { one: "1 item", other: `${count} items` })`, with all the forms of the language. */
export function pluralsOf<L extends keyof PluralForms>(
  language: L,
): (count: Count, forms: Readonly<Record<PluralForms[L], string>>) => string {
  const rules = new Intl.PluralRules(language);
  return (count, forms) => {
    const texts: Readonly<Partial<Record<string, string>>> = forms;
    return texts[rules.select(count.value)] ?? texts.other ?? "";
  };
}
