/**
 * The paths that a page may ask [PG10]: what a shop's page loads and frames, what anyone may read, and the trade's
 * status for our own frame. Whatever isn't here is for programs and terminals alone.
 */

import { FRAME_PATH } from "../../../protocol/page/frame-names.ts";
import { LINK_PAGE_PATH, TRADE_PAGE_PATH } from "../../../protocol/page/page-names.ts";
import type { OpenPaths } from "../../http/callers.ts";
import { DOCS_PATHS } from "../../http/docs/docs-door.ts";
import { PROBLEM_PAGE_PATHS } from "../../http/problem-pages/open-paths.ts";

export const OPEN_PATHS: OpenPaths = {
  anyone: [
    new RegExp(`^${FRAME_PATH}$`),
    /^(\/v1\.\d+\.\d+)?\/(checkout|access)\.js$/,
    /^\/get$/,
    new RegExp(`^${TRADE_PAGE_PATH}/[^/]+(/qr\\.svg)?$`),
    new RegExp(`^${LINK_PAGE_PATH}/[^/]+/[^/]+$`),
    /^\/(health|ready)$/,
    /^\/\.well-known\//,
    /^\/v1\/(openapi\.json|test)$/,
    PROBLEM_PAGE_PATHS,
    DOCS_PATHS,
    /^\/v1\/receipt-roots\/[^/]+$/,
    /^\/v1\/price-lists\/[^/]+$/,
  ],
  ourPages: [/^\/v1\/trades\/[^/]+\/(status|socket|offer)$/, /^\/v1\/price-lists\/[^/]+\/trades$/],
};
