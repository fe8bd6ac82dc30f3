/**
 * ECDSA P-256 signatures as passkeys make them (WebAuthn §6.5.5): the DER of two integers, and only one spelling of it.
 * A library may read more than that, so that one signature has many forms; what isn't this form is refused before.
 */

const SEQUENCE = 0x30;
const INTEGER = 0x02;
/** Two integers of 33 bytes at most, with their heads. */
const BODY_BYTES_MAX = 70;
const INTEGER_BYTES_MAX = 33;

/** Says nothing of whether the signature holds. */
export function isEcdsaDer(signature: Uint8Array): boolean {
  const [tag, length] = signature;
  if (tag !== SEQUENCE || length === undefined || length > BODY_BYTES_MAX) return false;
  if (signature.length !== 2 + length) return false;
  const second = endOfInteger(signature, 2);
  return second !== undefined && endOfInteger(signature, second) === signature.length;
}

/** @returns where a positive integer that begins at `start`, in as few bytes as it needs, has ended */
function endOfInteger(bytes: Uint8Array, start: number): number | undefined {
  const [tag, length = 0, first = 0, next = 0] = bytes.subarray(start);
  if (tag !== INTEGER || length === 0 || length > INTEGER_BYTES_MAX) return undefined;
  if (first >= 0x80) return undefined;
  if (first === 0 && length > 1 && next < 0x80) return undefined;
  return start + 2 + length;
}
