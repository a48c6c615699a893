// Settlements: places used, periods, what each member owes, and the statements that are issued and never rewritten.
import { Arg, Args, Ctx, ID, Mutation, Query, Resolver } from "type-graphql";
import { authorityById } from "../../db/authorities.ts";
import { type Batch, dataVersion, type FactTable } from "../../db/changes.ts";
import { writeOnce } from "../../db/once.ts";
import type { On } from "../../db/open.ts";
import {
  issueStatements,
  type PartnershipWithParts,
  partnerships,
  periodById,
  placeUses,
  recordUses,
  type SettlementRows,
  settlementRows,
  writePeriod,
} from "../../db/partnerships.ts";
import { Refusal } from "../../db/refusal.ts";
import type { Row } from "../../db/tables.ts";
import { MoneyUnit } from "../../schema/enums.ts";
import { PageArguments } from "../../schema/page.ts";
import { PlaceUseInput, PlaceUsePage, SettlementPeriodInput } from "../../schema/partnership.ts";
import { Settlement } from "../../schema/settlement.ts";
import { Key, Seen, SeenIfThere, WriteResult } from "../../schema/write.ts";
import type { Context } from "../context.ts";
import { Exact } from "../finance/exact.ts";
import { type FinancialYear, yearOf } from "../finance/financialYear.ts";
import { InputError } from "../finance/inputError.ts";
import { storablePence, type MoneyUnit as Unit } from "../finance/money.ts";
import { checkPartnership, weightsIn } from "../finance/partnership.ts";
import { checkPeriods, checkUses, type RuledPeriod, type SettlementFacts, type SettlementRules, settlement } from "../finance/settlement.ts";
import { internalMarket, settlementTable, statement } from "../finance/settlementTable.ts";
import { nameGiven } from "../words.ts";
import { contributionFacts } from "./contributionFacts.ts";
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
      await checkRecorded(on, viewer, id, () => "uses", "periods");
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
      await checkRecorded(on, viewer, id, (field) => field.replace(/^period/, "input"), "periods");
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

/**
 * Checks what is recorded of a partnership after a change of anything that it follows from: what was used has its places and its prices, and
 * what the periods cost has somebody to bear it, so that every statement can be made.
 * @throws InputError naming the field that `said` makes of the one at fault.
 */
export async function checkRecorded(
  on: On,
  viewer: Context["viewer"],
  partnershipId: string,
  said: (field: string) => string,
  of: "whole" | "uses" | "periods" = "uses",
): Promise<void> {
  const held = await partnerships.byId(on, viewer, partnershipId);
  const rows = await settlementRows(on, partnershipId);
  const lead = await leadOf(on, viewer, held);
  const last = rows.periods[rows.periods.length - 1];
  try {
    if (of === "whole") checkPartnership(held, "partnership");
    if (of !== "periods") checkUses(held, rows.uses, "uses", issuedPeriods(rows, lead));
    if (last) settlement(await settlementFacts(on, held, rows, last, lead));
  } catch (error) {
    throw error instanceof InputError ? new InputError(said(error.field), error.message) : error;
  }
}

/** The tables that the settlements of a partnership follow from. */
const settledFrom: readonly FactTable[] = ["partnership", "partner", "costPool", "poolAmount", "poolWeight", "allocation", "placeUse", "settlementPeriod"];

/** Checks the partnerships that a batch touched, for one that is taken back: nobody has checked what it leaves. @throws InputError naming the batch. */
export async function checkTouchedPartnerships(on: On, viewer: Context["viewer"], { authorityId, changes }: Batch): Promise<void> {
  const touched = changes.filter(({ table }) => settledFrom.includes(table));
  if (touched.length === 0) return;
  for (const held of await partnerships.all(on, viewer, authorityId)) {
    const { uses, periods } = await settlementRows(on, held.id);
    const { partners, pools, amounts, weights, allocations } = held;
    const ids = new Set([held, ...partners, ...pools, ...amounts, ...weights, ...allocations, ...uses, ...periods].map(({ id }) => id));
    if (!touched.some(({ id, from }) => ids.has(id) || (from as { partnershipId?: string } | null)?.partnershipId === held.id)) continue;
    await checkRecorded(on, viewer, held.id, () => "batch", "whole");
  }
}

function issuedPeriods(rows: SettlementRows, lead: SettlementFacts["lead"]): RuledPeriod[] {
  return rows.periods.flatMap(({ issuedFacts, ...period }) => (issuedFacts === null ? [] : [{ ...period, rules: issuedRules(issuedFacts, lead) }]));
}

async function leadOf(on: On, viewer: Context["viewer"], held: PartnershipWithParts): Promise<SettlementFacts["lead"]> {
  const own = held.partners.find((partner) => partner.memberId === held.authorityId);
  return own ? { id: own.id, name: own.name } : { id: null, name: (await authorityById(on, viewer, held.authorityId)).name };
}

/**
 * What the statements of a period are made of: every period up to it, and what was issued before. A period that was issued is settled by the
 * rules that it was issued by; what was used, held and paid is taken as it now stands.
 */
async function settlementFacts(on: On, held: PartnershipWithParts, rows: SettlementRows, period: Row<"settlementPeriod">, lead: SettlementFacts["lead"]): Promise<SettlementFacts> {
  const periods: RuledPeriod[] = [];
  for (const each of rows.periods.filter(({ startsOn }) => startsOn <= period.startsOn)) {
    const { id, name, startsOn, endsOn, costPence, administrationPence } = each;
    const rules = each.issuedFacts === null ? await rulesNow(on, held, yearOf(startsOn)) : issuedRules(each.issuedFacts, lead);
    periods.push({ id, name, startsOn, endsOn, costPence, administrationPence, rules });
  }
  const ids = new Set(periods.map((each) => each.id));
  return {
    name: held.name,
    source: held.source,
    lead,
    allocations: held.allocations.map(({ partnerId, places, startsOn, endsOn }) => ({ partnerId, places, startsOn, endsOn })),
    uses: rows.uses
      .filter((use) => use.startsOn <= period.endsOn)
      .map(({ userId, buyer, hostId, places, startsOn, endsOn }) => ({ userId, buyer, hostId, places, startsOn, endsOn })),
    periods,
    upFront: rows.upFront.filter((each) => ids.has(each.periodId)).map(({ periodId, partnerId, amountPence }) => ({ periodId, partnerId, amountPence })),
    issued: rows.statements
      .filter((each) => ids.has(each.periodId) && each.periodId !== period.id)
      .map(({ periodId, partnerId, balancePence }) => ({ periodId, partnerId, balancePence })),
  };
}

/** The rules as the partnership states them now, with the weights of a year. */
async function rulesNow(on: On, held: PartnershipWithParts, year: FinancialYear): Promise<SettlementRules> {
  const { settledBy, internalPricePounds, outsidePricePounds, outsideFeePounds } = held;
  const partners = held.partners.map(({ id, name, shares }) => ({ id, name, shares }));
  const pools = held.pools.filter(({ kind }) => kind === "administration");
  const costs = pools.length > 1 ? await contributionFacts(on, held, year) : null;
  const administration = pools.map((pool) => {
    const amount = costs?.amounts.find((each) => each.poolId === pool.id && each.year === year)?.amountPence ?? 0;
    const part = Exact.pence(amount).plus(costs?.committed.get(pool.id)?.get(year)?.value ?? Exact.nil);
    return { id: pool.id, name: pool.name, part, weights: pool.basis === "bed-weeks used" ? null : weightsIn(held, pool, year) };
  });
  // Where nothing is said of administration, those that carry a share carry it equally.
  const equally = { id: "", name: "Administration", part: Exact.nil, weights: partners.map(({ shares }) => (shares ? Exact.one : null)) };
  return { settledBy, internalPricePounds, outsidePricePounds, outsideFeePounds, partners, administration: administration.length > 0 ? administration : [equally] };
}

type KeptPool = { id: string; name: string; part: string; weights: (string | null)[] | null };
type KeptFacts = Omit<SettlementFacts, "periods"> & {
  periods: (Omit<RuledPeriod, "rules"> & { rules: Omit<SettlementRules, "administration"> & { administration: KeptPool[] } })[];
};
/** Before a period had rules of its own, one set of them stood beside the periods. */
type OlderFacts = Omit<SettlementFacts, "periods" | "lead"> &
  Omit<SettlementRules, "administration"> & { periods: Omit<RuledPeriod, "rules">[]; administration: (string | null)[]; lead?: undefined };

/** The facts that were kept when the statements were issued. `lead` is for those that were kept without theirs. */
function readIssued(kept: string, lead: SettlementFacts["lead"]): SettlementFacts {
  const facts = JSON.parse(kept) as KeptFacts | OlderFacts;
  if (facts.lead === undefined) {
    const { settledBy, internalPricePounds, outsidePricePounds, outsideFeePounds, partners, administration, periods, ...more } = facts;
    const pool = { id: "", name: "Administration", part: Exact.nil, weights: administration.map(readWeight) };
    const rules = { settledBy, internalPricePounds, outsidePricePounds, outsideFeePounds, partners, administration: [pool] };
    return { ...more, lead, periods: periods.map((period) => ({ ...period, rules })) };
  }
  const readPool = (pool: KeptPool) => ({ ...pool, part: readWeight(pool.part) as Exact, weights: pool.weights?.map(readWeight) ?? null });
  return { ...facts, periods: facts.periods.map((period) => ({ ...period, rules: { ...period.rules, administration: period.rules.administration.map(readPool) } })) };
}

function issuedRules(kept: string, lead: SettlementFacts["lead"]): SettlementRules {
  const { periods } = readIssued(kept, lead);
  return (periods[periods.length - 1] as RuledPeriod).rules;
}

function readWeight(kept: string | null): Exact | null {
  if (kept === null) return null;
  const [numerator, denominator] = kept.split("/") as [string, string];
  return Exact.ratio(BigInt(numerator), BigInt(denominator));
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
