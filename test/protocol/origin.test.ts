// Origins as a certificate may hold them: exactly what a browser writes, and nothing that could change a policy.
import * as v from "valibot";
import { expect, it } from "vitest";
import { Origin } from "../../protocol/signing/signed-objects.ts";

it.each([
  "https://shop.example",
  "https://shop.example:8443",
  "https://xn--bcher-kva.example",
  "http://localhost:3000",
  "http://127.0.0.1:3000",
  "http://[::1]:3000",
  "http://shop.localhost:3000",
])("%s is an origin", (origin) => {
  expect(v.is(Origin, origin)).toBe(true);
});

it.each([
  "https://shop.example/",
  "https://shop.example/path",
  "https://Shop.example",
  "https://shop.example:443",
  "https://user@shop.example",
  "https://shop.example:443@evil.example",
  "https://user:pass@shop.example",
  "https://shop.example.",
  "https://shop..example",
  "https://b\u00fccher.example",
  "https://0x7f.1",
  "https://2130706433",
  "https://127.1",
  "https://shop.example:0443",
  "https://shop.example:",
  "https://shop.example\\@evil.example",
  "https://shop.example?x",
  "https://shop.example#x",
  " https://shop.example",
  "https:shop.example",
  "blob:https://shop.example/1",
  "ftp://shop.example",
  "http://127.0.0.1.nip.io",
  "http://shop.example",
  "https://*",
  "https://*.example",
  "https://a;script-src.example",
  "https://a,b.example",
  "https://a'b.example",
  "https://.example",
  "null",
  "data:text/html,x",
  "",
])("%s is none", (origin) => {
  expect(v.is(Origin, origin)).toBe(false);
});
