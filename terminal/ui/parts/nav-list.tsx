/** A list of ways to other screens, each a row with what is chosen there at its end. */

import type { ComponentChildren } from "preact";

export function NavList({
  heading,
  children,
}: {
  readonly heading?: string;
  readonly children: ComponentChildren;
}) {
  return (
    <>
      {heading !== undefined && <h2 class="nav-heading">{heading}</h2>}
      <ul class="nav-list">{children}</ul>
    </>
  );
}

export function NavRow({
  children,
  value,
  open,
}: {
  readonly children: ComponentChildren;
  /** what is chosen there */
  readonly value?: string;
  readonly open: () => void;
}) {
  return (
    <li>
      <button type="button" class="nav-row" onClick={open}>
        <span class="nav-label">{children}</span>
        {value !== undefined && <span class="soft small">{value}</span>}
        <svg class="nav-arrow" width="8" height="14" viewBox="0 0 8 14" aria-hidden="true">
          <path d="M1 1l6 6-6 6" />
        </svg>
      </button>
    </li>
  );
}
