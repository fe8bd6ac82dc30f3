/**
 * Ends the service worker, and takes away what it would remember of sheets that the bench has closed: a shop whose
 * sheets are closed again and again is turned away, and the bench closes many.
 */

import type { Chromium } from "../browser/chromium.ts";

export async function endWorker(chromium: Chromium): Promise<void> {
  const worker = await chromium.worker();
  await worker.ask("chrome.storage.session.remove('throttle')");
  await chromium.killWorker();
}
