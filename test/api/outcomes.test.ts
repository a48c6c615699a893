// Outcomes over HTTP, asked for in any grouping: put together by adding counts, beside others, ranked, page by page and as tables.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { latest } from "../setup/latest.ts";
import { type Served, serve } from "../setup/served.ts";
import { engines } from "../setup/stores.ts";
import { added, entered, newAuthority, outcomes, percentage } from "./commissioner.ts";
import { given, refusal } from "./officer.ts";

describe.each(engines)("asking for outcomes on %s", (engine) => {
  let served: Served;
  afterAll(() => served.stop());

  let authority: string;
  const kpis: Record<string, string> = {};
  const subjects: Record<string, string> = {};
  const ask = (args: string, more = "") => outcomes(served, `authority: "${authority}"${args}`, more);
  const seen = async (args: string) =>
    (await ask(args)).nodes.map(
      (node: { kpi: { code: string } | null; subject: { name: string } | null; period: { said: string } | null }) => `${node.kpi?.code} ${node.subject?.name} ${node.period?.said}`,
    );

  beforeAll(async () => {
    served = await serve(engine, { examples: false });
    authority = await newAuthority(served, "Askshire");
    kpis.moves = await added(served, "Kpi", authority, {
      ...percentage,
      targets: [{ startsOn: "2023-04-01", target: "0.2", tolerance: "0.05" }],
    });
    kpis.school = await added(served, "Kpi", authority, {
      ...percentage,
      code: "school",
      name: "In school",
      category: "EDUCATION_AND_EMPLOYMENT",
      polarity: "HIGHER_IS_BETTER",
      frequency: "QUARTER",
    });
    const subject = async (name: string, input: object) => {
      subjects[name] = await added(served, "KpiSubject", authority, { name, ...input });
    };
    await subject("England", { kind: "COUNTRY" });
    await subject("North", { kind: "REGION", withinId: subjects.England });
    await subject("Askshire", { kind: "AUTHORITY", withinId: subjects.North });
    await subject("Bigshire", { kind: "AUTHORITY", withinId: subjects.North });
    await subject("Farshire", { kind: "AUTHORITY" });
    await served.ask(`mutation($id: ID!, $i: KpiSubjectInput!) { changeKpiSubject(seen: ${latest}, id: $id, input: $i) { batchId } }`, {
      id: subjects.Askshire,
      i: { kind: "AUTHORITY", name: "Askshire", withinId: subjects.North, neighbourIds: [subjects.Bigshire, subjects.Farshire] },
    });
    const moves = (name: string, period: string, numerator: number, denominator: number, more: object = {}) => ({
      kpiId: kpis.moves,
      subjectId: subjects[name],
      period,
      numerator: String(numerator),
      denominator: String(denominator),
      ...more,
    });
    await entered(served, authority, [
      moves("Askshire", "2023/24", 16, 100),
      moves("Askshire", "2024/25", 24, 100),
      moves("Askshire", "2024/25", 14, 60, { breakdown: "Gender: Female" }),
      moves("Askshire", "2024/25", 10, 40, { breakdown: "Gender: Male" }),
      moves("Bigshire", "2024/25", 60, 200),
      moves("Farshire", "2024/25", 20, 100),
      moves("North", "2024/25", 84, 300),
      moves("England", "2024/25", 1000, 5000),
      ...["2024/25 Q1", "2024/25 Q2"].map((period, index) => ({
        kpiId: kpis.school,
        subjectId: subjects.Askshire,
        period,
        numerator: String(70 + index * 10),
        denominator: "100",
      })),
    ]);
  });

  test("by KPI, category, subject, level and period", async () => {
    expect(await seen("")).toHaveLength(8);
    expect(await seen(`, kpis: ["school"]`)).toEqual(["school Askshire 2024/25 Q1", "school Askshire 2024/25 Q2"]);
    expect(await seen(`, categories: [EDUCATION_AND_EMPLOYMENT]`)).toEqual(["school Askshire 2024/25 Q1", "school Askshire 2024/25 Q2"]);
    expect(await seen(`, kpis: ["school"], categories: [STABILITY]`)).toEqual([]);
    expect(await seen(`, subjects: ["${subjects.Farshire}", "${subjects.England}"]`)).toEqual(["moves England 2024/25", "moves Farshire 2024/25"]);
    expect(await seen(`, levels: [REGION, COUNTRY]`)).toEqual(["moves England 2024/25", "moves North 2024/25"]);
    expect(await seen(`, levels: [REGION], subjects: ["${subjects.England}"]`)).toEqual([]);
    expect(await seen(`, from: "2024-04-01", to: "2024-09-30"`)).toEqual(["school Askshire 2024/25 Q1", "school Askshire 2024/25 Q2"]);
    expect(await seen(`, from: "2024-04-02", to: "2025-03-31"`)).toEqual(["school Askshire 2024/25 Q2"]);
  });

  test("with a last day and no first, and a first and no last", async () => {
    expect(await seen(`, to: "2024-03-31"`)).toEqual(["moves Askshire 2023/24"]);
    expect(await seen(`, from: "2024-07-01"`)).toEqual(["school Askshire 2024/25 Q2"]);
  });

  test("by rating, each with its target", async () => {
    const rated = async (rag: string) => (await ask(`, kpis: ["moves"], rag: [${rag}]`, "target { exact differenceShown verdict }")).nodes;
    expect((await rated("GREEN")).map((each: { shown: string }) => each.shown)).toEqual(["20.0%", "16.0%", "20.0%"]);
    expect((await rated("AMBER")).map((each: { shown: string }) => each.shown)).toEqual(["24.0%"]);
    expect((await rated("RED")).map((each: { shown: string }) => each.shown)).toEqual(["28.0%", "30.0%"]);
    expect(await rated("AMBER")).toMatchObject([{ rag: "AMBER", target: { exact: "0.2", differenceShown: "+4.0 points", verdict: "worse" } }]);
    expect(await rated("GREEN, AMBER, RED")).toHaveLength(6);
  });

  test("by the part of the whole", async () => {
    expect((await ask(`, breakdown: "Gender: Female"`)).nodes).toMatchObject([{ numerator: "14" }]);
    expect((await ask(`, kpis: ["moves"], subjects: ["${subjects.Askshire}"], from: "2024-04-01", allBreakdowns: true`)).nodes).toHaveLength(3);
    const byPart = await ask(`, kpis: ["moves"], from: "2024-04-01", levels: [AUTHORITY], groupBy: [BREAKDOWN]`);
    expect(byPart.nodes.map((each: { breakdown: string; numerator: string; count: number }) => [each.breakdown, each.numerator, each.count])).toEqual([
      ["", "104", 3],
      ["Gender: Female", "14", 1],
      ["Gender: Male", "10", 1],
    ]);
  });

  test("put together by one and by two, adding counts and never percentages", async () => {
    const grouped = async (by: string, more = "") => (await ask(`, groupBy: [${by}]${more}`)).nodes;
    expect(await grouped("LEVEL, PERIOD", `, kpis: ["moves"]`)).toMatchObject([
      { level: "COUNTRY", period: { said: "2024/25" }, count: 1, numerator: "1000" },
      { level: "REGION", count: 1, numerator: "84", denominator: "300", exact: "0.28" },
      { level: "AUTHORITY", period: { said: "2023/24" }, count: 1 },
      // 24 of 100, 60 of 200 and 20 of 100 are 104 of 400; the mean of their percentages would be 24.7%.
      {
        level: "AUTHORITY",
        period: { said: "2024/25" },
        subject: null,
        count: 3,
        numerator: "104",
        denominator: "400",
        shown: "26.0%",
        rag: "RED",
        rated: { green: 1, amber: 1, red: 1, none: 0 },
      },
    ]);
    expect(await grouped("DEFINITION, SUBJECT")).toHaveLength(6);
    expect(await grouped("CATEGORY")).toMatchObject([
      { category: "STABILITY", exact: null, why: "These are of different levels: an authority is within its region, and the two are not added." },
      { category: "EDUCATION_AND_EMPLOYMENT", numerator: "150", denominator: "200", exact: "0.75" },
    ]);
    expect((await grouped("RAG, DEFINITION")).map((each: { count: number; rag: string | null }) => each.count)).toEqual([3, 2, 1, 2]);
    expect(await grouped("SUBJECT, PERIOD", `, subjects: ["${subjects.Askshire}"]`)).toHaveLength(4);
  });

  test("beside the country, the region, the neighbours together, and one other", async () => {
    const one = `, kpis: ["moves"], subjects: ["${subjects.Askshire}"], from: "2024-04-01"`;
    const beside = async (args: string) => (await ask(one + args, "comparator { name exact shown difference differenceShown direction verdict why }")).nodes[0].comparator;
    expect(await beside("")).toBeNull();
    expect(await beside(", against: COUNTRY")).toMatchObject({
      name: "England",
      exact: "0.2",
      difference: "0.04",
      differenceShown: "+4.0 points",
      direction: "up",
      verdict: "worse",
    });
    expect(await beside(", against: REGION")).toMatchObject({ name: "North", exact: "0.28", differenceShown: "–4.0 points", direction: "down", verdict: "better" });
    // 60 of 200 and 20 of 100 are 80 of 300.
    expect(await beside(", against: STATISTICAL_NEIGHBOURS")).toMatchObject({ name: "Statistical neighbours of Askshire", shown: "26.7%" });
    expect(await beside(`, againstSubject: "${subjects.Farshire}"`)).toMatchObject({ name: "Farshire", exact: "0.2" });
    const far = await ask(`, kpis: ["moves"], subjects: ["${subjects.Farshire}"], against: REGION`, "comparator { exact why }");
    expect(far.nodes[0].comparator).toEqual({ exact: null, why: "Nothing is recorded for this comparator." });
  });

  test("beside the period before and the year before", async () => {
    const earlier = "previous { name exact differenceShown verdict why } yearBefore { name exact }";
    const [, now] = (await ask(`, kpis: ["moves"], subjects: ["${subjects.Askshire}"]`, earlier)).nodes;
    expect(now.previous).toMatchObject({ name: "2023/24", exact: "0.16", differenceShown: "+8.0 points", verdict: "worse" });
    expect(now.yearBefore).toEqual({ name: "2023/24", exact: "0.16" });
    // Though the year before was not asked for.
    expect((await ask(`, kpis: ["moves"], subjects: ["${subjects.Askshire}"], from: "2024-04-01"`, earlier)).nodes).toMatchObject([{ previous: { exact: "0.16" } }]);
    const [first, second] = (await ask(`, kpis: ["school"]`, earlier)).nodes;
    expect(second.previous).toMatchObject({ name: "2024/25 Q1", exact: "0.7", verdict: "better" });
    expect(first.previous).toMatchObject({ exact: null, why: "Nothing is recorded for this period." });
    expect(second.yearBefore).toEqual({ name: "2023/24 Q2", exact: null });
  });

  test("ranked among its sort, its region and its neighbours", async () => {
    const ranks = async (among: string) =>
      Object.fromEntries(
        (await ask(`, kpis: ["moves"], from: "2024-04-01", levels: [AUTHORITY], rankAmong: ${among}`, "rank { rank of }")).nodes.map(
          (each: { subject: { name: string }; rank: { rank: number; of: number } | null }) => [each.subject.name, each.rank && `${each.rank.rank} of ${each.rank.of}`],
        ),
      );
    expect(await ranks("LEVEL")).toEqual({ Farshire: "1 of 3", Askshire: "2 of 3", Bigshire: "3 of 3" });
    expect(await ranks("REGION")).toEqual({ Farshire: null, Askshire: "1 of 2", Bigshire: "2 of 2" });
    expect((await ranks("STATISTICAL_NEIGHBOURS")).Askshire).toBe("2 of 3");
    const alone = await ask(`, kpis: ["moves"], from: "2024-04-01", subjects: ["${subjects.Askshire}"], rankAmong: LEVEL`, "rank { rank of }");
    expect(alone.nodes[0].rank).toEqual({ rank: 2, of: 3 });
  });

  test("page by page: all of them, each once", async () => {
    const whole = await ask(", allBreakdowns: true");
    expect(whole).toMatchObject({ total: 10, hasNextPage: false, hiddenNote: null });
    const keys: string[] = [];
    let after: string | null = null;
    do {
      const page: { nodes: { key: string }[]; endCursor: string; hasNextPage: boolean; total: number } = given(
        await served.ask(
          `query($a: ID!, $after: String) { kpiOutcomes(authority: $a, allBreakdowns: true, first: 4, after: $after) { nodes { key } endCursor hasNextPage total } }`,
          { a: authority, after },
        ),
      ).kpiOutcomes;
      expect(page.total).toBe(10);
      keys.push(...page.nodes.map(({ key }) => key));
      after = page.hasNextPage ? page.endCursor : null;
    } while (after !== null);
    expect(keys).toEqual(whole.nodes.map(({ key }: { key: string }) => key));
    expect(new Set(keys).size).toBe(10);
    const end = await ask(`, allBreakdowns: true, after: "${whole.endCursor}"`);
    expect(end).toMatchObject({ nodes: [], endCursor: null, hasNextPage: false });
  });

  test("several under names of their own in one question", async () => {
    const data = given(
      await served.ask(
        `query($a: ID!) {
        north: kpiOutcomes(authority: $a, levels: [REGION]) { nodes { numerator } }
        england: kpiOutcomes(authority: $a, levels: [COUNTRY]) { nodes { above: numerator below: denominator } }
      }`,
        { a: authority },
      ),
    );
    expect(data).toEqual({ north: { nodes: [{ numerator: "84" }] }, england: { nodes: [{ above: "1000", below: "5000" }] } });
  });

  test("with its workings down to what was entered", async () => {
    const { nodes } = await ask(`, kpis: ["moves"], from: "2024-04-01", levels: [AUTHORITY], groupBy: [DEFINITION]`, "derivation { result workings inputs { name value } }");
    const { derivation } = nodes[0];
    expect(derivation.result).toBe("26.0%");
    for (const count of ["24", "60", "20", "100", "200"]) expect(JSON.stringify(derivation)).toContain(count);
  });

  test("with null in place of what is left out", async () => {
    const names = [
      ["kpis", "[String!]"],
      ["categories", "[KpiCategory!]"],
      ["subjects", "[ID!]"],
      ["levels", "[SubjectKind!]"],
      ["from", "Day"],
      ["to", "Day"],
      ["publication", "ID"],
      ["rag", "[RagStatus!]"],
      ["breakdown", "String"],
      ["allBreakdowns", "Boolean"],
      ["groupBy", "[OutcomeDimension!]"],
      ["against", "Comparator"],
      ["againstSubject", "ID"],
      ["rankAmong", "Peers"],
      ["first", "Int"],
      ["after", "String"],
    ] as const;
    const question = `query($a: ID!, ${names.map(([name, type]) => `$${name}: ${type}`).join(", ")}) {
      kpiOutcomes(authority: $a, ${names.map(([name]) => `${name}: $${name}`).join(", ")}) { total }
    }`;
    expect(given(await served.ask(question, { a: authority, ...Object.fromEntries(names.map(([name]) => [name, null])) })).kpiOutcomes.total).toBe(8);
    const tables = `query($a: ID!, $k: ID!, $none: ID, $text: String, $day: Day, $level: SubjectKind, $against: Comparator) {
      outcomesByPeriod(authority: $a, subject: $none, against: $against, publication: $none, from: $day, to: $day) { title }
      outcomesBySubject(authority: $a, subject: $none, publication: $none) { title }
      outcomesRanked(authority: $a, kpi: $k, period: $text, level: $level, publication: $none) { title }
      placementActivity(authority: $a, from: $day, to: $day) { id }
      benefits(authority: $a, asAt: $day) { nodes { id } }
      benefitsRegister(authority: $a, asAt: $day) { title }
    }`;
    given(await served.ask(tables, { a: authority, k: kpis.moves, none: null, text: null, day: null, level: null, against: null }));
  });

  test.each<[string, string, string, string]>([
    ["three things to put together by", ", groupBy: [LEVEL, PERIOD, RAG]", "BAD_INPUT", "groupBy"],
    ["one thing twice", ", groupBy: [LEVEL, LEVEL]", "BAD_INPUT", "groupBy"],
    ["two comparators", `, against: COUNTRY, againstSubject: "x"`, "BAD_INPUT", "againstSubject"],
    ["nobody to compare with", `, againstSubject: "nobody"`, "NOT_FOUND", "againstSubject"],
    ["a page of none", ", first: 0", "BAD_INPUT", "first"],
    ["a page of 501", ", first: 501", "BAD_INPUT", "first"],
    ["a cursor that is none", `, after: "x"`, "BAD_INPUT", "after"],
    ["a publication that is not there", `, publication: "x"`, "NOT_FOUND", "publication"],
    ["a first day of a year that Tabled does not hold", `, from: "0000-01-01"`, "BAD_INPUT", "from"],
    ["a last day of a year that Tabled does not hold", `, to: "0001-01-01"`, "BAD_INPUT", "to"],
  ])("with %s is refused", async (_, args, code, field) => {
    expect(refusal(await served.ask(`{ kpiOutcomes(authority: "${authority}"${args}) { total } }`))).toMatchObject({ code, field });
  });

  test("as tables: by period, by subject and ranked", async () => {
    const shownRows = async (query: string) => {
      const { title, columns, rows } = given(await served.ask(`{ table: ${query} { title columns { label } rows { kind label cells { shown } } } }`)).table;
      const labels = columns.map((each: { label: string }) => each.label);
      return {
        title,
        labels,
        rows: rows
          .filter((row: { kind: string }) => row.kind === "LINE" || row.kind === "line")
          .map((row: { label: string; cells: { shown: string }[] }) => [row.label, ...row.cells.map((cell) => cell.shown)]),
      };
    };
    const byPeriod = await shownRows(`outcomesByPeriod(authority: "${authority}", subject: "${subjects.Askshire}", against: COUNTRY)`);
    expect(byPeriod.title).toBe("Askshire: outcomes by period");
    expect(byPeriod.labels).toEqual([
      ...["Latest", "Figure", "Rating", "Target", "To target", "England", "Difference", "Since the period before", "Since a year before"],
      ...["2024/25 Q1", "2024/25 Q2", "2023/24", "2024/25"],
    ]);
    expect(byPeriod.rows[0]).toEqual([
      ...["Placement moves", "2024/25", "24.0%", "Amber", "20.0%", "+4.0 points", "20.0%", "+4.0 points", "up 8.0 points, worse", "up 8.0 points, worse"],
      ...["", "", "16.0%", "24.0%"],
    ]);
    const bySubject = await shownRows(`outcomesBySubject(authority: "${authority}", kpis: ["moves"])`);
    expect(bySubject.labels).toEqual(["Period", "Askshire", "England", "North", "Bigshire", "Farshire"]);
    expect(bySubject.rows).toEqual([["Placement moves", "2024/25", "24.0%", "20.0%", "28.0%", "30.0%", "20.0%"]]);
    const ranked = await shownRows(`outcomesRanked(authority: "${authority}", kpi: "${kpis.moves}", period: "2024/25")`);
    expect(ranked.rows.map((row: string[]) => row.slice(0, 4))).toEqual([
      ["Farshire", "1", "20.0%", "0.0 points"],
      ["Askshire", "2", "24.0%", "+4.0 points"],
      ["Bigshire", "3", "30.0%", "+10.0 points"],
    ]);
    expect(await shownRows(`outcomesRanked(authority: "${authority}", kpi: "${kpis.moves}")`)).toEqual(ranked);
    expect(refusal(await served.ask(`{ outcomesRanked(authority: "${authority}", kpi: "${kpis.moves}", period: "June 2024") { title } }`))).toMatchObject({
      code: "BAD_INPUT",
      field: "period",
    });
  });
});
