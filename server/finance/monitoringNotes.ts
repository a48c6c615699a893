// What a reader of a monitoring table has to know: what stands as the original budget, how variances are signed and rated, what is missing.
import type { Day } from "./day.ts";
import type { Figure } from "./figure.ts";
import { monthSaid, standsSince } from "./forecast.ts";
import { grouped } from "./grouped.ts";
import { listed } from "./listed.ts";
import { roundedToUnit, unitSaid } from "./money.ts";
import type { Line, MonitoringFacts, MonitoringOptions } from "./monitoringLines.ts";
import { roundingNotes, totalsIn } from "./roundingNotes.ts";
import type { ReportColumn, ReportRow } from "./table.ts";
import { notKnownNote } from "./unknown.ts";
import { type MonitoringSettings, signSaid, toleranceSaid } from "./variance.ts";
import { movesIn } from "./virement.ts";

interface Built {
  lines: readonly Line[];
  rows: readonly ReportRow[];
  columns: readonly ReportColumn[];
  before: Day | null;
}

export function monitoringNotes(facts: MonitoringFacts, options: MonitoringOptions, settings: MonitoringSettings, built: Built): string[] {
  const { lines, rows, columns, before } = built;
  const { unit, asAt, gross } = options;
  const missing = rows.some((row) => row.cells.some((cell) => cell.shown === "[x]"));
  const noShare = rows.some((row) => row.cells.some((cell) => cell.shown === "[z]"));
  const negative = lines.some(({ variance, latest }) => variance !== null && latest?.value.isNegative());
  const money = columns.findIndex((column) => column.key === "variancePercent");
  const amounts = (row: ReportRow): ReportRow => ({ ...row, cells: row.cells.slice(0, money) });
  return [
    `Amounts are in ${unitSaid(unit)}. Brackets in the budget, its movements and the forecast are deductions; – is nil.`,
    originalNote(facts),
    ...movementNotes(facts, options),
    `Forecasts are as at the end of ${monthSaid(asAt)}.${before === null ? "" : " Brackets in what they rose are falls."}`,
    ...carriedNotes(lines, asAt),
    ...(gross ? ["Budgets are held net. Gross income is deducted from gross expenditure."] : []),
    `Variance is forecast outturn less latest budget: ${signSaid(settings.varianceSign)}. Variance % is variance over latest budget${negative ? ", or over its size where it is negative" : ""}.`,
    toleranceSaid(settings, facts.settings !== null),
    ...(missing ? [notKnownNote] : []),
    ...(noShare ? ["[z]: the latest budget is nil, so there is no percentage of it."] : []),
    ...overdrawnNotes(lines),
    ...roundingNotes(
      totalsIn(rows.map(amounts)),
      unit,
      columns.map((column) => column.label),
    ),
    ...acrossNotes(lines, options),
  ];
}

function originalNote({ versionName, published }: MonitoringFacts): string {
  return published ? `The original budget is ${versionName} as it was published.` : `${versionName} is a draft: its amounts are the original budget until it is published.`;
}

function movementNotes({ movements }: MonitoringFacts, { year }: MonitoringOptions): string[] {
  const inYear = movements.filter((each) => movesIn(year, each));
  const numbers = (those: typeof inYear) => [...new Set(those.map(({ number }) => number))].sort((one, other) => one - other);
  const all = numbers(inYear);
  if (all.length === 0) return [`No virement moves budget in ${year}.`];
  const earlier = numbers(inYear.filter((each) => each.year < year));
  const permanent = earlier.length === 0 ? "" : ` ${virementsSaid(earlier)} of an earlier year, and permanent.`;
  return [`Movements are ${all.length === 1 ? `virement ${all[0]}` : all.length > 8 ? `${all.length} virements` : `virements ${listed(all.map(String))}`}.${permanent}`];
}

function virementsSaid(numbers: readonly number[]): string {
  if (numbers.length === 1) return `Virement ${numbers[0]} is`;
  return numbers.length > 8 ? `${numbers.length} of them are` : `Virements ${listed(numbers.map(String))} are`;
}

function carriedNotes(lines: readonly Line[], asAt: Day): string[] {
  const carried = lines.flatMap(({ standing, label }) => {
    const since = standing && standsSince(standing);
    return since && since < asAt ? [{ since, label }] : [];
  });
  return [...grouped(carried, ({ since }) => since)]
    .sort(([one], [other]) => (one < other ? 1 : -1))
    .map(([month, those]) => `Carried forward from ${monthSaid(month)}, as nothing later is recorded: ${some(those.map(({ label }) => label))}.`);
}

/** Where a move has taken more than there was. */
function overdrawnNotes(lines: readonly Line[]): string[] {
  const overdrawn = lines.filter(({ kind, latest, original }) => kind === "cost centre" && latest?.value.isNegative() && !original?.value.isNegative());
  return overdrawn.length === 0 ? [] : [`More has been moved than there was, so the latest budget is negative: ${some(overdrawn.map(({ label }) => label))}.`];
}

/** Rows whose figures, as they are shown, do not add up from the left to the right. Of what is not known nothing adds up or fails to. */
function acrossNotes(lines: readonly Line[], { unit, gross }: MonitoringOptions): string[] {
  const isOff = (parts: readonly (Figure | null)[], whole: Figure | null) => {
    if (whole === null || parts.some((part) => part === null)) return false;
    const added = parts.reduce((sum, part) => sum + roundedToUnit((part as Figure).value, unit), 0n);
    return added !== roundedToUnit(whole.value, unit);
  };
  const off = lines.filter(
    ({ original, movements, latest, expenditure, income, forecast, variance }) =>
      isOff([original, movements], latest) || isOff([latest, variance], forecast) || (gross && isOff([expenditure, income], forecast)),
  );
  return off.length === 0 ? [] : [`Figures may not sum across due to rounding: ${some(off.map(({ label }) => label))}.`];
}

const mostNamed = 6;
function some(labels: readonly string[]): string {
  return labels.length <= mostNamed ? listed(labels) : `${labels.slice(0, mostNamed).join(", ")} and ${labels.length - mostNamed} more`;
}
