// The text of each page of the runbook, as an operator reads it.

import carrierDown from "../../../docs/runbook/carrier-down.md?raw";
import deployGoneWrong from "../../../docs/runbook/deploy-gone-wrong.md?raw";
import differenceNotZero from "../../../docs/runbook/difference-not-zero.md?raw";
import keyLeaked from "../../../docs/runbook/key-leaked.md?raw";
import objectOverloaded from "../../../docs/runbook/object-overloaded.md?raw";
import outboxStuck from "../../../docs/runbook/outbox-stuck.md?raw";
import regionLost from "../../../docs/runbook/region-lost.md?raw";
import tillFrozen from "../../../docs/runbook/till-frozen.md?raw";
import type { RunbookPage } from "../../../worker/watching/rules.ts";

export const PAGES: Readonly<Record<RunbookPage, string>> = {
  "outbox-stuck": outboxStuck,
  "difference-not-zero": differenceNotZero,
  "till-frozen": tillFrozen,
  "key-leaked": keyLeaked,
  "carrier-down": carrierDown,
  "deploy-gone-wrong": deployGoneWrong,
  "region-lost": regionLost,
  "object-overloaded": objectOverloaded,
};
