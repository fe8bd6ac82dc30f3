// What hostile clients send, as tables: for each door of the contract some sixty requests and more, made from its method,
// path, asker and body. None of them is a request that the door should obey.

import type { Operation } from "../../../worker/http/contract/operation.ts";

export interface Attack {
  readonly name: string;
  readonly method: string;
  readonly path: string;
  readonly headers: Record<string, string>;
  readonly body?: BodyInit;
  /** the one answer there is to it, where nothing else can be wrong before */
  readonly code?: string;
  /** to be signed by a terminal: its own bytes */
  readonly sign?: true;
}

/** A door with everything right: the path with real ids, and the headers of somebody who may ask. */
export interface Target {
  readonly operation: Operation;
  readonly path: string;
  readonly headers: Record<string, string>;
  /** members of an honest body, where one was made */
  readonly honest?: Record<string, unknown>;
}

const JSON_TYPE = { "Content-Type": "application/json" };

export function attacksOn(target: Target): Attack[] {
  return [
    ...wrongMethods(target),
    ...wrongPaths(target),
    ...wrongAskers(target),
    ...wrongKeys(target),
    ...wrongQueries(target),
    ...wrongBodies(target),
  ];
}

function wrongMethods({ path, headers }: Target): Attack[] {
  return ["PUT", "PATCH", "PROPFIND", "MKCOL", "PURGE", "COPY"].map((method) => ({
    name: `method ${method}`,
    ...{ method, path, headers },
    code: "method_not_allowed",
  }));
}

const SIGNS = ["~", "*", "%00", "%2F", "%0d%0a", "%C0%AE", "%E2%80%AE"];

/** Without anything that would let the asker in: even where the changed path is another door's, nothing is obeyed. */
function wrongPaths({ operation, path }: Target): Attack[] {
  const method = operation.method.toUpperCase();
  const [bare = ""] = path.split("?");
  const ends = [
    "/",
    "//",
    "/x",
    "%00",
    "%20",
    ";a=b",
    "%2f..",
    "/%2e%2e%2f",
    ".json",
    "%ff",
    "'--",
    // A short path has fewer places where a sign can stand.
    ...(bare.length < 7 ? ["%2e", "%09", "~", "%c0%ae", "%0d%0a", "+"] : []),
  ];
  const step = Math.max(1, Math.floor((bare.length - 1) / 6));
  // Never a stroke: the character after it instead.
  const places = Array.from(bare, (_, at) => at)
    .filter((at) => at > 0 && at % step === 0)
    .map((at) => (bare[at] === "/" ? at + 1 : at));
  const replaced = SIGNS.flatMap((sign) =>
    places.map((at) => `${bare.slice(0, at)}${sign}${bare.slice(at + 1)}`),
  );
  const others = [`/${bare}`, bare.replace("/v1", "/v2"), bare.replace("/v1", "/V1"), `/v1${bare}`];
  const paths = [...ends.map((end) => bare + end), ...replaced, ...others];
  return [...new Set(paths)]
    .filter((one) => one !== bare)
    .map((one) => ({ name: `path ${one}`, method, path: one, headers: {} }));
}

const LONG = "A".repeat(8_000);
const TOKENS = [
  ...["", "Bearer", "Bearer ", "Bearer x", "bearer  ", "Basic d2s6", "Digest a", "Negotiate YII="],
  ...["Bearer undefined", "Bearer null", "Bearer [object Object]", `Bearer ${LONG}`],
  ...["Bearer wk_test_", "Bearer wk_live_0_0", "Bearer wk_test_x_y, Bearer z", "Bearer ../../x"],
  ...["Warifu-Credential", "Warifu-Credential x", "Warifu-Credential e30.e30.e30.e30.e30"],
  ...["Warifu-Credential eyJhbGciOiJub25lIn0.e30.", "Bearer eyJhbGciOiJub25lIn0.e30.", "Token x"],
];

function wrongAskers({ operation, path, headers }: Target): Attack[] {
  if (operation.asker === "anyone") return [];
  const { Authorization = "", ...others } = headers;
  const changed = [Authorization.slice(0, -1), `${Authorization}A`, Authorization.toUpperCase()];
  return [...TOKENS, ...changed].map((token) => ({
    ...{ name: `asker ${token.slice(0, 40)}`, method: operation.method.toUpperCase(), path },
    headers: { ...others, ...JSON_TYPE, ...(token === "" ? {} : { Authorization: token }) },
    ...(operation.method === "post" ? { body: "{}" } : {}),
  }));
}

const KEYS: readonly (string | undefined)[] = [
  ...[undefined, "", " ", '""', '"unclosed', 'a"b c', "two words", "x".repeat(256), "\t"],
  ...['"\\x"', "a\u007f", `"${"y".repeat(256)}"`],
];

function wrongKeys({ operation, path, headers }: Target): Attack[] {
  if (!operation.keyed) return [];
  const { "Idempotency-Key": _, ...others } = headers;
  return KEYS.filter(
    (key) => key === undefined || [...key].every((c) => c.charCodeAt(0) < 256),
  ).map((key) => ({
    ...{ name: `key ${JSON.stringify(key)}`, method: operation.method.toUpperCase(), path },
    headers: { ...others, ...JSON_TYPE, ...(key === undefined ? {} : { "Idempotency-Key": key }) },
    body: "{}",
  }));
}

const LIMITS = [
  "0",
  "-1",
  "501",
  "1e2",
  "abc",
  "NaN",
  "%00",
  "1.5",
  "0x10",
  "99999999999",
  "+1",
  "",
  "１",
];

function wrongQueries({ operation, path, headers }: Target): Attack[] {
  if (operation.method !== "get" || !operation.query || !("limit" in operation.query)) return [];
  return LIMITS.map((limit) => ({
    ...{ name: `limit ${limit}`, method: "GET", headers },
    path: `${path.split("?")[0]}?limit=${encodeURIComponent(limit)}`,
    code: "invalid_request",
  }));
}

const bytes = (...list: number[]) => new Uint8Array(list);
const MALFORMED: readonly BodyInit[] = [
  ...[
    "",
    " ",
    "{",
    "}",
    "[",
    "{]",
    '{"a":}',
    '{"a" 1}',
    "{a:1}",
    "{'a':1}",
    '{"a":1,}',
    "[1,]",
    "nul",
  ],
  ...[
    "NaN",
    "Infinity",
    "-",
    "+1",
    "01",
    "1.",
    ".5",
    "0x1",
    '"',
    '"\\x"',
    '"\\ud8',
    "{}{}",
    "{} x",
    "//\n{}",
  ],
  ...[
    "<x/>",
    "a=b",
    "undefined",
    "\u0000",
    '{"a":"\n"}',
    '{"a":1,"a":1}',
    '{"terms":1,"t\\u0065rms":2}',
  ],
  ...[
    "[".repeat(17) + "]".repeat(17),
    `${'{"a":'.repeat(40)}1${"}".repeat(40)}`,
    "[".repeat(60_000),
  ],
  ...[
    bytes(0xff),
    bytes(0x7b, 0x80, 0x7d),
    bytes(0xfe, 0xff, 0x00, 0x7b),
    bytes(0x22, 0xed, 0xa0, 0x80, 0x22),
  ],
];
const SHAPELESS = [
  ...["null", "true", "false", "0", "-1", "1e308", "1e400", '""', '"{}"', "[]", "[{}]", "[null]"],
  ...['{"":1}', '{"x":1}', '{"__proto__":{"a":1}}', '{"constructor":{"prototype":{}}}'],
  ...['{"toString":1}', '{"amount":-1}', '{"amount":1.5,"currency":"JPY"}', '{"amount":1e400}'],
  ...['{"amount":"1","currency":"JPY"}', '{"name":"\\u202eevil"}', '{"\\ud800":1}'],
];
const TYPES = [
  "text/plain",
  "",
  "text/json",
  "application/xml",
  "multipart/form-data",
  "application/json5",
];

function wrongBodies({ operation, path, headers, honest }: Target): Attack[] {
  if (operation.method !== "post" || !operation.body) return [];
  const base = { method: "POST", path };
  const typed = { ...headers, ...JSON_TYPE };
  const signed = operation.signed ? ({ sign: true } as const) : {};
  const read = (name: string, body: BodyInit, code: string): Attack => ({
    ...{ name, ...base, headers: typed, body, code, ...signed },
  });
  return [
    // All doors have one reader: each gets a third of these, and together they get all.
    ...MALFORMED.map((body, at) => read(`malformed ${at}`, body, "malformed_json")).filter(
      (_, at) => at % 3 === path.length % 3,
    ),
    ...SHAPELESS.map((body) => read(`shape ${body}`, body, "invalid_request")),
    ...mutations(honest ?? {}).map(([name, body]) => read(name, body, "")),
    read("huge", " ".repeat(65_537), "body_too_large"),
    read("huge array", `[${"0,".repeat(40_000)}0]`, "body_too_large"),
    ...TYPES.map((type) => ({
      ...{ name: `type ${type}`, ...base, body: "{}", code: "unsupported_media_type" },
      headers: { ...headers, "Content-Type": type },
    })),
  ];
}

const ODD: readonly unknown[] = [
  ...[null, true, {}, [], "", "x", -1, 0.5, 1e308, Number.MAX_SAFE_INTEGER + 1],
  ...["\u202e4980", "\u0000", "a".repeat(4_000), { payload: {} }, ["x"]],
];

/** An honest body with one member, wherever it is, made odd, or with one too many. */
function mutations(honest: Record<string, unknown>): [string, string][] {
  const all: [string, string][] = [];
  const walk = (value: unknown, at: readonly string[]): void => {
    if (typeof value === "object" && value !== null && !Array.isArray(value)) {
      all.push([`more at /${at.join("/")}`, replacedAt(honest, [...at, "more"], 1)]);
      for (const [name, member] of Object.entries(value)) walk(member, [...at, name]);
    } else {
      // One odd value for each member, a different one from member to member.
      const odd = ODD[all.length % ODD.length];
      if (JSON.stringify(odd) !== JSON.stringify(value))
        all.push([
          `/${at.join("/")} = ${JSON.stringify(odd).slice(0, 20)}`,
          replacedAt(honest, at, odd),
        ]);
    }
  };
  if (Object.keys(honest).length > 0) walk(honest, []);
  return all;
}

function replacedAt(root: unknown, [name, ...rest]: readonly string[], value: unknown): string {
  const replace = (one: unknown, [key, ...deeper]: readonly string[]): unknown =>
    key === undefined
      ? value
      : { ...(one as object), [key]: replace((one as Record<string, unknown>)[key], deeper) };
  return JSON.stringify(name === undefined ? value : replace(root, [name, ...rest]));
}
