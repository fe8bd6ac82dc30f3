/** Until Ctrl-C, or whoever started the command ends it. */

export function untilInterrupted(): Promise<void> {
  return new Promise((resolve) => {
    for (const name of ["SIGINT", "SIGTERM"] as const) process.once(name, () => resolve());
  });
}
