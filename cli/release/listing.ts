/**
 * The stores' words, from docs/store: a file for each language with the same headings. Each permission of the built package
 * has its reason there, or the release stops: the stores ask for it, and so may a shopper. Pure.
 */

export const LANGUAGES = ["en", "ja"] as const;
export const HEADINGS = ["Name", "Summary", "Description", "Permissions", "Data"] as const;
export type Heading = (typeof HEADINGS)[number];
export type Listing = Readonly<Record<Heading, string>>;

/** What the narrower of both stores takes, in characters. */
const LONGEST: Partial<Record<Heading, number>> = { Name: 45, Summary: 132, Description: 16_000 };

/** @throws Error that says what is missing or too long */
export function readListing(text: string): Listing {
  const parts = HEADINGS.map((heading) => {
    const match = new RegExp(`^## ${heading}\\n(.*?)(?=^## |$(?![\\s\\S]))`, "ms").exec(text);
    const body = match?.[1]?.trim() ?? "";
    if (body === "") throw new Error(`the listing has nothing under ${heading}`);
    const most = LONGEST[heading] ?? Number.POSITIVE_INFINITY;
    if ([...body].length > most)
      throw new Error(`${heading} has ${[...body].length} characters, and the stores take ${most}`);
    return [heading, body] as const;
  });
  return Object.fromEntries(parts) as Record<Heading, string>;
}

/** Every permission that a manifest asks for, as its reason has to name it. */
export function permissionsOf(manifest: Readonly<Record<string, unknown>>): string[] {
  const list = (name: string) =>
    Array.isArray(manifest[name]) ? (manifest[name] as string[]) : [];
  return [
    ...list("permissions"),
    ...list("optional_permissions"),
    ...(list("host_permissions").length > 0 ? ["host_permissions"] : []),
    ...(list("content_scripts").length > 0 ? ["content_scripts"] : []),
  ];
}

/** @returns the permissions that a listing doesn't explain */
export function unexplained(listing: Listing, permissions: readonly string[]): string[] {
  return permissions.filter((name) => !listing.Permissions.includes(`- \`${name}\`: `));
}
