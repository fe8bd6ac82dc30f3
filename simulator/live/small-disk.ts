/**
 * A disk so small that a test can fill it: a tmpfs over a folder, and a ballast file that takes the rest of it.
 * Mounting needs root; where it isn't permitted, mount() throws, so that no drill passes without its disk.
 */

import { execFileSync } from "node:child_process";
import { closeSync, openSync, rmSync, writeSync } from "node:fs";
import { join } from "node:path";

export class SmallDisk {
  readonly #size: string;
  #folder: string | undefined;

  /** @param size as mount takes it, such as "12m" */
  constructor(size: string) {
    this.#size = size;
  }

  /** @throws Error where mounting isn't permitted */
  mount(folder: string): void {
    try {
      execFileSync("mount", ["-t", "tmpfs", "-o", `size=${this.#size}`, "tmpfs", folder], {
        stdio: "pipe",
      });
    } catch (cause) {
      const remedy = "a full disk can't be tried here: mounting a tmpfs needs root";
      throw new Error(remedy, { cause });
    }
    this.#folder = folder;
    process.once("exit", () => this.unmount());
    for (const signal of ["SIGINT", "SIGTERM"] as const)
      process.once(signal, () => process.exit(1));
  }

  /** To the last byte. */
  fill(): void {
    const file = openSync(this.#ballast(), "w");
    const block = Buffer.alloc(64 * 1024);
    for (let size = block.length; size >= 1; ) {
      try {
        writeSync(file, block, 0, size);
      } catch {
        size = size === 1 ? 0 : Math.floor(size / 2);
      }
    }
    closeSync(file);
  }

  free(): void {
    rmSync(this.#ballast(), { force: true });
  }

  /** Even while someone still has a file open in it. */
  unmount(): void {
    if (this.#folder !== undefined) execFileSync("umount", ["-l", this.#folder], { stdio: "pipe" });
    this.#folder = undefined;
  }

  #ballast(): string {
    if (this.#folder === undefined) throw new Error("the disk isn't mounted");
    return join(this.#folder, "ballast");
  }
}
