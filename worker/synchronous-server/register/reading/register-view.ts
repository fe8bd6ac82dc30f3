/** A register as its own backends see it: what its certificate says of it, how it stands, its tills. No secret. Pure. */

import { modeOf } from "../../../../protocol/ids.ts";
import type { ApiKeyView } from "../../../../protocol/register/api-keys.ts";
import type { RegisterView } from "../../../../protocol/register/register-view.ts";
import type { RegisterRecord } from "../store.ts";

/** @param api_key that which asks @param now ms since the epoch */
export function registerView(
  { id, pair, maps, standing, former }: RegisterRecord,
  api_key: ApiKeyView,
  now: number,
): RegisterView {
  const { name, origins, key, encryption_key, kid, not_before, not_after, settlement_account } =
    pair.certificate.payload;
  return {
    ...{ id, object: "register", mode: modeOf(id), name },
    status: standing?.suspended ? "suspended" : "active",
    origins,
    key,
    ...(encryption_key === undefined ? {} : { encryption_key }),
    ...(former && former.until > now ? { former_key_until: former.until } : {}),
    certificate: { kid, not_before, not_after, settlement_account },
    tills: { register: id, tills: maps.at(-1) ?? 1, version: maps.length },
    api_key,
  };
}
