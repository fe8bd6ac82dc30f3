/** What stands in an address, by its name there. */

import * as v from "valibot";
import { Day } from "../../../protocol/count/receipt-root.ts";
import {
  ApiKeyId,
  CaptureId,
  PayoutId,
  RefundId,
  RegisterId,
  TradeId,
  WebhookId,
} from "../../../protocol/ids.ts";
import { PayoutFileId } from "../../../protocol/operator/payout-files.ts";
import { PriceListId } from "../../../protocol/price-list/price-list.ts";
import type { Parameter } from "./operation.ts";

export const PATH_PARAMETERS: Readonly<Record<string, Parameter>> = {
  trade: { schema: TradeId, description: "A trade id" },
  register: { schema: RegisterId, description: "A register's id" },
  key: { schema: ApiKeyId, description: "An API key's id" },
  capture: { schema: CaptureId, description: "A capture's id" },
  refund: { schema: RefundId, description: "A refund's id" },
  endpoint: { schema: WebhookId, description: "A webhook endpoint's id" },
  list: { schema: PriceListId, description: "A price list's id" },
  payout: { schema: PayoutId, description: "A payout's id" },
  file: { schema: PayoutFileId, description: "A payout file's id" },
  day: { schema: Day, description: "A day of the UTC calendar, such as 2026-11-22" },
  month: {
    schema: v.pipe(v.string(), v.length(7), v.regex(/^\d{4}-\d{2}$/)),
    description: "A month of the UTC calendar, such as 2026-11",
  },
  branch: {
    schema: v.pipe(v.string(), v.maxLength(5), v.regex(/^\d{1,5}$/)),
    description: "A branch's number",
  },
};
