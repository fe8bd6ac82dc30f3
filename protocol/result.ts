/**
 * Result: how a refusal is returned. A refusal is a value with data, never an exception; an exception
 * is a bug (see assert.ts). Nothing here knows what the refusals mean.
 */

export type Ok<T> = { readonly ok: true; readonly value: T };
export type Err<E> = { readonly ok: false; readonly error: E };
export type Result<T, E> = Ok<T> | Err<E>;

export function ok<T>(value: T): Ok<T> {
  return { ok: true, value };
}

export function err<E>(error: E): Err<E> {
  return { ok: false, error };
}
