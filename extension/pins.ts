/**
 * What this build is pinned to: one origin, one root key, one mode. Compile-time constants (wxt.config.ts);
 * nothing at run time can change whom the wallet talks to or whom it believes.
 */

import type { Mode } from "../protocol/ids.ts";
import { FRAME_PATH } from "../protocol/page/frame-names.ts";
import type { PublicKey } from "../protocol/signing/signature.ts";

declare const __WARIFU_ORIGIN__: string;
declare const __WARIFU_ROOT_KEY__: string;
declare const __WARIFU_MODE__: string;
declare const __WARIFU_DEMO_SHOP__: string;
declare const __WARIFU_WELCOME__: boolean;

export const ORIGIN = __WARIFU_ORIGIN__;
export const ROOT_KEY = __WARIFU_ROOT_KEY__ as PublicKey;
export const MODE = __WARIFU_MODE__ as Mode;
/** address of a shop to try the wallet at; empty where the system names none */
export const DEMO_SHOP = __WARIFU_DEMO_SHOP__;
/** whether the installation opens a tab that shows its owner around */
export const WELCOME = __WARIFU_WELCOME__;

/** Match patterns know no ports: what the browser grants is the host; what we use is the origin. */
const { protocol, hostname } = new URL(ORIGIN);
export const HOST_PATTERN = `${protocol}//${hostname}/*`;
export const FRAME_PATTERN = `${protocol}//${hostname}${FRAME_PATH}?*`;
