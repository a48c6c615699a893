// A table read as placements' activity: how many placements, bed-weeks and costs there were of each provider in each period, added up. It has nothing of any child.

import { countOf } from "../finance/counted.ts";
import { Exact } from "../finance/exact.ts";
import { listed } from "../finance/listed.ts";
import { type MoneyUnit, poundsIn } from "../finance/money.ts";
import { type ActivityColumns, activityColumns, activityPeriod, areaIn, type FigureColumn, type Measure, measuredIn } from "./activityColumns.ts";
import { type ActivityEntry, cleanActivity } from "./activityTable.ts";
import { inPence, whyLeftOut } from "./budgetLines.ts";
import { markOf, printedNumber } from "./cellKinds.ts";
import type { Column } from "./columns.ts";
import { isTotalName } from "./foundSum.ts";
import { guardedOut } from "./guard.ts";
import { type Ask, type Choices, type LeftOut, type Proposed, type ReadTotal, refusedAs } from "./proposal.ts";
import { cellOf, type ReadRow } from "./rows.ts";
import { storedNames } from "./storedNames.ts";
import { scaled, type TableReading } from "./table.ts";

/** What is stored that a table's names may be. */
export interface ActivityNames {
  /** The authority's own. */
  readonly own: string;
  readonly subjects: readonly string[];
  readonly arrangements: readonly string[];
}

const needed: readonly (readonly [Measure, string])[] = [
  ["placements", "number of placements"],
  ["bedWeeks", "bed-weeks"],
  ["cost", "cost"],
];
/** Whose the figures are where no column says it and nobody has. */
const nobody = "";
/** What rows may come in as whose arrangement is not stored. */
const asSpot = "as spot purchase";
const spot = /^(spot( purchas\w*)?|none|individual|off[- ](framework|contract)|-|–)?$/i;

/** Reads activity out of a table. `known` is what is stored; null where nobody knows whose it is. */
export function activityIn(table: TableReading, choices: Choices = {}, known: ActivityNames | null = null): Proposed {
  const columns = activityColumns(table, choices);
  if (!columns) return refusedAs("A table of activity has the number of placements, their nights or bed-weeks, and what those cost. Not all three are in this one.");
  const asks: Ask[] = [];
  const leftOut: LeftOut[] = [];
  const unit = choices.unit ?? table.unit ?? "pounds";
  const subject = whose(columns, choices, known, asks);
  const undated = periodOfAll(table, columns, choices, asks);
  const figures = withoutTotals(table, columns);
  const entries = entriesIn(table, columns, { figures, subject, undated, unit, choices }, leftOut);
  const named = byStoredNames(entries, choices, known, columns, asks, leftOut);
  const added = addedUp(named, columns, asks);
  const whole = added.filter((entry) => isWhole(entry, leftOut));
  tellOfReading(table, columns, asks);
  const open = asks.some(({ taken }) => taken === undefined);
  const cost = whole.reduce((sum, entry) => sum.plus(entry.figures.get("cost") ?? Exact.nil), Exact.nil);
  const used = new Set(columns.used.map(({ index }) => index));
  const summed = new Set(columns.figures.filter((each) => !figures.includes(each)).map(({ column }) => column.index));
  return {
    period: periodsSaid(whole),
    totals: totalsOf(table, columns, figures, unit),
    incoming: { count: whole.length, sumPence: Number(cost.times(Exact.whole(100)).rounded(0)) },
    leftOut,
    asks,
    refused: whole.length === 0 && !open ? "No row has the number of placements, their bed-weeks and their cost in a period." : null,
    clean: open || whole.length === 0 ? null : cleanActivity(whole),
    columnsLeftOut: {
      ...Object.fromEntries(
        table.columns.flatMap(({ name, index, holds }) =>
          summed.has(index) ? [[name, "it is the sum of other columns"]] : used.has(index) || holds === "nothing" ? [] : [[name, "activity has no place for it"]],
        ),
      ),
      ...guardedOut(table),
    },
  };
}

/** Whose all figures are, where no column names a provider. */
function whose({ provider }: ActivityColumns, choices: Choices, known: ActivityNames | null, asks: Ask[]): string {
  if (provider) return nobody;
  if (choices.subject !== undefined) return choices.subject;
  const own = known && storedNames(known.subjects)(known.own);
  const question = "Whose placements are these? No column names a provider or a council.";
  asks.push({ about: "subject", question, options: known ? (own ? known.subjects : [known.own, ...known.subjects]) : [], ...(known && { taken: own ?? known.own }) });
  return own ?? known?.own ?? nobody;
}

/** The period of all figures, where no column has it. */
function periodOfAll(table: TableReading, { periods, figures }: ActivityColumns, choices: Choices, asks: Ask[]): string | null {
  if (periods || figures.some(({ period }) => period !== null)) return null;
  const chosen = activityPeriod(choices.period ?? choices.year ?? "", null);
  if (chosen !== null) return chosen;
  const titled = activityPeriod(table.header.above.find((line) => activityPeriod(line, null) !== null) ?? "", null) ?? table.year;
  if (titled) asks.push({ about: "period", question: `The period is read from the title: ${titled}.`, options: [titled], taken: titled });
  else asks.push({ about: "period", question: "Which period are these figures of? No column has it.", options: [] });
  return titled;
}

/** The figures that are no sums of others beside them, of the sort of period that most are of. */
function withoutTotals(table: TableReading, { figures }: ActivityColumns): FigureColumn[] {
  const sums = new Set(table.totalColumns.map(({ row }) => row));
  const parts = figures.filter(
    ({ column, period }) => !(period !== null && sums.has(column.index)) && !isTotalName(column.name.replace(/total (cost|spend|number|nights|weeks|bed)/i, "")),
  );
  const sortOf = ({ period }: FigureColumn) => (period === null ? "" : / Q\d/.test(period) ? "quarter" : /[a-z]{3,} \d{4}$/i.test(period) ? "month" : "year");
  const often = new Map<string, number>();
  for (const each of parts) often.set(sortOf(each), (often.get(sortOf(each)) ?? 0) + 1);
  const most = [...often].sort((one, other) => other[1] - one[1])[0]?.[0];
  return parts.filter((each) => sortOf(each) === most);
}

interface Reading {
  readonly figures: readonly FigureColumn[];
  readonly subject: string;
  readonly undated: string | null;
  readonly unit: MoneyUnit;
  readonly choices: Choices;
}

/** An entry for each row and period that has a figure. */
function entriesIn(table: TableReading, columns: ActivityColumns, { figures, subject, undated, unit, choices }: Reading, leftOut: LeftOut[]): ActivityEntry[] {
  const year = choices.year ?? table.year;
  const seen = new Map<string, number>();
  return table.rows.flatMap((row): ActivityEntry[] => {
    const cell = (column: Column | null) => cellOf(row, column);
    const out = (why: string): [] => {
      leftOut.push({ at: `row ${row.at}`, label: row.label, why, pence: [] });
      return [];
    };
    if (row.kind === "blank" || row.kind === "heading") return [];
    if (isTotal(row, columns)) return out(whyLeftOut("total", row.label));
    if (row.kind === "note" || row.kind === "memorandum") return out(whyLeftOut(row.kind, row.label));
    const provider = columns.provider ? cell(columns.provider) || (row.groups.at(-1) ?? "") : subject;
    if (columns.provider && provider === "") return out("it names no provider");
    const before = seen.get(row.cells.join("\n"));
    if (before !== undefined) return out(`row ${before} says the same`);
    seen.set(row.cells.join("\n"), row.at);
    const entries = new Map<string, ActivityEntry>();
    for (const each of figures) {
      const text = cell(each.column);
      const measured = text === "" ? null : measuredIn(row, each, columns);
      if (!measured) continue;
      const number = printedNumber(text);
      const period = each.period ?? (columns.periods ? activityPeriod(cell(columns.periods), year) : undated);
      if (period === null) return columns.periods ? out(`“${cell(columns.periods)}” is no period`) : [];
      if (number === null) {
        leftOut.push({ at: `row ${row.at}`, label: row.label, why: `${each.column.name} says “${text}”${markOf(text) === null ? ", which is no figure" : ""}`, pence: [] });
        continue;
      }
      const entry = entries.get(period) ?? {
        at: row.at,
        subject: provider,
        period,
        arrangement: spot.test(cell(columns.arrangement)) ? "" : cell(columns.arrangement),
        area: columns.area ? areaIn(cell(columns.area), columns.area) : "not known",
        figures: new Map<Measure, Exact>(),
        rows: new Set([row.at]),
      };
      entries.set(period, entry);
      const value = measured.measure === "cost" ? scaled(number, unit).times(poundsIn(unit)) : number.value.dividedBy(Exact.whole(measured.per));
      entry.figures.set(measured.measure, (entry.figures.get(measured.measure) ?? Exact.nil).plus(value));
    }
    return [...entries.values()];
  });
}

/** A row that adds up others: by its name, or by its figures where it names nobody. Chance alone makes none of a provider's rows a total. */
function isTotal(row: ReadRow, { provider, periods }: ActivityColumns): boolean {
  const { kind, label } = row;
  const own = provider ? cellOf(row, provider) : label;
  if (isTotalName(label) || isTotalName(own)) return true;
  return (kind === "subtotal" || kind === "total") && (own === "" || (periods !== null && cellOf(row, periods) === ""));
}

/** Entries by the names that are stored. Of those that are nobody's a person says whether they are added. */
function byStoredNames(
  entries: readonly ActivityEntry[],
  choices: Choices,
  known: ActivityNames | null,
  { provider }: ActivityColumns,
  asks: Ask[],
  leftOut: LeftOut[],
): ActivityEntry[] {
  if (!known) return [...entries];
  const [subjectOf, arrangementOf] = [storedNames(known.subjects), storedNames(known.arrangements)];
  const others = [...new Set(entries.flatMap(({ subject }) => (provider && subjectOf(subject) === null ? [subject] : [])))];
  if (others.length > 0)
    asks.push({
      about: "unknown",
      question: `${listed(others.slice(0, 20))}${others.length > 20 ? ` and ${others.length - 20} more` : ""} ${others.length === 1 ? "is" : "are"} not among those whose outcomes are counted. ${others.length === 1 ? "Is it a new provider?" : "Are they new providers?"}`,
      options: ["add them", "leave them out"],
      ...(choices.unknown !== undefined && { taken: choices.unknown }),
    });
  const missing = [...new Set(entries.flatMap((entry) => (entry.arrangement !== "" && arrangementOf(entry.arrangement) === null ? [entry.arrangement] : [])))];
  if (missing.length > 0)
    asks.push({
      about: "arrangement",
      question: `There is no arrangement ${listed(missing.slice(0, 20).map((name) => `“${name}”`))}. Add ${missing.length === 1 ? "it" : "them"} on Arrangements first, or say what becomes of the rows.`,
      options: [asSpot, "leave them out"],
      ...(choices.arrangement !== undefined && { taken: choices.arrangement }),
    });
  const out = (entry: ActivityEntry, why: string): [] => {
    leftOut.push({ at: `row ${entry.at}`, label: entry.subject, why, pence: [] });
    return [];
  };
  return entries.flatMap((entry): ActivityEntry[] => {
    const [subject, arrangement] = [subjectOf(entry.subject), entry.arrangement === "" ? "" : arrangementOf(entry.arrangement)];
    if (subject === null && provider && choices.unknown === "leave them out") return out(entry, "nobody of this name is stored");
    if (arrangement === null && choices.arrangement !== asSpot) return out(entry, `there is no arrangement “${entry.arrangement}”`);
    return [{ ...entry, subject: subject ?? entry.subject, arrangement: arrangement ?? "" }];
  });
}

/** Rows of one provider, period, arrangement and area are one entry. */
function addedUp(entries: readonly ActivityEntry[], { type }: ActivityColumns, asks: Ask[]): ActivityEntry[] {
  const found = new Map<string, ActivityEntry>();
  for (const entry of entries) {
    const key = [entry.subject, entry.period, entry.arrangement, entry.area].join("\n").toLowerCase();
    const before = found.get(key);
    if (!before) found.set(key, { ...entry, figures: new Map(entry.figures), rows: new Set(entry.rows) });
    for (const at of entry.rows) before?.rows.add(at);
    if (before) for (const [measure, value] of entry.figures) before.figures.set(measure, (before.figures.get(measure) ?? Exact.nil).plus(value));
  }
  const rows = new Set([...found.values()].flatMap((entry) => (entry.rows.size > 1 ? [...entry.rows] : [])));
  if (rows.size > 0 && type)
    asks.push({
      about: "places",
      question: `${countOf(rows.size, "rows")} of one provider and period differ in “${type.name}”, by which nothing is stored: they are added up.`,
      options: ["added up"],
      taken: "added up",
    });
  return [...found.values()];
}

/** Whether an entry has all that is stored of placements; says what it lacks where it does not. */
function isWhole({ at, subject, period, figures }: ActivityEntry, leftOut: LeftOut[]): boolean {
  const lacks = needed.flatMap(([measure, said]) => (figures.has(measure) ? [] : [said]));
  if (lacks.length > 0) leftOut.push({ at: `row ${at}`, label: subject, why: `of ${period} it has no ${listed(lacks)}`, pence: [] });
  return lacks.length === 0;
}

function tellOfReading(table: TableReading, columns: ActivityColumns, asks: Ask[]): void {
  const inNights = table.rows.some((row) => columns.figures.some((each) => measuredIn(row, each, columns)?.per === 7));
  if (inNights) asks.push({ about: "places", question: "Nights are stored as bed-weeks, seven nights to a week.", options: ["seven nights"], taken: "seven nights" });
  if (!columns.area)
    asks.push({
      about: "places",
      question: "No column says whether placements were inside or outside the area: they come in as not known.",
      options: ["not known"],
      taken: "not known",
    });
}

/** The costs that rows called a total state, beside what their rows come to. */
function totalsOf(table: TableReading, columns: ActivityColumns, figures: readonly FigureColumn[], unit: MoneyUnit): ReadTotal[] {
  return table.totals.flatMap(({ row, label, sum }) => {
    const read = table.rows[row] as ReadRow;
    if (!isTotal(read, columns)) return [];
    return figures.flatMap(({ column, measured, period }): ReadTotal[] => {
      const place = table.adding.findIndex(({ index }) => index === column.index);
      if (measured?.measure !== "cost" || place < 0) return [];
      const number = printedNumber(cellOf(read, column));
      const named = period === null ? label : `${label}, ${period}`;
      return [
        {
          at: `row ${read.at}`,
          label: named,
          stated: [inPence(number && scaled(number, unit), unit)],
          computed: [inPence(sum.sums[place] ?? null, unit)],
          agrees: [sum.agrees[place] ?? null],
        },
      ];
    });
  });
}

function periodsSaid(entries: readonly ActivityEntry[]): string | null {
  const periods = [...new Set(entries.map(({ period }) => period))];
  if (periods.length === 0) return null;
  return periods.length <= 4 ? listed(periods) : `${periods.length} periods, ${periods[0]} to ${periods[periods.length - 1]}`;
}
