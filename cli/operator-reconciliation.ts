/** The operator's words about reconciliation: how the counts stand, and a till that may go on. Reads no file, sends nothing. */

import * as v from "valibot";
import { ReconciliationReport, ThawnTill, ThawTill } from "../protocol/count/reconciliation.ts";

export function reconciliationRequest() {
  return { path: "/v1/reconciliation", schema: ReconciliationReport };
}

export function thawRequest(register: string | undefined, till: string | undefined) {
  const number = /^\d+$/.test(till ?? "") ? Number(till) : undefined;
  const body = v.safeParse(ThawTill, { register, till: number });
  if (!body.success)
    throw new Error("the register and the till's number are missing, as reconciliation names them");
  return { path: "/v1/reconciliation/thaws", body: body.output, schema: ThawnTill };
}
