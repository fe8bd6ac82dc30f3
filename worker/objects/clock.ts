/**
 * The clock of the objects: the only file under worker/ that reads the time. Shells read it once a turn
 * and pass `now` in. A test (or test mode's clock) moves it; alarms are set in real time, so alarmAt
 * takes the difference out again.
 */

let offsetMs = 0;

/** ms since the epoch */
export function clockNow(): number {
  return Date.now() + offsetMs;
}

/** The real time at which a moment of this clock comes, for setAlarm. */
export function alarmAt(momentMs: number): number {
  return momentMs - offsetMs;
}

/** Test mode only: the callers check. @param ms how far ahead of real time the clock is */
export function setClockOffset(ms: number): void {
  offsetMs = ms;
}

export function clockOffset(): number {
  return offsetMs;
}
