// Two budget versions cell by cell: what each holds, and what the other holds beyond the one.
import type { MediumTermFacts } from "./facts.ts";
import { deducted, type Figure, named, sum } from "./figure.ts";
import { type FinancialYear, yearsFrom } from "./financialYear.ts";
import { grouped } from "./grouped.ts";
import { mediumTerm } from "./mediumTerm.ts";
import { type MoneyUnit, roundedToUnit, unitSaid } from "./money.ts";
import { roundingNotes, type Total, totalsIn } from "./roundingNotes.ts";
import { ReportCell, type ReportColumn, type ReportRow, type ReportTable, type UseOf, using } from "./table.ts";

export interface ComparisonOptions {
  from: FinancialYear;
  years: number;
  unit: MoneyUnit;
  /** True to leave out the cost centres and commitments that are the same in both. */
  differing: boolean;
}

/** It stays on one line of a heading. */
const lessA = "B\u00a0–\u00a0A";

/** A row of one version or the other or both. */
interface Pair {
  key: string;
  a: ReportRow | undefined;
  b: ReportRow | undefined;
}

/**
 * Compares two versions, A and B, by the medium-term table of each: three columns a year, A, B, and B less A. Rows are matched by what is
 * stored and not by name, so that a cost centre that was renamed stands in one row. Where only one of the two has the row, the difference
 * is its amount; where both have it and one states no amount, the difference is not known, as its total is not.
 * £4,646,000.00 in A and £4,700,000.00 in B is a difference of £54,000.00; the same in both is –.
 */
export function comparison(one: MediumTermFacts, other: MediumTermFacts, options: ComparisonOptions): ReportTable {
  const years = yearsFrom(options.from, options.years);
  const [a, b] = [one, other].map((facts) => mediumTerm(facts, { ...options, editable: false })) as [ReportTable, ReportTable];
  const pairs = paired(a.rows, b.rows);
  const built = pairs.map((pair) => ({ pair, row: rowOf(pair, years, options.unit) }));
  const differing = new Set(built.filter(({ row }) => differs(row, true)).map(({ row }) => row.key));
  const same = built.filter(({ row }) => isLeaf(row) && !differing.has(row.key));
  // A subtotal stands where a row of its group does, though they may cancel out.
  const stands = ({ key, kind, uses = [] }: ReportRow) =>
    differing.has(key) || kind === "total" || kind === "remaining" || (kind === "subtotal" && uses.some(({ of }) => differing.has(of)));
  const rows = built.map(({ row }) => row).filter((row) => !options.differing || stands(row));
  return {
    id: "version-comparison",
    title: `${other.authorityName}: ${one.versionName} (A) and ${other.versionName} (B)`,
    source: null,
    unit: options.unit,
    columns: years.flatMap((year): ReportColumn[] => [
      { key: `${year}:a`, label: `${year} A`, status: "" },
      { key: `${year}:b`, label: `${year} B`, status: "" },
      { key: `${year}:difference`, label: `${year} ${lessA}`, status: "", uses: using({ [`${year}:b`]: 1, [`${year}:a`]: -1 }) },
    ]),
    rows,
    notes: notesOf(),
  };

  function notesOf(): string[] {
    if (pairs.length === 0) return [];
    const all = built.map(({ row }) => row);
    const totals = options.differing ? [] : totalsOf(all);
    return [
      `A is ${one.versionName}, B is ${other.versionName}. B – A is how much more B has than A. Amounts are in ${unitSaid(options.unit)}; brackets are deductions, and in B – A what is less; – is nil or no difference.`,
      ...(options.differing && same.length > 0 ? [`Left out, because they are the same in both: ${same.length} ${same.length === 1 ? "row" : "rows"}.`] : []),
      ...(differing.size === 0 ? ["The two are the same in these years."] : all.some((row) => differs(row, false)) ? [] : ["What is known of the two is the same in these years."]),
      ...(pairs.some(oneSided) ? ["Where only one of the two has the row, B – A is its amount."] : []),
      ...(rows.some((row) => row.cells.some((cell) => cell.figure === null))
        ? ["[x]: no amount is recorded in that version, so a difference from it is not known either. That is not nil."]
        : []),
      ...roundingNotes(
        totals,
        options.unit,
        years.flatMap((year) => [`${year} A`, `${year} B`, `${year} ${lessA}`]),
      ),
      ...acrossNotes(rows, options.unit),
    ];
  }

  function rowOf({ key, a: first, b: second }: Pair, of: readonly FinancialYear[], unit: MoneyUnit): ReportRow {
    const row = (second ?? first) as ReportRow;
    const cells = of.flatMap((_, index) => {
      const [held, wanted] = [first?.cells[index], second?.cells[index]];
      return [copyOf(held), copyOf(wanted), new ReportCell(difference(held, wanted), unit)];
    });
    const uses = usesOf(first, second);
    return { ...row, key, status: statusOf(row, first, second), cells, ...(uses.length > 0 && { uses }) };
  }

  /** Which of the two has the row, where only one does, in words; a name or a group that changed since. */
  function statusOf(row: ReportRow, first: ReportRow | undefined, second: ReportRow | undefined): string | null {
    if (!isLeaf(row)) return null;
    const said = row.status === null ? [] : [row.status];
    if (!holds(first) && holds(second)) said.push("only in B");
    if (holds(first) && !holds(second)) said.push("only in A");
    if (first && second && first.status !== second.status && first.status !== null) said.push(`${first.status} in A`);
    if (first && second && first.label !== second.label) said.push(`${first.label} in A`);
    return said.length === 0 ? null : said.join("; ");
  }

  function copyOf(cell: ReportCell | undefined): ReportCell {
    const copy = new ReportCell(cell?.figure ?? null, options.unit);
    copy.partial = cell?.partial ?? null;
    return copy;
  }

  function difference(held: ReportCell | undefined, wanted: ReportCell | undefined): Figure | null {
    if (held?.figure === null || wanted?.figure === null) return null;
    return sum([...(wanted ? [named(other.versionName, wanted.figure)] : []), ...(held ? [deducted(named(one.versionName, held.figure))] : [])]);
  }
}

/** A row that stands for something stored, and adds nothing up. */
function isLeaf({ kind }: ReportRow): boolean {
  return kind === "cost centre" || kind === "commitment";
}

function holds(row: ReportRow | undefined): boolean {
  return row?.cells.some((cell) => cell.figure !== null) ?? false;
}

/** Whether one of the two has the row and the other does not. */
function oneSided({ a, b }: Pair): boolean {
  return (a === undefined) !== (b === undefined);
}

/** Whether any year's difference is other than nil, or only one of the two has an amount; `open` where neither has one, of which nothing is known. */
function differs(row: ReportRow, open: boolean): boolean {
  for (let at = 0; at < row.cells.length; at += 3) {
    const [a, b] = [row.cells[at]?.figure ?? null, row.cells[at + 1]?.figure ?? null];
    if (a === null || b === null ? open || a !== b : !a.value.equals(b.value)) return true;
  }
  return false;
}

/** The rows of both in B's order, and those that are in A alone behind the row that they follow there. */
function paired(a: readonly ReportRow[], b: readonly ReportRow[]): Pair[] {
  const inA = new Map(a.map((row) => [row.key, row]));
  const inB = new Set(b.map((row) => row.key));
  let last = "";
  const ofA = a.flatMap((row) => {
    if (!inB.has(row.key)) return [{ after: last, row }];
    last = row.key;
    return [];
  });
  const following = grouped(ofA, ({ after }) => after);
  const alone = (after: string): Pair[] => (following.get(after) ?? []).map(({ row }) => ({ key: row.key, a: row, b: undefined }));
  return [...alone(""), ...b.flatMap((row): Pair[] => [{ key: row.key, a: inA.get(row.key), b: row }, ...alone(row.key)])];
}

/** The totals that add up the same rows in both: of a group whose members changed, each version's own table says what it adds. */
function totalsOf(rows: readonly ReportRow[]): Total[] {
  return totalsIn(rows).filter(({ row, parts }) =>
    row.cells.every((cell, column) => cell.figure === null || cell.figure.value.equals(sum(parts.flatMap((part) => part.cells[column]?.figure ?? [])).value)),
  );
}

/** What the row uses in either of the two. */
function usesOf(...both: (ReportRow | undefined)[]): UseOf[] {
  return [...new Map(both.flatMap((row) => row?.uses ?? []).map((use) => [use.of, use])).values()];
}

/** Differences are of unrounded amounts: where those shown differ by something else, a note says so. */
function acrossNotes(rows: readonly ReportRow[], unit: MoneyUnit): string[] {
  let off = 0;
  const shown = (cell: ReportCell | undefined) => (cell?.figure ? roundedToUnit(cell.figure.value, unit) : 0n);
  for (const { cells } of rows)
    for (let at = 0; at < cells.length; at += 3) if (cells[at + 2]?.figure && shown(cells[at + 1]) - shown(cells[at]) !== shown(cells[at + 2])) off += 1;
  const one = off === 1;
  return off === 0
    ? []
    : [`Figures may not sum across due to rounding: differences are of unrounded amounts, and ${off} of them ${one ? "is" : "are"} not the difference of the amounts shown.`];
}
