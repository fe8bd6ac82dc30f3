// What every answer has in common: its id, its headers, and a problem for everything that is no answer.
import { describe, expect, it, vi } from "vitest";
import { InvariantError } from "../../../protocol/assert.ts";
import type { Problem } from "../../../protocol/problem.ts";
import { createDoor } from "../../../worker/http/door.ts";
import { forwarded, requestIdOf, takeForwardedId } from "../../../worker/http/problem-response.ts";

function aDoor() {
  const door = createDoor<object>();
  door.get("/thing", (c) => c.json({ thing: true }));
  door.post("/thing", (c) => c.json({ made: true }, 201));
  door.get("/cached", () => new Response("x", { headers: { "Cache-Control": "max-age=60" } }));
  door.get("/bug", () => {
    throw new InvariantError("[LE2] a sum leaves the safe integers");
  });
  door.get("/leak", () => {
    throw new TypeError("account acc_test_secret");
  });
  door.get("/moved/:mark", (c) => {
    throw Object.assign(new Error("the object moved"), { [c.req.param("mark")]: true });
  });
  door.get("/full", () => {
    throw new Error("database or disk is full: SQLITE_FULL (extended: SQLITE_FULL)");
  });
  return door;
}

async function problemAt(path: string, init: RequestInit = {}) {
  const response = await aDoor().request(path, init);
  return { response, problem: (await response.json()) as Problem };
}

describe("[PR1] what isn't there", () => {
  it("an unknown address is route_not_found", async () => {
    const { response, problem } = await problemAt("/nothing");
    expect(response.status).toBe(404);
    expect(response.headers.get("Content-Type")).toBe("application/problem+json");
    expect(problem).toMatchObject({ code: "route_not_found", status: 404, retryable: false });
    expect(problem.request_id).toBe(response.headers.get("Request-Id"));
  });

  it.each(["PUT", "DELETE", "PATCH", "OPTIONS"])(
    "%s on a known address is method_not_allowed and names what is allowed",
    async (method) => {
      const { response, problem } = await problemAt("/thing", { method });
      expect(response.status).toBe(405);
      expect(response.headers.get("Allow")).toBe("GET, HEAD, POST");
      expect(problem.code).toBe("method_not_allowed");
    },
  );
});

describe("[PR4] what breaks", () => {
  it("is internal_error and says nothing of its cause", async () => {
    const log = vi.spyOn(console, "error").mockImplementation(() => undefined);
    const { response, problem } = await problemAt("/leak");
    expect(response.status).toBe(500);
    expect(problem).toMatchObject({ code: "internal_error", kind: "not_yet", retryable: true });
    expect(JSON.stringify(problem)).not.toContain("acc_test");
    expect(JSON.stringify(log.mock.calls)).not.toContain("acc_test");
    expect(JSON.stringify(log.mock.calls)).toContain(problem.request_id);
    log.mockRestore();
  });

  it("a broken invariant is named in the log, not in the answer", async () => {
    const log = vi.spyOn(console, "error").mockImplementation(() => undefined);
    const { problem } = await problemAt("/bug");
    expect(JSON.stringify(problem)).not.toContain("LE2");
    expect(JSON.stringify(log.mock.calls)).toContain("LE2");
    log.mockRestore();
  });

  it("a disk that is full is storage_unavailable, to be sent again", async () => {
    const log = vi.spyOn(console, "error").mockImplementation(() => undefined);
    const { response, problem } = await problemAt("/full");
    expect(response.status).toBe(503);
    expect(problem).toMatchObject({ code: "storage_unavailable", retryable: true });
    log.mockRestore();
  });

  it.each(["retryable", "overloaded", "durableObjectReset"])(
    "an object that is %s is storage_unavailable, to be sent again",
    async (mark) => {
      const log = vi.spyOn(console, "error").mockImplementation(() => undefined);
      const { response, problem } = await problemAt(`/moved/${mark}`);
      expect(response.status).toBe(503);
      expect(response.headers.get("Retry-After")).toBe("1");
      expect(problem).toMatchObject({ code: "storage_unavailable", retryable: true });
      log.mockRestore();
    },
  );
});

describe("every answer", () => {
  it.each(["/thing", "/nothing", "/cached"])(
    "[SU3] %s has its id and the security headers",
    async (path) => {
      const { headers } = await aDoor().request(path);
      expect(headers.get("Request-Id")).toMatch(/^req_[0-9a-v]{16}$/);
      expect(headers.get("X-Content-Type-Options")).toBe("nosniff");
      expect(headers.get("Referrer-Policy")).toBe("no-referrer");
      expect(headers.get("Permissions-Policy")).toContain("publickey-credentials-get=()");
      expect(headers.get("Permissions-Policy")).toContain("publickey-credentials-create=()");
      expect(headers.get("Content-Security-Policy")).toContain("frame-ancestors 'none'");
      expect(headers.get("Access-Control-Allow-Origin")).toBeNull();
      expect(headers.get("Set-Cookie")).toBeNull();
    },
  );

  it("isn't stored, unless it says so itself", async () => {
    expect((await aDoor().request("/thing")).headers.get("Cache-Control")).toBe("no-store");
    expect((await aDoor().request("/cached")).headers.get("Cache-Control")).toBe("max-age=60");
  });
});

describe("[AP4] a request's id", () => {
  it("is drawn here, whatever the request calls itself, and is the problem's too", async () => {
    const named = { headers: { "Request-Id": "req_0000000000000000" } };
    const { response, problem } = await problemAt("/nothing", named);
    expect(problem.request_id).toBe(response.headers.get("Request-Id"));
    expect(problem.request_id).not.toBe("req_0000000000000000");
  });

  it("goes along to whoever answers in the door's place", () => {
    const asked = new Request("https://pay.example/v1/money", { headers: { Cookie: "a=b" } });
    const passed = forwarded(asked);
    takeForwardedId(passed);
    expect(requestIdOf(passed)).toBe(requestIdOf(asked));
    expect(passed.headers.get("Cookie")).toBeNull();
  });

  it("[PR1] stands beside the page that explains the code, at the origin that was asked", async () => {
    const { problem } = await problemAt("https://pay.example/nothing");
    expect(problem.doc_url).toBe("https://pay.example/problems/route_not_found");
  });
});
