// The one shape of every computed table. The grid, the chart and every export render it; none of them computes.
import { type Derivation, derive } from "./derivation.ts";
import type { Figure } from "./figure.ts";
import type { FinancialYear } from "./financialYear.ts";
import { type MoneyUnit, shownMoney, typedAs } from "./money.ts";

export type RowKind = "cost centre" | "subtotal" | "total" | "commitment" | "remaining";

export interface ReportColumn {
  /** The financial year that the column holds, which is also its key. */
  key: FinancialYear;
  label: string;
  /** What the column's figures are: "budget" or "draft". */
  status: string;
}

export interface ReportRow {
  /** Stays the same from one reading of the table to the next: "costCentre:…", "subtotal:…", "total", "commitment:…", "remaining". */
  key: string;
  kind: RowKind;
  /** 0 for a row of the table itself, 1 for a row within a group. */
  level: number;
  label: string;
  /** A commitment's status, in words. */
  status: string | null;
  /** The stored thing that the row shows, where it shows one. */
  subjectId: string | null;
  cells: ReportCell[];
}

export interface ReportTable {
  id: string;
  title: string;
  source: string | null;
  unit: string;
  columns: ReportColumn[];
  rows: ReportRow[];
  notes: string[];
}

/** One cell. It keeps the figure and works the rest out when asked, so that a reader who wants three fields pays for three. */
export class ReportCell {
  note: string | null = null;

  constructor(
    /** Null where no figure is held, which is shown as [x] and is not nil. */
    readonly figure: Figure | null,
    private readonly unit: MoneyUnit,
    /** The address of the stored amount that typing here changes: "budget:<cost centre>:2023/24"; null where the cell is computed. */
    readonly edits: string | null,
  ) {}

  /** The exact value in pounds, as a decimal. */
  get exact(): string | null {
    return this.figure === null ? null : this.figure.value.toString();
  }

  /** The value rounded half-up to whole pence. */
  get pence(): number | null {
    return this.figure === null ? null : Number(this.figure.value.rounded(2));
  }

  /** The value as the table prints it, in the table's unit. */
  get shown(): string {
    return this.figure === null ? "[x]" : shownMoney(this.figure.value, this.unit);
  }

  /** The value in the table's unit and in full, as one would type it: "4646", "-422.5". Null unless it can be typed over. */
  get entry(): string | null {
    return this.figure === null || this.edits === null ? null : typedAs(this.figure.value, this.unit);
  }

  get derivation(): Derivation | null {
    return this.figure === null ? null : derive(this.figure);
  }
}
