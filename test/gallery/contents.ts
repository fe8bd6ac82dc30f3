// What the built gallery knows of itself, given to its scripts by the build.

export interface Contents {
  /** names of states under the status of their screen */
  readonly names: Readonly<Record<string, readonly string[]>>;
  /** BCP 47 */
  readonly languages: readonly string[];
}

export const contents = (globalThis as unknown as { contents: Contents }).contents;

export type Theme = "light" | "dark";

/** What an example is called in an address. */
export function anchorOf(name: string): string {
  return name
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, "-")
    .replaceAll(/^-|-$/g, "");
}
