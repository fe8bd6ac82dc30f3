/** TCP ports that are free on the loopback now. Someone may take one before it is used: start soon. */

import { createServer } from "node:net";

export function freePort(): Promise<number> {
  return listenOn(0);
}

/** This port, or a free one if something listens on it. */
export function portNear(port: number): Promise<number> {
  return listenOn(port).catch(() => freePort());
}

function listenOn(port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
      .once("error", reject)
      .listen(port, "127.0.0.1", () => {
        const address = server.address();
        const taken = typeof address === "object" && address ? address.port : 0;
        server.close(() => resolve(taken));
      });
  });
}
