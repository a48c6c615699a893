// From a file and what was said of it to a proposal: the table with the most figures, read, with what of it would come in.
import { authoritiesNamed, authorityById } from "../../db/authorities.ts";
import { InputError } from "../finance/inputError.ts";
import { withCommas } from "../finance/withCommas.ts";
import { printedNumber } from "../reading/cellKinds.ts";
import type { Column } from "../reading/columns.ts";
import type { Grid } from "../reading/grid.ts";
import { guardedOut } from "../reading/guard.ts";
import type { Choices, LeftOut, Proposal } from "../reading/proposal.ts";
import type { RowKind } from "../reading/rows.ts";
import { openTable, type TableReading } from "../reading/table.ts";
import { type TargetRead, targetOf } from "../reading/targetOf.ts";
import { authoritiesIn } from "./authoritiesIn.ts";
import { formOf } from "./fileForm.ts";
import { readAs } from "./readAs.ts";
import { recalled, shapeName, withRemembered } from "./rememberedChoices.ts";
import { readForEach } from "./severalReading.ts";
import { tablesOn } from "./severalTables.ts";
import { type FileTable, mostRowsRead } from "./sheetSource.ts";
import { tableNamed, tablesOf } from "./tables.ts";
import type { Stored, TargetReading } from "./targetReading.ts";
import { whoseAsked } from "./whoseAsked.ts";

/** So many rows go with a proposal for people to see. */
const seenRows = 200;

export interface ReadingAsked {
  readonly path: string;
  readonly choices: Choices;
}

/** @throws InputError on "file" of a file that has no table to read; what stands against a table that has been read is in the proposal. */
export async function readFileAs(stored: Stored | null, asked: ReadingAsked): Promise<Proposal> {
  const { path } = asked;
  const authority = stored && (await stored.db.read((on) => authorityById(on, stored.viewer, stored.authorityId)));
  const form = await formOf(path);
  const sheets = await tablesOf(path, form);
  const tables = sheets.flatMap(tablesOn);
  const chosen = chosenOf(sheets, tables, asked.choices.sheet);
  const from = {
    format: form.format,
    encoding: "text" in form ? form.text.encoding : null,
    sheet: chosen.name,
    sheets: tables.flatMap(({ name, grid }) => (name === null || grid.length === 0 ? [] : [name])),
  };
  if (chosen.grid.length > mostRowsRead)
    return { ...nothingOf(from, asked.choices), refused: `The table has more than ${withCommas(mostRowsRead)} rows. It comes in row by row: say which of its columns is which.` };
  const plain = openTable(chosen.grid);
  const shapeCalled = plain && shapeName(plain);
  const before = stored && shapeCalled !== null && !asked.choices.afresh ? await recalled(stored, shapeCalled) : null;
  const choices = withRemembered(before, asked.choices);
  const open = choices.headerRow === undefined && choices.unit === undefined ? plain : openTable(chosen.grid, { headerAt: choices.headerRow, unit: choices.unit });
  if (!open) return { ...nothingOf(from, choices), refused: "No row of this table names its columns. Choose the row that does." };
  const wanted = open.rowsWhere(choices.where ?? []);
  const first = open.read(wanted);
  const target = choices.as === undefined ? targetOf(first) : null;
  const as = choices.as ?? (target as TargetRead).as;
  const reader = readAs[as];
  // A publisher's file is everybody's, whatever authorities it names.
  const found =
    stored && authority?.kind === null && as !== "neighbours" ? authoritiesIn(open.columns, wanted, await stored.db.read((on) => authoritiesNamed(on, stored.viewer))) : null;
  const isOfAll = choices.authorities === "all";
  const which = choices.where && !isOfAll ? null : whoseAsked(first, as, authority?.name ?? null, found, choices.authorities);
  const taken = isOfAll ? null : (which?.about === "where" && which.taken?.split("=")) || null;
  const whole = taken ? open.read(open.rowsWhere([{ column: taken[0] as string, value: taken.slice(1).join("=") }])) : first;
  const out = Object.fromEntries(whole.columns.flatMap(({ name }) => (isOut(choices, name) ? [[name, "you left it out"]] : [])));
  const exact = form.format !== "CSV" && form.format !== "HTML";
  const table = without(whole, out);
  const shaped = (leftOut: Readonly<Record<string, string>>, of = table) => ({
    ...from,
    ...shapeOf(chosen.grid, of, { ...leftOut, ...guardedOut(of), ...out }),
    as,
    shape: shapeCalled,
    remembered: before,
  });
  if (!reader) return { ...nothingOf(from, choices), ...shaped({}), refused: `A table cannot be read as ${as} yet.` };
  if (isOfAll && !(found && stored)) return { ...nothingOf(from, choices), ...shaped({}), asks: which ? [which] : [], refused: noAuthorities };
  const several =
    isOfAll && found && stored
      ? await readForEach({ as, reader, open, found, stored, choices, exact, without: (each) => without(each, out) })
      : { authorities: null, rows: table.rows };
  const read: TargetReading & { authorities: Proposal["authorities"]; rows: TableReading["rows"] } =
    several.authorities === null ? { ...(await reader(table, { stored, choices, exact })), ...several } : several;
  const { clean, authorities, asks, leftOut, columnsLeftOut = {}, rows, ...reading } = read;
  // Which columns have the amounts can be asked when one of the lines across is chosen.
  const acrossFirst = which !== null && taken === null && !isOfAll && which.options[0]?.startsWith(`${table.labels?.name}=`);
  const all = [...(target?.ask ? [target.ask] : []), ...(which ? [which] : []), ...asks.filter(({ about }) => !(acrossFirst && about === "amount"))];
  const isOpen = all.some(({ taken }) => taken === undefined);
  return {
    ...shaped(columnsLeftOut, { ...table, rows }),
    period: table.year ?? choices.year ?? null,
    refused: null,
    amounts: null,
    ...reading,
    leftOut: [...leftOut, ...othersThan(chosen, tables)],
    asks: all,
    clean: isOpen ? null : clean,
    authorities: authorities?.map((each) => (isOpen || reading.refused ? { ...each, clean: null } : each)) ?? null,
  };
}

const noAuthorities = "No column of this table names authorities that are in Tabled. Add them first, or say of one authority which rows are wanted.";

function isOut({ columns = {} }: Choices, name: string): boolean {
  return Object.entries(columns).some(([column, said]) => said === "out" && column.trim().toLowerCase() === name.trim().toLowerCase());
}

/** A table in which some columns hold nothing, since somebody left them out. */
function without(table: TableReading, out: Readonly<Record<string, string>>): TableReading {
  const stays = ({ name }: Column) => !(name in out);
  const columns = table.columns.map((column) => (stays(column) ? column : { ...column, holds: "nothing" as const }));
  return { ...table, columns, adding: table.adding.filter(stays) };
}

/** The table that somebody named, or the one with the most figures: of the sheet that was named, or of all. */
function chosenOf(sheets: readonly FileTable[], tables: readonly FileTable[], wanted: string | undefined): FileTable {
  const sheet = wanted === undefined || tables.some(({ name }) => name === wanted) ? null : tableNamed(sheets, wanted);
  return tableNamed(tables, sheet ? undefined : wanted) ?? richest(sheet ? tablesOn(sheet) : tables);
}

const figuresOf = ({ grid }: FileTable) => grid.reduce((sum, { cells }) => sum + cells.filter((cell) => cell !== "" && printedNumber(cell) !== null).length, 0);

function richest(tables: readonly FileTable[]): FileTable {
  if (tables.length === 1) return tables[0] as FileTable;
  return tables.map((table) => ({ table, figures: figuresOf(table) })).reduce((most, next) => (next.figures > most.figures ? next : most)).table;
}

/** The other tables of a file, which do not come in with this one. */
function othersThan(chosen: FileTable, tables: readonly FileTable[]): LeftOut[] {
  const others = tables.filter((table) => table.name !== chosen.name && figuresOf(table) > 0);
  return others.map(({ name }) => ({ at: `table ${name ?? ""}`, label: name ?? "", why: "another table of the file is read; choose it to read it next", pence: [] }));
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
    amounts: null,
    leftOut: [],
    asks: [],
    shape: null,
    remembered: null,
    refused: null,
    authorities: null,
    clean: null,
  };
}

function shapeOf(grid: Grid, table: TableReading, leftOut: Readonly<Record<string, string>>) {
  const { header, columns, rows, title } = table;
  return {
    headerRow: grid[header.row]?.at ?? null,
    headingRows: header.groupsRow === null ? 1 : 2,
    title,
    columns: columns.map(({ name, group, holds }) => ({ name, group, holds, leftOut: leftOut[name] ?? null })),
    rows: countOfKinds(rows.map(({ kind }) => kind)),
    seen: rows.slice(0, seenRows),
  };
}

function countOfKinds(kinds: readonly RowKind[]): Proposal["rows"] {
  const counts = { leaf: 0, heading: 0, subtotal: 0, total: 0, memorandum: 0, excluded: 0, note: 0, blank: 0 };
  for (const kind of kinds) counts[kind] += 1;
  return counts;
}

/** What is handed to the importer. */
export interface CleanOf {
  /** Of a table of several authorities; null of any other. */
  readonly authority: { readonly id: string; readonly name: string } | null;
  readonly clean: NonNullable<Proposal["clean"]>;
}

/** @throws InputError on "choices" where something is still to be answered, on "file" where nothing can come in. */
export function cleanOf({ clean, authorities, asks, refused }: Proposal): CleanOf[] {
  if (refused !== null) throw new InputError("file", refused);
  const open = asks.find(({ taken }) => taken === undefined);
  const each = authorities ? authorities.flatMap(({ id, name, clean }) => (clean ? [{ authority: { id, name }, clean }] : [])) : clean ? [{ authority: null, clean }] : [];
  if (open || each.length === 0) throw new InputError(`choices.${open?.about ?? "as"}`, open?.question ?? "Nothing of this table can come in.");
  return each;
}
