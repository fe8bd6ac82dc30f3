/** A peer as a contender: its process, started with our trust and parties, beside the database it writes to. */

import { type ChildProcess, spawn } from "node:child_process";
import { writeFileSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import { node24 } from "../../cli/set-up.mjs";
import { freePort } from "../../cli/system/free-port.ts";
import { requestBytes } from "../load/http-lane.ts";
import { withDescendants } from "../measure/machine.ts";
import type { Books, Contender, OpenPage } from "../trade/contender.ts";
import { openDatabase, readBooks } from "./peer-books.ts";
import type { PeerSettings } from "./peer-settings.ts";

const SCRIPT = join(import.meta.dirname, "serve-peer.ts");

export class Peer implements Contender {
  readonly name: string;
  readonly origin: string;
  readonly port: number;
  readonly #settings: PeerSettings;
  readonly #child: ChildProcess;
  /** of its database, where that is a process of its own */
  readonly #databasePid: number | undefined;

  private constructor(
    name: string,
    settings: PeerSettings,
    child: ChildProcess,
    databasePid: number | undefined,
  ) {
    this.name = name;
    this.#settings = settings;
    this.#child = child;
    this.#databasePid = databasePid;
    this.origin = settings.origin;
    this.port = settings.port;
  }

  static async start(
    name: string,
    asked: Omit<PeerSettings, "port" | "origin">,
    folder: string,
    databasePid?: number,
  ): Promise<Peer> {
    const port = await freePort();
    const settings = { ...asked, port, origin: `http://localhost:${port}` };
    await openDatabase(settings);
    const path = join(folder, `${settings.kind}.json`);
    writeFileSync(path, JSON.stringify(settings), { mode: 0o600 });
    const child = spawn(node24(), ["--disable-warning=DEP0204", SCRIPT, path], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    process.once("exit", () => child.kill("SIGKILL"));
    await new Promise<void>((resolve, reject) => {
      child.stdout.setEncoding("utf8").on("data", (text: string) => {
        if (text.includes("ready")) resolve();
      });
      child.once("exit", (code) => reject(new Error(`${name} ended (${code})`)));
    });
    return new Peer(name, settings, child, databasePid);
  }

  processes() {
    const server = [this.#child.pid ?? 0];
    if (this.#databasePid === undefined) return { server };
    return { server, database: withDescendants(this.#databasePid) };
  }

  /** A peer knows its payers by their keys. */
  async refresh(): Promise<void> {}

  openPage(trade: string): Promise<OpenPage> {
    return new Promise((resolve, reject) => {
      const socket = connect(this.port, "127.0.0.1");
      const url = `${this.origin}/v1/trades/${trade}/events`;
      socket.once("connect", () => socket.write(requestBytes("GET", url)));
      socket.once("error", reject);
      let heard = "";
      let settle = () => {};
      const settled = new Promise<void>((done) => {
        settle = done;
      });
      socket.setEncoding("latin1").on("data", (text) => {
        heard += text;
        if (heard.includes("data: settled")) settle();
        else if (heard.includes("data: open")) resolve({ settled, close: () => socket.destroy() });
      });
    });
  }

  async stop(): Promise<void> {
    const exited = new Promise<void>((resolve) => this.#child.once("exit", () => resolve()));
    this.#child.kill("SIGKILL");
    await exited;
  }

  books(): Promise<Books> {
    return readBooks(this.#settings);
  }
}
