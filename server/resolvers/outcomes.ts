// Outcomes as they are asked for: in any grouping, and as tables.
import { Arg, Args, ArgsType, Ctx, Field, ID, Int, Query, Resolver } from "type-graphql";
import { authorityById } from "../../db/authorities.ts";
import { dataVersion } from "../../db/changes.ts";
import type { On } from "../../db/open.ts";
import { kpiSubjects, kpis, lastPeriod } from "../../db/outcomes.ts";
import { Refusal } from "../../db/refusal.ts";
import type { Row } from "../../db/tables.ts";
import type { Viewer } from "../../db/viewer.ts";
import { KpiCategory, SubjectKind } from "../../schema/enums.ts";
import { Comparator, type KpiOutcome, KpiOutcomePage, OutcomeDimension, Peers } from "../../schema/outcome.ts";
import { RagStatus, ReportTable } from "../../schema/reportTable.ts";
import { DayScalar } from "../../schema/scalars.ts";
import type { Context } from "../context.ts";
import { dayInYears } from "../finance/financialYear.ts";
import { InputError } from "../finance/inputError.ts";
import type { Rag } from "../finance/kpi.ts";
import type { OutcomeNode } from "../finance/outcomeNode.ts";
import { type ComparatorLevel, type Dimension, liesWithin, type OutcomeQuestion, outcomeNodes, type RankGroup } from "../finance/outcomes.ts";
import { outcomesByPeriod, outcomesBySubject, outcomesOfKpi, outcomesRanked } from "../finance/outcomesTable.ts";
import type { SubjectFacts } from "../finance/outcomeWorld.ts";
import { periodEnd, periodSaid, readPeriod } from "../finance/period.ts";
import { outcomeWorld, type World } from "./outcomeWorld.ts";

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

const mostNodes = 500;

@Resolver()
export class OutcomeResolver {
  @Query(() => KpiOutcomePage, {
    description:
      "What KPIs came to, filtered and put together by any two of definition, category, subject, level, period, rating and part. Numerators and denominators are added; what cannot be added has no figure and says why.",
  })
  kpiOutcomes(@Ctx() { db, viewer }: Context, @Args(() => OutcomeArguments) given: OutcomeArguments): Promise<KpiOutcomePage> {
    const args = withoutNulls(given);
    return db.read(async (on) => {
      await authorityById(on, viewer, args.authority);
      const groupBy = args.groupBy ?? [];
      if (groupBy.length > 2 || new Set(groupBy).size < groupBy.length) throw new InputError("groupBy", "Outcomes are put together by at most two different things.");
      if (args.against && args.againstSubject) throw new InputError("againstSubject", "Compare with a level or with a subject, not with both.");
      const first = args.first ?? 50;
      if (first < 1 || first > mostNodes) throw new InputError("first", `A page has 1 to ${mostNodes} outcomes; ${first} were asked for.`);
      const breakdown = args.allBreakdowns || groupBy.includes("breakdown") ? args.breakdown : (args.breakdown ?? "");
      const against = args.againstSubject ? { subjectId: args.againstSubject } : args.against ? { level: args.against } : null;
      const world = await worldOf(on, viewer, args, { breakdown, against, peers: args.rankAmong !== undefined });
      if (args.againstSubject && !world.subjects.some(({ id }) => id === args.againstSubject)) throw new Refusal("NOT_FOUND", "againstSubject", "There is no such subject.");
      const nodes = outcomeNodes(world, { asked: askedFor(args, breakdown), rated: args.rag ?? null, groupBy, against, rankAmong: args.rankAmong ?? null });
      const after = args.after ? decoded(args.after) : null;
      const start = after === null ? 0 : nodes.findIndex(({ key }) => key === after) + 1;
      if (after !== null && start === 0) throw new InputError("after", "This is no cursor that a page of these outcomes gave. Ask from the first page.");
      const shown = nodes.slice(start, start + first);
      const last = shown[shown.length - 1];
      return {
        nodes: shown.map((node) => answered(node, world)),
        endCursor: last ? Buffer.from(last.key).toString("base64url") : null,
        hasNextPage: start + first < nodes.length,
        total: nodes.length,
        hiddenNote: world.hiddenNote,
      };
    });
  }

  @Query(() => ReportTable, { description: "A subject's KPIs by period: each figure with its rating, and how the last stands to target, comparator and the past." })
  outcomesByPeriod(
    @Ctx() { db, viewer }: Context,
    @Args(() => OutcomeFilter) given: OutcomeFilter,
    @Arg("subject", () => ID, { nullable: true, description: "Whose; the authority's own where nothing is said." }) subjectId?: string,
    @Arg("against", () => Comparator, { nullable: true, description: "What the last period is compared with." }) against?: ComparatorLevel,
  ): Promise<ReportTable> {
    const filter = withoutNulls(given);
    return db.read(async (on) => {
      const { authority, subject } = await subjectOf(on, viewer, filter.authority, subjectId);
      const level = against ? { level: against } : null;
      const world = await worldOf(on, viewer, { ...filter, subjects: subject.id === "" ? [] : [subject.id] }, { breakdown: "", against: level, peers: false });
      return finished(on, world, outcomesByPeriod(world, { authorityName: authority.name, subject, against: level, asked: askedFor(filter, "") }));
    });
  }

  @Query(() => ReportTable, { description: "KPIs by subject, each at the last period that the authority itself has." })
  outcomesBySubject(
    @Ctx() { db, viewer }: Context,
    @Args(() => OutcomeFilter) given: OutcomeFilter,
    @Arg("subject", () => ID, { nullable: true, description: "Beside whom the others stand; the authority's own where nothing is said." }) subjectId?: string,
  ): Promise<ReportTable> {
    const filter = withoutNulls(given);
    return db.read(async (on) => {
      const { authority, subject } = await subjectOf(on, viewer, filter.authority, subjectId);
      const world = await worldOf(on, viewer, filter, { breakdown: "", against: null, peers: false });
      return finished(on, world, outcomesBySubject(world, { authorityName: authority.name, subject, against: null, asked: askedFor(filter, "") }));
    });
  }

  @Query(() => ReportTable, { description: "One KPI whole: everybody's figure in each of the last 24 periods, with the place among its sort in the last." })
  outcomesOfKpi(
    @Ctx() { db, viewer }: Context,
    @Arg("authority", () => ID, { description: "The authority that keeps the outcomes." }) authorityId: string,
    @Arg("kpi", () => ID, { description: "The version of the KPI." }) kpiId: string,
    @Arg("breakdown", () => String, { nullable: true, description: 'The part of the whole: "Gender: Female"; the whole where nothing is said.' }) breakdown?: string,
    @Arg("publication", () => ID, { nullable: true, description: "Shown as this publication shows them." }) publication?: string,
    @Arg("subject", () => ID, { nullable: true, description: "Whose line its chart has in front; the authority's own where nothing is said. The table is the same." })
    _subject?: string,
  ): Promise<ReportTable> {
    return db.read(async (on) => {
      await authorityById(on, viewer, authorityId);
      const kpi = await kpis.byId(on, viewer, kpiId);
      if (kpi.authorityId !== authorityId) throw new Refusal("NOT_FOUND", "kpi", "There is no such KPI in this authority's set.");
      const part = breakdown ?? "";
      const world = await outcomeWorld(on, viewer, authorityId, { kpis: ({ id }) => id === kpi.id, breakdown: part, publicationId: publication ?? undefined });
      return finished(
        on,
        world,
        outcomesOfKpi(world, kpi, (outcome) => outcome.breakdown === part),
      );
    });
  }

  @Query(() => ReportTable, { description: "Everybody's outcome of one KPI in one period, the best first." })
  outcomesRanked(
    @Ctx() { db, viewer }: Context,
    @Arg("authority", () => ID, { description: "The authority that keeps the outcomes." }) authorityId: string,
    @Arg("kpi", () => ID, { description: "The version of the KPI." }) kpiId: string,
    @Arg("period", () => String, { nullable: true, description: "The period; the last that is held where nothing is said." }) period?: string,
    @Arg("level", () => SubjectKind, { nullable: true, description: "What sort of subject; authorities where nothing is said." }) level?: Row<"kpiSubject">["kind"],
    @Arg("publication", () => ID, { nullable: true, description: "Shown as this publication shows them." }) publication?: string,
  ): Promise<ReportTable> {
    return db.read(async (on) => {
      await authorityById(on, viewer, authorityId);
      const kpi = await kpis.byId(on, viewer, kpiId);
      if (kpi.authorityId !== authorityId) throw new Refusal("NOT_FOUND", "kpi", "There is no such KPI in this authority's set.");
      const kind = level ?? "authority";
      const last = period || kpi.computed ? null : await lastPeriod(on, kpi.id, kind);
      const given = period ? readPeriod(period, kpi.frequency, "period") : last === null ? undefined : { kind: kpi.frequency, startsOn: last };
      const world = await outcomeWorld(on, viewer, authorityId, {
        kpis: ({ id }) => id === kpi.id,
        from: given?.startsOn,
        to: given?.startsOn,
        breakdown: "",
        publicationId: publication,
      });
      const asked: OutcomeQuestion["asked"] = (outcome, _, subject) => outcome.breakdown === "" && subject.kind === kind;
      const kinds = new Map(world.subjects.map((each) => [each.id, each.kind]));
      const latest = world.outcomes.reduce((before, { startsOn, subjectId }) => (kinds.get(subjectId) === kind && startsOn > before ? startsOn : before), "");
      const shown = given ?? { kind: kpi.frequency, startsOn: latest || "2000-04-01" };
      return finished(on, world, outcomesRanked(world, kpi, shown, asked));
    });
  }
}

/** The authority, and the subject asked for; without one, the subject that is the authority itself. */
async function subjectOf(on: On, viewer: Viewer, authorityId: string, subjectId: string | undefined) {
  const authority = await authorityById(on, viewer, authorityId);
  const all = await kpiSubjects.all(on, viewer, authorityId);
  const found = subjectId ? all.find(({ id }) => id === subjectId) : (all.find(({ kind, name }) => kind === "authority" && name === authority.name) ?? all[0]);
  if (subjectId && !found) throw new Refusal("NOT_FOUND", "subject", "There is no such subject in this authority's set.");
  const none: SubjectFacts = { id: "", kind: "authority", name: authority.name, withinId: null, neighbourIds: [] };
  return { authority, subject: found ? { ...found, neighbourIds: found.neighbours.map(({ neighbourId }) => neighbourId) } : none };
}

/** Reads what a question needs: the subjects asked for, and those that they are compared with. */
async function worldOf(
  on: On,
  viewer: Viewer,
  filter: OutcomeFilter,
  { breakdown, against, peers }: { breakdown: string | undefined; against: OutcomeQuestion["against"]; peers: boolean },
): Promise<World> {
  if (filter.from) dayInYears(filter.from, "from");
  if (filter.to) dayInYears(filter.to, "to");
  await refuseUnknown(on, viewer, filter);
  const subjects = peers ? undefined : await subjectsNeeded(on, viewer, filter, against);
  return outcomeWorld(on, viewer, filter.authority, {
    kpis: (kpi) => (!filter.kpis || filter.kpis.includes(kpi.code)) && (!filter.categories || filter.categories.includes(kpi.category)),
    subjectIds: subjects,
    from: filter.from,
    to: filter.to,
    breakdown,
    publicationId: filter.publication,
  });
}

/** @throws InputError for a code or a subject that the set does not have: an empty answer would look like one. */
async function refuseUnknown(on: On, viewer: Viewer, { authority, kpis: codes, subjects }: OutcomeFilter): Promise<void> {
  if (codes) {
    const known = new Set((await kpis.all(on, viewer, authority)).map(({ code }) => code));
    const index = codes.findIndex((code) => !known.has(code));
    if (index >= 0) throw new InputError(`kpis[${index}]`, `There is no KPI “${codes[index]?.slice(0, 60)}” in this set.`);
  }
  if (subjects) {
    const known = new Set((await kpiSubjects.all(on, viewer, authority)).map(({ id }) => id));
    const index = subjects.findIndex((id) => !known.has(id));
    if (index >= 0) throw new InputError(`subjects[${index}]`, "There is no such subject in this set.");
  }
}

async function subjectsNeeded(on: On, viewer: Viewer, filter: OutcomeFilter, against: OutcomeQuestion["against"]): Promise<string[] | undefined> {
  if (!filter.subjects && !filter.levels) return undefined;
  const all = await kpiSubjects.all(on, viewer, filter.authority);
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
function withoutNulls<Given extends object>(given: Given): Given {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== null)) as Given;
}

function askedFor(filter: OutcomeFilter, breakdown: string | undefined): OutcomeQuestion["asked"] {
  const subjects = filter.subjects && new Set(filter.subjects);
  return (outcome, kpi, subject) =>
    (!subjects || subjects.has(subject.id)) &&
    (!filter.levels || filter.levels.includes(subject.kind)) &&
    (breakdown === undefined || outcome.breakdown === breakdown) &&
    liesWithin({ kind: kpi.frequency, startsOn: outcome.startsOn }, filter.from ?? null, filter.to ?? null);
}

function decoded(cursor: string): string {
  return Buffer.from(cursor, "base64url").toString();
}

async function finished(on: On, world: World, table: Omit<ReportTable, "dataVersion">): Promise<ReportTable> {
  return { ...table, notes: [...table.notes, ...(world.hiddenNote ? [world.hiddenNote] : [])], dataVersion: await dataVersion(on) };
}

function answered(node: OutcomeNode, world: World): KpiOutcome {
  const stored = node.outcomes.map(({ id }) => world.stored.get(id));
  const common = (of: "release" | "note") => (stored.every((each) => (each?.[of] ?? null) === (stored[0]?.[of] ?? null)) ? (stored[0]?.[of] ?? null) : null);
  return {
    key: node.key,
    kpi: node.kpi,
    category: node.category,
    subject: node.subject,
    level: node.level,
    period: node.period && { said: periodSaid(node.period), startsOn: node.period.startsOn, endsOn: periodEnd(node.period) },
    breakdown: node.breakdown,
    count: node.outcomes.length,
    numerator: node.measure.numerator?.toString() ?? null,
    denominator: node.measure.denominator?.toString() ?? null,
    exact: node.exact,
    shown: node.shown,
    why: node.measure.why,
    rag: node.rag,
    rated: node.rated,
    get target() {
      return node.distance;
    },
    get comparator() {
      return node.comparator;
    },
    get previous() {
      return node.previous;
    },
    get yearBefore() {
      return node.yearBefore;
    },
    get rank() {
      return node.rank;
    },
    get derivation() {
      return node.derivation;
    },
    release: common("release"),
    note: common("note"),
  };
}
