/**
 * A secret in shares, any `needed` of which restore it and fewer of which say nothing of it (Shamir 1979, over GF(256)
 * as AES has it). Each byte is the value at 0 of a random polynomial of its own; a share is the values at its number.
 * Pure: random bytes are passed in. Whoever restores checks the result: wrong shares give another secret, not an error.
 */

export interface Share {
  /** 1 to 255 */
  readonly number: number;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

interface Splitting {
  readonly shares: number;
  readonly needed: number;
  /** @returns this many random bytes */
  readonly random: (length: number) => Uint8Array;
}

/** @throws Error for numbers that make no sense */
export function splitSecret(secret: Uint8Array, { shares, needed, random }: Splitting): Share[] {
  if (!(Number.isInteger(shares) && Number.isInteger(needed)))
    throw new Error("shares are whole numbers");
  if (needed < 2 || needed > shares || shares > 255)
    throw new Error("at least 2 shares are needed, and no more than there are; 255 at most");
  // One row for each power of x but the 0th, which is the secret.
  const coefficients = Array.from({ length: needed - 1 }, () => random(secret.length));
  return Array.from({ length: shares }, (_, index) => {
    const number = index + 1;
    const bytes = secret.map((byte, at) => {
      // Horner, from the highest power down.
      const value = coefficients.reduceRight((sum, row) => times(sum, number) ^ (row[at] ?? 0), 0);
      return times(value, number) ^ byte;
    });
    return { number, bytes: new Uint8Array(bytes) };
  });
}

/** Lagrange's interpolation at 0. @throws Error for shares that can't be of one secret */
export function combineShares(shares: readonly Share[]): Uint8Array<ArrayBuffer> {
  const [first] = shares;
  const numbers = new Set(shares.map(({ number }) => number));
  if (!first || numbers.size !== shares.length) throw new Error("each share is needed once");
  if (shares.some(({ bytes }) => bytes.length !== first.bytes.length))
    throw new Error("the shares are of different secrets");
  const secret = new Uint8Array(first.bytes.length);
  for (const { number, bytes } of shares) {
    let weight = 1;
    for (const other of numbers)
      if (other !== number) weight = times(weight, times(other, inverse(other ^ number)));
    for (const [at, byte] of bytes.entries()) secret[at] = (secret[at] ?? 0) ^ times(byte, weight);
  }
  return secret;
}

/** Russian peasants' multiplication, modulo x^8 + x^4 + x^3 + x + 1. */
function times(a: number, b: number): number {
  let product = 0;
  for (let [left, right] = [a, b]; right > 0; right >>= 1) {
    if (right & 1) product ^= left;
    left <<= 1;
    if (left & 0x100) left ^= 0x11b;
  }
  return product;
}

/** a^254: the field has 255 elements beside 0. */
function inverse(a: number): number {
  let power = 1;
  for (let count = 0; count < 254; count++) power = times(power, a);
  return power;
}
