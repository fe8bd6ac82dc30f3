/** A note with a sign of its own, so that its colour never carries the meaning alone. */

import type { ComponentChildren } from "preact";

export type NoteTone = "warn" | "danger" | "plain";

const SIGNS: Readonly<Record<NoteTone, string>> = { warn: "!", danger: "!", plain: "i" };

export function Note({
  tone,
  children,
}: {
  readonly tone: NoteTone;
  readonly children: ComponentChildren;
}) {
  return (
    <p class={`note note-${tone}`}>
      <span class="note-sign" aria-hidden="true">
        {SIGNS[tone]}
      </span>
      <span>{children}</span>
    </p>
  );
}
