// Small tables of the shapes that councils and the government publish, for the tests of what is read from them.
import { gridRow } from "../../server/reading/grid.ts";
import type { Proposed } from "../../server/reading/proposal.ts";
import { readTable, type TableChoices, type TableReading } from "../../server/reading/table.ts";

/** A table of lines whose cells are told apart by "|". */
export function tableOf(lines: readonly string[], chosen?: TableChoices): TableReading {
  const table = readTable(
    lines.map((line, index) => gridRow(index + 1, line.split("|"))),
    chosen,
  );
  if (!table) throw new Error("No header was found.");
  return table;
}

/** What comes in, each row as one text. */
export function cleanRows({ clean }: Proposed): string[] {
  return clean ? clean.table.rows.map(({ values }) => values.join("|")) : [];
}

/** Every text in something that was read. */
export function textsIn(read: unknown): string[] {
  if (typeof read === "string") return [read];
  return typeof read === "object" && read !== null ? Object.values(read).flatMap(textsIn) : [];
}
