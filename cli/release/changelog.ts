/** The changelog's part in a release, in the form of Keep a Changelog: what was unreleased gets its version and day. Pure. */

const UNRELEASED = "## [Unreleased]";

/** @param day ISO date @returns the whole file @throws Error where nothing is unreleased, or the version is there */
export function releasedChangelog(text: string, version: string, day: string): string {
  if (text.includes(`## [${version}]`)) throw new Error(`CHANGELOG.md has a section ${version}`);
  if (notesOf(text, "Unreleased").trim() === "")
    throw new Error("CHANGELOG.md has nothing under [Unreleased]: what is there to release?");
  return text.replace(UNRELEASED, `${UNRELEASED}\n\n## [${version}] - ${day}`);
}

/** What stands under a version's heading. */
export function notesOf(text: string, version: string): string {
  const from = text.indexOf(`## [${version}]`);
  if (from < 0) return "";
  const body = text.slice(text.indexOf("\n", from) + 1);
  const end = body.search(/^## \[/m);
  return (end < 0 ? body : body.slice(0, end)).trim();
}

const FORM = /^(\d+)\.(\d+)\.(\d+)$/;

/** @returns whether `next` comes after `version` by SemVer; anything else than three numbers comes after nothing */
export function isLater(next: string, version: string): boolean {
  const [a, b] = [FORM.exec(next), FORM.exec(version)];
  if (!a || !b) return false;
  for (const place of [1, 2, 3]) {
    const difference = Number(a[place]) - Number(b[place]);
    if (difference !== 0) return difference > 0;
  }
  return false;
}
