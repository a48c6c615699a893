// A figure's tree as the formula of a cell, over other cells: its children that stand in cells are referred to, and the rest is written out.
import { Exact } from "../finance/exact.ts";
import type { Figure } from "../finance/figure.ts";
import type { CellUnit } from "../finance/money.ts";
import { type FormulaInputs, inputsSheet, type UsedIn } from "./formulaInputs.ts";
import { columnName } from "./spreadsheet.ts";

/** A cell that holds a figure, or with `sign` -1 what a figure takes off. */
export interface FigureCell {
  readonly sheet: string;
  readonly column: number;
  /** Counted from 1. */
  readonly row: number;
  readonly sign: 1 | -1;
  /** The power of ten that one of its unit is: 3 in £000s. */
  readonly scale: number;
}

/** How a figure stands in a cell: pounds in £000s are divided by 10³, and points are a hundredfold. */
export function scaleOf(unit: CellUnit): number {
  if (typeof unit === "string") return { pounds: 0, thousands: 3, millions: 6 }[unit];
  return "points" in unit ? -2 : 0;
}

interface Written {
  readonly text: string;
  readonly sign: 1 | -1;
  /** What it may stand in without brackets: an atom in anything, a product in a sum. */
  readonly binds: "atom" | "product" | "sum";
  /** The cell that it is, where it is no more than that. */
  readonly cell?: FigureCell;
}

/** Well within the 8,192 characters and the 255 arguments that a formula may have. */
const longest = 4_000;
const longestWithin = 1_000;
const longestRepeated = 30;
const mostArguments = 200;
const deepest = 12;

type Compound = Extract<Figure, { kind: "product" | "quotient" | "power" | "sum" }>;

export class FormulaWriter {
  constructor(
    private readonly cells: ReadonlyMap<Figure, FigureCell>,
    /** Figures that several formulas have in common. */
    private readonly shared: ReadonlySet<Figure>,
    private readonly inputs: FormulaInputs,
    private readonly used: UsedIn,
    /** The cell that the formula is of. */
    private readonly own: FigureCell,
  ) {}

  formula(figure: Figure): string {
    return signed(this.written(figure, this.own.scale, null, 0));
  }

  private written(figure: Figure, scale: number, name: string | null, depth: number): Written {
    const cell = this.cellOf(figure);
    if (cell) return scaled({ text: this.reference(cell), sign: cell.sign, binds: "atom", cell }, cell.scale, scale);
    switch (figure.kind) {
      case "named":
        return this.written(figure.of, scale, figure.name, depth);
      case "deducted": {
        const of = this.written(figure.of, scale, name, depth);
        return { ...of, sign: of.sign === 1 ? -1 : 1 };
      }
      case "input":
      case "settled":
        return scaled({ text: this.inputs.ofFigure(figure, name, this.used), sign: 1, binds: "atom" }, 0, scale);
      default:
        return this.compound(figure, scale, name, depth);
    }
  }

  private compound(figure: Compound, scale: number, name: string | null, depth: number): Written {
    if (figure.kind === "sum" && figure.of.length === 0) return { text: "0", sign: 1, binds: "atom" };
    const written = this.workings(figure, scale, name, depth);
    const { length } = written.text;
    const apart = depth > 0 && (length > longestWithin || depth > deepest || (length > longestRepeated && this.shared.has(figure)));
    return apart ? this.step(figure, scale, name) : written;
  }

  private step(figure: Compound, scale: number, name: string | null): Written {
    return scaled({ text: this.inputs.ofStep(figure, name, () => signed(this.onInputs().workings(figure, 0, name, 1)), this.used), sign: 1, binds: "atom" }, 0, scale);
  }

  private workings(figure: Compound, scale: number, name: string | null, depth: number): Written {
    const within = (each: Figure, to: number) => this.written(each, to, name, depth + 1);
    switch (figure.kind) {
      case "sum":
        return this.sum(figure.of, scale, name, depth);
      case "product": {
        const scales = figure.of.map((factor) => this.scaleIn(factor));
        const factors = figure.of.map((factor, index) => within(factor, scales[index] as number));
        const sign = factors.reduce<1 | -1>((all, each) => (all === each.sign ? 1 : -1), 1);
        const text = factors.map((each) => (each.binds === "sum" ? `(${each.text})` : each.text)).join("*");
        return scaled(
          { text: text || "1", sign, binds: "product" },
          scales.reduce((all, each) => all + each, 0),
          scale,
        );
      }
      case "quotient": {
        const [ofScale, byScale] = [this.scaleIn(figure.of), this.scaleIn(figure.by)];
        const [of, by] = [within(figure.of, ofScale), within(figure.by, byScale)];
        const text = `${of.binds === "sum" ? `(${of.text})` : of.text}/${by.binds === "atom" ? by.text : `(${by.text})`}`;
        return scaled({ text, sign: of.sign === by.sign ? 1 : -1, binds: "product" }, ofScale - byScale, scale);
      }
      case "power": {
        const raised = `(${signed(within(figure.of, 0))})^${Math.abs(figure.exponent)}`;
        return scaled({ text: figure.exponent < 0 ? `1/${raised}` : raised, sign: 1, binds: "product" }, 0, scale);
      }
    }
  }

  private sum(parts: readonly Figure[], scale: number, name: string | null, depth: number): Written {
    const terms = this.terms(parts, scale, name, depth);
    const [only] = terms;
    if (only && terms.length === 1) return only;
    if (lengthOf(terms) <= longest) return { text: addedUp(terms), sign: 1, binds: "sum" };
    const there = this.onInputs();
    return { text: addedUp(there.shortened(there.terms(parts, scale, name, depth), scale)), sign: 1, binds: "sum" };
  }

  /** What is added, and then what is taken off: cells as few ranges as they make, and the rest as it is. */
  private terms(parts: readonly Figure[], scale: number, name: string | null, depth: number): Term[] {
    const written = parts.map((part) => ({ ...this.written(part, scale, name, depth + 1), value: part.value }));
    const cells = written.flatMap(({ cell, sign, value }) => (cell && cell.scale === scale ? [{ cell, sign, value }] : []));
    const others = written.filter(({ cell }) => !cell || cell.scale !== scale);
    return ([1, -1] as const).flatMap((sign) => [
      ...this.ranges(
        cells.filter((each) => each.sign === sign),
        sign,
      ),
      ...others.filter((each) => each.sign === sign),
    ]);
  }

  private ranges(cells: readonly { cell: FigureCell; value: Exact }[], sign: 1 | -1): Term[] {
    const sums: Term[] = [];
    const runs = runsOf(cells);
    for (let start = 0; start < runs.length; start += mostArguments) {
      const some = runs.slice(start, start + mostArguments);
      const texts = some.map(({ first, last }) => (first === last ? this.reference(first) : `${this.reference(first)}:${columnName(last.column)}${last.row}`));
      const isOne = some.length === 1 && some[0]?.first === some[0]?.last;
      sums.push({ text: isOne ? (texts[0] as string) : `SUM(${texts.join(",")})`, sign, binds: "atom", value: totalOf(some) });
    }
    return sums;
  }

  /** Terms that are too long for one formula, added up in steps. */
  private shortened(terms: readonly Term[], scale: number): readonly Term[] {
    if (lengthOf(terms) <= longest) return terms;
    const steps: Term[] = [];
    for (const some of apart(terms)) {
      const value = totalOf(some);
      steps.push({ text: this.inputs.ofPart(inScale(value, scale), addedUp(some), this.used), sign: 1, binds: "atom", value });
    }
    return this.shortened(steps, scale);
  }

  /** The same, written where the steps stand. */
  private onInputs(): FormulaWriter {
    return new FormulaWriter(this.cells, this.shared, this.inputs, this.used, { ...this.own, sheet: inputsSheet });
  }

  private cellOf(figure: Figure): FigureCell | null {
    const cell = this.cells.get(figure);
    const isOwn = cell && cell.sheet === this.own.sheet && cell.column === this.own.column && cell.row === this.own.row;
    return cell && !isOwn ? cell : null;
  }

  private reference({ sheet, column, row }: FigureCell): string {
    return `${sheet === this.own.sheet ? "" : `${sheet}!`}${columnName(column)}${row}`;
  }

  /** The scale in which a figure is written with the fewest conversions: that of its cells. */
  private scaleIn(figure: Figure): number {
    const cell = this.cellOf(figure);
    if (cell) return cell.scale;
    switch (figure.kind) {
      case "named":
      case "deducted":
        return this.scaleIn(figure.of);
      case "sum":
        return figure.of[0] ? this.scaleIn(figure.of[0]) : 0;
      default:
        return 0;
    }
  }
}

interface Term extends Written {
  /** The figure itself: with its sign, in pounds and not in thousands of them. */
  readonly value: Exact;
}

function lengthOf(terms: readonly Term[]): number {
  return terms.reduce((length, { text }) => length + text.length + 1, 0);
}

function totalOf(some: readonly { readonly value: Exact }[]): Exact {
  return some.reduce((sum, { value }) => sum.plus(value), Exact.nil);
}

function inScale(value: Exact, scale: number): Exact {
  const times = Exact.whole(10n ** BigInt(Math.abs(scale)));
  return scale < 0 ? value.times(times) : value.dividedBy(times);
}

/** In their order, as many together as one formula holds. */
function* apart(terms: readonly Term[]): Generator<readonly Term[]> {
  let some: Term[] = [];
  for (const term of terms) {
    if (some.length > 0 && lengthOf(some) + term.text.length > longest) {
      yield some;
      some = [];
    }
    some.push(term);
  }
  if (some.length > 0) yield some;
}

/** Cells one below the other, or side by side, as ranges. A cell that is added twice is two. */
function runsOf(cells: readonly { cell: FigureCell; value: Exact }[]): { first: FigureCell; last: FigureCell; value: Exact }[] {
  const inOneRow = cells.every(({ cell }) => cell.row === cells[0]?.cell.row);
  const order = ({ cell }: { cell: FigureCell }) => (inOneRow ? cell.column : cell.column * 2 ** 21 + cell.row);
  const runs: { first: FigureCell; last: FigureCell; value: Exact }[] = [];
  for (const { cell, value } of [...cells].sort((one, other) => order(one) - order(other))) {
    const run = runs[runs.length - 1];
    const follows = run && run.last.sheet === cell.sheet && (inOneRow ? cell.column === run.last.column + 1 : cell.column === run.last.column && cell.row === run.last.row + 1);
    if (run && follows) {
      run.last = cell;
      run.value = run.value.plus(value);
    } else runs.push({ first: cell, last: cell, value });
  }
  return runs;
}

function addedUp(terms: readonly Written[]): string {
  return terms.map((term, index) => (index === 0 ? signed(term) : `${term.sign === 1 ? "+" : "-"}${inSum(term)}`)).join("");
}

/** A term of a sum: what is itself a sum is put in brackets where it is taken off. */
function inSum({ text, sign, binds }: Written): string {
  return binds === "sum" && sign === -1 ? `(${text})` : text;
}

/** A minus before a power would be taken for a part of what is raised. */
function signed({ text, sign, binds }: Pick<Written, "text" | "sign" | "binds">): string {
  if (sign === 1) return text;
  return binds === "sum" || text.includes("^") ? `-(${text})` : `-${text}`;
}

function scaled(written: Written, from: number, to: number): Written {
  if (from === to) return written;
  const text = written.binds === "sum" ? `(${written.text})` : written.text;
  const times = 10 ** Math.abs(from - to);
  return { text: `${text}${from > to ? "*" : "/"}${times}`, sign: written.sign, binds: "product" };
}
