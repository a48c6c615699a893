import { Arg, Args, Ctx, ID, Int, Query, Resolver } from "type-graphql";
import { authorityById } from "../../db/authorities.ts";
import type { On } from "../../db/engine/open.ts";
import { type PartnershipWithParts, partnerships, settlementRows } from "../../db/partnerships.ts";
import { dataVersion } from "../../db/read/numbers.ts";
import { MoneyUnit } from "../../schema/enums.ts";
import { Apportioned, type Partnership, PartnershipPage, Partnership as PartnershipType, partnershipNoun, WeightedMemberInput } from "../../schema/nouns/partnership.ts";
import { PageArguments } from "../../schema/page.ts";
import { FinancialYearScalar, PenceScalar } from "../../schema/scalars.ts";
import { ReportTable } from "../../schema/tables/reportTable.ts";
import { nameGiven } from "../entry/words.ts";
import { apportion, roundingUnits } from "../finance/apportion.ts";
import { contributionTable } from "../finance/contributions.ts";
import { Exact } from "../finance/exact.ts";
import { yearsFrom } from "../finance/financialYear.ts";
import { InputError } from "../finance/inputError.ts";
import { storablePence, type MoneyUnit as Unit } from "../finance/money.ts";
import { checkPartnership } from "../finance/partnership.ts";
import type { Context } from "../http/context.ts";
import { contributionFacts } from "../tables/contributionFacts.ts";
import { yearsAsked } from "./mediumTerm.ts";
import { nounWrites } from "./nounWrites.ts";

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
      return { ...table, dataVersion: await dataVersion(on, held.authorityId) };
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

export const PartnershipWrites = nounWrites(partnershipNoun, partnerships, {
  create: "Adds a partnership that an authority leads.",
  change: "Puts this in place of a partnership. Members and pools are known by their id or their name.",
  remove: "Removes a partnership in which nothing was used or settled. `undoBatch` brings it back.",
  whose: "The lead.",
  async check(wanted, { on, viewer, held }) {
    // A member that is an authority here stays, also where whoever changes the rest may not see it.
    const known = new Set((held?.partners ?? []).map(({ memberId }) => memberId));
    for (const [index, { memberId }] of wanted.partners.entries())
      if (memberId && !known.has(memberId)) await authorityById(on, viewer, memberId, `input.partners[${index}].memberId`);
    checkPartnership(wanted, "input");
    return wanted;
  },
});
