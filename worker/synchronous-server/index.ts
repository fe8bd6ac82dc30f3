/**
 * The synchronous server's Worker: its door, its entrypoint for the carrier, and its objects. Decides nothing
 * itself.
 */

import { createSynchronousDoor } from "./door.ts";

export { Watch } from "../watching/watch.ts";
export { Courier } from "./courier/courier.ts";
export { CreditorEntrypoint } from "./creditor.ts";
export { Register } from "./register/register.ts";
export { Till } from "./till/till.ts";
export { User } from "./user/user.ts";

const door = createSynchronousDoor();

export default { fetch: door.fetch };
