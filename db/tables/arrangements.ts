// Arrangements with their parts, the block cases made of them, and the figures that a report printed of them.
import type { AnyPgColumn } from "drizzle-orm/pg-core";
import type { Kinds } from "../engine/dialect.ts";
import { type Owner, pointing } from "./authorities.ts";
import { arrangementKinds, figureUnits, nettedKinds, nettedTimes, participantRoles, priceUnits, termStates, voidCarriers, weekConventions } from "./choices.ts";

export function declareArrangements(k: Kinds, owner: Owner) {
  const { partOf } = pointing(k);
  /** A way of buying: a framework, a purchasing system, a block contract, or none of these. */
  const arrangement = k.table(
    "arrangement",
    {
      id: k.id().primaryKey(),
      authorityId: owner(),
      name: k.text().notNull(),
      kind: k.oneOf(arrangementKinds).notNull(),
      /** Continually open to new providers, as a dynamic purchasing system is. */
      openList: k.flag().notNull(),
      opensOn: k.day(),
      /** Its end, only where its terms are not known: otherwise the end follows from them. */
      statedEndOn: k.day(),
      openEnded: k.flag().notNull(),
      estimatedValuePence: k.pence(),
      valueBasis: k.text(),
      breakMonths: k.whole(),
      firstReviewMonths: k.whole(),
      reviewEveryMonths: k.whole(),
      mostPlacesInHome: k.whole(),
      mostProviders: k.whole(),
      voidsCarriedBy: k.oneOf(voidCarriers),
      /** What it follows: as its replacement, or in the interim. */
      followsId: k.id().references((): AnyPgColumn => arrangement.id),
      interim: k.flag().notNull(),
      source: k.text(),
      note: k.text(),
      contractReference: k.text(),
      notes: k.text(),
      position: k.whole().notNull(),
    },
    (t) => [
      k.uniqueIndex("arrangement_name").on(t.authorityId, t.name),
      k.index("arrangement_order").on(t.authorityId, t.position, t.id),
      k.index("arrangement_follows").on(t.followsId),
    ],
  );

  const arrangementParticipant = k.table(
    "arrangement_participant",
    {
      id: k.id().primaryKey(),
      authorityId: owner(),
      arrangementId: partOf(() => arrangement.id),
      name: k.text().notNull(),
      role: k.oneOf(participantRoles).notNull(),
      /** How many authorities this line stands for, where a report gives a number and no names. */
      authorities: k.whole().notNull(),
      detail: k.text(),
      position: k.whole().notNull(),
    },
    (t) => [k.index("arrangement_participant_of").on(t.arrangementId, t.position), k.index("arrangement_participant_owner").on(t.authorityId)],
  );

  /** A lot or a category. */
  const arrangementLot = k.table(
    "arrangement_lot",
    {
      id: k.id().primaryKey(),
      authorityId: owner(),
      arrangementId: partOf(() => arrangement.id),
      name: k.text().notNull(),
      detail: k.text(),
      fundedFrom: k.text(),
      averageWeeklyPounds: k.exact(),
      providerCount: k.whole(),
      /** The arrangement by which this was bought before. */
      wasId: k.id().references(() => arrangement.id),
      position: k.whole().notNull(),
    },
    (t) => [k.index("arrangement_lot_of").on(t.arrangementId, t.position), k.index("arrangement_lot_owner").on(t.authorityId), k.index("arrangement_lot_was").on(t.wasId)],
  );

  const arrangementProvider = k.table(
    "arrangement_provider",
    {
      id: k.id().primaryKey(),
      authorityId: owner(),
      arrangementId: partOf(() => arrangement.id),
      lotId: k.id().references(() => arrangementLot.id),
      name: k.text().notNull(),
      places: k.whole(),
      detail: k.text(),
      position: k.whole().notNull(),
    },
    (t) => [
      k.index("arrangement_provider_of").on(t.arrangementId, t.position),
      k.index("arrangement_provider_owner").on(t.authorityId),
      k.index("arrangement_provider_lot").on(t.lotId),
    ],
  );

  /** The initial period is the first by position; every other is an extension. */
  const arrangementTerm = k.table(
    "arrangement_term",
    {
      id: k.id().primaryKey(),
      authorityId: owner(),
      arrangementId: partOf(() => arrangement.id),
      months: k.whole().notNull(),
      state: k.oneOf(termStates).notNull(),
      position: k.whole().notNull(),
    },
    (t) => [k.index("arrangement_term_of").on(t.arrangementId, t.position), k.index("arrangement_term_owner").on(t.authorityId)],
  );

  const procurementStage = k.table(
    "procurement_stage",
    {
      id: k.id().primaryKey(),
      authorityId: owner(),
      arrangementId: partOf(() => arrangement.id),
      name: k.text().notNull(),
      startsOn: k.day().notNull(),
      endsOn: k.day(),
      complete: k.flag().notNull(),
      position: k.whole().notNull(),
    },
    (t) => [k.index("procurement_stage_of").on(t.arrangementId, t.position), k.index("procurement_stage_owner").on(t.authorityId)],
  );

  const evaluationWeight = k.table(
    "evaluation_weight",
    {
      id: k.id().primaryKey(),
      authorityId: owner(),
      arrangementId: partOf(() => arrangement.id),
      criterion: k.text().notNull(),
      weightShare: k.exact().notNull(),
      position: k.whole().notNull(),
    },
    (t) => [k.index("evaluation_weight_of").on(t.arrangementId, t.position), k.index("evaluation_weight_owner").on(t.authorityId)],
  );

  const callOffRoute = k.table(
    "call_off_route",
    {
      id: k.id().primaryKey(),
      authorityId: owner(),
      arrangementId: partOf(() => arrangement.id),
      name: k.text().notNull(),
      detail: k.text(),
      position: k.whole().notNull(),
    },
    (t) => [k.index("call_off_route_of").on(t.arrangementId, t.position), k.index("call_off_route_owner").on(t.authorityId)],
  );

  /** Block prices against spot prices. */
  const blockCase = k.table(
    "block_case",
    {
      id: k.id().primaryKey(),
      authorityId: owner(),
      arrangementId: k.id().references(() => arrangement.id),
      name: k.text().notNull(),
      places: k.whole().notNull(),
      priceUnit: k.oneOf(priceUnits).notNull(),
      weeksPerYear: k.oneOf(weekConventions),
      spotPounds: k.exact(),
      blockPounds: k.exact(),
      /** The values over the whole term that a report prints, where the prices are to be solved from them. */
      spotValuePence: k.pence(),
      blockValuePence: k.pence(),
      /** The term in months, where no arrangement gives it. */
      termMonths: k.whole(),
      /** The first day of the term, where no arrangement gives it and its years matter. */
      startsOn: k.day(),
      /** Who pays for places that stand empty, where no arrangement says so; and the share of their cost that the authority pays. */
      voidsCarriedBy: k.oneOf(voidCarriers),
      voidShare: k.exact(),
      /** How many authorities share it in equal parts. */
      sharing: k.whole().notNull(),
      /** Places filled by children placed directly: they avoid cost, where the others save it. */
      directPlaces: k.whole().notNull(),
      source: k.text(),
      position: k.whole().notNull(),
    },
    (t) => [
      k.uniqueIndex("block_case_name").on(t.authorityId, t.name),
      k.index("block_case_order").on(t.authorityId, t.position, t.id),
      k.index("block_case_arrangement").on(t.arrangementId),
    ],
  );

  /** What is netted off a saving: administration, grant. */
  const blockCaseItem = k.table(
    "block_case_item",
    {
      id: k.id().primaryKey(),
      authorityId: owner(),
      blockCaseId: partOf(() => blockCase.id),
      name: k.text().notNull(),
      kind: k.oneOf(nettedKinds).notNull(),
      time: k.oneOf(nettedTimes).notNull(),
      amountPence: k.pence().notNull(),
      /** The years of the term that it falls in, from 1. */
      fromYear: k.whole().notNull(),
      toYear: k.whole().notNull(),
      position: k.whole().notNull(),
    },
    (t) => [k.index("block_case_item_of").on(t.blockCaseId, t.position), k.index("block_case_item_owner").on(t.authorityId)],
  );

  /** A figure as a report printed it outside its tables, with the workings that it ought to follow from. */
  const printedFigure = k.table(
    "printed_figure",
    {
      id: k.id().primaryKey(),
      authorityId: owner(),
      arrangementId: k.id().references(() => arrangement.id),
      reference: k.text().notNull(),
      what: k.text().notNull(),
      /** As the report prints it: "£4.7m", "a third". */
      printed: k.text(),
      /** The same as a number: pounds, per cent, months, years or a plain number. */
      printedValue: k.exact(),
      unit: k.oneOf(figureUnits).notNull(),
      /** The place that it was rounded to, in that unit: 100000 for "£4.7m", 0.1 for "5.6%". */
      nearest: k.exact(),
      /** How it follows from its inputs, as one would type it into a cell: "63 / 1150". */
      workings: k.text(),
      why: k.text(),
      position: k.whole().notNull(),
    },
    (t) => [k.index("printed_figure_order").on(t.authorityId, t.position, t.id), k.index("printed_figure_arrangement").on(t.arrangementId)],
  );

  return {
    arrangement,
    arrangementParticipant,
    arrangementLot,
    arrangementProvider,
    arrangementTerm,
    procurementStage,
    evaluationWeight,
    callOffRoute,
    blockCase,
    blockCaseItem,
    printedFigure,
  };
}
