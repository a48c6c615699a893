// Rows of a file as forecasts: what a cost centre's year was forecast to come to as at the end of a month.
import { costCentresNamed } from "../../db/costCentres.ts";
import type { On } from "../../db/engine/open.ts";
import { type ForecastWanted, forecastChanges, forecastsOfCentres } from "../../db/forecasts.ts";
import { forecastParts } from "../../db/tables/choices.ts";
import type { Row } from "../../db/tables.ts";
import type { Viewer } from "../../db/viewer.ts";
import { nameGiven } from "../entry/words.ts";
import { financialYear } from "../finance/financialYear.ts";
import { forecastMonth, outturnPence, standing } from "../finance/forecast.ts";
import { grouped } from "../finance/grouped.ts";
import { InputError } from "../finance/inputError.ts";
import { typedPence } from "../finance/money.ts";
import type { ForecastMap } from "./mapping.ts";
import type { Cells, RowReader } from "./rowReader.ts";

type Forecast = Row<"forecast">;
type Stated = Pick<Forecast, "costCentreId" | "year" | "asAt" | "part"> & { readonly pence: number; readonly at: string; readonly name: string };

const centreYear = ({ costCentreId, year }: Pick<Forecast, "costCentreId" | "year">) => `${costCentreId}:${year}`;

/** Makes a reader of forecasts. */
export async function forecastRows(on: On, viewer: Viewer, authorityId: string, map: ForecastMap): Promise<RowReader> {
  const centres = new Map((await costCentresNamed(on, viewer, authorityId)).map(({ name, id }) => [name, id]));
  const rows: Stated[] = [];
  const seen = new Map<string, number>();
  return {
    read(cells: Cells, line: number) {
      const name = nameGiven(cells(map.costCentre), map.costCentre);
      const costCentreId = centres.get(name);
      if (!costCentreId) throw new InputError(map.costCentre, `There is no cost centre “${name.slice(0, 60)}”. Add it first.`);
      const year = financialYear(cells(map.year).trim(), map.year);
      const asAt = forecastMonth(cells(map.asAt).trim(), year, map.asAt);
      const part = partIn(map, cells);
      const pence = typedPence(cells(map.amount), map.unit ?? "pounds", map.amount);
      if (pence === null) return 0;
      const key = [costCentreId, year, asAt, part].join(":");
      const before = seen.get(key);
      if (before !== undefined) throw new InputError(map.amount, `${name} already has a forecast of this month on line ${before}.`);
      seen.set(key, line);
      rows.push({ costCentreId, year, asAt, part, pence: part === "gross income" ? Math.abs(pence) : pence, at: `line ${line}, ${map.amount}`, name });
      return 1;
    },
    async changes(writing) {
      const held = await forecastsOfCentres(writing, authorityId, [...new Set(rows.map(({ costCentreId }) => costCentreId))], [...new Set(rows.map(({ year }) => year))]);
      const heldOf = grouped(held, centreYear);
      const wanted = [...grouped(rows, centreYear)].flatMap(([key, stated]) => wantedOf(stated, heldOf.get(key) ?? []));
      return forecastChanges(authorityId, held, wanted);
    },
  };
}

function partIn(map: ForecastMap, cells: Cells): Forecast["part"] {
  if (!map.part) return "net";
  const text = cells(map.part).trim().toLowerCase();
  const part = text === "" ? "net" : forecastParts.find((each) => each === text);
  if (!part) throw new InputError(map.part, `“${text.slice(0, 40)}” is none of ${forecastParts.join(", ")}.`);
  return part;
}

/**
 * What is to be stored of one cost centre's year, month by month. What stands in a month already, carried forward or not, is no change, so long as it still
 * stands once the months before it are written. Gross amounts take the place of a net one of their month.
 * @throws InputError of a net amount over gross ones of the same month.
 */
function wantedOf(stated: readonly Stated[], held: readonly Forecast[]): ForecastWanted[] {
  let now: Pick<Forecast, "costCentreId" | "asAt" | "part" | "amountPence">[] = [...held];
  return [...stated]
    .sort((one, other) => (one.asAt < other.asAt ? -1 : one.asAt > other.asAt ? 1 : 0))
    .flatMap(({ costCentreId, year, asAt, part, pence, at, name }): ForecastWanted[] => {
      if (standsAt(held, asAt, part) === pence && standsAt(now, asAt, part) === pence) return [];
      const ofMonth = (which: Forecast["part"]) => now.some((row) => row.asAt === asAt && row.part === which);
      if (part === "net" && (ofMonth("gross expenditure") || ofMonth("gross income")))
        throw new InputError(at, `${name} has gross expenditure and gross income of this month: import those, and the net follows.`);
      const replacesNet = part !== "net" && ofMonth("net");
      now = [...now.filter((row) => row.asAt !== asAt || (row.part !== part && !(replacesNet && row.part === "net"))), { costCentreId, asAt, part, amountPence: pence }];
      const base = { costCentreId, year, asAt, at };
      return [...(replacesNet ? [{ ...base, part: "net" as const, toPence: null }] : []), { ...base, part, toPence: pence }];
    });
}

/** What stands in a month of a part of a forecast; null where nothing does. */
export function standsAt(rows: Parameters<typeof standing>[0], asAt: string, part: Forecast["part"]): number | null {
  const stands = standing(rows, asAt);
  if (part === "net") return outturnPence(stands);
  return (part === "gross income" ? stands.income : stands.expenditure)?.pence ?? null;
}
