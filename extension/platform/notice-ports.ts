/** What a window asks about messages of the system: the browser's permission first, from the press itself. */

import type { NoticeActs } from "../../terminal/ui/screens/notices/acts.ts";
import type { Message } from "../messages.ts";
import { askToNotify } from "./notifications.ts";

export function noticePorts(send: (message: Message) => void): NoticeActs {
  return {
    async tell(shown) {
      const tells = shown && (await askToNotify());
      // A browser's no isn't his: he may be asked again where he goes to choose.
      send({ action: "choose-notices", shown: tells ? "yes" : "no", quiet: "same" });
      return tells;
    },
    quiet: (quiet) =>
      send({ action: "choose-notices", shown: "same", quiet: quiet ? "yes" : "no" }),
  };
}
