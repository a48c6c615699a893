// A table read as outcomes: long or wide, one KPI or many, with each figure's denominator beside it or in another row, and each row's place and period.
import { listed } from "../finance/listed.ts";
import { withCommas } from "../finance/withCommas.ts";
import { printedNumber } from "./cellKinds.ts";
import { choiceOf } from "./columnChoices.ts";
import { type Column, isOfPercent } from "./columns.ts";
import { guardedOut } from "./guard.ts";
import { repeatsHeader, yearsAcross } from "./header.ts";
import { type BesidePair, besidePair, percentText, type RowPair, rowPair } from "./measures.ts";
import { columnCalled } from "./named.ts";
import { type Figures, isFigure, over, plain } from "./outcomeFigures.ts";
import { type CleanOutcome, cleanOutcomes } from "./outcomeTable.ts";
import { type PartColumns, partColumns } from "./parts.ts";
import { measureWithYear, type PeriodColumns, type PeriodRead, periodColumns, periodOf } from "./periods.ts";
import { type PlaceRead, placeColumns } from "./places.ts";
import { type Ask, type Choices, type LeftOut, type Proposed, refusedAs } from "./proposal.ts";
import { cellOf, type ReadRow } from "./rows.ts";
import type { TableReading } from "./table.ts";

/** A row with its place, whose facts are still to be read. */
interface PlacedRow extends ReadRow {
  readonly place: PlaceRead;
}

/** A column of figures that are each a fact, and the period that it is of where years go across. */
interface ValueColumn {
  readonly column: Column;
  readonly period: PeriodRead | null;
}

/** What the columns of a table are for, and its rows. */
interface Layout {
  readonly rows: readonly PlacedRow[];
  readonly periods: PeriodColumns;
  readonly parts: PartColumns;
  readonly figures: readonly Column[];
  /** Years across. */
  readonly across: readonly ValueColumn[];
  readonly columnsLeftOut: Readonly<Record<string, string>>;
  /** What tells rows of the same place, period and parts, whatever they have in one column. */
  readonly key: (row: PlacedRow, without: Column) => string;
}

/** What is measured: a figure beside its denominator, or with it in another row, or figures of their own. */
interface Measured {
  readonly beside: BesidePair | null;
  readonly inRows: RowPair<PlacedRow> | null;
  readonly values: readonly ValueColumn[];
}

/** Reads outcomes out of a table. */
export function outcomesIn(table: TableReading, choices: Choices = {}): Proposed {
  const asks: Ask[] = [];
  const leftOut: LeftOut[] = [];
  const layout = layoutOf(table, choices, asks, leftOut);
  const chosen = choices.amount === undefined ? null : columnCalled([...layout.figures, ...layout.across.map(({ column }) => column)], choices.amount);
  if (choices.amount !== undefined && !chosen) return refusedAs(`No column of figures is called “${choices.amount}”.`, asks);
  const measured = measuredIn(layout, chosen, choices);
  if (measured.inRows) asks.push(denominatorRead(measured.inRows, layout));
  const { facts, undated } = factsIn(table, layout, measured, choices.kpi, leftOut);
  if (layout.periods.used.length > 0 && undated > 0)
    asks.push({ about: "period", question: `${undated === 1 ? "1 figure has" : `${withCommas(undated)} figures have`} no period that can be read. Which is it?`, options: [] });
  const clean = cleanOutcomes(facts);
  const open = facts.length === 0 || asks.some(({ taken }) => taken === undefined);
  return {
    period: periodsRead(facts),
    totals: [],
    incoming: { count: facts.length, sumPence: null },
    leftOut,
    asks,
    refused: facts.length === 0 ? "No row has a place and a figure." : null,
    clean: open ? null : clean,
    columnsLeftOut: { ...layout.columnsLeftOut, ...notFacts(measured, layout.figures, chosen), ...guardedOut(table) },
  };
}

const isOfFigures = ({ holds }: Column) => holds === "count" || holds === "money" || holds === "share";

function layoutOf(table: TableReading, choices: Choices, asks: Ask[], leftOut: LeftOut[]): Layout {
  const places = placeColumns(table);
  if (!places && choices.subject === undefined) asks.push({ about: "subject", question: "Whose figures are these? No column names a place.", options: [] });
  const across = acrossYears(table);
  const periods: PeriodColumns = across.length > 0 ? { used: [], of: () => null } : periodColumns(table, choices, asks);
  const whose: PlaceRead = { name: choices.subject ?? "", key: "", columns: null };
  const rows = placedRows(table, (row) => (places ? places.of(row) : whose), leftOut);
  const used = new Set([...(places?.used ?? []), ...periods.used].map(({ index }) => index));
  const free = table.columns.filter(({ index }) => !used.has(index));
  const isIn = ({ name }: Column) => choiceOf(choices.columns, name) === "in";
  const isCode = ({ holds }: Column) => holds === "code" || holds === "day";
  const words = free.filter((column) => column.holds === "words" || (isCode(column) && isIn(column)));
  const parts = partColumns(rows, words, ({ place }) => place.key, isIn);
  const yearless = across.length === 0 ? [] : free.filter((column) => isOfFigures(column) && !across.some(({ column: { index } }) => index === column.index));
  const codes = free.filter((column) => isCode(column) && !isIn(column)).map(({ name }) => [name, "it holds what tells rows apart, and no figure"]);
  const telling = [...parts.kpis, ...parts.breakdowns.map(({ column }) => column)];
  return {
    rows,
    periods,
    parts,
    figures: free.filter(isOfFigures),
    across,
    columnsLeftOut: { ...parts.leftOut, ...Object.fromEntries([...codes, ...yearless.map(({ name }) => [name, "no year or quarter stands over it"])]) },
    key: (row, without) => [row.place.key, periods.of(row)?.text ?? "", ...telling.map((column) => (column === without ? "" : cellOf(row, column)))].join("\n"),
  };
}

/** Rows that say whose they are and have a figure or a mark. A header that is repeated begins another table below. */
function placedRows(table: TableReading, placeOf: (row: ReadRow) => PlaceRead | null, leftOut: LeftOut[]): PlacedRow[] {
  const figures = table.columns.filter(isOfFigures);
  let below = false;
  return table.rows.flatMap((row): PlacedRow[] => {
    const out = (why: string): [] => {
      leftOut.push({ at: `row ${row.at}`, label: row.label, why, pence: [] });
      return [];
    };
    if (row.kind === "blank") return [];
    if (repeatsHeader(row, table.columns)) {
      below = true;
      return out("it repeats the header");
    }
    if (below) return out("it is of another table below this one");
    const place = placeOf(row);
    if (!figures.some((column) => isFigure(cellOf(row, column)))) return out(place === null ? "it is a note" : "it has no figure");
    return place ? [{ ...row, place }] : out("it names no place by its code");
  });
}

function acrossYears(table: TableReading): ValueColumn[] {
  const under = table.columns.filter((column) => column.over !== null && isOfFigures(column));
  if (under.length > 0) return under.map((column) => ({ column: { ...column, name: column.called }, period: periodOf(column.over as string) }));
  // Over figures without a unit: what each is in, its line says.
  const plainly = (column: Column) => (column.holds === "money" && table.unit === null ? { ...column, holds: "count" as const } : column);
  const years = yearsAcross(table.columns.map(({ name }) => name)).map(({ column, year, one }) => ({
    column: table.columns[column] as Column,
    period: periodOf(year ?? String(one)),
  }));
  const beside = besideYears(table, years);
  const periods = years.length > 0 || beside.length > 0 ? [...years, ...beside] : partsOfYearAcross(table);
  return periods.flatMap(({ column, period }) => (isOfFigures(column) ? [{ column: plainly(column), period }] : []));
}

/** Columns of a measure and a year each, beside years across, or where they are all of the figures and of several years. */
function besideYears({ columns }: TableReading, years: readonly ValueColumn[]): ValueColumn[] {
  const figures = columns.filter((column) => isOfFigures(column) && !years.some(({ column: { index } }) => index === column.index));
  const found = figures.flatMap((column): ValueColumn[] => {
    const of = measureWithYear(column.name);
    return of ? [{ column: { ...column, name: of.measure, called: of.measure, over: of.period.time }, period: of.period }] : [];
  });
  const several = new Set(found.map(({ period }) => period?.text)).size > 1;
  return years.length > 0 || (several && found.length === figures.length && !columns.some(({ holds }) => holds === "year")) ? found : [];
}

/** Quarters and months across, with the year of each or all of that which the title has. */
function partsOfYearAcross({ columns, year }: TableReading): ValueColumn[] {
  const parts = columns.flatMap((column): ValueColumn[] => {
    const heading = /^q(uarter ?)?[1-4]\b/i.test(column.name) && !/\d{2}\b/.test(column.name) && year !== null ? `${column.name} ${year}` : column.name;
    const period = column.name.length <= 24 ? periodOf(heading) : null;
    return period !== null && (period.frequency === "quarter" || period.frequency === "month") ? [{ column, period }] : [];
  });
  return parts.length >= 2 ? parts : [];
}

/** In what a line's figures are, where periods go across: a percentage where it or one of its figures says so. */
function inLine(row: ReadRow, column: Column, values: readonly ValueColumn[]): Column {
  const isShare = isOfPercent(row.label) || values.some((each) => printedNumber(cellOf(row, each.column))?.percent);
  return column.over !== null || (column.holds === "money" && !isShare) ? column : { ...column, holds: isShare ? "share" : /£/.test(row.label) ? "money" : "count" };
}

function measuredIn({ rows, figures, parts, across, key }: Layout, chosen: Column | null, { denominator, columns }: Choices): Measured {
  const isIn = ({ name }: Column) => choiceOf(columns, name) === "in";
  if (across.length > 0) return { beside: null, inRows: null, values: chosen ? across.filter(({ column }) => column.called === chosen.called) : across };
  if (chosen) return { beside: null, inRows: null, values: figures.filter((column) => column === chosen || isIn(column)).map((column) => ({ column, period: null })) };
  const beside = besidePair(rows, figures);
  const inRows = beside ? null : rowPair(rows, figures, [...parts.kpis, ...parts.breakdowns.map(({ column }) => column)], key, denominator);
  const shares = [beside?.share, inRows?.share].filter((column) => column && !isIn(column));
  const taken = [beside?.numerator, beside?.denominator, inRows?.count, ...shares];
  return { beside, inRows, values: figures.filter((column) => !taken.includes(column)).map((column) => ({ column, period: null })) };
}

/** Columns of figures that are computed from others, or were not chosen. */
function notFacts({ beside, inRows, values }: Measured, figures: readonly Column[], chosen: Column | null): Record<string, string> {
  const isFact = (column: Column) => values.some((each) => each.column === column);
  if (chosen) return Object.fromEntries(figures.flatMap((column) => (isFact(column) ? [] : [[column.name, `only “${chosen.name}” was chosen`]])));
  if (inRows) return isFact(inRows.share) ? {} : { [inRows.share.name]: `it is ${inRows.count.name} out of that of “${inRows.whole}”, which is computed` };
  if (!beside?.share || isFact(beside.share)) return {};
  return { [beside.share.name]: `it is ${beside.numerator.name} over ${beside.denominator.name}${beside.per === 1 ? "" : `, times ${withCommas(beside.per)}`}, which is computed` };
}

/** What a value holds of which a row says the unit. */
function heldIn(unit: string): Column["holds"] {
  if (isOfPercent(unit)) return "share";
  return /^(£|pounds)/i.test(unit) ? "money" : "count";
}

/** The facts of all rows; what stands twice, or says nothing that is a figure, is left out. */
function factsIn(table: TableReading, { rows, periods, parts, key }: Layout, { beside, inRows, values }: Measured, kpi: string | undefined, leftOut: LeftOut[]) {
  const kpiColumns = [...parts.kpis.filter((column) => column !== inRows?.part), ...(inRows ? [inRows.part] : [])];
  const breakdowns = parts.breakdowns.filter(({ column }) => column !== inRows?.part);
  const names = new Set(values.map(({ column, period }) => (period === null || column.over !== null ? column.name : "")));
  const several = names.size + (beside || inRows ? 1 : 0) > 1;
  const yearly = new Set(values.flatMap(({ column, period }) => (period !== null && column.over === null ? [column.index] : [])));
  const title = (table.title ?? "").replace(/^table \w+[.:]?\s*/i, "");
  const nameOf = (row: PlacedRow, column: Column) => {
    const named = kpiColumns.flatMap((each) => cellOf(row, each) || []);
    // A heading that is a period alone says nothing of what is measured.
    if (named.length === 0 && yearly.has(column.index)) return kpi ?? (title || column.name);
    if (named.length === 0) return kpi !== undefined && !several ? kpi : column.name;
    return several && column !== beside?.numerator && column !== inRows?.count ? [...named, column.name].join(": ") : named.join(": ");
  };
  const facts: CleanOutcome[] = [];
  const seen = new Map<string, { readonly at: number; readonly figures: string }>();
  const take = (row: PlacedRow, column: Column, outOf: string | null, period: PeriodRead | null, figures: () => Figures) => {
    const name = nameOf(row, column);
    const out = (why: string) => leftOut.push({ at: `row ${row.at}`, label: `${name}, ${row.place.name}`, why, pence: [] });
    const cell = cellOf(row, column);
    if (cell === "") return;
    if (!isFigure(cell)) return out(`${column.name} says “${cell}”`);
    const { unit, cells } = figures();
    const of = breakdowns.map(({ column: by, whole }) => ({ by: by.name, part: cellOf(row, by) === whole ? "" : cellOf(row, by) }));
    const [same, written] = [JSON.stringify([name, row.place.key, period?.text ?? "", of]), JSON.stringify(cells)];
    const before = seen.get(same);
    if (before) return out(`row ${before.at} says ${before.figures === written ? "the same" : "otherwise"}`);
    seen.set(same, { at: row.at, figures: written });
    facts.push({ at: row.at, kpi: name, unit, place: row.place, period, breakdowns: of, outOf, ...cells });
  };
  for (const row of rows) {
    if (inRows?.isWhole(row)) {
      leftOut.push({ at: `row ${row.at}`, label: `${inRows.whole}, ${row.place.name}`, why: "it is what the others are out of", pence: [] });
      continue;
    }
    const period = periods.of(row);
    if (beside) take(row, beside.numerator, beside.denominator.name, period, () => over(cellOf(row, beside.numerator), cellOf(row, beside.denominator)));
    if (inRows) {
      const whole = inRows.wholes.get(key(row, inRows.part));
      take(row, inRows.count, inRows.whole, period, () => over(cellOf(row, inRows.count), whole ? cellOf(whole, inRows.count) : "", cellOf(row, inRows.share)));
    }
    const inUnit = parts.unit && cellOf(row, parts.unit);
    for (const { column: held, period: own } of values) {
      const column = own === null ? held : inLine(row, held, values);
      take(row, column, null, own ?? period, () => plain(cellOf(row, column), inUnit === null ? column : { ...column, holds: heldIn(inUnit) }, table.unit));
    }
  }
  return { facts, undated: facts.filter(({ period }) => period === null).length };
}

/** "2024 (reporting year)", or the first and the last of many. */
function periodsRead(facts: readonly CleanOutcome[]): string | null {
  const texts = [...new Set(facts.flatMap(({ period }) => period?.text ?? []))].sort();
  if (texts.length === 0) return null;
  return texts.length <= 3 ? listed(texts) : `${texts.length} periods, ${texts[0]} to ${texts[texts.length - 1]}`;
}

/** One of the quotients, so that a person can see what is taken out of what, and how many printed shares agree. */
function denominatorRead({ count, share, part, whole, agrees, compared, wholes, isWhole }: RowPair<PlacedRow>, { rows, key }: Layout): Ask {
  const example = rows.flatMap((row) => {
    const of = wholes.get(key(row, part));
    if (isWhole(row) || !of) return [];
    const { numerator, denominator } = over(cellOf(row, count), cellOf(of, count)).cells;
    if (denominator === "") return [];
    return [` “${cellOf(row, part)}” of ${row.place.name} is ${numerator} of ${denominator}, ${percentText(numerator, denominator)}, where ${cellOf(row, share)} is printed.`];
  })[0];
  return {
    about: "denominator",
    question: `${count.name} is out of the row “${whole}”: ${agrees} of ${compared} printed percentages agree.${example ?? ""}`,
    options: [whole],
    taken: whole,
  };
}
