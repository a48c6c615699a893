// A block price against a spot price: what is saved and what avoided, what a void costs, and the occupancy at which the two cost the same.
import { Exact } from "./exact.ts";
import { deducted, type Figure, input, named, product, quotient, sum } from "./figure.ts";
import { InputError } from "./inputError.ts";
import { type CellUnit, type MoneyUnit, poundsAndPence, storablePence, unitSaid } from "./money.ts";
import { checkNettedItem, type NettedItem, nettedAmount } from "./nettedItem.ts";
import { ReportCell, type ReportColumn, type ReportRow, type ReportTable, type RowKind } from "./table.ts";
import { type WeekConvention, weeksIn } from "./weeks.ts";

/** A block case as stored or sent. Decimals are text. Prices are given, or solved from the values over the whole term, or both. */
export interface BlockCaseFacts {
  name: string;
  source: string | null;
  places: number;
  priceUnit: "week" | "year";
  weeksPerYear: WeekConvention | null;
  spotPounds: string | null;
  blockPounds: string | null;
  spotValuePence: number | null;
  blockValuePence: number | null;
  termMonths: number;
  sharing: number;
  directPlaces: number;
  items: readonly NettedItem[];
}

/** What the spot places and the block cost, for a year and over the term. */
interface Basis {
  readonly spot: Costs;
  readonly block: Costs;
}
interface Costs {
  readonly year: Figure;
  readonly term: Figure;
}

const columns = [
  { key: "yearAll", label: "A year", status: "all", term: false, each: false },
  { key: "yearEach", label: "A year", status: "each", term: false, each: true },
  { key: "termAll", label: "Whole term", status: "all", term: true, each: false },
  { key: "termEach", label: "Whole term", status: "each", term: true, each: true },
];
type Column = (typeof columns)[number];

/**
 * Checks that a block case can be worked out.
 * @throws InputError naming the field at fault below `at`.
 */
export function checkBlockCase(facts: BlockCaseFacts, at: string): void {
  const whole = (value: number, least: number, most: number, field: string, words: string) => {
    if (!Number.isSafeInteger(value) || value < least || value > most)
      throw new InputError(`${at}.${field}`, `${words} is a whole number from ${least} to ${most}; ${value} is not.`);
  };
  whole(facts.places, 1, 100_000, "places", "The number of places");
  whole(facts.sharing, 1, 1_000, "sharing", "The number of authorities that share it");
  whole(facts.termMonths, 1, 1_200, "termMonths", "The term in months");
  whole(facts.directPlaces, 0, 100_000, "directPlaces", "The number of places filled directly");
  if (facts.directPlaces > facts.places) throw new InputError(`${at}.directPlaces`, `${facts.directPlaces} places are filled directly, and only ${facts.places} exist.`);
  if (facts.priceUnit === "week" && facts.weeksPerYear === null) throw new InputError(`${at}.weeksPerYear`, "Say how many weeks a year counts as: the price is a price a week.");
  for (const kind of ["spot", "block"] as const) {
    const price = facts[`${kind}Pounds`];
    const value = facts[`${kind}ValuePence`];
    if (price === null && value === null) throw new InputError(`${at}.${kind}Pounds`, `Give the ${kind} price of a place, or what the ${kind} places cost over the whole term.`);
    if (price !== null && Exact.decimal(price, `${at}.${kind}Pounds`).isNegative()) throw new InputError(`${at}.${kind}Pounds`, `The ${kind} price cannot be negative.`);
    if (value !== null && storablePence(value, `${at}.${kind}ValuePence`) < 0) throw new InputError(`${at}.${kind}ValuePence`, `The ${kind} value cannot be negative.`);
  }
  if ((facts.spotPounds === null) !== (facts.blockPounds === null) && (facts.spotValuePence === null || facts.blockValuePence === null)) {
    const missing = facts.spotPounds === null ? "spotPounds" : "blockPounds";
    throw new InputError(`${at}.${missing}`, "Give both prices, or both values over the whole term: one of each cannot be compared.");
  }
  const lastYear = Math.ceil(facts.termMonths / 12);
  for (const [index, item] of facts.items.entries()) checkNettedItem(item, lastYear, `${at}.items[${index}]`);
}

/** Checks an occupancy: a share from 0 to 1. @throws InputError naming `field`. */
export function readOccupancy(text: string, field: string): Exact {
  const occupancy = Exact.decimal(text, field);
  if (occupancy.isNegative() || occupancy.compare(Exact.one) > 0) throw new InputError(field, `An occupancy is from 0 to 1; ${text} is not. 85% is 0.85.`);
  return occupancy;
}

const years = (facts: BlockCaseFacts) => input(Exact.ratio(BigInt(facts.termMonths), 12n).reduced(), { count: "years" });
const places = (count: number) => input(Exact.whole(count), "places");

function given(facts: BlockCaseFacts): Basis | null {
  if (facts.spotPounds === null || facts.blockPounds === null) return null;
  const [held, time] = [places(facts.places), years(facts)];
  // A whole year of the convention: which financial year it is does not matter to a case that has none.
  const weeks = facts.priceUnit === "week" ? [input(weeksIn("2022/23", facts.weeksPerYear as WeekConvention), "weeks")] : [];
  const costs = (price: string): Costs => {
    const factors = [held, input(Exact.decimal(price), facts.priceUnit === "week" ? "pounds a week" : "pounds a year"), ...weeks];
    return { year: product(factors), term: product([...factors, time]) };
  };
  return { spot: costs(facts.spotPounds), block: costs(facts.blockPounds) };
}

function solved(facts: BlockCaseFacts): Basis | null {
  if (facts.spotValuePence === null || facts.blockValuePence === null) return null;
  const time = years(facts);
  const costs = (pence: number): Costs => {
    const term = input(Exact.pence(pence), "pounds");
    return { year: quotient(term, time), term };
  };
  return { spot: costs(facts.spotValuePence), block: costs(facts.blockValuePence) };
}

/** The basis that the case stands on: the values over the whole term where there are any, since they are not rounded to a price. */
function basisOf(facts: BlockCaseFacts): Basis {
  return (solved(facts) ?? given(facts)) as Basis;
}

/**
 * The occupancy at which the block costs as much as buying the used places one at a time: block / spot. Null where spot costs nothing.
 * Source: DOMAIN "block against spot". Sefton 5.5, £1,988.00 against £2,149.00 a week: 92.5%.
 */
export function breakEven(facts: BlockCaseFacts): Figure | null {
  return breakEvenOf(basisOf(facts));
}

function breakEvenOf({ spot, block }: Basis): Figure | null {
  return spot.year.value.isNil() ? null : quotient(named("Block cost", block.year), named("Spot cost", spot.year));
}

/**
 * The table of a block case. Havering, from its totals over 8 years: £1,690,032 saved a year, £241,433 by each of seven; £2,302,322 a year
 * for voids at 50%; break-even at 73.15%. The saving is of places refilled from elsewhere; what children placed directly avoid is a line of
 * its own and is never added to it (Havering 5.4).
 */
export function blockCaseTable(facts: BlockCaseFacts, options: { unit: MoneyUnit; occupancy: Exact }): ReportTable {
  const shown = facts.sharing === 1 ? columns.filter((column) => !column.each) : columns;
  const sharing = input(Exact.whole(facts.sharing), { count: "authorities" });
  const rows: ReportRow[] = [];
  const add = (key: string, kind: RowKind, label: string, figure: (column: Column) => Figure | null, unit: CellUnit = options.unit, level = 0) => {
    const cells = shown.map((column) => {
      const whole = figure(column);
      return whole === null ? ReportCell.words("") : new ReportCell(named(label, column.each ? quotient(whole, sharing) : whole), unit);
    });
    rows.push({ key, kind, level, label, status: null, subjectId: null, cells });
  };
  const basis = basisOf(facts);
  const costOf = (costs: Costs, column: Column) => (column.term ? costs.term : costs.year);
  const costs = (prefix: string, { spot, block }: Basis, level: number) => {
    add(`${prefix}spot`, "line", "Spot cost", (column) => costOf(spot, column), options.unit, level);
    add(`${prefix}block`, "line", "Block cost", (column) => costOf(block, column), options.unit, level);
    const saving = (column: Column) => difference(costOf(spot, column), costOf(block, column));
    add(`${prefix}saving`, "subtotal", "Saving", (column) => partOf(saving(column), facts.places - facts.directPlaces, facts.places), options.unit, level);
    if (facts.directPlaces > 0)
      add(`${prefix}avoidance`, "line", "Cost avoided by direct placements", (column) => partOf(saving(column), facts.directPlaces, facts.places), options.unit, level);
  };
  costs("", basis, 0);
  const netted = facts.items.map((item, index) => ({ key: `item:${index}`, item, figure: nettedAmount(item) }));
  for (const { key, item, figure } of netted) {
    add(key, "line", `${item.name}${item.kind === "conditional grant" ? " (not counted)" : ""}`, (column) => (column.term ? figure : null), options.unit, 1);
  }
  if (netted.length > 0) {
    const saving = partOf(difference(basis.spot.term, basis.block.term), facts.places - facts.directPlaces, facts.places);
    const counted = netted.filter(({ item }) => item.kind !== "conditional grant").map(({ item, figure }) => named(item.name, figure));
    add("net", "total", "Net saving", (column) => (column.term ? sum([named("Saving", saving), ...counted]) : null));
  }
  const empty = input(Exact.one.minus(options.occupancy), "percent");
  const occupancy = `${percent(options.occupancy)}%`;
  add("void", "line", `Cost of empty places at ${occupancy} occupancy`, (column) => product([named("Block cost", costOf(basis.block, column)), empty]));
  add("breakEven", "line", "Break-even occupancy", (column) => (column.key === "yearAll" ? breakEvenOf(basis) : null), { percent: 2 });
  const printed = solved(facts) && given(facts);
  if (printed) {
    rows.push({
      key: "given",
      kind: "heading",
      level: 0,
      label: "From the prices as printed, rounded",
      status: null,
      subjectId: null,
      cells: shown.map(() => ReportCell.words("")),
    });
    costs("given:", printed, 1);
  }
  return {
    id: "block-case",
    title: `${facts.name}: block against spot`,
    source: facts.source,
    unit: options.unit,
    columns: shown.map(({ key, label, status }): ReportColumn => ({ key, label, status: facts.sharing === 1 ? "" : status === "each" ? `each of ${facts.sharing}` : status })),
    rows,
    notes: [
      `Amounts are in ${unitSaid(options.unit)}, for ${facts.places} places over ${facts.termMonths} months, at full occupancy unless a line says otherwise. Brackets are deductions; – is nil.`,
      ...breakEvenNotes(facts),
      ...(facts.directPlaces > 0 ? ["A place refilled from elsewhere saves; a child placed directly avoids cost. The two are never added together."] : []),
      ...(netted.some(({ item }) => item.kind === "conditional grant") ? ["A grant that depends on something is shown, and is not counted until it comes."] : []),
      ...(solved(facts) ? ["The prices are solved from the values over the whole term."] : []),
      ...(printed ? roundingNotes(facts, basis, printed) : []),
    ],
  };
}

function difference(spot: Figure, block: Figure): Figure {
  return sum([named("Spot cost", spot), deducted(named("Block cost", block))]);
}

function partOf(whole: Figure, count: number, all: number): Figure {
  return count === all ? whole : product([whole, quotient(places(count), places(all))]);
}

function breakEvenNotes(facts: BlockCaseFacts): string[] {
  const occupancy = breakEven(facts);
  if (occupancy === null) return ["The spot price is nil, so no occupancy makes the block pay."];
  if (occupancy.value.compare(Exact.one) >= 0) return ["The block costs as much as spot or more at every occupancy: it never pays by price alone."];
  return [`Below ${percent(occupancy.value)}% occupancy the block costs more than buying the used places one at a time.`];
}

/** Why the printed prices give other totals than those printed, and whether rounding the prices explains it. */
function roundingNotes(facts: BlockCaseFacts, exact: Basis, printed: Basis): string[] {
  const bound = (price: string) => {
    const half = Exact.ratio(1n, 2n * 10n ** BigInt((price.split(".")[1] ?? "").length));
    const weeks = facts.priceUnit === "week" ? weeksIn("2022/23", facts.weeksPerYear as WeekConvention) : Exact.one;
    return half.times(Exact.whole(facts.places)).times(weeks).times(years(facts).value);
  };
  const blockBound = bound(facts.blockPounds as string);
  const lines: [string, Exact, Exact][] = [
    ["the block", exact.block.term.value.minus(printed.block.term.value), blockBound],
    [
      "the saving",
      exact.spot.term.value.minus(exact.block.term.value).minus(printed.spot.term.value.minus(printed.block.term.value)),
      blockBound.plus(bound(facts.spotPounds as string)),
    ],
  ];
  return lines.map(([what, off, most]) => {
    const size = off.isNegative() ? off.negated() : off;
    if (off.isNil()) return `Over the term the printed prices and the printed values give the same for ${what}.`;
    const explained = size.compare(most) <= 0 ? "so rounding explains it" : "so rounding does not explain it";
    return `Over the term the printed values give ${poundsAndPence(size)} ${off.isNegative() ? "less" : "more"} for ${what} than the printed prices do. Rounding those can move it by up to ${poundsAndPence(most)}, ${explained}.`;
  });
}

const curveColumns: ReportColumn[] = [
  { key: "empty", label: "Empty places", status: "" },
  { key: "void", label: "Cost of empty places", status: "a year" },
  { key: "saving", label: "Saving against spot", status: "a year" },
];

/** Void exposure and saving at every twentieth of occupancy, and at break-even: block price × empty places, and spot for the used places less the whole block. */
export function voidCurve(facts: BlockCaseFacts, unit: MoneyUnit): ReportTable {
  const { spot, block } = basisOf(facts);
  const even = breakEven(facts)?.value ?? null;
  const held = places(facts.places);
  const steps = Array.from({ length: 21 }, (_, index) => ({ key: `occupancy:${index * 5}`, at: Exact.ratio(BigInt(index), 20n).reduced(), label: `${index * 5}%` }));
  if (even !== null && even.compare(Exact.one) <= 0) steps.push({ key: "occupancy:breakEven", at: even, label: `${percent(even)}%, break-even` });
  steps.sort((a, b) => a.at.compare(b.at));
  return {
    id: "void-curve",
    title: `${facts.name}: cost of empty places`,
    source: facts.source,
    unit,
    columns: curveColumns,
    rows: steps.map(({ key, at, label }): ReportRow => {
      const empty = input(Exact.one.minus(at), "percent");
      const used = input(at, "percent");
      const cell = (figure: Figure, as: CellUnit) => new ReportCell(named(label, figure), as);
      return {
        key,
        kind: key === "occupancy:breakEven" ? "subtotal" : "line",
        level: 0,
        label,
        status: null,
        subjectId: null,
        cells: [
          cell(product([held, empty]), { count: "places", decimals: 2 }),
          cell(product([named("Block cost", block.year), empty]), unit),
          cell(sum([product([named("Spot cost", spot.year), used]), deducted(named("Block cost", block.year))]), unit),
        ],
      };
    }),
    notes: [`Amounts are in ${unitSaid(unit)}, a year. The whole block is paid for whatever is used; the saving is against buying the used places at the spot price.`],
  };
}

/** A share as a percentage of at most two decimals: "73.15", "50". */
function percent(share: Exact): string {
  return Exact.ratio(share.times(Exact.whole(100)).rounded(2), 100n).toString();
}
