/** How these commands are typed from where this one was, for the lines that one prints to be pasted. */

export function typedAs(): string {
  const { npm_lifecycle_event: script, npm_command: command } = process.env;
  if (script === "warifu") return "npm run warifu --";
  return command === "exec" ? "npx warifu" : "warifu";
}
