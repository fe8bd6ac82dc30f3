/**
 * The carrier's own HTTP door: the operator's commands, under the operator's key, and what anyone may
 * read: keys and health. The synchronous server doesn't come in here; it calls the entrypoint.
 */

import * as v from "valibot";
import { Day } from "../../protocol/count/receipt-root.ts";
import { modeOf } from "../../protocol/ids.ts";
import { CertifyRegister, type Health, MoveClock } from "../../protocol/messages.ts";
import { type Refusal, refusal } from "../../protocol/problem.ts";
import { registerIdOf } from "../../protocol/register/register-key.ts";
import { err, type Result } from "../../protocol/result.ts";
import { hashOf } from "../../protocol/signing/signature.ts";
import { refuse } from "../http/answer.ts";
import { type OpenPaths, refuseOtherCallers } from "../http/callers.ts";
import { addOpenApi } from "../http/contract/open-api-door.ts";
import { createDoor, type Door } from "../http/door.ts";
import { idempotencyKeyOf, REPLAYED } from "../http/idempotency.ts";
import { jwksOf } from "../http/jwks.ts";
import { PROBLEM_PAGE_PATHS } from "../http/problem-pages/open-paths.ts";
import { addProblemPages } from "../http/problem-pages/problem-pages-door.ts";
import { addressOf, limitRefusal, missingLimits } from "../http/rate-limits.ts";
import { readBody } from "../http/read-body.ts";
import { addReadiness, type Readiness } from "../http/readiness.ts";
import { addReceiptProofs } from "../http/receipt-proofs.ts";
import { answerByVersion } from "../http/versions/versioned-door.ts";
import { setClockOffset } from "../objects/clock.ts";
import { objectNamed } from "../objects/placed.ts";
import type { CertifyAnswer } from "./books/commands.ts";
import { allBranches } from "./branch/branches.ts";
import { CARRIER_SERVER } from "./contract/described.ts";
import { deploymentOf, publishedKeys } from "./deployment.ts";
import type { CarrierEnv } from "./env.ts";
import { addAccountsApi } from "./operator/accounts-api.ts";
import { addDisputesApi } from "./operator/disputes-api.ts";
import { addOpeningApi } from "./operator/opening-api.ts";
import { operatorOf } from "./operator/operator-request.ts";
import { addPayoutsApi } from "./operator/payouts-api.ts";
import { addReconciliationApi } from "./operator/reconciliation-api.ts";
import { addRegistersApi } from "./operator/registers-api.ts";
import { addReportsApi } from "./operator/reports-api.ts";
import { addStatementsApi } from "./operator/statements-api.ts";
import { addSuspenseApi } from "./operator/suspense-api.ts";
import { addWatchingApi } from "./operator/watching-api.ts";
import { reconciliationOf } from "./reconciliation/reconciliation.ts";
import { registrationRefusal } from "./registration.ts";
import { addWatchingPage, WATCHING_PATHS } from "./watching-page/watching-page.ts";

/** What anyone may read, and the operator's own program [PG10]. Its one page of a person's asks for his key. */
const OPEN_PATHS: OpenPaths = {
  anyone: [
    /^\/(health|ready)$/,
    WATCHING_PATHS,
    /^\/\.well-known\//,
    /^\/v1\/openapi\.json$/,
    PROBLEM_PAGE_PATHS,
    /^\/v1\/receipt-roots\/[^/]+$/,
  ],
  ourPages: [],
};

/** Every branch, since one that is away keeps its accounts from paying; and whoever is credited. */
const READINESS: Readiness<CarrierEnv> = {
  role: "carrier-server",
  modeOf: async (env) => (await deploymentOf(env)).mode,
  checks: (env) => ({
    storage: () => Promise.all(allBranches(env).map((branch) => branch.firstReceiptAt())),
    "other server": () => env.CREDITOR.credit([]),
  }),
};

export function createOperatorApi(): Door<CarrierEnv> {
  const door = createDoor<CarrierEnv>({
    role: "carrier-server",
    operationOf: () => undefined,
  });
  door.use(refuseOtherCallers<CarrierEnv>(OPEN_PATHS, () => undefined));
  for (const path of ["/v1/*", "/ready"])
    door.use(path, async (c, next) => {
      const refused = await limitRefusal(c.env, "OPERATORS", addressOf(c.req.raw), c.req.raw);
      return refused ? refuse(c.req.raw, refused) : next();
    });
  answerByVersion(door);
  door.post("/v1/registers", async (c) => {
    const answer = await certifyRegister(c.req.raw, c.env);
    if (!answer.ok) return refuse(c.req.raw, answer.error);
    const { certified, replayed } = answer.value;
    return c.json(certified, 201, replayed ? REPLAYED : {});
  });
  addAccountsApi(door);
  addOpeningApi(door);
  addReportsApi(door);
  addRegistersApi(door);
  addDisputesApi(door);
  addStatementsApi(door);
  addSuspenseApi(door);
  addReconciliationApi(door);
  addWatchingApi(door);
  addWatchingPage(door);
  addPayoutsApi(door);
  addReceiptProofs(door, (env) => ({
    receiptRoot: async (day) =>
      v.is(Day, day)
        ? reconciliationOf(env).receiptRoot(day)
        : err(refusal("invalid_request", { param: "day" })),
    proveReceipt: async (receipt) => reconciliationOf(env).proveReceipt(receipt),
  }));
  door.get("/.well-known/jwks.json", async (c) =>
    c.json(jwksOf(publishedKeys(await deploymentOf(c.env))), 200, {
      "Cache-Control": "public, max-age=300",
    }),
  );
  door.get("/health", async (c) => {
    if (missingLimits(c.env, ["OPERATORS"]).length > 0)
      return refuse(c.req.raw, refusal("not_ready", { detail: "a rate limit isn't bound" }));
    const { mode } = await deploymentOf(c.env);
    return c.json({ status: "ok", role: "carrier-server", mode } satisfies Health);
  });
  addReadiness(door, READINESS);
  door.post("/v1/test/clock", async (c) => {
    if (c.env.TEST_CLOCK !== "on") return refuse(c.req.raw, refusal("route_not_found"));
    const body = await readBody(c.req.raw, MoveClock);
    if (!body.ok) return refuse(c.req.raw, body.error);
    setClockOffset(body.value.offset_ms);
    if (body.value.wake) await Promise.all(allBranches(c.env).map((branch) => branch.wake()));
    return c.body(null, 204);
  });
  addOpenApi(door, CARRIER_SERVER);
  addProblemPages(door, CARRIER_SERVER);
  return door;
}

async function certifyRegister(
  request: Request,
  env: CarrierEnv,
): Promise<Result<CertifyAnswer, Refusal>> {
  const operator = await operatorOf(request, env);
  if (!operator.ok) return operator;
  const idempotencyKey = idempotencyKeyOf(request);
  if (!idempotencyKey.ok) return idempotencyKey;
  const body = await readBody(request, CertifyRegister);
  if (!body.ok) return body;
  const { registration, register: named, vouched = false } = body.value;
  if (vouched && env.LOCAL_ORIGINS !== "on")
    return err(
      refusal("invalid_request", { param: "/vouched", detail: "origins are proven here" }),
    );
  const { trust, mode } = await deploymentOf(env);
  const refused = await registrationRefusal(registration, trust);
  if (refused) return err(refused);
  // A register that has changed its key is named: its id was made of the first one.
  const register = named ?? (await registerIdOf(mode, registration.payload.iss));
  if (modeOf(register) !== mode) return err(refusal("wrong_mode", { param: "/register" }));
  if (named && !(await objectNamed(env.BOOKS, named).certified()))
    return err(refusal("register_unknown"));
  return objectNamed(env.BOOKS, register).certify({
    register,
    registration: registration.payload,
    vouched,
    idempotencyKey: idempotencyKey.value,
    operator: operator.value,
    body: await hashOf(body.value),
  });
}
