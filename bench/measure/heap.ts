/** What the JavaScript of a workerd process holds, by V8's own inspector: without SQLite's caches and what workerd itself needs. */

interface Answered {
  readonly id?: number;
  readonly result?: { readonly usedSize?: number; readonly backingStorageSize?: number };
}

/** @param port of the inspector @returns bytes, buffers with it; whoever wants it without garbage collects before */
export async function heapBytes(port: number): Promise<number> {
  const socket = new WebSocket(`ws://127.0.0.1:${port}/main`);
  try {
    await new Promise((resolve, reject) => {
      socket.addEventListener("open", resolve);
      socket.addEventListener("error", () => reject(new Error("V8's inspector doesn't answer")));
    });
    const answered = new Promise<Answered>((resolve) => {
      socket.addEventListener("message", ({ data }) => {
        const said = JSON.parse(String(data)) as Answered;
        if (said.id === 1) resolve(said);
      });
    });
    socket.send(JSON.stringify({ id: 1, method: "Runtime.getHeapUsage" }));
    const { usedSize = Number.NaN, backingStorageSize = 0 } = (await answered).result ?? {};
    return usedSize + backingStorageSize;
  } finally {
    socket.close();
  }
}
