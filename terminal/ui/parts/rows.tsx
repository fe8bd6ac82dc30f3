/** Label and value, one pair a line: "From", "Left after", "Time". */

import type { ComponentChildren } from "preact";

export function Rows({ children }: { readonly children: ComponentChildren }) {
  return <dl class="rows">{children}</dl>;
}

export function Row({
  label,
  children,
}: {
  readonly label: string;
  readonly children: ComponentChildren;
}) {
  return (
    <div class="row">
      <dt>{label}</dt>
      <dd>
        <bdi>{children}</bdi>
      </dd>
    </div>
  );
}
