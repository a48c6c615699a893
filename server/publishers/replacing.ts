// Puts a publisher's KPIs, subjects and outcomes in the place of an authority's copies: what would come of it, and the changes, which are one batch.
import { authorityById } from "../../db/authorities.ts";
import type { On } from "../../db/engine/open.ts";
import { type KpiSubjectWithParts, type KpiWithParts, kpiSubjects, kpis, sameNumber } from "../../db/outcomes.ts";
import { publisherById, sharedPointers } from "../../db/publishers.ts";
import { rowsWith } from "../../db/read/rowsWith.ts";
import type { FactTable, Row } from "../../db/tables.ts";
import { requireChange, requireWholeCounts, type Viewer } from "../../db/viewer.ts";
import { type Change, fieldChanges, removal } from "../../db/write/change.ts";
import { ownersUsed } from "../../db/write/owners.ts";
import { Refusal } from "../../db/write/refusal.ts";
import { periodSaid } from "../finance/period.ts";
import { type LeftAsIs, replacement } from "../finance/sharedReplacement.ts";
import { renamed } from "./renamed.ts";

/** What the publisher's would take the place of, and what stays. */
export interface Replacing {
  readonly why: string;
  readonly kpis: number;
  readonly subjects: number;
  readonly outcomes: number;
  /** Other facts that then name the publisher's: own outcomes, targets, benefits, tables of reports. */
  readonly moved: number;
  readonly left: readonly LeftAsIs[];
  readonly changes: readonly Change[];
}

/** The tables of the authority's that it reads: what is replaced must be as it was seen. */
export const tablesReplaced: readonly FactTable[] = ["kpi", "kpiTarget", "kpiBaseline", "kpiSubject", "kpiNeighbour", "outcome", "placementActivity", "benefit"];

/** @throws Refusal FORBIDDEN unless the viewer may change the authority and sees whole counts of both: what is the same tells of what is hidden. */
export async function replacing(on: On, viewer: Viewer, authorityId: string, publisherId: string): Promise<Replacing> {
  const authority = await authorityById(on, viewer, authorityId);
  requireChange(viewer, authorityId);
  const publisher = await publisherById(on, viewer, publisherId);
  for (const owner of [authorityId, publisherId]) requireWholeCounts(viewer, owner);
  if (!(await ownersUsed(on, authorityId)).includes(publisherId))
    throw new Refusal("BAD_INPUT", "publisher", `${authority.name} does not use ${publisher.name} yet. Use it first: nothing is lost by that.`);
  const heldBy = async (owner: string) => ({ kpis: await kpis.all(on, viewer, owner), subjects: await kpiSubjects.all(on, viewer, owner) });
  const [own, published] = [await heldBy(authorityId), await heldBy(publisherId)];
  const found = replacement(own, published);
  const to = new Map([...found.kpis, ...found.subjects]);
  const outcomes = await outcomesReplaced(on, { authorityId, publisherId, to }, own);
  const pointing = await pointersMoved(on, authorityId, to);
  const named = await renamed(on, authorityId, to);
  const gone = [
    ...own.subjects.filter(({ id }) => to.has(id)).flatMap(({ neighbours, ...row }) => [...neighbours.map((each) => removal("kpiNeighbour", each)), removal("kpiSubject", row)]),
    ...own.kpis.filter(({ id }) => to.has(id)).map(({ targets: _, baselines: __, ...row }) => removal("kpi", row)),
  ];
  const moves = [...outcomes.moved, ...pointing, ...named];
  return {
    why: `Use ${publisher.name}'s in place of copies`,
    kpis: found.kpis.size,
    subjects: found.subjects.size,
    outcomes: outcomes.removed.length,
    moved: new Set(moves.map(({ table, id }) => `${table}:${id}`)).size,
    left: [...found.left, ...outcomes.left],
    changes: [...outcomes.removed, ...moves, ...gone],
  };
}

interface Owners {
  readonly authorityId: string;
  readonly publisherId: string;
  /** The publisher's KPI or subject in the place of the authority's own, by their ids. */
  readonly to: ReadonlyMap<string, string>;
}

const figures = ["numerator", "denominator", "value"] as const;

/** Own outcomes of what is replaced: one that the publisher has alike goes; any other stays, and names the publisher's KPI and subject. */
async function outcomesReplaced(on: On, { authorityId, publisherId, to }: Owners, own: { kpis: readonly KpiWithParts[]; subjects: readonly KpiSubjectWithParts[] }) {
  const ids = [...to.keys()];
  const rows = new Map<string, Row<"outcome">>();
  for (const column of ["kpiId", "subjectId"] as const) for (const row of await rowsWith(on, "outcome", authorityId, column, ids)) rows.set(row.id, row);
  const one = (id: string) => to.get(id) ?? id;
  const placeOf = ({ kpiId, subjectId, startsOn, breakdown }: Row<"outcome">) => `${one(kpiId)}|${one(subjectId)}|${startsOn}|${breakdown}`;
  const kpisNamed = own.kpis.flatMap(({ id }) => to.get(id) ?? []);
  const published = new Map((await rowsWith(on, "outcome", publisherId, "kpiId", kpisNamed)).map((row) => [placeOf(row), row]));
  const known = new Map([...own.kpis, ...own.subjects].map((each) => [each.id, each]));
  const removed: Change[] = [];
  const moved: Change[] = [];
  const left: LeftAsIs[] = [];
  for (const row of rows.values()) {
    const like = published.get(placeOf(row));
    const same = like && like.missing === row.missing && figures.every((field) => sameNumber(like[field], row[field])) && (row.note === null || row.note === like.note);
    if (same) removed.push(removal("outcome", row, "publisher"));
    else moved.push(...fieldChanges("outcome", row.id, row, { kpiId: one(row.kpiId), subjectId: one(row.subjectId) }, "publisher"));
    if (!like || same) continue;
    const kpi = known.get(row.kpiId) as KpiWithParts;
    const what = [kpi.name, known.get(row.subjectId)?.name, periodSaid({ kind: kpi.frequency, startsOn: row.startsOn }), row.breakdown].filter(Boolean).join(", ");
    left.push({ what, why: `It is ${figureSaid(row)} here and ${figureSaid(like)} there. Its own comes first.` });
  }
  return { removed, moved, left };
}

function figureSaid({ numerator, denominator, value, missing }: Row<"outcome">): string {
  if (missing !== null) return missing === "unknown" ? "not known" : `[${missing}]`;
  return value ?? (denominator === null ? `${numerator}` : `${numerator} of ${denominator}`);
}

/** Everything else of the authority's own that names what is replaced, but for the neighbours of what goes itself. */
async function pointersMoved(on: On, authorityId: string, to: ReadonlyMap<string, string>): Promise<Change[]> {
  const rows = new Map<string, { table: FactTable; row: Record<string, unknown> & { id: string }; columns: string[] }>();
  for (const { table, column } of sharedPointers.filter((each) => each.table !== "outcome")) {
    const naming = (await rowsWith(on, table, authorityId, column as "id", to.keys())) as unknown as (Record<string, unknown> & { id: string })[];
    for (const row of naming) {
      const goes = to.has(row.id) || (table === "kpiNeighbour" && to.has(row.subjectId as string));
      if (goes) continue;
      const there = rows.get(row.id) ?? { table, row, columns: [] };
      rows.set(row.id, there);
      there.columns.push(column);
    }
  }
  return [...rows.values()].flatMap(({ table, row, columns }) =>
    fieldChanges(table, row.id, row, Object.fromEntries(columns.map((column) => [column, to.get(row[column] as string) ?? row[column]])), "publisher"),
  );
}
