// The KPIs and subjects that an authority works with: its own, and those of the publishers that it uses. The one way in which resolvers read them.
import { authorityById } from "../../db/authorities.ts";
import type { On } from "../../db/engine/open.ts";
import { type KpiSubjectWithParts, type KpiWithParts, kpiSubjects, kpis } from "../../db/outcomes.ts";
import { ownersRead } from "../../db/publishers.ts";
import type { Viewer } from "../../db/viewer.ts";
import { Refusal } from "../../db/write/refusal.ts";
import { type KpiLeftOut, sharedKpis, sharedSubjects } from "../finance/sharedFacts.ts";

export interface SharedSet {
  /** The authority, and behind it the publishers in the order in which it took them up. */
  readonly owners: readonly [string, ...string[]];
  readonly kpis: readonly KpiWithParts[];
  readonly subjects: readonly KpiSubjectWithParts[];
  /** Publishers' KPIs of a code that a KPI before them has with another definition. */
  readonly leftOut: readonly KpiLeftOut<KpiWithParts>[];
  /** The id that stands for an id: its own, or that of what it is the same as. */
  readonly one: (id: string) => string;
  /** All the ids for which those stand. */
  readonly all: (ids: readonly string[]) => string[];
  /** All that its owners have. */
  readonly stored: { readonly kpis: readonly KpiWithParts[]; readonly subjects: readonly KpiSubjectWithParts[] };
}

/** An authority's subjects with its publishers', each within what is stated or what its code says. */
export async function subjectsRead(on: On, viewer: Viewer, authorityId: string): Promise<KpiSubjectWithParts[]> {
  const owners = await ownersRead(on, viewer, authorityId);
  return sharedSubjects(byOwner(owners, await kpiSubjects.all(on, viewer, owners))).subjects;
}

/** The set as its authority works with it. */
export async function sharedSet(on: On, viewer: Viewer, authorityId: string): Promise<SharedSet> {
  const owners = (await ownersRead(on, viewer, authorityId)) as [string, ...string[]];
  return setOf(owners, await kpis.all(on, viewer, owners), await kpiSubjects.all(on, viewer, owners));
}

/** A KPI of an authority's set, with the set. @throws Refusal NOT_FOUND. */
export async function kpiIn(on: On, viewer: Viewer, authorityId: string, kpiId: string, field = "kpi"): Promise<{ set: SharedSet; kpi: KpiWithParts }> {
  await authorityById(on, viewer, authorityId);
  const set = await sharedSet(on, viewer, authorityId);
  const kpi = set.kpis.find(({ id }) => id === set.one(kpiId));
  if (!kpi) throw new Refusal("NOT_FOUND", field, "There is no such KPI in this authority's set.");
  return { set, kpi };
}

/** What one of a set's owners has, by itself. */
export function aloneIn({ stored }: SharedSet, owner: string): SharedSet {
  const own = <Row extends { authorityId: string }>(rows: readonly Row[]) => rows.filter(({ authorityId }) => authorityId === owner);
  return setOf([owner], own(stored.kpis), own(stored.subjects));
}

function setOf(owners: readonly [string, ...string[]], allKpis: readonly KpiWithParts[], allSubjects: readonly KpiSubjectWithParts[]): SharedSet {
  const { subjects, standsFor } = sharedSubjects(byOwner(owners, allSubjects));
  const found = sharedKpis(byOwner(owners, allKpis), (id) => standsFor.get(id) ?? id);
  const stands = new Map([...standsFor, ...found.standsFor]);
  const others = new Map<string, string[]>();
  for (const [id, one] of stands) others.set(one, [...(others.get(one) ?? []), id]);
  const one = (id: string) => stands.get(id) ?? id;
  return {
    owners,
    stored: { kpis: allKpis, subjects: allSubjects },
    kpis: found.kpis,
    subjects,
    leftOut: found.leftOut,
    one,
    all: (ids) => [...new Set(ids.map(one))].flatMap((id) => [id, ...(others.get(id) ?? [])]),
  };
}

function byOwner<Row extends { authorityId: string }>(owners: readonly string[], rows: readonly Row[]): Row[][] {
  return owners.map((owner) => rows.filter(({ authorityId }) => authorityId === owner));
}
