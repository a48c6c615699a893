// The medium-term table: cost centres and their total, commitments deducted, and what remains unallocated, year by year.

import { type CellAddress, cellAddress } from "./cellAddress.ts";
import { projectCommitment } from "./commitment.ts";
import { Exact } from "./exact.ts";
import type { CommitmentFacts, MediumTermFacts, UpliftRateFacts } from "./facts.ts";
import { readTerms } from "./facts.ts";
import { deducted, type Figure, input, named, sum } from "./figure.ts";
import { type FinancialYear, yearOf, yearsFrom } from "./financialYear.ts";
import { type MoneyUnit, poundsAndPence, roundedToUnit, shownRounded, unitDecimals, unitLabel, unitSaid } from "./money.ts";
import { verdict } from "./rounding.ts";
import { ReportCell, type ReportColumn, type ReportRow, type ReportTable, type RowKind } from "./table.ts";
import { yearsWithoutRate } from "./uplift.ts";

/** Which years, in which unit, and whether the reader may change the facts behind the cells. */
export interface MediumTermOptions {
  from: FinancialYear;
  years: number;
  unit: MoneyUnit;
  editable: boolean;
}

/** A row that adds others up, with the rows it adds: the rounding note and the verdicts compare the two. */
interface Total {
  row: ReportRow;
  parts: ReportRow[];
}

/**
 * Builds the table. Totals are added unrounded and rounded at the cell; where the displayed parts then differ from the displayed total
 * the table says so in a note, and so it does where a report printed something else than the facts give.
 * Source: Essex, Cabinet 12 September 2023, 6.1.6. Remaining unallocated budget in 2024/25 is 4,346 (£000s), and its displayed parts give 4,345.
 */
export function mediumTerm(facts: MediumTermFacts, options: MediumTermOptions): ReportTable {
  const years = yearsFrom(options.from, options.years);
  const table = new TableBuilder(years, options);
  const totals: Total[] = [];

  const budgetRows = costCentreRows(facts, table, totals);
  const commitmentRows = facts.commitments.map((commitment) => commitmentRow(facts, commitment, table));
  if (budgetRows.length > 0 || commitmentRows.length > 0) {
    const budget = table.total("total", "total", "Total budget", budgetRows);
    const remaining = table.total("remaining", "remaining", "Remaining unallocated budget", [budget, ...commitmentRows]);
    table.rows.push(budget, ...commitmentRows, remaining);
    totals.push({ row: budget, parts: budgetRows }, { row: remaining, parts: [budget, ...commitmentRows] });
  }
  return {
    id: "medium-term",
    title: `${facts.authorityName}: medium-term table, ${facts.versionName}`,
    source: facts.source,
    unit: unitLabel(options.unit),
    columns: years.map((year): ReportColumn => ({ key: year, label: year, status: year <= facts.firstYear ? "budget" : "draft" })),
    rows: table.rows,
    notes: [
      `Amounts are in ${unitSaid(options.unit)}. Brackets are deductions; – is nil.`,
      ...missingNotes(table.rows),
      ...upliftNotes(facts, years),
      ...roundingNotes(totals, options.unit, years),
      ...overcommittedNotes(table.rows, years),
      ...printedNotes(facts, table.rows, totals, years),
    ],
  };
}

/** The stored thing that a row shows, and which of its amounts may be typed over. */
interface RowSubject {
  subjectId: string;
  status?: string;
  changes?: CellAddress["kind"];
  /** The last year that it has amounts for, where it ends. */
  lastYear?: FinancialYear;
}

class TableBuilder {
  readonly rows: ReportRow[] = [];

  constructor(
    readonly years: readonly FinancialYear[],
    readonly options: MediumTermOptions,
  ) {}

  row(key: string, kind: RowKind, level: number, label: string, figures: readonly (Figure | null)[], subject?: RowSubject): ReportRow {
    const cells = figures.map((figure, index) => {
      const year = this.years[index] as FinancialYear;
      const open = this.options.editable && (subject?.lastYear === undefined || year <= subject.lastYear);
      const edits = open && subject?.changes ? cellAddress({ kind: subject.changes, subjectId: subject.subjectId, year }) : null;
      return new ReportCell(figure === null ? null : named(label, figure), this.options.unit, edits);
    });
    return { key, kind, level, label, status: subject?.status ?? null, subjectId: subject?.subjectId ?? null, cells };
  }

  total(key: string, kind: RowKind, label: string, parts: readonly ReportRow[], level = 0): ReportRow {
    const figures = this.years.map((_, column) => sum(parts.flatMap((part) => part.cells[column]?.figure ?? [])));
    return this.row(key, kind, level, label, figures);
  }
}

/** The cost centres in their order, each service group followed by its subtotal. Returns the rows that the total budget adds. */
function costCentreRows(facts: MediumTermFacts, table: TableBuilder, totals: Total[]): ReportRow[] {
  const amounts = new Map<string, number>();
  for (const line of facts.lines) amounts.set(`${line.costCentreId}:${line.year}`, line.amountPence);
  const groups = new Map<string, MediumTermFacts["costCentres"][number][]>();
  for (const centre of facts.costCentres) {
    const group = centre.serviceGroup === null ? `alone:${centre.id}` : `group:${centre.serviceGroup}`;
    const members = groups.get(group);
    if (members) members.push(centre);
    else groups.set(group, [centre]);
  }
  const added: ReportRow[] = [];
  for (const members of groups.values()) {
    const group = members[0]?.serviceGroup ?? null;
    const rows = members.map((centre) => {
      const figures = table.years.map((year) => {
        const pence = amounts.get(`${centre.id}:${year}`);
        return pence === undefined ? null : input(Exact.pence(pence), "pounds");
      });
      return table.row(`costCentre:${centre.id}`, "cost centre", group === null ? 0 : 1, centre.name, figures, { subjectId: centre.id, changes: "budget" });
    });
    table.rows.push(...rows);
    if (group === null) added.push(...rows);
    else {
      const subtotal = table.total(`subtotal:${group}`, "subtotal", `Total ${group}`, rows);
      table.rows.push(subtotal);
      totals.push({ row: subtotal, parts: rows });
      added.push(subtotal);
    }
  }
  return added;
}

function commitmentRow(facts: MediumTermFacts, commitment: CommitmentFacts, table: TableBuilder): ReportRow {
  const terms = readTerms(commitment, ratesOf(facts, commitment.upliftSeriesId), commitment.name);
  const figures = projectCommitment(terms, table.years).map(deducted);
  return table.row(`commitment:${commitment.id}`, "commitment", 0, commitment.name, figures, {
    status: commitment.status,
    subjectId: commitment.id,
    ...(commitment.basis === "amounts by year" && { changes: "commitment" as const }),
    ...(commitment.endsOn !== null && { lastYear: yearOf(commitment.endsOn) }),
  });
}

function ratesOf(facts: MediumTermFacts, seriesId: string | null): readonly UpliftRateFacts[] | null {
  return seriesId === null ? null : (facts.upliftSeries.find((series) => series.id === seriesId)?.rates ?? []);
}

function missingNotes(rows: readonly ReportRow[]): string[] {
  const missing = rows.some((row) => row.cells.some((cell) => cell.figure === null));
  return missing ? ["[x]: no amount is held for this year. Totals leave it out."] : [];
}

function upliftNotes(facts: MediumTermFacts, years: readonly FinancialYear[]): string[] {
  const lastYear = years[years.length - 1] as FinancialYear;
  const gaps = new Map<string, Set<FinancialYear>>();
  for (const commitment of facts.commitments) {
    const series = facts.upliftSeries.find((each) => each.id === commitment.upliftSeriesId);
    if (!series) continue;
    const terms = readTerms(commitment, series.rates, commitment.name);
    if (terms.basis !== "weekly price" || terms.uplift === null) continue;
    const seriesGaps = gaps.get(series.name) ?? new Set();
    // Where the commitment has ended no price is carried forward.
    const charged = terms.endsOn !== null && yearOf(terms.endsOn) < lastYear ? yearOf(terms.endsOn) : lastYear;
    for (const year of yearsWithoutRate(terms.uplift, charged)) seriesGaps.add(year);
    gaps.set(series.name, seriesGaps);
  }
  return [...gaps].flatMap(([name, gapYears]) =>
    gapYears.size === 0 ? [] : [`${name} states no uplift for ${listed([...gapYears].sort())}; prices are carried forward unchanged there.`],
  );
}

function roundingNotes(totals: readonly Total[], unit: MoneyUnit, years: readonly FinancialYear[]): string[] {
  const places: string[] = [];
  for (const { row, parts } of totals) {
    const columns: FinancialYear[] = [];
    for (const [column, cell] of row.cells.entries()) {
      if (cell.figure === null) continue;
      const displayed = roundedToUnit(cell.figure.value, unit);
      let added = 0n;
      for (const part of parts) {
        const figure = part.cells[column]?.figure;
        if (figure) added += roundedToUnit(figure.value, unit);
      }
      if (added === displayed) continue;
      columns.push(years[column] as FinancialYear);
      cell.note = `The figures shown add up to ${shownRounded(added, unit)}. The exact sum is ${poundsAndPence(cell.figure.value)}, shown as ${cell.shown}.`;
    }
    if (columns.length > 0) places.push(`${row.label} in ${listed(columns)}`);
  }
  return places.length === 0 ? [] : [`Figures may not sum due to rounding: ${places.join("; ")}.`];
}

function overcommittedNotes(rows: readonly ReportRow[], years: readonly FinancialYear[]): string[] {
  const remaining = rows.find((row) => row.kind === "remaining");
  const over = (remaining?.cells ?? []).flatMap((cell, column) => (cell.figure?.value.isNegative() ? [`${years[column]} by ${poundsAndPence(cell.figure.value.negated())}`] : []));
  return over.length === 0 ? [] : [`Commitments exceed the budget in ${over.join(", ")}.`];
}

/** Sets beside each computed cell what the report printed, where the two differ, and says whether rounding explains it. */
function printedNotes(facts: MediumTermFacts, rows: readonly ReportRow[], totals: readonly Total[], years: readonly FinancialYear[]): string[] {
  const notes: string[] = [];
  for (const printed of facts.printed) {
    const row = rows.find((each) => each.key === printed.rowKey);
    const cell = row?.cells[years.indexOf(printed.year)];
    if (!row || !cell?.figure) continue;
    const printedUnits = Exact.decimal(printed.printed).rounded(unitDecimals(printed.unit));
    const computed = roundedToUnit(cell.figure.value, printed.unit);
    const finding = verdict(printedUnits, computed, totals.find((total) => total.row === row)?.parts.length ?? 1);
    if (finding === "adds up") continue;
    const sentence = `${printed.reference} prints ${shownRounded(printedUnits, printed.unit)} for ${row.label} in ${printed.year}, where these facts give ${shownRounded(computed, printed.unit)} (${unitLabel(printed.unit)}): ${finding}.`;
    cell.note = cell.note === null ? sentence : `${cell.note} ${sentence}`;
    notes.push(sentence);
  }
  return notes;
}

function listed(items: readonly string[]): string {
  return items.length < 2 ? items.join("") : `${items.slice(0, -1).join(", ")} and ${items[items.length - 1]}`;
}
