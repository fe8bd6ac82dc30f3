/**
 * The heading of a screen. It takes the focus when the screen comes up, so that a screen reader begins
 * there, and so that no button has it: Enter confirms nothing by accident.
 */

import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";

export function Title({
  children,
  quiet = false,
}: {
  readonly children: ComponentChildren;
  /** spoken, and not drawn: the screen shows it in another form */
  readonly quiet?: boolean;
}) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  return (
    <h1 ref={heading} tabIndex={-1} class={quiet ? "spoken" : "title"}>
      {children}
    </h1>
  );
}
