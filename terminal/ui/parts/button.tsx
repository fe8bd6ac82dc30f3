/** The two kinds of button: the one action of a screen, full width, and quiet ones in text. */

import type { ComponentChildren } from "preact";

interface ButtonProps {
  readonly children: ComponentChildren;
  readonly press: () => void;
  /** it is there, and doesn't work yet */
  readonly waiting?: boolean;
}

export function ActionButton({ children, press, waiting = false }: ButtonProps) {
  return (
    <button
      type="button"
      class="action"
      aria-disabled={waiting}
      onClick={() => {
        if (!waiting) press();
      }}
      onKeyDown={(event) => {
        // A key that is held was pressed for something else.
        if (event.repeat) event.preventDefault();
      }}
    >
      {children}
    </button>
  );
}

export function TextButton({ children, press }: Omit<ButtonProps, "waiting">) {
  return (
    <button type="button" class="text-button" onClick={press}>
      {children}
    </button>
  );
}
