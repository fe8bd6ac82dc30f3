/**
 * The module by which a page without a backend verifies access receipts, by version. It is made of the protocol's own
 * files, and changes with them until its version is published (`node register-terminal/build.mjs --publish`); from then
 * on its address gives the same bytes for ever. `npm run register -- price-list` prints the hash to pin.
 */

/** Grows with the first change of access.js once that version has been published. */
export const ACCESS_VERSION = "1.0.0";

/** Ours at that version; `/access.js` is the newest. */
export const ACCESS_PATH = `/v${ACCESS_VERSION}/access.js`;
