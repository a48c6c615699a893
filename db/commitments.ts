// Commitments: what an authority has undertaken to buy, with the terms that its cost follows from.
import { randomUUID } from "node:crypto";
import { and, asc, eq, inArray, isNull, max, type SQL, sql } from "drizzle-orm";
import type { AnyPgColumn } from "drizzle-orm/pg-core";
import { type CommitmentStatus, statusesById } from "./commitmentStatuses.ts";
import type { On } from "./engine/open.ts";
import { contains, type Page, type PageArgs, page, pageLimit, pageOrder, pageStart } from "./read/paging.ts";
import type { Row } from "./tables.ts";
import { readable, requireChange, type Viewer } from "./viewer.ts";
import { type Change, fieldChanges, insertion, type Kept, removal } from "./write/change.ts";
import { applyBatch } from "./write/changes.ts";
import { partChanges, partsOf } from "./write/parts.ts";
import { Refusal } from "./write/refusal.ts";
import { refuseIfMovedSince } from "./write/seen.ts";

export interface CommitmentWithTerms extends Row<"commitment"> {
  status: CommitmentStatus;
  places: Row<"commitmentPlaces">[];
  amounts: Row<"commitmentAmount">[];
  draws: Row<"commitmentDraw">[];
}

export interface CommitmentFilter {
  authorityId: string;
  nameContains?: string | null | undefined;
  statusId?: string | null | undefined;
  /** Of which kind its status is. */
  kind?: CommitmentStatus["kind"] | null | undefined;
  basis?: Row<"commitment">["basis"] | null | undefined;
  arrangementId?: string | null | undefined;
  poolId?: string | null | undefined;
  /** The option whose commitments are wanted; without it, those that are facts. */
  optionId?: string | null | undefined;
  by?: "position" | "name";
}

export async function commitments(on: On, viewer: Viewer, filter: CommitmentFilter, args: PageArgs): Promise<Page<CommitmentWithTerms>> {
  const { commitment, commitmentStatus } = on.t;
  const by = filter.by ?? "position";
  const ofKind = (kind: CommitmentStatus["kind"]) =>
    on.q
      .select({ id: commitmentStatus.id })
      .from(commitmentStatus)
      .where(and(eq(commitmentStatus.authorityId, filter.authorityId), eq(commitmentStatus.kind, kind)));
  const rows = await on.q
    .select()
    .from(commitment)
    .where(
      and(
        readable(viewer, commitment.authorityId),
        eq(commitment.authorityId, filter.authorityId),
        contains(commitment.name, filter.nameContains),
        filter.statusId ? eq(commitment.statusId, filter.statusId) : undefined,
        filter.kind ? inArray(commitment.statusId, ofKind(filter.kind)) : undefined,
        filter.basis ? eq(commitment.basis, filter.basis) : undefined,
        filter.arrangementId ? eq(commitment.arrangementId, filter.arrangementId) : undefined,
        filter.poolId ? eq(commitment.poolId, filter.poolId) : undefined,
        filter.optionId ? eq(commitment.optionId, filter.optionId) : isNull(commitment.optionId),
        pageStart(commitment[by], commitment.id, args),
      ),
    )
    .orderBy(...pageOrder(commitment[by], commitment.id, args))
    .limit(pageLimit(args));
  return page(await withTerms(on, rows), by, args);
}

/** @throws Refusal NOT_FOUND, the same for a commitment that the viewer may not see. */
export async function commitmentById(on: On, viewer: Viewer, id: string): Promise<CommitmentWithTerms> {
  const { commitment } = on.t;
  const rows = await on.q
    .select()
    .from(commitment)
    .where(and(readable(viewer, commitment.authorityId), eq(commitment.id, id)));
  const [found] = await withTerms(on, rows);
  if (!found) throw new Refusal("NOT_FOUND", "id", "There is no such commitment, or you may not see it.");
  on.noteRead?.(found.authorityId);
  return found;
}

/** Those of an authority's commitments that are facts and have one of these ids. */
export async function commitmentFacts(on: On, authorityId: string, ids: readonly string[]): Promise<Row<"commitment">[]> {
  if (ids.length === 0) return [];
  const { commitment } = on.t;
  return on.q
    .select()
    .from(commitment)
    .where(and(eq(commitment.authorityId, authorityId), inArray(commitment.id, [...ids]), isNull(commitment.optionId)))
    .orderBy(asc(commitment.position), asc(commitment.id));
}

/** Of places that start together, those that others stand on come first. */
function supportLast(volume: AnyPgColumn): SQL {
  return sql`case when ${volume} = 'support' then 1 else 0 end`;
}

/** These commitments with their statuses and their terms, in the same order. */
export async function withTerms(on: On, rows: Row<"commitment">[]): Promise<CommitmentWithTerms[]> {
  if (rows.length === 0) return [];
  const { commitmentPlaces, commitmentAmount } = on.t;
  const ids = rows.map((row) => row.id);
  const places = await on.q
    .select()
    .from(commitmentPlaces)
    .where(inArray(commitmentPlaces.commitmentId, ids))
    .orderBy(asc(commitmentPlaces.startsOn), supportLast(commitmentPlaces.volume), asc(commitmentPlaces.id));
  const amounts = await on.q.select().from(commitmentAmount).where(inArray(commitmentAmount.commitmentId, ids)).orderBy(asc(commitmentAmount.year));
  const draws = await partsOf(on, "commitmentDraw", "commitmentId", ids);
  const statuses = await statusesById(on, new Set(rows.map(({ statusId }) => statusId)));
  const whole = (row: Row<"commitment">): CommitmentWithTerms => ({
    ...row,
    status: statuses.get(row.statusId) as CommitmentStatus,
    places: [],
    amounts: [],
    draws: draws.get(row.id) ?? [],
  });
  const byId = new Map(rows.map((row) => [row.id, whole(row)]));
  for (const each of places) byId.get(each.commitmentId)?.places.push(each);
  for (const each of amounts) byId.get(each.commitmentId)?.amounts.push(each);
  return [...byId.values()];
}

/** A commitment as its officer states it. */
export interface StatedCommitment extends Omit<Row<"commitment">, "id" | "authorityId" | "position" | "optionId" | "groupName"> {
  /** Left out, it stays in the group that it is in. */
  groupName?: string | null;
  places: Omit<Row<"commitmentPlaces">, "id" | "authorityId" | "commitmentId">[];
  amounts: Pick<Row<"commitmentAmount">, "year" | "amountPence">[];
  draws: Pick<Row<"commitmentDraw">, "costCentreId" | "drawnShare">[];
}

export async function createCommitment(on: On, viewer: Viewer, authorityId: string, id: string, stated: StatedCommitment): Promise<Kept> {
  requireChange(viewer, authorityId);
  const changes = await newCommitment(on, authorityId, id, stated);
  return applyBatch(on, viewer, { authorityId, why: `Add ${stated.name}`, changes });
}

/**
 * The changes that add a commitment, for a batch of its own or a larger one, behind so many others that the same batch adds. `optionId` is given
 * while it belongs to an option.
 */
export async function newCommitment(on: On, authorityId: string, id: string, stated: StatedCommitment, optionId: string | null = null, behind = 0): Promise<Change[]> {
  const { places, amounts, draws, ...row } = stated;
  const { commitment } = on.t;
  const [last] = await on.q
    .select({ position: max(commitment.position) })
    .from(commitment)
    .where(eq(commitment.authorityId, authorityId));
  return [
    insertion("commitment", { ...row, id, authorityId, optionId, position: Math.floor(last?.position ?? 0) + 1 + behind }, "input.name"),
    ...places.map((period) => insertion("commitmentPlaces", { id: randomUUID(), authorityId, commitmentId: id, ...period })),
    ...amounts.map((amount) => insertion("commitmentAmount", { id: randomUUID(), authorityId, commitmentId: id, ...amount })),
    ...partChanges("commitmentDraw", [], draws, { authorityId, commitmentId: id }, "input.draws", ["costCentreId"]),
  ];
}

/** Puts the terms as stated in place of those held. `seen` is the data version at which the officer read them. */
export async function changeCommitment(on: On, viewer: Viewer, id: string, stated: StatedCommitment, seen: number): Promise<Kept> {
  const held = await commitmentById(on, viewer, id);
  requireChange(viewer, held.authorityId);
  await refuseIfMovedSince(on, held.authorityId, rowsOf(held), seen, "id");
  return applyBatch(on, viewer, { authorityId: held.authorityId, why: `Change ${held.name}`, changes: commitmentChanges(held, stated) });
}

/** The changes that make the commitment held what is stated. */
export function commitmentChanges(held: CommitmentWithTerms, stated: StatedCommitment): Change[] {
  const { places, amounts, draws, ...row } = stated;
  return [
    ...fieldChanges("commitment", held.id, held as unknown as Record<string, unknown>, row, "input"),
    ...placesChanges(held, places),
    ...amountsChanges(held, amounts),
    ...partChanges("commitmentDraw", held.draws, draws, { authorityId: held.authorityId, commitmentId: held.id }, "input.draws", ["costCentreId"]),
  ];
}

/** Ends a commitment on a day: nothing is charged after it. */
export async function endCommitment(on: On, viewer: Viewer, id: string, endsOn: string | null, endYearShare: string | null, seen: number): Promise<Kept> {
  const held = await commitmentById(on, viewer, id);
  requireChange(viewer, held.authorityId);
  await refuseIfMovedSince(on, held.authorityId, rowsOf(held), seen, "id");
  const changes = fieldChanges("commitment", id, held as unknown as Record<string, unknown>, { endsOn, endYearShare }, "input");
  return applyBatch(on, viewer, { authorityId: held.authorityId, why: endsOn === null ? `Remove the end of ${held.name}` : `End ${held.name} on ${endsOn}`, changes });
}

/** Removes a commitment that should not have been there. The batch can be taken back. */
export async function removeCommitment(on: On, viewer: Viewer, id: string, seen: number): Promise<Kept> {
  const held = await commitmentById(on, viewer, id);
  requireChange(viewer, held.authorityId);
  await refuseIfMovedSince(on, held.authorityId, rowsOf(held), seen, "id");
  const changes = commitmentRemoval(held);
  return applyBatch(on, viewer, { authorityId: held.authorityId, why: `Remove ${held.name}`, changes });
}

/** Removes several commitments with their terms, as one batch. */
export async function removeCommitments(on: On, viewer: Viewer, authorityId: string, ids: readonly string[], seen: number): Promise<Kept> {
  requireChange(viewer, authorityId);
  const { commitment } = on.t;
  const rows = await on.q
    .select()
    .from(commitment)
    .where(and(readable(viewer, commitment.authorityId), eq(commitment.authorityId, authorityId), inArray(commitment.id, [...ids])));
  const held = await withTerms(on, rows);
  const found = new Set(held.map(({ id }) => id));
  const lost = ids.findIndex((id) => !found.has(id));
  if (lost >= 0) throw new Refusal("NOT_FOUND", `ids[${lost}]`, "There is no such commitment in this authority.");
  await refuseIfMovedSince(on, authorityId, held.flatMap(rowsOf), seen, "ids");
  const why = held.length === 1 ? `Remove ${held[0]?.name}` : `Remove ${held.length} commitments`;
  return applyBatch(on, viewer, { authorityId, why, changes: held.flatMap(commitmentRemoval) });
}

/** The changes that remove a commitment with its terms. */
export function commitmentRemoval(held: CommitmentWithTerms): Change[] {
  const { places, amounts, draws, status: _, ...row } = held;
  return [
    ...places.map((each) => removal("commitmentPlaces", each)),
    ...amounts.map((each) => removal("commitmentAmount", each)),
    ...draws.map((each) => removal("commitmentDraw", each)),
    removal("commitment", row),
  ];
}

function rowsOf(held: CommitmentWithTerms): [string, ...string[]] {
  return [held.id, ...[...held.places, ...held.amounts, ...held.draws].map((each) => each.id)];
}

function placesChanges(held: CommitmentWithTerms, places: StatedCommitment["places"]): Change[] {
  // Periods have no name of their own, so they are matched in their order of starting.
  const wanted = [...places].sort((a, b) => (a.startsOn < b.startsOn ? -1 : a.startsOn > b.startsOn ? 1 : 0));
  return [
    ...held.places.flatMap((each, index) => {
      const period = wanted[index];
      return period ? fieldChanges("commitmentPlaces", each.id, each, { ...period }, `input.places[${index}]`) : [removal("commitmentPlaces", each)];
    }),
    ...wanted.slice(held.places.length).map((period) => insertion("commitmentPlaces", { id: randomUUID(), authorityId: held.authorityId, commitmentId: held.id, ...period })),
  ];
}

function amountsChanges(held: CommitmentWithTerms, amounts: StatedCommitment["amounts"]): Change[] {
  return [
    ...held.amounts.flatMap((each, index) => {
      const wanted = amounts.find((amount) => amount.year === each.year);
      if (!wanted) return [removal("commitmentAmount", each)];
      // Another amount is no longer what was typed; the same one still is.
      return each.amountPence === wanted.amountPence
        ? []
        : fieldChanges("commitmentAmount", each.id, each, { amountPence: wanted.amountPence, entered: null }, `input.amounts[${index}]`);
    }),
    ...amounts
      .filter((amount) => !held.amounts.some((each) => each.year === amount.year))
      .map((amount) => insertion("commitmentAmount", { id: randomUUID(), authorityId: held.authorityId, commitmentId: held.id, ...amount })),
  ];
}

/** What a file states of a commitment; what it leaves out stays as it is held. */
export type CommitmentStatement = Pick<StatedCommitment, "name"> & Partial<StatedCommitment> & { /** Where it stands: "line 3". */ at: string };

/**
 * The changes that make commitments those stated, known by their names: one that is not there is added, one that is there is changed in what
 * is stated of it. `complete` makes a whole commitment of a statement on what is held, or refuses it.
 */
export async function commitmentsAsStated(
  on: On,
  viewer: Viewer,
  authorityId: string,
  stated: readonly CommitmentStatement[],
  complete: (statement: CommitmentStatement, held: CommitmentWithTerms | null, index: number) => StatedCommitment,
): Promise<Change[]> {
  const { commitment } = on.t;
  const rows = await on.q
    .select()
    .from(commitment)
    .where(and(readable(viewer, commitment.authorityId), eq(commitment.authorityId, authorityId), isNull(commitment.optionId)));
  const held = new Map((await withTerms(on, rows)).map((each) => [each.name, each]));
  const changes: Change[] = [];
  let added = 0;
  for (const [index, statement] of stated.entries()) {
    const before = held.get(statement.name) ?? null;
    const wanted = complete(statement, before, index);
    if (before === null) {
      const made = await newCommitment(on, authorityId, randomUUID(), wanted, null, added);
      changes.push(...made.map((each) => ({ ...each, at: statement.at })));
      added += 1;
      continue;
    }
    const { places, amounts, draws: _, ...row } = wanted;
    const changed = [...fieldChanges("commitment", before.id, { ...before }, row, "file"), ...placesChanges(before, places), ...amountsChanges(before, amounts)];
    changes.push(...changed.map((each) => ({ ...each, at: statement.at })));
  }
  return changes;
}
