// Who pays what of a partnership's costs, year by year: each cost pool on its own basis, grants first, then fees from outside, then the members.
import { apportion } from "./apportion.ts";
import { Exact } from "./exact.ts";
import { type Figure, input, named, product, quotient, settled, sum } from "./figure.ts";
import { type FinancialYear, startOf, yearsFrom } from "./financialYear.ts";
import { listed } from "./listed.ts";
import { type MoneyUnit, poundsAndPence, unitSaid } from "./money.ts";
import { type PartnershipFacts, type PoolFacts, weightsIn } from "./partnership.ts";
import { fundedFirst, type PooledFacts, poolCost } from "./poolCosts.ts";
import { roundingNotes, type Total } from "./roundingNotes.ts";
import { adding, addPartials, ReportCell, type ReportRow, type ReportTable, type RowKind, type UseOf, using } from "./table.ts";
import { sumIfKnown } from "./unknown.ts";
import type { UpliftGaps } from "./upliftGaps.ts";

export interface ContributionFacts extends PooledFacts {
  source: string | null;
  /** The years for which what lifts the prices of those commitments has no rate. */
  upliftGaps: UpliftGaps;
  /** The bed-weeks that each member used, by year and member, for pools on that basis. */
  bedWeeks: ReadonlyMap<FinancialYear, ReadonlyMap<string, Exact>>;
}

/** One pool over the years: what it costs, what pays for it first, and each member's part. Null parts are no share; a null figure is a part that is not known. */
interface PoolShares {
  readonly pool: PoolFacts;
  readonly cost: readonly (Figure | null)[];
  readonly grant: readonly (Figure | null)[];
  readonly fee: readonly (Figure | null)[];
  readonly toShare: readonly (Figure | null)[];
  /** By the end of each year, how much more is to be paid than was shared in whole units; below nil it is less. */
  readonly unrounded: readonly (Exact | null)[];
  readonly parts: readonly (readonly (Figure | null)[] | null)[];
  readonly notes: readonly string[];
}

/**
 * The contributions of a partnership, from `from` for so many years. They are worked out from the earliest year on of which anything is
 * held, on the running total, so that what is shown does not depend on the years asked for. Grant that is not used up is carried on within
 * its pool; an awaited one is not counted. A year whose cost is not known, or in which nobody has a weight, is not shared: its parts are not
 * known, and nor is a total of them. Source: Havering 5.10 and 5.11.
 */
export function contributionTable(facts: ContributionFacts, options: { from: FinancialYear; years: number; unit: MoneyUnit }): ReportTable {
  const shown = yearsFrom(options.from, options.years);
  const first = [options.from, earliestYear(facts)].sort()[0] as FinancialYear;
  const last = shown[shown.length - 1] as FinancialYear;
  const all = yearsFrom(first, Math.max(startOf(last), startOf(first)) - startOf(first) + 1);
  const pools = facts.pools.map((pool) => sharesOf(facts, pool, all));
  const rows: ReportRow[] = [];
  const totals: Total[] = [];
  const skip = startOf(options.from) - startOf(first);
  const row = (key: string, kind: RowKind, level: number, label: string, figures: readonly (Figure | null)[] | null, subjectId: string | null = null): ReportRow => {
    const cells = shown.map((_, column) => {
      if (figures === null) return ReportCell.words("no share");
      const figure = figures[skip + column] ?? null;
      return new ReportCell(figure && named(label, figure), options.unit);
    });
    return { key, kind, level, label, status: null, subjectId, cells };
  };
  const add = (uses: readonly UseOf[], ...added: Parameters<typeof row>) => {
    const made: ReportRow = { ...row(...added), ...(uses.length > 0 && { uses }) };
    rows.push(made);
    return made;
  };
  for (const each of pools) {
    const { id, name, basis } = each.pool;
    rows.push({ key: `pool:${id}`, kind: "heading", level: 0, label: name, status: basisSaid[basis], subjectId: id, cells: shown.map(() => ReportCell.words("")) });
    const parts = [add([], `cost:${id}`, "line", 1, `Cost of ${name.toLowerCase()}`, each.cost)];
    if (each.grant.some(isSomething)) parts.push(add([], `grant:${id}`, "line", 1, "Grant", each.grant));
    if (each.fee.some(isSomething)) parts.push(add([], `fee:${id}`, "line", 1, "Fees from outside", each.fee));
    const toShare = add(adding(parts), `toShare:${id}`, "subtotal", 1, `${name} to be shared`, each.toShare);
    const members = facts.partners.map((partner, index) =>
      add(using({ [toShare.key]: 0 }), `share:${id}:${partner.id}`, "line", 1, partner.name, each.parts[index] ?? null, partner.id),
    );
    // Of a year whose parts are not known nothing is said of their sum.
    const known = toShare.cells.map((cell, column) => (each.parts.some((part) => part?.[skip + column] === null) ? ReportCell.words("") : cell));
    if (each.parts.some((part) => part !== null)) totals.push({ row: { ...toShare, cells: known }, parts: members });
  }
  const together = facts.partners.map((partner, index) => {
    const parts = pools.flatMap(({ pool, parts }) => (parts[index] ? [{ pool, figures: parts[index] }] : []));
    const figures = parts.length === 0 ? null : all.map((_, column) => sumIfKnown(parts.map(({ pool, figures }) => (figures[column] ? named(pool.name, figures[column]) : null))));
    return { partner, figures, uses: adding(parts.map(({ pool }) => ({ key: `share:${pool.id}:${partner.id}` }))) };
  });
  if (pools.length > 0) {
    rows.push({ key: "contributions", kind: "heading", level: 0, label: "Contributions", status: null, subjectId: null, cells: shown.map(() => ReportCell.words("")) });
    const members = together.map(({ partner, figures, uses }) => add(uses, `partner:${partner.id}`, "line", 1, partner.name, figures, partner.id));
    const total = add(
      adding(members),
      "total",
      "total",
      0,
      "Total contributions",
      all.map((_, column) => sumIfKnown(together.flatMap(({ partner, figures }) => (figures === null ? [] : [figures[column] ? named(partner.name, figures[column]) : null])))),
    );
    addPartials(
      total,
      members.filter(({ cells }) => cells.some(({ shown }) => shown !== "no share")),
      options.unit,
      "members",
    );
    totals.push({ row: total, parts: members });
  }
  return {
    id: "contributions",
    title: `${facts.name}: contributions`,
    source: facts.source,
    unit: options.unit,
    columns: shown.map((year) => ({ key: year, label: year, status: "" })),
    rows,
    notes: [
      `Amounts are in ${unitSaid(options.unit)}. Brackets are deductions; – is nil.`,
      ...(pools.length > 0
        ? [
            `Contributions are ${facts.roundToPence === 1 ? "to the penny" : `in whole amounts of ${poundsAndPence(Exact.pence(facts.roundToPence))}`}, by largest remainder on the running total: they add up to what is to be shared.`,
          ]
        : []),
      ...pools.flatMap(({ pool, cost, grant, fee, parts, unrounded, notes }) => [
        ...notKnownNotes(
          pool,
          shown,
          shown.map((_, column) => ({
            cost: cost[skip + column] ?? null,
            paid: grant[skip + column] && fee[skip + column],
            shared: parts.every((part) => part?.[skip + column] !== null),
          })),
        ),
        ...unroundedNotes(facts, pool, shown, unrounded.slice(skip)),
        ...notes,
      ]),
      ...facts.upliftGaps.notes(),
      ...roundingNotes(totals, options.unit, shown),
    ],
  };
}

function isSomething(figure: Figure | null): boolean {
  return figure === null || !figure.value.isNil();
}

/** In which years a pool's cost is not known, and what to do about it. */
function notKnownNotes(
  { name }: PoolFacts,
  years: readonly FinancialYear[],
  of: readonly { readonly cost: Figure | null; readonly paid: Figure | null | undefined; readonly shared: boolean }[],
): string[] {
  const where = (test: (year: (typeof of)[number]) => boolean) => years.filter((_, column) => test(of[column] as (typeof of)[number]));
  const unstated = where(({ cost }) => cost === null);
  const unpaid = where(({ cost, paid }) => cost !== null && !paid);
  const before = of.findIndex(({ shared }) => !shared);
  const after = years.filter((_, column) => before !== -1 && column > before && of[column]?.cost && of[column]?.paid && !of[column]?.shared);
  return [
    ...(unstated.length === 0
      ? []
      : [
          `[x]: no cost of ${name} is recorded for ${listed(unstated)}, or a commitment in it states none. That is not nil: state an amount for each year, nil where there is none.`,
        ]),
    ...(unpaid.length === 0 ? [] : [`[x]: what is left of grants and fees of ${name} for ${listed(unpaid)} depends on what is not known before.`]),
    ...(after.length === 0
      ? []
      : [`[x]: the members' parts of ${name} for ${listed(after)} are not known while ${years[before]} is not: each makes up for what was rounded before it.`]),
  ];
}

/** What whole amounts leave out or ask ahead, which a member with a large share feels by more than one of them. */
function unroundedNotes({ roundToPence }: PartnershipFacts, pool: PoolFacts, years: readonly FinancialYear[], unrounded: readonly (Exact | null)[]): string[] {
  const left = years.flatMap((year, column) => {
    const over = unrounded[column] ?? Exact.nil;
    const amount = poundsAndPence(over.isNegative() ? over.negated() : over);
    return roundToPence === 1 || over.isNil() ? [] : [`${amount} ${over.isNegative() ? "more" : "less"} by the end of ${year}`];
  });
  if (left.length === 0) return [];
  const unit = poundsAndPence(Exact.pence(roundToPence));
  return [`In whole amounts of ${unit}, what is shared of ${pool.name} is ${listed(left)} than is to be paid; a member may be further than ${unit} from its exact share of that.`];
}

/** The earliest year of which a partnership holds anything: what stands before its first year is carried into it. */
export function earliestYear({ firstYear, amounts, grants, fees }: PartnershipFacts): FinancialYear {
  return [...amounts, ...grants, ...fees].reduce((earliest, { year }) => (year < earliest ? year : earliest), firstYear);
}

/** What a member pays of a pool in a year; null where it carries no share, or the year is not shared. */
export function contribution(facts: ContributionFacts, poolId: string, partnerId: string, year: FinancialYear): Figure | null {
  const pool = facts.pools.find((each) => each.id === poolId);
  const index = facts.partners.findIndex((each) => each.id === partnerId);
  const first = earliestYear(facts);
  if (!pool || index < 0 || year < first) return null;
  const years = yearsFrom(first, startOf(year) - startOf(first) + 1);
  return sharesOf(facts, pool, years).parts[index]?.[years.length - 1] ?? null;
}

const basisSaid = {
  equal: "in equal parts",
  "places allocated": "by places allocated",
  "bed-weeks used": "by bed-weeks used",
  population: "by population",
  "stated shares": "by stated shares",
} as const;

const weightUnits = {
  equal: "members",
  "places allocated": "places",
  "bed-weeks used": "bed-weeks",
  population: "people",
  "stated shares": "",
} as const;

function sharesOf(facts: ContributionFacts, pool: PoolFacts, years: readonly FinancialYear[]): PoolShares {
  const notes: string[] = [];
  const cost = years.map((year) => poolCost(facts, pool, year));
  const { grant, fee, unspent } = fundedFirst(facts, pool, years, cost, notes);
  // Whole units on the running total: what is rounded away in one year comes back in a later one.
  const unit = BigInt(facts.roundToPence);
  let exact = Exact.nil;
  let running = 0n;
  const totals: bigint[] = [];
  const unrounded: (Exact | null)[] = [];
  const toShare = years.map((_, column) => {
    const [whole, paid] = [cost[column] ?? null, [grant[column] ?? null, fee[column] ?? null]];
    const left = whole === null || paid.includes(null) ? null : sum([named("Cost", whole), ...(paid as Figure[]).filter(isSomething)]);
    if (left === null || unrounded.includes(null)) {
      // Behind a year that is not known what is rounded away is not known either: only whole units are what they are.
      totals.push(0n);
      unrounded.push(null);
      return left?.value.times(Exact.ratio(100n, unit)).reduced().denominator === 1n ? left : null;
    }
    exact = exact.plus(left.value);
    const now = exact.times(Exact.ratio(100n, unit)).rounded(0) * unit;
    const due = now - running;
    running = now;
    totals.push(due);
    unrounded.push(exact.minus(Exact.ratio(now, 100n)));
    const value = Exact.ratio(due, 100n);
    return value.equals(left.value) ? left : settled(left, value, `in whole amounts of ${poundsAndPence(Exact.pence(facts.roundToPence))} on the running total`);
  });
  if (unspent !== null && unspent.compare(Exact.nil) > 0)
    notes.push(`${pool.name}: ${poundsAndPence(unspent)} of grant and fees is not used by the end of ${years[years.length - 1]}.`);
  const weights = years.map((year) => weightsOf(facts, pool, year));
  const idle = years.map((_, column) => toShare[column]?.value.isNil() === false && (weights[column] as (Exact | null)[]).every((weight) => weight === null || weight.isNil()));
  if (idle.includes(true)) {
    const unshared = years.filter((_, column) => idle[column]).join(", ");
    notes.push(`${pool.name} is not shared: nobody has a weight in it for ${unshared}.${pool.basis === "bed-weeks used" ? " Record the places used, and it is." : ""}`);
  }
  const members = facts.partners.map(({ name }, index) => ({ name, weights: weights.map((of) => of[index] ?? null) }));
  /** The first year that is not shared, or of which it is not known what there is to share: behind it no part is known, since each makes up for what was rounded before. */
  const open = years.findIndex((_, column) => idle[column] || unrounded[column] === null);
  // What is not shared yet takes no part in the running total of what is.
  const due = totals.map((total, column) => (idle[column] ? 0n : total));
  const parts = apportion(due, members, unit, pool.name).map(({ amounts }, index) => {
    const unknown = facts.partners[index]?.shares && idle.includes(true) && idle.every((each, column) => each || totals[column] === 0n);
    if (amounts === null && !unknown) return null;
    return years.map((_, column) => {
      const shared = toShare[column] ?? null;
      if (shared === null || (open !== -1 && column >= open && !shared.value.isNil())) return null;
      const pence = amounts?.[column] ?? 0n;
      const own = weights[column]?.[index];
      const together = (weights[column] as (Exact | null)[]).reduce<Exact>((total, weight) => (weight === null ? total : total.plus(weight)), Exact.nil);
      // In a year with nothing to share nobody need have a weight.
      if (!own || together.isNil()) return input(Exact.ratio(pence, 100n), "pounds");
      const count = weightUnits[pool.basis];
      const share = pool.basis === "stated shares" ? input(own, "percent") : quotient(input(own, { count }), input(together, { count }));
      return settled(product([named(`${pool.name} to be shared`, shared), share]), Exact.ratio(pence, 100n), "settled on the running total");
    });
  });
  return { pool, cost, grant, fee, toShare, unrounded, parts, notes };
}

function weightsOf(facts: ContributionFacts, pool: PoolFacts, year: FinancialYear): (Exact | null)[] {
  if (pool.basis !== "bed-weeks used") return weightsIn(facts, pool, year);
  const used = facts.bedWeeks.get(year);
  return facts.partners.map(({ id, shares }) => (shares ? (used?.get(id) ?? Exact.nil) : null));
}
