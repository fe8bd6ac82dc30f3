/**
 * Marionette, Firefox's own remote protocol over TCP (length:JSON), and the process it speaks to: no driver program is needed,
 * and none is packaged for Debian. Knows nothing of pages.
 */

import { type ChildProcess, spawn } from "node:child_process";
import { writeFileSync } from "node:fs";
import { connect, type Socket } from "node:net";
import { join } from "node:path";
import { freePort } from "../../../../cli/system/free-port.ts";

const START_LIMIT_MS = 30_000;

/** One command. @throws Error with the browser's own words */
export type Send = (command: string, parameters?: Record<string, unknown>) => Promise<unknown>;

export type Preferences = Readonly<Record<string, string | number | boolean>>;

export interface Marionette {
  readonly send: Send;
  /** resolves once the browser has ended */
  end(): Promise<void>;
}

/** @param profile an empty folder */
export async function startMarionette(
  profile: string,
  preferences: Preferences,
): Promise<Marionette> {
  const port = await freePort();
  const lines = Object.entries({ ...preferences, "marionette.port": port }).map(
    ([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});\n`,
  );
  writeFileSync(join(profile, "user.js"), lines.join(""));
  const args = [
    "--headless",
    "--marionette",
    "--remote-allow-system-access",
    "--no-remote",
    "--profile",
    profile,
  ];
  const child = spawn(process.env.WARIFU_FIREFOX ?? "firefox-esr", args, {
    stdio: "ignore",
    detached: true,
  });
  process.once("exit", () => kill(child));
  const socket = await untilConnected(port, child);
  const send = speak(socket);
  await send("WebDriver:NewSession", { capabilities: {} });
  return {
    send,
    async end() {
      socket.destroy();
      const ended = new Promise((resolve) => child.once("exit", resolve));
      kill(child);
      await ended;
    },
  };
}

async function untilConnected(port: number, child: ChildProcess): Promise<Socket> {
  const end = Date.now() + START_LIMIT_MS;
  let missing = false;
  child.once("error", () => {
    missing = true;
  });
  for (;;) {
    const socket = await new Promise<Socket | undefined>((resolve) => {
      const tried = connect(port, "127.0.0.1", () => resolve(tried));
      tried.once("error", () => resolve(undefined));
    });
    if (socket) return socket;
    if (missing || Date.now() > end)
      throw new Error("Firefox did not start: install firefox-esr, or name one in WARIFU_FIREFOX");
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** [0, id, command, parameters] there, [1, id, error, result] back. */
function speak(socket: Socket): Send {
  const waiting = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();
  let received = Buffer.alloc(0);
  let last = 0;
  socket.on("data", (chunk: Buffer) => {
    received = Buffer.concat([received, chunk]);
    for (;;) {
      const colon = received.indexOf(":");
      const end = colon + 1 + Number(received.subarray(0, Math.max(colon, 0)).toString());
      if (colon < 0 || received.length < end) return;
      const message: unknown = JSON.parse(received.subarray(colon + 1, end).toString());
      received = received.subarray(end);
      if (!Array.isArray(message)) continue; // the greeting
      const [, id, error, result] = message as [
        number,
        number,
        { message: string } | null,
        unknown,
      ];
      if (error) waiting.get(id)?.reject(new Error(`Firefox: ${error.message}`));
      else waiting.get(id)?.resolve(result);
      waiting.delete(id);
    }
  });
  socket.on("close", () => {
    for (const { reject } of waiting.values()) reject(new Error("Firefox has ended"));
    waiting.clear();
  });
  return (command, parameters = {}) =>
    new Promise((resolve, reject) => {
      last += 1;
      waiting.set(last, { resolve, reject });
      const text = JSON.stringify([0, last, command, parameters]);
      socket.write(`${Buffer.byteLength(text)}:${text}`);
    });
}

function kill({ pid }: ChildProcess): void {
  try {
    if (pid !== undefined) process.kill(-pid, "SIGKILL");
  } catch {
    // It has ended already.
  }
}
