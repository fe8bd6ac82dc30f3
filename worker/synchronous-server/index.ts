/**
 * The synchronous server's Worker: wires its door, its entrypoint for the carrier, and its objects.
 * Decides nothing itself.
 */

import { createDoor } from "../http/door.ts";
import { addReceiptProofs } from "../http/receipt-proofs.ts";
import { callCarrier } from "./carrier-call.ts";
import { addClaimApi } from "./doors/claim-api.ts";
import { addFramePage } from "./doors/frame-page.ts";
import { addGetPage } from "./doors/get-page.ts";
import { addJournalApi } from "./doors/journal-api.ts";
import { addOrdersApi } from "./doors/orders-api.ts";
import { addPageApi } from "./doors/page-api.ts";
import { addPayoutsApi } from "./doors/payouts-api.ts";
import { addRegisterApi } from "./doors/register-api.ts";
import { addShopStatementApi } from "./doors/shop-statement-api.ts";
import { addTerminalApi } from "./doors/terminal-api.ts";
import { addTradesApi } from "./doors/trades-api.ts";
import { addWellKnown } from "./doors/well-known.ts";
import type { SynchronousEnv } from "./env.ts";

export { CreditorEntrypoint } from "./creditor.ts";
export { Register } from "./register/register.ts";
export { Till } from "./till/till.ts";
export { User } from "./user/user.ts";

const door = createDoor<SynchronousEnv>();
addTradesApi(door);
addOrdersApi(door);
addClaimApi(door);
addTerminalApi(door);
addPageApi(door);
addRegisterApi(door);
addPayoutsApi(door);
addJournalApi(door);
addShopStatementApi(door);
addFramePage(door);
addGetPage(door);
addWellKnown(door);
addReceiptProofs(door, ({ CARRIER }) => ({
  receiptRoot: (day) => callCarrier(() => CARRIER.receiptRoot(day)),
  proveReceipt: (receipt) => callCarrier(() => CARRIER.proveReceipt(receipt)),
}));

export default { fetch: door.fetch };
