/** How both servers do, for the operator and his screens. */

import { Watching } from "../../../protocol/operator/watching.ts";
import type { Operation } from "../../http/contract/operation.ts";

export const WATCHING_OPERATIONS: readonly Operation[] = [
  {
    ...{ tag: "Watching", asker: "operator", method: "get" },
    ...{ path: "/v1/watching", id: "readWatching" },
    summary: "Alerts, the last hour's numbers and the objectives of both servers",
    answers: { 200: { description: "Of each server that answers", schema: Watching } },
  },
];
