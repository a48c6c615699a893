// Settlements: places used, periods, what each member owes, and the statements that are issued and never rewritten.
import { Arg, Args, Ctx, ID, Mutation, Query, Resolver } from "type-graphql";
import { dataVersion } from "../../db/changes.ts";
import { writeOnce } from "../../db/once.ts";
import { issueStatements, type PartnershipWithParts, partnerships, periodById, placeUses, recordUses, settlementRows, writePeriod } from "../../db/partnerships.ts";
import { Refusal } from "../../db/refusal.ts";
import { MoneyUnit } from "../../schema/enums.ts";
import { PageArguments } from "../../schema/page.ts";
import { PlaceUseInput, PlaceUsePage, SettlementPeriodInput } from "../../schema/partnership.ts";
import { Settlement } from "../../schema/settlement.ts";
import { Key, Seen, SeenIfThere, WriteResult } from "../../schema/write.ts";
import type { Context } from "../context.ts";
import { Exact } from "../finance/exact.ts";
import { InputError } from "../finance/inputError.ts";
import { storablePence, type MoneyUnit as Unit } from "../finance/money.ts";
import { checkPeriods, checkUses, type RuledPeriod } from "../finance/settlement.ts";
import { internalMarket, settlementTable, statement } from "../finance/settlementTable.ts";
import { issuedPeriods, leadOf, readIssued, settlementFacts } from "../settlementFacts.ts";
import { nameGiven } from "../words.ts";
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
      const version = await dataVersion(on);
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
    @Arg("uses", () => [PlaceUseInput], { description: "The uses to add, and to put right by their id." }) uses: PlaceUseInput[],
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
    @Arg("input", () => SettlementPeriodInput, { description: "The period, as it is to be." }) input: SettlementPeriodInput,
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
    return written(kept);
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
      const balances = held.partners.map((partner) => ({ partnerId: partner.id, balancePence: storablePence(statement(facts, partner.id).balancePence, "period") }));
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

function statedUse(held: PartnershipWithParts, use: PlaceUseInput, at: string) {
  const member = (id: string, field: string) => {
    if (!held.partners.some((partner) => partner.id === id)) throw new InputError(`${at}.${field}`, "This partnership has no such member.");
    return id;
  };
  return {
    id: use.id ?? null,
    userId: use.userId ? member(use.userId, "userId") : null,
    buyer: use.buyer ? nameGiven(use.buyer, `${at}.buyer`) : null,
    hostId: member(use.hostId, "hostId"),
    places: use.places,
    startsOn: use.startsOn,
    endsOn: use.endsOn,
  };
}

function statedPeriod(held: PartnershipWithParts, input: SettlementPeriodInput) {
  const amount = (pence: number, field: string) => {
    if (storablePence(pence, field) < 0) throw new InputError(field, "The amount is below nil. Give what was paid as a positive amount.");
    return pence;
  };
  const upFront = (input.upFront ?? []).map(({ partnerId, amountPence }, index) => {
    const field = `input.upFront[${index}]`;
    if (!held.partners.some((partner) => partner.id === partnerId)) throw new InputError(`${field}.partnerId`, "This partnership has no such member.");
    if ((input.upFront ?? []).findIndex((each) => each.partnerId === partnerId) < index)
      throw new InputError(`${field}.partnerId`, "This member is listed twice. Give it one amount.");
    return { partnerId, amountPence: amount(amountPence, `${field}.amountPence`) };
  });
  return {
    name: nameGiven(input.name, "input.name"),
    startsOn: input.startsOn,
    endsOn: input.endsOn,
    costPence: amount(input.costPence, "input.costPence"),
    administrationPence: amount(input.administrationPence ?? 0, "input.administrationPence"),
    upFront,
  };
}
