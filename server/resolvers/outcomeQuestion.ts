// What may be asked of outcomes, and what has to be read to answer it.
import { ArgsType, Field, ID, Int } from "type-graphql";
import type { On } from "../../db/engine/open.ts";
import type { Row } from "../../db/tables.ts";
import type { Viewer } from "../../db/viewer.ts";
import { Comparator, OutcomeDimension, Peers } from "../../schema/outcome.ts";
import { KpiCategory, SubjectKind } from "../../schema/outcomeEnums.ts";
import { DayScalar } from "../../schema/scalars.ts";
import { RagStatus } from "../../schema/tables/reportTable.ts";
import { dayInYears } from "../finance/financialYear.ts";
import { InputError } from "../finance/inputError.ts";
import type { Rag } from "../finance/kpi.ts";
import { type ComparatorLevel, type Dimension, liesWithin, type OutcomeQuestion, type RankGroup } from "../finance/outcomes.ts";
import { outcomeWorld, type World } from "./outcomeWorld.ts";
import type { SharedSet } from "./sharedSet.ts";

@ArgsType()
export class OutcomeFilter {
  @Field(() => ID, { description: "The authority that keeps the outcomes." })
  authority!: string;

  @Field(() => [String], { nullable: true, description: "Only these KPIs, by their codes." })
  kpis?: string[];

  @Field(() => [KpiCategory], { nullable: true, description: "Only KPIs about these." })
  categories?: Row<"kpi">["category"][];

  @Field(() => [ID], { nullable: true, description: "Only these subjects' outcomes." })
  subjects?: string[];

  @Field(() => [SubjectKind], { nullable: true, description: "Only subjects of these sorts." })
  levels?: Row<"kpiSubject">["kind"][];

  @Field(() => DayScalar, { nullable: true, description: "Only periods that start on this day or later." })
  from?: string;

  @Field(() => DayScalar, { nullable: true, description: "Only periods that end on this day or before." })
  to?: string;

  @Field(() => ID, { nullable: true, description: "Shown as this publication shows them. Who may not see whole counts always sees the first publication, or 1 to 5 hidden." })
  publication?: string;
}

@ArgsType()
export class OutcomeArguments extends OutcomeFilter {
  @Field(() => [RagStatus], { nullable: true, description: "Only outcomes so rated, each by itself." })
  rag?: Rag[];

  @Field(() => String, { nullable: true, description: 'Only this part of the whole; "" for wholes, which is so where nothing is said.' })
  breakdown?: string;

  @Field(() => Boolean, { nullable: true, description: "True for the whole and every part of it." })
  allBreakdowns?: boolean;

  @Field(() => [OutcomeDimension], { nullable: true, description: "Puts together what has these in common: none, one or two of them. Only counts are added." })
  groupBy?: Dimension[];

  @Field(() => Comparator, { nullable: true, description: "Compared with the subject's own country, region or neighbours." })
  against?: ComparatorLevel;

  @Field(() => ID, { nullable: true, description: "Compared with this subject." })
  againstSubject?: string;

  @Field(() => Peers, { nullable: true, description: "Ranked among these peers." })
  rankAmong?: RankGroup;

  @Field(() => Int, { nullable: true, description: "How many: 1 to 500, and 50 where nothing is said." })
  first?: number;

  @Field(() => String, { nullable: true, description: "The `endCursor` of the page before." })
  after?: string;
}

/** The same question with the ids that stand for those asked for: a subject may be known by its own and by a publisher's. */
export function askedIn<Asked extends Pick<OutcomeArguments, "subjects" | "againstSubject">>(set: SharedSet, asked: Asked): Asked {
  return { ...asked, ...(asked.subjects && { subjects: asked.subjects.map(set.one) }), ...(asked.againstSubject && { againstSubject: set.one(asked.againstSubject) }) };
}

/** Reads what a question of a set needs: the subjects asked for, and those that they are compared with. */
export async function worldOf(
  on: On,
  viewer: Viewer,
  set: SharedSet,
  filter: OutcomeFilter,
  { breakdown, against, peers }: { breakdown: string | undefined; against: OutcomeQuestion["against"]; peers: boolean },
): Promise<World> {
  if (filter.from) dayInYears(filter.from, "from");
  if (filter.to) dayInYears(filter.to, "to");
  refuseUnknown(set, filter);
  const subjects = peers ? undefined : subjectsNeeded(set, filter, against);
  return outcomeWorld(on, viewer, set, {
    kpis: (kpi) => (!filter.kpis || filter.kpis.includes(kpi.code)) && (!filter.categories || filter.categories.includes(kpi.category)),
    subjectIds: subjects,
    from: filter.from,
    to: filter.to,
    breakdown,
    publicationId: filter.publication,
  });
}

/** @throws InputError for a code or a subject that the set does not have: an empty answer would look like one. */
function refuseUnknown(set: SharedSet, { kpis: codes, subjects }: OutcomeFilter): void {
  if (codes) {
    const known = new Set(set.kpis.map(({ code }) => code));
    const index = codes.findIndex((code) => !known.has(code));
    if (index >= 0) throw new InputError(`kpis[${index}]`, `There is no KPI “${codes[index]?.slice(0, 60)}” in this set.`);
  }
  if (subjects) {
    const known = new Set(set.subjects.map(({ id }) => id));
    const index = subjects.findIndex((id) => !known.has(id));
    if (index >= 0) throw new InputError(`subjects[${index}]`, "There is no such subject in this set.");
  }
}

function subjectsNeeded({ subjects: all }: SharedSet, filter: OutcomeFilter, against: OutcomeQuestion["against"]): string[] | undefined {
  if (!filter.subjects && !filter.levels) return undefined;
  const wanted = new Set(all.filter(({ id, kind }) => (!filter.subjects || filter.subjects.includes(id)) && (!filter.levels || filter.levels.includes(kind))).map(({ id }) => id));
  if (against && "subjectId" in against) wanted.add(against.subjectId);
  else if (against?.level === "statistical neighbours") {
    for (const { id, kind, withinId, neighbours } of all) {
      if (kind === "statistical neighbours" && withinId && wanted.has(withinId)) wanted.add(id);
      else if (wanted.has(id)) for (const { neighbourId } of neighbours) wanted.add(neighbourId);
    }
  } else if (against) for (const { id, kind } of all) if (kind === against.level) wanted.add(id);
  return [...wanted];
}

/** An argument that is null is one that was left out. */
export function withoutNulls<Given extends object>(given: Given): Given {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== null)) as Given;
}

export function askedFor(filter: OutcomeFilter, breakdown: string | undefined): OutcomeQuestion["asked"] {
  const subjects = filter.subjects && new Set(filter.subjects);
  return (outcome, kpi, subject) =>
    (!subjects || subjects.has(subject.id)) &&
    (!filter.levels || filter.levels.includes(subject.kind)) &&
    (breakdown === undefined || outcome.breakdown === breakdown) &&
    liesWithin({ kind: kpi.frequency, startsOn: outcome.startsOn }, filter.from ?? null, filter.to ?? null);
}
