/**
 * What web-ext says of our packages and isn't so, each with its reason. Each answers for one finding: a second one of its
 * code fails, and one that is no longer said fails, too.
 */

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
  {
    browser: "chrome",
    code: "MANIFEST_PERMISSIONS",
    reason: "sidePanel, which Firefox doesn't know: there it is a sidebar, without a permission",
  },
  ...(["chrome", "firefox"] as const).map((browser) => ({
    browser,
    code: "UNSAFE_VAR_ASSIGNMENT",
    reason:
      "Preact's own support for dangerouslySetInnerHTML, which we don't use: Trusted Types would stop it",
  })),
];

/** As web-ext reports it. */
export interface Message {
  readonly code: string;
  readonly message: string;
  readonly file?: string;
}

/** @returns what is wrong, a line each */
export function wrongIn(browser: Exception["browser"], said: readonly Message[]): string[] {
  const left = [...said];
  const wrong: string[] = [];
  for (const { code } of EXCEPTIONS.filter((one) => one.browser === browser)) {
    const at = left.findIndex((one) => one.code === code);
    if (at >= 0) left.splice(at, 1);
    else wrong.push(`${browser}: ${code} isn't said any more: take its exception away`);
  }
  const unanswered = left.map(
    ({ code, message, file = "" }) => `${browser}: ${code} ${file}: ${message}`,
  );
  return [...unanswered, ...wrong];
}
