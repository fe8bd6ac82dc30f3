// The tests that meet the mutants: those of the protocol and of the carrier's pure files, in plain Node.
import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

/** Random histories take seconds and find least by themselves: they only meet what the quick tests let through. */
class QuickFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const isSlow = ({ moduleId }: TestSpecification) => moduleId.endsWith("-model.test.ts");
    const sorted = await super.sort(files);
    return [...sorted.filter((file) => !isSlow(file)), ...sorted.filter(isSlow)];
  }
}

export default defineConfig({
  test: {
    environment: "node",
    include: ["test/protocol/**/*.test.ts", "test/carrier-*/**/*.test.ts"],
    setupFiles: ["mutation/same-every-time.ts"],
    sequence: { sequencer: QuickFirst },
    isolate: false,
    testTimeout: 20_000,
  },
});
