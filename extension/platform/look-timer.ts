/**
 * An hourly look at the account, only while its owner wants to be told: what happens elsewhere is known no other way while
 * no window is open. An alarm alone: it wakes a service worker that sleeps.
 */

import { browser } from "wxt/browser";

const ALARM = "look";
const LOOK_MINUTES = 60;

export interface LookTimer {
  set(wanted: boolean): Promise<void>;
}

export function lookTimer(look: () => void): LookTimer {
  browser.alarms.onAlarm.addListener(({ name }) => {
    if (name === ALARM) look();
  });
  return {
    async set(wanted) {
      const there = (await browser.alarms.get(ALARM)) !== undefined;
      // Set anew it would begin anew, and an hour in which much happens never ends.
      if (wanted && !there) await browser.alarms.create(ALARM, { periodInMinutes: LOOK_MINUTES });
      if (!wanted && there) await browser.alarms.clear(ALARM);
    },
  };
}
