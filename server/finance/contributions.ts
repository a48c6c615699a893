// Who pays what of a partnership's costs, year by year: each cost pool on its own basis, grants first, then fees from outside, then the members.
import { apportion } from "./apportion.ts";
import { Exact } from "./exact.ts";
import { deducted, type Figure, input, named, product, quotient, settled, sum } from "./figure.ts";
import { type FinancialYear, startOf, yearsFrom } from "./financialYear.ts";
import { listed } from "./listed.ts";
import { type MoneyUnit, poundsAndPence, unitSaid } from "./money.ts";
import { type PartnershipFacts, type PoolFacts, weightsIn } from "./partnership.ts";
import { roundingNotes, type Total } from "./roundingNotes.ts";
import { ReportCell, type ReportRow, type ReportTable, type RowKind } from "./table.ts";

export interface ContributionFacts extends PartnershipFacts {
  source: string | null;
  /** What the commitments in each pool come to, by pool and year. */
  committed: ReadonlyMap<string, ReadonlyMap<FinancialYear, Figure>>;
  /** The bed-weeks that each member used, by year and member, for pools on that basis. */
  bedWeeks: ReadonlyMap<FinancialYear, ReadonlyMap<string, Exact>>;
}

/** One pool over the years: what it costs, what pays for it first, and each member's part. Null parts are no share; a null figure is a part that is not known. */
interface PoolShares {
  readonly pool: PoolFacts;
  readonly cost: readonly Figure[];
  readonly grant: readonly Figure[];
  readonly fee: readonly Figure[];
  readonly toShare: readonly Figure[];
  /** By the end of each year, how much more is to be paid than was shared in whole units; below nil it is less. */
  readonly unrounded: readonly Exact[];
  readonly parts: readonly (readonly (Figure | null)[] | null)[];
  readonly notes: readonly string[];
}

/**
 * The contributions of a partnership, from `from` for so many years. They are worked out from the earliest year on of which anything is
 * held, on the running total, so that what is shown does not depend on the years asked for. Grant that is not used up is carried on within
 * its pool; an awaited one is not counted. A year in which nobody has a weight is not shared: its parts are not known, and nor is a total of
 * them. Source: Havering 5.10 and 5.11.
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
  const add = (...added: Parameters<typeof row>) => {
    const made = row(...added);
    rows.push(made);
    return made;
  };
  for (const each of pools) {
    const { id, name, basis } = each.pool;
    rows.push({ key: `pool:${id}`, kind: "heading", level: 0, label: name, status: basisSaid[basis], subjectId: id, cells: shown.map(() => ReportCell.words("")) });
    const parts = [add(`cost:${id}`, "line", 1, `Cost of ${name.toLowerCase()}`, each.cost)];
    if (each.grant.some((figure) => !figure.value.isNil())) parts.push(add(`grant:${id}`, "line", 1, "Grant", each.grant));
    if (each.fee.some((figure) => !figure.value.isNil())) parts.push(add(`fee:${id}`, "line", 1, "Fees from outside", each.fee));
    const toShare = add(`toShare:${id}`, "subtotal", 1, `${name} to be shared`, each.toShare);
    const members = facts.partners.map((partner, index) => add(`share:${id}:${partner.id}`, "line", 1, partner.name, each.parts[index] ?? null, partner.id));
    // Of a year whose parts are not known nothing is said of their sum.
    const known = toShare.cells.map((cell, column) => (each.parts.some((part) => part?.[skip + column] === null) ? ReportCell.words("") : cell));
    if (each.parts.some((part) => part !== null)) totals.push({ row: { ...toShare, cells: known }, parts: members });
  }
  const together = facts.partners.map((partner, index) => {
    const parts = pools.flatMap(({ pool, parts }) => (parts[index] ? [{ pool, figures: parts[index] }] : []));
    const figures = parts.length === 0 ? null : all.map((_, column) => sumOfKnown(parts.map(({ pool, figures }) => ({ name: pool.name, figure: figures[column] ?? null }))));
    return { partner, figures };
  });
  if (pools.length > 0) {
    rows.push({ key: "contributions", kind: "heading", level: 0, label: "Contributions", status: null, subjectId: null, cells: shown.map(() => ReportCell.words("")) });
    const members = together.map(({ partner, figures }) => add(`partner:${partner.id}`, "line", 1, partner.name, figures, partner.id));
    const total = add(
      "total",
      "total",
      0,
      "Total contributions",
      all.map((_, column) => sumOfKnown(together.flatMap(({ partner, figures }) => (figures === null ? [] : [{ name: partner.name, figure: figures[column] ?? null }])))),
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
      ...pools.flatMap(({ pool, unrounded, notes }) => [...unroundedNotes(facts, pool, shown, unrounded.slice(skip)), ...notes]),
      ...roundingNotes(totals, options.unit, shown),
    ],
  };
}

/** What whole amounts leave out or ask ahead, which a member with a large share feels by more than one of them. */
function unroundedNotes({ roundToPence }: PartnershipFacts, pool: PoolFacts, years: readonly FinancialYear[], unrounded: readonly Exact[]): string[] {
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

/** A sum in which one part is not known is not known. */
function sumOfKnown(parts: readonly { name: string; figure: Figure | null }[]): Figure | null {
  const figures = parts.flatMap(({ name, figure }) => (figure === null ? [] : [named(name, figure)]));
  return figures.length < parts.length ? null : sum(figures);
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
  const amounts = new Map(facts.amounts.filter((each) => each.poolId === pool.id).map((each) => [each.year, each.amountPence]));
  const committed = facts.committed.get(pool.id);
  const cost = years.map((year) => {
    const amount = amounts.get(year);
    const commitments = committed?.get(year);
    return sum([...(amount === undefined ? [] : [input(Exact.pence(amount), "pounds")]), ...(commitments ? (commitments.kind === "sum" ? commitments.of : [commitments]) : [])]);
  });
  const { grant, fee, unspent } = fundedFirst(facts, pool, years, cost, notes);
  // Whole units on the running total: what is rounded away in one year comes back in a later one.
  const unit = BigInt(facts.roundToPence);
  let exact = Exact.nil;
  let running = 0n;
  const totals: bigint[] = [];
  const unrounded: Exact[] = [];
  const toShare = years.map((_, column) => {
    const left = sum([named("Cost", cost[column] as Figure), ...[grant[column] as Figure, fee[column] as Figure].filter((figure) => !figure.value.isNil())]);
    exact = exact.plus(left.value);
    const now = exact.times(Exact.ratio(100n, unit)).rounded(0) * unit;
    const due = now - running;
    running = now;
    totals.push(due);
    unrounded.push(exact.minus(Exact.ratio(now, 100n)));
    const value = Exact.ratio(due, 100n);
    return value.equals(left.value) ? left : settled(left, value, `in whole amounts of ${poundsAndPence(Exact.pence(facts.roundToPence))} on the running total`);
  });
  if (unspent.compare(Exact.nil) > 0) notes.push(`${pool.name}: ${poundsAndPence(unspent)} of grant and fees is not used by the end of ${years[years.length - 1]}.`);
  const weights = years.map((year) => weightsOf(facts, pool, year));
  const idle = years.map((_, column) => totals[column] !== 0n && (weights[column] as (Exact | null)[]).every((weight) => weight === null || weight.isNil()));
  if (idle.includes(true)) {
    const unshared = years.filter((_, column) => idle[column]).join(", ");
    notes.push(`${pool.name} is not shared: nobody has a weight in it for ${unshared}.${pool.basis === "bed-weeks used" ? " Record the places used, and it is." : ""}`);
  }
  const members = facts.partners.map(({ name }, index) => ({ name, weights: weights.map((of) => of[index] ?? null) }));
  // What is not shared yet takes no part in the running total of what is.
  const due = totals.map((total, column) => (idle[column] ? 0n : total));
  const parts = apportion(due, members, unit, pool.name).map(({ amounts }, index) => {
    const unknown = facts.partners[index]?.shares && idle.includes(true) && idle.every((each, column) => each || totals[column] === 0n);
    if (amounts === null && !unknown) return null;
    return years.map((_, column) => {
      if (idle[column]) return null;
      const pence = amounts?.[column] ?? 0n;
      const own = weights[column]?.[index];
      const together = (weights[column] as (Exact | null)[]).reduce<Exact>((total, weight) => (weight === null ? total : total.plus(weight)), Exact.nil);
      // In a year with nothing to share nobody need have a weight.
      if (!own || together.isNil()) return input(Exact.ratio(pence, 100n), "pounds");
      const count = weightUnits[pool.basis];
      const share = pool.basis === "stated shares" ? input(own, "percent") : quotient(input(own, { count }), input(together, { count }));
      return settled(product([named(`${pool.name} to be shared`, toShare[column] as Figure), share]), Exact.ratio(pence, 100n), "settled on the running total");
    });
  });
  return { pool, cost, grant, fee, toShare, unrounded, parts, notes };
}

/** Grants come first and fees next, each as far as the cost goes; what is left of them is carried on to the next year. */
function fundedFirst(facts: ContributionFacts, pool: PoolFacts, years: readonly FinancialYear[], cost: readonly Figure[], notes: string[]) {
  const grants = facts.grants.filter((each) => each.poolId === pool.id);
  const fees = facts.fees.filter((each) => each.poolId === pool.id);
  for (const { name, amountPence, year, condition } of grants) {
    if (condition === "awaited") notes.push(`${name}, ${poundsAndPence(Exact.pence(amountPence))} in ${year}, depends on a condition that has yet to be met, and is not counted.`);
    if (condition === "not met") notes.push(`${name}, ${poundsAndPence(Exact.pence(amountPence))} in ${year}, does not come: its condition was not met.`);
  }
  const purse = (rows: readonly { name: string; year: FinancialYear; amountPence: number }[]) => {
    let carried = Exact.nil;
    return {
      left: () => carried,
      pay(year: FinancialYear, need: Exact): Figure {
        const coming = rows.filter((each) => each.year === year).map((each) => named(each.name, input(Exact.pence(each.amountPence), "pounds")));
        const held = sum([...(carried.isNil() ? [] : [named("Carried on", input(carried, "pounds"))]), ...coming]);
        const paid = held.value.compare(need) > 0 ? need : held.value;
        carried = held.value.minus(paid);
        return deducted(paid.equals(held.value) ? held : settled(held, paid, "as far as the cost goes"));
      },
    };
  };
  const counted = purse(grants.filter(({ condition }) => condition === "none" || condition === "met"));
  const outside = purse(fees.map(({ buyer, year, amountPence }) => ({ name: buyer, year, amountPence })));
  const grant: Figure[] = [];
  const fee: Figure[] = [];
  for (const [column, year] of years.entries()) {
    const need = (cost[column] as Figure).value;
    const paid = counted.pay(year, need);
    grant.push(paid);
    fee.push(outside.pay(year, need.plus(paid.value)));
  }
  return { grant, fee, unspent: counted.left().plus(outside.left()) };
}

function weightsOf(facts: ContributionFacts, pool: PoolFacts, year: FinancialYear): (Exact | null)[] {
  if (pool.basis !== "bed-weeks used") return weightsIn(facts, pool, year);
  const used = facts.bedWeeks.get(year);
  return facts.partners.map(({ id, shares }) => (shares ? (used?.get(id) ?? Exact.nil) : null));
}
