/** The synchronous server's whole door: every route there is, in one place. Decides nothing itself. */

import { refuseOtherCallers } from "../http/callers.ts";
import { addOpenApi } from "../http/contract/open-api-door.ts";
import { addDocs } from "../http/docs/docs-door.ts";
import { createDoor, type Door } from "../http/door.ts";
import type { Measured } from "../http/measured.ts";
import { addProblemPages } from "../http/problem-pages/problem-pages-door.ts";
import { addReceiptProofs } from "../http/receipt-proofs.ts";
import { answerByVersion } from "../http/versions/versioned-door.ts";
import { callCarrier } from "./carrier-call.ts";
import { SYNCHRONOUS_SERVER } from "./contract/described.ts";
import { addAccountApi } from "./doors/account-api.ts";
import { addClaimApi } from "./doors/claim-api.ts";
import { addDisclosureApi } from "./doors/disclosure-api.ts";
import { addDisputeApi } from "./doors/dispute-api.ts";
import { addDisputesApi } from "./doors/disputes-api.ts";
import { addEventsApi } from "./doors/events-api.ts";
import { addFramePage } from "./doors/frame-page.ts";
import { addJournalApi } from "./doors/journal-api.ts";
import { addKeysApi, noteKeyUse } from "./doors/keys-api.ts";
import { OPEN_PATHS } from "./doors/open-paths.ts";
import { addOrdersApi } from "./doors/orders-api.ts";
import { addOriginsApi } from "./doors/origins-api.ts";
import { addPageApi } from "./doors/page-api.ts";
import { addPayoutsApi } from "./doors/payouts-api.ts";
import { addPriceListsApi } from "./doors/price-lists-api.ts";
import { addRateLimits } from "./doors/rate-limited.ts";
import { addOrderListApi } from "./doors/reading/order-list-api.ts";
import { addRegisterViewApi } from "./doors/reading/register-view-api.ts";
import { addTradeListApi } from "./doors/reading/trade-list-api.ts";
import { addTradeReceiptApi } from "./doors/reading/trade-receipt-api.ts";
import { addRegisterApi } from "./doors/register-api.ts";
import { addShopStatementApi } from "./doors/shop-statement-api.ts";
import { addTerminalApi } from "./doors/terminal-api.ts";
import { addTerminalsApi } from "./doors/terminals-api.ts";
import { addTestModeApi } from "./doors/test-mode-api.ts";
import { addTradeReceiptsApi } from "./doors/trade-receipts-api.ts";
import { addTradesApi } from "./doors/trades-api.ts";
import { addWebhooksApi } from "./doors/webhooks-api.ts";
import { addWellKnown } from "./doors/well-known.ts";
import type { SynchronousEnv } from "./env.ts";
import { addGetPage } from "./pages/get-page.ts";
import { addLinkPage } from "./pages/link-page.ts";
import { addTradePage } from "./pages/trade-page.ts";
import { pinnedVersion } from "./register/keys/pinned-version.ts";

/** The money's path. What else begins a trade, as a price list's, is counted with the trades. */
function operationOf(method: string, path: string): Measured | undefined {
  if (method !== "POST") return undefined;
  if (path === "/v1/trades") return "create";
  if (path === "/v1/confirmations") return "confirm";
  return path.endsWith("/claim") ? "claim" : undefined;
}

export function createSynchronousDoor(): Door<SynchronousEnv> {
  const door = createDoor<SynchronousEnv>({ role: "synchronous-server", operationOf });
  door.use(refuseOtherCallers<SynchronousEnv>(OPEN_PATHS, ({ ORIGIN }) => ORIGIN));
  addRateLimits(door);
  noteKeyUse(door);
  answerByVersion(door, pinnedVersion);
  addTradesApi(door);
  addTradeListApi(door);
  addTradeReceiptApi(door);
  addOrderListApi(door);
  addRegisterViewApi(door);
  addOrdersApi(door);
  addPriceListsApi(door);
  addClaimApi(door);
  addDisclosureApi(door);
  addDisputeApi(door);
  addDisputesApi(door);
  addAccountApi(door);
  addTerminalApi(door);
  addTerminalsApi(door);
  addPageApi(door);
  addTradeReceiptsApi(door);
  addRegisterApi(door);
  addTestModeApi(door);
  addKeysApi(door);
  addOriginsApi(door);
  addPayoutsApi(door);
  addJournalApi(door);
  addEventsApi(door);
  addWebhooksApi(door);
  addShopStatementApi(door);
  addFramePage(door);
  addGetPage(door);
  addTradePage(door);
  addLinkPage(door);
  addWellKnown(door);
  addReceiptProofs(door, ({ CARRIER }) => ({
    receiptRoot: (day) => callCarrier(() => CARRIER.receiptRoot(day)),
    proveReceipt: (receipt) => callCarrier(() => CARRIER.proveReceipt(receipt)),
  }));
  addOpenApi(door, SYNCHRONOUS_SERVER);
  addProblemPages(door, SYNCHRONOUS_SERVER);
  addDocs(door, ({ ASSETS }) => ASSETS);
  return door;
}
