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

export const ORIGIN = __WARIFU_ORIGIN__;
export const ROOT_KEY = __WARIFU_ROOT_KEY__ as PublicKey;
export const MODE = __WARIFU_MODE__ as Mode;

/** Match patterns know no ports: what the browser grants is the host; what we use is the origin. */
const { protocol, hostname } = new URL(ORIGIN);
export const HOST_PATTERN = `${protocol}//${hostname}/*`;
export const FRAME_PATTERN = `${protocol}//${hostname}${FRAME_PATH}?*`;
