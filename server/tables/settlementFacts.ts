// The facts that a partnership's statements are made from: its rules as they are, or as they were when a period was issued.
import { authorityById } from "../../db/authorities.ts";
import type { On } from "../../db/engine/open.ts";
import type { PartnershipWithParts, SettlementRows } from "../../db/partnerships.ts";
import type { Row } from "../../db/tables.ts";
import type { Viewer } from "../../db/viewer.ts";
import { Exact } from "../finance/exact.ts";
import { type FinancialYear, yearOf } from "../finance/financialYear.ts";
import { weightsIn } from "../finance/partnership.ts";
import { poolCost } from "../finance/poolCosts.ts";
import type { RuledPeriod, SettlementFacts, SettlementRules } from "../finance/settlement.ts";
import { contributionFacts } from "./contributionFacts.ts";

export function issuedPeriods(rows: SettlementRows, lead: SettlementFacts["lead"]): RuledPeriod[] {
  return rows.periods.flatMap(({ issuedFacts, ...period }) => (issuedFacts === null ? [] : [{ ...period, issued: true, rules: issuedRules(issuedFacts, lead) }]));
}

export async function leadOf(on: On, viewer: Viewer, held: PartnershipWithParts): Promise<SettlementFacts["lead"]> {
  const own = held.partners.find((partner) => partner.memberId === held.authorityId);
  return own ? { id: own.id, name: own.name } : { id: null, name: (await authorityById(on, viewer, held.authorityId)).name };
}

/**
 * What the statements of a period are made of: every period up to it, and what was issued before. A period that was issued is settled by the
 * rules that it was issued by; what was used, held and paid is taken as it now stands.
 */
export async function settlementFacts(
  on: On,
  held: PartnershipWithParts,
  rows: SettlementRows,
  period: Row<"settlementPeriod">,
  lead: SettlementFacts["lead"],
): Promise<SettlementFacts> {
  const periods: RuledPeriod[] = [];
  for (const each of rows.periods.filter(({ startsOn }) => startsOn <= period.startsOn)) {
    const { id, name, startsOn, endsOn, costPence, administrationPence } = each;
    const rules = each.issuedFacts === null ? await rulesNow(on, held, yearOf(startsOn)) : issuedRules(each.issuedFacts, lead);
    periods.push({ id, name, startsOn, endsOn, costPence, administrationPence, issued: each.issuedFacts !== null, rules });
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
    // Of a single pool nobody asks what part of administration it bears.
    const part = costs ? (poolCost(costs, pool, year)?.value ?? null) : Exact.nil;
    return { id: pool.id, name: pool.name, part, weights: pool.basis === "bed-weeks used" ? null : weightsIn(held, pool, year) };
  });
  // Where nothing is said of administration, those that carry a share carry it equally.
  const equally = { id: "", name: "Administration", part: Exact.nil, weights: partners.map(({ shares }) => (shares ? Exact.one : null)) };
  return { settledBy, internalPricePounds, outsidePricePounds, outsideFeePounds, partners, administration: administration.length > 0 ? administration : [equally] };
}

type KeptPool = { id: string; name: string; part: string | null; weights: (string | null)[] | null };
type KeptFacts = Omit<SettlementFacts, "periods"> & {
  periods: (Omit<RuledPeriod, "rules" | "issued"> & { rules: Omit<SettlementRules, "administration"> & { administration: KeptPool[] } })[];
};
/** Before a period had rules of its own, one set of them stood beside the periods. */
type OlderFacts = Omit<SettlementFacts, "periods" | "lead"> &
  Omit<SettlementRules, "administration"> & { periods: Omit<RuledPeriod, "rules" | "issued">[]; administration: (string | null)[]; lead?: undefined };

/** The facts that were kept when the statements were issued: of this period, and of those before it, which were issued first. `lead` is for those that were kept without theirs. */
export function readIssued(kept: string, lead: SettlementFacts["lead"]): SettlementFacts {
  const facts = JSON.parse(kept) as KeptFacts | OlderFacts;
  if (facts.lead === undefined) {
    const { settledBy, internalPricePounds, outsidePricePounds, outsideFeePounds, partners, administration, periods, ...more } = facts;
    const pool = { id: "", name: "Administration", part: Exact.nil, weights: administration.map(readWeight) };
    const rules = { settledBy, internalPricePounds, outsidePricePounds, outsideFeePounds, partners, administration: [pool] };
    return { ...more, lead, periods: periods.map((period) => ({ ...period, issued: true, rules })) };
  }
  // What was issued is settled for good: a pool without a cost bears none.
  const readPool = (pool: KeptPool) => ({ ...pool, part: readWeight(pool.part) ?? Exact.nil, weights: pool.weights?.map(readWeight) ?? null });
  return { ...facts, periods: facts.periods.map((period) => ({ ...period, issued: true, rules: { ...period.rules, administration: period.rules.administration.map(readPool) } })) };
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
