/** GET /v1/openapi.json at either server: the description of this very version, under the origin it was asked at. */

import type { Door } from "../door.ts";
import { type Described, openApiOf } from "./openapi.ts";
import { VERSION } from "./version.ts";

export const OPENAPI_PATH = "/v1/openapi.json";

export function addOpenApi<Env extends object>(door: Door<Env>, described: Described): void {
  // Kept, since it is some milliseconds of work, and a server has one origin.
  let made = { origin: "", text: "" };
  door.get(OPENAPI_PATH, (c) => {
    const { origin } = new URL(c.req.url);
    if (made.origin !== origin)
      made = { origin, text: JSON.stringify(openApiOf(described, VERSION, origin)) };
    const headers = { "Content-Type": "application/json", "Cache-Control": "public, max-age=300" };
    return new Response(made.text, { headers });
  });
}
