// What a sheet offers to take back: what was changed last of what can be seen there, and nothing where nothing was changed.
import { expect, test } from "vitest";
import { onPages } from "../setup/pages.ts";

const at = onPages();
const sheet = "/medium-term?authority=essex&unit=POUNDS";
const north = ["costCentre:essex-north", "2023/24"] as const;
const foot = () => at.page.getByRole("contentinfo").getByRole("status");
const says = (words: string) => expect.poll(() => foot().innerText(), { timeout: 5_000 }).toContain(words);
const takeBack = () => foot().getByRole("button", { name: "Undo", exact: true });
async function type(text: string) {
  await at.cell(...north).click();
  await at.page.keyboard.type(text);
  await at.page.keyboard.press("Enter");
}
const batches = async () => (await at.served.ask(`{ history(authority: "essex", first: 100) { nodes { id } } }`)).data.history.nodes.length as number;
const headings = () => at.page.getByLabel(/^Title in the report of table/);
const tab = (name: string) => at.page.getByRole("navigation", { name: "Sheets" }).getByRole("link", { name, exact: true });

test("a cell typed over with what it holds changes nothing: that is said, and nothing is offered to be taken back", async () => {
  await at.open(sheet, ...north);
  await type("4,700,000");
  await at.shows(...north, "4,700,000.00");
  await says("Changed Mainstream Residential North, 2023/24.");
  await takeBack().waitFor();
  const before = await batches();
  await type("4.7m");
  await says("Nothing changed.");
  expect(await takeBack().count()).toBe(0);
  expect(await batches()).toBe(before);
  // What was changed before is still what the keys take back.
  await at.cell(...north).click();
  await at.page.keyboard.press("Control+z");
  await says("Undid: Change Mainstream Residential North, 2023/24.");
});

test("a form saved as it is changes nothing", async () => {
  await at.open("/medium-term?authority=essex&panel=version", ...north);
  await at.panel().getByRole("button", { name: "Save", exact: true }).first().click();
  await says("Nothing changed.");
  expect(await takeBack().count()).toBe(0);
});

test("the ordering of a report is taken back on Exports, and a figure on its sheet", async () => {
  await at.open(sheet, ...north);
  const before = await at.cell(...north).innerText();
  await type("4,700,000");
  await says("Changed Mainstream Residential North, 2023/24.");
  await tab("Exports").click();
  await at.page.getByLabel("Name of the report").fill("Cabinet");
  await at.page.getByRole("button", { name: "Start this report" }).click();
  await at.page.getByRole("button", { name: "Add Medium term: MTRS draft 2023" }).click();
  await at.page.getByText("1 table", { exact: true }).waitFor();
  await at.page.getByRole("button", { name: "Add Figures as printed" }).click();
  await expect.poll(() => headings().count()).toBe(2);
  const order = () => headings().evaluateAll((all) => all.map((each) => (each as HTMLInputElement).placeholder));
  const ordered = await order();
  await headings().nth(1).press("Alt+ArrowUp");
  await expect.poll(order).toEqual([...ordered].reverse());

  await tab("Medium term").click();
  await at.shows(...north, "4,700,000.00");
  await expect.poll(() => foot().innerText()).toContain("Change Mainstream Residential North, 2023/24");
  await takeBack().click();
  await says("Undid: Change Mainstream Residential North, 2023/24.");
  await at.shows(...north, before);

  await tab("Exports").click();
  await expect.poll(order).toEqual([...ordered].reverse());
  await takeBack().click();
  await expect.poll(order).toEqual(ordered);
  await at.cell(...north).waitFor({ state: "detached" });
});

test("a table added to a report from its sheet is taken back there while that is told of", async () => {
  await at.open(`${sheet}&panel=export`, ...north);
  await type("4,700,000");
  await says("Changed Mainstream Residential North, 2023/24.");
  await at.page.getByLabel("Name of the report").fill("Cabinet");
  await at.page.getByRole("button", { name: "Start it with this table" }).click();
  await at.page.getByRole("link", { name: "Open the report" }).waitFor();
  await expect.poll(() => takeBack().getAttribute("title")).not.toContain("Mainstream");
  await takeBack().click();
  await says("Undid:");
  await at.shows(...north, "4,700,000.00");
  expect(
    (await at.served.ask(`{ reports(authority: "essex", first: 10) { nodes { items { address } } } }`)).data.reports.nodes.flatMap((each: { items: unknown[] }) => each.items),
  ).toEqual([]);
  await takeBack().click();
  await says("Undid: Change Mainstream Residential North, 2023/24.");
});
