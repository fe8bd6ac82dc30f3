// Signed requests at the door itself: each route of them refuses what isn't signed, and takes a repeat of the very same
// sending, signature included, for what it is.

import { beforeAll, describe, expect, it } from "vitest";
import { type KeyPair, makeKeyPair } from "../../../cli/keys.ts";
import type { Offer } from "../../../protocol/trade/offer.ts";
import { clockNow } from "../../../worker/objects/clock.ts";
import { deploymentOf } from "../../../worker/synchronous-server/deployment.ts";
import { anEnrolment, aTerminalRequest } from "../../support/builders/payment.ts";
import { aSignature } from "../../support/builders/signed-requests.ts";
import { costOf } from "../carrier-world.ts";
import {
  aClaim,
  aConfirmOf,
  aShop,
  aTrade,
  aWallet,
  bearing,
  env,
  flushed,
  ORIGIN,
  post,
  problemIn,
  readOffer,
  type Shop,
  statusOf,
  tillCost,
  until,
  type Wallet,
  world,
} from "../synchronous-world.ts";

let shop: Shop;
let wallet: Wallet;
beforeAll(async () => {
  shop = await aShop();
  wallet = await aWallet();
});

async function anOpenOffer(): Promise<Offer> {
  const { id } = await aTrade(shop);
  await flushed(id);
  return readOffer(id);
}

interface Asked {
  readonly path: string;
  readonly body: unknown;
  readonly device?: KeyPair;
  /** what must be so before a repeat can cost nothing */
  readonly done?: () => Promise<boolean>;
  /** that differs from answer to answer */
  readonly fresh?: true;
}

const ROUTES: Record<string, () => Promise<Asked>> = {
  enrol: async () => {
    const device = await makeKeyPair();
    const enrolment = await anEnrolment(await world(), device);
    return { path: "/v1/terminals", body: { enrolment }, device, fresh: true };
  },
  credential: async () => ({ path: "/v1/terminals/credential", body: {}, fresh: true }),
  account: async () => {
    const request = await aTerminalRequest(await world(), wallet.device);
    return { path: "/v1/account", body: { request } };
  },
  claim: async () => {
    const offer = await anOpenOffer();
    return { path: `/v1/trades/${offer.trade}/claim`, body: { offer }, fresh: true };
  },
  decline: async () => ({
    path: `/v1/trades/${(await anOpenOffer()).trade}/decline`,
    body: {},
  }),
  confirm: async () => {
    const offer = await anOpenOffer();
    const body = await aConfirmOf(wallet, offer, await aClaim(wallet, offer));
    const done = async () => (await statusOf(offer.trade)) === "settled";
    return { path: "/v1/confirmations", body, done };
  },
};

describe("[RQ7] the same sending once more, as somebody in the middle could make it", () => {
  it.each(Object.entries(ROUTES))("at %s gets its answer, and writes nothing", async (_, route) => {
    const { path, body, device = wallet.device, done, fresh } = await route();
    const text = JSON.stringify(body);
    const { trust } = await deploymentOf(env);
    const request = { method: "POST", url: `${ORIGIN}${path}`, body: text };
    const signed = await aSignature(device, request, trust, clockNow());
    const send = () => post(path, text, { ...bearing(wallet), ...signed });
    const first = await send();
    expect(first.status).toBe(200);
    const answer = await first.text();
    if (done) await until(done);
    let till = { rows: 0 };
    const branch = await costOf(async () => {
      till = await tillCost(shop, async () => {
        const again = await send();
        expect(again.status).toBe(200);
        const text = await again.text();
        if (fresh) expect(Object.keys(JSON.parse(text))).toEqual(Object.keys(JSON.parse(answer)));
        else expect(text).toBe(answer);
      });
    });
    expect({ till: till.rows, branch: branch.rows }).toEqual({ till: 0, branch: 0 });
  });
});

describe("[RQ1] a request without a signature", () => {
  it.each(Object.entries(ROUTES))("at %s is signature_missing", async (_, route) => {
    const { path, body } = await route();
    const refused = await post(path, body, bearing(wallet));
    expect(refused.status).toBe(401);
    expect(await problemIn(refused)).toMatchObject({ code: "signature_missing" });
  });
});

describe("[RQ8] the order of checks", () => {
  it("credential before media type, size, signature, JSON and schema", async () => {
    const { trade } = await anOpenOffer();
    const path = `/v1/trades/${trade}/claim`;
    const type = { "Content-Type": "text/plain" };
    const code = async (body: string, headers: Record<string, string>) =>
      (await problemIn(await post(path, body, headers))).code;
    const huge = " ".repeat(70_000);
    expect(await code(huge, type)).toBe("credential_invalid");
    expect(await code(huge, { ...bearing(wallet), ...type })).toBe("unsupported_media_type");
    expect(await code(huge, bearing(wallet))).toBe("body_too_large");
    expect(await code("{", bearing(wallet))).toBe("signature_missing");
    const { trust } = await deploymentOf(env);
    const signed = async (body: string, device = wallet.device, at = path) => {
      const request = { method: "POST", url: `${ORIGIN}${at}`, body };
      return { ...bearing(wallet), ...(await aSignature(device, request, trust, clockNow())) };
    };
    expect(await code("{", await signed("{", wallet.device, "/v1/x"))).toBe("bad_signature");
    expect(await code("{", await signed("{"))).toBe("malformed_json");
    expect(await code("{}", await signed("{}", await makeKeyPair()))).toBe("invalid_request");
  });

  it("[RQ2] the address is our public one with its query, whoever brought the request", async () => {
    const { trust } = await deploymentOf(env);
    const path = "/v1/terminals/credential";
    const renew = async (signedPath: string, sentPath: string) => {
      const request = { method: "POST", url: `${ORIGIN}${signedPath}`, body: "{}" };
      const signed = await aSignature(wallet.device, request, trust, clockNow());
      return (await post(sentPath, "{}", signed)).status;
    };
    expect(await renew(path, path)).toBe(200);
    expect(await renew(`${path}?a=1`, `${path}?a=1`)).toBe(200);
    expect(await renew(path, `${path}?a=1`)).toBe(400);
  });
});
