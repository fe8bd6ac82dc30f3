/**
 * PostgreSQL in a cluster of its own, from Debian's packages, on a loopback port, as a user that isn't root: started
 * for the run and gone after it. Durable (fsync and synchronous_commit on), with the memory and checkpoints that a team
 * would give it.
 */

import { type ChildProcess, spawn } from "node:child_process";
import { chownSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { installWithApt } from "../../cli/apt.mjs";
import { freePort } from "../../cli/system/free-port.ts";

const PACKAGES = "/usr/lib/postgresql";
const START_LIMIT_MS = 20_000;

const OPTIONS = {
  listen_addresses: "127.0.0.1",
  unix_socket_directories: "",
  shared_buffers: "1GB",
  max_wal_size: "4GB",
  wal_level: "minimal",
  max_wal_senders: "0",
  fsync: "on",
  synchronous_commit: "on",
  max_connections: "100",
};

export interface Postgres {
  readonly version: string;
  readonly pid: number;
  /** of a database of this name, which is made first */
  database(name: string): Promise<string>;
  /** a program of PostgreSQL's, such as pgbench, by its path and with the cluster in its environment */
  program(name: string): { readonly path: string; readonly env: Record<string, string> };
  stop(): Promise<void>;
}

/** @returns undefined where PostgreSQL can't be had */
export async function startPostgres(): Promise<Postgres | undefined> {
  const programs =
    programsFolder() ?? ((await installWithApt(["postgresql"])) ? programsFolder() : undefined);
  if (!programs) return undefined;
  const user = process.getuid?.() === 0 ? idsOf("postgres") : undefined;
  const folder = join(tmpdir(), `warifu-bench-postgres-${process.pid}`);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (user) chownSync(folder, user.uid, user.gid);
  const data = join(folder, "data");
  const as = { ...user, cwd: folder };
  await done(
    join(programs, "initdb"),
    ["-D", data, "-E", "UTF8", "--locale=C.UTF-8", "-A", "trust", "-U", "bench"],
    as,
  );
  const port = await freePort();
  const settings = Object.entries(OPTIONS).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  const server = spawn(join(programs, "postgres"), ["-D", data, "-p", `${port}`, ...settings], {
    ...as,
    stdio: "ignore",
  });
  const kill = () => server.kill("SIGKILL");
  process.once("exit", kill);
  const env = { PGHOST: "127.0.0.1", PGPORT: `${port}`, PGUSER: "bench" };
  const program = (name: string) => ({ path: join(programs, name), env });
  await untilReady(program("pg_isready"), server);
  return {
    version: readFileSync(join(data, "PG_VERSION"), "utf8").trim(),
    pid: server.pid ?? 0,
    database: async (name) => {
      await done(program("createdb").path, [name], {
        cwd: folder,
        env: { ...process.env, ...env },
      });
      return `postgres://bench@127.0.0.1:${port}/${name}`;
    },
    program,
    stop: async () => {
      const exited = new Promise<void>((resolve) => server.once("exit", () => resolve()));
      server.kill("SIGINT");
      await exited;
      process.off("exit", kill);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function programsFolder(): string | undefined {
  if (!existsSync(PACKAGES)) return undefined;
  const versions = readdirSync(PACKAGES).map(Number).filter(Number.isFinite);
  const folders = versions
    .sort((a, b) => b - a)
    .map((version) => join(PACKAGES, `${version}`, "bin"));
  return folders.find((folder) => existsSync(join(folder, "postgres")));
}

/** PostgreSQL refuses to run as root. */
function idsOf(name: string): { uid: number; gid: number } {
  const line = readFileSync("/etc/passwd", "utf8")
    .split("\n")
    .find((one) => one.startsWith(`${name}:`));
  const [, , uid, gid] = line?.split(":") ?? [];
  if (!uid || !gid) throw new Error(`there is no user ${name}`);
  return { uid: Number(uid), gid: Number(gid) };
}

type SpawnOptions = NonNullable<Parameters<typeof spawn>[2]>;

export function done(
  path: string,
  args: readonly string[],
  options: SpawnOptions,
): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(path, args, { ...options, stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    for (const stream of [child.stdout, child.stderr])
      stream?.setEncoding("utf8").on("data", (text: string) => {
        output += text;
      });
    child.once("error", reject);
    child.once("close", (code) =>
      code === 0 ? resolve(output) : reject(new Error(`${path} failed (${code}): ${output}`)),
    );
  });
}

async function untilReady(
  { path, env }: ReturnType<Postgres["program"]>,
  server: ChildProcess,
): Promise<void> {
  const until = Date.now() + START_LIMIT_MS;
  for (;;) {
    const ready = await done(path, [], { env: { ...process.env, ...env } }).then(
      () => true,
      () => false,
    );
    if (ready) return;
    if (server.exitCode !== null || Date.now() > until) throw new Error("PostgreSQL didn't start");
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
