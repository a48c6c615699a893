// What a person changes of a table that was read, each by one click on the page: what is then read, what comes in, and what is remembered.
import { expect, test } from "vitest";
import { onPages } from "../setup/pages.ts";
import { importPage } from "./importPage.ts";

const at = onPages();
const { button, status, readAs, part, choose, open, budget } = importPage(at);
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
