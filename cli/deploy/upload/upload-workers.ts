/** Uploads the Workers one after the other with wrangler, each with its secrets and the mark that says what it is. */

import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../../set-up.mjs";
import type { Role } from "../../system/servers.ts";
import { withSecretFile } from "../checks/secrets.ts";
import { wrangler } from "../cloudflare/wrangler.ts";
import { CONFIG, type EnvironmentName } from "../environment/environments.ts";
import type { Steps } from "../steps.ts";
import { type DeployedMark, markText } from "./deployed-mark.ts";
import { type Upload, withoutServices } from "./upload-order.ts";

/** Written for one upload, beside the one it is made of, since paths in it are relative. */
const UNBOUND = "worker/carrier-server/wrangler.first.toml";

export const TITLES: Readonly<Record<Role, string>> = {
  carrier: "carrier",
  synchronous: "synchronous",
};

export interface ToUpload {
  readonly name: EnvironmentName;
  readonly account: string;
  readonly marks: Readonly<Record<Role, DeployedMark>>;
  readonly secrets?: Readonly<Record<Role, Readonly<Record<string, string>>>>;
}

export async function uploadWorkers(
  steps: Steps,
  uploads: readonly Upload[],
  asked: ToUpload,
): Promise<void> {
  for (const { role, unbound } of uploads)
    await steps.take(TITLES[role], async () => {
      const version = await uploadOne(role, unbound, asked);
      const what = unbound ? "up, not bound to the other one yet" : "up";
      return { said: `${what}: version ${version}`, value: null };
    });
}

async function uploadOne(role: Role, unbound: boolean, asked: ToUpload): Promise<string> {
  const { name, account, marks, secrets } = asked;
  const config = unbound ? UNBOUND : CONFIG[role];
  const mark = unbound ? { ...marks[role], unbound } : marks[role];
  if (unbound)
    writeFileSync(
      join(root, UNBOUND),
      withoutServices(readFileSync(join(root, CONFIG[role]), "utf8")),
    );
  process.env.CLOUDFLARE_ACCOUNT_ID ??= account;
  try {
    return await withSecretFile(secrets?.[role], async (file) => {
      const output = await wrangler(
        [
          ...["deploy", "--config", join(root, config), "--env", name],
          ...["--message", markText(mark), "--tag", mark.version],
          ...(file === undefined ? [] : ["--secrets-file", file]),
        ],
        `npm run deploy -- --env ${name}, once that is mended: what is up stays up`,
      );
      return /Current Version ID: (\S+)/.exec(output)?.[1] ?? "unknown";
    });
  } finally {
    if (unbound) rmSync(join(root, UNBOUND), { force: true });
  }
}
