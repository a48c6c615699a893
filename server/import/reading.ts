// From a file and what was said of it to a proposal: the table with the most figures, read, with what of it would come in.
import { authorityById } from "../../db/authorities.ts";
import { InputError } from "../finance/inputError.ts";
import { withCommas } from "../finance/withCommas.ts";
import { printedNumber } from "../reading/cellKinds.ts";
import type { Grid } from "../reading/grid.ts";
import type { Choices, Proposal, Target } from "../reading/proposal.ts";
import type { RowKind } from "../reading/rows.ts";
import { readTable, type TableReading } from "../reading/table.ts";
import { formOf } from "./fileForm.ts";
import { readAs } from "./readAs.ts";
import { type FileTable, mostRowsRead } from "./sheetSource.ts";
import { tableNamed, tablesOf } from "./tables.ts";
import type { Stored } from "./targetReading.ts";
import { whereAsked } from "./whereAsked.ts";

/** So many rows go with a proposal for people to see. */
const seenRows = 200;

export interface ReadingAsked {
  readonly path: string;
  readonly choices: Choices;
}

/** @throws InputError on "file" of a file that has no table to read; what stands against a table that has been read is in the proposal. */
export async function readFileAs(stored: Stored | null, { path, choices }: ReadingAsked): Promise<Proposal> {
  const authority = stored && (await stored.db.read((on) => authorityById(on, stored.viewer, stored.authorityId)));
  const form = await formOf(path);
  const tables = await tablesOf(path, form);
  const chosen = tableNamed(tables, choices.sheet) ?? richest(tables);
  const from = {
    format: form.format,
    encoding: "text" in form ? form.text.encoding : null,
    sheet: chosen.name,
    sheets: tables.flatMap(({ name, grid }) => (name === null || grid.length === 0 ? [] : [name])),
  };
  if (chosen.grid.length > mostRowsRead)
    return { ...nothingOf(from, choices), refused: `The table has more than ${withCommas(mostRowsRead)} rows. It comes in row by row: say which of its columns is which.` };
  const read = (where: Choices["where"]) => readTable(chosen.grid, { headerAt: choices.headerRow, unit: choices.unit, where });
  const first = read(choices.where);
  if (!first) return { ...nothingOf(from, choices), refused: "No row of this table names its columns. Choose the row that does." };
  const as = choices.as ?? targetOf(first);
  const asked = choices.where ? null : whereAsked(first, as, authority?.name ?? null);
  const taken = asked?.taken?.split("=") ?? null;
  const table = taken ? (read([{ column: taken[0] as string, value: taken.slice(1).join("=") }]) ?? first) : first;
  const reader = readAs[as];
  const header = shapeOf(chosen.grid, table);
  if (!reader) return { ...nothingOf(from, choices), ...header, as, refused: `A table cannot be read as ${as} yet.` };
  const { clean, asks, ...reading } = await reader(table, { stored, choices, exact: form.format !== "CSV" && form.format !== "HTML" });
  // Which columns have the amounts can be asked when one of the lines across is chosen.
  const acrossFirst = asked !== null && taken === null && asked.options[0]?.startsWith(`${table.labels?.name}=`);
  const all = [...(asked ? [asked] : []), ...asks.filter(({ about }) => !(acrossFirst && about === "amount"))];
  const open = all.some(({ taken }) => taken === undefined);
  return { ...from, ...header, as, period: table.year ?? choices.year ?? null, refused: null, ...reading, asks: all, clean: open ? null : clean };
}

/** What a file is taken for where nobody has said. */
function targetOf(_table: TableReading): Target {
  return "budget";
}

/** Of several tables the one with the most figures. */
function richest(tables: readonly FileTable[]): FileTable {
  const figures = ({ grid }: FileTable) => grid.reduce((sum, { cells }) => sum + cells.filter((cell) => cell !== "" && printedNumber(cell) !== null).length, 0);
  return tables.map((table) => ({ table, figures: tables.length === 1 ? 0 : figures(table) })).reduce((most, next) => (next.figures > most.figures ? next : most)).table;
}

type From = Pick<Proposal, "format" | "encoding" | "sheet" | "sheets">;

/** Of what cannot be read at all. */
export function nothingOf(from: From, choices: Choices): Proposal {
  return {
    ...from,
    as: choices.as ?? "budget",
    headerRow: null,
    headingRows: 0,
    title: null,
    unit: null,
    period: null,
    years: [],
    columns: [],
    rows: countOfKinds([]),
    seen: [],
    totals: [],
    incoming: { count: 0, sumPence: null },
    leftOut: [],
    asks: [],
    refused: null,
    clean: null,
  };
}

function shapeOf(grid: Grid, table: TableReading) {
  const { header, columns, rows, title } = table;
  return {
    headerRow: grid[header.row]?.at ?? null,
    headingRows: header.groupsRow === null ? 1 : 2,
    title,
    columns: columns.map(({ name, group, holds }) => ({ name, group, holds, leftOut: null })),
    rows: countOfKinds(rows.map(({ kind }) => kind)),
    seen: rows.slice(0, seenRows),
  };
}

function countOfKinds(kinds: readonly RowKind[]): Proposal["rows"] {
  const counts = { leaf: 0, heading: 0, subtotal: 0, total: 0, memorandum: 0, excluded: 0, note: 0, blank: 0 };
  for (const kind of kinds) counts[kind] += 1;
  return counts;
}

/** What is handed to the importer. @throws InputError on "choices" where something is still to be answered, on "file" where nothing can come in. */
export function cleanOf({ clean, asks, refused }: Proposal): NonNullable<Proposal["clean"]> {
  if (refused !== null) throw new InputError("file", refused);
  const open = asks.find(({ taken }) => taken === undefined);
  if (clean === null) throw new InputError(`choices.${open?.about ?? "as"}`, open?.question ?? "Nothing of this table can come in.");
  return clean;
}
