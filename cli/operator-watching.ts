/** The operator's word about how both servers do: alerts, numbers, objectives. Reads no file, sends nothing. */

import { Watching } from "../protocol/operator/watching.ts";

export function watchingRequest() {
  return { path: "/v1/watching", schema: Watching };
}
