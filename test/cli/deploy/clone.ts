/** A checkout as an operator has it: this tree's files, committed, in a folder of its own, with what is installed here. */

import { execFileSync, spawn } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { root } from "../../../cli/set-up.mjs";
import { recordTested } from "../../../cli/tested-tree.mjs";

export interface Said {
  readonly code: number;
  readonly text: string;
}

export interface Clone {
  readonly top: string;
  readonly home: string;
  /** Runs a line of a document in a shell, as its reader would. */
  sh(line: string): Promise<Said>;
  /** As `npm test` notes it once all is green. */
  tested(): void;
  remove(): void;
}

export function cloneHere(env: Readonly<Record<string, string>>): Clone {
  const folder = mkdtempSync(join(tmpdir(), "warifu-clone-"));
  const [top, home] = [join(folder, "warifu"), join(folder, "home")];
  const git = (...words: string[]) =>
    execFileSync("git", words, { cwd: top, encoding: "utf8", stdio: "pipe" });
  for (const made of [top, home]) mkdirSync(made);
  const listed = execFileSync("git", ["ls-files", "-co", "--exclude-standard", "--deduplicate"], {
    cwd: root,
    encoding: "utf8",
  });
  const deleted = new Set(
    execFileSync("git", ["ls-files", "-d"], { cwd: root, encoding: "utf8" }).split("\n"),
  );
  for (const path of listed.split("\n").filter((one) => one !== "" && !deleted.has(one))) {
    mkdirSync(dirname(join(top, path)), { recursive: true });
    cpSync(join(root, path), join(top, path));
  }
  symlinkSync(join(root, "node_modules"), join(top, "node_modules"));
  git("init", "--quiet", "--initial-branch", "main");
  git("config", "user.name", "Operator");
  git("config", "user.email", "operator@example.com");
  git("add", "--all");
  git("commit", "--quiet", "--message", "As it came");
  return {
    ...{ top, home },
    sh: (line) => said(line, top, { ...env, HOME: home }),
    tested: () => recordTested([], top),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

function said(line: string, cwd: string, env: Readonly<Record<string, string>>): Promise<Said> {
  const inherited = {
    ...process.env,
    NODE_OPTIONS: "",
    VITEST: "",
    npm_config_update_notifier: "false",
  };
  const child = spawn("sh", ["-c", line], { cwd, env: { ...inherited, ...env } });
  let text = "";
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding("utf8").on("data", (part: string) => {
      text += part;
      // A runner that hears nothing for a while takes it for one that stands.
      for (const step of part.split("\n").filter((one) => /^[✓✗…]/.test(one))) console.info(step);
    });
  return new Promise((resolve) =>
    child.once("close", (code) => resolve({ code: code ?? 1, text })),
  );
}
