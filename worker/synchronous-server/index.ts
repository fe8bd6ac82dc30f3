/**
 * The synchronous server's Worker: wires its door, its entrypoint for the carrier, and its objects.
 * Decides nothing itself.
 */

import { createDoor } from "../http/door.ts";
import { addClaimApi } from "./claim-api.ts";
import type { SynchronousEnv } from "./env.ts";
import { addFramePage } from "./frame-page.ts";
import { addGetPage } from "./get-page.ts";
import { addPageApi } from "./page-api.ts";
import { addRegisterApi } from "./register-api.ts";
import { addTerminalApi } from "./terminal-api.ts";
import { addTradesApi } from "./trades-api.ts";
import { addWellKnown } from "./well-known.ts";

export { CreditorEntrypoint } from "./creditor.ts";
export { Register } from "./register.ts";
export { Till } from "./till.ts";
export { User } from "./user.ts";

const door = createDoor<SynchronousEnv>();
addTradesApi(door);
addClaimApi(door);
addTerminalApi(door);
addPageApi(door);
addRegisterApi(door);
addFramePage(door);
addGetPage(door);
addWellKnown(door);

export default { fetch: door.fetch };
