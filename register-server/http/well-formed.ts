/**
 * Gives Node 18 the one standard method that RFC 8785 canonicalization needs and it lacks: ES2024's
 * String.prototype.isWellFormed. Changes nothing where the runtime has it, and nothing before it is called.
 */

export function giveWellFormed(): void {
  if (typeof Reflect.get(String.prototype, "isWellFormed") === "function") return;
  Object.defineProperty(String.prototype, "isWellFormed", {
    value: isWellFormed,
    writable: true,
    configurable: true,
  });
}

/** No half of a surrogate pair stands alone. */
export function isWellFormed(this: string): boolean {
  return !/\p{Surrogate}/u.test(String(this));
}
