/** Which of the package's scripts ran in a page: the browser's own list of what it parsed. */

import type { Session } from "../browser/session.ts";

/** @returns paths in the package */
export async function scriptsOf(session: Session): Promise<string[]> {
  const { all, end } = session.collect("Debugger.scriptParsed");
  await session.send("Debugger.enable");
  await session.send("Debugger.disable");
  end();
  const urls = all.map(({ params }) => String(params.url));
  const own = urls.filter((url) => /^chrome-extension:\/\/.+\.js$/.test(url));
  return [...new Set(own.map((url) => new URL(url).pathname.slice(1)))].sort();
}
