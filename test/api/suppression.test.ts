// Small counts of children through the whole server: whoever may not see them gets neither them nor what gives them away, whatever is asked.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Viewer } from "../../db/viewer.ts";
import { machineOwner } from "../../server/http/viewer.ts";
import { everything } from "../db/rows.ts";
import { latest } from "../setup/latest.ts";
import { type Answer, type Served, serve } from "../setup/served.ts";
import { engines } from "../setup/stores.ts";
import { added, entered, entering, newAuthority, percentage } from "./commissioner.ts";
import { get, given, post, refusal } from "./officer.ts";

const dimensions = ["DEFINITION", "CATEGORY", "SUBJECT", "LEVEL", "PERIOD", "RAG", "BREAKDOWN"];
const groupings = [[], ...dimensions.map((each) => [each]), ...dimensions.flatMap((each, index) => dimensions.slice(index + 1).map((other) => [each, other]))];

const comparison = "{ name exact shown difference differenceShown direction verdict why }";
const everyField = `nodes {
    key kpi { id code computed note targets { target } baselines { value asAt source } } category subject { id name } level period { said } breakdown count numerator denominator exact shown why rag
    rated { green amber red none } target ${comparison} comparator ${comparison} previous ${comparison} yearBefore ${comparison} rank { rank of }
    derivation { result workings inputs { name value } } release note
  } total hiddenNote`;
const table = `{ title columns { label } rows { label cells { shown exact note rag derivation { result workings } said { text } } } notes }`;

/** The secrets' own numbers, which stand nowhere else: a count by itself, not within an id or another number. */
const secretNumbers = ["41", "7.3%", "67", "13.4%", "43", "95.3%", "1357", "2468", "86420", "0.0731", "0.1343"];
const tells = (body: string): string[] =>
  secretNumbers.filter((number) =>
    new RegExp(`(?<![\\w.,-])${number.replace(".", "\\.").replace(/(\d)(\d{3})$/, "$1,?$2")}${/^0\./.test(number) ? "" : "(?![\\w.-]|,\\d)"}`).test(body),
  );

describe.each(engines)("small counts on %s", (engine) => {
  let served: Served;
  let authority: string;
  const kpis: Record<string, string> = {};
  const subjects: Record<string, string> = {};
  let open: string;
  let revised: string;
  const viewers: Record<string, Viewer> = { owner: machineOwner };
  const unsighted = ["reader", "officer", "elsewhere"];
  const as = async (who: string, query: string, variables: Record<string, unknown> = {}) => {
    const response = await post(served.app, query, variables, { "x-as": who });
    return { answer: response.json() as Answer, body: response.body, response };
  };

  beforeAll(async () => {
    served = await serve(engine, { examples: false, today: () => "2025-06-01", viewerOf: (request) => viewers[String(request.headers["x-as"] ?? "owner")] as Viewer });
    authority = await newAuthority(served, "Hideshire");
    const other = await newAuthority(served, "Othershire");
    viewers.reader = { name: "Reader", reads: [authority], changes: [] };
    viewers.officer = { name: "Officer", reads: "all", changes: "all" };
    viewers.elsewhere = { name: "Elsewhere", reads: "all", changes: "all", wholeCounts: [other] };
    viewers.analyst = { name: "Analyst", reads: [authority], changes: [], wholeCounts: [authority] };

    kpis.moves = await added(served, "Kpi", authority, { ...percentage, targets: [{ startsOn: "2023-04-01", target: "0.2", tolerance: "0.05" }] });
    kpis.school = await added(served, "Kpi", authority, { ...percentage, code: "school", name: "In school", category: "EDUCATION_AND_EMPLOYMENT", polarity: "HIGHER_IS_BETTER" });
    kpis.secure = await added(served, "Kpi", authority, {
      ...percentage,
      code: "secure",
      name: "Secure places",
      unit: "COUNT",
      decimals: 0,
      denominatorSaid: null,
      baselines: [{ value: "2468", asAt: "Before" }],
    });
    kpis.beds = await added(served, "Kpi", authority, {
      ...percentage,
      code: "beds",
      name: "New homes",
      unit: "COUNT",
      denominatorSaid: null,
      decimals: 0,
      ofPeople: false,
      baselines: [{ value: "2" }],
    });
    kpis.cost = await added(served, "Kpi", authority, {
      ...percentage,
      code: "cost",
      name: "Weekly cost",
      category: "FINANCIAL",
      unit: "POUNDS_A_WEEK",
      frequency: "FINANCIAL_YEAR",
      computed: "WEEKLY_COST_INSIDE",
    });
    subjects.region = await added(served, "KpiSubject", authority, { kind: "REGION", name: "North" });
    for (const name of ["Hideshire", "Second", "Third"]) subjects[name] = await added(served, "KpiSubject", authority, { kind: "AUTHORITY", name, withinId: subjects.region });
    const of = (kpi: string, subject: string, numerator: number, denominator?: number, more: object = {}) => ({
      kpiId: kpis[kpi],
      subjectId: subjects[subject],
      period: "2024/25",
      numerator: String(numerator),
      ...(denominator !== undefined && { denominator: String(denominator) }),
      ...more,
    });
    await entered(served, authority, [
      // 3 of 41 is hidden, and so is 9 of 67, since the region and the third would give it away.
      of("moves", "Hideshire", 2, 41),
      of("moves", "Second", 9, 67),
      of("moves", "Third", 31, 112),
      of("moves", "region", 43, 220),
      of("moves", "Third", 20, 60, { breakdown: "Gender: Female" }),
      of("moves", "Third", 11, 52, { breakdown: "Gender: Male" }),
      of("moves", "Third", 30, 100, { period: "2023/24" }),
      // 41 of 43 tells of 2 who are not in school.
      of("school", "Hideshire", 41, 43),
      of("school", "Third", 50, 80),
      of("secure", "Hideshire", 4),
      of("secure", "Third", 12),
      of("beds", "Hideshire", 2),
    ]);
    revised = await entered(served, authority, [of("moves", "Hideshire", 3, 41, { note: "Of them 1357 were siblings", release: "Return" })], { why: "Corrected" });
    given(
      await as(
        "owner",
        `mutation($a: ID!, $s: ID!) { enterActivity(seen: ${latest}, authority: $a, subject: $s, period: "2024/25", rows: [{ area: INSIDE, placements: 3, bedWeeks: "10", costPence: 86420000 }]) { batchId } }`,
        { a: authority, s: subjects.Hideshire },
      ).then(({ answer }) => answer),
    );
    const promised = { accountable: "Head", countedFrom: "2023-04-01", afterMonths: 24, frequency: "ONCE", kpiId: kpis.moves, baselineValue: "0.3" };
    await added(served, "Benefit", authority, { ...promised, name: "Fewer moves", subjectId: subjects.Hideshire });
    await added(served, "Benefit", authority, { ...promised, name: "Fewer moves elsewhere", subjectId: subjects.Third });
    await added(served, "OutcomePublication", authority, { name: "Website" });
    open = await added(served, "OutcomePublication", authority, { name: "Nothing hidden", hiddenUpTo: 0 });
  });
  afterAll(() => served.stop());

  const outcomes = (args: string, fields = everyField) => `{ kpiOutcomes(authority: "${authority}"${args}) { ${fields} } }`;
  const nodesOf = async (who: string, args: string) => given((await as(who, outcomes(args))).answer).kpiOutcomes.nodes;

  test("the owner, and an analyst with the right, see every count", async () => {
    for (const who of ["owner", "analyst"]) {
      const { answer, body } = await as(who, outcomes(", allBreakdowns: true"));
      const { nodes, hiddenNote } = given(answer).kpiOutcomes;
      expect(hiddenNote).toBeNull();
      const hidden = nodes.find((node: { kpi: { code: string }; subject: { name: string } }) => node.kpi.code === "moves" && node.subject.name === "Hideshire");
      expect(hidden).toMatchObject({ numerator: "3", denominator: "41", shown: "7.3%", note: "Of them 1357 were siblings" });
      expect(nodes.filter((node: { exact: string | null }) => node.exact === null)).toEqual([]);
      // So that the search below is known to find what it looks for.
      expect(tells(body).sort()).toEqual(["41", "7.3%", "67", "13.4%", "43", "95.3%", "1357", "2468", "86420", "0.0731", "0.1343"].sort());
    }
  });

  describe.each(unsighted)("for %s", (who) => {
    test("each is hidden with what would give it away, and with everything about it", async () => {
      const { answer, body } = await as(who, outcomes(", allBreakdowns: true, against: REGION, rankAmong: LEVEL"));
      const { nodes, hiddenNote } = given(answer).kpiOutcomes;
      const hidden = nodes.filter((node: { exact: string | null }) => node.exact === null);
      expect(hidden.map((node: { kpi: { code: string }; subject: { name: string } }) => `${node.kpi.code} ${node.subject.name}`)).toEqual([
        "moves Hideshire",
        "moves Second",
        "school Hideshire",
        "secure Hideshire",
        "cost Hideshire",
      ]);
      for (const node of hidden) {
        expect(node).toMatchObject({
          numerator: null,
          denominator: null,
          shown: expect.stringMatching(node.kpi.computed ? /^\[[cx]\]$/ : /^\[c\]$/),
          rag: null,
          rank: null,
          derivation: null,
          note: null,
        });
        expect(node.rated).toEqual({ green: 0, amber: 0, red: 0, none: 1 });
        for (const beside of [node.target, node.comparator, node.previous]) expect(beside ?? { difference: null }).toMatchObject({ difference: null });
      }
      expect(hiddenNote).toBe("[c] is shown where a count of 1 to 5 is hidden, or one from which it could be worked out.");
      expect(tells(body).filter((number) => number !== "43")).toEqual([]);
      expect(nodes.find((node: { kpi: { code: string } }) => node.kpi.code === "beds")).toMatchObject({ exact: "2" });
    });

    test("whatever they are put together by", async () => {
      const narrowings = [", allBreakdowns: true", `, subjects: ["${subjects.Hideshire}"]`, `, levels: [AUTHORITY], kpis: ["moves"]`];
      for (const by of groupings) {
        for (const narrowed of narrowings) {
          const { answer, body } = await as(who, outcomes(`${narrowed}, groupBy: [${by.join(", ")}], rankAmong: LEVEL, against: REGION`));
          const { nodes } = given(answer).kpiOutcomes;
          // 43 is the region's own too.
          expect(tells(body).filter((number) => number !== "43")).toEqual([]);
          for (const node of nodes) {
            // The counts of the hidden, alone or with those that are shown.
            expect(["3", "9", "12"]).not.toContain(node.numerator);
            if (node.kpi?.code === "secure") expect([null, "12"]).toContain(node.exact);
          }
        }
      }
    });

    test("whatever they are filtered by", async () => {
      const hidden = (await nodesOf("owner", "")).find(
        (node: { kpi: { code: string }; subject: { name: string } }) => node.kpi.code === "moves" && node.subject.name === "Hideshire",
      );
      for (const args of [
        `, subjects: ["${subjects.Hideshire}"]`,
        `, kpis: ["moves"], subjects: ["${subjects.Hideshire}"], from: "2024-04-01", to: "2025-03-31"`,
        `, categories: [STABILITY], levels: [AUTHORITY]`,
        `, breakdown: ""`,
        `, againstSubject: "${subjects.Third}"`,
        `, publication: "${open}"`,
      ]) {
        const found = (await nodesOf(who, args)).find((node: { key: string }) => node.key === hidden.key);
        expect(found).toMatchObject({ exact: null, numerator: null, denominator: null, shown: "[c]" });
      }
      for (const rag of ["GREEN", "AMBER", "RED"]) expect((await nodesOf(who, `, rag: [${rag}]`)).map((node: { key: string }) => node.key)).not.toContain(hidden.key);
      // Beside a hidden one stands nothing.
      const beside = (await nodesOf(who, `, kpis: ["moves"], subjects: ["${subjects.Third}"], from: "2024-04-01", againstSubject: "${subjects.Hideshire}"`))[0];
      expect(beside.comparator).toMatchObject({ exact: null, difference: null, direction: null, verdict: null });
    });

    test("as tables", async () => {
      const arms = [
        `outcomesByPeriod(authority: "${authority}")`,
        `outcomesByPeriod(authority: "${authority}", subject: "${subjects.Second}", against: REGION)`,
        `outcomesByPeriod(authority: "${authority}", publication: "${open}")`,
        `outcomesBySubject(authority: "${authority}")`,
        `outcomesBySubject(authority: "${authority}", subject: "${subjects.Third}")`,
        ...["moves", "school", "secure", "cost"].map((kpi) => `outcomesRanked(authority: "${authority}", kpi: "${kpis[kpi]}")`),
        `outcomesRanked(authority: "${authority}", kpi: "${kpis.moves}", period: "2024/25", publication: "${open}")`,
        `benefitsRegister(authority: "${authority}")`,
      ];
      for (const arm of arms) {
        const { answer, body } = await as(who, `{ table: ${arm} ${table} }`);
        given(answer);
        expect(tells(body).filter((number) => number !== "43")).toEqual([]);
        if (!arm.startsWith("benefits")) expect(body).toContain("[c]");
      }
    });

    test("by the state of a benefit, which tells nothing of what is hidden", async () => {
      const { answer, body } = await as(who, `{ benefits(authority: "${authority}") { nodes { name state why } } }`);
      expect(given(answer).benefits.nodes).toMatchObject([
        { name: "Fewer moves", state: "DUE" },
        { name: "Fewer moves elsewhere", state: "ACHIEVED" },
      ]);
      expect(tells(body)).toEqual([]);
      expect((await as("owner", `{ benefits(authority: "${authority}") { nodes { state } } }`)).answer.data.benefits.nodes[0]).toEqual({ state: "ACHIEVED" });
    });

    test("by the history", async () => {
      const { answer, body } = await as(who, `{ history(authority: "${authority}", first: 100) { nodes { why changes { tableName field fromValue toValue } } } }`);
      const tables = given(answer).history.nodes.flatMap((node: { changes: { tableName: string }[] }) => node.changes.map(({ tableName }) => tableName));
      expect(tables).toContain("kpi");
      for (const hidden of ["outcome", "placementActivity", "kpiBaseline"]) expect(tables).not.toContain(hidden);
      expect(tells(body)).toEqual([]);
      const owners = await as("owner", `{ history(authority: "${authority}", first: 100) { nodes { changes { tableName } } } }`);
      for (const shown of ["outcome", "placementActivity", "kpiBaseline"]) expect(owners.body).toContain(`"${shown}"`);
    });

    test("by a KPI's baselines", async () => {
      const whose = async (query: string) => {
        const { answer, body } = await as(who, query);
        expect(tells(body)).toEqual([]);
        return given(answer);
      };
      expect((await whose(`{ kpi(id: "${kpis.secure}") { baselines { value } } }`)).kpi.baselines).toEqual([]);
      expect((await whose(`{ kpi(id: "${kpis.beds}") { baselines { value } } }`)).kpi.baselines).toEqual([{ value: "2" }]);
      const { nodes } = (await whose(`{ kpis(authority: "${authority}") { nodes { code baselines { value } } } }`)).kpis;
      expect(nodes.map((node: { code: string; baselines: object[] }) => `${node.code} ${node.baselines.length}`)).toEqual(["moves 0", "school 0", "secure 0", "beds 1", "cost 0"]);
    });

    test("nor by what is refused altogether", async () => {
      const before = await everything(served.db);
      const outcome = { kpiId: kpis.beds, subjectId: subjects.Third, period: "2024/25", numerator: "7" };
      const [{ key }] = await nodesOf("owner", `, kpis: ["moves"], subjects: ["${subjects.Hideshire}"]`);
      const input = `{ code: "x", name: "x", category: GENERAL, unit: COUNT, polarity: NEITHER, frequency: MONTH }`;
      for (const [query, variables] of [
        [`{ kpiRevisions(kpi: "${kpis.moves}") { from to } }`],
        [`{ placementActivity(authority: "${authority}") { placements costPence } }`],
        [entering, { authority, outcomes: [outcome] }],
        [`mutation { removeOutcomes(seen: ${latest}, authority: "${authority}", ids: ["${key}"]) { batchId } }`],
        [`mutation { enterActivity(seen: ${latest}, authority: "${authority}", subject: "${subjects.Third}", period: "2024/25", rows: []) { batchId } }`],
        [`mutation { createKpi(authority: "${authority}", input: ${input}) { id } }`],
        [`mutation { changeKpi(seen: ${latest}, id: "${kpis.secure}", input: ${input}) { id } }`],
        [`mutation { removeKpi(seen: ${latest}, id: "${kpis.secure}") { id } }`],
        [`mutation { createKpiSubject(authority: "${authority}", input: { kind: LOT, name: "x" }) { id } }`],
        [`mutation { changeKpiSubject(seen: ${latest}, id: "${subjects.region}", input: { kind: LOT, name: "x" }) { id } }`],
        [`mutation { removeKpiSubject(seen: ${latest}, id: "${subjects.region}") { id } }`],
        [`mutation { createOutcomePublication(authority: "${authority}", input: { name: "x", hiddenUpTo: 0 }) { id } }`],
        [`mutation { changeOutcomePublication(seen: ${latest}, id: "${open}", input: { name: "x" }) { id } }`],
        [`mutation { removeOutcomePublication(seen: ${latest}, id: "${open}") { id } }`],
      ] as [string, Record<string, unknown>?][]) {
        const { answer, body } = await as(who, query, variables);
        expect(refusal(answer)).toMatchObject({ code: "FORBIDDEN", field: "authority" });
        expect(tells(body)).toEqual([]);
      }
      expect(await everything(served.db)).toEqual(before);
    });

    test("nor by an answer that was kept for somebody else", async () => {
      const question = outcomes(`, kpis: ["moves"]`);
      for (let turn = 0; turn < 3; turn += 1) {
        for (const sighted of ["owner", "analyst"]) {
          const whole = await as(sighted, question);
          expect(whole.response.headers.etag).toBeTruthy();
          expect(tells(whole.body)).toContain("41");
        }
        const { body, response } = await as(who, question);
        expect(tells(body)).not.toContain("41");
        expect(response.headers.etag).toBeTruthy();
        const owners = await get(served.app, question, { "x-as": "owner" });
        const kept = await get(served.app, question, { "x-as": who, "if-none-match": String(owners.headers.etag) });
        expect(kept.statusCode).toBe(200);
        expect(tells(kept.body)).not.toContain("41");
      }
    });
  });

  test("nobody who may not read the authority gets anything of it", async () => {
    viewers.stranger = { name: "Stranger", reads: [], changes: [], wholeCounts: "all" };
    for (const query of [outcomes(""), `{ kpiRevisions(kpi: "${kpis.moves}") { from } }`, `{ placementActivity(authority: "${authority}") { placements } }`]) {
      const { answer, body } = await as("stranger", query);
      expect(refusal(answer).code).toBe("NOT_FOUND");
      expect(tells(body)).toEqual([]);
    }
  });

  describe("with the right to whole counts", () => {
    test("a publication shows them hidden, as it does to those without", async () => {
      const { nodes } = given((await as("owner", `{ outcomePublications(authority: "${authority}") { nodes { id name } } }`)).answer).outcomePublications;
      const published = await as(
        "analyst",
        outcomes(`, allBreakdowns: true, publication: "${nodes[0].id}"`, "nodes { key numerator denominator exact shown rag note } hiddenNote"),
      );
      const hidden = await as("reader", outcomes(", allBreakdowns: true", "nodes { key numerator denominator exact shown rag note } hiddenNote"));
      expect(given(published.answer)).toEqual(given(hidden.answer));
      expect(given((await as("analyst", outcomes(`, publication: "${open}"`, "hiddenNote nodes { shown }"))).answer).kpiOutcomes.hiddenNote).toBeNull();
    });

    test("another publication hides more, by its own mark", async () => {
      const low = await added(served, "OutcomePublication", authority, { name: "House style", hiddenUpTo: 12, mark: "LOW_COUNT" });
      const { nodes, hiddenNote } = given((await as("owner", outcomes(`, kpis: ["secure"], publication: "${low}"`))).answer).kpiOutcomes;
      expect(nodes.map((node: { shown: string }) => node.shown)).toEqual(["[low]", "[low]"]);
      expect(hiddenNote).toContain("[low] is shown where a count of 1 to 12 is hidden");
      // Whoever may not see whole counts has the first alone.
      expect((await nodesOf("reader", `, kpis: ["secure"], publication: "${low}"`)).map((node: { shown: string }) => node.shown)).toEqual(["[c]", "12"]);
    });
  });

  test("a change of what is published is seen at once", async () => {
    const { nodes } = given((await as("owner", `{ outcomePublications(authority: "${authority}") { nodes { id name } } }`)).answer).outcomePublications;
    const change = (hiddenUpTo: number) =>
      as("owner", `mutation { changeOutcomePublication(seen: ${latest}, id: "${nodes[0].id}", input: { name: "Website", hiddenUpTo: ${hiddenUpTo} }) { batchId } }`).then(
        ({ answer }) => given(answer),
      );
    const shown = async () => (await nodesOf("reader", `, kpis: ["secure"]`)).map((node: { shown: string }) => node.shown);
    expect(await shown()).toEqual(["[c]", "12"]);
    await change(12);
    expect(await shown()).toEqual(["[c]", "[c]"]);
    await change(3);
    expect(await shown()).toEqual(["4", "12"]);
    await change(5);
    expect(await shown()).toEqual(["[c]", "12"]);
  });

  test("who made a revision can take it back, and its count comes back whole", async () => {
    given((await as("owner", `mutation { undoBatch(batch: "${revised}") { batchId } }`)).answer);
    const [node] = await nodesOf("owner", `, kpis: ["moves"], subjects: ["${subjects.Hideshire}"]`);
    expect(node.numerator).toBe("2");
    expect((await nodesOf("reader", `, kpis: ["moves"], subjects: ["${subjects.Hideshire}"]`))[0].shown).toBe("[c]");
  });
});
