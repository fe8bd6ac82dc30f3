/** `warifu export FOLDER`: everything a register can read of itself, as files. */

import { defineCommand } from "citty";
import { exportAll } from "../export/export-all.ts";
import { KEY_OPTION, warifuFrom } from "../key-option.ts";

export const exporting = defineCommand({
  meta: {
    name: "export",
    description:
      "Write trades, events, journal and payouts to a folder, as JSON and CSV; the journal for hledger too",
  },
  args: {
    folder: { type: "positional", required: true, description: "made if it isn't there" },
    ...KEY_OPTION,
    json: { type: "boolean", description: "print what was written as JSON" },
  },
  async run({ args }) {
    const line = (text: string) => (process.stderr.isTTY ? process.stderr.write(`\r${text}`) : 0);
    const written = await exportAll({
      ...{ warifu: warifuFrom(args.env), folder: args.folder },
      progress: (file, entries) => line(`${file}: ${entries}   `),
    });
    line("                              \r");
    if (args.json) console.log(JSON.stringify(written));
    else for (const { file, entries } of written) console.log(`${args.folder}/${file}  ${entries}`);
  },
});
