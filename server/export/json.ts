// JSON: all that a table says, for programs, by the schema at /export/table.schema.json.
import type { Exported, Pieces } from "./exported.ts";
import { schemaPath } from "./jsonSchema.ts";
import type { PrintedCell, PrintedRow, PrintedTable } from "./printed.ts";
import { valueUnit } from "./valueUnit.ts";

const rowsAPiece = 100;

/** One table, or a report with its tables in their order. */
export function* json({ title, tables, isReport, dataVersion, madeOn }: Exported): Pieces & Generator<string> {
  const file = members({ $schema: schemaPath, madeOn });
  if (isReport) {
    yield `{${file},${members({ title, dataVersion })},"tables":[`;
    for (const [index, table] of tables.entries()) {
      yield index > 0 ? ",\n{" : "\n{";
      yield* tableMembers(table);
      yield "}";
    }
    yield "\n]}\n";
    return;
  }
  yield `{${file},`;
  yield* tableMembers(tables[0] as PrintedTable);
  yield "}\n";
}

function* tableMembers(table: PrintedTable): Generator<string> {
  const { address, title, source, unit, dataVersion, labelHeading } = table;
  const columns = table.columns.map(({ key, label, status, words, rated }) => ({ key, label, status, words, rated }));
  const shorthands = table.shorthands.filter(({ inCells }) => inCells).map(({ mark, means }) => ({ mark, means }));
  yield members({ title, address, source, unit, dataVersion, labelHeading, columns, notes: table.notes, shorthands });
  yield ',"rows":[';
  let piece: string[] = [];
  let before = "\n";
  for (const row of table.rows()) {
    piece.push(JSON.stringify(rowJson(row)));
    if (piece.length < rowsAPiece) continue;
    yield before + piece.join(",\n");
    before = ",\n";
    piece = [];
  }
  yield piece.length > 0 ? `${before}${piece.join(",\n")}\n]` : "\n]";
}

function rowJson({ key, kind, level, label, status, group, cells }: PrintedRow) {
  return { key, kind, level, label, status, group, cells: cells.map(cellJson) };
}

function cellJson(cell: PrintedCell) {
  const { shown, number, rating, notes } = cell;
  return { shown, value: number === null ? null : number.value.toString(), unit: valueUnit(cell), rating, notes };
}

/** The members of an object without its braces, so that others can follow. */
function members(object: object): string {
  return JSON.stringify(object).slice(1, -1);
}
