/** Makes one event happen and waits for it in the register's own list: what a webhook would bring is what is returned. */

import type { EventType, RegisterEvent } from "../../../register-server/index.ts";
import { SCRIPTS } from "./scripts.ts";
import { type Stage, until } from "./stage.ts";

/** @throws Error that says what stood in the way */
export async function triggerEvent(stage: Stage, type: EventType): Promise<RegisterEvent> {
  const { last } = await stage.warifu.events.list({ after: 0, limit: 1 });
  const subject = await SCRIPTS[type](stage);
  let found: RegisterEvent | undefined;
  await until(async () => {
    for await (const event of stage.warifu.events.after(last, { types: [type] }))
      if (subjectOf(event) === subject) found = event;
    return found !== undefined;
  }, `${type} of ${subject}`);
  return found as unknown as RegisterEvent;
}

export function subjectOf({ data }: RegisterEvent): string {
  return "trade" in data ? data.trade : data.payout;
}
