/** How these commands are typed from where this one was, for the lines that one prints to be pasted. */

export function typedAs(): string {
  return process.env.npm_lifecycle_event === "warifu" ? "npm run warifu --" : "warifu";
}
