// A table as forecasts: its names beside the cost centres that are stored, and what is the stored forecast as printed.
import { authorityById } from "../../db/authorities.ts";
import { type CostCentreNamed, costCentresNamed } from "../../db/costCentres.ts";
import { forecastsOf } from "../../db/forecasts.ts";
import { monitoredBudget, monitoredVersion } from "../../db/read/monitored.ts";
import type { Row } from "../../db/tables.ts";
import { Refusal } from "../../db/write/refusal.ts";
import { listed } from "../finance/listed.ts";
import { type MoneyUnit, moneyUnits } from "../finance/money.ts";
import { type ForecastLine, forecastsIn, ownMonth, wholeYear } from "../reading/forecasts.ts";
import type { Ask, Choices, LeftOut } from "../reading/proposal.ts";
import { storedNames } from "../reading/storedNames.ts";
import type { TableReading } from "../reading/table.ts";
import { unitTold } from "../reading/unitAndYears.ts";
import { standsAt } from "./forecastRows.ts";
import { poundsText } from "./poundsText.ts";
import type { Reader, Stored, TargetReading } from "./targetReading.ts";

export async function forecastReading(table: TableReading, { stored, choices, exact }: Reader): Promise<TargetReading> {
  const centres = stored ? await stored.db.read((on) => costCentresNamed(on, stored.viewer, stored.authorityId)) : null;
  const centreOf = centres && finder(centres);
  const budgets = stored ? await budgetsOf(stored) : null;
  const near = (year: string, pence: number, names: readonly string[]) => {
    const ids = new Set(names.flatMap((name) => centreOf?.(name, "")?.id ?? []));
    const budget = budgets?.reduce((sum, line) => sum + (line.year === year && ids.has(line.costCentreId) ? line.amountPence : 0), 0) ?? 0;
    if (budget <= 0) return null;
    return pence > budget / 2 ? wholeYear : pence < budget / 4 ? ownMonth : null;
  };
  const plain = forecastsIn(table, choices, near);
  const unit = choices.unit === undefined && !plain.saysUnit && centreOf ? await unitByStored(table, choices, stored, centreOf, budgets ?? []) : null;
  const read = unit ? forecastsIn(table, { ...choices, unit }, near) : plain;
  const asks = [...read.asks, ...(unit ? [unitTold(unit, "So they are near what is stored.")] : [])];
  const leftOut: LeftOut[] = [...read.leftOut];
  const lines = centreOf ? byCentre(read.lines, centreOf, choices.unknown, asks, leftOut) : read.lines;
  const held = stored ? await forecastsStored(stored, lines) : [];
  const asStored = exact || !centreOf ? lines : lines.map((line) => besideStored(line, centreOf(line.name, "")?.id, held));
  const open = asks.some(({ taken }) => taken === undefined);
  const years = [...new Set(lines.map(({ year }) => year))].sort();
  const part = (line: ForecastLine) => (line.part === "gross income" ? -line.pence : line.pence);
  return {
    unit: read.unit,
    years,
    totals: read.totals,
    leftOut,
    asks,
    columnsLeftOut: read.columnsLeftOut,
    refused: read.refused ?? (lines.length === 0 && !open ? "No name of this table is a cost centre’s." : null),
    incoming: { count: lines.length, sumPence: lines.reduce((sum, line) => sum + part(line), 0) },
    clean:
      open || lines.length === 0 || read.refused !== null
        ? null
        : { table: { columns: Object.values(columns), rows: asStored.map(rowOf) }, map: { target: "forecasts", ...columns, unit: "pounds" } },
  };
}

const columns = { costCentre: "Cost centre", year: "Year", asAt: "As at", part: "Part", amount: "Amount" } as const;
const rowOf = ({ at, name, year, asAt, part, pence }: ForecastLine) => ({ at, values: [name, year, asAt, part, poundsText(pence)] });

/** A cost centre by its code, or by its name. */
function finder(centres: readonly CostCentreNamed[]) {
  const named = storedNames(centres.map(({ name }) => name));
  const byName = new Map(centres.map((centre) => [centre.name, centre]));
  const byCode = new Map(centres.flatMap((centre) => (centre.code ? [[centre.code.toLowerCase(), centre]] : [])));
  return (name: string, code: string): CostCentreNamed | null => byCode.get(code.toLowerCase()) ?? byName.get(named(name) ?? "") ?? null;
}

/** Lines by the stored names. A forecast is of a cost centre that there is: what is of none is left out, once somebody has seen it. */
function byCentre(lines: readonly ForecastLine[], centreOf: ReturnType<typeof finder>, unknown: string | undefined, asks: Ask[], leftOut: LeftOut[]): ForecastLine[] {
  const others = lines.filter(({ name, code }) => centreOf(name, code) === null);
  const names = [...new Set(others.map(({ name }) => name))];
  if (names.length > 0)
    asks.push({
      about: "unknown",
      question: `There ${names.length === 1 ? "is no cost centre" : "are no cost centres"} ${listed(names.slice(0, 20).map((name) => `“${name}”`))}${names.length > 20 ? ` and ${names.length - 20} more` : ""}. Add ${names.length === 1 ? "it" : "them"} on Medium term first, or leave ${names.length === 1 ? "it" : "them"} out.`,
      options: ["leave them out"],
      ...(unknown !== undefined && { taken: unknown }),
    });
  for (const name of names) {
    const { at } = others.find((line) => line.name === name) as ForecastLine;
    leftOut.push({ at: `row ${at}`, label: name, why: "there is no cost centre of this name", pence: [] });
  }
  return lines.flatMap((line) => {
    const centre = centreOf(line.name, line.code);
    return centre ? [{ ...line, name: centre.name }] : [];
  });
}

/** The budgets of an authority's monitored version, by cost centre and year; null where it has none. */
function budgetsOf({ db, viewer, authorityId }: Stored) {
  return db.read(async (on) => {
    try {
      const version = await monitoredVersion(on, viewer, await authorityById(on, viewer, authorityId));
      return (await monitoredBudget(on, version, "1990/91", "2089/90")).lines;
    } catch (error) {
      if (error instanceof Refusal) return null;
      throw error;
    }
  });
}

function forecastsStored({ db, authorityId }: Stored, lines: readonly ForecastLine[]): Promise<Row<"forecast">[]> {
  const years = [...new Set(lines.map(({ year }) => year))];
  return db.read(async (on) => {
    const found: Row<"forecast">[] = [];
    for (const year of years) found.push(...(await forecastsOf(on, authorityId, year)));
    return found;
  });
}

/** Of a table that does not say its unit: the one in which its newest month is as much as the budget of those years that are stored, or a month of it. */
async function unitByStored(
  table: TableReading,
  choices: Choices,
  stored: Stored | null,
  centreOf: ReturnType<typeof finder>,
  budgets: readonly { readonly costCentreId: string; readonly year: string; readonly amountPence: number }[],
): Promise<MoneyUnit | null> {
  const found = moneyUnits.map((unit) => ({ unit, lines: forecastsIn(table, { ...choices, unit, months: choices.months ?? wholeYear }, () => null).lines }));
  const held = stored && found[0] ? await forecastsStored(stored, found[0].lines) : [];
  const beside = found.filter(({ lines }) => {
    const newest = lines.reduce((last, { asAt }) => (asAt > last ? asAt : last), "");
    const sums = lines.reduce(
      (all, { name, code, year, asAt, part, pence }) => {
        const id = centreOf(name, code)?.id;
        if (asAt !== newest || part === "gross income" || id === undefined) return all;
        const rows = held.filter((row) => row.costCentreId === id && row.year === year);
        const budget = budgets.find((line) => line.costCentreId === id && line.year === year)?.amountPence;
        return { read: all.read + Math.abs(pence), stored: all.stored + Math.abs(budget ?? standsAt(rows, asAt, part) ?? 0) };
      },
      { read: 0, stored: 0 },
    );
    return sums.stored > 0 && sums.read > sums.stored / 40 && sums.read < sums.stored * 4;
  });
  return beside.length === 1 ? (beside[0]?.unit ?? null) : null;
}

/** A printed amount that may be what stands in its month is that. */
function besideStored(line: ForecastLine, id: string | undefined, held: readonly Row<"forecast">[]): ForecastLine {
  const rows = held.filter(({ costCentreId, year }) => costCentreId === id && year === line.year);
  const is = standsAt(rows, line.asAt, line.part);
  return is !== null && Math.abs(is - line.pence) <= line.half ? { ...line, pence: is } : line;
}
