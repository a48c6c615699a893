// Outcomes over HTTP, entered, revised and removed: each kept with what was there before, all of a call or none.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { latest } from "../setup/latest.ts";
import { type Served, serve } from "../setup/served.ts";
import { engines } from "../setup/stores.ts";
import { added, enter, entered, lastWrite, newAuthority, nothingStored, outcomes, percentage, undo } from "./commissioner.ts";
import { given } from "./officer.ts";

describe.each(engines)("entering outcomes on %s", (engine) => {
  let served: Served;
  let count = 0;
  beforeAll(async () => {
    served = await serve(engine, { examples: false });
  });
  afterAll(() => served.stop());

  const revisions = async (kpi: string) => given(await served.ask(`query($k: ID!) { kpiRevisions(kpi: $k) { madeBy why outcomeId field from to } }`, { k: kpi })).kpiRevisions;
  const remove = (authority: string, ids: string[]) =>
    served.ask(`mutation($a: ID!, $ids: [ID!]!) { removeOutcomes(seen: ${latest}, authority: $a, ids: $ids) { batchId } }`, { a: authority, ids });
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
