/** Prints this window, once what is printed has been drawn. */

export function printWindow(): void {
  requestAnimationFrame(() => setTimeout(() => window.print()));
}
