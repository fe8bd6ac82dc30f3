/**
 * What is planted of a person: made up at random, unlike anything else, and yet such as people have. Other values can
 * be given from outside, to see for oneself: WARIFU_CANARIES='{"card":"…","name":"…","email":"…","phone":"…","pin":"…"}'.
 */

import type { Canary, Kind, Place, Spelling } from "./canary.ts";

export type Person = Readonly<
  Record<"card" | "name" | "email" | "phone" | "address" | "pin", string>
>;

const SPELLING: Readonly<Record<Kind, Spelling>> = {
  ...{ card: "number", phone: "number", pin: "pin" },
  ...{ name: "text", email: "text", address: "text", secret: "text" },
  ...{ account: "id", user: "id" },
  ...{ device: "token", credential: "token", ticket: "token", sealed: "token" },
};

/** @param home where it may be; nowhere but with the payer himself, if left out */
export function canary(
  kind: Kind,
  value: string,
  planted: string,
  home: readonly Place[] = [],
): Canary {
  return { kind, value, planted, home, spelling: SPELLING[kind] };
}

const ONSETS = ["k", "s", "t", "n", "h", "m", "r", "z", "b", "g", "d", "p"];
const VOWELS = ["a", "i", "u", "e", "o"];

/** @param random numbers from 0 to 1, 1 left out */
export function aPerson(random: () => number = Math.random): Person {
  const one = (of: readonly string[]) => of[Math.floor(random() * of.length)] ?? "";
  const digits = (count: number) =>
    Array.from({ length: count }, () => Math.floor(random() * 10)).join("");
  const word = (syllables: number) =>
    Array.from({ length: syllables }, () => one(ONSETS) + one(VOWELS)).join("");
  const [given, family] = [word(4), word(5)];
  return {
    card: withCheckDigit(`4${digits(14)}`),
    name: `Zoë ${titled(given)} ${titled(family)}`,
    email: `${given}.${family}@canary.example`,
    phone: `+81 ${digits(2)}-${digits(4)}-${digits(4)}`,
    address: `${digits(3)} ${titled(word(5))}-chō, Kyōto`,
    pin: aPin(random),
  };
}

/** Six digits that no test uses for anything else. */
export function aPin(random: () => number = Math.random): string {
  const pin = String(200_001 + 2 * Math.floor(random() * 399_000));
  // One that the wallet doesn't call too easy.
  return new Set(pin).size > 3 ? pin : aPin(random);
}

/** The person to plant: what was given from outside, and else one made up. */
export function aPersonAsTold(given: string | undefined): Person {
  const told: unknown = given === undefined ? {} : JSON.parse(given);
  return { ...aPerson(), ...(told as Partial<Person>) };
}

const titled = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);

/** ISO/IEC 7812: the last digit of a card's number is made of the others. */
function withCheckDigit(digits: string): string {
  const sum = [...digits].reverse().reduce((total, char, index) => {
    const twice = Number(char) * (index % 2 === 0 ? 2 : 1);
    return total + (twice > 9 ? twice - 9 : twice);
  }, 0);
  return `${digits}${(10 - (sum % 10)) % 10}`;
}
