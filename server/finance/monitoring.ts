// The monitoring table: what each cost centre was given, what virements moved, what it is forecast to come to, and how far that is over.
import type { Day } from "./day.ts";
import { Exact } from "./exact.ts";
import { deducted, type Figure, input, named, quotient, sum } from "./figure.ts";
import type { FinancialYear } from "./financialYear.ts";
import { type ForecastFacts, type ForecastPart, forecastAddress, heldFigure, monthSaid, outturn, type Standing, standing, standsSince } from "./forecast.ts";
import type { MoneyUnit } from "./money.ts";
import { monitoringNotes } from "./monitoringNotes.ts";
import type { Total } from "./roundingNotes.ts";
import { ReportCell, type ReportColumn, type ReportRow, type ReportTable } from "./table.ts";
import { type MonitoringSettings, signInShort, usualSettings, VarianceCell, varianceRag } from "./variance.ts";
import { type Movement, movesIn } from "./virement.ts";

export interface MonitoringFacts {
  authorityName: string;
  versionName: string;
  source: string | null;
  /** A published version's lines are what was approved; a draft's stand for them until it is published. */
  published: boolean;
  costCentres: readonly { id: string; name: string; serviceGroup: string | null }[];
  lines: readonly { costCentreId: string; year: FinancialYear; amountPence: number }[];
  movements: readonly Movement[];
  /** Those of the year. */
  forecasts: readonly ForecastFacts[];
  /** Null where the authority has set none. */
  settings: MonitoringSettings | null;
}

export interface MonitoringOptions {
  year: FinancialYear;
  /** The last day of the month that forecasts are as at. */
  asAt: Day;
  unit: MoneyUnit;
  /** True for gross expenditure and gross income apart. */
  gross: boolean;
  editable: boolean;
}

/** A row while it is worked out. What is null is not held. */
export interface Line {
  key: string;
  label: string;
  original: Figure | null;
  movements: Figure;
  latest: Figure | null;
  expenditure: Figure | null;
  income: Figure | null;
  forecast: Figure | null;
  /** How far the forecast rose since the month before. */
  change: Figure | null;
  variance: Figure | null;
  /** The latest budget of what is forecast: what the variance is a share of. */
  base: Figure | null;
  /** The cost centres below that have no forecast. */
  unforecast: readonly string[];
  /** Of a cost centre: the forecast that stands, and the cost centre's id. */
  standing?: Standing;
  subjectId?: string;
  level: number;
  kind: ReportRow["kind"];
  parts?: readonly Line[];
}

/**
 * Builds the table. Latest budget is original budget and movements; variance is forecast outturn less latest budget, so that an overspend is
 * above nil whatever its sign in print; its percentage is of latest budget. What has no forecast has no variance, and the variance of a total
 * is of what is forecast alone: a forecast that has not come yet is no underspend. A forecast without a budget is over by all of it.
 * £100,000.00 original, £20,000.00 moved out and a forecast of £85,000.00 are a latest budget of £80,000.00 and a variance of £5,000.00, 6.3%.
 * Source: the monitoring tables of councils' finance reports; DOMAIN, Money and budgets.
 */
export function monitoring(facts: MonitoringFacts, options: MonitoringOptions): ReportTable {
  const settings = facts.settings ?? usualSettings;
  const before = facts.forecasts.reduce<Day | null>((newest, { asAt }) => (asAt < options.asAt && (newest === null || asAt > newest) ? asAt : newest), null);
  const lines = withTotals(facts, centreLines(facts, options, before));
  const columns = columnsOf(options, settings, before);
  const rows = lines.map((line) => rowOf(line, options, settings, before !== null));
  const byKey = new Map(lines.map((line, index) => [line.key, rows[index] as ReportRow]));
  const totals = lines.flatMap((line): Total[] =>
    line.parts ? [{ row: byKey.get(line.key) as ReportRow, parts: line.parts.map((part) => byKey.get(part.key) as ReportRow) }] : [],
  );
  return {
    id: "monitoring",
    title: `${facts.authorityName}: budget monitoring ${options.year}${options.gross ? ", gross" : ""}, ${facts.versionName}`,
    source: facts.source,
    unit: options.unit,
    columns,
    rows,
    notes: rows.length === 0 ? [] : monitoringNotes(facts, options, settings, { lines, rows, totals, columns, before }),
  };
}

function columnsOf({ asAt, gross, year }: MonitoringOptions, { varianceSign }: MonitoringSettings, before: Day | null): ReportColumn[] {
  const month = `as at ${monthSaid(asAt, "short")}`;
  return [
    { key: "original", label: "Original budget", status: year },
    { key: "movements", label: "Movements", status: "virements" },
    { key: "latest", label: "Latest budget", status: year },
    ...(gross
      ? [
          { key: "expenditure", label: "Gross expenditure", status: month },
          { key: "income", label: "Gross income", status: month },
        ]
      : []),
    { key: "forecast", label: gross ? "Forecast, net" : "Forecast outturn", status: month },
    ...(before === null ? [] : [{ key: "change", label: "Forecast rose", status: `since ${monthSaid(before, "short")}` }]),
    { key: "variance", label: "Variance", status: signInShort(varianceSign) },
    { key: "variancePercent", label: "Variance %", status: "of latest" },
    { key: "rag", label: "RAG", status: "", words: true },
  ];
}

function centreLines(facts: MonitoringFacts, { year, asAt }: MonitoringOptions, before: Day | null): Line[] {
  const originals = new Map(facts.lines.filter((line) => line.year === year).map((line) => [line.costCentreId, line.amountPence]));
  const movements = groupedBy(
    facts.movements.filter((each) => movesIn(year, each)),
    (each) => each.costCentreId,
  );
  const forecasts = groupedBy(facts.forecasts, (each) => each.costCentreId);
  return facts.costCentres.map(({ id, name, serviceGroup }): Line => {
    const pence = originals.get(id);
    const original = pence === undefined ? null : pounds(pence);
    const moved = (movements.get(id) ?? []).map((each) => named(`Virement ${each.number}`, pounds(each.amountPence)));
    const movement = sum(moved);
    const budgets = [...(original ? [named("Original budget", original)] : []), ...(moved.length > 0 ? [named("Movements", movement)] : [])];
    const latest = budgets.length === 0 ? null : sum(budgets);
    const held = forecasts.get(id) ?? [];
    const stands = standing(held, asAt);
    const forecast = outturn(stands);
    const earlier = before === null ? null : outturn(standing(held, before));
    return {
      key: `costCentre:${id}`,
      label: name,
      kind: "cost centre",
      level: serviceGroup === null ? 0 : 1,
      subjectId: id,
      standing: stands,
      original,
      movements: movement,
      latest,
      expenditure: stands.expenditure && heldFigure(stands.expenditure),
      income: stands.income && deducted(heldFigure(stands.income)),
      forecast,
      change: forecast && earlier && before ? sum([named("Forecast", forecast), deducted(named(`Forecast as at ${monthSaid(before)}`, earlier))]) : null,
      variance: varianceOf(forecast, latest),
      base: forecast && latest,
      unforecast: forecast === null ? [name] : [],
    };
  });
}

function varianceOf(forecast: Figure | null, latest: Figure | null): Figure | null {
  if (forecast === null) return null;
  return sum([named("Forecast outturn", forecast), ...(latest === null ? [] : [deducted(named("Latest budget", latest))])]);
}

/** The lines in their order, each service group followed by its subtotal, and the total at the end. */
function withTotals({ costCentres }: MonitoringFacts, centres: readonly Line[]): Line[] {
  if (centres.length === 0) return [];
  const groups = groupedBy(
    centres.map((line, index) => ({ line, group: costCentres[index]?.serviceGroup ?? null })),
    ({ line, group }) => (group === null ? `alone:${line.key}` : `group:${group}`),
  );
  const lines: Line[] = [];
  const added: Line[] = [];
  for (const members of groups.values()) {
    const rows = members.map(({ line }) => line);
    const group = members[0]?.group ?? null;
    lines.push(...rows);
    if (group === null) added.push(...rows);
    else {
      const subtotal = total(`subtotal:${group}`, `Total ${group}`, "subtotal", rows);
      lines.push(subtotal);
      added.push(subtotal);
    }
  }
  return [...lines, total("total", "Total", "total", added)];
}

function total(key: string, label: string, kind: Line["kind"], parts: readonly Line[]): Line {
  const add = (of: (line: Line) => Figure | null): Figure | null => {
    const held = parts.flatMap((part) => {
      const figure = of(part);
      return figure === null ? [] : [named(part.label, figure)];
    });
    return held.length === 0 ? null : sum(held);
  };
  const latest = add((part) => part.latest);
  const forecast = add((part) => part.forecast);
  const unforecast = parts.flatMap((part) => part.unforecast);
  // A forecast that has not come yet is no underspend: without it the variance is that of the others alone.
  const variance = unforecast.length === 0 ? varianceOf(forecast, latest) : add((part) => part.variance);
  return {
    key,
    label,
    kind,
    level: 0,
    parts,
    original: add((part) => part.original),
    movements: sum(parts.map((part) => named(part.label, part.movements))),
    latest,
    expenditure: add((part) => part.expenditure),
    income: add((part) => part.income),
    forecast,
    change: add((part) => part.change),
    variance,
    base: unforecast.length === 0 ? latest : add((part) => part.base),
    unforecast,
  };
}

function rowOf(line: Line, options: MonitoringOptions, settings: MonitoringSettings, earlier: boolean): ReportRow {
  const { unit, gross } = options;
  const { varianceSign } = settings;
  const plain = (figure: Figure | null) => new ReportCell(figure, unit);
  const forecast = gross ? plain(line.forecast) : forecastCell(line, "net", line.forecast, options);
  const variance = new VarianceCell(line.variance, unit, varianceSign);
  const share = shareOf(line);
  const percent = line.variance !== null && share === null ? ReportCell.instead("[z]", { percent: 1 }) : new VarianceCell(share, { percent: 1 }, varianceSign);
  const cells = [
    plain(line.original),
    plain(line.movements),
    plain(line.latest),
    ...(gross ? [forecastCell(line, "gross expenditure", line.expenditure, options), forecastCell(line, "gross income", line.income, options)] : []),
    forecast,
    ...(earlier ? [plain(line.change)] : []),
    variance,
    percent,
    ragCell(line, settings),
  ];
  noteForecast(line, forecast, options);
  if (line.kind !== "cost centre" && line.variance !== null && line.unforecast.length > 0) {
    variance.note = "Of what is forecast alone: what has no forecast yet is left out, so that it does not look like an underspend.";
  }
  if (line.kind === "cost centre" && line.variance !== null && line.latest === null) variance.note = "No budget is held for it, so that all of its forecast is over.";
  return { key: line.key, kind: line.kind, level: line.level, label: line.label, status: null, subjectId: line.subjectId ?? null, cells };
}

/** What of the forecast may be typed here. A net amount does not overwrite gross amounts of the same month. */
function forecastCell(line: Line, part: ForecastPart, figure: Figure | null, { unit, year, asAt, editable }: MonitoringOptions): ReportCell {
  const { standing: stands, subjectId } = line;
  const closed = part === "net" && isGrossOf(stands, asAt);
  const edits = editable && subjectId !== undefined && !closed ? forecastAddress({ part, costCentreId: subjectId, year, asAt }) : null;
  return new ReportCell(figure, unit, edits);
}

function isGrossOf(stands: Standing | undefined, asAt: Day): boolean {
  return stands?.expenditure?.asAt === asAt || stands?.income?.asAt === asAt;
}

/** Says of a forecast what its figure does not: that it is of an earlier month, or of what it is made. */
function noteForecast({ standing: stands }: Line, cell: ReportCell, { asAt, gross }: MonitoringOptions): void {
  const since = stands && standsSince(stands);
  if (!stands || since === null || since === undefined) return;
  const said: string[] = [];
  if (since < asAt) said.push(`Carried forward from ${monthSaid(since)}: none is held as at ${monthSaid(asAt)}.`);
  for (const [part, of] of [
    ["Gross expenditure", stands.expenditure],
    ["Gross income", stands.income],
  ] as const)
    if (of !== null && of.asAt < since) said.push(`${part} is carried forward from ${monthSaid(of.asAt)}.`);
  if (stands.expenditure !== null && stands.income === null) said.push("No gross income is held, and none is deducted.");
  if (stands.income !== null && stands.expenditure === null) said.push("Gross income is held without gross expenditure: type 0 where there is none.");
  if (!gross && isGrossOf(stands, asAt)) said.push("Gross expenditure less gross income: change those in the view “Gross”.");
  if (said.length > 0) cell.note = said.join(" ");
}

/** Variance over latest budget; of a budget of income, over its size, so that its sign is the variance's. Null where there is none or it is nil. */
function shareOf({ variance, base }: Line): Figure | null {
  if (variance === null || base === null || base.value.isNil()) return null;
  const of = named("Latest budget", base);
  return quotient(named("Variance", variance), base.value.isNegative() ? deducted(of) : of);
}

const words = { green: "Green", amber: "Amber", red: "Red" } as const;

function ragCell({ variance, base }: Line, settings: MonitoringSettings): ReportCell {
  if (variance === null) return ReportCell.words("[x]");
  const rag = varianceRag(variance.value, base?.value ?? Exact.nil, settings);
  const cell = ReportCell.words(words[rag]);
  cell.rag = rag;
  return cell;
}

function pounds(pence: number): Figure {
  return input(Exact.pence(pence), "pounds");
}

function groupedBy<Item>(items: readonly Item[], key: (item: Item) => string): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const members = groups.get(key(item));
    if (members) members.push(item);
    else groups.set(key(item), [item]);
  }
  return groups;
}
