/** docs/performance.md and its pictures, written from a run and by nothing else. */

import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Figure, spreadAt } from "./figures.ts";
import { barPicture } from "./pictures.ts";
import type { Run } from "./report.ts";

const PICTURES: readonly {
  file: string;
  title: string;
  figure: Figure;
  connections: number;
  digits: number;
}[] = [
  {
    file: "throughput",
    title: "Confirms per second, 32 at once",
    figure: "perSecond",
    connections: 32,
    digits: 0,
  },
  {
    file: "latency",
    title: "Confirm to receipt, one at a time: p50 in ms",
    figure: "p50Ms",
    connections: 1,
    digits: 2,
  },
  {
    file: "tail",
    title: "Confirm to receipt, 32 at once: p99 in ms",
    figure: "p99Ms",
    connections: 32,
    digits: 1,
  },
  {
    file: "cpu",
    title: "CPU per settlement, 32 at once: microseconds",
    figure: "cpuMicros",
    connections: 32,
    digits: 0,
  },
];

/** @param docs the folder of the documents @param text what the run printed */
export function writeDocument(docs: string, run: Run, text: string): void {
  const images = join(docs, "images");
  mkdirSync(images, { recursive: true });
  const links = PICTURES.map(({ file, title, figure, connections, digits }) => {
    const bars = run.entries.flatMap(({ name }) => {
      const spread = spreadAt(run.rounds, { entry: name, step: "confirm", connections }, figure);
      return spread ? [{ name, spread }] : [];
    });
    writeFileSync(join(images, `performance-${file}.svg`), barPicture({ title, bars, digits }));
    return `![${title}](images/performance-${file}.svg)`;
  });
  const page = `# Performance

Written by \`npm run bench -- --docs\`, never by hand. How to read it: [bench/README.md](../bench/README.md).

${links.join("\n\n")}

\`\`\`
${text}
\`\`\`
`;
  writeFileSync(join(docs, "performance.md"), page);
}
