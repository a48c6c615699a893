// Partnerships: reading them, who pays what, splitting totals, adding, changing and removing.
import { randomUUID } from "node:crypto";
import { Arg, Args, Ctx, ID, Int, Mutation, Query, Resolver } from "type-graphql";
import { authorityById } from "../../db/authorities.ts";
import { dataVersion } from "../../db/changes.ts";
import { writeOnce } from "../../db/once.ts";
import type { On } from "../../db/open.ts";
import { type PartnershipWithParts, partnerships, type StatedPartnership, settlementRows } from "../../db/partnerships.ts";
import { requireOwn } from "../../db/parts.ts";
import { idsByName } from "../../db/whole.ts";
import { MoneyUnit } from "../../schema/enums.ts";
import { PageArguments } from "../../schema/page.ts";
import { Apportioned, type Partnership, PartnershipInput, PartnershipPage, Partnership as PartnershipType, WeightedMemberInput } from "../../schema/partnership.ts";
import { ReportTable } from "../../schema/reportTable.ts";
import { FinancialYearScalar, PenceScalar } from "../../schema/scalars.ts";
import { Key, Seen, WriteResult } from "../../schema/write.ts";
import type { Context } from "../context.ts";
import { contributionFacts } from "../contributionFacts.ts";
import { apportion, roundingUnits } from "../finance/apportion.ts";
import { contributionTable } from "../finance/contributions.ts";
import { Exact } from "../finance/exact.ts";
import { yearsFrom } from "../finance/financialYear.ts";
import { InputError } from "../finance/inputError.ts";
import { storablePence, type MoneyUnit as Unit } from "../finance/money.ts";
import { checkPartnership } from "../finance/partnership.ts";
import { nameGiven, nameIfGiven } from "../words.ts";
import { yearsAsked } from "./mediumTerm.ts";
import { written } from "./written.ts";

@Resolver()
export class PartnershipResolver {
  @Query(() => PartnershipPage, { description: "The partnerships that an authority leads." })
  partnerships(@Ctx() { db, viewer }: Context, @Arg("authority", () => ID, { description: "The lead." }) authorityId: string, @Args(() => PageArguments) page: PageArguments) {
    return db.read(async (on) => {
      await authorityById(on, viewer, authorityId);
      const found = await partnerships.page(on, viewer, authorityId, page);
      const nodes: Partnership[] = [];
      for (const each of found.nodes) nodes.push(await withPeriods(on, each));
      return { ...found, nodes };
    });
  }

  @Query(() => PartnershipType, { description: "One partnership." })
  partnership(@Ctx() { db, viewer }: Context, @Arg("id", () => ID, { description: "Its id." }) id: string): Promise<Partnership> {
    return db.read(async (on) => withPeriods(on, await partnerships.byId(on, viewer, id)));
  }

  @Query(() => ReportTable, {
    description:
      "Who pays what of a partnership's costs, year by year: each cost pool with what pays for it first, each member's part, and each member's contributions together. They add up to the penny, or to the unit that contributions are rounded to.",
  })
  contributionTable(
    @Ctx() { db, viewer }: Context,
    @Arg("partnership", () => ID, { description: "The partnership." }) id: string,
    @Arg("from", () => FinancialYearScalar, { nullable: true, description: "The first year; the partnership's where nothing is said." }) from?: string,
    @Arg("years", () => Int, { nullable: true, description: "How many years: 1 to 30; the partnership's where nothing is said." }) years?: number,
    @Arg("unit", () => MoneyUnit, { nullable: true, description: "What the money is shown in; pounds where nothing is said." }) unit?: Unit,
  ): Promise<ReportTable> {
    return db.read(async (on) => {
      const held = await partnerships.byId(on, viewer, id);
      const asked = yearsFrom(from ?? held.firstYear, yearsAsked(years ?? held.yearCount));
      const facts = await contributionFacts(on, held, asked[asked.length - 1] as string);
      const table = contributionTable(facts, { from: asked[0] as string, years: asked.length, unit: unit ?? "pounds" });
      return { ...table, dataVersion: await dataVersion(on) };
    });
  }

  @Query(() => Apportioned, {
    description:
      "Splits totals among members by their weights, to the last unit: cumulative largest remainder, so that running totals stay within one unit of each exact share. Nothing is stored.",
  })
  apportion(
    @Arg("totals", () => [PenceScalar], { description: "The totals, one a period." }) totals: number[],
    @Arg("members", () => [WeightedMemberInput], { description: "The members, in the order that decides ties." }) members: WeightedMemberInput[],
    @Arg("roundTo", () => PenceScalar, { nullable: true, description: "Amounts are whole multiples of so many pence: 1, 100, 1000 or 100000; 1 where nothing is said." })
    roundTo?: number,
  ): Apportioned {
    const unit = roundTo ?? 1;
    if (!(roundingUnits as readonly number[]).includes(unit))
      throw new InputError("roundTo", "Amounts are whole multiples of 1, 100, 1000 or 100000 pence: a penny, £1, £10 or £1,000.");
    if (totals.length === 0 || totals.length > 400) throw new InputError("totals", "Give 1 to 400 totals.");
    if (members.length > 1_000) throw new InputError("members", "At most 1,000 members share a total.");
    const weighted = members.map(({ name, weight }, index) => {
      const own = weight === undefined || weight === null ? null : Exact.decimal(weight, `members[${index}].weight`);
      return { name: nameGiven(name, `members[${index}].name`), weights: totals.map(() => own) };
    });
    const parts = withoutPrefix(() =>
      apportion(
        totals.map((total, index) => BigInt(storablePence(total, `totals[${index}]`))),
        weighted,
        BigInt(unit),
        "",
      ),
    );
    return {
      members: parts.map(({ name, amounts, exact }) => ({
        name,
        amountsPence: amounts?.map(Number) ?? null,
        exactPence: amounts === null ? null : exact.toString(),
      })),
      rule: "Each running total is the exact share of the running total rounded down, and the units left over go to the largest remainders; ties go by the order given.",
    };
  }

  @Mutation(() => WriteResult, { description: "Adds a partnership that an authority leads." })
  async createPartnership(
    @Ctx() { db, viewer }: Context,
    @Arg("authority", () => ID, { description: "The lead." }) authorityId: string,
    @Arg("input", () => PartnershipInput, { description: "The partnership." }) input: PartnershipInput,
    @Key() key?: string,
  ): Promise<WriteResult> {
    const id = randomUUID();
    const kept = await writeOnce(db, viewer, key, authorityId, async (on) => {
      await authorityById(on, viewer, authorityId);
      await requireOwn(on, authorityId, "arrangement", input.arrangementId, "input.arrangementId");
      for (const [index, { memberId }] of input.partners.entries()) if (memberId) await authorityById(on, viewer, memberId, `input.partners[${index}].memberId`);
      return partnerships.create(on, viewer, authorityId, id, statedPartnership(input, null));
    });
    return written(kept, id);
  }

  @Mutation(() => WriteResult, { description: "Puts this in place of a partnership. Members and pools are known by their id or their name." })
  async changePartnership(
    @Ctx() { db, viewer }: Context,
    @Arg("id", () => ID, { description: "The partnership." }) id: string,
    @Arg("input", () => PartnershipInput, { description: "The whole of it, as it is to be." }) input: PartnershipInput,
    @Seen() seen: number,
    @Key() key?: string,
  ): Promise<WriteResult> {
    const kept = await writeOnce(db, viewer, key, id, async (on) => {
      const held = await partnerships.byId(on, viewer, id);
      await requireOwn(on, held.authorityId, "arrangement", input.arrangementId, "input.arrangementId");
      for (const [index, { memberId }] of input.partners.entries()) {
        if (memberId && !held.partners.some((each) => each.memberId === memberId)) await authorityById(on, viewer, memberId, `input.partners[${index}].memberId`);
      }
      return partnerships.change(on, viewer, id, statedPartnership(input, held), seen);
    });
    return written(kept, id);
  }

  @Mutation(() => WriteResult, { description: "Removes a partnership in which nothing was used or settled. `undoBatch` brings it back." })
  async removePartnership(
    @Ctx() { db, viewer }: Context,
    @Arg("id", () => ID, { description: "The partnership." }) id: string,
    @Seen() seen: number,
    @Key() key?: string,
  ): Promise<WriteResult> {
    return written(await writeOnce(db, viewer, key, id, (on) => partnerships.remove(on, viewer, id, seen)), id);
  }
}

async function withPeriods(on: On, held: PartnershipWithParts): Promise<Partnership> {
  const { periods, upFront } = await settlementRows(on, held.id);
  return { ...held, periods: periods.map((period) => ({ ...period, upFront: upFront.filter((each) => each.periodId === period.id) })) };
}

/** The names of fields of a stateless question stand below nothing. */
function withoutPrefix<Result>(run: () => Result): Result {
  try {
    return run();
  } catch (error) {
    throw error instanceof InputError ? new InputError(error.field.replace(/^\./, ""), error.message) : error;
  }
}

/** The partnership as it is to be stored, with names in place of ids where parts name each other. @throws InputError naming the field at fault. */
function statedPartnership(input: PartnershipInput, held: PartnershipWithParts | null): StatedPartnership {
  const partners = input.partners.map((each, index) => ({ ...each, name: nameGiven(each.name, `input.partners[${index}].name`) }));
  const pools = (input.pools ?? []).map((each, index) => ({ ...each, name: nameGiven(each.name, `input.pools[${index}].name`) }));
  for (const [index, { id }] of partners.entries())
    if (id && !held?.partners.some((each) => each.id === id))
      throw new InputError(`input.partners[${index}].id`, "This partnership has no such member. Leave the id out for a new one.");
  for (const [index, { id }] of pools.entries())
    if (id && !held?.pools.some((each) => each.id === id)) throw new InputError(`input.pools[${index}].id`, "This partnership has no such pool. Leave the id out for a new one.");
  const partnerIds = idsByName(held?.partners ?? [], partners);
  const poolIds = idsByName(held?.pools ?? [], pools);
  const found = (ids: Map<string, string>, name: string, field: string, what: string): string => {
    const id = ids.get(nameGiven(name, `input.${field}`));
    if (id === undefined) throw new InputError(`input.${field}`, `There is no ${what} “${name.slice(0, 60)}” among these. Name one of them.`);
    return id;
  };
  const stated: StatedPartnership = {
    name: nameGiven(input.name, "input.name"),
    arrangementId: input.arrangementId ?? null,
    firstYear: input.firstYear,
    yearCount: input.yearCount,
    roundToPence: input.roundToPence ?? 1,
    settledBy: input.settledBy ?? "places allocated",
    internalPricePounds: input.internalPricePounds ?? null,
    outsidePricePounds: input.outsidePricePounds ?? null,
    outsideFeePounds: input.outsideFeePounds ?? null,
    source: nameIfGiven(input.source, "input.source"),
    partners: partners.map(({ name, memberId, shares }) => ({ id: partnerIds.get(name) as string, name, memberId: memberId ?? null, shares: shares ?? true })),
    pools: pools.map(({ name, kind, basis }) => ({ id: poolIds.get(name) as string, name, kind, basis })),
    amounts: (input.amounts ?? []).map(({ pool, year, amountPence }, index) => ({ poolId: found(poolIds, pool, `amounts[${index}].pool`, "pool"), year, amountPence })),
    weights: (input.weights ?? []).map(({ pool, partner, fromYear, weight }, index) => ({
      poolId: found(poolIds, pool, `weights[${index}].pool`, "pool"),
      partnerId: found(partnerIds, partner, `weights[${index}].partner`, "member"),
      fromYear: fromYear ?? null,
      weight,
    })),
    grants: (input.grants ?? []).map(({ pool, name, year, amountPence, condition }, index) => ({
      poolId: found(poolIds, pool, `grants[${index}].pool`, "pool"),
      name: nameGiven(name, `input.grants[${index}].name`),
      year,
      amountPence,
      condition: condition ?? "none",
    })),
    fees: (input.fees ?? []).map(({ pool, buyer, year, amountPence }, index) => ({
      poolId: found(poolIds, pool, `fees[${index}].pool`, "pool"),
      buyer: nameGiven(buyer, `input.fees[${index}].buyer`),
      year,
      amountPence,
    })),
    allocations: (input.allocations ?? []).map(({ partner, places, startsOn, endsOn }, index) => ({
      partnerId: found(partnerIds, partner, `allocations[${index}].partner`, "member"),
      places,
      startsOn,
      endsOn: endsOn ?? null,
    })),
  };
  checkPartnership(stated as StatedPartnership & Parameters<typeof checkPartnership>[0], "input");
  return stated;
}
