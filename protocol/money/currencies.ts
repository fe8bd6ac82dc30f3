/**
 * ISO 4217: the active currencies and their number of decimals. A table of our own, since `Intl` gives
 * display decimals, which differ from ISO's on 29 codes (ISK, UGX, IQD …). Fund codes, metals and test
 * codes are left out: nobody pays a shop in them.
 */

const ZERO = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF";
const THREE = "BHD IQD JOD KWD LYD OMR TND";
const TWO =
  "AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CNY COP CRC CUP CVE CZK " +
  "DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD " +
  "KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP " +
  "PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH " +
  "USD UYU UZS VED VES WST XCD XCG YER ZAR ZMW ZWG";

const DECIMALS: ReadonlyMap<string, number> = new Map([
  ...ZERO.split(" ").map((code) => [code, 0] as const),
  ...TWO.split(" ").map((code) => [code, 2] as const),
  ...THREE.split(" ").map((code) => [code, 3] as const),
]);

/** @returns ISO 4217's number of decimals, or undefined for a code that isn't an active currency. */
export function decimalsOf(currency: string): number | undefined {
  return DECIMALS.get(currency);
}

export const CURRENCIES: readonly string[] = [...DECIMALS.keys()].sort();
