// The commands of the runbook's pages: read out of their blocks, and what each sends. A test holds that against the command
// line itself (runbook.test.ts), so that whoever takes the steps where no command line runs, inside workerd, sends the same.

export interface Names {
  readonly register?: string;
  readonly till?: number;
  readonly key?: string;
}

export type Sent =
  | {
      readonly to: "operator" | "shop";
      readonly path: string;
      readonly method: string;
      readonly body?: unknown;
    }
  | { readonly to: "ORIGIN"; readonly path: string }
  | { readonly to: "CARRIER"; readonly path: string }
  | { readonly to: "rollback" };

export function commandsIn(page: string): string[] {
  return [...page.matchAll(/^```sh\n([\s\S]*?)^```/gm)].flatMap(([, block = ""]) =>
    block.split("\n").filter((line) => line.trim() !== ""),
  );
}

/** As a shell reads it, with names in the place of the page's. */
export function wordsOf(command: string, { register = "", till = 0, key = "" }: Names): string[] {
  const names: Record<string, string> = {
    ...{ REGISTER: register, TILL: String(till), KEY: key, CARRIER: "http://localhost:8788" },
  };
  return [...command.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain = ""]) =>
    quoted === undefined ? (names[plain] ?? plain) : quoted,
  );
}

interface Asked {
  readonly path: string;
  readonly method?: string;
  readonly body?: unknown;
}

type Read = (words: readonly string[], names: Names) => Asked;

const standing =
  (act: string): Read =>
  (words, { register }) => ({
    path: `/v1/registers/${register}/${act}`,
    body: { reason: words[words.indexOf("--reason") + 1] },
  });

const OPERATOR: Readonly<Record<string, Read>> = {
  watching: () => ({ path: "/v1/watching" }),
  reconciliation: () => ({ path: "/v1/reconciliation" }),
  thaw: (_, { register, till }) => ({ path: "/v1/reconciliation/thaws", body: { register, till } }),
  suspend: standing("suspend"),
  resume: standing("resume"),
};

const SHOP: Readonly<Record<string, Read>> = {
  keys: () => ({ path: "/v1/keys" }),
  revoke: ([, key]) => ({ path: `/v1/keys/${key}`, method: "DELETE" }),
  tills: ([, tills], { register }) => ({
    path: `/v1/registers/${register}/tills`,
    body: { tills: Number(tills) },
  }),
};

export function sentBy(command: string, names: Names): Sent {
  const [program = "", ...rest] = wordsOf(command, names);
  if (program === "curl") {
    const [, to = "", path = ""] = /^(ORIGIN|CARRIER)(\/.*)$/.exec(command.slice(5)) ?? [];
    return { to: to as "ORIGIN" | "CARRIER", path };
  }
  const [, script = "", , ...own] = rest;
  if (script === "rollback") return { to: "rollback" };
  const read = (script === "operator" ? OPERATOR : SHOP)[own[0] ?? ""];
  if (!read) throw new Error(`nobody knows what this sends: ${command}`);
  const asked = read(own, names);
  const method = asked.body === undefined ? "GET" : "POST";
  return { to: script === "operator" ? "operator" : "shop", method, ...asked };
}
