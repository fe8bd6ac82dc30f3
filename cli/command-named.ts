/** The command that a word names, among those that there are. */

/** @throws Error with one sentence for whoever typed it */
export function commandNamed<Run>(commands: Readonly<Record<string, Run>>, name: string): Run {
  const run = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!run) throw new Error(`no such command: ${name}`);
  return run;
}
