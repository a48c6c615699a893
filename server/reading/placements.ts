// A table read as commitments: one row a placement gives each provider's home at its price one commitment, with a period of places for each row.

import { Exact } from "../finance/exact.ts";
import { listed } from "../finance/listed.ts";
import { ratePounds } from "../finance/money.ts";
import { whyLeftOut } from "./budgetLines.ts";
import { dayOf, markOf, printedNumber } from "./cellKinds.ts";
import { choiceOf } from "./columnChoices.ts";
import type { Column } from "./columns.ts";
import { isTotalName } from "./foundSum.ts";
import { guardedOut } from "./guard.ts";
import { type PlacementColumns, placementColumns } from "./placementColumns.ts";
import { type Ask, type Choices, type CleanTable, type LeftOut, type Proposed, refusedAs } from "./proposal.ts";
import { cellOf } from "./rows.ts";
import { scaled, type TableReading } from "./table.ts";

export interface Placement {
  readonly at: number;
  readonly provider: string;
  readonly home: string;
  readonly places: string;
  readonly startsOn: string;
  readonly endsOn: string;
  readonly price: Exact;
  readonly notes: string;
}

export const placementMap = {
  target: "commitments",
  name: "Name",
  provider: "Provider",
  places: "Places",
  startsOn: "From",
  placesEndOn: "To",
  weeklyPrice: "Weekly price",
  fields: { notes: "Notes" },
} as const;

/** By which names providers and commitments come in. */
export interface Renaming {
  readonly provider: (name: string) => string;
  readonly commitment: (name: string) => string;
}

const asWritten: Renaming = { provider: (name) => name, commitment: (name) => name };

/** Reads commitments out of a list of placements; `placements` are its rows by the commitment that each is of. */
export function commitmentsIn(table: TableReading, choices: Choices = {}, renamed = asWritten): Proposed & { readonly placements: readonly NamedPlacement[] } {
  const columns = placementColumns(table, choices);
  if (typeof columns === "string") return { ...refusedAs(columns), placements: [] };
  const asks: Ask[] = [...columns.asks, ...daysSaid(table, columns), ...endsSaid(table, columns)];
  const leftOut: LeftOut[] = [];
  const used = new Set(columns.used.map(({ index }) => index));
  const others = table.columns.filter(({ index, holds }) => !used.has(index) && holds !== "nothing");
  // What a commitment has no place for is noted with it where somebody wants it.
  const noted = others.filter(({ name }) => choiceOf(choices.columns, name) === "in");
  const placements = turned(placementsOf(table, columns, noted, leftOut), choices.turned, asks).map((each) => ({ ...each, provider: renamed.provider(each.provider) }));
  const named = (choices.each ? eachNamed(placements) : homesNamed(placements, asks)).map((each) => ({ ...each, name: renamed.commitment(each.name) }));
  const names = new Set(named.map(({ name }) => name));
  if (named.length === 0)
    return { ...refusedAs("No row has a provider or a home, a first day and a weekly price.", asks), leftOut, columnsLeftOut: guardedOut(table), placements: [] };
  if (!choices.each && named.length > names.size)
    asks.push({
      about: "places",
      question: `${named.length} placements are ${names.size} ${names.size === 1 ? "commitment" : "commitments"}, one for each home at its price with a period of places for each row.`,
      options: ["one for each home", "one for each placement"],
      taken: "one for each home",
    });
  const sum = named.reduce((total, { price, places }) => total.plus(price.times(Exact.decimal(places))), Exact.nil);
  const unused = others.filter((column) => !noted.includes(column));
  return {
    placements: named,
    period: null,
    totals: [],
    incoming: { count: names.size, sumPence: Number(sum.times(Exact.whole(100)).rounded(0)) },
    leftOut,
    asks,
    refused: null,
    clean: columns.asks.some(({ taken }) => taken === undefined) ? null : { table: cleaned(named), map: placementMap },
    columnsLeftOut: { ...Object.fromEntries(unused.map(({ name }) => [name, "a commitment has no place for it"])), ...guardedOut(table) },
  };
}

/** The rows that are placements, whatever their figures add up to by chance; the others are left out. */
function placementsOf(table: TableReading, columns: PlacementColumns, noted: readonly Column[], leftOut: LeftOut[]): Placement[] {
  return table.rows.flatMap((row) => {
    const { at, kind, label, groups } = row;
    const cell = (column: Column | null) => cellOf(row, column);
    const day = (column: Column | null) => dayOf(cell(column), column?.days?.order ?? "day first");
    const out = (why: string): [] => {
      leftOut.push({ at: `row ${at}`, label: cell(columns.provider) || cell(columns.home) || label, why, pence: [] });
      return [];
    };
    const [startsOn, number] = [day(columns.startsOn), printedNumber(cell(columns.price))];
    const undated = cell(columns.startsOn) === "";
    const isTotal = kind === "subtotal" || kind === "total" || [label, cell(columns.provider), cell(columns.home)].some(isTotalName);
    if (kind === "blank" || (kind === "heading" && undated && number === null)) return [];
    if (undated && isTotal) return out(whyLeftOut("total", label));
    if (undated && kind !== "leaf") return out(whyLeftOut(kind, label));
    const provider = cell(columns.provider);
    const home = cell(columns.home) || cell(columns.type) || (groups.at(-1) ?? "");
    if (provider === "" && cell(columns.home) === "") return out("it names no provider and no home");
    if (startsOn === null) return out(cell(columns.startsOn) === "" ? "it has no first day" : `“${cell(columns.startsOn)}” is no day`);
    const endsOn = day(columns.endsOn);
    const last = cell(columns.endsOn);
    if (endsOn === null && last !== "" && markOf(last) === null && !isOpen(last)) return out(`“${last}” is no day`);
    if (endsOn !== null && endsOn < startsOn) return out(`it ends on ${endsOn}, before it starts on ${startsOn}`);
    if (number === null) return out(cell(columns.price) === "" ? "it has no weekly price" : `its weekly price says “${cell(columns.price)}”`);
    const places = columns.places === null ? "1" : (printedNumber(cell(columns.places))?.value.toString() ?? "");
    if (!/^\d+$/.test(places)) return out(`“${cell(columns.places)}” is no number of places`);
    return [
      { at, provider, home, places, startsOn, endsOn: endsOn ?? "", price: weekly(scaled(number, "pounds"), columns), notes: notesOf(cell(columns.notes), noted, row.cells) },
    ];
  });
}

const weekly = (price: Exact, { perNight }: PlacementColumns) => (perNight ? price.times(Exact.whole(7)) : price);

/** The notes of a row, with what stands in other columns that somebody wants: "Needs a ramp; Region: East". */
function notesOf(notes: string, noted: readonly Column[], cells: readonly string[]): string {
  return [notes, ...noted.flatMap(({ name, index }) => (cells[index] ? [`${name}: ${cells[index]}`] : []))].filter((text) => text !== "").join("; ");
}

/** What people write where a placement has no end yet. */
const isOpen = (text: string) => /^(-|–|—|open( ended)?|ongoing|on-going|current|tbc|tba|none|no end( date)?|present|not known|unknown)$/i.test(text);

/** Words of which nobody knows whether there is an end: what they are read as. */
function endsSaid({ rows }: TableReading, { endsOn }: PlacementColumns): Ask[] {
  if (!endsOn) return [];
  const found = rows.filter(({ cells }) => /^(tbc|tba|not known|unknown)$/i.test(cells[endsOn.index] ?? ""));
  if (found.length === 0) return [];
  const words = [...new Set(found.map(({ cells }) => `“${cells[endsOn.index]}”`))];
  const question = `${endsOn.name} says ${listed(words)} in ${listed(found.map(({ at }) => `row ${at}`))}: read as without an end.`;
  return [{ about: "ends", question, options: ["without an end"], taken: "without an end" }];
}

const key = (...texts: readonly string[]) => texts.map((text) => text.toLowerCase()).join("\n");

/** Rows whose provider and home stand the other way round than in more of the others are read as those, and it is said. */
function turned(placements: readonly Placement[], chosen: Choices["turned"], asks: Ask[]): Placement[] {
  const counts = new Map<string, number>();
  for (const { provider, home } of placements) counts.set(key(provider, home), (counts.get(key(provider, home)) ?? 0) + 1);
  const found: Placement[] = [];
  const read = placements.map((placement) => {
    const { provider, home } = placement;
    if (home === "" || provider === "" || key(provider) === key(home)) return placement;
    if ((counts.get(key(home, provider)) ?? 0) <= (counts.get(key(provider, home)) ?? 0)) return placement;
    found.push(placement);
    return { ...placement, provider: home, home: provider };
  });
  if (found.length === 0) return [...placements];
  const taken = chosen ?? "turned";
  asks.push({
    about: "turned",
    question: `${listed(found.map(({ at }) => `row ${at}`))} ${found.length === 1 ? "has" : "have"} provider and home the other way round than other rows${taken === "turned" ? `, and ${found.length === 1 ? "is" : "are"} read as those` : ""}.`,
    options: ["turned", "as they are"],
    called: ["Read as the others", "As they are"],
    taken,
  });
  return taken === "turned" ? read : [...placements];
}

export type NamedPlacement = Placement & { readonly name: string };

const ofHome = ({ provider, home }: Placement) => [provider, home].filter((text) => text !== "").join(", ");

/** A commitment for each home at each of its prices; the first row's writing of a name is everybody's. */
function homesNamed(placements: readonly Placement[], asks: Ask[]): NamedPlacement[] {
  const homes = new Map<string, Placement[]>();
  for (const placement of placements) {
    const at = key(placement.provider, placement.home);
    homes.set(at, [...(homes.get(at) ?? []), placement]);
  }
  const priced: string[] = [];
  const names = new Map<Placement, NamedPlacement>();
  for (const rows of homes.values()) {
    const [first] = rows as [Placement];
    const prices = [...new Set(rows.map(({ price }) => price.toString()))];
    if (prices.length > 1) priced.push(`${ofHome(first)} (${listed(prices.map((price) => ratePounds(Exact.decimal(price))))})`);
    for (const price of prices) {
      const same = rows.filter((row) => row.price.toString() === price);
      const notes = [...new Set(same.flatMap((row) => row.notes || []))].join("; ");
      const name = prices.length > 1 ? `${ofHome(first)} at ${ratePounds(Exact.decimal(price))} a week` : ofHome(first);
      for (const row of same) names.set(row, { ...row, name, provider: first.provider, notes });
    }
  }
  if (priced.length > 0)
    asks.push({
      about: "prices",
      question: `${listed(priced)} ${priced.length === 1 ? "has" : "have"} more than one weekly price: each price is a commitment of its own.`,
      options: ["a commitment for each price"],
      taken: "a commitment for each price",
    });
  return placements.map((placement) => names.get(placement) as NamedPlacement);
}

/** A commitment for each placement, told apart by its first day, and by a number where that is the same. */
function eachNamed(placements: readonly Placement[]): NamedPlacement[] {
  const used = new Map<string, number>();
  return placements.map((placement) => {
    const name = `${ofHome(placement)} from ${placement.startsOn}`;
    const before = used.get(key(name)) ?? 0;
    used.set(key(name), before + 1);
    return { ...placement, name: before === 0 ? name : `${name} (${before + 1})` };
  });
}

function cleaned(named: readonly NamedPlacement[]): CleanTable {
  return {
    columns: ["Name", "Provider", "Places", "From", "To", "Weekly price", "Notes"],
    rows: named.map(({ at, name, provider, places, startsOn, endsOn, price, notes }) => ({
      at,
      values: [name, provider, places, startsOn, endsOn, price.toString(), notes],
    })),
  };
}

const decidedBy = (known: string | null) => (known === null ? "as in England: no cell decides it" : `as ${known} beside it shows`);

/** In which order the days are written, and which cells of the columns show it. */
function daysSaid(table: TableReading, { startsOn, endsOn }: PlacementColumns): Ask[] {
  const doubtful = [startsOn, endsOn].flatMap((column) => {
    if (!column?.days) return [];
    const cells = [...new Set(table.rows.map(({ cells }) => cells[column.index] ?? ""))].filter((cell) => dayOf(cell, "day first") !== dayOf(cell, "month first"));
    return cells.length === 0 ? [] : [{ name: column.name, days: column.days, cells }];
  });
  return (["day first", "month first"] as const).flatMap((order): Ask[] => {
    const columns = doubtful.filter(({ days }) => days.order === order);
    const [first] = columns;
    if (!first) return [];
    const other = order === "day first" ? "month first" : "day first";
    const telling = columns.flatMap(({ cells }) => cells.filter((cell) => dayOf(cell, other) === null && dayOf(cell, order) !== null));
    const because = telling.length > 0 ? `as ${listed(telling.slice(0, 3))} ${telling.length === 1 ? "shows" : "show"}` : decidedBy(first.days.known);
    const question = `${listed(columns.map(({ name }) => name))} ${columns.length === 1 ? "is" : "are"} written ${order}, ${because}.`;
    return [{ about: "days", question, options: ["day first", "month first"], taken: order }];
  });
}
