// What Google's csp_evaluator has against a policy, less the exceptions that we answer for, each with its reason.

import type { Csp } from "csp_evaluator/dist/csp.js";
import { CspEvaluator } from "csp_evaluator/dist/evaluator.js";
import { type Finding, Severity, Type } from "csp_evaluator/dist/finding.js";
import { CspParser } from "csp_evaluator/dist/parser.js";

interface Exception {
  readonly type: Type;
  readonly directive: string;
  readonly value?: RegExp;
  readonly reason: string;
}

const EXCEPTIONS: readonly Exception[] = [
  {
    type: Type.SCRIPT_ALLOWLIST_BYPASS,
    directive: "script-src",
    value: /^'self'$/,
    reason:
      "'self' is a danger where an origin hosts what users upload, JSONP or Angular: ours serves checkout.js and frame.js, the shop's its own two files, the extension its package",
  },
  {
    type: Type.SCRIPT_ALLOWLIST_BYPASS,
    directive: "script-src",
    value: /\/v1\.\d+\.\d+\/checkout\.js$/,
    reason: "one file at one address, whose hash stands in the tag",
  },
  {
    type: Type.SRC_HTTP,
    directive: "frame-src",
    value: /^http:\/\/localhost:/,
    reason: "development: in production it is https",
  },
  {
    type: Type.SRC_HTTP,
    directive: "script-src",
    value: /^http:\/\/localhost:/,
    reason: "development: in production it is https",
  },
];

/** Everything but remarks (INFO) and wishes (STRICT_CSP: nonces and hashes, which a static page can't have). */
export function cspErrors(policy: string): string[] {
  const csp: Csp = new CspParser(policy).csp;
  return new CspEvaluator(csp)
    .evaluate()
    .filter(({ severity }) => severity !== Severity.INFO && severity !== Severity.NONE)
    .filter(({ severity }) => severity !== Severity.STRICT_CSP)
    .filter((finding) => !EXCEPTIONS.some((one) => isAnswered(finding, one)))
    .map(
      ({ type, directive, value, description }) =>
        `${Type[type]} ${directive} ${value ?? ""}: ${description}`,
    );
}

function isAnswered(finding: Finding, { type, directive, value }: Exception): boolean {
  if (finding.type !== type || finding.directive !== directive) return false;
  return value === undefined || value.test(finding.value ?? "");
}
