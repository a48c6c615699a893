// The medium-term table: cost centres and their total, commitments deducted, and what remains unallocated, year by year.

import type { CellAddress } from "./cellAddress.ts";
import { projectCommitment } from "./commitment.ts";
import { Exact } from "./exact.ts";
import { type CommitmentFacts, type MediumTermFacts, readTerms, type UpliftRateFacts } from "./facts.ts";
import { deducted, type Figure, input, named, product } from "./figure.ts";
import { type FinancialYear, yearOf, yearsFrom } from "./financialYear.ts";
import { grouped } from "./grouped.ts";
import { type Committed, missingNotes, overcommittedNotes, printedNotes, replacementNotes, upliftNotes } from "./mediumTermNotes.ts";
import { type MoneyUnit, unitSaid } from "./money.ts";
import { roundingNotes, totalsIn } from "./roundingNotes.ts";
import { adding, addPartials, ReportCell, type ReportColumn, type ReportRow, type ReportTable, type RowKind, using } from "./table.ts";
import { figureOf, ofKnown, sumIfKnown } from "./unknown.ts";

/** Which years, in which unit, and whether the reader may change the facts behind the cells. */
export interface MediumTermOptions {
  from: FinancialYear;
  years: number;
  unit: MoneyUnit;
  editable: boolean;
  /** True to set each commitment's draw under the cost centre that it falls on, with what is left there. */
  byCostCentre?: boolean;
}

/**
 * Builds the table. Totals are added unrounded and rounded at the cell; where the displayed parts then differ from the displayed total
 * the table says so in a note, and so it does where a report printed something else than the facts give.
 * Source: Essex, Cabinet 12 September 2023, 6.1.6. Remaining unallocated budget in 2024/25 is 4,346 (£000s), and its displayed parts give 4,345.
 */
export function mediumTerm(facts: MediumTermFacts, options: MediumTermOptions): ReportTable {
  const years = yearsFrom(options.from, options.years);
  const table = new TableBuilder(years, options);

  const rates = new Map(facts.upliftSeries.map((series) => [series.id, series.rates]));
  const committed = facts.commitments.map((commitment): Committed => {
    const terms = readTerms(commitment, ratesOf(rates, commitment.upliftSeriesId), commitment.name);
    return { commitment, terms, costs: projectCommitment(terms, years) };
  });
  const budgetRows = costCentreRows(facts, table, options.byCostCentre ? committed : []);
  if (budgetRows.length > 0 || committed.length > 0) {
    const budget = table.growing("total", "total", "Total budget", budgetRows, "cost centres");
    table.rows.push(budget);
    const deductions = commitmentRows(committed, table);
    table.rows.push(table.total("remaining", "remaining", "Remaining unallocated budget", [budget, ...deductions]));
  }
  const totals = totalsIn(table.rows);
  return {
    id: "medium-term",
    title: `${facts.authorityName}: medium-term table${options.byCostCentre ? " by cost centre" : ""}, ${facts.versionName}`,
    source: facts.source,
    unit: options.unit,
    columns: years.map((year): ReportColumn => ({ key: year, label: year, status: year <= facts.firstYear ? "budget" : "draft" })),
    rows: table.rows,
    notes: [
      `Amounts are in ${unitSaid(options.unit)}. Brackets are deductions; – is nil.`,
      ...missingNotes(table.rows),
      ...upliftNotes(facts, committed, years),
      ...replacementNotes(committed, years),
      ...(options.byCostCentre && committed.length > 0 ? ["What is drawn from a cost centre is shown there and deducted once, from the total."] : []),
      ...roundingNotes(totals, options.unit, years),
      ...overcommittedNotes(table.rows, committed, years),
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
  /** Of each total, the rows of single things below it. */
  private readonly leaves = new Map<ReportRow, readonly ReportRow[]>();

  constructor(
    readonly years: readonly FinancialYear[],
    readonly options: MediumTermOptions,
  ) {}

  row(key: string, kind: RowKind, level: number, label: string, figures: readonly (Figure | null)[], subject?: RowSubject): ReportRow {
    const cells = figures.map((figure, index) => {
      const year = this.years[index] as FinancialYear;
      const open = this.options.editable && (subject?.lastYear === undefined || year <= subject.lastYear);
      const edits = open && subject?.changes ? { kind: subject.changes, subjectId: subject.subjectId, year } : null;
      return new ReportCell(figure === null ? null : named(label, figure), this.options.unit, edits);
    });
    return { key, kind, level, label, status: subject?.status ?? null, subjectId: subject?.subjectId ?? null, cells };
  }

  /** All parts added. It is not known in a year in which one of them is not, nor where there is none. */
  total(key: string, kind: RowKind, label: string, parts: readonly ReportRow[], level = 0): ReportRow {
    const figures = this.years.map((_, column) => (parts.length === 0 ? null : sumIfKnown(parts.map(({ cells }) => cells[column]?.figure ?? null))));
    return { ...this.row(key, kind, level, label, figures), uses: adding(parts) };
  }

  /** A total with, in a year in which it is not known, what is known of it so far. `counted` is what its parts are: "cost centres". */
  growing(key: string, kind: RowKind, label: string, parts: readonly ReportRow[], counted: string): ReportRow {
    const row = this.total(key, kind, label, parts);
    const leaves = parts.flatMap((part) => this.leaves.get(part) ?? [part]);
    this.leaves.set(row, leaves);
    addPartials(row, leaves, this.options.unit, counted);
    return row;
  }
}

/** The cost centres in their order, each service group followed by its subtotal. Returns the rows that the total budget adds. */
function costCentreRows(facts: MediumTermFacts, table: TableBuilder, drawn: readonly Committed[]): ReportRow[] {
  const amounts = table.years.map(() => new Map<string, MediumTermFacts["lines"][number]>());
  for (const line of facts.lines) amounts[table.years.indexOf(line.year)]?.set(line.costCentreId, line);
  const groups = grouped(facts.costCentres, (centre) => (centre.serviceGroup === null ? `alone:${centre.id}` : `group:${centre.serviceGroup}`));
  const drawnFrom = drawsByCentre(drawn);
  const added: ReportRow[] = [];
  for (const members of groups.values()) {
    const group = members[0]?.serviceGroup ?? null;
    const rows = members.map((centre) => {
      const figures = amounts.map((ofYear) => {
        const line = ofYear.get(centre.id);
        return line === undefined ? null : input(Exact.pence(line.amountPence), "pounds", line.entered);
      });
      return table.row(`costCentre:${centre.id}`, "cost centre", group === null ? 0 : 1, centre.name, figures, { subjectId: centre.id, changes: "budget" });
    });
    for (const row of rows) table.rows.push(row, ...drawnRows(row, drawnFrom, table));
    if (group === null) added.push(...rows);
    else {
      const subtotal = table.growing(`subtotal:${group}`, "subtotal", `Total ${group}`, rows, "cost centres");
      table.rows.push(subtotal);
      added.push(subtotal);
    }
  }
  return added;
}

interface Drawn extends Committed {
  draw: NonNullable<CommitmentFacts["draws"]>[number];
}

/** The commitments by the cost centres that they are drawn from, in their order. */
function drawsByCentre(committed: readonly Committed[]): Map<string, Drawn[]> {
  const draws = committed.flatMap((each) => (each.commitment.draws ?? []).map((draw): Drawn => ({ ...each, draw })));
  return grouped(draws, ({ draw }) => draw.costCentreId);
}

/** What a cost centre's budget is drawn down by, and what is left of it. */
function drawnRows(budget: ReportRow, drawnFrom: ReadonlyMap<string, readonly Drawn[]>, table: TableBuilder): ReportRow[] {
  const rows = (drawnFrom.get(budget.subjectId ?? "") ?? []).map(({ commitment, costs, draw }) => {
    const share = Exact.decimal(draw.drawnShare);
    const whole = share.equals(Exact.one);
    const drawn = (cost: Figure) => deducted(whole ? cost : product([named(commitment.name, cost), input(share, "percent")]));
    const figures = costs.map((cost) => figureOf(ofKnown(cost, drawn)));
    const key = `draw:${commitment.id}:${draw.costCentreId}`;
    const row = table.row(key, "commitment", budget.level + 1, commitment.name, figures, { status: commitment.status, subjectId: commitment.id });
    return { ...row, uses: using({ [commitmentKey(commitment)]: whole ? 1 : 0 }) };
  });
  if (rows.length === 0) return [];
  const left = table.total(`left:${budget.subjectId}`, "subtotal", `Left in ${budget.label}`, [budget, ...rows], budget.level);
  return [...rows, left];
}

/** The commitments in their order, each group followed by its subtotal. Returns the rows that what remains is worked out from. */
function commitmentRows(committed: readonly Committed[], table: TableBuilder): ReportRow[] {
  const groups = grouped(committed, ({ commitment: { id, groupName } }) => (groupName ? `group:${groupName}` : `alone:${id}`));
  return [...groups.values()].flatMap((members) => {
    const group = members[0]?.commitment.groupName;
    const rows = members.map((each) => commitmentRow(each, table, group ? 1 : 0));
    table.rows.push(...rows);
    if (!group) return rows;
    const subtotal = table.growing(`commitments:${group}`, "subtotal", `Total ${group}`, rows, "commitments");
    table.rows.push(subtotal);
    return [subtotal];
  });
}

const commitmentKey = ({ id }: CommitmentFacts) => `commitment:${id}`;

function commitmentRow({ commitment, costs }: Committed, table: TableBuilder, level: number): ReportRow {
  return table.row(
    commitmentKey(commitment),
    "commitment",
    level,
    commitment.name,
    costs.map((cost) => figureOf(ofKnown(cost, deducted))),
    {
      status: commitment.status,
      subjectId: commitment.id,
      ...(commitment.basis === "amounts by year" && { changes: "commitment" as const }),
      ...(commitment.endsOn !== null && { lastYear: yearOf(commitment.endsOn) }),
    },
  );
}

/** The rates of the series that lifts a price; null where none does. @throws RangeError for a series that is not among the facts. */
function ratesOf(series: ReadonlyMap<string, readonly UpliftRateFacts[]>, seriesId: string | null): readonly UpliftRateFacts[] | null {
  if (seriesId === null) return null;
  const rates = series.get(seriesId);
  if (!rates) throw new RangeError(`The uplift series ${seriesId} is not among these facts.`);
  return rates;
}
