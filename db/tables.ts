// Every table, declared once: the function runs with SQLite's column kinds and again with Postgres's.
import { type Kinds, kinds } from "./dialect.ts";

export const fundingSources = ["general fund", "high needs block", "grant", "health", "other authority"] as const;
export const versionStates = ["base", "draft", "approved", "superseded"] as const;
export const commitmentStatuses = ["approved", "in governance", "at Design Authority", "proposed", "block bookings"] as const;
export const commitmentBases = ["weekly price", "amounts by year"] as const;
export const weekConventions = ["52 weeks", "52.14 weeks", "365/7 weeks", "actual days / 7"] as const;
export const partYearMethods = ["stated", "by months", "by days"] as const;
export const printedUnits = ["pounds", "thousands", "millions"] as const;

function declareTables(k: Kinds) {
  const authority = k.table(
    "authority",
    {
      id: k.id().primaryKey(),
      name: k.text().notNull(),
      oldCode: k.text(),
      gssCode: k.text(),
    },
    (t) => [k.uniqueIndex("authority_name").on(t.name), k.uniqueIndex("authority_gss_code").on(t.gssCode), k.uniqueIndex("authority_old_code").on(t.oldCode)],
  );

  /** Every other table belongs to one authority, and every query names it. */
  const owner = () =>
    k
      .id()
      .notNull()
      .references(() => authority.id);

  const costCentre = k.table(
    "cost_centre",
    {
      id: k.id().primaryKey(),
      authorityId: owner(),
      name: k.text().notNull(),
      code: k.text(),
      serviceGroup: k.text(),
      fundingSource: k.oneOf(fundingSources).notNull(),
      position: k.whole().notNull(),
    },
    (t) => [k.uniqueIndex("cost_centre_name").on(t.authorityId, t.name), k.index("cost_centre_order").on(t.authorityId, t.position, t.id)],
  );

  const budgetVersion = k.table(
    "budget_version",
    {
      id: k.id().primaryKey(),
      authorityId: owner(),
      name: k.text().notNull(),
      state: k.oneOf(versionStates).notNull(),
      firstYear: k.financialYear().notNull(),
      yearCount: k.whole().notNull(),
      source: k.text(),
      copiedFromId: k.id(),
      publishedAt: k.instant(),
      publishedBy: k.text(),
      createdAt: k.instant().notNull(),
    },
    (t) => [k.uniqueIndex("budget_version_name").on(t.authorityId, t.name), k.index("budget_version_order").on(t.authorityId, t.createdAt, t.id)],
  );

  const budgetLine = k.table(
    "budget_line",
    {
      id: k.id().primaryKey(),
      authorityId: owner(),
      versionId: k
        .id()
        .notNull()
        .references(() => budgetVersion.id),
      costCentreId: k
        .id()
        .notNull()
        .references(() => costCentre.id),
      year: k.financialYear().notNull(),
      amountPence: k.pence().notNull(),
    },
    (t) => [
      k.uniqueIndex("budget_line_cell").on(t.versionId, t.costCentreId, t.year),
      k.index("budget_line_order").on(t.authorityId, t.year, t.id),
      k.index("budget_line_cost_centre").on(t.costCentreId),
    ],
  );

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
      seriesId: k
        .id()
        .notNull()
        .references(() => upliftSeries.id),
      year: k.financialYear().notNull(),
      rateShare: k.exact().notNull(),
    },
    (t) => [k.uniqueIndex("uplift_rate_year").on(t.seriesId, t.year), k.index("uplift_rate_owner").on(t.authorityId)],
  );

  const commitment = k.table(
    "commitment",
    {
      id: k.id().primaryKey(),
      authorityId: owner(),
      name: k.text().notNull(),
      status: k.oneOf(commitmentStatuses).notNull(),
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
      position: k.whole().notNull(),
    },
    (t) => [
      k.uniqueIndex("commitment_name").on(t.authorityId, t.name),
      k.index("commitment_order").on(t.authorityId, t.position, t.id),
      k.index("commitment_uplift").on(t.upliftSeriesId),
    ],
  );

  const commitmentPlaces = k.table(
    "commitment_places",
    {
      id: k.id().primaryKey(),
      authorityId: owner(),
      commitmentId: k
        .id()
        .notNull()
        .references(() => commitment.id),
      places: k.whole().notNull(),
      startsOn: k.day().notNull(),
      endsOn: k.day(),
      firstYearShare: k.exact(),
      lastYearShare: k.exact(),
    },
    (t) => [k.index("commitment_places_of").on(t.commitmentId, t.startsOn), k.index("commitment_places_owner").on(t.authorityId)],
  );

  const commitmentAmount = k.table(
    "commitment_amount",
    {
      id: k.id().primaryKey(),
      authorityId: owner(),
      commitmentId: k
        .id()
        .notNull()
        .references(() => commitment.id),
      year: k.financialYear().notNull(),
      amountPence: k.pence().notNull(),
    },
    (t) => [k.uniqueIndex("commitment_amount_year").on(t.commitmentId, t.year), k.index("commitment_amount_owner").on(t.authorityId)],
  );

  /** A cell of a table as a report printed it, so that Tabled can say whether it follows from the facts. */
  const printedCell = k.table(
    "printed_cell",
    {
      id: k.id().primaryKey(),
      authorityId: owner(),
      versionId: k
        .id()
        .notNull()
        .references(() => budgetVersion.id),
      rowKey: k.text().notNull(),
      year: k.financialYear().notNull(),
      printed: k.exact().notNull(),
      unit: k.oneOf(printedUnits).notNull(),
      reference: k.text().notNull(),
    },
    (t) => [k.uniqueIndex("printed_cell_of").on(t.versionId, t.rowKey, t.year), k.index("printed_cell_owner").on(t.authorityId)],
  );

  /** What a version's table was made from at the moment it was published; it is never written again. */
  const publication = k.table(
    "publication",
    {
      versionId: k
        .id()
        .primaryKey()
        .references(() => budgetVersion.id),
      authorityId: owner(),
      dataVersion: k.sequenceOf().notNull(),
      facts: k.text().notNull(),
    },
    (t) => [k.index("publication_owner").on(t.authorityId)],
  );

  const changeBatch = k.table(
    "change_batch",
    {
      id: k.sequence().primaryKey(),
      authorityId: owner(),
      madeBy: k.text().notNull(),
      madeAt: k.instant().notNull(),
      why: k.text().notNull(),
      requestKey: k.text(),
      undoesId: k.sequenceOf(),
    },
    (t) => [k.uniqueIndex("change_batch_request").on(t.authorityId, t.requestKey), k.index("change_batch_order").on(t.authorityId, t.id)],
  );

  const change = k.table(
    "change",
    {
      id: k.sequence().primaryKey(),
      authorityId: owner(),
      batchId: k
        .sequenceOf()
        .notNull()
        .references(() => changeBatch.id),
      tableName: k.text().notNull(),
      rowId: k.text().notNull(),
      field: k.text().notNull(),
      fromValue: k.text(),
      toValue: k.text(),
    },
    (t) => [k.index("change_of_batch").on(t.batchId), k.index("change_of_row").on(t.authorityId, t.rowId, t.batchId)],
  );

  return {
    authority,
    costCentre,
    budgetVersion,
    budgetLine,
    upliftSeries,
    upliftRate,
    commitment,
    commitmentPlaces,
    commitmentAmount,
    printedCell,
    publication,
    changeBatch,
    change,
  };
}

export const sqliteTables = declareTables(kinds.sqlite);
export const postgresTables = declareTables(kinds.postgres);

export type Tables = typeof sqliteTables;
/** A stored row as TypeScript sees it: Row<"budgetLine">. */
export type Row<Name extends keyof Tables> = Tables[Name]["$inferSelect"];
