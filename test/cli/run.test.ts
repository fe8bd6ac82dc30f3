// A command that stands still is ended, and said to have stood; one that speaks isn't.

import { expect, it } from "vitest";
import { run } from "../../cli/run.mjs";

const limits = { silentMs: 700, quiet: true };

it("a command that says nothing for too long is ended", async () => {
  const done = await run("stands", "sh", ["-c", "echo here; sleep 20"], limits);
  expect(done).toMatchObject({ ok: false, stood: true });
  expect(done.output).toContain("said nothing for 0.7 s");
});

it("one that goes on speaking takes its time", async () => {
  const script = "for i in 1 2 3 4 5; do echo $i; sleep 0.3; done";
  const done = await run("speaks", "sh", ["-c", script], limits);
  expect(done).toMatchObject({ ok: true, stood: false });
});
