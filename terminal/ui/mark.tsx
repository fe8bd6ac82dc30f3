/**
 * The mark: a tally stick split by one zigzag line. Its halves stand apart while something is open, the gap
 * breathes while we check, they close when it is settled, and stay apart and dim when it is not. Decoration:
 * what it says is always said in words beside it.
 */

export type MarkState = "waiting" | "checking" | "closed" | "dimmed";

/** In a box of 32 × 32; the icons in extension/public/icon are drawn from the same two paths. */
export const LEFT_HALF = "M11 3h6.5l-3.6 8.6 4.4 8.8L15 29h-4a3 3 0 0 1-3-3V6a3 3 0 0 1 3-3z";
export const RIGHT_HALF = "M17.5 3H21a3 3 0 0 1 3 3v20a3 3 0 0 1-3 3h-6l3.3-8.6-4.4-8.8z";

/** @param props.size px */
export function Mark({ state, size }: { readonly state: MarkState; readonly size: number }) {
  return (
    <svg
      class="mark"
      data-state={state}
      width={size}
      height={size}
      viewBox="0 0 32 32"
      aria-hidden="true"
    >
      <path class="mark-left" d={LEFT_HALF} />
      <path class="mark-right" d={RIGHT_HALF} />
    </svg>
  );
}
