/**
 * assert, unreachable: bugs stop the object that has them. They stay on in production: a ledger that
 * goes on after a broken invariant loses money quietly, one that stops can be mended.
 */

export class InvariantError extends Error {
  override readonly name = "InvariantError";
}

/** @throws InvariantError when the condition doesn't hold. Never put personal data in the message. */
export function assert(condition: unknown, invariant: string): asserts condition {
  if (!condition) throw new InvariantError(invariant);
}

/** The default arm of an exhaustive switch: a compile error when an arm is missing. */
export function unreachable(value: never, where: string): never {
  throw new InvariantError(`${where}: unreachable ${JSON.stringify(value)}`);
}
