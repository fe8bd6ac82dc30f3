/** What this terminal calls itself until its owner names it: the kind of browser, nothing of its owner. */

export const TERMINAL_NAME = `Browser extension (${import.meta.env.BROWSER})`;
