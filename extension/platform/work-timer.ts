/**
 * When to work again: a timer for as long as the service worker lives, and an alarm that wakes it when it
 * doesn't. Both only while something is due; an idle wallet sleeps.
 */

import { browser } from "wxt/browser";

const ALARM = "work";
/** The shortest that a browser grants an alarm. */
const ALARM_MIN_MS = 30_000;
/** What is due is mostly just being done: asking at once again would go round in circles. */
const TIMER_MIN_MS = 1_000;

export interface WorkTimer {
  /** @param due ms since the epoch; undefined: nothing is */
  set(due: number | undefined): void;
}

export function workTimer(work: () => void): WorkTimer {
  let timer: ReturnType<typeof setTimeout> | undefined;
  browser.alarms.onAlarm.addListener(({ name }) => {
    if (name === ALARM) work();
  });
  return {
    set(due) {
      clearTimeout(timer);
      if (due === undefined) {
        void browser.alarms.clear(ALARM);
        return;
      }
      const now = Date.now();
      timer = setTimeout(work, Math.max(due - now, TIMER_MIN_MS));
      void browser.alarms.create(ALARM, { when: Math.max(due, now + ALARM_MIN_MS) });
    },
  };
}
