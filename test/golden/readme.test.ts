// What the README promises of GraphQL is asked of a real server, word for word.
import { readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Served, serve } from "../setup/served.ts";

const readme = readFileSync(new URL("../../README.md", import.meta.url), "utf8");
const examples = [...readme.matchAll(/```graphql\n([\s\S]*?)```/g)].map((match) => match[1] as string);

let served: Served;
beforeAll(async () => {
  served = await serve("sqlite");
});
afterAll(() => served.stop());

test("the README has its five examples", () => {
  expect(examples).toHaveLength(5);
});

test("the table's example answers with the remaining budget and its workings", async () => {
  const { data, errors } = await served.ask(examples[0] as string);
  expect(errors).toBeUndefined();
  expect(data.mediumTermTable.rows[0].cells.map((cell: { shown: string }) => cell.shown)).toEqual(["10,698", "4,346", "2,900", "3,949"]);
  expect(data.mediumTermTable.rows[0].cells[0].derivation.workings).toContain("Total budget £16,604,000.00 – Roach Vale £422,000.00");
});

test("the projection's example costs what Essex's group beds cost", async () => {
  const { data, errors } = await served.ask(examples[1] as string);
  expect(errors).toBeUndefined();
  // 9 × 5963 × 52.14 × 6/12, then × 1.028 for a whole year.
  expect(data.projectCommitment.years.map((year: { pence: number }) => year.pence)).toEqual([139_909_869, 287_654_691]);
});

test("the apportionment's example adds up, and the member without a share pays nothing", async () => {
  const { data, errors } = await served.ask(examples[2] as string);
  expect(errors).toBeUndefined();
  // 5/14, 5/14 and 4/14 of £140,000.00 after two years are £50,000.00, £50,000.00 and £40,000.00.
  expect(data.apportion.members.map((member: { amountsPence: number[] | null }) => member.amountsPence)).toEqual([
    [2_500_000, 2_500_000],
    [2_500_000, 2_500_000],
    [2_000_000, 2_000_000],
    null,
  ]);
});

test("the outcomes' example adds counts, and says why what has none is not added", async () => {
  const { data, errors } = await served.ask(examples[3] as string);
  expect(errors).toBeUndefined();
  const { nodes } = data.kpiOutcomes;
  // 63 ÷ 1,150
  expect(nodes[0]).toMatchObject({ numerator: "63", denominator: "1150", shown: "5.5%", count: 1 });
});

test("the change's example is kept", async () => {
  const { data, errors } = await served.ask(examples[4] as string);
  expect(errors).toBeUndefined();
  expect(Number(data.editCells.batchId)).toBeGreaterThan(1);
});
