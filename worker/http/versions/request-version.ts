/** Which version a request is answered in, as far as it is known yet: read by who reads bodies and who dresses answers. */

import { API_VERSION, type ApiVersion } from "../../../protocol/api-version.ts";
import type { Upgrade } from "./convert.ts";

// By request object: they go when it goes.
const versions = new WeakMap<Request, ApiVersion>();
const upgrades = new WeakMap<Request, Upgrade>();

export function setVersion(request: Request, version: ApiVersion): void {
  versions.set(request, version);
}

export function versionOf(request: Request): ApiVersion {
  return versions.get(request) ?? API_VERSION;
}

export function setUpgrade(request: Request, upgrade: Upgrade): void {
  upgrades.set(request, upgrade);
}

export function upgradeOf(request: Request): Upgrade | undefined {
  return upgrades.get(request);
}
