/** `node test/contract/examples/write.ts`: the examples of the documents' bodies anew, from the signers of today. */

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { EXAMPLE_FILES, exampleRequests } from "./example-requests.ts";

const made = await exampleRequests();
for (const [server, file] of Object.entries(EXAMPLE_FILES))
  writeFileSync(
    join(import.meta.dirname, "../../..", file),
    `${JSON.stringify(made[server as keyof typeof made], null, 2)}\n`,
  );
