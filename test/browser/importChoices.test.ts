// What a person changes of a table that was read, each by one click on the page: what is then read, what comes in, and what is remembered.
import { expect, test } from "vitest";
import { onPages } from "../setup/pages.ts";
import { importPage } from "./importPage.ts";

const at = onPages();
const on = importPage(at);
const { button, status, readAs, part, rowOf, choose, open, budget, kinds } = on;
const answer = (name: string) => part("Questions").getByRole("button", { name, exact: true });

test("amounts with a £ of their own, and years by one of their years, are answered by a click each", async () => {
  await open();
  await choose("book.csv", 'Budget £000s,,\nService,2027,2028\nCare,"£4,646","4,700"\nFoster,"2,632","2,700"\n');
  await expect.poll(() => part("Questions").getByRole("heading").innerText()).toBe("2 questions");
  await answer("2026/27").click();
  await answer("£").click();
  await readAs("A budget of 2 cost centres for 2026/27 to 2027/28 in £000s: £2,636,646 · £7,400,000");
  await answer("£000s").click();
  await readAs("in £000s: £7,278,000 · £7,400,000");
  await answer("£").click();
  await readAs("in £000s: £2,636,646 · £7,400,000");
  await button("Import 2 cost centres").click();
  await status("Imported book.csv: 4 amounts added");
  expect(await budget()).toEqual({ "Care 2026/27": 4_646, "Care 2027/28": 4_700_000, "Foster 2026/27": 2_632_000, "Foster 2027/28": 2_700_000 });
});

test("columns that are made of others are checked in every row", async () => {
  await open();
  const rows = ["Care,70,30,40", "Foster,50,20,30", "Play,40,10,30", "Respite,90,20,79"];
  await choose("spend.csv", ["Service,Gross,Income,Net", ...rows, ...[1, 2, 3].flatMap((more) => rows.slice(0, 3).map((row) => `More ${more} ${row}`))].join("\n"));
  await expect.poll(() => part("Columns made of others").innerText()).toContain("1 of 1 does not agree");
  expect(await part("Columns made of others").innerText()).toMatch(/Net = Gross − Income\s*does not agree in 1 of 13 rows: row 5/);
});

/** 100 + 200 = 300 and 150 + 250 = 400 by chance: the third is a line like the others. */
const chance = (first: number) => ["Service,2026/27,2027/28", "Care,100,150", "Foster,200,250", "Play,300,400", `Respite,${first},60`, `Total,${600 + first},860`].join("\n");

test("a row that was taken for a sum by chance is a line by one click, and so is that of its name in the next file", async () => {
  await open();
  await choose("book.csv", chance(50));
  await expect.poll(kinds).toEqual(["line", "line", "subtotal", "line", "total"]);
  await part("Questions").getByRole("button", { name: "£", exact: true }).click();
  await at.page.getByLabel("Row 4 is read as").selectOption("line");
  await expect.poll(kinds).toEqual(["line", "line", "line", "line", "total"]);
  await readAs("A budget of 4 cost centres for 2026/27 to 2027/28 in pounds: £650 · £860");
  await button("Import 4 cost centres").click();
  await status("Imported book.csv: 8 amounts added");
  expect(await budget()).toMatchObject({ "Play 2026/27": 300, "Play 2027/28": 400 });

  await choose("book 2.csv", chance(55).replace("Care", "More,5,5\nCare"));
  await expect.poll(() => at.page.locator(".findings-list").innerText()).toContain("Answered as for the last table with these columns: “Play” as a line");
  expect(await kinds()).toEqual(["line", "line", "line", "line", "line", "total"]);
});

test("a column that was left out as a guess comes in by one click, and one that names a child never does", async () => {
  await open();
  await choose("book.csv", "Cost code,Service,Child ID,2026/27 (£),2027/28 (£)\nAB1234,Care,98765,100,150\nAB1235,Foster,98766,200,250\n");
  await readAs("A budget of 2 cost centres");
  await expect.poll(() => part("Left out").innerText()).toMatch(/No amount depends on it\s*column Cost code/);
  expect(await part("Left out").innerText()).toMatch(/No record of a child is kept here\s*column Child ID/);
  expect(await button("Take in the column Child ID").count()).toBe(0);
  await button("Take in the column Cost code").click();
  await expect.poll(() => part("Left out").innerText()).not.toContain("Cost code");
  await button("Import 2 cost centres").click();
  await status("Imported book.csv: 4 amounts added");
});

test("a name near a stored one is the same or new by one click, names that were exchanged are seen, and the click is remembered", async () => {
  await open();
  const book = (north: number, south: number, third: string) => `Service,2026/27 (£)\nNorth,${north}\nSouth,${south}\n${third},70\n`;
  await choose("first.csv", book(10, 20, "South Care Limited"));
  await button("Import 3 cost centres").click();
  await status("Imported first.csv: 3 amounts added");
  await choose("second.csv", book(20, 10, "South Care Ltd"));
  await expect.poll(() => part("Names").getByRole("heading").innerText()).toBe("3 names: 1 near one that is, 2 with the figures of another");
  expect(await part("Questions").innerText()).toContain("“North” and “South” have the figures that are stored of each other.");
  await button("South Care Ltd: The same").click();
  await part("Questions").getByRole("button", { name: "As they are", exact: true }).click();
  await expect.poll(() => rowOf("South Care Ltd").innerText()).toContain("comes in as “South Care Limited”");
  await button("Import 3 cost centres").click();
  await status("Imported second.csv: 0 amounts added, 2 revised");
  expect(await budget()).toEqual({ "North 2026/27": 20, "South 2026/27": 10, "South Care Limited 2026/27": 70 });
  await choose("third.csv", book(30, 40, "South Care Ltd"));
  await expect.poll(() => at.page.locator(".findings-list").innerText()).toContain("“South Care Ltd” as “South Care Limited”");
  await readAs("A budget of 3 cost centres");
});

test("a list of placements comes in without its columns of children, which are never shown nor taken in", async () => {
  await open();
  const rows = ["98765,14/02/2011,Alder Care Ltd,Elm House,01/04/2024,31/03/2025,£5963.00,East", "98766,03/11/2009,Birch Homes,,01/09/2024,,£6450.50,West"];
  await choose("placements.csv", ["Child ID,DOB,Provider,Home,Start date,End date,Weekly cost,Region", ...rows].join("\n"));
  await readAs("2 commitments from 2 rows: £12,413.50 a week");
  expect(await part("Left out").innerText()).toMatch(/No record of a child is kept here\s*column Child ID\s*column DOB/);
  expect(await at.page.locator("main").innerText()).not.toMatch(/98765|98766|14\/02\/2011|03\/11\/2009/);
  expect(await at.page.getByRole("button", { name: /Take in the column/ }).count()).toBe(1);
  await at.fits();
  await button("Take in the column Region").click();
  await expect.poll(() => part("Left out").innerText()).not.toContain("Region");
  await button("Import 2 commitments").click();
  await status("Imported placements.csv: 2 commitments added");
  const { commitments } = await on.ask("query($authority: ID!) { commitments(authority: $authority) { nodes { name provider notes } } }", { authority: on.rutland });
  expect(commitments.nodes).toEqual([
    { name: "Alder Care Ltd, Elm House", provider: "Alder Care Ltd", notes: "Region: East" },
    { name: "Birch Homes", provider: "Birch Homes", notes: "Region: West" },
  ]);
});

test("four years of a budget book stand in the window, each amount with what it was read as", async () => {
  await open();
  const amounts = (first: number) => [0, 1, 2, 3].map((year) => `"(${first + year},250)"`).join(",");
  await choose("book.csv", `Budget £000s,,,,\nService,2026/27,2027/28,2028/29,2029/30\nIncome from other councils,${amounts(1)}\nIncome from health,${amounts(2)}\n`);
  await readAs("A budget of 2 cost centres for 2026/27 to 2029/30");
  expect(await rowOf("Income from health").innerText()).toMatch(/\(5,250\)\s→ −£5,250,000/);
  expect(await at.page.locator(".read-rows").evaluate((frame) => frame.scrollWidth - frame.clientWidth)).toBe(0);
});
