// Settlements: places used, periods, what each member owes, and the statements that are issued and never rewritten.
import { Arg, Args, Ctx, ID, Mutation, Query, Resolver } from "type-graphql";
import { issueStatements, type PartnershipWithParts, partnerships, periodById, placeUses, recordUses, settlementRows, writePeriod } from "../../db/partnerships.ts";
import { dataVersion } from "../../db/read/numbers.ts";
import { writeOnce } from "../../db/write/once.ts";
import { Refusal } from "../../db/write/refusal.ts";
import { MoneyUnit } from "../../schema/enums.ts";
import type { InputOf } from "../../schema/nouns/noun.ts";
import { PlaceUsePage, periodNoun, placeUseNoun, Settlement } from "../../schema/nouns/settlement.ts";
import { PageArguments } from "../../schema/page.ts";
import { Key, Seen, SeenIfThere, WriteResult } from "../../schema/write.ts";
import { stated } from "../entry/stated.ts";
import { Exact } from "../finance/exact.ts";
import { InputError } from "../finance/inputError.ts";
import { storablePence, type MoneyUnit as Unit } from "../finance/money.ts";
import { checkPeriods, checkUses, type RuledPeriod } from "../finance/settlement.ts";
import { statement } from "../finance/settlementStatement.ts";
import { internalMarket, settlementTable } from "../finance/settlementTable.ts";
import type { Context } from "../http/context.ts";
import { issuedPeriods, leadOf, readIssued, settlementFacts } from "../tables/settlementFacts.ts";
import { seenNeeded, written } from "./written.ts";

@Resolver()
export class SettlementResolver {
  @Query(() => PlaceUsePage, { description: "What was used of a partnership's places, the earliest first." })
  placeUses(@Ctx() { db, viewer }: Context, @Arg("partnership", () => ID, { description: "The partnership." }) id: string, @Args(() => PageArguments) page: PageArguments) {
    return db.read(async (on) => {
      await partnerships.byId(on, viewer, id);
      return placeUses(on, viewer, id, page);
    });
  }

  @Query(() => Settlement, {
    description: "What each member of a partnership owes or is owed for a period, to the penny, with a statement for each. Of an issued period, as it was issued.",
  })
  settlement(
    @Ctx() { db, viewer }: Context,
    @Arg("period", () => ID, { description: "The period." }) periodId: string,
    @Arg("unit", () => MoneyUnit, { nullable: true, description: "What the money of the tables is shown in; pounds where nothing is said." }) unit?: Unit,
  ): Promise<Settlement> {
    return db.read(async (on) => {
      const period = await periodById(on, viewer, periodId);
      const held = await partnerships.byId(on, viewer, period.partnershipId);
      const lead = await leadOf(on, viewer, held);
      const facts = period.issuedFacts === null ? await settlementFacts(on, held, await settlementRows(on, held.id), period, lead) : readIssued(period.issuedFacts, lead);
      const version = await dataVersion(on, held.authorityId);
      const settled = facts.periods[facts.periods.length - 1] as RuledPeriod;
      return {
        period: {
          ...period,
          costPence: settled.costPence,
          administrationPence: settled.administrationPence,
          upFront: facts.upFront.filter((each) => each.periodId === period.id),
        },
        table: { ...settlementTable(facts, unit ?? "pounds"), dataVersion: version },
        market: { ...internalMarket(facts, unit ?? "pounds"), dataVersion: version },
        statements: settled.rules.partners.map((partner) => ({ ...statement(facts, partner.id), issued: period.issuedAt !== null })),
      };
    });
  }

  @Mutation(() => WriteResult, {
    description: "Records, corrects and removes uses of places as one batch: all of it or none. Statements that were issued stay; the next ones carry the difference.",
  })
  async recordPlaceUses(
    @Ctx() { db, viewer, limits }: Context,
    @Arg("partnership", () => ID, { description: "The partnership." }) id: string,
    @Arg("uses", () => [placeUseNoun.Input], { description: "The uses to add, and to put right by their id." }) uses: InputOf<typeof placeUseNoun>[],
    @Seen() seen: number,
    @Arg("removed", () => [ID], { nullable: true, description: "The uses to remove." }) removed?: string[],
    @Key() key?: string,
  ): Promise<WriteResult> {
    if (uses.length > limits.edits) throw new InputError("uses", `One batch records at most ${limits.edits} uses.`);
    const kept = await writeOnce(db, viewer, key, id, async (on) => {
      const held = await partnerships.byId(on, viewer, id);
      const wanted = uses.map((use, index) => statedUse(held, use, `uses[${index}]`));
      const rows = await settlementRows(on, id);
      const replaced = new Set([...wanted.flatMap((use) => (use.id ? [use.id] : [])), ...(removed ?? [])]);
      // The uses that stay come last, so that what is wrong is said of the use that was sent.
      checkUses(held, [...wanted, ...rows.uses.filter((use) => !replaced.has(use.id))], "uses", issuedPeriods(rows, await leadOf(on, viewer, held)));
      const recorded = await recordUses(on, viewer, held, { wanted, removed: removed ?? [] }, seen);
      return recorded;
    });
    return written(kept);
  }

  @Mutation(() => WriteResult, { description: "Adds a period to settle, or corrects what one cost and what was paid ahead for it." })
  async writeSettlementPeriod(
    @Ctx() { db, viewer }: Context,
    @Arg("partnership", () => ID, { description: "The partnership." }) id: string,
    @Arg("input", () => periodNoun.Input, { description: "The period, as it is to be." }) input: InputOf<typeof periodNoun>,
    @Arg("period", () => ID, { nullable: true, description: "The period to correct; left out for a new one." }) periodId?: string,
    @SeenIfThere() seen?: number,
    @Key() key?: string,
  ): Promise<WriteResult> {
    const kept = await writeOnce(db, viewer, key, id, async (on) => {
      const held = await partnerships.byId(on, viewer, id);
      const { periods } = await settlementRows(on, id);
      const stated = statedPeriod(held, input);
      checkPeriods(periods, { id: periodId ?? "", ...stated }, "input");
      const kept = await writePeriod(on, viewer, held, periodId ? { id: periodId, seen: seenNeeded(seen) } : null, stated);
      return kept;
    });
    return written(kept, "id" in kept ? kept.id : null);
  }

  @Mutation(() => WriteResult, { description: "Issues the statements of a period. They stay as they are for good: what is corrected later goes into the next period's." })
  async issueStatements(
    @Ctx() { db, viewer }: Context,
    @Arg("period", () => ID, { description: "The period." }) periodId: string,
    @Seen() seen: number,
    @Key() key?: string,
  ): Promise<WriteResult> {
    const kept = await writeOnce(db, viewer, key, periodId, async (on) => {
      const period = await periodById(on, viewer, periodId);
      const held = await partnerships.byId(on, viewer, period.partnershipId);
      const rows = await settlementRows(on, held.id);
      const waiting = rows.periods.find((each) => each.startsOn < period.startsOn && each.issuedAt === null);
      if (waiting) throw new Refusal("BAD_INPUT", "period", `Issue the statements of ${waiting.name} first: each period carries what was put right in those before it.`);
      const facts = await settlementFacts(on, held, rows, period, await leadOf(on, viewer, held));
      const balances = held.partners.map((partner) => {
        const { balancePence, sentence } = statement(facts, partner.id);
        if (balancePence === null) throw new Refusal("BAD_INPUT", "period", sentence);
        return { partnerId: partner.id, balancePence: storablePence(balancePence, "period") };
      });
      return issueStatements(
        on,
        viewer,
        held,
        period,
        balances,
        JSON.stringify(facts, (_, value) => (value instanceof Exact ? value.fraction() : value)),
        seen,
      );
    });
    return written(kept);
  }
}

/** @throws InputError unless every member named is one of the partnership's. */
function requireMembers(held: PartnershipWithParts, named: Readonly<Record<string, string | null>>): void {
  for (const [field, id] of Object.entries(named))
    if (id !== null && !held.partners.some((partner) => partner.id === id)) throw new InputError(field, "This partnership has no such member.");
}

function statedUse(held: PartnershipWithParts, given: InputOf<typeof placeUseNoun>, at: string) {
  const use = stated(placeUseNoun, given, at);
  requireMembers(held, { [`${at}.userId`]: use.userId, [`${at}.hostId`]: use.hostId });
  return { ...use, id: given.id ?? null };
}

function statedPeriod(held: PartnershipWithParts, input: InputOf<typeof periodNoun>) {
  const period = stated(periodNoun, input, "input");
  const amounts: [string, number][] = [
    ["costPence", period.costPence],
    ["administrationPence", period.administrationPence],
  ];
  for (const [index, { partnerId, amountPence }] of period.upFront.entries()) {
    const at = `input.upFront[${index}]`;
    requireMembers(held, { [`${at}.partnerId`]: partnerId });
    if (period.upFront.findIndex((each) => each.partnerId === partnerId) < index) throw new InputError(`${at}.partnerId`, "This member is listed twice. Give it one amount.");
    amounts.push([`upFront[${index}].amountPence`, amountPence]);
  }
  for (const [field, pence] of amounts) if (pence < 0) throw new InputError(`input.${field}`, "The amount is negative. Give what was paid as a positive amount.");
  return period;
}
