// The sheets of a workbook, as the Government Analysis Function asks of statistics in spreadsheets: a cover, contents, notes, and a table a sheet.
import type { ExportFormat } from "../../schema/tables/export.ts";
import { dayInWords } from "../finance/day.ts";
import { InputError } from "../finance/inputError.ts";
import { withCommas } from "../finance/withCommas.ts";
import type { Exported } from "./exported.ts";
import { type FlatCell, type FlatColumn, flatColumns, flatRows, noteMark } from "./flat.ts";
import { exportPath } from "./links.ts";
import { formatOf } from "./numberFormat.ts";
import { heldText } from "./numberText.ts";
import type { PrintedRow, PrintedTable } from "./printed.ts";
import { headings, type Sheet, type SheetCell, type SheetTable, type SheetText, type Spreadsheet, textCell } from "./spreadsheet.ts";

/** What a workbook with formulas has beside: which cells are worked out and how, and what they are worked out from. */
export interface Workings {
  /** Of a cell, by its table and its place in the sheet (both from 0). */
  made(table: number, row: number, column: number): MadeCell;
  /** What stands in the last column of a row: which of its figures are inputs. */
  said(table: number, row: number): string;
  readonly cover: readonly string[];
  /** Null where nothing is worked out from more than the tables have. */
  readonly inputs: Sheet | null;
}

export interface MadeCell {
  /** Without its equals sign; null where it has none. */
  readonly formula: string | null;
  /** True where somebody stated it. */
  readonly stated: boolean;
}

/** Where a table stands, before its cells are made: a formula needs to know. */
export interface PlacedTable {
  readonly table: PrintedTable;
  readonly sheet: string;
  readonly above: readonly SheetText[];
  readonly columns: readonly FlatColumn[];
}

const mostRows = 1_048_576;
/** Rows that are looked through for the width of their columns. */
const rowsMeasured = 500;
const narrowest = 10;
const mostAdded = 50;
const widest = { label: 60, other: 40 };
const asHeld: MadeCell = { formula: null, stated: false };
const workingsHeading = "Input or formula";

/** @throws InputError where a table has more rows than a sheet. */
export function workbook({ title, tables, dataVersion, madeOn }: Exported, format: ExportFormat, workingsOf?: (placed: readonly PlacedTable[]) => Workings): Spreadsheet {
  const placed = renumbered(tables).map((table, index): PlacedTable => {
    const above = linesAbove(table);
    const most = mostRows - above.length - 1;
    if (table.size > most) throw new InputError("format", `${table.title} has ${withCommas(table.size)} rows; a sheet holds ${withCommas(most)}. Export it as .csv.`);
    return { table, sheet: `Table_${index + 1}`, above, columns: flatColumns(table) };
  });
  const workings = workingsOf?.(placed) ?? null;
  const noted = placed.some(({ table }) => table.notes.length > 0);
  return {
    title,
    madeOn,
    live: workings !== null,
    sheets: [
      cover({ title, madeOn, dataVersion }, format, placed, workings),
      contents(placed, noted, workings),
      ...(noted ? [notesSheet(placed)] : []),
      ...(workings?.inputs ? [workings.inputs] : []),
      ...placed.map((each, index) => tableSheet(each, index, workings)),
    ],
  };
}

/** The tables with their notes numbered through the workbook, so that a number is of one note. */
function renumbered(tables: readonly PrintedTable[]): PrintedTable[] {
  let before = 0;
  return tables.map((table) => {
    const shift = before;
    before += table.notes.length;
    if (shift === 0) return table;
    return {
      ...table,
      notes: table.notes.map((note) => ({ ...note, number: note.number + shift })),
      *rows() {
        for (const row of table.rows())
          yield { ...row, cells: row.cells.map((cell) => (cell.notes.length === 0 ? cell : { ...cell, notes: cell.notes.map((number) => number + shift) })) };
      },
    };
  });
}

function linesAbove({ title, notes, source, unitSaid, shorthands }: PrintedTable): SheetText[] {
  const ofTable = notes.filter(({ cells }) => cells === 0).map(({ number }) => noteMark(number));
  const ofCells = notes.some(({ cells }) => cells > 0);
  return [
    textCell([title, ...ofTable].join(" "), "title"),
    textCell("This worksheet contains one table.", "line"),
    textCell(`${unitSaid} Numbers are shown rounded, and stored unrounded.`, "line"),
    ...(source ? [textCell(`Source: ${source}`, "line")] : []),
    ...(ofCells ? [textCell("Some rows refer to notes, which can be found on the Notes worksheet.", "line")] : []),
    ...(shorthands.length > 0 ? [textCell(`Some cells have shorthand, ${shorthands.map(({ mark }) => mark).join(", ")}, which the Cover worksheet explains.`, "line")] : []),
  ];
}

function cover(
  { title, madeOn, dataVersion }: Pick<Exported, "title" | "madeOn" | "dataVersion">,
  format: ExportFormat,
  placed: readonly PlacedTable[],
  workings: Workings | null,
): Sheet {
  const tables = placed.map(({ table }) => table);
  const shorthands = new Map(tables.flatMap(({ shorthands }) => shorthands.map(({ mark, means }) => [mark, means] as const)));
  const sources = distinct(tables.flatMap(({ source }) => source ?? []));
  const section = (heading: string, lines: readonly string[]) => (lines.length === 0 ? [] : [textCell(heading, "heading"), ...lines.map((line) => textCell(line))]);
  return {
    name: "Cover",
    above: [
      textCell(title, "title"),
      textCell(`${tables.length === 1 ? "One table" : `${tables.length} tables`}, worked out by Tabled from the data stored in it. The Contents worksheet lists the worksheets.`),
      ...section("Source", sources),
      ...section("Made on", [dayInWords(madeOn)]),
      ...section("Version of the data", [String(dataVersion)]),
      ...section("Units", [
        ...distinct(tables.map(({ unitSaid }) => unitSaid)),
        "Numbers are shown rounded, and stored unrounded. Brackets are deductions or negative amounts; – is nil.",
      ]),
      ...section(
        "Shorthand",
        [...shorthands].map(([mark, means]) => `${mark}: ${means}.`),
      ),
      ...section("Formulas", workings?.cover ?? []),
      ...section(
        "To get these tables again, with the figures of the day on which they are asked for",
        placed.map(({ table, sheet }) => `${sheet}: ${exportPath(table.address, format)}`),
      ),
    ],
    widths: [100],
    table: null,
  };
}

function contents(placed: readonly PlacedTable[], noted: boolean, workings: Workings | null): Sheet {
  const rows: SheetText[][] = [
    ...(noted ? [[textCell("Notes", "link", "Notes"), textCell("Notes on the tables"), textCell("None")]] : []),
    ...(workings?.inputs ? [[textCell(workings.inputs.name, "link", workings.inputs.name), textCell("What the formulas are worked out from"), textCell("None")]] : []),
    ...placed.map(({ table, sheet }) => [textCell(sheet, "link", sheet), textCell(table.title), textCell(table.notes.map(({ number }) => noteMark(number)).join(" ") || "None")]),
  ];
  return {
    name: "Contents",
    above: [textCell("Contents", "title"), textCell("This worksheet contains one table, which lists the other worksheets and leads to them.", "line")],
    widths: [16, 80, 30],
    table: textTable("contents_table", ["Worksheet", "What it holds", "Notes"], rows),
  };
}

function notesSheet(placed: readonly PlacedTable[]): Sheet {
  const rows = placed.flatMap(({ table, sheet }) =>
    table.notes.map(({ number, text, at, cells }) => {
      const more = cells - at.length;
      const where = cells === 0 ? "The whole table" : `${at.join("; ")}${more > 0 ? `; and ${withCommas(more)} more` : ""}`;
      return [textCell(noteMark(number)), textCell(text), textCell(sheet, "link", sheet), textCell(where)];
    }),
  );
  return {
    name: "Notes",
    above: [textCell("Notes", "title"), textCell("This worksheet contains one table: the notes that the tables refer to.", "line")],
    widths: [12, 80, 16, 50],
    table: textTable("notes_table", ["Note", "Text", "Worksheet", "Where"], rows),
  };
}

function textTable(name: string, labels: readonly string[], rows: readonly SheetText[][]): SheetTable {
  return { name, columns: labels.map((label) => ({ label, numbers: false })), size: rows.length, rows: () => rows };
}

function tableSheet({ table, sheet, above, columns }: PlacedTable, index: number, workings: Workings | null): Sheet {
  const ofNumbers = (column: FlatColumn) => column.of === "cell" && !table.columns[column.index]?.words;
  const labels = headings([...columns.map(({ label }) => label), ...(workings ? [workingsHeading] : [])]);
  return {
    name: sheet,
    above,
    widths: wideEnough([...widthsOf(table, columns), ...(workings ? [20] : [])], above),
    table: {
      name: sheet.toLowerCase(),
      columns: labels.map((label, at) => ({ label, numbers: at < columns.length && ofNumbers(columns[at] as FlatColumn) })),
      size: Math.max(1, table.size),
      *rows() {
        let at = 0;
        for (const { row, cells } of flatRows(table, columns)) {
          const made = cells.map((cell, column) => tableCell(cell, row, columns[column] as FlatColumn, workings?.made(index, at, column) ?? asHeld));
          if (workings) made.push(textCell(workings.said(index, at)));
          yield made;
          at += 1;
        }
        if (at === 0) yield labels.map((_, column) => textCell(column === 0 ? "There are no rows" : "None"));
      },
    },
  };
}

function tableCell({ text, number }: FlatCell, { kind }: PrintedRow, column: FlatColumn, { formula, stated }: MadeCell): SheetCell {
  const total = kind === "total" || kind === "subtotal" || kind === "remaining";
  if (number) return { value: heldText(number.value), shown: text, format: formatOf(number), total, stated, formula };
  if (column.of === "cell" && /^\[[a-z]+\]$/.test(text)) return textCell(text, "mark");
  return textCell(text, total ? "total" : "text");
}

/** A column as wide as what stands in it, within limits; texts beyond them are wrapped, and numbers never are. */
function widthsOf(table: PrintedTable, columns: readonly FlatColumn[]): number[] {
  const longest = columns.map(({ label }) => ({ text: Math.min(label.length, 14), number: 0 }));
  let seen = 0;
  for (const { cells } of flatRows(table, columns)) {
    if (seen === rowsMeasured) break;
    seen += 1;
    cells.forEach(({ text, number }, column) => {
      const held = longest[column] as (typeof longest)[number];
      if (number) held.number = Math.max(held.number, text.length);
      else held.text = Math.max(held.text, text.length);
    });
  }
  // Totals stand below the rows that were looked at.
  const unseen = table.size > seen ? 6 : 0;
  return longest.map(({ text, number }, column) => {
    const most = columns[column]?.of === "label" ? widest.label : widest.other;
    return Math.max(narrowest, Math.min(text, most) + 2, number === 0 ? 0 : number + 3 + unseen);
  });
}

/** Widths over which every line above the table is seen whole when it is printed, within limits: the first column is given what is missing. */
function wideEnough([first = narrowest, ...rest]: readonly number[], above: readonly SheetText[]): number[] {
  const longest = Math.max(...above.map(({ text, look }) => Math.ceil(text.length * (look === "title" ? 1.4 : 1))));
  const missing = longest - rest.reduce((sum, width) => sum + width, first);
  return [first + Math.max(0, Math.min(missing, mostAdded)), ...rest];
}

function distinct(texts: readonly string[]): string[] {
  return [...new Set(texts)];
}
