// Partnerships: members, cost pools and their bases, grants and fees; places allocated and used, and what was settled.
import type { Kinds } from "../engine/dialect.ts";
import type { declareArrangements } from "./arrangements.ts";
import { type declareAuthority, type Owner, pointing } from "./authorities.ts";
import { contributionBases, grantConditions, poolKinds, settlementBases } from "./choices.ts";

type Elsewhere = ReturnType<typeof declareAuthority> & ReturnType<typeof declareArrangements>;

export function declarePartnerships(k: Kinds, owner: Owner, { authority, arrangement }: Elsewhere) {
  const { of, partOf } = pointing(k);
  /** Authorities that buy together. It belongs to the lead, which contracts and pays. */
  const partnership = k.table(
    "partnership",
    {
      id: k.id().primaryKey(),
      authorityId: owner(),
      arrangementId: k.id().references(() => arrangement.id),
      name: k.text().notNull(),
      firstYear: k.financialYear().notNull(),
      yearCount: k.whole().notNull(),
      /** Contributions are in whole amounts of so many pence: 1, 100, 1,000 or 100,000. */
      roundToPence: k.pence().notNull(),
      settledBy: k.oneOf(settlementBases).notNull(),
      /** What a week in another member's place costs on the internal market, in pounds. */
      internalPricePounds: k.exact(),
      /** What an outside buyer pays for a week in a place, and towards administration for it. */
      outsidePricePounds: k.exact(),
      outsideFeePounds: k.exact(),
      source: k.text(),
      position: k.whole().notNull(),
    },
    (t) => [
      k.uniqueIndex("partnership_name").on(t.authorityId, t.name),
      k.index("partnership_order").on(t.authorityId, t.position, t.id),
      k.index("partnership_arrangement").on(t.arrangementId),
    ],
  );

  const partner = k.table(
    "partner",
    {
      id: k.id().primaryKey(),
      authorityId: owner(),
      partnershipId: partOf(() => partnership.id),
      name: k.text().notNull(),
      /** The authority itself, where Tabled holds it. */
      memberId: k.id().references(() => authority.id),
      /** False of a member that carries no share. */
      shares: k.flag().notNull(),
      position: k.whole().notNull(),
    },
    (t) => [
      k.index("partner_of").on(t.partnershipId, t.position),
      k.index("partner_owner").on(t.authorityId),
      k.uniqueIndex("partner_name").on(t.partnershipId, t.name),
      k.index("partner_member").on(t.memberId),
    ],
  );

  /** A cost with a basis of its own by which the members share it. */
  const costPool = k.table(
    "cost_pool",
    {
      id: k.id().primaryKey(),
      authorityId: owner(),
      partnershipId: partOf(() => partnership.id),
      name: k.text().notNull(),
      kind: k.oneOf(poolKinds).notNull(),
      basis: k.oneOf(contributionBases).notNull(),
      position: k.whole().notNull(),
    },
    (t) => [k.index("cost_pool_of").on(t.partnershipId, t.position), k.index("cost_pool_owner").on(t.authorityId), k.uniqueIndex("cost_pool_name").on(t.partnershipId, t.name)],
  );

  /** What a pool costs in a year beside the commitments in it. */
  const poolAmount = k.table(
    "pool_amount",
    {
      id: k.id().primaryKey(),
      authorityId: owner(),
      partnershipId: partOf(() => partnership.id),
      poolId: of(() => costPool.id),
      year: k.financialYear().notNull(),
      amountPence: k.pence().notNull(),
      position: k.whole().notNull(),
    },
    (t) => [k.uniqueIndex("pool_amount_year").on(t.poolId, t.year), k.index("pool_amount_of").on(t.partnershipId), k.index("pool_amount_owner").on(t.authorityId)],
  );

  /** A member's weight in a pool: places, population, or a share of 1. */
  const poolWeight = k.table(
    "pool_weight",
    {
      id: k.id().primaryKey(),
      authorityId: owner(),
      partnershipId: partOf(() => partnership.id),
      poolId: of(() => costPool.id),
      partnerId: of(() => partner.id),
      /** The year from which it holds; null for the first. */
      fromYear: k.financialYear(),
      weight: k.exact().notNull(),
      position: k.whole().notNull(),
    },
    (t) => [
      k.index("pool_weight_of").on(t.partnershipId),
      k.index("pool_weight_pool").on(t.poolId),
      k.index("pool_weight_partner").on(t.partnerId),
      k.index("pool_weight_owner").on(t.authorityId),
    ],
  );

  /** A grant that comes before contributions do. */
  const partnershipGrant = k.table(
    "partnership_grant",
    {
      id: k.id().primaryKey(),
      authorityId: owner(),
      partnershipId: partOf(() => partnership.id),
      poolId: of(() => costPool.id),
      name: k.text().notNull(),
      year: k.financialYear().notNull(),
      amountPence: k.pence().notNull(),
      condition: k.oneOf(grantConditions).notNull(),
      position: k.whole().notNull(),
    },
    (t) => [k.index("partnership_grant_of").on(t.partnershipId, t.position), k.index("partnership_grant_owner").on(t.authorityId), k.index("partnership_grant_pool").on(t.poolId)],
  );

  /** What an authority outside pays towards a pool. */
  const outsideFee = k.table(
    "outside_fee",
    {
      id: k.id().primaryKey(),
      authorityId: owner(),
      partnershipId: partOf(() => partnership.id),
      poolId: of(() => costPool.id),
      buyer: k.text().notNull(),
      year: k.financialYear().notNull(),
      amountPence: k.pence().notNull(),
      position: k.whole().notNull(),
    },
    (t) => [k.index("outside_fee_of").on(t.partnershipId, t.position), k.index("outside_fee_owner").on(t.authorityId), k.index("outside_fee_pool").on(t.poolId)],
  );

  /** Places that a member holds. */
  const allocation = k.table(
    "allocation",
    {
      id: k.id().primaryKey(),
      authorityId: owner(),
      partnershipId: partOf(() => partnership.id),
      partnerId: of(() => partner.id),
      places: k.whole().notNull(),
      startsOn: k.day().notNull(),
      endsOn: k.day(),
      position: k.whole().notNull(),
    },
    (t) => [k.index("allocation_of").on(t.partnershipId), k.index("allocation_partner").on(t.partnerId), k.index("allocation_owner").on(t.authorityId)],
  );

  /** Places used from one day to another. It counts places, and holds nothing of any child. */
  const placeUse = k.table(
    "place_use",
    {
      id: k.id().primaryKey(),
      authorityId: owner(),
      partnershipId: of(() => partnership.id),
      /** The member that used the places; null for an outside buyer, who is then named. */
      userId: k.id().references(() => partner.id),
      buyer: k.text(),
      /** Whose places they are. */
      hostId: of(() => partner.id),
      places: k.whole().notNull(),
      startsOn: k.day().notNull(),
      endsOn: k.day().notNull(),
    },
    (t) => [
      k.index("place_use_of").on(t.partnershipId, t.startsOn),
      k.index("place_use_user").on(t.userId),
      k.index("place_use_host").on(t.hostId),
      k.index("place_use_owner").on(t.authorityId),
    ],
  );

  const settlementPeriod = k.table(
    "settlement_period",
    {
      id: k.id().primaryKey(),
      authorityId: owner(),
      partnershipId: of(() => partnership.id),
      name: k.text().notNull(),
      startsOn: k.day().notNull(),
      endsOn: k.day().notNull(),
      /** What the lead paid the providers, and for administration. */
      costPence: k.pence().notNull(),
      administrationPence: k.pence().notNull(),
      issuedAt: k.instant(),
      issuedBy: k.text(),
      /** What its statements were made from when they were issued, as JSON: they are never made of anything else. */
      issuedFacts: k.text(),
      position: k.whole().notNull(),
    },
    (t) => [
      k.index("settlement_period_of").on(t.partnershipId, t.position),
      k.index("settlement_period_owner").on(t.authorityId),
      k.uniqueIndex("settlement_period_name").on(t.partnershipId, t.name),
    ],
  );

  /** What a member has paid ahead for a period. */
  const upFront = k.table(
    "up_front",
    {
      id: k.id().primaryKey(),
      authorityId: owner(),
      partnershipId: of(() => partnership.id),
      periodId: of(() => settlementPeriod.id),
      partnerId: of(() => partner.id),
      amountPence: k.pence().notNull(),
    },
    (t) => [
      k.uniqueIndex("up_front_of").on(t.periodId, t.partnerId),
      k.index("up_front_partnership").on(t.partnershipId),
      k.index("up_front_partner").on(t.partnerId),
      k.index("up_front_owner").on(t.authorityId),
    ],
  );

  /** The balance of a statement as it was issued; it is never written again. */
  const settlementStatement = k.table(
    "settlement_statement",
    {
      id: k.id().primaryKey(),
      authorityId: owner(),
      partnershipId: of(() => partnership.id),
      periodId: of(() => settlementPeriod.id),
      partnerId: of(() => partner.id),
      balancePence: k.pence().notNull(),
    },
    (t) => [
      k.uniqueIndex("settlement_statement_of").on(t.periodId, t.partnerId),
      k.index("settlement_statement_partnership").on(t.partnershipId),
      k.index("settlement_statement_partner").on(t.partnerId),
      k.index("settlement_statement_owner").on(t.authorityId),
    ],
  );

  return { partnership, partner, costPool, poolAmount, poolWeight, partnershipGrant, outsideFee, allocation, placeUse, settlementPeriod, upFront, settlementStatement };
}
