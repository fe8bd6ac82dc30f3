// The Idempotency-Key: bare or quoted, the same key; anything else is refused before a body is read.
import { describe, expect, it } from "vitest";
import { idempotencyKeyOf } from "../../../worker/http/idempotency.ts";

function keyIn(value: string) {
  const headers = { "Idempotency-Key": value };
  return idempotencyKeyOf(new Request("http://localhost/", { headers }));
}

describe("[MS3] the idempotency key", () => {
  it.each([
    ["bare", "order-1", "order-1"],
    ["quoted", '"order-1"', "order-1"],
    ["quoted with escapes", '"a\\"b\\\\c"', 'a"b\\c'],
    ["with blanks around", "  order-1  ", "order-1"],
    ["with a quote inside", 'a"b', 'a"b'],
  ])("%s is read", (_, value, key) => {
    expect(keyIn(value)).toEqual({ ok: true, value: key });
  });

  it.each([
    ["an open quote", '"order-1'],
    ["a blank inside", "order 1"],
    ["a quoted blank", '"order 1"'],
    ["an unknown escape", '"a\\nb"'],
    ["a text after the quotes", '"a"b'],
    ["an empty string", '""'],
    ["more than 255 characters", "k".repeat(256)],
  ])("%s is invalid_request", (_, value) => {
    expect(keyIn(value)).toMatchObject({
      ok: false,
      error: { code: "invalid_request", param: "Idempotency-Key" },
    });
  });

  it("none is idempotency_key_missing", () => {
    expect(idempotencyKeyOf(new Request("http://localhost/"))).toMatchObject({
      ok: false,
      error: { code: "idempotency_key_missing" },
    });
  });
});
