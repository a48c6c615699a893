// Options for a decision, with what is said of them, what they take otherwise, and commitments of their own that are no facts.
import { and, asc, count, eq, inArray, max, ne } from "drizzle-orm";
import { type CommitmentWithTerms, commitmentById, commitmentRemoval, newCommitment, type StatedCommitment, withTerms } from "./commitments.ts";
import type { On } from "./engine/open.ts";
import { type Page, type PageArgs, page, pageLimit, pageOrder, pageStart } from "./read/paging.ts";
import type { Row } from "./tables.ts";
import { readable, requireChange, type Viewer } from "./viewer.ts";
import { type Change, fieldChanges, insertion, type Kept, removal } from "./write/change.ts";
import { applyBatch } from "./write/changes.ts";
import { partChanges, partsOf } from "./write/parts.ts";
import { Refusal } from "./write/refusal.ts";
import { refuseIfMovedSince } from "./write/seen.ts";

export interface OptionWithParts extends Row<"option"> {
  points: Row<"optionPoint">[];
  overrides: Row<"optionOverride">[];
  commitments: CommitmentWithTerms[];
}

export interface StatedOption extends Pick<Row<"option">, "decision" | "name" | "summary" | "recommended" | "costed" | "source"> {
  points: Pick<Row<"optionPoint">, "kind" | "said">[];
  overrides: Pick<Row<"optionOverride">, "commitmentId" | "field" | "value">[];
}

async function withParts(on: On, rows: Row<"option">[]): Promise<OptionWithParts[]> {
  const ids = rows.map((row) => row.id);
  const points = await partsOf(on, "optionPoint", "optionId", ids);
  const overrides = await partsOf(on, "optionOverride", "optionId", ids);
  const { commitment } = on.t;
  const own =
    ids.length === 0
      ? []
      : await withTerms(on, await on.q.select().from(commitment).where(inArray(commitment.optionId, ids)).orderBy(asc(commitment.position), asc(commitment.id)));
  return rows.map((row) => ({ ...row, points: points.get(row.id) ?? [], overrides: overrides.get(row.id) ?? [], commitments: own.filter((each) => each.optionId === row.id) }));
}

/** A page of an authority's options, of one decision where it is named. */
export async function options(on: On, viewer: Viewer, authorityId: string, decision: string | null, args: PageArgs): Promise<Page<OptionWithParts>> {
  const { option } = on.t;
  const rows = await on.q
    .select()
    .from(option)
    .where(
      and(
        readable(viewer, option.authorityId),
        eq(option.authorityId, authorityId),
        decision === null ? undefined : eq(option.decision, decision),
        pageStart(option.position, option.id, args),
      ),
    )
    .orderBy(...pageOrder(option.position, option.id, args))
    .limit(pageLimit(args));
  return page(await withParts(on, rows), "position", args);
}

/** What there is to decide, with the number of options for each. */
export async function decisions(on: On, viewer: Viewer, authorityId: string): Promise<{ decision: string; options: number }[]> {
  const { option } = on.t;
  const rows = await on.q
    .select({ decision: option.decision, options: count(), first: max(option.position) })
    .from(option)
    .where(and(readable(viewer, option.authorityId), eq(option.authorityId, authorityId)))
    .groupBy(option.decision)
    .orderBy(asc(option.decision));
  return rows.map(({ decision, options: number }) => ({ decision, options: Number(number) }));
}

/** @throws Refusal NOT_FOUND, the same for an option that the viewer may not see. */
export async function optionById(on: On, viewer: Viewer, id: string, field = "id"): Promise<OptionWithParts> {
  const { option } = on.t;
  const [found] = await withParts(
    on,
    await on.q
      .select()
      .from(option)
      .where(and(readable(viewer, option.authorityId), eq(option.id, id))),
  );
  if (!found) throw new Refusal("NOT_FOUND", field, "There is no such option, or you may not see it.");
  on.noteRead?.(found.authorityId);
  return found;
}

/** @throws Refusal where the decision has another option of this name already. */
async function refuseBeside(on: On, authorityId: string, id: string, { decision, name }: StatedOption): Promise<void> {
  const { option } = on.t;
  const siblings = await on.q
    .select()
    .from(option)
    .where(and(eq(option.authorityId, authorityId), eq(option.decision, decision), ne(option.id, id)));
  if (siblings.some((each) => each.name === name)) throw new Refusal("DUPLICATE", "input.name", `There is already an option ${name} for this decision. Choose another name.`);
}

export async function createOption(on: On, viewer: Viewer, authorityId: string, id: string, stated: StatedOption): Promise<Kept> {
  requireChange(viewer, authorityId);
  await refuseBeside(on, authorityId, id, stated);
  const { points, overrides, ...row } = stated;
  const { option } = on.t;
  const [last] = await on.q
    .select({ position: max(option.position) })
    .from(option)
    .where(eq(option.authorityId, authorityId));
  const owner = { authorityId, optionId: id };
  const changes = [
    insertion("option", { ...row, id, authorityId, adoptedAt: null, adoptedBy: null, adoptedFacts: null, position: (last?.position ?? 0) + 1 }, "input.name"),
    ...partChanges("optionPoint", [], points, owner, "input.points"),
    ...partChanges("optionOverride", [], overrides, owner, "input.overrides", ["commitmentId", "field"]),
  ];
  return applyBatch(on, viewer, { authorityId, why: `Add ${row.name}`, changes });
}

export async function changeOption(on: On, viewer: Viewer, id: string, stated: StatedOption, seen: number): Promise<Kept> {
  const held = await optionById(on, viewer, id);
  requireChange(viewer, held.authorityId);
  await refuseIfMovedSince(on, held.authorityId, rowsOf(held), seen, "id");
  await refuseBeside(on, held.authorityId, id, stated);
  const { points, overrides, ...row } = stated;
  const owner = { authorityId: held.authorityId, optionId: id };
  const changes = [
    ...fieldChanges("option", id, { ...held }, row, "input"),
    ...partChanges("optionPoint", asParts(held.points), points, owner, "input.points"),
    ...partChanges("optionOverride", asParts(held.overrides), overrides, owner, "input.overrides", ["commitmentId", "field"]),
  ];
  return applyBatch(on, viewer, { authorityId: held.authorityId, why: `Change ${held.name}`, changes });
}

/** Removes an option with the commitments that are its own. The batch can be taken back. */
export async function removeOption(on: On, viewer: Viewer, id: string, seen: number): Promise<Kept> {
  const held = await optionById(on, viewer, id);
  requireChange(viewer, held.authorityId);
  await refuseIfMovedSince(on, held.authorityId, [...rowsOf(held), ...held.commitments.map((own) => own.id)], seen, "id");
  const { points, overrides, commitments, ...row } = held;
  const changes = [
    ...points.map((each) => removal("optionPoint", each)),
    ...overrides.map((each) => removal("optionOverride", each)),
    ...commitments.flatMap(commitmentRemoval),
    removal("option", row),
  ];
  return applyBatch(on, viewer, { authorityId: held.authorityId, why: `Remove ${held.name}`, changes });
}

/** Adds a commitment that is the option's own, and no fact. */
export async function addToOption(on: On, viewer: Viewer, held: OptionWithParts, id: string, stated: StatedCommitment): Promise<Kept> {
  requireChange(viewer, held.authorityId);
  refuseAdopted(held);
  const changes = await newCommitment(on, held.authorityId, id, stated, held.id);
  return applyBatch(on, viewer, { authorityId: held.authorityId, why: `Add ${stated.name} to ${held.name}`, changes });
}

/**
 * Adopts an option as one batch: its own commitments become facts with a status, and what it takes otherwise becomes so in the facts.
 * `facts` is what the options of the decision are compared by: kept, since the facts themselves are other ones then. `undoBatch` takes it
 * back. @throws Refusal where another option of the decision is adopted, or an override has no place among the facts.
 */
export async function adoptOption(on: On, viewer: Viewer, held: OptionWithParts, statusId: string | null, facts: string, seen: number): Promise<Kept> {
  const { id } = held;
  requireChange(viewer, held.authorityId);
  const written = [...held.commitments.map((own) => own.id), ...held.overrides.map(({ commitmentId }) => commitmentId)];
  await refuseIfMovedSince(on, held.authorityId, [...rowsOf(held), ...written], seen, "id");
  refuseAdopted(held);
  const changes: Change[] = [
    ...fieldChanges("option", id, { ...held }, { adoptedAt: new Date().toISOString(), adoptedBy: viewer.name, adoptedFacts: facts }, "id"),
    ...held.commitments.flatMap((own) => fieldChanges("commitment", own.id, { ...own }, { optionId: null, ...(statusId !== null && { statusId }) }, "id")),
  ];
  for (const commitmentId of new Set(held.overrides.map((each) => each.commitmentId))) {
    changes.push(
      ...asFact(
        await commitmentById(on, viewer, commitmentId),
        held.overrides.filter((each) => each.commitmentId === commitmentId),
      ),
    );
  }
  // An override of what is removed goes with it.
  const gone = new Set(changes.filter((change) => change.table === "commitment" && change.field === "*" && change.to === null).map((change) => change.id));
  changes.push(...(await overridesOf(on, held.authorityId, gone)).map((each) => removal("optionOverride", each)));
  return applyBatch(on, viewer, { authorityId: held.authorityId, why: `Adopt ${held.name}`, changes });
}

/** What overrides come to as changes of the commitment itself. */
function asFact(commitment: CommitmentWithTerms, overrides: readonly Row<"optionOverride">[]): Change[] {
  if (overrides.some(({ field }) => field === "left out")) return commitmentRemoval(commitment);
  const weekly = commitment.basis === "weekly price";
  return overrides.flatMap(({ field, value }): Change[] => {
    switch (field) {
      case "price":
        return [
          ...fieldChanges("commitment", commitment.id, { ...commitment }, weekly ? { weeklyRatePounds: value } : { yearlyRatePounds: value }, "id"),
          ...commitment.places
            .filter((period) => period.volume !== "support")
            .flatMap((period) => fieldChanges("commitmentPlaces", period.id, { ...period }, { pricePounds: null }, "id")),
        ];
      case "ends":
        return fieldChanges("commitment", commitment.id, { ...commitment }, { endsOn: value, endYearShare: null }, "id");
      case "places":
        return commitment.places
          .filter((period) => period.volume !== "support")
          .flatMap((period) => fieldChanges("commitmentPlaces", period.id, { ...period }, { places: Number(value) }, "id"));
      case "starts": {
        const first = commitment.places.reduce((earliest, { startsOn }) => (startsOn < earliest ? startsOn : earliest), "9999-12-31");
        return commitment.places
          .filter((period) => period.startsOn === first)
          .flatMap((period) => fieldChanges("commitmentPlaces", period.id, { ...period }, { startsOn: value, firstYearShare: null }, "id"));
      }
      default:
        throw new Refusal(
          "BAD_INPUT",
          "id",
          `This option overrides the ${field} of ${commitment.name}, which is an assumption and not a term. Change its uplifts or its places to what was agreed and remove that override, then adopt the option.`,
        );
    }
  });
}

async function overridesOf(on: On, authorityId: string, commitmentIds: ReadonlySet<string>): Promise<Row<"optionOverride">[]> {
  if (commitmentIds.size === 0) return [];
  const { optionOverride } = on.t;
  return on.q
    .select()
    .from(optionOverride)
    .where(and(eq(optionOverride.authorityId, authorityId), inArray(optionOverride.commitmentId, [...commitmentIds])));
}

function refuseAdopted(held: Row<"option">): void {
  if (held.adoptedAt !== null) throw new Refusal("IN_USE", "id", `${held.name} has been adopted already. Its commitments are part of the budget now: change them there.`);
}

function rowsOf(held: OptionWithParts): [string, ...string[]] {
  return [held.id, ...[...held.points, ...held.overrides].map((each) => each.id)];
}

function asParts<Part extends { id: string }>(parts: readonly Part[]): (Part & Record<string, unknown>)[] {
  return parts as (Part & Record<string, unknown>)[];
}
