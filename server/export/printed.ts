// A table as it goes onto paper or into a file: its cells as printed with the numbers behind them, its notes numbered, its marks explained. Every format renders this.
import { Exact } from "../finance/exact.ts";
import type { Figure } from "../finance/figure.ts";
import { type CellUnit, type MoneyUnit, poundsIn, unitSaid } from "../finance/money.ts";
import { moneyUnitOf, type ReportCell, type ReportRow, type RowKind, tableUnitLabel } from "../finance/table.ts";
import { addressOf, type ReadTable } from "./tables.ts";

export interface PrintedTable {
  /** Where it is: "mediumTermTable?authority=essex". */
  readonly address: string;
  readonly title: string;
  readonly source: string | null;
  /** "£000s". */
  readonly unit: string;
  /** What its money is in; null where it has none of its own. */
  readonly moneyUnit: MoneyUnit | null;
  /** The unit in a sentence: "Amounts are in thousands of pounds (£000s)." */
  readonly unitSaid: string;
  readonly dataVersion: number;
  /** What its rows' names stand under. */
  readonly labelHeading: string;
  readonly columns: readonly PrintedColumn[];
  /** Notes of the whole table and of its cells, numbered from 1 in this order. */
  readonly notes: readonly PrintedNote[];
  /** The marks that stand where no number does, and what they mean. */
  readonly shorthands: readonly Shorthand[];
  /** True where some rows stand under a heading. */
  readonly grouped: boolean;
  /** True where some rows have a status. */
  readonly stated: boolean;
  /** How many rows it has, headings left out. */
  readonly size: number;
  /** Its rows, each made when it is come to, so that a large table is never held twice. */
  rows(): Iterable<PrintedRow>;
}

export interface PrintedColumn {
  readonly key: string;
  /** Its heading with its status: "2023/24 budget". No two columns have the same. */
  readonly label: string;
  /** "budget" or "draft"; empty where there is nothing to say. */
  readonly status: string;
  /** True where its cells are words. */
  readonly words: boolean;
  /** True where cells have a rating beside their figure. */
  readonly rated: boolean;
}

export interface PrintedNote {
  readonly number: number;
  readonly text: string;
  /** The cells that it is of: "Block contracts, 2023/24 budget"; empty for a note of the whole table. */
  readonly at: readonly string[];
  /** How many cells it is of; `at` names the first few. */
  readonly cells: number;
}

export interface Shorthand {
  /** "[x]". */
  readonly mark: string;
  readonly means: string;
  /** False of one that stands only where a spreadsheet fills a cell which is blank elsewhere. */
  readonly inCells: boolean;
}

export interface PrintedRow {
  readonly key: string;
  readonly kind: RowKind;
  readonly level: number;
  readonly label: string;
  readonly status: string | null;
  /** The heading that it stands under; null under none. Of a heading, itself. */
  readonly group: string | null;
  /** One a column; of a heading none. */
  readonly cells: readonly PrintedCell[];
}

export interface PrintedCell {
  /** As the table prints it: "(1,399)", "5.5%", "[x]". What does not apply is "[z]" and not blank. */
  readonly shown: string;
  /** The number behind it; null where there is none. */
  readonly number: PrintedNumber | null;
  readonly rating: "Green" | "Amber" | "Red" | null;
  /** The numbers of the notes on it. */
  readonly notes: readonly number[];
}

export interface PrintedNumber {
  /** In what the cell shows, not rounded: of £1,399,098.69 in £000s it is 1399.09869, of 5.5% it is 0.055. */
  readonly value: Exact;
  readonly unit: CellUnit;
  /** How it was made. */
  readonly figure: Figure;
}

const ratings = { green: "Green", amber: "Amber", red: "Red" } as const;
const notApplicable = "[z]";
const meanings: Record<string, string> = {
  "[c]": "confidential: a count of few people, or one that would give such a count away, is hidden",
  "[low]": "a small count that is hidden",
  "[x]": "not available: no figure is recorded",
  [notApplicable]: "not applicable",
  "[k]": "rounds to nil",
};
const placesNamed = 5;
const nothing = "There is nothing in this table yet.";

/** A computed table, ready to be printed. */
export function printed(table: ReadTable): PrintedTable {
  const { rows } = table;
  const seen = lookThrough(rows);
  const labels = columnLabels(table.columns);
  const columns = table.columns.map(({ key, status, words }, index) => ({ key, label: labels[index] as string, status, words: words ?? false, rated: seen.rated.has(index) }));
  const { notes, numbers } = numbered(rows.length === 0 ? [...table.notes, nothing] : table.notes, rows, labels);
  const moneyUnit = moneyUnitOf(table);
  return {
    address: addressOf(table),
    title: table.title,
    source: table.source,
    unit: tableUnitLabel(table.unit),
    moneyUnit,
    unitSaid: moneyUnit ? `Amounts are in ${unitSaid(moneyUnit)}.` : table.unit === "words" ? "Cells are words." : "Units are as stated.",
    dataVersion: table.dataVersion,
    labelHeading: "Item",
    columns,
    notes,
    shorthands: Object.entries(meanings).flatMap(([mark, means]) => (seen.marks.has(mark) ? [{ mark, means, inCells: seen.inCells.has(mark) }] : [])),
    grouped: seen.grouped,
    stated: seen.stated,
    size: seen.size,
    *rows() {
      const groups = new Groups();
      for (const { key, kind, level, label, status, cells } of rows) {
        const group = groups.of({ kind, level, label, status });
        yield { key, kind, level, label, status, group, cells: kind === "heading" ? [] : cells.map((cell) => printedCell(cell, numbers)) };
      }
    },
  };
}

/** The headings that rows stand under: a heading is of the rows below it that are of a higher level. */
class Groups {
  private readonly open: { level: number; said: string }[] = [];

  of({ kind, level, label, status }: Pick<ReportRow, "kind" | "level" | "label" | "status">): string | null {
    while ((this.open[this.open.length - 1]?.level ?? -1) >= level) this.open.pop();
    const under = this.open.map(({ said }) => said).join(": ");
    if (kind === "heading") this.open.push({ level, said: status ? `${label}, ${status}` : label });
    return under === "" ? null : under;
  }
}

/** What a look through all rows finds: which columns are rated, which marks are used, whether rows are grouped and have a status. */
function lookThrough(rows: readonly ReportRow[]) {
  const groups = new Groups();
  const rated = new Set<number>();
  const marks = new Set<string>();
  const found = { grouped: false, stated: false, alone: false, unstated: false, size: 0 };
  for (const row of rows) {
    const group = groups.of(row);
    if (row.kind === "heading") continue;
    found.size += 1;
    if (group === null) found.alone = true;
    else found.grouped = true;
    if (row.status) found.stated = true;
    else found.unstated = true;
    row.cells.forEach((cell, index) => {
      if (ratingOf(cell) !== null) rated.add(index);
      if (cell.figure === null) marks.add(shownText(cell));
    });
  }
  const inCells = new Set(marks);
  if ((found.grouped && found.alone) || (found.stated && found.unstated) || rated.size > 0) marks.add(notApplicable);
  return { rated, marks, inCells, grouped: found.grouped, stated: found.stated, size: found.size };
}

/** Each column's heading with its status, and its place behind it where another column has the same. */
function columnLabels(columns: ReadTable["columns"]): string[] {
  const said = columns.map(({ label, status }) => `${label} ${status}`.trim() || "Figure");
  return said.map((label, index) => (said.indexOf(label) === index ? label : `${label} (${index + 1})`));
}

/** The notes of the table, and then those of its cells: whatever has the same note shares its number. */
function numbered(ofTable: readonly string[], rows: readonly ReportRow[], labels: readonly string[]) {
  const notes = ofTable.map((text, index) => ({ number: index + 1, text, at: [] as string[], cells: 0 }));
  const numbers = new Map(ofTable.map((text, index) => [text, index + 1]));
  for (const { label, cells } of rows) {
    cells.forEach(({ note }, index) => {
      if (!note) return;
      let number = numbers.get(note);
      if (number === undefined) {
        number = notes.length + 1;
        numbers.set(note, number);
        notes.push({ number, text: note, at: [], cells: 0 });
      }
      const own = notes[number - 1] as (typeof notes)[number];
      own.cells += 1;
      if (own.at.length < placesNamed) own.at.push(`${label}, ${labels[index]}`);
    });
  }
  return { notes, numbers };
}

function printedCell(cell: ReportCell, numbers: ReadonlyMap<string, number>): PrintedCell {
  const { figure, shownIn: unit, note } = cell;
  const number = note ? numbers.get(note) : undefined;
  return {
    shown: shownText(cell),
    number: figure === null ? null : { value: inPrint(figure.value, unit), unit, figure },
    rating: ratingOf(cell),
    notes: number === undefined ? [] : [number],
  };
}

/** What a cell shows. One of words that has none says that nothing applies. */
function shownText({ shown }: ReportCell): string {
  return shown === "" ? notApplicable : shown;
}

/** A cell's rating; null where it has none, and where its own words say it. */
function ratingOf({ rag, figure, shown }: ReportCell): PrintedCell["rating"] {
  if (rag === null) return null;
  return figure === null && shown === ratings[rag] ? null : ratings[rag];
}

/** A value in what its cell shows: pounds in the table's unit, points as a hundredfold, a percentage as the share that it is. */
function inPrint(value: Exact, unit: CellUnit): Exact {
  if (typeof unit === "string") return value.dividedBy(poundsIn(unit));
  return "points" in unit ? value.times(Exact.whole(100)) : value;
}
