// From a file and what was said of it to a proposal: the table with the most figures, read, with what of it would come in.
import { authoritiesNamed, authorityById } from "../../db/authorities.ts";
import { InputError } from "../finance/inputError.ts";
import { withCommas } from "../finance/withCommas.ts";
import { whyLeftOut } from "../reading/budgetLines.ts";
import { printedNumber } from "../reading/cellKinds.ts";
import { choiceOf } from "../reading/columnChoices.ts";
import type { Column } from "../reading/columns.ts";
import { type Grid, longestCell } from "../reading/grid.ts";
import { guardedOut } from "../reading/guard.ts";
import { childrensRows, isOfChildren } from "../reading/guardedRows.ts";
import { inAnyCase } from "../reading/named.ts";
import type { Choices, LeftOut, Proposal, Target } from "../reading/proposal.ts";
import type { ReadRow, RowKind } from "../reading/rows.ts";
import { openTable, type TableReading } from "../reading/table.ts";
import { type TargetRead, targetOf } from "../reading/targetOf.ts";
import { authoritiesIn } from "./authoritiesIn.ts";
import { formOf } from "./fileForm.ts";
import { checkKnown } from "./knownChoices.ts";
import { readAs } from "./readAs.ts";
import { putOver, recalled, shapeName, toRemember } from "./rememberedChoices.ts";
import { seenRows } from "./seenRows.ts";
import { readForEach } from "./severalReading.ts";
import { tablesOn } from "./severalTables.ts";
import { type FileTable, mostLinesRead, mostRowsRead } from "./sheetSource.ts";
import { tableNamed, tablesOf } from "./tables.ts";
import type { Stored, TargetReading } from "./targetReading.ts";
import { whoseAsked } from "./whoseAsked.ts";

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
  const plain = chosen.grid.length > mostLinesRead ? "too long" : openTable(chosen.grid);
  if (plain === "too long" || (plain && plain.below.length > mostRowsRead))
    return { ...nothingOf(from, asked.choices), refused: `The table has more than ${withCommas(mostRowsRead)} rows. It comes in row by row: say which of its columns is which.` };
  const shapeCalled = plain && shapeName(plain);
  const before = stored && shapeCalled !== null && !asked.choices.afresh ? await recalled(stored, shapeCalled) : null;
  const choices = putOver(before, asked.choices);
  const { headerRow: headerAt, unit, pounds, days, rows: ofRows } = choices;
  const isPlain = [headerAt, unit, pounds, days, ofRows].every((each) => each === undefined);
  const open = isPlain ? plain : openTable(chosen.grid, { headerAt, unit, pounds, days, rows: ofRows });
  if (!open) return { ...nothingOf(from, choices), refused: "No row of this table names its columns. Choose the row that does." };
  checkKnown(asked.choices, open);
  const rowsWanted = open.rowsWhere(choices.where ?? []);
  const first = open.read(rowsWanted);
  const target = choices.as === undefined ? targetOf(first) : null;
  const as = choices.as ?? (target as TargetRead).as;
  const reader = readAs[as];
  // A publisher's file is everybody's, whatever authorities it names.
  const found =
    stored && authority?.kind === null && as !== "neighbours" ? authoritiesIn(open.columns, rowsWanted, await stored.db.read((on) => authoritiesNamed(on, stored.viewer))) : null;
  const isOfAll = choices.authorities === "all";
  const which = choices.where && !isOfAll ? null : whoseAsked(first, as, authority?.name ?? null, found, choices.authorities);
  const taken = isOfAll ? null : (which?.about === "where" && which.taken?.split("=")) || null;
  const whole = taken ? open.read(open.rowsWhere([{ column: taken[0] as string, value: taken.slice(1).join("=") }])) : first;
  const out = Object.fromEntries(whole.columns.flatMap(({ name }) => (choiceOf(choices.columns, name) === "out" ? [[name, "you left it out"]] : [])));
  const exact = form.format !== "CSV" && form.format !== "HTML";
  const { table, rowsOut } = withoutRows(without(whole, out), as);
  const shaped = (leftOut: Readonly<Record<string, string>>, seen: TableReading) => ({
    ...from,
    ...shapeOf(chosen.grid, table, { ...leftOut, ...guardedOut(table), ...out }, seen),
    as,
    toRemember: toRemember(choices, whole),
    shape: shapeCalled,
    remembered: before,
  });
  if (isOfChildren(first, as)) return { ...nothingOf(from, choices), ...shaped({}, whole), labels: null, refused: childrensRows };
  if (isOfAll && !(found && stored)) return { ...nothingOf(from, choices), ...shaped({}, whole), asks: which ? [which] : [], refused: noAuthorities };
  const several =
    isOfAll && found && stored
      ? await readForEach({ as, reader, open, found, stored, choices, exact, without: (each) => withoutRows(without(each, out), as).table })
      : { authorities: null, rows: whole.rows };
  const read: TargetReading & { authorities: Proposal["authorities"]; rows: TableReading["rows"] } =
    several.authorities === null ? { ...(await reader(table, { stored, choices, exact })), ...several } : several;
  const { clean, authorities, asks, leftOut, columnsLeftOut = {}, seenAmounts, rows, ...reading } = read;
  // Which columns have the amounts can be asked when one of the lines across is chosen.
  const acrossFirst = which !== null && taken === null && !isOfAll && which.options[0]?.startsWith(`${table.labels?.name}=`);
  const wanted = new Set(
    [...(choices.where ?? []).map(({ column }) => column), ...(taken ? [taken[0] as string] : []), ...(isOfAll && found ? [found.column.name] : [])].map(inAnyCase),
  );
  const columnsOut = Object.fromEntries(Object.entries(columnsLeftOut).filter(([name]) => !wanted.has(inAnyCase(name))));
  const allOut = [...rowsOut, ...leftOut];
  const all = [...(target?.ask ? [target.ask] : []), ...(which ? [which] : []), ...asks.filter(({ about }) => !(acrossFirst && about === "amount"))];
  const isOpen = all.some(({ taken }) => taken === undefined);
  const seen = { ...whole, rows };
  return {
    ...shaped(columnsOut, seen),
    period: table.year ?? choices.year ?? null,
    refused: null,
    amounts: null,
    ...reading,
    toRemember: toRemember(choices, whole, reading.names),
    seen: seenRows(seen, allOut, isOpen ? null : clean, seenAmounts?.()),
    leftOut: [...allOut, ...cutIn(chosen.grid), ...askedInVain(choices, { ...columnsOut, ...guardedOut(table) }), ...othersThan(chosen, tables)],
    asks: all,
    clean: isOpen ? null : clean,
    authorities: authorities?.map((each) => (isOpen || reading.refused ? { ...each, clean: null } : each)) ?? null,
  };
}

const noAuthorities = "No column of this table names authorities that are in Tabled. Add them first, or say of one authority which rows are wanted.";

/** Of what is no budget, whose rows are told by its amounts, a table without the rows that somebody took for no line. */
function withoutRows(table: TableReading, as: Target): { table: TableReading; rowsOut: LeftOut[] } {
  if (as === "budget") return { table, rowsOut: [] };
  const isOut = ({ kind, chosen }: ReadRow) => chosen === true && kind !== "leaf";
  const rowsOut = table.rows.filter(isOut).map(({ at, kind, label }) => ({ at: `row ${at}`, label, why: whyLeftOut(kind, label, true), pence: [] }));
  return { table: { ...table, rows: table.rows.filter((row) => !isOut(row)) }, rowsOut };
}

/** Rows in which a cell was too long. */
function cutIn(grid: Grid): LeftOut[] {
  const why = `a cell has more than ${withCommas(longestCell)} characters, and no more than these are read`;
  return grid.flatMap(({ at, cut }) => (cut ? [{ at: `row ${at}`, label: "", why, pence: [] }] : []));
}

/** Columns that somebody wants and that do not come in all the same. */
function askedInVain({ columns = {} }: Choices, leftOut: Readonly<Record<string, string>>): LeftOut[] {
  return Object.entries(leftOut).flatMap(([name, why]) =>
    choiceOf(columns, name) === "in" ? [{ at: `column ${name}`, label: name, why: `${why}, so that it cannot come in`, pence: [] }] : [],
  );
}

/** A table in which some columns hold nothing, since somebody left them out. */
function without(table: TableReading, out: Readonly<Record<string, string>>): TableReading {
  const stays = ({ name }: Column) => !Object.hasOwn(out, name);
  const columns = table.columns.map((column) => (stays(column) ? column : { ...column, holds: "nothing" as const }));
  const labels = table.labels && stays(table.labels) ? table.labels : null;
  return { ...table, columns, labels, adding: table.adding.filter(stays) };
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
    labels: null,
    amountColumns: [],
    across: false,
    totals: [],
    names: [],
    columnChecks: [],
    incoming: { count: 0, sumPence: null },
    amounts: null,
    leftOut: [],
    asks: [],
    shape: null,
    remembered: null,
    toRemember: {},
    refused: null,
    authorities: null,
    clean: null,
  };
}

function shapeOf(grid: Grid, table: TableReading, leftOut: Readonly<Record<string, string>>, { rows }: TableReading) {
  const { header, columns, guarded, title } = table;
  const reasons = new Map(Object.entries(leftOut));
  const never = new Set(guarded.map(({ name }) => name));
  return {
    headerRow: grid[header.row]?.at ?? null,
    headingRows: header.rows,
    title,
    columns: columns.map(({ name, group, holds }) => ({ name, group, holds, leftOut: reasons.get(name) ?? null, never: never.has(name) })),
    rows: countOfKinds(rows.map(({ kind }) => kind)),
    labels: table.labels?.index ?? null,
    amountColumns: [],
    across: false,
    names: [],
    columnChecks: table.columnChecks,
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
