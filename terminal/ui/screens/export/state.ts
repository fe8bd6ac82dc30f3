/** Export: what this terminal remembers, as a file. */

export interface ExportState {
  readonly status: "export";
}

export function exportState(): ExportState {
  return { status: "export" };
}
