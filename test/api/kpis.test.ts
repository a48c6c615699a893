// KPIs, whom they are counted for, publications and saved mappings over HTTP: their life, and what is refused.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { latest } from "../setup/latest.ts";
import { type Served, serve } from "../setup/served.ts";
import { engines } from "../setup/stores.ts";
import { added, change, create, enter, entered, lastWrite, newAuthority, nothingStored, numbersNow, percentage, remove, undo } from "./commissioner.ts";
import { given, refusal } from "./officer.ts";

const whole = {
  ...percentage,
  counts: "AT_ITS_END",
  decimals: 2,
  ofPeople: false,
  appliesFrom: "2023-04-01",
  source: "3.25",
  note: "By the\nreturn.",
  targets: [
    { startsOn: "2023-04-01", endsOn: "2024-03-31", target: "0.2", tolerance: "0.05", source: "Plan" },
    { startsOn: "2024-04-01", target: "0.15", tolerance: "0.1", toleranceIn: "RELATIVE" },
  ],
  baselines: [{ value: "0.25", asAt: "March 2023", source: "3.25" }],
};
const kpiFields = `code version name category unit polarity frequency counts numeratorSaid denominatorSaid decimals ofPeople computed appliesFrom source note
  targets { subjectId startsOn endsOn target tolerance toleranceIn source } baselines { subjectId value asAt source }`;

describe.each(engines)("KPIs on %s", (engine) => {
  let served: Served;
  let authority: string;
  let count = 0;
  /** A code and a name that nothing has yet. */
  const another = () => ({ code: `code-${++count}`, name: `Name ${count}` });
  const read = async (id: string) => given(await served.ask(`query($id: ID!) { kpi(id: $id) { ${kpiFields} } }`, { id })).kpi;
  const list = async (query: string, fields: string, args = "") =>
    given(await served.ask(`query($a: ID!) { list: ${query}(authority: $a${args}) { nodes { ${fields} } endCursor hasNextPage } }`, { a: authority })).list;

  beforeAll(async () => {
    served = await serve(engine, { examples: false });
    authority = await newAuthority(served, "Mineshire");
  });
  afterAll(() => served.stop());

  describe("a KPI", () => {
    test("is read as it was stated, and what is left out is as the schema says", async () => {
      const named = another();
      const id = await added(served, "Kpi", authority, { ...whole, ...named });
      expect(await read(id)).toEqual({
        ...whole,
        ...named,
        version: 1,
        computed: null,
        targets: [
          { ...whole.targets[0], subjectId: null, toleranceIn: "POINTS" },
          { ...whole.targets[1], subjectId: null, endsOn: null, source: null },
        ],
        baselines: [{ ...whole.baselines[0], subjectId: null }],
      });
      const plain = await added(served, "Kpi", authority, { ...percentage, ...another() });
      expect(await read(plain)).toMatchObject({ version: 1, counts: "OVER_THE_PERIOD", decimals: 1, ofPeople: true, appliesFrom: null, targets: [], baselines: [] });
    });

    test("is changed whole, and its parts with it", async () => {
      const named = another();
      const id = await added(served, "Kpi", authority, { ...whole, ...named });
      given(await change(served, "Kpi", id, { ...percentage, ...named, targets: [{ startsOn: "2024-04-01", target: "0.1" }] }));
      expect(await read(id)).toMatchObject({
        ...named,
        note: null,
        baselines: [],
        targets: [{ startsOn: "2024-04-01", endsOn: null, target: "0.1", tolerance: null, toleranceIn: null, source: null, subjectId: null }],
      });
    });

    test("is not changed or removed by who has seen it before a later change", async () => {
      const named = another();
      const id = await added(served, "Kpi", authority, { ...whole, ...named });
      const seen = (await numbersNow(served, authority)).dataVersion;
      given(await change(served, "Kpi", id, { ...whole, ...named, name: `${named.name} again` }, seen));
      expect(await nothingStored(served, () => change(served, "Kpi", id, { ...whole, ...named }, seen))).toMatchObject({ code: "STALE" });
      expect(await nothingStored(served, () => remove(served, "Kpi", id, seen))).toMatchObject({ code: "STALE" });
      given(await change(served, "Kpi", id, { ...whole, ...named }, (await numbersNow(served, authority)).dataVersion));
    });

    test("is not changed by who has seen it before a target of it was taken away", async () => {
      const named = another();
      const id = await added(served, "Kpi", authority, { ...whole, ...named });
      const seen = (await numbersNow(served, authority)).dataVersion;
      given(await change(served, "Kpi", id, { ...whole, ...named, targets: [whole.targets[0]] }));
      expect(await nothingStored(served, () => change(served, "Kpi", id, { ...whole, ...named }, seen))).toMatchObject({ code: "STALE" });
    });

    test("is removed with its parts and comes back with them", async () => {
      const id = await added(served, "Kpi", authority, { ...whole, ...another() });
      const before = await read(id);
      const batch: string = given(await remove(served, "Kpi", id)).removeKpi.batchId;
      expect(refusal(await served.ask(`query($id: ID!) { kpi(id: $id) { name } }`, { id })).code).toBe("NOT_FOUND");
      given(await undo(served, batch));
      expect(await read(id)).toEqual(before);
    });

    test("with outcomes stays, and they can be taken away first", async () => {
      const id = await added(served, "Kpi", authority, { ...percentage, ...another() });
      const subject = await added(served, "KpiSubject", authority, { kind: "AUTHORITY", ...another(), code: undefined });
      const batch = await entered(served, authority, [{ kpiId: id, subjectId: subject, period: "2024/25", value: "0.5" }]);
      expect(await nothingStored(served, () => remove(served, "Kpi", id))).toMatchObject({ code: "IN_USE" });
      expect(await nothingStored(served, () => remove(served, "KpiSubject", subject))).toMatchObject({ code: "IN_USE" });
      given(await undo(served, batch));
      given(await remove(served, "Kpi", id));
    });

    test("has another version beside it, with a unit and a frequency of its own", async () => {
      const named = another();
      const first = await added(served, "Kpi", authority, { ...whole, ...named });
      const second = await added(served, "Kpi", authority, { ...percentage, ...named, version: 2, unit: "COUNT", frequency: "QUARTER", appliesFrom: "2025-04-01" });
      expect(await read(second)).toMatchObject({ ...named, version: 2, unit: "COUNT", frequency: "QUARTER", appliesFrom: "2025-04-01" });
      expect(await read(first)).toMatchObject({ ...named, version: 1, unit: "PERCENT" });
      expect(await nothingStored(served, () => create(served, "Kpi", authority, { ...percentage, ...named, version: 2 }))).toMatchObject({ code: "DUPLICATE" });
    });

    test("keeps its unit and frequency once it has outcomes", async () => {
      const named = another();
      const id = await added(served, "Kpi", authority, { ...whole, ...named });
      given(await change(served, "Kpi", id, { ...whole, ...named, frequency: "QUARTER" }));
      given(await change(served, "Kpi", id, { ...whole, ...named }));
      const subject = await added(served, "KpiSubject", authority, { kind: "PROVIDER", name: `Provider of ${named.code}` });
      await entered(served, authority, [{ kpiId: id, subjectId: subject, period: "2024/25", numerator: "1", denominator: "2" }]);
      for (const [field, value] of [
        ["unit", "SCORE"],
        ["frequency", "QUARTER"],
      ] as const)
        expect(await nothingStored(served, () => change(served, "Kpi", id, { ...whole, ...named, [field]: value }))).toMatchObject({ code: "IN_USE", field: `input.${field}` });
    });

    test("stays with or without a denominator once counts are entered so", async () => {
      const named = another();
      const count = { ...percentage, ...named, unit: "COUNT", decimals: 0, targets: [] };
      const id = await added(served, "Kpi", authority, { ...count, denominatorSaid: null });
      given(await change(served, "Kpi", id, count));
      const subject = await added(served, "KpiSubject", authority, { kind: "PROVIDER", name: `Provider of ${named.code}` });
      const of = { kpiId: id, subjectId: subject, period: "2024/25", numerator: "12" };
      const refused = await nothingStored(served, () => enter(served, authority, [of]));
      expect(refused).toMatchObject({ code: "BAD_INPUT", field: "outcomes[0].denominator", message: expect.stringMatching(/12 out of how many/) });
      const both = await entered(served, authority, [{ ...of, denominator: "4" }]);
      expect(await nothingStored(served, () => change(served, "Kpi", id, { ...count, denominatorSaid: null }))).toMatchObject({
        code: "IN_USE",
        field: "input.denominatorSaid",
        message: expect.stringMatching(/entered with a denominator/),
      });
      given(await change(served, "Kpi", id, { ...count, denominatorSaid: "homes" }));
      given(await undo(served, both));
      given(await change(served, "Kpi", id, { ...count, denominatorSaid: null }));
      await entered(served, authority, [of]);
      expect(await nothingStored(served, () => change(served, "Kpi", id, count))).toMatchObject({
        code: "IN_USE",
        message: expect.stringMatching(/entered without a denominator/),
      });
    });

    test("sent twice under a key is added once", async () => {
      const input = { ...percentage, ...another() };
      const first = given(await create(served, "Kpi", authority, input, "kpi-key")).createKpi;
      const before = await lastWrite(served);
      expect(given(await create(served, "Kpi", authority, input, "kpi-key")).createKpi).toEqual({ id: null, batchId: first.batchId, repeated: true });
      expect(await lastWrite(served)).toBe(before);
    });

    test("has targets of its own for a subject", async () => {
      const subject = await added(served, "KpiSubject", authority, { kind: "PROVIDER", name: "Home one" });
      const id = await added(served, "Kpi", authority, {
        ...percentage,
        ...another(),
        targets: [
          { startsOn: "2024-04-01", target: "0.2" },
          { startsOn: "2024-04-01", target: "0.1", subjectId: subject },
        ],
      });
      expect((await read(id)).targets.map((each: { subjectId: string }) => each.subjectId)).toEqual([null, subject]);
    });

    test.each<[string, object, string, string]>([
      ["no code", { code: " " }, "BAD_INPUT", "input.code"],
      ["a code too long", { code: "x".repeat(201) }, "BAD_INPUT", "input.code"],
      ["no name", { name: "" }, "BAD_INPUT", "input.name"],
      ["a name of two lines", { name: "a\nb" }, "BAD_INPUT", "input.name"],
      ["no such category", { category: "MONEY" }, "BAD_INPUT", "input.category"],
      ["decimals below nil", { decimals: -1 }, "BAD_INPUT", "input.decimals"],
      ["seven decimals", { decimals: 7 }, "BAD_INPUT", "input.decimals"],
      ["version nil", { version: 0 }, "BAD_INPUT", "input.version"],
      ["a day that Tabled does not count", { appliesFrom: "0000-01-01" }, "BAD_INPUT", "input.appliesFrom"],
      ["a target of 80", { targets: [{ startsOn: "2024-04-01", target: "80" }] }, "BAD_INPUT", "input.targets[0].target"],
      ["a target below nil", { targets: [{ startsOn: "2024-04-01", target: "-0.1" }] }, "BAD_INPUT", "input.targets[0].target"],
      ["a tolerance below nil", { targets: [{ startsOn: "2024-04-01", target: "0.1", tolerance: "-0.1" }] }, "BAD_INPUT", "input.targets[0].tolerance"],
      ["a target that ends before it starts", { targets: [{ startsOn: "2024-04-01", endsOn: "2024-03-31", target: "0.1" }] }, "BAD_INPUT", "input.targets[0].endsOn"],
      ["a target from before there were years", { targets: [{ startsOn: "0000-04-01", target: "0.1" }] }, "BAD_INPUT", "input.targets[0].startsOn"],
      [
        "targets that overlap",
        {
          targets: [
            { startsOn: "2024-04-01", target: "0.1" },
            { startsOn: "2025-04-01", target: "0.2" },
          ],
        },
        "BAD_INPUT",
        "input.targets[1].startsOn",
      ],
      ["a target of nobody here", { targets: [{ startsOn: "2024-04-01", target: "0.1", subjectId: "nobody" }] }, "NOT_FOUND", "input.targets[0].subjectId"],
      ["a baseline of nobody here", { baselines: [{ value: "0.1", subjectId: "nobody" }] }, "NOT_FOUND", "input.baselines[0].subjectId"],
      ["a baseline that is no number", { baselines: [{ value: "a fifth" }] }, "BAD_INPUT", "input.baselines[0].value"],
    ])("with %s is refused", async (_, wrong, code, field) => {
      expect(await nothingStored(served, () => create(served, "Kpi", authority, { ...percentage, ...another(), ...wrong }))).toMatchObject({ code, field });
      const named = another();
      const id = await added(served, "Kpi", authority, { ...percentage, ...named });
      expect(await nothingStored(served, () => change(served, "Kpi", id, { ...percentage, ...named, ...wrong }))).toMatchObject({ code, field });
    });

    test("of an authority that is not there is refused", async () => {
      expect(await nothingStored(served, () => create(served, "Kpi", "nowhere", percentage))).toMatchObject({ code: "NOT_FOUND", field: "authority" });
      expect(await nothingStored(served, () => change(served, "Kpi", "none", percentage))).toMatchObject({ code: "NOT_FOUND", field: "id" });
      expect(await nothingStored(served, () => remove(served, "Kpi", "none"))).toMatchObject({ code: "NOT_FOUND", field: "id" });
    });
  });

  describe("a subject", () => {
    const fields = "id kind name oldCode gssCode withinId neighbours { neighbourId }";
    const found = async (id: string) => (await list("kpiSubjects", fields, ", first: 500")).nodes.find((each: { id: string }) => each.id === id);

    test("is read as it was stated, with its codes, what it is within and its neighbours", async () => {
      const region = await added(served, "KpiSubject", authority, { kind: "REGION", name: "North West", gssCode: "E12000002" });
      const other = await added(served, "KpiSubject", authority, { kind: "AUTHORITY", name: "Otherton" });
      const id = await added(served, "KpiSubject", authority, {
        kind: "AUTHORITY",
        name: " Sefton ",
        oldCode: "343",
        gssCode: "E08000014",
        withinId: region,
        neighbourIds: [other],
      });
      expect(await found(id)).toEqual({ id, kind: "AUTHORITY", name: "Sefton", oldCode: "343", gssCode: "E08000014", withinId: region, neighbours: [{ neighbourId: other }] });

      const seen = (await numbersNow(served, authority)).dataVersion;
      given(await change(served, "KpiSubject", id, { kind: "AUTHORITY", name: "Sefton", withinId: region }, seen));
      expect(await found(id)).toMatchObject({ oldCode: null, gssCode: null, neighbours: [] });
      expect(await nothingStored(served, () => change(served, "KpiSubject", id, { kind: "AUTHORITY", name: "Sefton" }, seen))).toMatchObject({ code: "STALE" });
      expect(await nothingStored(served, () => remove(served, "KpiSubject", id, seen))).toMatchObject({ code: "STALE" });

      const batch: string = given(await remove(served, "KpiSubject", id)).removeKpiSubject.batchId;
      expect(await found(id)).toBeUndefined();
      given(await undo(served, batch));
      expect(await found(id)).toMatchObject({ name: "Sefton", withinId: region });
    });

    test.each<[string, object, string, string]>([
      ["no name", { name: "" }, "BAD_INPUT", "input.name"],
      ["an old code of two digits", { oldCode: "34" }, "BAD_INPUT", "input.oldCode"],
      ["a code in small letters", { gssCode: "e08000014" }, "BAD_INPUT", "input.gssCode"],
      ["a region that is not there", { withinId: "nowhere" }, "NOT_FOUND", "input.withinId"],
      ["a partnership that is not there", { partnershipId: "nowhere" }, "NOT_FOUND", "input.partnershipId"],
      ["an arrangement that is not there", { arrangementId: "nowhere" }, "NOT_FOUND", "input.arrangementId"],
      ["a lot that is not there", { lotId: "nowhere" }, "NOT_FOUND", "input.lotId"],
      ["a neighbour that is not there", { neighbourIds: ["nowhere"] }, "NOT_FOUND", "input.neighbourIds[0]"],
    ])("with %s is refused", async (_, wrong, code, field) => {
      const named = { kind: "AUTHORITY", name: another().name };
      expect(await nothingStored(served, () => create(served, "KpiSubject", authority, { ...named, ...wrong }))).toMatchObject({ code, field });
      const id = await added(served, "KpiSubject", authority, named);
      expect(await nothingStored(served, () => change(served, "KpiSubject", id, { ...named, ...wrong }))).toMatchObject({ code, field });
    });

    test("has a name of its own among its sort, is not within itself, and is no neighbour of its own or twice", async () => {
      const name = another().name;
      const outer = await added(served, "KpiSubject", authority, { kind: "REGION", name });
      expect(await nothingStored(served, () => create(served, "KpiSubject", authority, { kind: "REGION", name }))).toMatchObject({ code: "DUPLICATE" });
      const inner = await added(served, "KpiSubject", authority, { kind: "AUTHORITY", name, withinId: outer });
      for (const withinId of [inner, outer])
        expect(await nothingStored(served, () => change(served, "KpiSubject", outer, { kind: "REGION", name, withinId }))).toMatchObject({
          code: "BAD_INPUT",
          field: "input.withinId",
        });
      expect(await nothingStored(served, () => change(served, "KpiSubject", inner, { kind: "AUTHORITY", name, neighbourIds: [inner] }))).toMatchObject({
        code: "BAD_INPUT",
        field: "input.neighbourIds[0]",
      });
      expect(await nothingStored(served, () => change(served, "KpiSubject", inner, { kind: "AUTHORITY", name, neighbourIds: [outer, outer] }))).toMatchObject({
        code: "BAD_INPUT",
        field: "input.neighbourIds[1]",
      });
    });
  });

  describe("a publication", () => {
    test("is read, changed, removed and brought back", async () => {
      const id = await added(served, "OutcomePublication", authority, { name: "House style", hiddenUpTo: 9, mark: "LOW_COUNT" });
      const plain = await added(served, "OutcomePublication", authority, { name: "Website" });
      const read = async () => (await list("outcomePublications", "id name hiddenUpTo mark")).nodes;
      expect(await read()).toEqual([
        { id, name: "House style", hiddenUpTo: 9, mark: "LOW_COUNT" },
        { id: plain, name: "Website", hiddenUpTo: 5, mark: "CONFIDENTIAL" },
      ]);
      const seen = (await numbersNow(served, authority)).dataVersion;
      given(await change(served, "OutcomePublication", id, { name: "House style", hiddenUpTo: 0 }, seen));
      expect(await nothingStored(served, () => change(served, "OutcomePublication", id, { name: "Late" }, seen))).toMatchObject({ code: "STALE" });
      expect(await nothingStored(served, () => create(served, "OutcomePublication", authority, { name: "Website" }))).toMatchObject({ code: "DUPLICATE" });
      const batch: string = given(await remove(served, "OutcomePublication", id)).removeOutcomePublication.batchId;
      expect(await read()).toHaveLength(1);
      given(await undo(served, batch));
      expect(await read()).toMatchObject([{ hiddenUpTo: 0, mark: "CONFIDENTIAL" }, {}]);
    });

    test.each<[string, object, string]>([
      ["no name", { name: " " }, "input.name"],
      ["counts up to nothing hidden", { hiddenUpTo: null }, "input.hiddenUpTo"],
      ["counts below nil hidden", { hiddenUpTo: -1 }, "input.hiddenUpTo"],
      ["counts up to 101 hidden", { hiddenUpTo: 101 }, "input.hiddenUpTo"],
      ["a mark that is none", { mark: "STAR" }, "input.mark"],
    ])("with %s is refused", async (_, wrong, field) => {
      expect(await nothingStored(served, () => create(served, "OutcomePublication", authority, { name: "Bad", ...wrong }))).toMatchObject({ code: "BAD_INPUT", field });
    });
  });

  describe("a saved mapping", () => {
    const map = JSON.stringify({ target: "commitments", name: "Name", years: { "2024/25": "24/25" } });
    const save = (name: string, given: string) =>
      served.ask(`mutation($a: ID!, $n: String!, $m: String!) { saveImportMap(seen: ${latest}, authority: $a, name: $n, map: $m) { id batchId } }`, {
        a: authority,
        n: name,
        m: given,
      });

    test("is kept under its name, replaced under it, removed and brought back", async () => {
      given(await save("Finance's", map));
      const other = map.replace("24/25", "2024-25");
      given(await save("Finance's", other));
      const read = async () => (await list("importMaps", "id name target map")).nodes;
      const [held, ...more] = await read();
      expect({ held, more }).toEqual({ held: { id: held.id, name: "Finance's", target: "COMMITMENTS", map: other }, more: [] });
      const batch: string = given(await served.ask(`mutation($id: ID!) { removeImportMap(seen: ${latest}, id: $id) { batchId } }`, { id: held.id })).removeImportMap.batchId;
      expect(await read()).toEqual([]);
      given(await undo(served, batch));
      expect(await read()).toEqual([held]);
    });

    test("that is none is refused", async () => {
      expect(await nothingStored(served, () => save("Bad", "{"))).toMatchObject({ code: "BAD_INPUT", field: "map" });
      expect(await nothingStored(served, () => save("Bad", `{ "target": "letters" }`))).toMatchObject({ code: "BAD_INPUT", field: "map.target" });
      expect(await nothingStored(served, () => save(" ", map))).toMatchObject({ code: "BAD_INPUT", field: "name" });
      expect(await nothingStored(served, () => save("Long", map + " ".repeat(20_000)))).toMatchObject({ code: "BAD_INPUT", field: "map" });
    });
  });

  test.each([
    ["kpis", "Kpi", (index: number) => ({ ...percentage, code: `page-${index}`, name: `Page ${index}` })],
    ["kpiSubjects", "KpiSubject", (index: number) => ({ kind: "LOT", name: `Page ${index}` })],
    ["outcomePublications", "OutcomePublication", (index: number) => ({ name: `Page ${index}` })],
  ] as const)("%s come by pages, each once and in their order", async (query, noun, input) => {
    const own = await newAuthority(served, `Paged ${query}`);
    const ids: string[] = [];
    for (let index = 0; index < 7; index += 1) ids.push(await added(served, noun, own, input(index)));
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const page: { nodes: { id: string }[]; endCursor: string; hasNextPage: boolean } = given(
        await served.ask(`query($a: ID!, $after: String) { ${query}(authority: $a, first: 3, after: $after) { nodes { id } endCursor hasNextPage } }`, { a: own, after }),
      )[query];
      seen.push(...page.nodes.map(({ id }) => id));
      after = page.hasNextPage ? page.endCursor : null;
    } while (after !== null);
    expect(seen).toEqual(ids);
    expect(refusal(await served.ask(`{ ${query}(authority: "${own}", first: 501) { nodes { id } } }`))).toMatchObject({ code: "BAD_INPUT", field: "first" });
    expect(refusal(await served.ask(`{ ${query}(authority: "${own}", after: "x") { nodes { id } } }`))).toMatchObject({ code: "BAD_INPUT", field: "after" });
  });
});
