// Bodies from anyone: what is refused before it is held, walked or parsed, and what the schema's refusal says.
import fc from "fast-check";
import * as v from "valibot";
import { describe, expect, it } from "vitest";
import { BODY_BYTES_MAX, JSON_DEPTH_MAX } from "../../../protocol/limits.ts";
import { hasDuplicateMember } from "../../../worker/http/duplicate-members.ts";
import { readBody } from "../../../worker/http/read-body.ts";

const Schema = v.strictObject({
  name: v.string(),
  lines: v.exactOptional(v.array(v.strictObject({ "a/b~c": v.number() }))),
});

function aRequest(body: BodyInit, type = "application/json", headers = {}): Request {
  return new Request("http://localhost/", {
    method: "POST",
    headers: { "Content-Type": type, ...headers },
    body,
  });
}

async function refusalOf(request: Request) {
  const read = await readBody(request, Schema);
  return read.ok ? undefined : read.error;
}

describe("the body's type", () => {
  it.each([
    "application/json",
    "application/json; charset=utf-8",
    'Application/JSON;charset="UTF-8"',
  ])("%s is read", async (type) => {
    const read = await readBody(aRequest('{"name":"x"}', type), Schema);
    expect(read).toEqual({ ok: true, value: { name: "x" } });
  });

  it.each([
    "text/plain",
    "application/x-www-form-urlencoded",
    "application/json; charset=utf-16",
    "application/jsonp",
    "",
  ])("%s is unsupported_media_type", async (type) => {
    expect(await refusalOf(aRequest('{"name":"x"}', type))).toMatchObject({
      code: "unsupported_media_type",
    });
  });
});

describe("the body's size", () => {
  it("a body of exactly the limit is read", async () => {
    const name = "x".repeat(BODY_BYTES_MAX - '{"name":""}'.length);
    const read = await readBody(aRequest(JSON.stringify({ name })), Schema);
    expect(read.ok).toBe(true);
  });

  it("one byte more is body_too_large", async () => {
    const name = "x".repeat(BODY_BYTES_MAX - '{"name":""}'.length + 1);
    expect(await refusalOf(aRequest(JSON.stringify({ name })))).toMatchObject({
      code: "body_too_large",
    });
  });

  it("a body without an end is left as soon as it is too large", async () => {
    let pulled = 0;
    let cancelled = false;
    const endless = new ReadableStream({
      pull(controller) {
        pulled += 1;
        controller.enqueue(new Uint8Array(8_192).fill(0x20));
      },
      cancel() {
        cancelled = true;
      },
    });
    const request = new Request("http://localhost/", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: endless,
    });
    expect(await refusalOf(request)).toMatchObject({ code: "body_too_large" });
    expect(pulled).toBeLessThan(20);
    expect(cancelled).toBe(true);
  });
});

describe("the body's form", () => {
  it.each([
    ["nothing", ""],
    ["a cut object", '{"name":'],
    ["a comment", '{"name":"x"} // why'],
    ["a trailing comma", '{"name":"x",}'],
    ["single quotes", "{'name':'x'}"],
    ["NaN", '{"name":NaN}'],
    ["two values", '{"name":"x"}{"name":"y"}'],
    ["bytes that are no UTF-8", new Uint8Array([0x22, 0xff, 0x22])],
    ["a lone continuation byte", new Uint8Array([0x22, 0x80, 0x22])],
  ])("%s is malformed_json", async (_, body) => {
    expect(await refusalOf(aRequest(body))).toMatchObject({ code: "malformed_json" });
  });

  it("a value as deep as the limit is left to the schema, a deeper one is malformed_json", async () => {
    const deep = (levels: number) => "[".repeat(levels) + "]".repeat(levels);
    expect(await refusalOf(aRequest(deep(JSON_DEPTH_MAX)))).toMatchObject({
      code: "invalid_request",
    });
    expect(await refusalOf(aRequest(deep(JSON_DEPTH_MAX + 1)))).toMatchObject({
      code: "malformed_json",
    });
    expect(await refusalOf(aRequest(deep(30_000)))).toMatchObject({ code: "malformed_json" });
  });
});

describe("[RQ10] a member that stands twice", () => {
  it.each([
    '{"name":"x","name":"x"}',
    '{"name":"x","lines":[],"name":"y"}',
    '{"name":"x","na\\u006de":"y"}',
    '{"name" : "x",\n "name"\t:1}',
    '{"name":"x","lines":[{"a/b~c":1,"a/b~c":2}]}',
    '{"name":{"a":1,"a":1}}',
    '{"\\"":1,"\\"":2}',
    '{"":1,"":2}',
    '{"__proto__":1,"__proto__":2}',
  ])("is malformed_json: %s", async (body) => {
    const detail = "an object names a member twice";
    expect(await refusalOf(aRequest(body))).toEqual({ code: "malformed_json", detail });
  });

  it.each([
    '{"name":"name","lines":[{"a/b~c":1},{"a/b~c":1}]}',
    '{"name":"{\\"name\\":1,\\"name\\":2}"}',
    '{"name":"\\\\","lines":[]}',
    '{"lines":[],"name":"x"}',
  ])("is no member of another object, nor a text: %s", async (body) => {
    expect(await refusalOf(aRequest(body))).toBeUndefined();
  });

  it("is found in every JSON that has one, and in no other", () => {
    const name = fc.oneof(fc.string({ maxLength: 3 }), fc.constantFrom(":", '":', "__proto__"));
    const value = fc.jsonValue({ maxDepth: 3 });
    const members = fc.array(fc.tuple(name, value), { maxLength: 5 });
    fc.assert(
      fc.property(members, value, (given, beside) => {
        const object = given.map((pair) => pair.map((one) => JSON.stringify(one)).join(": "));
        const text = `[${JSON.stringify(beside)}, {${object.join(" ,")}}]`;
        const names = given.map(([one]) => one);
        expect(hasDuplicateMember(text, JSON.parse(text))).toBe(new Set(names).size < names.length);
      }),
    );
  });
});

describe("[MS1] the schema", () => {
  it.each([
    ["a wrong type", '{"name":1}', "/name"],
    ["a missing member", "{}", "/name"],
    ["an unknown member", '{"name":"x","more":1}', "/more"],
    ["an array", "[]", "/name"],
    [
      "a member deep inside",
      '{"name":"x","lines":[{"a/b~c":1},{"a/b~c":"2"}]}',
      "/lines/1/a~1b~0c",
    ],
    ["__proto__", '{"name":"x","__proto__":{"name":"y"}}', "/__proto__"],
    ["constructor", '{"name":"x","constructor":1}', "/constructor"],
  ])("refuses %s with the pointer to it", async (_, body, param) => {
    expect(await refusalOf(aRequest(body))).toMatchObject({ code: "invalid_request", param });
  });

  it("a hostile body reaches no prototype", async () => {
    await readBody(aRequest('{"name":"x","__proto__":{"polluted":true}}'), Schema);
    expect({}).not.toHaveProperty("polluted");
  });

  it("the refusal never repeats what was sent", async () => {
    const refused = await refusalOf(aRequest('{"name":{"secret":"4111111111111111"}}'));
    expect(JSON.stringify(refused)).not.toContain("4111");
    expect(refused?.detail).toBe("expected string");
  });
});
