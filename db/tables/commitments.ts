// Uplift series, commitments and their terms.
import type { Kinds } from "../engine/dialect.ts";
import type { declareArrangements } from "./arrangements.ts";
import { type Owner, pointing } from "./authorities.ts";
import type { declareBudgets } from "./budgets.ts";
import { commitmentBases, partYearMethods, statusKinds, volumes, weekConventions } from "./choices.ts";
import type { declareOptions } from "./options.ts";
import type { declarePartnerships } from "./partnerships.ts";

type Elsewhere = ReturnType<typeof declareBudgets> & ReturnType<typeof declareArrangements> & ReturnType<typeof declarePartnerships> & ReturnType<typeof declareOptions>;

export function declareCommitments(k: Kinds, owner: Owner, { costCentre, arrangement, arrangementLot, costPool, option }: Elsewhere) {
  const { of, partOf } = pointing(k);
  const upliftSeries = k.table(
    "uplift_series",
    {
      id: k.id().primaryKey(),
      authorityId: owner(),
      name: k.text().notNull(),
      source: k.text(),
    },
    (t) => [k.uniqueIndex("uplift_series_name").on(t.authorityId, t.name)],
  );

  const upliftRate = k.table(
    "uplift_rate",
    {
      id: k.id().primaryKey(),
      authorityId: owner(),
      seriesId: partOf(() => upliftSeries.id),
      year: k.financialYear().notNull(),
      rateShare: k.exact().notNull(),
    },
    (t) => [k.uniqueIndex("uplift_rate_year").on(t.seriesId, t.year), k.index("uplift_rate_owner").on(t.authorityId)],
  );

  /** How firm a commitment may be, in the authority's own words. The kind says what the words mean, and changes no figure. */
  const commitmentStatus = k.table(
    "commitment_status",
    {
      id: k.id().primaryKey(),
      authorityId: owner(),
      name: k.text().notNull(),
      kind: k.oneOf(statusKinds).notNull(),
      position: k.whole().notNull(),
    },
    (t) => [k.uniqueIndex("commitment_status_name").on(t.authorityId, t.name), k.index("commitment_status_order").on(t.authorityId, t.position, t.id)],
  );

  const commitment = k.table(
    "commitment",
    {
      id: k.id().primaryKey(),
      authorityId: owner(),
      name: k.text().notNull(),
      statusId: of(() => commitmentStatus.id),
      basis: k.oneOf(commitmentBases).notNull(),
      weeklyRatePounds: k.exact(),
      rateSource: k.text(),
      weeksPerYear: k.oneOf(weekConventions),
      partYear: k.oneOf(partYearMethods),
      upliftSeriesId: k.id().references(() => upliftSeries.id),
      priceBaseYear: k.financialYear(),
      firstYearUplifted: k.flag().notNull(),
      endsOn: k.day(),
      endYearShare: k.exact(),
      position: k.place().notNull(),
      /** What it is bought under. */
      arrangementId: k.id().references(() => arrangement.id),
      lotId: k.id().references(() => arrangementLot.id),
      provider: k.text(),
      /** For a yearly price: of a place; for a fixed amount: of the whole. */
      yearlyRatePounds: k.exact(),
      /** The most places that may be held or used at one time. */
      mostPlaces: k.whole(),
      /** The cost pool that shares it among a partnership's members. */
      poolId: k.id().references(() => costPool.id),
      /** The option that it belongs to while that is not adopted: it is then no fact, and no table of facts has it. */
      optionId: k.id().references(() => option.id),
      /** The group that tables add it up under. */
      groupName: k.text(),
      notes: k.text(),
    },
    (t) => [
      k.uniqueIndex("commitment_name").on(t.authorityId, t.name),
      k.index("commitment_order").on(t.authorityId, t.position, t.id),
      k.index("commitment_status_of").on(t.statusId),
      k.index("commitment_uplift").on(t.upliftSeriesId),
      k.index("commitment_arrangement").on(t.arrangementId),
      k.index("commitment_lot").on(t.lotId),
      k.index("commitment_pool").on(t.poolId),
      k.index("commitment_pooled").on(t.authorityId, t.poolId),
      k.index("commitment_option").on(t.optionId),
    ],
  );

  const commitmentPlaces = k.table(
    "commitment_places",
    {
      id: k.id().primaryKey(),
      authorityId: owner(),
      commitmentId: partOf(() => commitment.id),
      places: k.whole().notNull(),
      startsOn: k.day().notNull(),
      endsOn: k.day(),
      firstYearShare: k.exact(),
      lastYearShare: k.exact(),
      /** What sort of volume it is, where a commitment has more than one. */
      volume: k.oneOf(volumes),
      label: k.text(),
      /** A price of its own, in the unit of the commitment's: the support that stands on top of the base price. */
      pricePounds: k.exact(),
      /** The commitment whose places these replace when it ends. */
      replacesId: k.id().references(() => commitment.id),
    },
    (t) => [
      k.index("commitment_places_of").on(t.commitmentId, t.startsOn),
      k.index("commitment_places_replaced").on(t.replacesId),
      k.index("commitment_places_owner").on(t.authorityId),
    ],
  );

  const commitmentAmount = k.table(
    "commitment_amount",
    {
      id: k.id().primaryKey(),
      authorityId: owner(),
      commitmentId: partOf(() => commitment.id),
      year: k.financialYear().notNull(),
      amountPence: k.pence().notNull(),
      /** The expression that the amount was typed as, with its unit. */
      entered: k.text(),
    },
    (t) => [k.uniqueIndex("commitment_amount_year").on(t.commitmentId, t.year), k.index("commitment_amount_owner").on(t.authorityId)],
  );

  /** From which cost centre what share of a commitment is drawn. */
  const commitmentDraw = k.table(
    "commitment_draw",
    {
      id: k.id().primaryKey(),
      authorityId: owner(),
      commitmentId: partOf(() => commitment.id),
      costCentreId: of(() => costCentre.id),
      drawnShare: k.exact().notNull(),
      position: k.whole().notNull(),
    },
    (t) => [
      k.uniqueIndex("commitment_draw_of").on(t.commitmentId, t.costCentreId),
      k.index("commitment_draw_cost_centre").on(t.costCentreId),
      k.index("commitment_draw_owner").on(t.authorityId),
    ],
  );

  return { upliftSeries, upliftRate, commitmentStatus, commitment, commitmentPlaces, commitmentAmount, commitmentDraw };
}
