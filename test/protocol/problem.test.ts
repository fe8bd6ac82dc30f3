// The closed set of problems, and the refusal table of SPEC that says it to outsiders.

import { readFileSync } from "node:fs";
import * as v from "valibot";
import { expect, it } from "vitest";
import {
  isRetryable,
  PROBLEMS,
  Problem,
  type ProblemCode,
  problemOf,
  RefusedOutcomeCode,
  refusal,
} from "../../protocol/problem.ts";

const codes = Object.keys(PROBLEMS) as ProblemCode[];

it("[PR2] SPEC's refusal table is the table of problem.ts, row for row", () => {
  const spec = readFileSync("protocol/SPEC.md", "utf8");
  const rows = [
    ...spec
      .slice(spec.indexOf("### The refusal table"))
      .matchAll(/^\| `(\w+)` \| (\d+) \| (\w+) \| (.+) \|$/gm),
  ];
  const said = Object.fromEntries(
    rows.map(([, code, status, kind, title]) => [code, { status: Number(status), kind, title }]),
  );
  expect(said).toEqual(PROBLEMS);
});

it("[PR1] a problem says its type, title, status, code, kind, request and whether to try again", () => {
  const problem = problemOf(
    refusal("invalid_request", { param: "/amount", detail: "not an integer" }),
    "req_1",
  );
  expect(v.is(Problem, problem)).toBe(true);
  expect(problem).toEqual({
    type: "/problems/invalid_request",
    title: "The request doesn't fit the schema",
    status: 400,
    detail: "not an integer",
    code: "invalid_request",
    kind: "not_a_request",
    param: "/amount",
    request_id: "req_1",
    retryable: false,
    doc_url: "/problems/invalid_request",
  });
});

it("[PR3] what decided nothing may be sent again, and nothing else may", () => {
  expect(codes.filter(isRetryable).sort()).toEqual(
    codes.filter((code) => PROBLEMS[code].kind === "not_yet").sort(),
  );
});

it("[PR4] every 5xx is of the kind that decided nothing", () => {
  for (const code of codes)
    if (PROBLEMS[code].status >= 500) expect(PROBLEMS[code].kind).toBe("not_yet");
});

it("[PR3] what a branch records as a refusal is of kind outcome, answered 402", () => {
  for (const code of RefusedOutcomeCode.options)
    expect(PROBLEMS[code]).toMatchObject({ kind: "outcome", status: 402 });
});
