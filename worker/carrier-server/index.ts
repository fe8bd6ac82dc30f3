/**
 * The carrier Worker: wires its door, its entrypoint for the synchronous server, and its objects. Decides
 * nothing itself.
 */

import { createOperatorApi } from "./operator-api.ts";

export { Books } from "./books/books.ts";
export { Branch } from "./branch/branch.ts";
export { CarrierEntrypoint } from "./carrier-entrypoint.ts";

const door = createOperatorApi();

export default { fetch: door.fetch };
