// How the extension is built: what it may reach, and which system it belongs to.
// One origin, one root key and one mode are fixed at build time; the wallet asks for nothing else, ever.
// Set by environment: WARIFU_ORIGIN, WARIFU_ROOT_KEY, WARIFU_MODE, WARIFU_DEMO_SHOP for a shop to try it at,
// WARIFU_WELCOME=off for a wallet that opens nothing when it is installed, and WARIFU_OUT_DIR for where the build goes.
import preact from "@preact/preset-vite";
import { defineConfig } from "wxt";
import { cutChunks } from "./extension/build/chunks.ts";
import { packWords } from "./extension/build/pack-words.ts";

const origin = new URL(process.env.WARIFU_ORIGIN ?? "http://localhost:8787");

/** The pins every bundle carries, as compile-time constants; vitest.config.ts gives them to tests too. */
export const pins = {
  __WARIFU_ORIGIN__: JSON.stringify(origin.origin),
  __WARIFU_ROOT_KEY__: JSON.stringify(process.env.WARIFU_ROOT_KEY ?? ""),
  __WARIFU_DEMO_SHOP__: JSON.stringify(process.env.WARIFU_DEMO_SHOP ?? ""),
  __WARIFU_WELCOME__: JSON.stringify(process.env.WARIFU_WELCOME !== "off"),
  __WARIFU_MODE__: JSON.stringify(process.env.WARIFU_MODE ?? "test"),
};

/** Of the wallet's pages and its background: nothing but its own files, and our one origin [PG13]. */
function policy({ origin, protocol, host }: URL): string {
  const socket = `${protocol === "https:" ? "wss:" : "ws:"}//${host}`;
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    `connect-src ${origin} ${socket}`,
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join("; ");
}

// Fixes the extension's id in Chromium, so that servers and tests can name it. Nobody holds the private half.
const CHROMIUM_KEY =
  "MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAnc9OYJbLKBx2Ixir0iM0ORqQZCzuLTTAQTz3rBkqmDfqddROO6ntUSIbAZu65/YdXKb5xqsUZvcFwdm2QQm/seWMUghNTflKsb0jQBfzGUeGUcPBQdkJw0w85Dbo6befxTMx83FOAtbnnMM7Yzbc2MWhCGp5tOkbEi5fIy0J66BasMTFEQuSD8dOIZ8Crk/GpWSxGTtOdaQ/mkexILcQ/s5p7uA1GW/i010mYp35UhQLTLx1hxCPEyyI5PsHGXAPQL49gyEQJaXwtY6LdkVdKXgUgY4TfX8FYlIIOG9ayUkMGZYKYXqbAlv9qcAQFmOzy3HYejvOuDRwQ1TTQwH7lwIDAQAB";

const chromium = { key: CHROMIUM_KEY, minimum_chrome_version: "137" }; // 137: Ed25519 in WebCrypto

const firefox = {
  browser_specific_settings: {
    gecko: {
      id: "terminal@warifu.example",
      strict_min_version: "142.0",
      data_collection_permissions: { required: ["none"] as ["none"] },
    },
  },
};

export default defineConfig({
  srcDir: "extension",
  publicDir: "extension/public",
  outDir: process.env.WARIFU_OUT_DIR ?? ".output",
  imports: false,
  manifestVersion: 3,
  targetBrowsers: ["chrome", "firefox"],
  vite: () => ({
    plugins: [preact(), packWords()],
    define: pins,
    // A later script's own imports lie beside it: nothing needs to be told of them beforehand.
    build: { modulePreload: false },
  }),
  hooks: {
    "vite:build:extendConfig": (entrypoints, config) => {
      if (entrypoints.some(({ name }) => name === "popup")) cutChunks(config);
    },
  },
  zip: { name: "warifu" },
  manifest: ({ browser }) => ({
    name: "__MSG_ext_name__",
    description: "__MSG_ext_description__",
    default_locale: "en",
    permissions: ["storage", "alarms"],
    // Asked for by a press, on the way into the wallet or under Messages.
    optional_permissions: ["notifications"],
    // Match patterns know no ports.
    host_permissions: [`${origin.protocol}//${origin.hostname}/*`],
    content_security_policy: { extension_pages: policy(origin) },
    ...(browser === "firefox" ? firefox : chromium),
  }),
});
