/**
 * Canaries that nobody has to plant, since every payer has them: learned from what the payers' terminals say to the
 * synchronous server, and from what the servers stored. So each is looked for as it really is.
 */

import type { Canary, Kind, Place } from "./canary.ts";
import { canary } from "./plant.ts";

interface Source {
  readonly kind: Kind;
  readonly planted: string;
  /** its first group is the value */
  readonly pattern: RegExp;
  readonly home: readonly Place[];
}

/** In a terminal's own requests and answers. */
const OF_TERMINALS: readonly Source[] = [
  {
    kind: "credential",
    planted: "a terminal's credential",
    pattern: /(?:Warifu-Credential |"token":")([\w.-]{60,})/g,
    home: ["terminal"],
  },
  {
    kind: "ticket",
    planted: "a ticket",
    pattern: /(?:"ticket":"|warifu\.money\.1, ?)([\w.-]{60,})/g,
    home: ["terminal"],
  },
  {
    kind: "device",
    planted: "a terminal's key",
    pattern: /keyid="([\w-]{43})"/g,
    home: ["terminal", "synchronous-storage", "carrier-storage"],
  },
  {
    kind: "user",
    planted: "a user's id",
    pattern: /(usr_(?:test|live)_[0-9a-v]{16})/g,
    home: ["terminal", "synchronous-storage"],
  },
];

/** In the carrier's files: every account there is. */
const OF_CARRIER: readonly Source[] = [
  {
    kind: "account",
    planted: "an account's id",
    pattern: /(acc_(?:test|live)_[0-9a-v]{16})/g,
    home: ["carrier-storage"],
  },
];

/** In the synchronous server's files: what stands for an account there, and what makes the payer's tags. */
const OF_SYNCHRONOUS: readonly Source[] = [
  {
    kind: "sealed",
    planted: "a sealed account reference",
    pattern: /(ar1\.\w+\.[\w-]{40,})/g,
    home: ["synchronous-storage"],
  },
  {
    kind: "sealed",
    planted: "what makes a payer's tags",
    // As a row of the user DB has them, one after the other.
    pattern: /([\w-]{43})ar1\./g,
    home: ["synchronous-storage"],
  },
];

const SOURCES: Readonly<Partial<Record<Place, readonly Source[]>>> = {
  terminal: OF_TERMINALS,
  "carrier-storage": OF_CARRIER,
  "synchronous-storage": OF_SYNCHRONOUS,
};

const LATIN1 = new TextDecoder("latin1");

export function learnedFrom({ place, bytes }: { place: Place; bytes: Uint8Array }): Canary[] {
  const learn = SOURCES[place];
  if (!learn) return [];
  const text = LATIN1.decode(bytes);
  return learn.flatMap(({ kind, planted, pattern, home }) =>
    [...text.matchAll(pattern)].map(([, value = ""]) => canary(kind, value, planted, home)),
  );
}
