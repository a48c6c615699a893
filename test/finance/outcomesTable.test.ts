// The three tables of outcomes on a small world: their columns, what each cell shows, its rating and note, and what stands where nothing is held.
import { describe, expect, test } from "vitest";
import type { KpiFacts, OutcomeFacts, TargetFacts } from "../../server/finance/kpi.ts";
import type { Comparison } from "../../server/finance/outcomeComparison.ts";
import { outcomeNodes } from "../../server/finance/outcomes.ts";
import { changeSaid, outcomesByPeriod, outcomesBySubject, outcomesRanked } from "../../server/finance/outcomesTable.ts";
import type { OutcomeWorld, SubjectFacts } from "../../server/finance/outcomeWorld.ts";
import type { ReportTable } from "../../server/finance/table.ts";

const target: TargetFacts = { subjectId: null, startsOn: "2000-04-01", endsOn: null, target: "0.8", tolerance: "0.05", toleranceIn: "points" };
const kpiOf = (id: string, stated: Partial<KpiFacts> = {}): KpiFacts => ({
  id,
  code: id,
  version: 1,
  name: id,
  category: "education",
  unit: "percent",
  polarity: "higher is better",
  frequency: "reporting year",
  counts: "over the period",
  numeratorSaid: "in school",
  denominatorSaid: "children",
  decimals: 1,
  ofPeople: true,
  computed: null,
  targets: [target],
  ...stated,
});
const school = kpiOf("In school");
const work = kpiOf("In work", { targets: [] });
const wait = kpiOf("Wait", { category: "timeliness", unit: "weeks", polarity: "lower is better", frequency: "quarter", targets: [] });
const subject = (id: string, kind: SubjectFacts["kind"], withinId: string | null = null): SubjectFacts => ({ id, kind, name: id, withinId, neighbourIds: [] });
const england = subject("England", "country");
const north = subject("North", "region", "England");
const leeds = subject("Leeds", "authority", "North");
const york = subject("York", "authority", "North");
const hull = subject("Hull", "authority", "North");

const given = (kpi: KpiFacts, of: SubjectFacts, startsOn: string, stated: Partial<OutcomeFacts>): OutcomeFacts => ({
  id: `${kpi.id} ${of.id} ${startsOn}`,
  kpiId: kpi.id,
  subjectId: of.id,
  startsOn,
  breakdown: "",
  numerator: null,
  denominator: null,
  value: null,
  missing: null,
  ...stated,
});
const counts = (kpi: KpiFacts, of: SubjectFacts, startsOn: string, numerator: number, denominator: number) =>
  given(kpi, of, startsOn, { numerator: String(numerator), denominator: String(denominator) });
const world: OutcomeWorld = {
  kpis: [school, work, wait],
  subjects: [england, north, leeds, york, hull],
  outcomes: [
    counts(school, leeds, "2022-04-01", 30, 40),
    counts(school, leeds, "2024-04-01", 31, 40),
    counts(school, leeds, "2023-04-01", 33, 40),
    counts(school, england, "2024-04-01", 7, 10),
    counts(school, york, "2024-04-01", 40, 40),
    counts(school, york, "2023-04-01", 39, 40),
    given(school, hull, "2024-04-01", { missing: "c" }),
    given(work, leeds, "2023-04-01", { value: "0.5" }),
    given(work, leeds, "2024-04-01", { missing: "z" }),
    given(work, england, "2023-04-01", { value: "0.6" }),
    given(wait, leeds, "2023-10-01", { value: "14" }),
    given(wait, leeds, "2024-07-01", { value: "15" }),
    given(wait, leeds, "2024-10-01", { value: "12.5" }),
  ],
};
const asked = { authorityName: "Leeds", subject: leeds, against: null, asked: () => true };
const shown = (table: ReportTable) => table.rows.map(({ kind, label, cells }) => [kind === "heading" ? `# ${label}` : label, ...cells.map((cell) => cell.shown)]);
const labels = (table: ReportTable) => table.columns.map(({ label }) => label);
const cellOf = (table: ReportTable, row: string, column: string) => table.rows.find(({ label }) => label === row)?.cells[table.columns.findIndex(({ label }) => label === column)];

describe("a subject's KPIs by period", () => {
  const table = outcomesByPeriod(world, { ...asked, against: { level: "country" } });

  test("says what the last period comes to beside its target, England and the past, and has a column for each period of each sort", () => {
    expect(table).toMatchObject({ id: "outcomesByPeriod", title: "Leeds: outcomes by period", unit: "as stated" });
    expect(labels(table)).toEqual([
      ...["Latest", "Figure", "Rating", "Target", "To target", "England", "Difference", "Since the period before", "Since a year before"],
      ...["2023/24 Q3", "2024/25 Q2", "2024/25 Q3", "2023", "2024", "2025"],
    ]);
    expect(table.columns.filter(({ words }) => words).map(({ label }) => label)).toEqual([
      "Latest",
      "Rating",
      "To target",
      "Difference",
      "Since the period before",
      "Since a year before",
    ]);
    const blank = Array.from({ length: 15 }, () => "");
    // 31 ÷ 40 = 77.5%: 2.5 points below the target, 7.5 above England, and 5 below the 82.5% of a year before.
    expect(shown(table)).toEqual([
      ["# Education", ...blank],
      [
        ...["In school", "2025", "77.5%", "Amber", "80.0%", "–2.5 points", "70.0%", "+7.5 points", "down 5.0 points, worse", "down 5.0 points, worse"],
        ...["", "", "", "75.0%", "82.5%", "77.5%"],
      ],
      [...["In work", "2025", "[z]", "", "", "", "[x]", "", "", ""], ...["", "", "", "[x]", "50.0%", "[z]"]],
      ["# Timeliness", ...blank],
      [...["Wait", "2024/25 Q3", "12.5", "", "", "", "[x]", "", "down 2.5, better", "down 1.5, better"], ...["14.0", "15.0", "12.5", "", "", ""]],
    ]);
  });

  test("each figure has its rating and its workings, and each mark says why", () => {
    expect(["2023", "2024", "2025", "Rating"].map((column) => cellOf(table, "In school", column)?.rag)).toEqual(["amber", "green", "amber", "amber"]);
    expect(cellOf(table, "In school", "2025")?.derivation).toMatchObject({ workings: "31 in school ÷ 40 children", result: "77.5%" });
    expect(cellOf(table, "In school", "2025")?.figure).toMatchObject({ kind: "named", name: "In school, 2025" });
    expect(cellOf(table, "In school", "Difference")?.note).toBe("Better than England.");
    expect(cellOf(table, "In work", "2025")?.note).toBe("Does not apply here.");
    expect(cellOf(table, "In work", "2023")?.note).toBe("Nothing is recorded for this.");
    expect(cellOf(table, "Wait", "England")?.note).toBe("Nothing is recorded for this comparator.");
    expect(table.notes).toEqual([
      "Ratings are judged on exact values: green where the target is met, amber within its tolerance, red beyond it.",
      "A blank under a period: the KPI is counted by another sort of period.",
      "[x]: not available, or not known. It is not nil.",
      "[z]: does not apply.",
    ]);
  });

  test("keys stay the same, and rows are of their KPIs", () => {
    expect(table.rows.map(({ key, kind, level, subjectId }) => [key, kind, level, subjectId])).toEqual([
      ["category:education", "heading", 0, null],
      ["kpi:In school", "line", 1, "In school"],
      ["kpi:In work", "line", 1, "In work"],
      ["category:timeliness", "heading", 0, null],
      ["kpi:Wait", "line", 1, "Wait"],
    ]);
    for (const { cells } of table.rows) expect(cells).toHaveLength(table.columns.length);
  });

  test("without a comparator there is no column of it, another subject is named, and one with no outcomes has no rows", () => {
    const plain = outcomesByPeriod(world, { ...asked, subject: york });
    expect(plain.title).toBe("Leeds: outcomes of York by period");
    expect(labels(plain)).toEqual(["Latest", "Figure", "Rating", "Target", "To target", "Since the period before", "Since a year before", "2024", "2025"]);
    expect(shown(plain)[1]).toEqual(["In school", "2025", "100.0%", "Green", "80.0%", "+20.0 points", "up 2.5 points, better", "up 2.5 points, better", "97.5%", "100.0%"]);
    expect(outcomesByPeriod(world, { ...asked, subject: north })).toMatchObject({ rows: [], notes: [] });
    expect(
      outcomesByPeriod(world, { ...asked, asked: ({ startsOn }) => startsOn < "2023-01-01" })
        .columns.map(({ label }) => label)
        .at(-1),
    ).toBe("2023");
  });

  test("of more than twelve periods the last are shown, and it says so", () => {
    const monthly = kpiOf("Monthly", { frequency: "month" });
    const months = Array.from({ length: 14 }, (_, index) => counts(monthly, leeds, `${2023 + Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, "0")}-01`, index, 14));
    const long = outcomesByPeriod({ ...world, kpis: [monthly], outcomes: months }, asked);
    expect(labels(long).slice(-12)).toEqual([
      ...["March", "April", "May", "June", "July", "August", "September", "October", "November", "December"].map((month) => `${month} 2023`),
      "January 2024",
      "February 2024",
    ]);
    expect(long.notes).toContain("12 of 14 periods are shown.");
    // 13 of 14 and 1 of 14, a month and a year before.
    expect(shown(long)[1]?.slice(6, 8)).toEqual(["up 7.1 points, better", "up 85.7 points, better"]);
  });
});

describe("KPIs by subject", () => {
  const table = outcomesBySubject(world, asked);

  test("each at the last period that the subject itself has, the subject first", () => {
    expect(table).toMatchObject({ id: "outcomesBySubject", title: "Leeds: outcomes beside others" });
    expect(labels(table)).toEqual(["Period", "Leeds", "England", "York", "Hull"]);
    expect(shown(table)).toEqual([
      ["# Education", "", "", "", "", ""],
      ["In school", "2025", "77.5%", "70.0%", "100.0%", "[c]"],
      // England's is of the year before.
      ["In work", "2025", "[z]", "[x]", "[x]", "[x]"],
      ["# Timeliness", "", "", "", "", ""],
      ["Wait", "2024/25 Q3", "12.5", "[x]", "[x]", "[x]"],
    ]);
    expect(["Leeds", "England", "York", "Hull"].map((column) => cellOf(table, "In school", column)?.rag)).toEqual(["amber", "red", "green", null]);
    expect(cellOf(table, "In school", "Hull")?.note).toMatch(/^Hidden/);
    expect(table.notes).toEqual([
      expect.stringMatching(/^Ratings are judged/),
      expect.stringMatching(/^\[x\]: /),
      expect.stringMatching(/^\[z\]: /),
      "[c]: hidden, because it is about so few people that they might be identified.",
    ]);
  });

  test("and not at a later one that only others have", () => {
    const later = { ...world, outcomes: [...world.outcomes, counts(school, england, "2025-04-01", 1, 10)] };
    expect(shown(outcomesBySubject(later, asked))[1]).toEqual(["In school", "2025", "77.5%", "70.0%", "100.0%", "[c]"]);
  });

  test("a KPI that the subject has none of is at the last period of the others", () => {
    const others = outcomesBySubject(world, { ...asked, subject: york });
    expect(labels(others)).toEqual(["Period", "York", "England", "Leeds", "Hull"]);
    expect(shown(others)[4]).toEqual(["Wait", "2024/25 Q3", "[x]", "[x]", "12.5", "[x]"]);
  });

  test("of more than forty subjects forty are shown, and it says so", () => {
    const many = Array.from({ length: 45 }, (_, index) => subject(`A${index}`, "authority"));
    const wide = outcomesBySubject({ kpis: [school], subjects: [...many, leeds], outcomes: [...many, leeds].map((of) => counts(school, of, "2024-04-01", 1, 2)) }, asked);
    expect(wide.columns).toHaveLength(41);
    expect(labels(wide)[1]).toBe("Leeds");
    expect(wide.notes).toContain("40 of 46 subjects are shown.");
  });
});

describe("by place", () => {
  const of = (kpi: KpiFacts, outcomes: readonly OutcomeFacts[]) =>
    outcomesRanked({ ...world, kpis: [kpi], outcomes }, kpi, { kind: "reporting year", startsOn: "2024-04-01" }, (_, __, { kind }) => kind === "authority");

  test("the best first, the hidden last and without a place", () => {
    const table = of(school, world.outcomes);
    expect(table).toMatchObject({ id: "outcomesRanked", title: "In school, 2025: by place" });
    expect(labels(table)).toEqual(["Place", "2025", "To target", "Since the period before"]);
    expect(shown(table)).toEqual([
      ["York", "1", "100.0%", "+20.0 points", "up 2.5 points, better"],
      ["Leeds", "2", "77.5%", "–2.5 points", "down 5.0 points, worse"],
      ["Hull", "", "[c]", "", ""],
    ]);
    expect(table.rows.map(({ key, subjectId, cells }) => [key, subjectId, cells[1]?.rag])).toEqual([
      ["subject:York", "York", "green"],
      ["subject:Leeds", "Leeds", "amber"],
      ["subject:Hull", "Hull", null],
    ]);
    expect(table.notes).toEqual([expect.stringMatching(/^Ratings/), expect.stringMatching(/^\[c\]/)]);
  });

  test("equals share a place, in the order of subjects", () => {
    const equal = [york, leeds, hull].map((each, index) => counts(school, each, "2024-04-01", index === 0 ? 1 : 2, index === 0 ? 4 : 4));
    expect(shown(of(school, equal)).map(([name, place]) => [name, place])).toEqual([
      ["Leeds", "1"],
      ["Hull", "1"],
      ["York", "3"],
    ]);
  });

  test("where neither is better nobody has a place", () => {
    const neither = kpiOf("In school", { polarity: "neither" });
    expect(shown(of(neither, world.outcomes)).map(([, place]) => place)).toEqual(["", "", ""]);
  });
});

describe("a change in words", () => {
  const change = (stated: Partial<Comparison>): Comparison => ({
    name: "2024",
    figure: null,
    exact: null,
    shown: "",
    difference: "0.032",
    differenceShown: "+3.2 points",
    direction: "up",
    verdict: "better",
    why: null,
    leftOut: null,
    ...stated,
  });
  test("up 3.2 points, better", () => {
    expect(changeSaid(change({}))).toBe("up 3.2 points, better");
    expect(changeSaid(change({ differenceShown: "–3.2 points", direction: "down", verdict: "worse" }))).toBe("down 3.2 points, worse");
    expect(changeSaid(change({ differenceShown: "–£1,200.00", direction: "down", verdict: null }))).toBe("down £1,200.00");
    expect(changeSaid(change({ direction: "level", verdict: "the same" }))).toBe("level");
    expect(changeSaid(change({ direction: null }))).toBe("");
    expect(changeSaid(null)).toBe("");
  });
  test("is that of the node that it is of", () => {
    const [, node] = outcomeNodes({ ...world, outcomes: world.outcomes.slice(0, 3) }, { asked: () => true, rated: null, groupBy: [], against: null, rankAmong: null });
    expect(changeSaid(node?.previous ?? null)).toBe("up 7.5 points, better");
  });
});
