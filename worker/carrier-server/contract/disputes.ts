/** The operator's view of disputes: what stands at a register's tills, and what he decides. */

import * as v from "valibot";
import { DisputeList } from "../../../protocol/dispute/dispute-messages.ts";
import { DecideDispute, DecidedDispute } from "../../../protocol/operator/operator-disputes.ts";
import type { Operation, Parameter } from "../../http/contract/operation.ts";

export const OPERATOR_DISPUTES_QUERY = {
  cursor: {
    schema: v.pipe(v.string(), v.maxLength(20), v.regex(/^\d{1,5}_\d{1,12}$/)),
    description: "Where the page begins: the `next` of the one before",
  },
} as const satisfies Record<string, Parameter>;

const DISPUTES = {
  tag: "Registers",
  asker: "operator",
  path: "/v1/registers/{register}/disputes",
} as const;

export const OPERATOR_DISPUTES: readonly Operation[] = [
  {
    ...DISPUTES,
    ...{ method: "get", id: "listDisputes" },
    summary: "The disputes about a register's trades that aren't over, till by till",
    query: OPERATOR_DISPUTES_QUERY,
    answers: { 200: { description: "A page of disputes", schema: DisputeList } },
    problems: ["register_unknown", "wrong_mode"],
  },
  {
    ...DISPUTES,
    ...{ method: "post", id: "decideDispute" },
    summary:
      "Decide what is escalated: `won` by the shop, or `upheld`, and the register is to refund",
    ...{ keyed: true, body: DecideDispute },
    answers: { 200: { description: "The dispute as it is now", schema: DecidedDispute } },
    problems: [
      ...(["register_unknown", "wrong_mode", "trade_not_found", "dispute_not_found"] as const),
      ...(["dispute_not_escalated", "dispute_closed"] as const),
    ],
  },
];
