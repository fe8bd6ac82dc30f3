/** What is in a row, whatever its values are: pure. */

export function shapeOfRow(row: Readonly<Record<string, unknown>> | undefined): unknown {
  if (!row) return undefined;
  return Object.entries(row).map(([name, cell]) => [name, shapeOfCell(cell)]);
}

/** What kind a cell is; of JSON its names, not its values. */
function shapeOfCell(cell: unknown): unknown {
  if (typeof cell !== "string") return cell === null ? "null" : typeof cell;
  try {
    return shapeOfJson(JSON.parse(cell));
  } catch {
    return "text";
  }
}

function shapeOfJson(value: unknown): unknown {
  if (Array.isArray(value)) return [shapeOfJson(value[0])];
  if (typeof value !== "object" || value === null) return typeof value;
  // Names that are ids or times differ from one row to the next.
  return Object.entries(value)
    .filter(([name]) => /^[a-zA-Z_]{1,20}$/.test(name))
    .map(([name, inner]) => [name, shapeOfJson(inner)]);
}
