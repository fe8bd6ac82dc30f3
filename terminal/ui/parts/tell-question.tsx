/** Asked once, when he has come to know the wallet: whether the browser may show messages when no window of the wallet is open. */

import type { NoticeActs } from "../screens/notices/acts.ts";
import type { Words } from "../words/types/words.ts";
import { TextButton } from "./button.tsx";

export function TellQuestion({
  words,
  acts,
}: {
  readonly words: Words["notices"];
  readonly acts: NoticeActs;
}) {
  return (
    <section class="tell-question" aria-labelledby="tell-title">
      <h2 id="tell-title">{words.ask}</h2>
      <p class="soft small">{words.askText}</p>
      <p class="tell-answers">
        <TextButton press={() => void acts.tell(true)}>{words.yes}</TextButton>
        <TextButton press={() => void acts.tell(false)}>{words.no}</TextButton>
      </p>
    </section>
  );
}
