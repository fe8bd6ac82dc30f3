// The bench's load: what is sent and read, closed and open loop.
import { describe, expect, test } from "vitest";
import { closedLoop, dueTimes, openLoop } from "../../bench/load/drive.ts";
import { readAnswer, requestBytes } from "../../bench/load/http-lane.ts";
import { readFrame, textFrame } from "../../bench/load/socket-lane.ts";

describe("closed loop", () => {
  test("sends each request once, and one at a time on each lane", async () => {
    const sent: number[] = [];
    const busy = new Set<string>();
    const driven = await closedLoop(["a", "b", "c"], 50, async (request, lane) => {
      expect(busy.has(lane)).toBe(false);
      busy.add(lane);
      await new Promise((resolve) => setImmediate(resolve));
      busy.delete(lane);
      sent.push(request);
    });
    expect(sent.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 50 }, (_, index) => index));
    expect(driven.latenciesMs).toHaveLength(50);
    expect(driven.errors).toEqual({});
  });

  test("counts what went wrong, and goes on", async () => {
    const driven = await closedLoop([1], 4, async (request) => {
      if (request % 2 === 0) throw new Error("500");
    });
    expect(driven.errors).toEqual({ "500": 2 });
  });
});

describe("open loop", () => {
  test("requests are due at a fixed rate", () => {
    expect(dueTimes(100, 4)).toEqual([0, 10, 20, 30]);
  });

  test("a stall counts for all that were due meanwhile", async () => {
    const stall = 60;
    const driven = await openLoop([1], 200, 10, (request) =>
      request === 0 ? new Promise((resolve) => setTimeout(resolve, stall)) : Promise.resolve(),
    );
    const late = driven.latenciesMs.filter((ms) => ms >= stall / 2);
    // Every 5 ms one was due: those of the stall's first half waited for its second half at least.
    expect(late.length).toBeGreaterThanOrEqual(6);
  });
});

describe("HTTP", () => {
  const head = "HTTP/1.1 201 Created\r\n";

  test("a request is one piece with its own headers and length", () => {
    const bytes = requestBytes(
      "POST",
      "http://localhost:1234/v1/trades?a=1",
      { "x-a": "b" },
      "{}é",
    );
    expect(bytes.toString("utf8")).toBe(
      "POST /v1/trades?a=1 HTTP/1.1\r\nhost: localhost:1234\r\ncontent-type: application/json\r\n" +
        "content-length: 4\r\nx-a: b\r\n\r\n{}é",
    );
  });

  test.each([
    ["Content-Length", `${head}Content-Length: 5\r\n\r\nhello`],
    ["chunks", `${head}transfer-encoding: chunked\r\n\r\n2\r\nhe\r\n3\r\nllo\r\n0\r\n\r\n`],
  ])("an answer with %s is read once it is whole", (_, text) => {
    const whole = Buffer.from(text);
    const answer = readAnswer(whole);
    expect([answer?.status, answer?.body.toString()]).toEqual([201, "hello"]);
    for (let length = 0; length < whole.length; length++)
      expect(readAnswer(whole.subarray(0, length))).toBeUndefined();
  });
});

describe("WebSocket frames", () => {
  test.each([0, 125, 126, 65_535, 65_536])("a text of %d bytes is one masked frame", (bytes) => {
    const frame = textFrame("x".repeat(bytes));
    const head = bytes < 126 ? 2 : bytes < 65_536 ? 4 : 10;
    expect(frame).toHaveLength(head + 4 + bytes);
    expect(frame[0]).toBe(0x81);
    expect((frame[1] ?? 0) & 0x80).toBe(0x80);
  });

  test.each([1, 200, 70_000])("a server's frame of %d bytes is read once it is whole", (bytes) => {
    const body = Buffer.alloc(bytes, "y");
    const short = bytes < 126 ? bytes : bytes < 65_536 ? 126 : 127;
    const length = Buffer.alloc(short < 126 ? 0 : short === 126 ? 2 : 8);
    if (short === 126) length.writeUInt16BE(bytes);
    if (short === 127) length.writeBigUInt64BE(BigInt(bytes));
    const whole = Buffer.concat([Buffer.from([0x81, short]), length, body]);
    expect(readFrame(whole)).toEqual({ opcode: 1, text: body.toString(), end: whole.length });
    expect(readFrame(whole.subarray(0, whole.length - 1))).toBeUndefined();
  });
});
