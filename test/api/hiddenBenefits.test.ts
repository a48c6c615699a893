// What a benefit is measured from may be a count of few people: who may not see those neither reads it nor writes over it.
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Viewer } from "../../db/viewer.ts";
import { machineOwner } from "../../server/http/viewer.ts";
import { type Answer, type Served, serve } from "../setup/served.ts";
import { added, lastWrite, newAuthority, numbersNow, percentage } from "./commissioner.ts";
import { given, post, refusal } from "./officer.ts";

/** May read and change everything, and sees no small counts. */
const officer: Viewer = { name: "Officer", reads: "all", changes: "all", wholeCounts: [] };
const benefit = { name: "Fewer moves", accountable: "Contract Manager", baselineValue: "0.2", frequency: "ONCE" };

let served: Served;
let authority: string;
let measured: string;

const asOfficer = async (query: string, variables: Record<string, unknown>): Promise<Answer> =>
  (await post(served.app, query, variables, { "x-viewer": "officer" })).json() as Answer;

beforeAll(async () => {
  served = await serve("sqlite", { examples: false, viewerOf: (request) => (request.headers["x-viewer"] === "officer" ? officer : machineOwner) });
  authority = await newAuthority(served, "Rutland");
  const kpiId = await added(served, "Kpi", authority, percentage);
  const subjectId = await added(served, "KpiSubject", authority, { kind: "AUTHORITY", name: "Rutland" });
  measured = await added(served, "Benefit", authority, { ...benefit, kpiId, subjectId });
  await added(served, "Benefit", authority, { ...benefit, name: "A saving", baselineValue: "12" });
});
afterAll(() => served.stop());

test("the value before is hidden where a KPI measures it, and shown where none does", async () => {
  const asked = `query($a: ID!) { benefits(authority: $a) { nodes { name baselineValue } } }`;
  const hidden = given(await asOfficer(asked, { a: authority })).benefits.nodes;
  expect(hidden).toEqual([
    { name: "Fewer moves", baselineValue: null },
    { name: "A saving", baselineValue: "12" },
  ]);
  const [whole] = given(await served.ask(asked, { a: authority })).benefits.nodes;
  expect(whole.baselineValue).toBe("0.2");
});

test("it is neither added, changed nor removed by who may not see it", async () => {
  const seen = (await numbersNow(served, authority)).dataVersion;
  const before = await lastWrite(served);
  const input = { ...benefit, name: "Other" };
  const tries = [
    await asOfficer(`mutation($a: ID!, $input: BenefitInput!) { createBenefit(authority: $a, input: $input) { id } }`, { a: authority, input }),
    await asOfficer(`mutation($id: ID!, $input: BenefitInput!, $seen: DataVersion!) { changeBenefit(id: $id, input: $input, seen: $seen) { batchId } }`, {
      id: measured,
      input,
      seen,
    }),
    await asOfficer(`mutation($id: ID!, $seen: DataVersion!) { removeBenefit(id: $id, seen: $seen) { batchId } }`, { id: measured, seen }),
  ];
  expect(tries.map((answer) => refusal(answer).code)).toEqual(["FORBIDDEN", "FORBIDDEN", "FORBIDDEN"]);
  expect(await lastWrite(served)).toBe(before);
});
