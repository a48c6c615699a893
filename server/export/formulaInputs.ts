// The sheet of what formulas are worked out from and no table shows: one row an input, a figure set by a rule, or a step on the way.
import type { Exact } from "../finance/exact.ts";
import { type Figure, type FigureUnit, isMoney } from "../finance/figure.ts";
import { asItIs, type NumberFormat } from "./numberFormat.ts";
import { heldText } from "./numberText.ts";
import { headingRow, type Sheet, type SheetCell, textCell } from "./spreadsheet.ts";

export const inputsSheet = "Inputs";
const valueColumn = "E";
const placesNamed = 3;
const largestInFraction = 10n ** 15n;

/** Where in the tables something is used: "Table_1", "Block contracts", "2023/24 budget". */
export interface UsedIn {
  readonly sheet: string;
  readonly row: string;
  readonly column: string;
}

interface InputRow {
  readonly what: string;
  readonly kind: "Input" | "Set by a rule" | "Step";
  readonly value: Exact;
  readonly unit: string;
  readonly isMoney: boolean;
  readonly formula: string | null;
  readonly sheet: string;
  readonly rows: Set<string>;
  readonly columns: Set<string>;
}

const above = [
  textCell("Inputs", "title"),
  textCell("This worksheet contains one table: what the formulas are worked out from, beside what the tables themselves state.", "line"),
  textCell("Type over the value of an input, and every figure that depends on it follows. Amounts are in pounds.", "line"),
];

export class FormulaInputs {
  private readonly rows: InputRow[] = [];
  private readonly places = new Map<Figure, number>();

  /** The cell of an input, or of what a rule has set. `name` is what it is called where it is used. */
  ofFigure(figure: Extract<Figure, { kind: "input" | "settled" }>, named: string | null, used: UsedIn): string {
    const name = named === used.row ? null : named;
    return this.cellOf(figure, used, () =>
      figure.kind === "input"
        ? { what: [name, whatOf(figure.unit)].filter(Boolean).join(": "), kind: "Input", unit: unitOf(figure.unit), isMoney: isMoney(figure.unit), formula: fraction(figure.value) }
        : { what: [name, figure.words].filter(Boolean).join(": "), kind: "Set by a rule", unit: "as worked out", isMoney: false, formula: null },
    );
  }

  /** The cell of a step, worked out by `formula`, which is too long for where it is used or is used more than once. */
  ofStep(figure: Figure, name: string | null, formula: () => string, used: UsedIn): string {
    return this.cellOf(figure, used, () => ({ what: `${name ?? used.row}: step`, kind: "Step", unit: "as worked out", isMoney: false, formula: formula() }));
  }

  /** The cell of some parts of a long sum. */
  ofPart(value: Exact, formula: string, used: UsedIn): string {
    this.rows.push({ what: `${used.row}: part of the sum`, kind: "Step", value, unit: "as worked out", isMoney: false, formula, ...usedFirst(used) });
    return this.address(this.rows.length - 1);
  }

  private cellOf(figure: Figure, used: UsedIn, row: () => Pick<InputRow, "what" | "kind" | "unit" | "isMoney" | "formula">): string {
    const known = this.places.get(figure);
    if (known === undefined) {
      const made = row();
      this.places.set(figure, this.rows.push({ ...made, value: figure.value, ...usedFirst(used) }) - 1);
      return this.address(this.rows.length - 1);
    }
    const held = this.rows[known] as InputRow;
    held.rows.add(used.row);
    held.columns.add(used.column);
    return this.address(known);
  }

  private address(index: number): string {
    return `${inputsSheet}!$${valueColumn}$${headingRow({ above }) + 1 + index}`;
  }

  sheet(): Sheet | null {
    if (this.rows.length === 0) return null;
    const labels = ["Worksheet", "Row", "Column", "What it is", "Value", "Unit", "Kind"];
    return {
      name: inputsSheet,
      above,
      widths: [14, 60, 60, 44, 20, 22, 16],
      table: {
        name: "inputs_table",
        columns: labels.map((label) => ({ label, numbers: label === "Value" })),
        size: this.rows.length,
        rows: () => this.rows.map(cellsOf),
      },
    };
  }
}

function usedFirst({ sheet, row, column }: UsedIn): Pick<InputRow, "sheet" | "rows" | "columns"> {
  return { sheet, rows: new Set([row]), columns: new Set([column]) };
}

function cellsOf({ sheet, rows, columns, what, value, unit, isMoney: money, kind, formula }: InputRow): SheetCell[] {
  return [
    textCell(sheet, "link", sheet),
    textCell(firstOf(rows)),
    textCell(firstOf(columns)),
    textCell(what),
    { value: heldText(value), shown: heldText(value), format: formatFor(value, money), total: false, stated: kind === "Input", formula },
    textCell(unit),
    textCell(kind),
  ];
}

function firstOf(names: ReadonlySet<string>): string {
  const all = [...names];
  return all.length <= placesNamed ? all.join(", ") : `${all.slice(0, placesNamed).join(", ")} and ${all.length - placesNamed} more`;
}

/** Pounds with their pence; whatever has more digits than that, with all of them. */
function formatFor(value: Exact, money: boolean): NumberFormat {
  const wholePence = (heldText(value).split(".")[1] ?? "").length <= 2;
  return money && wholePence ? { of: "count", decimals: 2, nilFromBelow: false } : asItIs;
}

/** 365/7 where a decimal would not end; null where one does. */
function fraction(value: Exact): string | null {
  if (value.ends()) return null;
  const { numerator, denominator } = value.reduced();
  const size = numerator < 0n ? -numerator : numerator;
  return size < largestInFraction && denominator < largestInFraction ? `${numerator}/${denominator}` : null;
}

function whatOf(unit: FigureUnit): string {
  if (typeof unit !== "string") return "count" in unit ? unit.count || "number" : `uplift for ${unit.upliftFor}`;
  return {
    pounds: "amount",
    "pounds a week": "price a week",
    "pounds a year": "price a year",
    places: "places",
    weeks: "weeks",
    "share of a year": "share of the year",
    plain: "number",
    percent: "share",
  }[unit];
}

function unitOf(unit: FigureUnit): string {
  if (typeof unit !== "string") return "count" in unit ? unit.count || "number" : "factor";
  return {
    pounds: "£",
    "pounds a week": "£ a week",
    "pounds a year": "£ a year",
    places: "places",
    weeks: "weeks",
    "share of a year": "years",
    plain: "number",
    percent: "share: 0.05 is 5%",
  }[unit];
}
