/** Persons as a story asks for them, each with a wallet of his own; Firefox is started once, and only if it is needed. */

import { join } from "node:path";
import { buildExtension } from "../../../../cli/system/builds.ts";
import type { World } from "../world.ts";
import { type Firefox, startFirefox } from "./firefox.ts";
import { GECKO_ID } from "./firefox-drives.ts";
import { inChromium } from "./in-chromium.ts";
import { inFirefox } from "./in-firefox.ts";
import type { Hands, Person } from "./person.ts";

export interface StartedHands extends Hands {
  /** the browser itself, for what is its own alone */
  firefox(): Promise<{ readonly firefox: Firefox; readonly extension: string }>;
  /** the story is over: everybody goes */
  endStory(): Promise<void>;
  close(): Promise<void>;
}

export function startHands(world: World): StartedHands {
  const persons: Person[] = [];
  let started: Promise<{ firefox: Firefox; extension: string }> | undefined;
  const firefox = () => {
    started ??= start(world);
    return started;
  };
  return {
    firefox,
    async of(browser, has = "account") {
      const person =
        browser === "Chromium"
          ? await inChromium(world, has)
          : await firefox().then((one) => inFirefox(one.firefox, one.extension, has));
      persons.push(person);
      return person;
    },
    async endStory() {
      for (const person of persons.splice(0)) await person.close();
    },
    async close() {
      await (await started)?.firefox.close();
    },
  };
}

async function start({ proxy, keys, folder }: World) {
  const pins = { origin: proxy.origin, rootKey: keys.root.publicKey, mode: "test" };
  const [extension, firefox] = await Promise.all([
    buildExtension(pins, join(folder, "extension-firefox"), "firefox"),
    startFirefox(GECKO_ID),
  ]);
  return { firefox, extension };
}
