// Outcomes as tables: a subject's KPIs by period, KPIs by subject, and the ranking of one KPI.
import { Exact } from "./exact.ts";
import { input, named } from "./figure.ts";
import { grouped } from "./grouped.ts";
import { type KpiFacts, kpiCellUnit, kpiDifferenceUnit } from "./kpi.ts";
import type { Comparison } from "./outcomeComparison.ts";
import type { OutcomeNode } from "./outcomeNode.ts";
import { type OutcomeQuestion, outcomeNodes } from "./outcomes.ts";
import type { OutcomeWorld, SubjectFacts } from "./outcomeWorld.ts";
import { type Period, type PeriodKind, periodSaid } from "./period.ts";
import { SubjectTree, withoutPlace } from "./subjectTree.ts";
import { ReportCell, type ReportColumn, type ReportRow, type ReportTable } from "./table.ts";

export interface OutcomesAsked {
  readonly authorityName: string;
  readonly subject: SubjectFacts;
  readonly against: OutcomeQuestion["against"];
  /** Which of the world's outcomes may be shown; the others are there to compare with. */
  readonly asked: OutcomeQuestion["asked"];
}

const ragWords = { green: "Green", amber: "Amber", red: "Red" } as const;

const table = (id: string, title: string, columns: ReportColumn[], rows: ReportRow[], notes: string[]): ReportTable => ({
  id,
  title,
  source: null,
  unit: "as stated",
  columns,
  rows,
  notes,
});
const column = (key: string, label: string, status = ""): ReportColumn => ({ key, label, status });
const wordsColumn = (key: string, label: string, status = ""): ReportColumn => ({ key, label, status, words: true });

/** What was found, with its rating. Where nothing is stored it is not available, which is not a blank. */
function valueCell(node: OutcomeNode | undefined): ReportCell {
  if (!node?.kpi) {
    const cell = ReportCell.words("[x]");
    cell.note = "Nothing is recorded for this.";
    return cell;
  }
  if (!node.measure.figure) {
    const cell = ReportCell.instead(node.shown, kpiCellUnit(node.kpi));
    cell.note = node.measure.why;
    return cell;
  }
  const cell = new ReportCell(named(`${node.kpi.name}${node.period ? `, ${periodSaid(node.period)}` : ""}`, node.measure.figure), kpiCellUnit(node.kpi));
  cell.rag = node.rag;
  return cell;
}

/** What a value is compared with, and the difference. */
function otherCells(node: OutcomeNode, other: Comparison | null): [ReportCell, ReportCell] {
  if (!node.kpi || !other) return [ReportCell.words(""), ReportCell.words("")];
  if (other.figure === null) {
    const cell = ReportCell.instead(other.shown, kpiCellUnit(node.kpi));
    cell.note = other.why;
    return [cell, ReportCell.words("")];
  }
  const value = new ReportCell(named(other.name, other.figure), kpiCellUnit(node.kpi));
  const change = other.difference === null ? ReportCell.words("") : ReportCell.instead(other.differenceShown as string, kpiDifferenceUnit(node.kpi));
  if (other.verdict) change.note = `${other.verdict === "the same" ? "The same as" : other.verdict === "better" ? "Better than" : "Worse than"} ${other.name}.`;
  return [value, change];
}

/** How far a value is from its target; blank where it has none. */
function distanceCell({ kpi, distance }: OutcomeNode): ReportCell {
  return kpi && distance?.differenceShown ? ReportCell.instead(distance.differenceShown, kpiDifferenceUnit(kpi)) : ReportCell.words("");
}

/** A change in words: "up 3.2 points, better". */
export function changeSaid(change: Comparison | null): string {
  if (!change?.direction) return "";
  if (change.direction === "level") return "level";
  return `${change.direction} ${change.differenceShown?.replace(/^[+–]/, "")}${change.verdict ? `, ${change.verdict}` : ""}`;
}

function byCategory(kpis: readonly KpiFacts[], columns: number, rowOf: (kpi: KpiFacts) => ReportRow | null): ReportRow[] {
  const made = kpis.flatMap((kpi) => {
    const row = rowOf(kpi);
    return row ? [{ category: kpi.category, row }] : [];
  });
  return [...grouped(made, (each) => each.category)].flatMap(([category, rows]) => [
    {
      key: `category:${category}`,
      kind: "heading" as const,
      level: 0,
      label: `${category[0]?.toUpperCase()}${category.slice(1)}`,
      status: null,
      subjectId: null,
      cells: Array.from({ length: columns }, () => ReportCell.words("")),
    },
    ...rows.map(({ row }) => row),
  ]);
}

const line = (kpi: KpiFacts, cells: ReportCell[], label = kpi.name): ReportRow => ({ key: `kpi:${kpi.id}`, kind: "line", level: 1, label, status: null, subjectId: kpi.id, cells });
/** Of each sort of period. */
const mostPeriods = 12;
const kinds: readonly PeriodKind[] = ["month", "quarter", "financial year", "reporting year", "academic year"];

/**
 * One subject's KPIs: how the last period stands to its target, to a comparator and to the past, and every period's figure. Source: Havering
 * 3.22 to 3.29, whose list is so reported.
 */
export function outcomesByPeriod(world: OutcomeWorld, { authorityName, subject, against, asked }: OutcomesAsked): ReportTable {
  const nodes = outcomeNodes(world, { asked: (outcome, kpi, of) => of.id === subject.id && asked(outcome, kpi, of), rated: null, groupBy: [], against, rankAmong: null });
  const periods = new Map<string, Period>();
  for (const { period } of nodes) if (period) periods.set(`${period.kind}|${period.startsOn}`, period);
  // Quarters stand beside quarters and years beside years, whatever order their days have.
  const ordered = kinds.flatMap((kind) =>
    [...periods]
      .filter(([, period]) => period.kind === kind)
      .sort(([, a], [, b]) => (a.startsOn < b.startsOn ? -1 : 1))
      .slice(-mostPeriods),
  );
  const ofKpi = grouped(nodes, (node) => node.kpi?.id);
  const columns = [
    wordsColumn("latest", "Latest"),
    column("value", "Figure"),
    wordsColumn("rag", "Rating"),
    column("target", "Target"),
    wordsColumn("distance", "To target"),
    ...(against === null ? [] : [column("comparator", comparatorSaid(nodes)), wordsColumn("difference", "Difference")]),
    wordsColumn("change", "Since the period before"),
    wordsColumn("yearChange", "Since a year before"),
    ...ordered.map(([key, period]) => column(key, periodSaid(period))),
  ];
  const rows = byCategory(world.kpis, columns.length, (kpi) => {
    const own = ofKpi.get(kpi.id);
    const last = own?.[own.length - 1];
    if (!own || !last) return null;
    const at = new Map(own.map((node) => [`${node.period?.kind}|${node.period?.startsOn}`, node]));
    const rating = ReportCell.words(last.rag ? ragWords[last.rag] : "");
    rating.rag = last.rag;
    const value = valueCell(last);
    value.rag = null;
    return line(kpi, [
      ReportCell.words(last.period ? periodSaid(last.period) : ""),
      value,
      rating,
      last.target ? new ReportCell(input(Exact.decimal(last.target.target), "plain"), kpiCellUnit(kpi)) : ReportCell.words(""),
      distanceCell(last),
      ...(against === null ? [] : otherCells(last, last.comparator)),
      ReportCell.words(changeSaid(last.previous)),
      ReportCell.words(changeSaid(last.yearBefore)),
      ...ordered.map(([key, { kind }]) => (kind === kpi.frequency ? valueCell(at.get(key)) : ReportCell.words(""))),
    ]);
  });
  const title = subject.name === authorityName ? `${authorityName}: outcomes by period` : `${authorityName}: outcomes of ${subject.name} by period`;
  const more = [
    ...leftOut("periods", periods.size, ordered.length),
    ...(new Set(ordered.map(([, { kind }]) => kind)).size > 1 ? ["A blank under a period: the KPI is counted by another sort of period."] : []),
  ];
  return table("outcomesByPeriod", title, columns, rows, notesOf(rows, more));
}

function comparatorSaid(nodes: readonly OutcomeNode[]): string {
  const names = new Set(nodes.flatMap((node) => node.comparator?.name || []));
  return names.size === 1 ? ([...names][0] as string) : "Comparator";
}

/** KPIs by subject, each at the last period that the table's own subject has: what England, the region and others came to beside it. */
export function outcomesBySubject(world: OutcomeWorld, { authorityName, subject, asked }: OutcomesAsked): ReportTable {
  const nodes = outcomeNodes(world, { asked, rated: null, groupBy: [], against: null, rankAmong: null });
  const latest = new Map<string, Period>();
  const owned = new Set(nodes.filter((node) => node.subject?.id === subject.id).map((node) => node.kpi?.id));
  for (const { kpi, period, subject: of } of nodes) {
    if (!kpi || !period || (owned.has(kpi.id) && of?.id !== subject.id)) continue;
    const known = latest.get(kpi.id);
    if (!known || known.startsOn < period.startsOn) latest.set(kpi.id, period);
  }
  const shown = nodes.filter(({ kpi, period }) => kpi && period && latest.get(kpi.id)?.startsOn === period.startsOn);
  const there = new Set(shown.map((node) => node.subject?.id));
  const held = [subject, ...world.subjects.filter((each) => each.id !== subject.id)].filter((each) => there.has(each.id));
  const subjects = held.slice(0, mostSubjects);
  const columns = [wordsColumn("period", "Period"), ...subjects.map((each) => column(each.id, each.name))];
  const at = new Map(shown.map((node) => [`${node.kpi?.id}|${node.subject?.id}`, node]));
  const rows = byCategory(world.kpis, columns.length, (kpi) => {
    const period = latest.get(kpi.id);
    return period ? line(kpi, [ReportCell.words(periodSaid(period)), ...subjects.map((each) => valueCell(at.get(`${kpi.id}|${each.id}`)))]) : null;
  });
  return table("outcomesBySubject", `${authorityName}: outcomes beside others`, columns, rows, notesOf(rows, leftOut("subjects", held.length, mostSubjects)));
}

const mostSubjects = 40;

const mostOfKpi = 24;

/** One KPI whole: everybody's figure in each period, with the place among its sort in the last and the change since the period before. */
export function outcomesOfKpi(world: OutcomeWorld, kpi: KpiFacts, asked: OutcomeQuestion["asked"]): ReportTable {
  const nodes = outcomeNodes(world, {
    asked: (outcome, of, subject) => of.id === kpi.id && asked(outcome, of, subject),
    rated: null,
    groupBy: [],
    against: null,
    rankAmong: "level",
  });
  const held = [...new Set(nodes.flatMap(({ period }) => period?.startsOn ?? []))].sort();
  const days = held.slice(-mostOfKpi);
  const periods = days.map((startsOn): Period => ({ kind: kpi.frequency, startsOn }));
  const at = new Map(nodes.map((node) => [`${node.subject?.id}|${node.period?.startsOn}`, node]));
  const lastDay = days[days.length - 1];
  const subjects = world.subjects.filter((subject) => days.some((day) => at.has(`${subject.id}|${day}`)));
  const columns = [
    ...periods.map((period) => column(period.startsOn, periodSaid(period))),
    column("place", "Place", "among its sort"),
    wordsColumn("change", "Since the period before"),
  ];
  const rows = subjects.map((subject): ReportRow => {
    const last = at.get(`${subject.id}|${lastDay}`);
    const rank = last?.rank;
    const place = rank && rank.of > 1 ? new ReportCell(input(Exact.whole(rank.rank), "plain"), { count: "", decimals: 0 }) : ReportCell.words("");
    place.note = rank && rank.of > 1 ? `Place ${rank.rank} of ${rank.of}.` : (last?.place.why ?? null);
    return {
      key: `subject:${subject.id}`,
      kind: "line",
      level: 0,
      label: subject.name,
      status: subject.kind === "authority" ? null : subject.kind,
      subjectId: subject.id,
      cells: [...days.map((day) => valueCell(at.get(`${subject.id}|${day}`))), place, ReportCell.words(changeSaid(last?.previous ?? null))],
    };
  });
  const inPlace = subjects.flatMap(({ id }) => at.get(`${id}|${lastDay}`) ?? []);
  return table("outcomesOfKpi", kpi.name, columns, rows, notesOf(rows, [...leftOut("periods", held.length, mostOfKpi), ...unranked(world, inPlace)]));
}

/** Everybody's outcome of one KPI in one period, the best first. Equals share a place. */
export function outcomesRanked(world: OutcomeWorld, kpi: KpiFacts, period: Period, asked: OutcomeQuestion["asked"]): ReportTable {
  const nodes = outcomeNodes(world, {
    asked: (outcome, of, subject) => of.id === kpi.id && outcome.startsOn === period.startsOn && asked(outcome, of, subject),
    rated: null,
    groupBy: [],
    against: null,
    rankAmong: "level",
  });
  const ranked = nodes.map((node) => ({ node, ...node.place })).sort((a, b) => (a.rank?.rank ?? 1e9) - (b.rank?.rank ?? 1e9));
  const rows = ranked.map(({ node, rank, why }): ReportRow => {
    const place = rank ? new ReportCell(input(Exact.whole(rank.rank), "plain"), { count: "", decimals: 0 }) : ReportCell.words("");
    place.note = why;
    const before = ReportCell.words(changeSaid(node.previous));
    return {
      key: `subject:${node.subject?.id}`,
      kind: "line",
      level: 0,
      label: node.subject?.name ?? "",
      status: null,
      subjectId: node.subject?.id ?? null,
      cells: [place, valueCell(node), distanceCell(node), before],
    };
  });
  const columns = [column("rank", "Place"), column("value", periodSaid(period)), wordsColumn("distance", "To target"), wordsColumn("change", "Since the period before")];
  return table("outcomesRanked", `${kpi.name}, ${periodSaid(period)}: by place`, columns, rows, notesOf(rows, unranked(world, nodes)));
}

function notesOf(rows: readonly ReportRow[], more: readonly string[] = []): string[] {
  const cells = rows.flatMap((row) => row.cells);
  const marks = new Set(cells.map((cell) => (cell.figure ? "" : cell.shown)));
  return [
    ...(cells.some((cell) => cell.rag) ? ["Ratings are judged on exact values: green where the target is met, amber within its tolerance, red beyond it."] : []),
    ...more,
    ...(marks.has("[x]") ? ["[x]: not available, or not known. It is not nil."] : []),
    ...(marks.has("[z]") ? ["[z]: does not apply."] : []),
    ...(marks.has("[k]") ? ["[k]: rounds to nil."] : []),
    ...(marks.has("[c]") ? ["[c]: hidden, because it is about so few people that they might be identified."] : []),
    ...(marks.has("[low]") ? ["[low]: hidden, because it is low."] : []),
  ];
}

/** Who has no place in a ranking, since another of it holds them. */
function unranked(world: OutcomeWorld, nodes: readonly OutcomeNode[]): string[] {
  const holders = nodes.flatMap(({ subject, place: { holderId } }) => (subject && holderId ? [[subject.id, holderId] as const] : []));
  const said = new SubjectTree(world.subjects).leftOutSaid(new Map(holders), withoutPlace);
  return said === null ? [] : [said];
}

/** What a table leaves out, where it does. */
function leftOut(of: string, held: number, most: number): string[] {
  return held > most ? [`${most} of ${held} ${of} are shown.`] : [];
}
