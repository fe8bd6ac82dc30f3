/**
 * A probe extension of a few lines, with the shape of ours: one host permission, one content script in
 * the frame's path. It says what the browser told it, so that the facts our safety rests on stay tested
 * apart from our own code.
 */

import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const MANIFEST = {
  manifest_version: 3,
  name: "probe",
  version: "1",
  action: { default_popup: "popup.html" },
  // Each browser takes the one it knows.
  background: { service_worker: "background.js", scripts: ["background.js"] },
  permissions: ["storage"],
  host_permissions: ["http://localhost/*"],
  browser_specific_settings: { gecko: { id: "probe@warifu.example", strict_min_version: "142.0" } },
  content_scripts: [
    {
      matches: ["http://localhost/frame*"],
      js: ["frame.js"],
      all_frames: true,
      run_at: "document_start",
    },
  ],
};

const FRAME = `
let parentOrigin = null;
addEventListener("message", (event) => { if (event.source === parent) parentOrigin = event.origin; });
addEventListener("click", (event) => {
  const said = {
    trusted: event.isTrusted, active: navigator.userActivation.isActive, parentOrigin,
    parentIsTop: parent === top, ownOrigin: self.origin,
  };
  chrome.runtime.sendMessage(said, (answer) => {
    document.documentElement.dataset.answer = JSON.stringify({ ...said, ...answer });
  });
}, true);
`;

const BACKGROUND = `
chrome.runtime.onMessage.addListener((said, sender, answer) => {
  const open = said.trusted ? chrome.action.openPopup().then(() => "open", String) : Promise.resolve("not asked");
  open.then((popup) => answer({ popup, senderOrigin: sender.origin }));
  return true;
});
`;

/** @returns the folder to load */
export function writeProbeExtension(folder: string): string {
  mkdirSync(folder, { recursive: true });
  const files = {
    "manifest.json": JSON.stringify(MANIFEST),
    "frame.js": FRAME,
    "background.js": BACKGROUND,
    "popup.html": "<!doctype html><title>probe</title><body>sheet</body>",
  };
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  return folder;
}
