// The two OpenAPI documents: made of what the handlers parse with, whole, and judged from outside by Spectral.
import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import * as v from "valibot";
import { describe, expect, it } from "vitest";
import { PROBLEMS } from "../../protocol/problem.ts";
import { CARRIER_SERVER } from "../../worker/carrier-server/contract/described.ts";
import { openApiOf } from "../../worker/http/contract/openapi.ts";
import { problemsOf } from "../../worker/http/contract/operation.ts";
import { VERSION } from "../../worker/http/contract/version.ts";
import { SYNCHRONOUS_SERVER } from "../../worker/synchronous-server/contract/described.ts";
import { EXAMPLE_FILES, exampleRequests } from "./examples/example-requests.ts";

const BOTH = { "synchronous server": SYNCHRONOUS_SERVER, "carrier server": CARRIER_SERVER };
const SPECTRAL = join("node_modules", "@stoplight/spectral-cli", "dist", "index.js");
const NODE = process.execPath;
const ERROR = 0;

interface DescribedOperation {
  readonly parameters: readonly object[];
  readonly responses: object;
}

interface Finding {
  readonly code: string;
  readonly severity: number;
  readonly path: readonly string[];
  readonly message: string;
}

async function findingsOf(document: unknown): Promise<readonly Finding[]> {
  const folder = await mkdtemp(join(tmpdir(), "warifu-openapi-"));
  try {
    const [source, report] = [join(folder, "openapi.json"), join(folder, "report.json")];
    await writeFile(source, JSON.stringify(document));
    const rules = join("test", "contract", "spectral.yaml");
    const words = [SPECTRAL, "lint", source, "-r", rules, "-f", "json", "-o.json", report, "-q"];
    // It ends with 1 when it found something; what it found is in the report.
    await promisify(execFile)(NODE, words).catch(() => undefined);
    return JSON.parse(await readFile(report, "utf8")) as Finding[];
  } finally {
    await rm(folder, { recursive: true });
  }
}

const document = (of: keyof typeof BOTH) => openApiOf(BOTH[of], VERSION, "https://pay.example");

describe.each(Object.keys(BOTH) as (keyof typeof BOTH)[])("the document of the %s", (server) => {
  it("has no error by Spectral's rules and OWASP's", { timeout: 60_000 }, async () => {
    const errors = (await findingsOf(document(server))).filter(
      ({ severity }) => severity === ERROR,
    );
    const lines = errors.map(({ code, path, message }) => `${code} ${path.join("/")}: ${message}`);
    expect(lines.slice(0, 20)).toEqual([]);
  });

  it("refers to nothing that it doesn't have", () => {
    const made = document(server) as { components: { schemas: object } };
    const named = [...JSON.stringify(made).matchAll(/#\/components\/schemas\/(\w+)/g)];
    const known = Object.keys(made.components.schemas);
    expect(named.length).toBeGreaterThan(50);
    expect(named.map(([, name]) => name).filter((name = "") => !known.includes(name))).toEqual([]);
  });

  it("names each operation once, and only codes of the refusal table", () => {
    const { operations } = BOTH[server];
    const ids = operations.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const operation of operations)
      for (const code of problemsOf(operation)) expect(PROBLEMS).toHaveProperty(code);
  });

  it("asks for an Idempotency-Key where one is needed", () => {
    const { operations } = BOTH[server];
    const text = JSON.stringify(document(server));
    const keyed = operations.filter(({ keyed }) => keyed).length;
    expect(text.split('"name":"Idempotency-Key"').length - 1).toBe(keyed);
    expect(keyed).toBeGreaterThan(3);
  });
});

describe("the webhooks of the synchronous server", () => {
  it("[EV10] stand in their own section, with the headers that are signed", () => {
    const made = document("synchronous server") as { webhooks: Record<string, { post: object }> };
    expect(Object.keys(made.webhooks)).toEqual(["trade", "payout", "dispute"]);
    const named = ["webhook-id", "webhook-timestamp", "webhook-signature"];
    for (const { post } of Object.values(made.webhooks))
      expect(post).toMatchObject({ parameters: named.map((name) => ({ name, in: "header" })) });
  });
});

describe.each(Object.keys(BOTH) as (keyof typeof BOTH)[])("the examples of the %s", (server) => {
  const { operations, webhooks = [] } = BOTH[server];

  it("[AP10] are there for every body, and each is what its handler takes", () => {
    const bodies = [...operations, ...webhooks].filter(({ body }) => body !== undefined);
    expect(bodies.filter(({ example }) => example === undefined).map(({ id }) => id)).toEqual([]);
    const wrong = bodies.filter(({ body, example }) => !(body && v.is(body, example)));
    expect(wrong.map(({ id }) => id)).toEqual([]);
    expect(bodies.length).toBeGreaterThan(20);
  });

  it("[AP10] of answers are what the handlers answer by", () => {
    const answers = operations.flatMap(({ id, answers: all }) =>
      Object.entries(all).map(([status, answer]) => ({ name: `${id} ${status}`, ...answer })),
    );
    const shown = answers.filter(({ example }) => example !== undefined);
    const wrong = shown.filter(({ schema, example }) => !(schema && v.is(schema, example)));
    expect(wrong.map(({ name }) => name)).toEqual([]);
    if (server === "synchronous server") expect(shown.length).toBeGreaterThan(39);
  });

  it("[AP10] are what their signers sign today: else write them anew", async () => {
    const made = await exampleRequests();
    const part = server === "synchronous server" ? "synchronous" : "carrier";
    const kept = JSON.parse(await readFile(EXAMPLE_FILES[part], "utf8"));
    expect(kept, "node test/contract/examples/write.ts").toEqual(made[part]);
  });

  it("[AP1] name the version that a request may ask for, and that every answer is in", () => {
    const made = document(server) as { paths: Record<string, Record<string, DescribedOperation>> };
    const versioned = Object.entries(made.paths).filter(([path]) => path.startsWith("/v1/"));
    const all = versioned.flatMap(([, methods]) => Object.values(methods));
    const ref = { $ref: "#/components/parameters/Warifu-Version" };
    for (const { parameters, responses } of all) {
      expect(parameters).toContainEqual(ref);
      expect(JSON.stringify(responses)).toContain('"unknown_version"');
    }
    expect(made).toMatchObject({
      components: { parameters: { "Warifu-Version": { in: "header", required: false } } },
    });
  });
});

describe("Spectral's rules", () => {
  it("would find a text without a limit, and a document without its paths", {
    timeout: 60_000,
  }, async () => {
    const made = document("synchronous server") as {
      components: { schemas: Record<string, object> };
    };
    const spoilt = structuredClone(made);
    spoilt.components.schemas.TradeStatus = { type: "string" };
    const codes = (await findingsOf(spoilt)).map(({ code }) => code);
    expect(codes).toContain("owasp:api4:2023-string-limit");
  });
});

describe("the version", () => {
  it("is package.json's", async () => {
    const text = await readFile("package.json", "utf8");
    expect(VERSION).toBe((JSON.parse(text) as { version: string }).version);
  });
});
