/** An endpoint as its register is shown it: no secret in it. Pure. */

import { modeOf, type RegisterId } from "../../../../protocol/ids.ts";
import type { WebhookView } from "../../../../protocol/register/webhooks.ts";
import type { Progress } from "../delivery/progress.ts";
import type { Endpoint } from "./endpoint-store.ts";

export interface Shown {
  readonly endpoint: Endpoint;
  readonly progress: Progress | undefined;
  /** the current one first */
  readonly publicKeys: readonly string[];
  readonly isDeleted?: boolean;
}

export function endpointView(
  register: RegisterId,
  { endpoint, progress, publicKeys, isDeleted = false }: Shown,
): WebhookView {
  const { id, url, types, description, status, reason, created, updated } = endpoint;
  const { failing_since = null, resting_until = null } = progress ?? {};
  return {
    ...{ id, object: "webhook_endpoint", mode: modeOf(register), register, url },
    ...{ types: [...types], ...(description === undefined ? {} : { description }) },
    ...{ status: isDeleted ? "deleted" : status, ...(reason === undefined ? {} : { reason }) },
    ...(failing_since === null ? {} : { failing_since }),
    ...(resting_until === null ? {} : { resting_until }),
    ...{ public_keys: [...publicKeys], created, updated },
  };
}
