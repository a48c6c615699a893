// The one shape of every computed table. The grid, the chart and every export render it; none of them computes.
import { type CellAddress, cellAddress } from "./cellAddress.ts";
import { type Derivation, derive } from "./derivation.ts";
import { Exact } from "./exact.ts";
import { type Figure, sum } from "./figure.ts";
import { cellWords, type FigureWords, figureWords } from "./figureWords.ts";
import { type CellUnit, type MoneyUnit, shownFigure, typedAs, unitLabel } from "./money.ts";
import { enteredIn } from "./typedAmount.ts";

export type RowKind = "cost centre" | "subtotal" | "total" | "commitment" | "remaining" | "heading" | "line";

/** How a variance is printed, its value above nil for an overspend in each: +12; (12) ADV, with 12 FAV for an underspend; or (12). */
export type VarianceSign = "plus" | "brackets and words" | "brackets";

export interface ReportColumn {
  /** Stays the same from one reading to the next. For a column of a financial year it is the year. */
  key: string;
  label: string;
  /** What the column's figures are: "budget" or "draft"; empty where there is nothing to say. */
  status: string;
  /** True where its cells are words, which stand at the left. */
  words?: boolean;
  /** The columns that it is worked out from, as a row says it. */
  uses?: readonly UseOf[];
  /** Of a column of variances: how their sign is printed. */
  varianceSign?: VarianceSign;
}

export interface ReportRow {
  /** Stays the same from one reading of the table to the next: "costCentre:…", "subtotal:…", "total", "commitment:…", "member:…". */
  key: string;
  kind: RowKind;
  /** 0 for a row of the table itself, 1 for a row within a group. */
  level: number;
  label: string;
  /** A status in words: of a commitment, of a term. */
  status: string | null;
  /** The stored thing that the row shows, where it shows one. */
  subjectId: string | null;
  /** The address of the name that the heading shows, where it may be typed over. */
  edits?: string | null;
  cells: ReportCell[];
  /** The rows that it is worked out from, said by whoever makes it, since it is so also where it is not known; left out where its figures tell. */
  uses?: readonly UseOf[];
}

/** That a row or a column is worked out from another, by its key: added as it is shown (1), taken off (-1), or used otherwise (0). */
export interface UseOf {
  readonly of: string;
  readonly sign: -1 | 0 | 1;
}

/** What a total says of itself: that it adds these rows as they are shown. */
export function adding(parts: readonly Pick<ReportRow, "key">[]): UseOf[] {
  return parts.map(({ key }) => ({ of: key, sign: 1 }));
}

/** What is worked out otherwise: `using({ forecast: 1, latest: -1 })` is the one less the other. */
export function using(signs: Readonly<Record<string, UseOf["sign"]>>): UseOf[] {
  return Object.entries(signs).map(([of, sign]) => ({ of, sign }));
}

/** A stored field behind a cell: its address, and the text to type over. */
export interface TypedField {
  readonly edits: string;
  readonly entry: string;
}

/** What a table's money is in; of a table without money, what else stands in it. */
export type TableUnit = MoneyUnit | "as stated" | "words" | "figure";

const otherUnits = { "as stated": "as stated", words: "words", figure: "Figure" } as const;

/** The unit over a table's figures: "£000s". */
export function tableUnitLabel(unit: TableUnit): string {
  return unit in otherUnits ? otherUnits[unit as keyof typeof otherUnits] : unitLabel(unit as MoneyUnit);
}

/** The unit of a table's money; null where it has none of its own. */
export function moneyUnitOf({ unit }: Pick<ReportTable, "unit">): MoneyUnit | null {
  return unit in otherUnits ? null : (unit as MoneyUnit);
}

/** What a cell holds. "price" is an amount that says its own £, whatever its table is in. */
export type CellKind = MoneyUnit | "price" | "percent" | "points" | "number" | "day" | "words";

export interface ReportTable {
  id: string;
  title: string;
  source: string | null;
  unit: TableUnit;
  columns: ReportColumn[];
  rows: ReportRow[];
  notes: string[];
}

/** What the known parts of a total come to, where others are not known: never used for anything but to be seen beside the missing value. */
export interface PartialAmount {
  readonly shown: string;
  readonly known: number;
  readonly of: number;
  /** What was counted: "cost centres". */
  readonly parts: string;
}

/** One cell. It keeps the figure and works the rest out when asked, so that a reader who wants three fields pays for three. */
export class ReportCell {
  note: string | null = null;
  /** Of a total that is not known: what is there of it so far. */
  partial: PartialAmount | null = null;
  /** How the figure stands to its target, where it has one. */
  rag: "green" | "amber" | "red" | null = null;
  /** The stored field that typing here changes, of a register. */
  field: TypedField | null = null;
  /** Why it cannot be typed over, where a register says so. */
  fixed: string | null = null;

  constructor(
    /** Null where no figure is held, which is shown as [x] and is not nil. */
    readonly figure: Figure | null,
    /** What its figure is shown in, with how many decimals. */
    readonly shownIn: CellUnit,
    /** The stored amount that typing here changes; null where the cell is computed. */
    private readonly editing: string | CellAddress | null = null,
    /** What stands here instead of a figure: words, or nothing at all. */
    private readonly text: { readonly words: string; readonly kind: "words" | "day" | null } | null = null,
  ) {}

  /** A cell of words. `ReportCell.words("open list")` shows just that; an empty one is blank. */
  static words(words: string): ReportCell {
    return new ReportCell(null, "pounds", null, { words, kind: "words" });
  }

  /** A day in words: `ReportCell.day("30 Jun 2018")`. */
  static day(words: string): ReportCell {
    return new ReportCell(null, "pounds", null, { words, kind: "day" });
  }

  /** Words where a figure would stand: `ReportCell.instead("[c]", { percent: 1 })` is a percentage that is hidden. */
  static instead(words: string, shownIn: CellUnit): ReportCell {
    return new ReportCell(null, shownIn, null, { words, kind: null });
  }

  /** What it holds, or would hold where its figure is missing or hidden. */
  get unit(): CellKind {
    if (this.text?.kind) return this.text.kind;
    const { shownIn } = this;
    if (typeof shownIn === "string") return shownIn;
    return "percent" in shownIn ? "percent" : "points" in shownIn ? "points" : "poundsTo" in shownIn ? "price" : "number";
  }

  /** The address of the stored amount that typing here changes: "budget:<cost centre>:2023/24"; null where the cell is computed. */
  get edits(): string | null {
    if (this.field) return this.field.edits;
    return this.editing === null || typeof this.editing === "string" ? this.editing : cellAddress(this.editing);
  }

  /** The exact value (money in pounds) as a decimal; one that does not end is rounded at 20 places. */
  get exact(): string | null {
    return this.figure === null ? null : this.figure.value.toString();
  }

  /** Money rounded half-up to whole pence; null for every other figure, and beyond what a whole number of pence can hold exactly. */
  get pence(): number | null {
    if (this.figure === null || (typeof this.shownIn !== "string" && !("poundsTo" in this.shownIn))) return null;
    const pence = Number(this.figure.value.rounded(2));
    return Number.isSafeInteger(pence) ? pence : null;
  }

  /** The value as the table prints it: money in the table's unit, a percentage with its sign. */
  get shown(): string {
    return this.figure === null ? (this.text?.words ?? "[x]") : shownFigure(this.figure.value, this.shownIn);
  }

  /** The value as one would type it over: the expression that it was typed as, else the value in the table's unit and in full: "4646", "-422.5". */
  get entry(): string | null {
    if (this.field) return this.field.entry;
    if (this.figure === null || this.editing === null || typeof this.shownIn !== "string") return null;
    const entered = enteredOf(this.figure);
    if (entered !== null) return enteredIn(entered, this.shownIn);
    const typed = typedAs(this.figure.value, this.shownIn);
    // In a commitment's cell a number is a cost, with or without a minus: income has a plus.
    const income = typeof this.editing === "object" && this.editing.kind === "commitment" && this.figure.value.compare(Exact.nil) > 0;
    return income ? `+${typed}` : typed;
  }

  get derivation(): Derivation | null {
    return this.figure === null ? null : derive(this.figure, this.shownIn);
  }

  /** The wordings in which a report would say it. Of what is not held, or is hidden, there is only what the cell shows. */
  get said(): FigureWords[] {
    return this.figure === null ? cellWords(this.shown) : figureWords(this.figure, this.shownIn);
  }
}

/** The expression that a stated figure was typed as; null where it was typed as a number, and for a figure that is worked out. */
function enteredOf(figure: Figure): string | null {
  if (figure.kind === "named" || figure.kind === "deducted") return enteredOf(figure.of);
  return figure.kind === "input" ? (figure.entered ?? null) : null;
}

/** Sets beside each cell of a total that is not known what is known of its parts. `counted` is what they are: "cost centres". */
export function addPartials(total: ReportRow, parts: readonly ReportRow[], unit: MoneyUnit, counted: string): void {
  for (const [column, cell] of total.cells.entries()) {
    const known = parts.flatMap((part) => part.cells[column]?.figure ?? []);
    if (cell.figure === null && known.length > 0) cell.partial = { shown: shownFigure(sum(known).value, unit), known: known.length, of: parts.length, parts: counted };
  }
}
