// Outcomes as they are asked for: in any grouping, and as tables.
import { Arg, Args, Ctx, ID, Query, Resolver } from "type-graphql";
import { authorityById } from "../../db/authorities.ts";
import type { On } from "../../db/engine/open.ts";
import { lastPeriod } from "../../db/outcomes.ts";
import { dataVersion } from "../../db/read/numbers.ts";
import type { Row } from "../../db/tables.ts";
import type { Viewer } from "../../db/viewer.ts";
import { Refusal } from "../../db/write/refusal.ts";
import { Comparator, type KpiOutcome, KpiOutcomePage } from "../../schema/outcome.ts";
import { SubjectKind } from "../../schema/outcomeEnums.ts";
import { ReportTable } from "../../schema/tables/reportTable.ts";
import { InputError } from "../finance/inputError.ts";
import type { OutcomeNode } from "../finance/outcomeNode.ts";
import { type ComparatorLevel, type OutcomeQuestion, outcomeNodes } from "../finance/outcomes.ts";
import { outcomesByPeriod, outcomesBySubject, outcomesOfKpi, outcomesRanked } from "../finance/outcomesTable.ts";
import type { SubjectFacts } from "../finance/outcomeWorld.ts";
import { periodEnd, periodSaid, readPeriod } from "../finance/period.ts";
import { isItself } from "../finance/sharedFacts.ts";
import type { Context } from "../http/context.ts";
import { askedFor, askedIn, OutcomeArguments, OutcomeFilter, withoutNulls, worldOf } from "./outcomeQuestion.ts";
import { outcomeWorld, type World } from "./outcomeWorld.ts";
import { kpiIn, sharedSet } from "./sharedSet.ts";

const mostNodes = 500;

@Resolver()
export class OutcomeResolver {
  @Query(() => KpiOutcomePage, {
    description:
      "What KPIs came to, filtered and put together by any two of definition, category, subject, level, period, rating and part. Numerators and denominators are added; of subjects of which one holds another, those that hold are added; what cannot be added has no figure and says why.",
  })
  kpiOutcomes(@Ctx() { db, viewer }: Context, @Args(() => OutcomeArguments) given: OutcomeArguments): Promise<KpiOutcomePage> {
    const stated = withoutNulls(given);
    return db.read(async (on) => {
      await authorityById(on, viewer, stated.authority);
      const set = await sharedSet(on, viewer, stated.authority);
      const args = askedIn(set, stated);
      const groupBy = args.groupBy ?? [];
      if (groupBy.length > 2 || new Set(groupBy).size < groupBy.length) throw new InputError("groupBy", "Outcomes are put together by at most two different things.");
      if (args.against && args.againstSubject) throw new InputError("againstSubject", "Compare with a level or with a subject, not with both.");
      const first = args.first ?? 50;
      if (first < 1 || first > mostNodes) throw new InputError("first", `A page has 1 to ${mostNodes} outcomes; ${first} were asked for.`);
      const breakdown = args.allBreakdowns || groupBy.includes("breakdown") ? args.breakdown : (args.breakdown ?? "");
      const against = args.againstSubject ? { subjectId: args.againstSubject } : args.against ? { level: args.against } : null;
      const world = await worldOf(on, viewer, set, args, { breakdown, against, peers: args.rankAmong !== undefined });
      if (args.againstSubject && !world.subjects.some(({ id }) => id === args.againstSubject)) throw new Refusal("NOT_FOUND", "againstSubject", "There is no such subject.");
      const nodes = outcomeNodes(world, { asked: askedFor(args, breakdown), rated: args.rag ?? null, groupBy, against, rankAmong: args.rankAmong ?? null });
      const after = args.after ? decoded(args.after) : null;
      const start = after === null ? 0 : nodes.findIndex(({ key }) => key === after) + 1;
      if (after !== null && start === 0) throw new InputError("after", "This cursor is not from a page of these outcomes. Ask for the first page again.");
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
    return db.read(async (on) => {
      const { authority, set, subject } = await subjectOf(on, viewer, given.authority, subjectId);
      const filter = askedIn(set, withoutNulls(given));
      const level = against ? { level: against } : null;
      const world = await worldOf(on, viewer, set, { ...filter, subjects: subject.id === "" ? [] : [subject.id] }, { breakdown: "", against: level, peers: false });
      return finished(on, authority.id, world, outcomesByPeriod(world, { authorityName: authority.name, subject, against: level, asked: askedFor(filter, "") }));
    });
  }

  @Query(() => ReportTable, { description: "KPIs by subject, each at the last period that the authority itself has." })
  outcomesBySubject(
    @Ctx() { db, viewer }: Context,
    @Args(() => OutcomeFilter) given: OutcomeFilter,
    @Arg("subject", () => ID, { nullable: true, description: "Beside whom the others stand; the authority's own where nothing is said." }) subjectId?: string,
  ): Promise<ReportTable> {
    return db.read(async (on) => {
      const { authority, set, subject } = await subjectOf(on, viewer, given.authority, subjectId);
      const filter = askedIn(set, withoutNulls(given));
      const world = await worldOf(on, viewer, set, filter, { breakdown: "", against: null, peers: false });
      return finished(on, authority.id, world, outcomesBySubject(world, { authorityName: authority.name, subject, against: null, asked: askedFor(filter, "") }));
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
      const { set, kpi } = await kpiIn(on, viewer, authorityId, kpiId);
      const part = breakdown ?? "";
      const world = await outcomeWorld(on, viewer, set, { kpis: ({ id }) => id === kpi.id, breakdown: part, publicationId: publication ?? undefined });
      return finished(
        on,
        authorityId,
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
      const { set, kpi } = await kpiIn(on, viewer, authorityId, kpiId);
      const kind = level ?? "authority";
      const last = period || kpi.computed ? null : await lastPeriod(on, set.owners, set.all([kpi.id]), kind);
      const given = period ? readPeriod(period, kpi.frequency, "period") : last === null ? undefined : { kind: kpi.frequency, startsOn: last };
      const world = await outcomeWorld(on, viewer, set, {
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
      return finished(on, authorityId, world, outcomesRanked(world, kpi, shown, asked));
    });
  }
}

/** The authority with its set, and the subject asked for; without one, the subject that is the authority itself. */
async function subjectOf(on: On, viewer: Viewer, authorityId: string, subjectId: string | undefined) {
  const authority = await authorityById(on, viewer, authorityId);
  const set = await sharedSet(on, viewer, authorityId);
  const all = set.subjects;
  const found = subjectId ? all.find(({ id }) => id === set.one(subjectId)) : (all.find((each) => isItself(each, authority)) ?? all[0]);
  if (subjectId && !found) throw new Refusal("NOT_FOUND", "subject", "There is no such subject in this authority's set.");
  const none: SubjectFacts = { id: "", kind: "authority", name: authority.name, withinId: null, neighbourIds: [] };
  return { authority, set, subject: found ? { ...found, neighbourIds: found.neighbours.map(({ neighbourId }) => neighbourId) } : none };
}

function decoded(cursor: string): string {
  return Buffer.from(cursor, "base64url").toString();
}

async function finished(on: On, authorityId: string, world: World, table: Omit<ReportTable, "dataVersion">): Promise<ReportTable> {
  return { ...table, notes: [...table.notes, ...world.sharedNotes, ...(world.hiddenNote ? [world.hiddenNote] : [])], dataVersion: await dataVersion(on, authorityId) };
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
    leftOut: node.leftOut,
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
    get rankWhy() {
      return node.place.why;
    },
    get derivation() {
      return node.derivation;
    },
    release: common("release"),
    note: common("note"),
  };
}
