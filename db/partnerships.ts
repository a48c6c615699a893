// Partnerships: members, cost pools with their bases, grants and fees; places allocated and used; periods settled, and statements issued.
import { randomUUID } from "node:crypto";
import { and, asc, eq, inArray, isNotNull, isNull, sql } from "drizzle-orm";
import type { On } from "./engine/open.ts";
import { grouped } from "./read/mediumTermFacts.ts";
import { type Page, type PageArgs, page, pageLimit, pageOrder, pageStart } from "./read/paging.ts";
import type { FactTable, Row } from "./tables.ts";
import { seriesRates } from "./uplifts.ts";
import { readable, requireChange, type Viewer } from "./viewer.ts";
import { type Change, fieldChanges, insertion, type Kept, removal } from "./write/change.ts";
import { applyBatch } from "./write/changes.ts";
import { Refusal } from "./write/refusal.ts";
import { refuseIfMovedSince, refuseIfRemovedSince, refuseIfTablesMovedSince } from "./write/seen.ts";
import { type Stated, type Whole, wholes } from "./write/whole.ts";

const given = (name: string) => sql.placeholder(name);

const parts = {
  partners: { table: "partner", key: ["name"] },
  pools: { table: "costPool", key: ["name"] },
  amounts: { table: "poolAmount", key: ["poolId", "year"] },
  weights: { table: "poolWeight", key: ["poolId", "partnerId", "fromYear"] },
  grants: { table: "partnershipGrant" },
  fees: { table: "outsideFee" },
  allocations: { table: "allocation" },
} as const;

export const partnerships = wholes({ table: "partnership", said: "partnership", parts });

export type PartnershipWithParts = Whole<"partnership", typeof parts>;
export type StatedPartnership = Stated<"partnership", typeof parts>;

/** The commitments in a lead's cost pools, as far as their cost follows from it: one prepared query a table, each by an index. */
export async function pooledCommitments(on: On, authorityId: string) {
  const inPools = ({ q, t: { commitment: c } }: On) =>
    q
      .select({ id: c.id })
      .from(c)
      .where(and(eq(c.authorityId, given("authorityId")), isNotNull(c.poolId), isNull(c.optionId)));
  const owner = { authorityId };
  const commitments = await on
    .prepared("pooledCommitments", ({ q, t: { commitment: c } }) =>
      q
        .select({
          id: c.id,
          name: c.name,
          poolId: c.poolId,
          basis: c.basis,
          weeklyRatePounds: c.weeklyRatePounds,
          yearlyRatePounds: c.yearlyRatePounds,
          mostPlaces: c.mostPlaces,
          weeksPerYear: c.weeksPerYear,
          partYear: c.partYear,
          upliftSeriesId: c.upliftSeriesId,
          priceBaseYear: c.priceBaseYear,
          firstYearUplifted: c.firstYearUplifted,
          endsOn: c.endsOn,
          endYearShare: c.endYearShare,
        })
        .from(c)
        .where(and(eq(c.authorityId, given("authorityId")), isNotNull(c.poolId), isNull(c.optionId)))
        .orderBy(asc(c.position), asc(c.id)),
    )
    .execute(owner);
  const places = await on
    .prepared("pooledPlaces", (on) => {
      const p = on.t.commitmentPlaces;
      return on.q
        .select({
          commitmentId: p.commitmentId,
          places: p.places,
          startsOn: p.startsOn,
          endsOn: p.endsOn,
          firstYearShare: p.firstYearShare,
          lastYearShare: p.lastYearShare,
          volume: p.volume,
          label: p.label,
          pricePounds: p.pricePounds,
        })
        .from(p)
        .where(and(eq(p.authorityId, given("authorityId")), inArray(p.commitmentId, inPools(on))))
        .orderBy(asc(p.startsOn), asc(p.id));
    })
    .execute(owner);
  const amounts = await on
    .prepared("pooledAmounts", (on) => {
      const a = on.t.commitmentAmount;
      return on.q
        .select({ commitmentId: a.commitmentId, year: a.year, amountPence: a.amountPence })
        .from(a)
        .where(and(eq(a.authorityId, given("authorityId")), inArray(a.commitmentId, inPools(on))))
        .orderBy(asc(a.year));
    })
    .execute(owner);
  const placesOf = grouped(places, (each) => each.commitmentId);
  const amountsOf = grouped(amounts, (each) => each.commitmentId);
  return {
    commitments: commitments.map((each) => ({ ...each, places: placesOf.get(each.id) ?? [], amounts: amountsOf.get(each.id) ?? [] })),
    /** The rates of each uplift series. */
    rates: await seriesRates(on, authorityId),
  };
}

export interface SettlementRows {
  uses: Row<"placeUse">[];
  periods: Row<"settlementPeriod">[];
  upFront: Row<"upFront">[];
  statements: Row<"settlementStatement">[];
}

/** What was used, the periods with what was paid for them, and every statement issued. The caller has checked that the viewer may read it. */
export async function settlementRows(on: On, partnershipId: string): Promise<SettlementRows> {
  const { placeUse, settlementPeriod, upFront, settlementStatement } = on.t;
  return {
    uses: await on.q.select().from(placeUse).where(eq(placeUse.partnershipId, partnershipId)).orderBy(asc(placeUse.startsOn), asc(placeUse.id)),
    periods: await on.q.select().from(settlementPeriod).where(eq(settlementPeriod.partnershipId, partnershipId)).orderBy(asc(settlementPeriod.startsOn), asc(settlementPeriod.id)),
    upFront: await on.q.select().from(upFront).where(eq(upFront.partnershipId, partnershipId)),
    statements: await on.q.select().from(settlementStatement).where(eq(settlementStatement.partnershipId, partnershipId)),
  };
}

/** A page of what was used of a partnership's places, the earliest first. */
export async function placeUses(on: On, viewer: Viewer, partnershipId: string, args: PageArgs): Promise<Page<Row<"placeUse">>> {
  const { placeUse } = on.t;
  const rows = await on.q
    .select()
    .from(placeUse)
    .where(and(readable(viewer, placeUse.authorityId), eq(placeUse.partnershipId, partnershipId), pageStart(placeUse.startsOn, placeUse.id, args)))
    .orderBy(...pageOrder(placeUse.startsOn, placeUse.id, args))
    .limit(pageLimit(args));
  return page(rows, "startsOn", args);
}

export type StatedUse = Omit<Row<"placeUse">, "id" | "authorityId" | "partnershipId">;
export type StatedPeriod = Pick<Row<"settlementPeriod">, "name" | "startsOn" | "endsOn" | "costPence" | "administrationPence"> & {
  upFront: Pick<Row<"upFront">, "partnerId" | "amountPence">[];
};

/** The uses as they would be: `wanted` in place of those with their ids, the rest added, and `removed` gone. */
export interface UseChanges {
  wanted: readonly (StatedUse & { id?: string | null })[];
  removed: readonly string[];
}

/** Records, corrects and removes uses as one batch. The caller has checked the uses as they would then be. */
export async function recordUses(on: On, viewer: Viewer, partnership: PartnershipWithParts, { wanted, removed }: UseChanges, seen: number): Promise<Kept> {
  const { authorityId, id: partnershipId } = partnership;
  requireChange(viewer, authorityId);
  const held = new Map((await settlementRows(on, partnershipId)).uses.map((use) => [use.id, use]));
  const found = (id: string, field: string): Row<"placeUse"> => {
    const use = held.get(id);
    if (!use) throw new Refusal("NOT_FOUND", field, "There is no such use of a place here: somebody removed it.");
    return use;
  };
  const changes: Change[] = [
    ...removed.map((id, index) => removal("placeUse", found(id, `removed[${index}]`))),
    ...wanted.flatMap(({ id, ...use }, index) =>
      id ? fieldChanges("placeUse", id, found(id, `uses[${index}].id`), use, `uses[${index}]`) : [insertion("placeUse", { id: randomUUID(), authorityId, partnershipId, ...use })],
    ),
  ];
  await refuseIfMovedSince(on, authorityId, [...removed, ...wanted.flatMap(({ id }) => id ?? [])], seen, "uses");
  return applyBatch(on, viewer, { authorityId, why: `Record use of places in ${partnership.name}`, changes });
}

/** @throws Refusal NOT_FOUND, the same for a period that the viewer may not see. */
export async function periodById(on: On, viewer: Viewer, id: string, field = "period"): Promise<Row<"settlementPeriod">> {
  const { settlementPeriod } = on.t;
  const [found] = await on.q
    .select()
    .from(settlementPeriod)
    .where(and(readable(viewer, settlementPeriod.authorityId), eq(settlementPeriod.id, id)));
  if (!found) throw new Refusal("NOT_FOUND", field, "There is no such period, or you may not see it.");
  on.noteRead?.(found.authorityId);
  return found;
}

/** Adds a period, or puts another in place of the one named, as read at a data version: its costs may be corrected after its statements were issued, its days and name not. */
export async function writePeriod(
  on: On,
  viewer: Viewer,
  partnership: PartnershipWithParts,
  replaced: { id: string; seen: number } | null,
  stated: StatedPeriod,
): Promise<Kept & { id: string }> {
  const { authorityId, id: partnershipId } = partnership;
  requireChange(viewer, authorityId);
  const { upFront, ...row } = stated;
  const rows = await settlementRows(on, partnershipId);
  if (replaced === null) {
    const periodId = randomUUID();
    const changes = [
      insertion(
        "settlementPeriod",
        { id: periodId, authorityId, partnershipId, ...row, issuedAt: null, issuedBy: null, issuedFacts: null, position: rows.periods.length + 1 },
        "input.name",
      ),
      ...upFront.map((each) => insertion("upFront", { id: randomUUID(), authorityId, partnershipId, periodId, ...each })),
    ];
    return { ...(await applyBatch(on, viewer, { authorityId, why: `Add ${row.name} to ${partnership.name}`, changes })), id: periodId };
  }
  const { id, seen } = replaced;
  const held = rows.periods.find((period) => period.id === id);
  if (!held) throw new Refusal("NOT_FOUND", "period", "There is no such period in this partnership.");
  const heldUpFront = rows.upFront.filter((each) => each.periodId === id);
  if (held.issuedAt && (held.startsOn !== row.startsOn || held.endsOn !== row.endsOn || held.name !== row.name))
    throw new Refusal(
      "PUBLISHED",
      "input",
      `The statements of ${held.name} have been issued: its name and its days stay. What it cost can be corrected, and the next statements carry the difference.`,
    );
  await refuseIfMovedSince(on, authorityId, [id, ...heldUpFront.map((each) => each.id)], seen, "period");
  await refuseIfRemovedSince<Row<"upFront">>(on, authorityId, "upFront", seen, "period", ({ periodId }) => periodId === id);
  const changes = [
    ...fieldChanges("settlementPeriod", id, held, row, "input"),
    ...heldUpFront.filter((each) => !upFront.some((wanted) => wanted.partnerId === each.partnerId)).map((each) => removal("upFront", each)),
    ...upFront.flatMap((wanted, index) => {
      const match = heldUpFront.find((each) => each.partnerId === wanted.partnerId);
      return match
        ? fieldChanges("upFront", match.id, match, { amountPence: wanted.amountPence }, `input.upFront[${index}]`)
        : [insertion("upFront", { id: randomUUID(), authorityId, partnershipId, periodId: id, ...wanted })];
    }),
  ];
  return { ...(await applyBatch(on, viewer, { authorityId, why: `Change ${held.name} of ${partnership.name}`, changes })), id };
}

/** What statements are made from. */
const settledFrom: readonly FactTable[] = [
  "partnership",
  "partner",
  "costPool",
  "poolAmount",
  "poolWeight",
  "allocation",
  "placeUse",
  "settlementPeriod",
  "upFront",
  "settlementStatement",
  "commitment",
  "commitmentPlaces",
  "commitmentAmount",
  "upliftSeries",
  "upliftRate",
];

/** Issues the statements of a period: kept as they are, and never written again. */
export async function issueStatements(
  on: On,
  viewer: Viewer,
  partnership: PartnershipWithParts,
  period: Row<"settlementPeriod">,
  statements: readonly Pick<Row<"settlementStatement">, "partnerId" | "balancePence">[],
  facts: string,
  seen: number,
): Promise<Kept> {
  const { authorityId, id: partnershipId } = partnership;
  requireChange(viewer, authorityId);
  if (period.issuedAt) throw new Refusal("PUBLISHED", "period", `The statements of ${period.name} have been issued. What was corrected since goes into the next period's.`);
  await refuseIfTablesMovedSince(on, authorityId, settledFrom, seen, "period");
  const changes = [
    ...fieldChanges("settlementPeriod", period.id, period, { issuedAt: new Date().toISOString(), issuedBy: viewer.name, issuedFacts: facts }, "period"),
    ...statements.map((statement) => insertion("settlementStatement", { id: randomUUID(), authorityId, partnershipId, periodId: period.id, ...statement })),
  ];
  return applyBatch(on, viewer, { authorityId, why: `Issue the statements of ${period.name}, ${partnership.name}`, changes });
}
