// The monitoring table: what each cost centre was given, what virements moved, what it is forecast to come to, and how far that is over.
import type { Day } from "./day.ts";
import { deducted, type Figure, named, quotient, sum } from "./figure.ts";
import { type ForecastPart, forecastAddress, monthSaid, type Standing, standsSince } from "./forecast.ts";
import { type Line, type MonitoringFacts, type MonitoringOptions, monitoringLines } from "./monitoringLines.ts";
import { monitoringNotes } from "./monitoringNotes.ts";
import { adding, ReportCell, type ReportColumn, type ReportRow, type ReportTable, using } from "./table.ts";
import { type MonitoringSettings, signInShort, usualSettings, VarianceCell, varianceRag } from "./variance.ts";

/**
 * Builds the table. Latest budget is original budget and movements; variance is forecast outturn less latest budget, so that an overspend is
 * above nil whatever its sign in print; its percentage is of latest budget. What has no forecast or no budget has no variance, and neither has
 * a total of which a part has none: beside it stands what the parts come to that have both.
 * £100,000.00 original, £20,000.00 moved out and a forecast of £85,000.00 are a latest budget of £80,000.00 and a variance of £5,000.00, 6.3%.
 * Source: the monitoring tables of councils' finance reports; DOMAIN, Money and budgets.
 */
export function monitoring(facts: MonitoringFacts, options: MonitoringOptions): ReportTable {
  const settings = facts.settings ?? usualSettings;
  const before = facts.forecasts.reduce<Day | null>((newest, { asAt }) => (asAt < options.asAt && (newest === null || asAt > newest) ? asAt : newest), null);
  const lines = monitoringLines(facts, options, before);
  const columns = columnsOf(options, settings, before);
  const rows = lines.map((line) => rowOf(line, options, settings, before !== null));
  return {
    id: "monitoring",
    title: `${facts.authorityName}: budget monitoring ${options.year}${options.gross ? ", gross" : ""}, ${facts.versionName}`,
    source: facts.source,
    unit: options.unit,
    columns,
    rows,
    notes: rows.length === 0 ? [] : monitoringNotes(facts, options, settings, { lines, rows, columns, before }),
  };
}

function columnsOf({ asAt, gross, year }: MonitoringOptions, { varianceSign }: MonitoringSettings, before: Day | null): ReportColumn[] {
  const month = `as at ${monthSaid(asAt, "short")}`;
  return [
    { key: "original", label: "Original budget", status: year },
    { key: "movements", label: "Movements", status: "virements" },
    { key: "latest", label: "Latest budget", status: year, uses: adding([{ key: "original" }, { key: "movements" }]) },
    ...(gross
      ? [
          { key: "expenditure", label: "Gross expenditure", status: month },
          { key: "income", label: "Gross income", status: month },
        ]
      : []),
    { key: "forecast", label: gross ? "Forecast, net" : "Forecast outturn", status: month, ...(gross && { uses: adding([{ key: "expenditure" }, { key: "income" }]) }) },
    ...(before === null ? [] : [{ key: "change", label: "Forecast rose", status: `since ${monthSaid(before, "short")}`, uses: using({ forecast: 0 }) }]),
    { key: "variance", label: "Variance", status: signInShort(varianceSign), varianceSign, uses: using({ forecast: 1, latest: -1 }) },
    { key: "variancePercent", label: "Variance %", status: "of latest", varianceSign, uses: using({ variance: 0, latest: 0 }) },
    { key: "rag", label: "RAG", status: "", words: true },
  ];
}

function rowOf(line: Line, options: MonitoringOptions, settings: MonitoringSettings, earlier: boolean): ReportRow {
  const { unit, gross } = options;
  const { varianceSign } = settings;
  const plain = (figure: Figure | null) => new ReportCell(figure, unit);
  const forecast = gross ? plain(line.forecast) : forecastCell(line, "net", line.forecast, options);
  const variance = new VarianceCell(line.variance, unit, varianceSign);
  const share = shareOf(line.variance, line.latest);
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
  if (line.kind === "cost centre" && line.forecast !== null && line.latest === null)
    variance.note = "No budget is recorded for it, so how far its forecast is over or under is not known.";
  if (line.centres) addPartial(line.centres, options, settings, { cells, variance, percent });
  return {
    key: line.key,
    kind: line.kind,
    level: line.level,
    label: line.label,
    status: null,
    subjectId: line.subjectId ?? null,
    cells,
    ...(line.parts && { uses: adding(line.parts) }),
  };
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
  if (since < asAt) said.push(`Carried forward from ${monthSaid(since)}: none is recorded as at ${monthSaid(asAt)}.`);
  for (const [part, of] of [
    ["Gross expenditure", stands.expenditure],
    ["Gross income", stands.income],
  ] as const)
    if (of !== null && of.asAt < since) said.push(`${part} is carried forward from ${monthSaid(of.asAt)}.`);
  if (stands.expenditure !== null && stands.income === null) said.push("Gross expenditure is recorded without gross income: type 0 where there is none.");
  if (stands.income !== null && stands.expenditure === null) said.push("Gross income is recorded without gross expenditure: type 0 where there is none.");
  if (!gross && isGrossOf(stands, asAt)) said.push("Gross expenditure less gross income: change those in the view “Gross”.");
  if (said.length > 0) cell.note = said.join(" ");
}

/** Sets beside each total that is not known what is known of it; a variance and its percentage are of the cost centres that have both amounts. */
function addPartial(
  centres: readonly Line[],
  { unit, gross }: MonitoringOptions,
  { varianceSign }: MonitoringSettings,
  { cells, variance, percent }: { cells: readonly ReportCell[]; variance: ReportCell; percent: ReportCell },
): void {
  const soFar = (cell: ReportCell, known: readonly Figure[], shown: () => ReportCell) => {
    if (cell.figure === null && cell.shown === "[x]" && known.length > 0) cell.partial = { shown: shown().shown, known: known.length, of: centres.length, parts: "cost centres" };
  };
  const columns = [
    (line: Line) => line.original,
    (line: Line) => line.movements,
    (line: Line) => line.latest,
    ...(gross ? [(line: Line) => line.expenditure, (line: Line) => line.income] : []),
    (line: Line) => line.forecast,
  ];
  for (const [at, of] of columns.entries()) {
    const known = centres.flatMap((line) => of(line) ?? []);
    soFar(cells[at] as ReportCell, known, () => new ReportCell(sum(known), unit));
  }
  const both = centres.filter((line) => line.variance !== null);
  const known = both.flatMap((line) => line.variance ?? []);
  const over = sum(known);
  soFar(variance, known, () => new VarianceCell(over, unit, varianceSign));
  const share = shareOf(over, sum(both.flatMap((line) => line.latest ?? [])));
  if (share) soFar(percent, known, () => new VarianceCell(share, { percent: 1 }, varianceSign));
}

/** Variance over latest budget; of a budget of income, over its size, so that its sign is the variance's. Null where there is none or it is nil. */
function shareOf(variance: Figure | null, latest: Figure | null): Figure | null {
  if (variance === null || latest === null || latest.value.isNil()) return null;
  const of = named("Latest budget", latest);
  return quotient(named("Variance", variance), latest.value.isNegative() ? named("Size of the latest budget", deducted(of)) : of);
}

const words = { green: "Green", amber: "Amber", red: "Red" } as const;

function ragCell({ variance, latest }: Line, settings: MonitoringSettings): ReportCell {
  if (variance === null || latest === null) return ReportCell.words("[x]");
  const rag = varianceRag(variance.value, latest.value, settings);
  const cell = ReportCell.words(words[rag]);
  cell.rag = rag;
  return cell;
}
