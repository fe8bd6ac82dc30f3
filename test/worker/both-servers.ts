/**
 * The worker of the workerd tests: both servers in one, bound to themselves, so that tests can look into
 * the real objects of both. The split into two Workers is tested by the scenarios.
 */

import { WorkerEntrypoint } from "cloudflare:workers";
import type { CarrierEnv } from "../../worker/carrier-server/env.ts";
import carrierServer from "../../worker/carrier-server/index.ts";
import synchronousServer from "../../worker/synchronous-server/index.ts";

export {
  Books,
  Branch,
  CarrierEntrypoint,
  Reconciliation,
  Treasury,
  Watch,
} from "../../worker/carrier-server/index.ts";
export {
  Courier,
  CreditorEntrypoint,
  Register,
  Till,
  User,
} from "../../worker/synchronous-server/index.ts";

/** The carrier's own HTTP door (operator API), reached in tests as exports.CarrierHttp. */
export class CarrierHttp extends WorkerEntrypoint<CarrierEnv> {
  override fetch(request: Request): Response | Promise<Response> {
    return carrierServer.fetch(request, this.env, this.ctx);
  }
}

export default synchronousServer;
