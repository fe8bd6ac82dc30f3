/** `warifu dev` of the published package, which has no servers in it: where they are. */

import { defineCommand } from "citty";

export const dev = defineCommand({
  meta: {
    name: "dev",
    description: "Both servers run from Warifu's own repository; here it says how",
  },
  run() {
    throw new Error(
      "the servers aren't in this package. In a clone of Warifu's repository: npm run warifu -- dev; or give --server, the address of a test server that runs",
    );
  },
});
