// What the README promises of GraphQL is asked of a real server, word for word.

import { spawn, spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { parse } from "csv-parse/sync";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Served, serve } from "../setup/served.ts";

const readme = readFileSync(new URL("../../README.md", import.meta.url), "utf8");
const examples = [...readme.matchAll(/```graphql\n([\s\S]*?)```/g)].map((match) => match[1] as string);

let root: string;

/** The example in another language; its address is that of the server that the test has started. */
function example(language: string): string {
  const text = readme.split(`\`\`\`${language}\n`)[1] ?? "";
  return text.slice(0, text.indexOf("```")).replaceAll("http://127.0.0.1:4000", root);
}

let served: Served;
beforeAll(async () => {
  served = await serve("sqlite");
  await served.app.listen({ host: "127.0.0.1", port: 0 });
  root = `http://127.0.0.1:${(served.app.server.address() as { port: number }).port}`;
});
afterAll(() => served.stop());

test("the README has its six examples", () => {
  expect(examples).toHaveLength(6);
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

test("the export's example links to a workbook that is there", async () => {
  const { data, errors } = await served.ask(examples[5] as string);
  expect(errors).toBeUndefined();
  expect(data.mediumTermTable).toEqual({ address: "mediumTermTable?authority=essex", export: "/export/mediumTermTable.xlsx?authority=essex" });
  const file = await fetch(root + data.mediumTermTable.export);
  expect([file.status, file.headers.get("content-type")]).toEqual([200, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"]);
});

test("the Power Query example reads a link that answers with the columns that it names", async () => {
  const text = example("powerquery");
  const link = new URL(/RelativePath = "([^"]*)"/.exec(text)?.[1] as string, /Web\.Contents\("([^"]*)"/.exec(text)?.[1]);
  for (const [, name, value] of (/Query = \[([^\]]*)\]/.exec(text)?.[1] ?? "").matchAll(/(\w+) = "([^"]*)"/g)) link.searchParams.set(name as string, value as string);
  expect(link.search).toBe("?authority=essex&unit=POUNDS");
  const rows = parse(await (await fetch(link)).text(), { columns: true }) as Record<string, string>[];
  const column = /TransformColumns\(\w+, \{\{"(\w+)"/.exec(text)?.[1] as string;
  expect(Number(rows.find(({ row_kind, time_period }) => row_kind === "remaining" && time_period === "202425")?.[column])).toBeCloseTo(4_345_863.17, 2);
});

const hasPython = spawnSync("python3", ["--version"]).status === 0;

test.skipIf(!hasPython)("the Python example prints the version and what remains", async () => {
  const python = spawn("python3", ["-"], { stdio: ["pipe", "pipe", "inherit"] });
  let out = "";
  python.stdout.on("data", (piece) => {
    out += piece;
  });
  python.stdin.end(example("python"));
  const ended = await new Promise((resolve) => python.once("close", resolve));
  expect([ended, out.trim()]).toEqual([0, "3 4345863.17336"]);
});
