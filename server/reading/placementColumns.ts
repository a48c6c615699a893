// Which columns of a list of placements are which, by their headings and by what they hold.

import { dayOf, printedNumber } from "./cellKinds.ts";
import { type Column, daysOf, type Holds } from "./columns.ts";
import { alike } from "./named.ts";
import type { Ask, Choices } from "./proposal.ts";
import { cellsIn } from "./rows.ts";
import type { TableReading } from "./table.ts";

export interface PlacementColumns {
  readonly provider: Column | null;
  readonly home: Column | null;
  readonly type: Column | null;
  readonly startsOn: Column;
  readonly endsOn: Column | null;
  readonly price: Column;
  /** Whether the price is of a night, of which a week has seven. */
  readonly perNight: boolean;
  readonly places: Column | null;
  readonly notes: Column | null;
  /** All of those that there are. */
  readonly used: readonly Column[];
  readonly asks: readonly Ask[];
}

const forms = {
  provider: /provider|supplier|organisation|company|agency|vendor|operator/i,
  home: /\bhome\b(?! (authority|area|council|post|address))|\bestablishment|\bplacement( (name|address|unit))?$|\bunit\b(?! (price|cost|rate))|\bsetting\b|\bschool\b|\bproperty\b|\bcarer/i,
  type: /\btype\b|\bcategory\b|\bprovision\b|\bservice\b/i,
  starts: /start|\bfrom\b|begin|began|commenc|\bplaced\b|placement date|date of placement|first day|admi(ssion|tted)/i,
  ends: /\bend|\bto\b|until|\bceas|\bleft\b|leav|finish|last day|closed|discharge/i,
  week: /week|wkly|\bp\.?\/?w\b|\/ ?wk\b/i,
  otherTime: /annual|year|\bp\.?a\b|month|\bnight|\bdaily\b|per day|\/ ?day|\btotal\b|to date|\bytd\b|paid|invoiced|contribution|income|budget/i,
  night: /\bnight|\bdaily\b|\bper ?(day|diem)\b|\/ ?day|\ba day\b|\bday rate\b/i,
  places: /^(no\.?|number)?( of)? ?(places|beds|placements)$/i,
  notes: /note|comment|remark/i,
} as const;

/** How many rows' worth of a list it is by its columns: null where it has no days or no price, and so is no list of placements. */
export function looksLikePlacements(table: TableReading): boolean {
  const found = (form: RegExp, ...holds: Holds[]) => table.columns.some((column) => holds.includes(column.holds) && form.test(column.name));
  const starts = table.columns.some((column) => forms.starts.test(column.name) && asDays(table, column, undefined) !== null);
  return starts && table.columns.some(({ holds }) => holds === "money") && (found(forms.provider, "words") || found(forms.home, "words"));
}

/** The columns of a list of placements; or a sentence on what it lacks. Of `choices` its `amount` is the column of the weekly price. */
export function placementColumns(table: TableReading, choices: Choices): PlacementColumns | string {
  const taken = new Set<number>();
  const take = (form: RegExp, ...holds: Holds[]): Column | null => {
    const found = table.columns.find((column) => !taken.has(column.index) && holds.includes(column.holds) && form.test(column.name)) ?? null;
    if (found) taken.add(found.index);
    return found;
  };
  const provider = take(forms.provider, "words", "code");
  const type = take(forms.type, "words");
  const home = take(forms.home, "words");
  const notes = take(forms.notes, "words");
  const days = table.columns.flatMap((column) => asDays(table, column, choices.days) ?? []);
  const startsOn = days.find(({ name }) => forms.starts.test(name)) ?? days.find(({ name }) => !forms.ends.test(name)) ?? null;
  const endsOn = days.find((column) => column !== startsOn && forms.ends.test(column.name)) ?? null;
  if (!provider && !home) return "No column names the provider or the home of each placement.";
  if (!startsOn) return "No column has the first day of each placement.";
  const asks: Ask[] = [];
  const price = priceColumn(table, choices.amount, asks);
  if (typeof price === "string") return price;
  const places = take(forms.places, "count", "money");
  const perNight = forms.night.test(price.name) && !forms.week.test(price.name);
  if (perNight)
    asks.push({ about: "nights", question: `“${price.name}” is a price of a night: a week is seven of them.`, options: ["seven nights a week"], taken: "seven nights a week" });
  // A type stands in for a home, where a row names none.
  const standsIn = type !== null && (home === null || table.rows.some(({ cells }) => !cells[home.index] && cells[type.index])) ? type : null;
  const used = [provider, home, standsIn, startsOn, endsOn, price, places, notes].filter((column) => column !== null);
  return { provider, home, type, startsOn, endsOn, price, perNight, places, notes, used, asks };
}

/** A column of days; one whose heading says so may have words in up to half of its cells. */
function asDays(table: TableReading, column: Column, order: Choices["days"]): Column | null {
  if (column.holds === "day") return column;
  if (column.holds !== "words" || !(forms.starts.test(column.name) || forms.ends.test(column.name))) return null;
  const cells = cellsIn(table.rows, column);
  const days = order === undefined ? daysOf(cells) : { order, known: null };
  const some = days && cells.filter((cell) => dayOf(cell, days.order) !== null).length * 2 >= cells.length;
  return some ? { ...column, holds: "day", days } : null;
}

/** The same of prices. */
function hasPrices(table: TableReading, column: Column): boolean {
  if (column.holds !== "words") return column.holds === "money" || column.holds === "count";
  const cells = cellsIn(table.rows, column);
  return forms.week.test(column.name) && cells.filter((cell) => printedNumber(cell) !== null).length * 2 >= cells.length && cells.length > 0;
}

/** The column of a week's price: the one that a person chose or that says so. One that says nothing of its time is asked about: a price for a year is 52 times as much. */
function priceColumn(table: TableReading, amount: string | undefined, asks: Ask[]): Column | string {
  const money = table.columns.filter((column) => hasPrices(table, column));
  const chosen = money.find(({ name }) => alike(name, amount));
  if (chosen) return chosen;
  const weekly = money.filter(({ name }) => forms.week.test(name) && !/^(no|number|weeks)\b/i.test(name));
  const options = weekly.length > 0 ? weekly : money.filter(({ name, holds }) => holds === "money" && !forms.otherTime.test(name) && !forms.night.test(name));
  const [first] = options;
  if (!first) {
    const nightly = money.find(({ name }) => forms.night.test(name));
    return nightly ?? noPrice(money);
  }
  if (weekly.length !== 1)
    asks.push({
      about: "amount",
      question: options.length === 1 ? `Is “${first.name}” the price of a week?` : "Which column has the price of a week?",
      options: options.map(({ name }) => name),
    });
  return first;
}

/** What to do where no column has a price of a week, as in a register of contracts. */
function noPrice(money: readonly Column[]): string {
  const yearly = money.find(({ name }) => /annual|year|\bp\.?a\b/i.test(name));
  const other = yearly ?? money[0];
  const why = other ? ` “${other.name}” is ${yearly ? "of a year" : "of another time"}.` : "";
  return `No column has the weekly price of each placement.${why} Add a column of weekly prices, or set the columns by hand and give each commitment an amount for each year.`;
}
