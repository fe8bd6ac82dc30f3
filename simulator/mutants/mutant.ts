/** A planted bug: edits of the production's sources, made as they are loaded. */

export interface Edit {
  readonly file: string;
  /** stands exactly once in the file */
  readonly search: string;
  readonly replace: string;
}

export interface Mutant {
  readonly name: string;
  /** the bug, in a line */
  readonly bug: string;
  readonly edits: readonly Edit[];
}
