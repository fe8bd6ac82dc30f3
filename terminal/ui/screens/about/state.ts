/** About: which wallet this is, whom it talks to, and what each of its permissions is for. */

/** Those that there are words for. */
export const PERMISSIONS = ["alarms", "notifications", "storage"] as const;
export type PermissionName = (typeof PERMISSIONS)[number];

export interface About {
  /** of the extension */
  readonly version: string;
  /** the one origin it talks to */
  readonly origin: string;
  readonly testMode: boolean;
  /** as the manifest asks for them, at once or when they are wanted; hosts apart */
  readonly permissions: readonly string[];
}

export interface AboutState extends About {
  readonly status: "about";
}

export function aboutState(about: About): AboutState {
  return { status: "about", ...about };
}
