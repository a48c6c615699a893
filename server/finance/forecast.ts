// Forecasts of a year's outturn, each as it was seen at the end of a month: which one stands, and what it comes to net.
import { calendarDay, type Day, daysInMonth, monthInShort, monthInWords } from "./day.ts";
import { Exact } from "./exact.ts";
import { deducted, type Figure, input, named, sum } from "./figure.ts";
import { type FinancialYear, financialYear, firstDay, startOf } from "./financialYear.ts";
import { InputError } from "./inputError.ts";

export type ForecastPart = "net" | "gross expenditure" | "gross income";

export interface ForecastFacts {
  costCentreId: string;
  /** The last day of the month that it is as at. */
  asAt: Day;
  part: ForecastPart;
  /** Income above nil. */
  amountPence: number;
  /** The expression that it was typed as, where it was one. */
  entered?: string | null;
}

/** An amount, and the month whose forecast it is. */
export interface Held {
  pence: number;
  asAt: Day;
  entered: string | null;
}

/** An amount that is held, as a figure. */
export function heldFigure({ pence, entered }: Held): Figure {
  return input(Exact.pence(pence), "pounds", entered);
}

/** The forecast of one cost centre that stands at a month: net, or gross expenditure and gross income apart. */
export interface Standing {
  net: Held | null;
  expenditure: Held | null;
  income: Held | null;
}

/** The last day of a day's month: "2023-09-05" is of 2023-09-30. */
export function monthEnd(day: Day): Day {
  const [year, month] = day.split("-").map(Number) as [number, number];
  return `${day.slice(0, 8)}${daysInMonth(year, month)}`;
}

/** "September 2023", or in a column's heading "Sep 2023". */
export function monthSaid(asAt: Day, form: "long" | "short" = "long"): string {
  return form === "long" ? monthInWords(asAt) : monthInShort(asAt);
}

/**
 * The month that a forecast of a year is as at, by its last day. Any day of it may be given. A year is forecast from its April to the
 * September after its end, by when its outturn has been closed.
 * @throws InputError naming `field`.
 */
export function forecastMonth(day: string, year: FinancialYear, field: string): Day {
  const asAt = monthEnd(calendarDay(day, field));
  const last = `${startOf(year) + 1}-09-30`;
  if (asAt < firstDay(year) || asAt > last) {
    throw new InputError(field, `A forecast of ${year} is as at a month from April ${startOf(year)} to September ${startOf(year) + 1}; ${monthSaid(asAt)} is outside them.`);
  }
  return asAt;
}

/** The month of today as far as a year is forecast in it: before the year its first month, after it its last, March. */
export function usualMonth(today: Day, year: FinancialYear): Day {
  const [first, last] = [`${startOf(year)}-04-30`, `${startOf(year) + 1}-03-31`];
  const now = monthEnd(today);
  return now < first ? first : now > last ? last : now;
}

/**
 * The forecast of one cost centre that stands at the end of a month: what is held of that month, else the newest held before it, which is
 * carried forward. The newer of a net amount and of gross amounts counts; of one month, the gross ones. Gross amounts from before the newest
 * net one do not come back with it: gross expenditure of April, net of August and gross income of September are income without expenditure.
 */
export function standing(held: readonly ForecastFacts[], asAt: Day): Standing {
  const newest = (part: ForecastPart): Held | null => {
    let found: ForecastFacts | null = null;
    for (const each of held) if (each.part === part && each.asAt <= asAt && (found === null || each.asAt > found.asAt)) found = each;
    return found && { pence: found.amountPence, asAt: found.asAt, entered: found.entered ?? null };
  };
  const [net, expenditure, income] = [newest("net"), newest("gross expenditure"), newest("gross income")];
  const gross = [expenditure?.asAt ?? "", income?.asAt ?? ""].sort()[1] as string;
  if (net !== null && net.asAt > gross) return { net, expenditure: null, income: null };
  if (gross === "") return { net, expenditure: null, income: null };
  const since = (part: Held | null) => (part !== null && part.asAt >= (net?.asAt ?? "") ? part : null);
  return { net: null, expenditure: since(expenditure), income: since(income) };
}

/** What a forecast comes to net; null where none is stored, or one gross amount without the other: of that the net is not known. */
export function outturn({ net, expenditure, income }: Standing): Figure | null {
  if (net !== null) return heldFigure(net);
  if (expenditure === null || income === null) return null;
  return sum([named("Gross expenditure", heldFigure(expenditure)), deducted(named("Gross income", heldFigure(income)))]);
}

/** The same in pence. */
export function outturnPence({ net, expenditure, income }: Standing): number | null {
  if (net !== null) return net.pence;
  return expenditure === null || income === null ? null : expenditure.pence - income.pence;
}

/** The month of a standing forecast: the newest of its amounts. Null where nothing is held. */
export function standsSince({ net, expenditure, income }: Standing): Day | null {
  return [net?.asAt, expenditure?.asAt, income?.asAt].reduce<Day | null>((newest, each) => (each !== undefined && (newest === null || each > newest) ? each : newest), null);
}

/** The address of one forecast amount: what a cell of the monitoring table gives out, and takes back. */
export interface ForecastAddress {
  part: ForecastPart;
  costCentreId: string;
  year: FinancialYear;
  asAt: Day;
}

const codes: Record<ForecastPart, string> = { net: "net", "gross expenditure": "expenditure", "gross income": "income" };

/** "forecast:net:<cost centre>:2023/24:2023-09-30" */
export function forecastAddress({ part, costCentreId, year, asAt }: ForecastAddress): string {
  return `forecast:${codes[part]}:${costCentreId}:${year}:${asAt}`;
}

/** Reads an address back. @throws InputError naming `field` where it is none. */
export function readForecastAddress(address: string, field: string): ForecastAddress {
  const match = /^forecast:(net|expenditure|income):([^:]{1,64}):([^:]+):([^:]+)$/.exec(address);
  if (!match) throw new InputError(field, "This is not the address of a forecast. Give the `edits` of a cell, as the monitoring table has it.");
  const part = (Object.keys(codes) as ForecastPart[]).find((each) => codes[each] === match[1]) as ForecastPart;
  const year = financialYear(match[3] as string, field);
  return { part, costCentreId: match[2] as string, year, asAt: forecastMonth(match[4] as string, year, field) };
}
