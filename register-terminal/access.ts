/**
 * /access.js, a module: whether an access receipt opens this page's item, verified in the page itself, offline, by
 * WebCrypto alone. It keeps nothing and asks nobody. What the page knows of itself (root key, register, item) it says;
 * nothing of that is taken from the receipt [PL10].
 */

export {
  type Access,
  type AccessReceipt,
  type AccessRefusal,
  accessFragment,
  accessIn,
  type ExpectedAccess,
  verifyAccess,
} from "../protocol/price-list/access.ts";
