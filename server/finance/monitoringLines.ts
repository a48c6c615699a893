// The lines of monitoring while they are worked out: budget, movements and forecast of each cost centre, and what each total adds.
import type { Day } from "./day.ts";
import { Exact } from "./exact.ts";
import { deducted, type Figure, input, named, sum } from "./figure.ts";
import type { FinancialYear } from "./financialYear.ts";
import { type ForecastFacts, heldFigure, monthSaid, outturn, type Standing, standing } from "./forecast.ts";
import { grouped } from "./grouped.ts";
import type { MoneyUnit } from "./money.ts";
import type { ReportRow } from "./table.ts";
import { sumIfKnown } from "./unknown.ts";
import type { MonitoringSettings } from "./variance.ts";
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

/** A row while it is worked out. What is null is not known. */
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
  /** Of a cost centre: the forecast that stands, and the cost centre's id. */
  standing?: Standing;
  subjectId?: string;
  level: number;
  kind: ReportRow["kind"];
  parts?: readonly Line[];
  /** Of a total: the cost centres below it. */
  centres?: readonly Line[];
}

/** The lines of the cost centres, with what each group and the whole come to. `before` is the month before, where a forecast of one is held. */
export function monitoringLines(facts: MonitoringFacts, options: MonitoringOptions, before: Day | null): Line[] {
  return withTotals(facts, centreLines(facts, options, before));
}

function centreLines(facts: MonitoringFacts, { year, asAt }: MonitoringOptions, before: Day | null): Line[] {
  const originals = new Map(facts.lines.filter((line) => line.year === year).map((line) => [line.costCentreId, line.amountPence]));
  const movements = grouped(
    facts.movements.filter((each) => movesIn(year, each)),
    (each) => each.costCentreId,
  );
  const forecasts = grouped(facts.forecasts, (each) => each.costCentreId);
  return facts.costCentres.map(({ id, name, serviceGroup }): Line => {
    const pence = originals.get(id);
    const original = pence === undefined ? null : pounds(pence);
    const moved = (movements.get(id) ?? []).map((each) => named(`Virement ${each.number}`, pounds(each.amountPence)));
    const movement = sum(moved);
    // What is moved is known; what it was moved from, or to, may not be.
    const latest = original && sum([named("Original budget", original), ...(moved.length > 0 ? [named("Movements", movement)] : [])]);
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
    };
  });
}

function varianceOf(forecast: Figure | null, latest: Figure | null): Figure | null {
  return forecast && latest && sum([named("Forecast outturn", forecast), deducted(named("Latest budget", latest))]);
}

/** The lines in their order, each service group followed by its subtotal, and the total at the end. */
function withTotals({ costCentres }: MonitoringFacts, centres: readonly Line[]): Line[] {
  if (centres.length === 0) return [];
  const groups = grouped(
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
  const add = (of: (line: Line) => Figure | null): Figure | null =>
    sumIfKnown(
      parts.map((part) => {
        const figure = of(part);
        return figure && named(part.label, figure);
      }),
    );
  const latest = add((part) => part.latest);
  const forecast = add((part) => part.forecast);
  return {
    key,
    label,
    kind,
    level: 0,
    parts,
    centres: parts.flatMap((part) => part.centres ?? [part]),
    original: add((part) => part.original),
    movements: sum(parts.map((part) => named(part.label, part.movements))),
    latest,
    expenditure: add((part) => part.expenditure),
    income: add((part) => part.income),
    forecast,
    change: add((part) => part.change),
    variance: varianceOf(forecast, latest),
  };
}

function pounds(pence: number): Figure {
  return input(Exact.pence(pence), "pounds");
}
