/** What web-ext says of our packages and isn't so, each with its reason. One that is no longer said fails, too. */

export interface Exception {
  readonly browser: "chrome" | "firefox";
  /** web-ext's own */
  readonly code: string;
  readonly reason: string;
}

export const EXCEPTIONS: readonly Exception[] = [
  {
    browser: "chrome",
    code: "BACKGROUND_SERVICE_WORKER_NOFALLBACK",
    reason: "Firefox has a package of its own, with background scripts",
  },
  {
    browser: "chrome",
    code: "ADDON_ID_REQUIRED",
    reason: "Firefox's id is in Firefox's package; Chromium has `key`",
  },
  {
    browser: "chrome",
    code: "MISSING_DATA_COLLECTION_PERMISSIONS",
    reason: "Firefox's alone: its package says none",
  },
  ...(["chrome", "firefox"] as const).map((browser) => ({
    browser,
    code: "UNSAFE_VAR_ASSIGNMENT",
    reason:
      "Preact's own support for dangerouslySetInnerHTML, which we don't use: Trusted Types would stop it",
  })),
];
