// Outcomes over HTTP: entering, revising and removing them, asking for them in any grouping, and the financial KPIs that follow from activity.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { latest } from "../setup/latest.ts";
import { type Served, serve } from "../setup/served.ts";
import { engines } from "../setup/stores.ts";
import { added, enter, entered, lastWrite, newAuthority, nothingStored, outcomes, percentage, undo } from "./commissioner.ts";
import { given, refusal } from "./officer.ts";

describe.each(engines)("outcomes on %s", (engine) => {
  let served: Served;
  let count = 0;
  beforeAll(async () => {
    served = await serve(engine, { examples: false });
  });
  afterAll(() => served.stop());

  const revisions = async (kpi: string) => given(await served.ask(`query($k: ID!) { kpiRevisions(kpi: $k) { madeBy why outcomeId field from to } }`, { k: kpi })).kpiRevisions;
  const remove = (authority: string, ids: string[]) =>
    served.ask(`mutation($a: ID!, $ids: [ID!]!) { removeOutcomes(seen: ${latest}, authority: $a, ids: $ids) { batchId } }`, { a: authority, ids });

  describe("entering", () => {
    let authority: string;
    let kpi: string;
    let moves: string;
    let subject: string;
    const all = async () => (await outcomes(served, `authority: "${authority}", allBreakdowns: true`)).nodes;

    beforeEach(async () => {
      authority = await newAuthority(served, `Entering ${++count}`);
      kpi = await added(served, "Kpi", authority, percentage);
      moves = await added(served, "Kpi", authority, { ...percentage, code: "count", name: "Number of moves", unit: "COUNT", frequency: "QUARTER", denominatorSaid: null });
      subject = await added(served, "KpiSubject", authority, { kind: "AUTHORITY", name: `Entering ${count}` });
    });
    const of = (more: object) => ({ kpiId: kpi, subjectId: subject, period: "2024/25", ...more });

    test("a numerator with a denominator, a value, a count and a reason", async () => {
      await entered(served, authority, [
        of({ numerator: "10", denominator: "40", release: "Return", note: "Checked." }),
        of({ period: "2023/24", value: "0.3" }),
        of({ period: "2022/23", missing: "X" }),
        of({ breakdown: "Gender: Female", numerator: "4", denominator: "16" }),
        { kpiId: moves, subjectId: subject, period: "2024/25 Q2", numerator: "7" },
      ]);
      expect(await all()).toMatchObject([
        { period: { said: "2022/23" }, exact: null, shown: "[x]", numerator: null, why: "Not available." },
        { period: { said: "2023/24" }, exact: "0.3", shown: "30.0%", numerator: null, denominator: null },
        {
          period: { said: "2024/25", startsOn: "2024-04-01", endsOn: "2025-03-31" },
          breakdown: "",
          numerator: "10",
          denominator: "40",
          exact: "0.25",
          release: "Return",
          note: "Checked.",
        },
        { breakdown: "Gender: Female", numerator: "4", denominator: "16", shown: "25.0%" },
        { kpi: { code: "count" }, period: { said: "2024/25 Q2" }, exact: "7", shown: "7.0" },
      ]);
    });

    test("another figure is a revision, and what was there before stays", async () => {
      await entered(served, authority, [of({ numerator: "10", denominator: "40" })]);
      expect(await revisions(kpi)).toEqual([]);
      const batch = await entered(served, authority, [of({ numerator: "12", denominator: "40", note: "Corrected" })], { why: "The return was corrected" });
      const [{ key, numerator }] = await all();
      expect(numerator).toBe("12");
      const revised = (field: string, from: string | null, to: string) => ({ madeBy: "This machine's owner", why: "The return was corrected", outcomeId: key, field, from, to });
      expect(await revisions(kpi)).toEqual(expect.arrayContaining([revised("numerator", "10", "12"), revised("note", null, "Corrected")]));
      expect(await revisions(kpi)).toHaveLength(2);
      const { nodes } = given(
        await served.ask(`query($a: ID!, $r: ID!) { history(authority: $a, row: $r) { nodes { why changes { field fromValue toValue } } } }`, { a: authority, r: key }),
      ).history;
      expect(nodes.map((each: { why: string }) => each.why)).toEqual(["The return was corrected", "Enter an outcome"]);
      expect(nodes[0].changes).toContainEqual({ field: "numerator", fromValue: '"10"', toValue: '"12"' });
      given(await undo(served, batch));
      expect(await all()).toMatchObject([{ numerator: "10", note: null }]);
      expect((await revisions(kpi)).map(({ from, to }: { from: string; to: string }) => [from, to])).toContainEqual(["12", "10"]);
    });

    test("counts in place of a value leave no value behind", async () => {
      await entered(served, authority, [of({ value: "0.3" })]);
      await entered(served, authority, [of({ numerator: "10", denominator: "40" })]);
      expect(await all()).toMatchObject([{ exact: "0.25", numerator: "10" }]);
      await entered(served, authority, [of({ missing: "C" })]);
      expect(await all()).toMatchObject([{ exact: null, numerator: null, shown: "[c]" }]);
    });

    test("the same again changes nothing, however its decimals are written", async () => {
      await entered(served, authority, [of({ numerator: "10", denominator: "40" }), of({ period: "2023/24", value: "0.30" })]);
      const before = await all();
      await entered(served, authority, [of({ numerator: "10.0", denominator: "040" }), of({ period: "2023/24", value: "+0.3" })]);
      expect(await all()).toEqual(before);
      expect(await revisions(kpi)).toEqual([]);
    });

    test("a key sent twice enters once, though the outcomes were revised since", async () => {
      const first = given(await enter(served, authority, [of({ value: "0.3" })], { key: "once" })).enterOutcomes;
      await entered(served, authority, [of({ value: "0.4" })]);
      const before = await lastWrite(served);
      expect(given(await enter(served, authority, [of({ value: "0.3" })], { key: "once" })).enterOutcomes).toEqual({ batchId: first.batchId, repeated: true });
      expect(await lastWrite(served)).toBe(before);
      expect(await all()).toMatchObject([{ exact: "0.4" }]);
    });

    test.each<[string, object, string, string, RegExp?]>([
      ["a denominator of nil", { numerator: "0", denominator: "0" }, "BAD_INPUT", "denominator", /reason z/],
      ["a denominator below nil", { numerator: "1", denominator: "-4" }, "BAD_INPUT", "denominator"],
      ["a numerator below nil", { numerator: "-1", denominator: "4" }, "BAD_INPUT", "numerator"],
      ["a numerator above its denominator", { numerator: "41", denominator: "40" }, "BAD_INPUT", "numerator", /41 is above its denominator 40/],
      ["a denominator alone", { denominator: "40" }, "BAD_INPUT", "numerator"],
      ["a numerator alone", { numerator: "10" }, "BAD_INPUT", "denominator"],
      ["nothing", {}, "BAD_INPUT", "value"],
      ["a value beside counts", { numerator: "10", denominator: "40", value: "0.25" }, "BAD_INPUT", "value"],
      ["a value beside a reason", { missing: "X", value: "0.25" }, "BAD_INPUT", "value"],
      ["83 for 83%", { value: "83" }, "BAD_INPUT", "value", /8300%/],
      ["a value that is no number", { value: "many" }, "BAD_INPUT", "value"],
      ["a reason that is none", { missing: "Q" }, "BAD_INPUT", "missing"],
      ["a quarter of a yearly KPI", { period: "2024/25 Q1", value: "0.3" }, "BAD_INPUT", "period", /the two would overlap/],
      ["a month of a yearly KPI", { period: "June 2024", value: "0.3" }, "BAD_INPUT", "period", /the two would overlap/],
      ["an academic year of a financial one", { period: "2024/25 academic", value: "0.3" }, "BAD_INPUT", "period", /the two would overlap/],
      ["a period that is none", { period: "2024/26", value: "0.3" }, "BAD_INPUT", "period", /is not a period/],
      ["a period a century off", { period: "2124/25", value: "0.3" }, "BAD_INPUT", "period", /outside the years/],
      ["no such KPI", { kpiId: "none", value: "0.3" }, "NOT_FOUND", "kpiId"],
      ["no such subject", { subjectId: "none", value: "0.3" }, "NOT_FOUND", "subjectId"],
      ["a part with too long a name", { breakdown: "x".repeat(201), value: "0.3" }, "BAD_INPUT", "breakdown"],
    ])("%s is refused, and nothing of the call is kept", async (_, wrong, code, field, said) => {
      const refused = await nothingStored(served, () => enter(served, authority, [of({ period: "2020/21", value: "0.1" }), of(wrong)]));
      expect(refused).toMatchObject({ code, field: `outcomes[1].${field}` });
      if (said) expect(refused.message).toMatch(said);
      expect(await all()).toEqual([]);
    });

    test("one outcome twice in a call, none, and those of another authority are refused", async () => {
      expect(await nothingStored(served, () => enter(served, authority, [of({ value: "0.1" }), of({ value: "0.1", period: "2024-25" })]))).toMatchObject({
        code: "DUPLICATE",
        field: "outcomes[1]",
      });
      expect(await nothingStored(served, () => enter(served, authority, []))).toMatchObject({ code: "BAD_INPUT", field: "outcomes" });
      const other = await newAuthority(served, `Other ${count}`);
      expect(await nothingStored(served, () => enter(served, other, [of({ value: "0.1" })]))).toMatchObject({ code: "NOT_FOUND", field: "outcomes[0].kpiId" });
      expect(await nothingStored(served, () => enter(served, "nowhere", [of({ value: "0.1" })]))).toMatchObject({ code: "NOT_FOUND", field: "authority" });
    });

    test("removed, they are gone, and come back as they were", async () => {
      await entered(served, authority, [of({ numerator: "10", denominator: "40" }), of({ period: "2023/24", value: "0.3" })]);
      const before = await all();
      const ids = before.map(({ key }: { key: string }) => key);
      expect(await nothingStored(served, () => remove(authority, [ids[0], "none"]))).toMatchObject({ code: "NOT_FOUND", field: "ids" });
      expect(await nothingStored(served, () => remove(authority, []))).toMatchObject({ code: "BAD_INPUT", field: "ids" });
      const other = await newAuthority(served, `Remover ${count}`);
      expect(await nothingStored(served, () => remove(other, ids))).toMatchObject({ code: "NOT_FOUND", field: "ids" });
      const batch: string = given(await remove(authority, ids)).removeOutcomes.batchId;
      expect(await all()).toEqual([]);
      given(await undo(served, batch));
      expect(await all()).toEqual(before);
    });

    test("taken back, they are gone; revised since, they stay", async () => {
      const first = await entered(served, authority, [of({ value: "0.3" })]);
      const second = await entered(served, authority, [of({ value: "0.4" })]);
      expect(await nothingStored(served, () => undo(served, first))).toMatchObject({ code: "STALE" });
      given(await undo(served, second));
      given(await undo(served, first));
      expect(await all()).toEqual([]);
    });

    test("another version's are apart from the first's and never added to them", async () => {
      const second = await added(served, "Kpi", authority, { ...percentage, version: 2 });
      await entered(served, authority, [of({ numerator: "10", denominator: "40" }), of({ kpiId: second, numerator: "30", denominator: "60" })]);
      expect(await all()).toMatchObject([
        { kpi: { version: 1 }, exact: "0.25" },
        { kpi: { version: 2 }, exact: "0.5" },
      ]);
      const { nodes } = await outcomes(served, `authority: "${authority}", groupBy: [SUBJECT]`);
      expect(nodes).toMatchObject([{ count: 2, exact: null, why: "These were counted by different versions of the definition, and are not added." }]);
    });
  });

  describe("asking", () => {
    let authority: string;
    const kpis: Record<string, string> = {};
    const subjects: Record<string, string> = {};
    const ask = (args: string, more = "") => outcomes(served, `authority: "${authority}"${args}`, more);
    const seen = async (args: string) =>
      (await ask(args)).nodes.map(
        (node: { kpi: { code: string } | null; subject: { name: string } | null; period: { said: string } | null }) =>
          `${node.kpi?.code} ${node.subject?.name} ${node.period?.said}`,
      );

    beforeAll(async () => {
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

  describe("activity", () => {
    let authority: string;
    let subject: string;
    let block: string;
    const activity = (rows: object[], period = "2024/25", more: object = {}) =>
      served.ask(
        `mutation($a: ID!, $s: ID!, $p: String!, $k: String, $rows: [PlacementActivityInput!]!) { enterActivity(seen: ${latest}, authority: $a, subject: $s, period: $p, kind: $k, rows: $rows) { batchId } }`,
        { a: authority, s: subject, p: period, rows, ...more },
      );
    const computed = [
      ["inside", "WEEKLY_COST_INSIDE", "POUNDS_A_WEEK"],
      ["outside", "WEEKLY_COST_OUTSIDE", "POUNDS_A_WEEK"],
      ["premium", "PREMIUM_OUTSIDE", "POUNDS_A_WEEK"],
      ["duration", "AVERAGE_DURATION", "WEEKS"],
      ["under", "UNDER_ARRANGEMENT", "PERCENT"],
      ["occupancy", "OCCUPANCY", "PERCENT"],
      ["avoided", "COST_AVOIDED", "POUNDS"],
    ] as const;
    const exact = async (args = "") =>
      Object.fromEntries(
        (await outcomes(served, `authority: "${authority}"${args}`)).nodes.map((each: { kpi: { code: string }; exact: string | null }) => [each.kpi.code, each.exact]),
      );
    const stored = async () =>
      given(
        await served.ask(
          `query($a: ID!) { placementActivity(authority: $a) { kind startsOn arrangementId area placements bedWeeks costPence directBedWeeks ended endedWeeks availableBedWeeks source } }`,
          { a: authority },
        ),
      ).placementActivity;
    const rows = () => [
      // Inside: £750,000 over 250 bed-weeks, £3,000 a week; of them 40 of children placed directly.
      { area: "INSIDE", arrangementId: block, placements: 30, bedWeeks: "200", costPence: 60_000_000, directBedWeeks: "40", ended: 4, endedWeeks: "100", availableBedWeeks: "250" },
      { area: "INSIDE", placements: 10, bedWeeks: "50", costPence: 15_000_000, directBedWeeks: "0", ended: 1, endedWeeks: "25.5" },
      // Outside: £420,000 over 100 bed-weeks, £4,200 a week.
      { area: "OUTSIDE", placements: 20, bedWeeks: "100", costPence: 42_000_000, ended: 5, endedWeeks: "74.5" },
      { area: "NOT_KNOWN", placements: 20, bedWeeks: "0", costPence: 0, ended: 0 },
    ];

    beforeEach(async () => {
      authority = await newAuthority(served, `Activity ${++count}`);
      subject = await added(served, "KpiSubject", authority, { kind: "AUTHORITY", name: `Activity ${count}` });
      block = await added(served, "Arrangement", authority, { name: "Block", kind: "BLOCK_CONTRACT" });
      for (const [code, how, unit] of computed)
        await added(served, "Kpi", authority, {
          ...percentage,
          code,
          name: `Cost ${code}`,
          category: "FINANCIAL",
          unit,
          computed: how,
          numeratorSaid: null,
          denominatorSaid: null,
        });
    });

    test("gives every financial KPI by hand-made sums", async () => {
      given(await activity(rows()));
      expect(await exact()).toEqual({
        inside: "3000",
        outside: "4200",
        premium: "1200",
        duration: "20", // 200 weeks of 10 that ended
        under: "0.375", // 30 of 80
        occupancy: "0.8", // 200 of 250
        avoided: "48000", // 40 at £1,200
      });
    });

    test("gives none that a row leaves out a part of, and says what is not recorded", async () => {
      const [first, second, third, fourth] = rows();
      const said = async () =>
        Object.fromEntries(
          (await outcomes(served, `authority: "${authority}"`, "why")).nodes.flatMap((each: { kpi: { code: string }; exact: string | null; why: string | null }) =>
            each.exact === null ? [[each.kpi.code, each.why]] : [],
          ),
        );
      given(await activity([first, second, third, { ...fourth, bedWeeks: "10.5" }] as object[]));
      const area = "Whether some of these placements were inside the area or outside it is not recorded.";
      expect(await said()).toEqual({ inside: area, outside: area, premium: area, avoided: area });
      given(await activity([{ ...first, availableBedWeeks: null }, { ...second, directBedWeeks: null, ended: null }, third] as object[]));
      expect(await said()).toEqual({
        duration: "Of some of these placements it is not recorded how many ended, or how many weeks those had lasted.",
        occupancy: "Of some block places it is not recorded how many bed-weeks were paid for.",
        avoided: "Of some placements inside the area it is not recorded how many bed-weeks were of children placed directly.",
      });
    });

    test("is put in place of what was held of the period, and comes back", async () => {
      given(await activity(rows()));
      const before = await stored();
      expect(before).toHaveLength(4);
      expect(before[0]).toEqual({ kind: "FINANCIAL_YEAR", startsOn: "2024-04-01", ...rows()[0], source: null });
      const batch: string = given(await activity([{ ...rows()[2], costPence: 50_000_000 }])).enterActivity.batchId;
      expect(await exact()).toMatchObject({ inside: null, outside: "5000", premium: null, duration: "14.9", under: "0", occupancy: null, avoided: null });
      expect(await stored()).toHaveLength(1);
      given(await undo(served, batch));
      expect(await stored()).toEqual(before);
      given(await activity([]));
      expect(await stored()).toEqual([]);
      expect((await outcomes(served, `authority: "${authority}"`)).nodes).toEqual([]);
    });

    test("of several periods adds up by its sums, save for the share at a moment", async () => {
      given(await activity(rows()));
      given(await activity([{ area: "INSIDE", placements: 10, bedWeeks: "250", costPence: 100_000_000 }], "2023/24"));
      const { nodes } = await outcomes(served, `authority: "${authority}", groupBy: [DEFINITION]`);
      const by = Object.fromEntries(nodes.map((each: { kpi: { code: string } }) => [each.kpi.code, each]));
      // £1,750,000 over 500 bed-weeks.
      expect(by.inside).toMatchObject({ count: 2, exact: "3500" });
      expect(by.under).toMatchObject({ count: 2, exact: null, why: /different moments/ as unknown as string });
      expect(await exact(`, to: "2024-03-31"`)).toMatchObject({ inside: "4000", outside: null });
    });

    test("of months and quarters is apart from that of years", async () => {
      given(await activity(rows(), "2024/25 Q1"));
      given(await activity(rows(), "2024/25", { k: "academic year" }));
      expect((await stored()).map((row: { kind: string }) => row.kind)).toEqual([...Array(4).fill("QUARTER"), ...Array(4).fill("ACADEMIC_YEAR")]);
      expect((await outcomes(served, `authority: "${authority}"`)).nodes).toEqual([]);
    });

    test("is read from a day to a day", async () => {
      given(await activity(rows()));
      const ask = async (args: string) => given(await served.ask(`{ placementActivity(authority: "${authority}"${args}) { id } }`)).placementActivity;
      expect(await ask(`, from: "2024-04-02"`)).toEqual([]);
      expect(await ask(`, to: "2024-03-31"`)).toEqual([]);
      expect(await ask(`, to: "2024-04-01"`)).toHaveLength(4);
      expect(await ask(`, from: "2024-04-01"`)).toHaveLength(4);
    });

    test("shows its workings", async () => {
      given(await activity(rows()));
      const workings = async (code: string) => (await outcomes(served, `authority: "${authority}", kpis: ["${code}"]`, "derivation { workings }")).nodes[0].derivation.workings;
      expect(await workings("avoided")).toBe("(40 bed-weeks + 0 bed-weeks) × Premium outside the area £1,200.00");
      for (const part of ["600,000", "150,000", "200", "50"]) expect(await workings("inside")).toContain(part);
    });

    test("is not entered as an outcome", async () => {
      const { nodes } = given(await served.ask(`query($a: ID!) { kpis(authority: $a) { nodes { id } } }`, { a: authority })).kpis;
      const refused = await nothingStored(served, () => enter(served, authority, [{ kpiId: nodes[0].id, subjectId: subject, period: "2024/25", value: "3000" }]));
      expect(refused).toMatchObject({ code: "BAD_INPUT", field: "outcomes[0].kpi" });
    });

    test.each<[string, object, string, string]>([
      ["placements below nil", { placements: -1 }, "BAD_INPUT", "rows[1].placements"],
      ["bed-weeks below nil", { bedWeeks: "-1" }, "BAD_INPUT", "rows[1].bedWeeks"],
      ["bed-weeks that are no number", { bedWeeks: "some" }, "BAD_INPUT", "rows[1].bedWeeks"],
      ["a cost below nil", { costPence: -1 }, "BAD_INPUT", "rows[1].costPence"],
      ["half a penny", { costPence: 0.5 }, "BAD_INPUT", "rows[1].costPence"],
      ["fewer than none ended", { ended: -1 }, "BAD_INPUT", "rows[1].ended"],
      ["more used than paid for", { availableBedWeeks: "49" }, "BAD_INPUT", "rows[1].availableBedWeeks"],
      ["more placed directly than placed", { directBedWeeks: "51" }, "BAD_INPUT", "rows[1].directBedWeeks"],
      ["an arrangement that is not there", { arrangementId: "none" }, "NOT_FOUND", "rows[1].arrangementId"],
      ["one arrangement and area twice", { area: "OUTSIDE" }, "BAD_INPUT", "rows[1].area"],
    ])("with %s is refused", async (_, wrong, code, field) => {
      const fair = { area: "INSIDE", placements: 10, bedWeeks: "50", costPence: 1 };
      expect(
        await nothingStored(served, () =>
          activity([
            { ...fair, area: "OUTSIDE" },
            { ...fair, ...wrong },
          ]),
        ),
      ).toMatchObject({ code, field });
    });

    test("of no period, of nobody here and of a sort of period that is none is refused", async () => {
      expect(await nothingStored(served, () => activity([], "the year"))).toMatchObject({ code: "BAD_INPUT", field: "period" });
      expect(await nothingStored(served, () => activity([], "2024/25", { k: "quarter" }))).toMatchObject({ code: "BAD_INPUT", field: "period" });
      expect(await nothingStored(served, () => activity([], "2024/25", { k: "week" }))).toMatchObject({ code: "BAD_INPUT", field: "kind" });
      expect(await nothingStored(served, () => activity([], "2024/25", { s: "nobody" }))).toMatchObject({ code: "NOT_FOUND", field: "subject" });
    });
  });
});
