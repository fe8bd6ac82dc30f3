// Every page of HTML that the two servers give: what may run in it, who may frame it, and what it may use.

import { beforeAll, describe, expect, it } from "vitest";
import type { AccountId } from "../../../protocol/ids.ts";
import { clockNow } from "../../../worker/objects/clock.ts";
import { aTerminal } from "../../support/builders/payment.ts";
import { anItem } from "../../support/builders/price-list.ts";
import { cspErrors } from "../../support/policy/csp-findings.ts";
import { accountOf, askAsOperator } from "../carrier-server/operator-world.ts";
import { aCarrierWorld } from "../carrier-world.ts";
import { listIdOf, publish } from "../price-list-world.ts";
import { aShop, ask, aTrade, type Shop } from "../synchronous-world.ts";

let shop: Shop;
let trade: string;
let account: AccountId;
beforeAll(async () => {
  shop = await aShop({ origins: ["https://shop.example"] });
  ({ id: trade } = await aTrade(shop));
  await publish(shop, [anItem()]);
});

const month = () => new Date(clockNow()).toISOString().slice(0, 7);

interface Page {
  readonly get: () => Promise<Response>;
  /** frame-ancestors; nobody, if left out */
  readonly framedBy?: string;
  readonly runs?: boolean;
  /** our scripts that it loads; one, if left out */
  readonly scripts?: number;
}

const bearer = () => ({ headers: { Authorization: `Bearer ${shop.apiKey}` } });
const frame = (query: string, headers = {}) => ask(`/terminal-frame${query}`, { headers });

const PAGES: Record<string, Page> = {
  "the frame": {
    get: () => frame(`?register=${shop.register}`, { "Sec-Fetch-Dest": "iframe" }),
    framedBy: "'self' https://shop.example",
    runs: true,
  },
  "the frame, opened by hand": {
    get: () => frame(`?register=${shop.register}`, { "Sec-Fetch-Dest": "document" }),
  },
  "the frame of no register": { get: () => frame("") },
  "a problem's page": { get: () => ask("/problems/over_hold") },
  "the problems": { get: () => ask("/problems") },
  "a problem's page at the carrier": { get: () => askAsOperator("/problems/over_hold", {}) },
  "how the servers do": { get: () => askAsOperator("/watch", {}), runs: true },
  "where to get a wallet": { get: () => ask("/get") },
  "a trade's page": { get: () => ask(`/t/${trade}`), runs: true },
  "a payment link's page": {
    get: () => ask(`/l/${listIdOf(shop)}/notebook`),
    runs: true,
    scripts: 2,
  },
  "the page of a link that sells nothing": { get: () => ask("/l/x/y") },
  "the page of no trade": { get: () => ask("/t/trd_test_0") },
  "a shop's statement": {
    get: () => ask(`/v1/journal/statements/${month()}?format=html`, bearer()),
  },
  "an account's statement": {
    get: () => askAsOperator(`/v1/account/statements/${month()}?format=html`, { account }),
  },
};

function directive(policy: string, name: string): string | undefined {
  const found = policy.split("; ").find((one) => one.startsWith(`${name} `));
  return found?.slice(name.length + 1);
}

describe.each(Object.entries(PAGES))("%s", (_, page) => {
  const { get, framedBy = "'none'", runs = false, scripts = 1 } = page;
  let response: Response;
  let policy: string;
  beforeAll(async () => {
    account ??= await accountOf(await aTerminal(await aCarrierWorld()));
    response = await get();
    policy = response.headers.get("Content-Security-Policy") ?? "";
  });

  it("[PG11] is HTML under a policy that csp_evaluator has nothing against", () => {
    expect(response.headers.get("Content-Type")).toBe("text/html; charset=utf-8");
    expect(policy).toMatch(/^default-src 'none'/);
    expect(policy).not.toMatch(/unsafe|\*/);
    expect(cspErrors(policy)).toEqual([]);
  });

  it("[PG2] is framed by the proven origins and us where it is the frame, and by nobody else", () => {
    expect(directive(policy, "frame-ancestors")).toBe(framedBy);
    expect(directive(policy, "base-uri")).toBe("'none'");
    expect(directive(policy, "form-action")).toBe("'none'");
  });

  it("[PG11] runs our own scripts, or nothing", async () => {
    const text = await response.clone().text();
    expect(directive(policy, "script-src")).toBe(runs ? "'self'" : undefined);
    expect(text.match(/<script/g) ?? []).toHaveLength(runs ? scripts : 0);
    expect(text).not.toMatch(/ on[a-z]+=|javascript:|style="/);
    if (runs) expect(policy).toContain("require-trusted-types-for 'script'; trusted-types 'none'");
  });

  it("[PG11] is cut off from who opened it, and may use no passkey, camera or payment", () => {
    const { headers } = response;
    expect(headers.get("Cross-Origin-Opener-Policy")).toBe("same-origin");
    expect(headers.get("Origin-Agent-Cluster")).toBe("?1");
    expect(headers.get("X-Content-Type-Options")).toBe("nosniff");
    expect(headers.get("Referrer-Policy")).toBe("no-referrer");
    for (const feature of ["publickey-credentials-get", "publickey-credentials-create", "payment"])
      expect(headers.get("Permissions-Policy")).toContain(`${feature}=()`);
  });
});

describe("what is no page", () => {
  it.each(["/health", "/.well-known/jwks.json", "/v1/trades/x/offer"])(
    "[PG11] %s loads nothing and is framed by nobody",
    async (path) => {
      const { headers } = await ask(path);
      const policy = headers.get("Content-Security-Policy") ?? "";
      expect(policy).toBe("default-src 'none'; frame-ancestors 'none'; base-uri 'none'");
      expect(headers.get("Cross-Origin-Resource-Policy")).toBe("same-origin");
    },
  );
});
