/**
 * The page of an outcome: the mark as its picture, what happened, and the actions. What every end of a
 * trade has in common; the screens say the rest.
 */

import type { ComponentChildren } from "preact";
import { Mark, type MarkState } from "../mark.tsx";
import { Title } from "./title.tsx";

export function Outcome({
  mark,
  title,
  children,
  actions,
}: {
  readonly mark: MarkState;
  readonly title: string;
  readonly children: ComponentChildren;
  readonly actions?: ComponentChildren;
}) {
  return (
    <section class="outcome">
      <div class={`picture picture-${mark}`}>
        <Mark state={mark} size={72} />
      </div>
      <Title>{title}</Title>
      <div class="outcome-text">{children}</div>
      {actions && <footer class="actions">{actions}</footer>}
    </section>
  );
}
