/**
 * What checks of the schemas demand, said in JSON Schema too: a check is code, which the generator leaves out. Each rule
 * takes exactly what the schema's check takes, or says less; a test holds the two together, value by value.
 */

/** 32 bytes: the last of 43 characters carries 4 bits, and one spelling is taken. */
const BYTES_32 = "^[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]$";
/** 64 bytes: the last of 86 characters carries 2 bits. */
const BYTES_64 = "^[A-Za-z0-9_-]{85}[AQgw]$";
/** 16 bytes. */
const BYTES_16 = "^[A-Za-z0-9_-]{21}[AQgw]$";
/** SEC 1's uncompressed point, 65 bytes of which the first is 4. */
const POINT = "^B[A-P][A-Za-z0-9_-]{84}[AEIMQUYcgkosw048]$";

/** By the schema's name in protocol/. What stands here is added to what the generator says. */
export const STATED_CHECKS: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  Hash: { pattern: BYTES_32 },
  PublicKey: { pattern: BYTES_32 },
  SignatureText: { pattern: BYTES_64 },
  EncryptionKey: { pattern: POINT },
  DisputeActId: { pattern: BYTES_16 },
  Asks: { uniqueItems: true, description: "In alphabetical order" },
  ApiKeyScopes: { uniqueItems: true },
};
