/**
 * The shop's configuration, read from the environment once. Says what is missing; never repeats a secret.
 */

export interface Config {
  /** the register's one secret */
  readonly warifuKey: string | undefined;
  /** `whsec_…`, where webhooks are to come to /webhooks/warifu */
  readonly webhookSecret: string | undefined;
  readonly port: number;
  /** the address to listen on; this machine only, if left out */
  readonly host: string;
  /** where shoppers reach this shop */
  readonly origin: string;
  /** path of the SQLite file */
  readonly database: string;
  /** for tests of a slow backend: waited before each trade is made, ms */
  readonly tradeDelayMs: number;
}

/** @throws Error with one sentence */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const port = wholeNumber(env, "PORT", 3000);
  const origin = env.SHOP_ORIGIN ?? `http://127.0.0.1:${port}`;
  if (!URL.canParse(origin) || new URL(origin).origin !== origin)
    throw new Error("SHOP_ORIGIN isn't an origin, like http://127.0.0.1:3000");
  return {
    warifuKey: env.WARIFU_KEY,
    webhookSecret: env.WARIFU_WEBHOOK_SECRET,
    port,
    host: env.HOST ?? "127.0.0.1",
    origin,
    database: env.SHOP_DATABASE ?? "shop.sqlite",
    tradeDelayMs: wholeNumber(env, "SHOP_TRADE_DELAY_MS", 0),
  };
}

function wholeNumber(
  env: Readonly<Record<string, string | undefined>>,
  name: string,
  otherwise: number,
): number {
  const text = env[name];
  if (text === undefined || text === "") return otherwise;
  if (!/^\d{1,9}$/.test(text)) throw new Error(`${name} isn't a whole number`);
  return Number(text);
}
