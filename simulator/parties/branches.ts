/** How many branches a world's carrier has: payers are spread over them, books sweep them all. */
export const BRANCHES = 3;
