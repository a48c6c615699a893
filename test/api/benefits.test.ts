// Benefits over HTTP: their life, where each stands on a day, and the register.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type Served, serve } from "../setup/served.ts";
import { engines } from "../setup/stores.ts";
import { added, change, create, entered, newAuthority, nothingStored, numbersNow, percentage, remove, undo } from "./commissioner.ts";
import { given, refusal } from "./officer.ts";

const benefit = {
  name: "Fewer moves",
  accountable: "Contract Manager",
  baseline: "20% moved in 2023/24",
  baselineValue: "0.2",
  measuredBy: "The yearly return",
  measuredWhen: "One year after the contract begins",
  countedFrom: "2024-04-01",
  afterMonths: 12,
  frequency: "EACH_YEAR_AFTER",
  resources: "Analyst",
  source: "Appendix 1",
};
const fields = `name accountable baseline baselineValue measuredBy measuredWhen countedFrom afterMonths frequency comparedWith targetValue resources kpiId subjectId source
  reviews { reviewedOn achieved found }`;

describe.each(engines)("benefits on %s", (engine) => {
  let served: Served;
  let authority: string;
  let kpi: string;
  let subject: string;
  let count = 0;
  const list = async (args = "", asked = `id ${fields} state why lastDue nextDue`) =>
    given(await served.ask(`query($a: ID!) { benefits(authority: $a${args}) { nodes { ${asked} } endCursor hasNextPage } }`, { a: authority })).benefits;
  const standing = async (asAt: string) => (await list(`, asAt: "${asAt}"`, "state why lastDue nextDue")).nodes[0];

  beforeAll(async () => {
    served = await serve(engine, { examples: false, today: () => "2025-06-01" });
  });
  afterAll(() => served.stop());
  beforeEach(async () => {
    authority = await newAuthority(served, `Benefit ${++count}`);
    kpi = await added(served, "Kpi", authority, percentage);
    subject = await added(served, "KpiSubject", authority, { kind: "AUTHORITY", name: `Benefit ${count}` });
  });

  test("one is read as it was stated, changed whole, removed with its reviews and brought back", async () => {
    const reviews = [{ reviewedOn: "2025-05-01", achieved: true, found: "Half as many moved." }];
    const id = await added(served, "Benefit", authority, { ...benefit, kpiId: kpi, subjectId: subject, targetValue: "0.15", reviews });
    const [held] = (await list()).nodes;
    expect(held).toEqual({
      id,
      ...benefit,
      kpiId: kpi,
      subjectId: subject,
      targetValue: "0.15",
      comparedWith: "BASELINE",
      reviews,
      state: "ACHIEVED",
      why: "Half as many moved.",
      lastDue: "2025-04-01",
      nextDue: "2026-04-01",
    });
    const seen = (await numbersNow(served, authority)).dataVersion;
    given(await change(served, "Benefit", id, { name: "Fewer moves", accountable: "Head of Commissioning", frequency: "ONCE", comparedWith: "YEAR_BEFORE" }, seen));
    expect((await list()).nodes).toMatchObject([
      { accountable: "Head of Commissioning", baseline: null, afterMonths: null, kpiId: null, reviews: [], comparedWith: "YEAR_BEFORE" },
    ]);
    expect(await nothingStored(served, () => change(served, "Benefit", id, benefit, seen))).toMatchObject({ code: "STALE" });
    expect(await nothingStored(served, () => remove(served, "Benefit", id, seen))).toMatchObject({ code: "STALE" });
    given(await change(served, "Benefit", id, { ...benefit, reviews }));
    const before = (await list()).nodes;
    const batch: string = given(await remove(served, "Benefit", id)).removeBenefit.batchId;
    expect((await list()).nodes).toEqual([]);
    given(await undo(served, batch));
    expect((await list()).nodes).toEqual(before);
  });

  test("sent twice under a key it is added once", async () => {
    const first = given(await create(served, "Benefit", authority, benefit, "b")).createBenefit;
    expect(given(await create(served, "Benefit", authority, benefit, "b")).createBenefit).toEqual({ id: null, batchId: first.batchId, repeated: true });
    expect((await list()).nodes).toHaveLength(1);
  });

  test("they come by pages, each once and in their order, each with its own state", async () => {
    const ids: string[] = [];
    for (let index = 0; index < 5; index += 1) ids.push(await added(served, "Benefit", authority, { ...benefit, name: `Benefit ${index}`, afterMonths: index * 12 }));
    const found: string[] = [];
    let after: string | null = null;
    do {
      const page: { nodes: { id: string; state: string }[]; endCursor: string; hasNextPage: boolean } = given(
        await served.ask(`query($a: ID!, $after: String) { benefits(authority: $a, first: 2, after: $after) { nodes { id state } endCursor hasNextPage } }`, {
          a: authority,
          after,
        }),
      ).benefits;
      found.push(...page.nodes.map(({ id, state }) => `${id} ${state}`));
      after = page.hasNextPage ? page.endCursor : null;
    } while (after !== null);
    expect(found).toEqual(ids.map((id, index) => `${id} ${index < 2 ? "DUE" : "NOT_DUE"}`));
  });

  test("its KPI and subject stay while it names them", async () => {
    const id = await added(served, "Benefit", authority, { ...benefit, kpiId: kpi, subjectId: subject });
    expect(await nothingStored(served, () => remove(served, "Kpi", kpi))).toMatchObject({ code: "IN_USE" });
    expect(await nothingStored(served, () => remove(served, "KpiSubject", subject))).toMatchObject({ code: "IN_USE" });
    given(await remove(served, "Benefit", id));
    given(await remove(served, "Kpi", kpi));
  });

  test("where it stands follows from the day and what its KPI came to", async () => {
    await added(served, "Benefit", authority, { ...benefit, kpiId: kpi, subjectId: subject });
    expect(await standing("2025-03-31")).toEqual({ state: "NOT_DUE", why: "It is first due on 1 Apr 2025.", lastDue: null, nextDue: "2025-04-01" });
    expect(await standing("2025-04-01")).toMatchObject({ state: "DUE", lastDue: "2025-04-01", nextDue: "2026-04-01" });
    await entered(served, authority, [{ kpiId: kpi, subjectId: subject, period: "2024/25", numerator: "10", denominator: "100" }]);
    expect(await standing("2025-04-01")).toMatchObject({ state: "ACHIEVED", why: "2024/25 was better than its baseline." });
    // Today, where nothing is said.
    expect((await list()).nodes[0]).toMatchObject({ state: "ACHIEVED", lastDue: "2025-04-01" });
    await entered(served, authority, [{ kpiId: kpi, subjectId: subject, period: "2024/25", numerator: "30", denominator: "100" }]);
    expect(await standing("2025-04-01")).toMatchObject({ state: "MISSED", why: "2024/25 was worse than its baseline." });
    // A part of the whole tells nothing of it, and neither does another subject.
    await entered(served, authority, [{ kpiId: kpi, subjectId: subject, period: "2025/26", breakdown: "Gender: Female", numerator: "1", denominator: "100" }]);
    expect(await standing("2026-04-01")).toMatchObject({ state: "DUE" });
  });

  test("a target has to be reached, and a year before bettered", async () => {
    const id = await added(served, "Benefit", authority, { ...benefit, kpiId: kpi, subjectId: subject, targetValue: "0.15" });
    const outcome = (period: string, numerator: number) => ({ kpiId: kpi, subjectId: subject, period, numerator: String(numerator), denominator: "100" });
    await entered(served, authority, [outcome("2023/24", 14), outcome("2024/25", 15)]);
    expect(await standing("2025-04-01")).toMatchObject({ state: "ACHIEVED", why: "2024/25 reached what was promised." });
    given(await change(served, "Benefit", id, { ...benefit, kpiId: kpi, subjectId: subject, comparedWith: "YEAR_BEFORE" }));
    expect(await standing("2025-04-01")).toMatchObject({ state: "MISSED", why: "2024/25 was worse than 2023/24." });
  });

  test("the register has every column, and a note of why", async () => {
    await added(served, "Benefit", authority, { ...benefit, kpiId: kpi, subjectId: subject });
    const { title, columns, rows, notes } = given(
      await served.ask(`{ benefitsRegister(authority: "${authority}", asAt: "2025-04-01") { title columns { label } rows { label cells { shown note } } notes } }`),
    ).benefitsRegister;
    expect(title).toBe(`Benefit ${count}: benefits on 1 April 2025`);
    expect(columns.map((each: { label: string }) => each.label)).toEqual([
      "State",
      "Last due",
      "Next due",
      "Accountable post",
      "Baseline",
      "How measured",
      "When measured",
      "How often",
      "Resources",
      "KPI",
    ]);
    expect(rows).toHaveLength(1);
    expect(rows[0].label).toBe("Fewer moves");
    expect(rows[0].cells.map((cell: { shown: string }) => cell.shown)).toEqual([
      "due",
      "1 Apr 2025",
      "1 Apr 2026",
      "Contract Manager",
      benefit.baseline,
      benefit.measuredBy,
      benefit.measuredWhen,
      "Annually",
      "Analyst",
      "Placement moves",
    ]);
    expect(notes).toEqual(["Fewer moves: due. It was due on 1 Apr 2025, and nothing that measures it is recorded."]);
  });

  test.each<[string, object, string, string]>([
    ["no name", { name: " " }, "BAD_INPUT", "input.name"],
    ["nobody accountable", { accountable: "" }, "BAD_INPUT", "input.accountable"],
    ["a baseline that is no number", { baselineValue: "a fifth" }, "BAD_INPUT", "input.baselineValue"],
    ["a note too long", { measuredBy: "x".repeat(2_001) }, "BAD_INPUT", "input.measuredBy"],
    ["months below nil", { afterMonths: -1 }, "BAD_INPUT", "input.afterMonths"],
    ["601 months", { afterMonths: 601 }, "BAD_INPUT", "input.afterMonths"],
    ["months counted from no day", { countedFrom: null }, "BAD_INPUT", "input.countedFrom"],
    ["a day of a year that Tabled does not hold", { countedFrom: "1066-10-14" }, "BAD_INPUT", "input.countedFrom"],
    ["a KPI that is not there", { kpiId: "none" }, "NOT_FOUND", "input.kpiId"],
    ["a subject that is not there", { subjectId: "none" }, "NOT_FOUND", "input.subjectId"],
    ["a review on no day of the calendar", { reviews: [{ reviewedOn: "2025-02-29", achieved: true }] }, "BAD_INPUT", "input.reviews[0].reviewedOn"],
    ["a review long ago", { reviews: [{ reviewedOn: "0001-01-01", achieved: true }] }, "BAD_INPUT", "input.reviews[0].reviewedOn"],
    ["no such frequency", { frequency: "NOW" }, "BAD_INPUT", "input.frequency"],
  ])("with %s is refused", async (_, wrong, code, field) => {
    expect(await nothingStored(served, () => create(served, "Benefit", authority, { ...benefit, ...wrong }))).toMatchObject({ code, field });
    const id = await added(served, "Benefit", authority, benefit);
    expect(await nothingStored(served, () => change(served, "Benefit", id, { ...benefit, ...wrong }))).toMatchObject({ code, field });
  });

  test("with a KPI of nobody, or a subject of no KPI, or another authority's is refused", async () => {
    expect(await nothingStored(served, () => create(served, "Benefit", authority, { ...benefit, kpiId: kpi }))).toMatchObject({ code: "BAD_INPUT", field: "input.subjectId" });
    expect(await nothingStored(served, () => create(served, "Benefit", authority, { ...benefit, subjectId: subject }))).toMatchObject({ code: "BAD_INPUT", field: "input.kpiId" });
    const other = await newAuthority(served, `Elsewhere ${count}`);
    expect(await nothingStored(served, () => create(served, "Benefit", other, { ...benefit, kpiId: kpi, subjectId: subject }))).toMatchObject({ code: "NOT_FOUND" });
    expect(refusal(await served.ask(`{ benefits(authority: "${authority}", asAt: "1066-10-14") { nodes { id } } }`))).toMatchObject({ code: "BAD_INPUT", field: "asAt" });
  });
});
