// A file of several authorities in a real browser: one click takes all of them, each is shown with its sum and whether its totals agree, and all are imported and undone as one.
import { beforeEach, expect, test } from "vitest";
import { onPages } from "../setup/pages.ts";

const at = onPages();
const button = (name: string) => at.page.getByRole("button", { name, exact: true });
const status = (words: string) => expect.poll(() => at.page.getByRole("contentinfo").getByRole("status").innerText()).toContain(words);
const part = (name: string) => at.page.getByRole("region", { name, exact: true });

const stored = ["Northam", "Southam", "Eastham"];
const services = ["Residential care", "Fostering", "Leaving care"];
/** The first service costs a million times the council's place, and the others 200,000 and 300,000; Southam's total is 1,000 too much. */
const rowsOf = (council: string, place: number) => {
  const net = [1_000_000 * place, 200_000, 300_000];
  const sum = net.reduce((total, each) => total + each, 0) + (council === "Southam" ? 1_000 : 0);
  return [...services.map((name, index) => `${council},${name},${net[index]}`), `${council},TOTAL,${sum}`];
};
const file = ["LA Name,Service,2026/27 (£)", ...[...stored, "Westham"].flatMap((name, index) => rowsOf(name, index + 1))].join("\n");

let ids: string[];
beforeEach(async () => {
  ids = [];
  for (const name of stored) {
    const { data } = await at.served.ask(`mutation($name: String!) { createAuthority(input: { name: $name }) { id } }`, { name: `${name} Council` });
    ids.push(data.createAuthority.id);
    const version = `mutation($authority: ID!) { createVersion(authority: $authority, input: { name: "Draft 2026", firstYear: "2026/27", yearCount: 4 }) { id } }`;
    expect((await at.served.ask(version, { authority: ids.at(-1) })).errors).toBeUndefined();
  }
});
const sums = async () => {
  const of: number[] = [];
  for (const authority of ids) {
    const { data } = await at.served.ask(`query($authority: ID!) { budgetLines(authority: $authority, first: 100) { nodes { amountPence } } }`, { authority });
    of.push(data.budgetLines.nodes.reduce((sum: number, { amountPence }: { amountPence: number }) => sum + amountPence / 100, 0));
  }
  return of;
};

test("is taken by one click, shown by authority, imported as one and undone as one", async () => {
  await at.goTo(`/import?authority=${ids[0]}`);
  await button("Choose a file").waitFor();
  await at.page.locator("input[type=file]").setInputFiles({ name: "region.csv", mimeType: "text/csv", buffer: Buffer.from(file) });
  // Read for the authority that was chosen, until another answer is given.
  await expect.poll(() => at.page.locator(".read-said").innerText()).toContain("A budget of 3 cost centres for 2026/27");
  await button("All 3 authorities of this file that are in Tabled").click();
  await expect.poll(() => at.page.locator(".read-said").innerText()).toContain("A budget of 9 cost centres of 3 authorities for 2026/27");
  expect(await button("All 3 authorities of this file that are in Tabled").getAttribute("aria-pressed")).toBe("true");
  expect(await part("Authorities").locator("tbody tr").allInnerTexts()).toEqual([
    "Northam\t3\t£1,500,000\tagrees",
    "Southam\t3\t£2,500,000\tdiffers",
    "Eastham\t3\t£3,500,000\tagrees",
  ]);
  expect(await part("Totals").innerText()).toMatch(/1 of 3 does not agree[\s\S]*Southam Council: TOTAL/);
  expect(await part("Left out").innerText()).toMatch(/It is of one that is no authority in Tabled\s*4 rows · Westham/);
  await at.fits();

  await button("Import 9 cost centres of 3 authorities").click();
  await status("Imported region.csv: 9 amounts added, 0 revised, in 3 batches, one of each authority.");
  await expect.poll(() => at.page.locator(".course").innerText()).toContain("It is 3 batches, one in the history of each authority, and they are undone together");
  expect(await sums()).toEqual([1_500_000, 2_500_000, 3_500_000]);
  await at.fits();
  await at.page.locator(".course").getByRole("button", { name: "History" }).click();
  await expect.poll(() => at.page.locator(".history").innerText()).toContain("Saved as one with changes of Eastham Council and Southam Council. They are undone together.");
  await at.page.getByRole("contentinfo").getByRole("button", { name: "Undo" }).click();
  await status("Undid: Import region.csv");
  expect(await sums()).toEqual([0, 0, 0]);
  await at.page.getByRole("contentinfo").getByRole("button", { name: "Redo" }).click();
  await status("Redid: Import region.csv");
  expect(await sums()).toEqual([1_500_000, 2_500_000, 3_500_000]);
});
