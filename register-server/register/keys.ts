/**
 * API keys: making, listing and revoking them, for who holds a full one. A new key's secret is drawn here and stays
 * here: what goes to the server is its hash, signed by the register's key [RG1], [RG2].
 */

import * as v from "valibot";
import { ApiKeyId } from "../../protocol/ids.ts";
import {
  ApiKeyList,
  type ApiKeyScope,
  ApiKeyView,
  apiKeyOrder,
  apiKeyText,
} from "../../protocol/register/api-keys.ts";
import { sign } from "../../protocol/signing/signature.ts";
import { callsOf } from "../http/calls.ts";
import type { Channel } from "../http/try-once.ts";
import { WarifuError } from "../http/warifu-error.ts";
import type { Identity } from "../identity.ts";
import type { CallOptions, WriteOptions } from "../trades/create-trade.ts";

export interface ApiKeyRequest {
  /** your own name for it, such as where it is used */
  readonly name: string;
  /** what it may do: `read`, `create`, `capture`, `refund`, `payouts`, `webhooks`, or `full` */
  readonly scopes: readonly ApiKeyScope[];
}

export interface CreatedApiKey extends ApiKeyView {
  /** the key itself: secret, known to nobody else, and never shown again */
  readonly secret: string;
}

export interface KeyCalls {
  /** Needs a full key, and the register's signing key. @throws WarifuError `key_not_allowed`, `too_many_keys` */
  createApiKey(request: ApiKeyRequest, options?: WriteOptions): Promise<CreatedApiKey>;
  /** The valid ones, then the revoked ones. @throws WarifuError `key_not_allowed` */
  listApiKeys(options?: CallOptions): Promise<ApiKeyView[]>;
  /** Once this is answered the key is refused everywhere. @throws WarifuError `key_not_found` */
  revokeApiKey(key: string, options?: WriteOptions): Promise<ApiKeyView>;
}

interface Clocks {
  /** ms since the epoch */
  readonly now: () => number;
  readonly newKey: () => string;
}

export function keyCalls(channel: Channel, identity: Identity, { now, newKey }: Clocks): KeyCalls {
  const { get, post, remove } = callsOf(channel, newKey);
  return {
    createApiKey: async (request, options) => {
      const secret = apiKeyText(identity.register, channel.random(32));
      const body = { key: await signedKey(identity, request, secret, now()) };
      return { ...own(identity, await post("/v1/keys", body, ApiKeyView, options)), secret };
    },
    listApiKeys: async (options) => {
      const { keys } = await get("/v1/keys", ApiKeyList, options);
      return keys.map((key) => own(identity, key));
    },
    revokeApiKey: async (key, options) => {
      // It stands in an address: only an id gets there.
      if (!v.is(ApiKeyId, key))
        throw new WarifuError("invalid_request", "not an API key's id", { param: "key" });
      return own(identity, await remove(`/v1/keys/${key}`, ApiKeyView, options));
    },
  };
}

async function signedKey(
  identity: Identity,
  { name, scopes }: ApiKeyRequest,
  text: string,
  time: number,
) {
  const realm = await identity.realm;
  const { register } = identity;
  const order = await apiKeyOrder({ register, realm, text, name, scopes, time }).catch((cause) => {
    if (!(cause instanceof v.ValiError)) throw cause;
    const param = v.getDotPath(cause.issues[0]) ?? "key";
    throw new WarifuError("invalid_request", `${param}: ${cause.message}`, { param });
  });
  return sign(order, await identity.signingKey);
}

function own({ register }: Identity, view: ApiKeyView): ApiKeyView {
  if (view.register === register) return view;
  throw new WarifuError("answer_mismatch", "the answer is about another register's key");
}
