// A register that lost its signing key, from the shop's lost-key over two operators to its first trade under the next
// key: the commands as they are typed, against both servers.

import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { makeKeys } from "../../cli/keys.ts";
import { registerShop } from "../../cli/register-shop.ts";
import { node24, root } from "../../cli/set-up.mjs";
import { startServers } from "../../cli/system/servers.ts";
import { warifuKeyOf } from "../../cli/warifu-key.ts";
import { createWarifu } from "../../register-server/index.ts";

const PAGE = "http://127.0.0.1:9";
const NAME = "Forgetful shop";
const ORDER = { amount: 300, currency: "JPY", items: [] };

test("[RG12] a lost key is replaced by two operators' commands, and the shop sells on under the next", async () => {
  test.setTimeout(120_000);
  const folder = mkdtempSync(join(tmpdir(), "warifu-lost-key-"));
  const made = await makeKeys({ mode: "test", now: Date.now() });
  const [first = "", second] = [made.carrier.OPERATOR_KEY, "the-second-operator"];
  const keys = { ...made, carrier: { ...made.carrier, OPERATOR_KEY_2: second } };
  const servers = await startServers({ folder, keys });
  const run = (program: string, env: Record<string, string>, ...words: string[]): string =>
    execFileSync(node24(), [join(root, `cli/${program}.ts`), ...words], {
      ...{ encoding: "utf8", cwd: folder },
      env: { ...process.env, ...env },
    });
  const asOperator = (key: string, ...words: string[]) =>
    run(
      "operator",
      { WARIFU_OPERATOR_KEY: key },
      ...words,
      ...["--carrier", servers.carrierOrigin],
    );
  try {
    const { origin: server, carrierOrigin: carrier } = servers;
    const rootKey = made.root.publicKey;
    const asked = { name: NAME, origins: [PAGE], server, carrier, operatorKey: first, rootKey };
    const old = await registerShop({ ...asked, mode: "test", vouched: true });
    const { register } = old;
    const before = createWarifu({ key: old.key });
    const { id } = await before.createTrade(ORDER);

    const named = ["--name", NAME, "--origin", PAGE, "--server", server, "--root-key", rootKey];
    const files = ["--write", "next.env", "--request", "request.json"];
    const lost = JSON.parse(run("register", {}, "lost-key", register, ...named, ...files));
    const request = readFileSync(join(folder, "request.json"), "utf8");
    const next = createWarifu({ key: warifuKeyOf(join(folder, "next.env"), undefined) });
    expect(JSON.stringify(lost.well_known)).toContain(lost.key);
    expect(JSON.parse(request).registration.payload.iss).toBe(lost.key);

    const replace = ["replace-key", register, "--registration", "request.json"];
    for (let asked = 0; asked < 2; asked++)
      expect(JSON.parse(asOperator(first, ...replace))).toEqual({
        ...{ waits_for: "another operator", key: lost.key },
      });
    expect((await before.createTrade(ORDER)).status).toBe("open");
    asOperator(second, ...replace, "--out", "certificate.json");
    await expect(before.createTrade(ORDER)).rejects.toMatchObject({ code: "bad_signature" });
    const log = JSON.parse(asOperator(second, "audit", "--register", register));
    expect(log.entries.map(({ act }: { act: string }) => act)).toContain("replace_key");

    run("register", {}, "found-key", "certificate.json", "--warifu-key-file", "next.env");
    expect((await next.createTrade(ORDER)).status).toBe("open");
    expect((await next.getTrade(id)).register).toBe(register);
    expect((await next.listApiKeys()).map(({ name }) => name)).toContain("after a lost key");
  } finally {
    await servers.stop();
    rmSync(folder, { recursive: true, force: true });
  }
});
