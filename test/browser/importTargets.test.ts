// Activity, forecasts, contributions and printed tables in a real browser: each read for what it is, asked about, and imported by a few clicks.
import { beforeEach, expect, test } from "vitest";
import { onPages } from "../setup/pages.ts";

const at = onPages();
const button = (name: string) => at.page.getByRole("button", { name, exact: true });
const part = (name: string) => at.page.getByRole("region", { name, exact: true });
const readAs = (words: string) => expect.poll(() => at.page.locator(".read-said").innerText()).toContain(words);
const status = (words: string) => expect.poll(() => at.page.getByRole("contentinfo").getByRole("status").innerText()).toContain(words);
const choose = (name: string, lines: readonly string[]) => at.page.locator("input[type=file]").setInputFiles({ name, mimeType: "text/csv", buffer: Buffer.from(lines.join("\n")) });

beforeEach(async () => {
  await at.goTo("/import?authority=essex");
  await button("Choose a file").waitFor();
});

test("activity is told by its columns, asks of new providers, and comes in", async () => {
  await choose("activity.csv", [
    "Quarter,Provider,Children,Nights,Cost",
    'Q1 2024/25,Alder Care,12,"1,092",£652860',
    "Q1 2024/25,Birch Homes,3,273,£174150",
    'Total,,15,"1,365",£827010',
  ]);
  await readAs("2 rows of activity of 2024/25 Q1: £827,010");
  expect(await part("Questions").innerText()).toContain("Alder Care and Birch Homes are not among those whose outcomes are counted.");
  expect(await part("Totals").innerText()).toContain("£827,010: agrees");
  await at.fits();
  await part("Questions").getByRole("button", { name: "add them" }).click();
  await button("Import 2 rows of activity").click();
  await status("Imported activity.csv: 2 rows of activity added, 0 revised.");
});

test("forecasts by month say what their months are of, and come in by the stored names", async () => {
  await choose("forecasts.csv", [
    "£000s,,,",
    "Cost centre,Apr-23,May-23,Jun-23",
    'Mainstream Residential (North),"4,650","4,700","4,710"',
    'Mainstream residential Mid,"2,632","2,600","2,650"',
  ]);
  await readAs("6 forecasts of 2023/24 in £000s");
  await expect.poll(() => part("Questions").getByRole("button", { name: "the whole year" }).getAttribute("aria-pressed")).toBe("true");
  await part("Questions").getByRole("button", { name: "its own month" }).click();
  await readAs("These are 3 months of the year");
  await part("Questions").getByRole("button", { name: "the whole year" }).click();
  await button("Import 6 forecasts").click();
  await status("Imported forecasts.csv: 6 forecasts added, 0 revised.");
});

test("a printed table is chosen as one, checked, and comes in with its report", async () => {
  await choose("cabinet.csv", [
    ",2023/24 (£000s),2024/25 (£000s)",
    'Mainstream Residential North,"4,646","4,614"',
    'Mainstream Residential Mid,"2,632","2,615"',
    'Total budget,"7,278","7,239"',
  ]);
  await at.page.getByLabel("Read as", { exact: true }).selectOption("A printed table");
  await readAs("6 printed figures to stand beside the computed ones, in £000s");
  await expect.poll(() => part("Totals").innerText()).toContain("2024/25: does not agree. It says £7,239,000 where its lines come to £7,229,000");
  expect(await at.page.locator(".read-row .disagrees").allInnerTexts()).toEqual(["7,239"]);
  await at.page.getByLabel("Which report printed it, and where?").fill("Cabinet, 12 September 2023, 6.1");
  await button("Take it").click();
  await button("Import 6 printed figures").click();
  await status("Imported cabinet.csv:");
});

test("contributions ask which pool they are of", async () => {
  await at.goTo("/import?authority=havering");
  await button("Choose a file").waitFor();
  await choose("contributions.csv", [
    "Contributions (£000s),,",
    "Member,2025/26,2026/27",
    "Havering,500,520",
    "Barking and Dagenham,300,310",
    "Newham,200,210",
    'Total,"1,000","1,040"',
  ]);
  await expect.poll(() => part("Questions").getByRole("heading").innerText()).toBe("1 question");
  await part("Questions").getByRole("button", { name: "Administration" }).click();
  await readAs("2 shares and amounts of 2025/26, 2026/27: £2,040,000");
  expect(await part("Totals").innerText()).toContain("agrees in both years");
  await button("Import 2 shares and amounts").click();
  await status("Imported contributions.csv: 0 shares and amounts added, 2 revised.");
});
