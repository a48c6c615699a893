// Taking back and doing again with the keys of a spreadsheet: through a reload, on another sheet, and between two persons.
import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { onPages } from "../setup/pages.ts";

const at = onPages();
const sheet = "/medium-term?authority=essex&unit=POUNDS";
const north = ["costCentre:essex-north", "2023/24"] as const;

const cellIn = (page: Page, [row, column]: readonly [string, string]) => page.locator(`.ag-row[row-id="${row}"] [col-id="${column}"]`);
const showsIn = (page: Page, cell: readonly [string, string], text: string) => expect.poll(() => cellIn(page, cell).innerText()).toBe(text);
async function type(page: Page, cell: readonly [string, string], text: string) {
  await cellIn(page, cell).click();
  await page.keyboard.type(text);
  await page.keyboard.press("Enter");
}
async function beCalled(page: Page, name: string) {
  await page.getByRole("button", { name: /^You/ }).click();
  await page.getByLabel("Your post").fill(name);
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: `You: ${name}` }).waitFor();
}
const foot = (page: Page) => page.getByRole("contentinfo");

/** Another person: a browser of her own on the same server. */
async function another(name: string): Promise<Page> {
  const context = await at.page
    .context()
    .browser()
    ?.newContext({ viewport: { width: 1440, height: 900 }, locale: "en-GB" });
  if (!context) throw new Error("There is no browser.");
  const page = await context.newPage();
  await page.goto(`${new URL(at.page.url()).origin}${sheet}`);
  await cellIn(page, north).waitFor();
  await beCalled(page, name);
  return page;
}

describe("Undo and redo", () => {
  test("are of what was done last, also while that is still on its way", async () => {
    await at.open(sheet, ...north);
    await type(at.page, north, "1");
    await showsIn(at.page, north, "1.00");
    // It is on its way until its undo has been asked for, however long that takes.
    let letGo = () => {};
    let asked = new Promise<void>((resolve) => (letGo = resolve));
    await at.page.route("**/graphql", async (route) => {
      if (/EditCells|RemoveCostCentres/.test(route.request().postData() ?? "")) await asked;
      await route.continue();
    });
    await cellIn(at.page, north).click();
    await at.page.keyboard.press("Delete");
    await at.page.keyboard.press("Control+z");
    letGo();
    await expect.poll(() => foot(at.page).innerText()).toContain("Undid: Change Mainstream Residential North, 2023/24.");
    await showsIn(at.page, north, "1.00");
    asked = new Promise<void>((resolve) => (letGo = resolve));
    await at.page.keyboard.press("Control+Alt+Minus");
    await at.page.keyboard.press("Control+z");
    letGo();
    await expect.poll(() => foot(at.page).innerText()).toContain("Undid: Remove Mainstream Residential North");
    await showsIn(at.page, north, "1.00");
  });

  test("go back and forth through a reload and on another sheet, and leave typing to the browser", async () => {
    await at.open(sheet, ...north);
    await beCalled(at.page, "Finance business partner");
    await type(at.page, north, "4,700,000");
    await showsIn(at.page, north, "4,700,000.00");
    await type(at.page, north, "4,800,000");
    await showsIn(at.page, north, "4,800,000.00");
    await at.page.reload();
    await showsIn(at.page, north, "4,800,000.00");
    await expect.poll(() => foot(at.page).innerText()).toContain("Last: Change Mainstream Residential North, 2023/24");

    await at.page.keyboard.press("Control+z");
    await showsIn(at.page, north, "4,700,000.00");
    await expect.poll(() => foot(at.page).innerText()).toContain("Undid: Change Mainstream Residential North, 2023/24.");
    await at.page.keyboard.press("Control+y");
    await showsIn(at.page, north, "4,800,000.00");
    // As fast as they are pressed, one after the other.
    await at.page.keyboard.press("Control+z");
    await at.page.keyboard.press("Control+z");
    await showsIn(at.page, north, "4,646,000.00");
    await at.page.keyboard.press("Control+z");
    await expect.poll(() => foot(at.page).innerText()).toContain("Nothing of yours to undo.");
    await at.page.keyboard.press("Control+Shift+z");
    await showsIn(at.page, north, "4,700,000.00");

    // On another sheet of the same authority, by the foot's buttons.
    await at.page.getByRole("navigation", { name: "Sheets" }).getByRole("link", { name: "Commitments", exact: true }).click();
    await at.cell("essex-group-beds", "status").waitFor();
    await foot(at.page).getByRole("button", { name: "Redo" }).click();
    await expect.poll(() => foot(at.page).innerText()).toContain("Redid");
    await foot(at.page).getByRole("button", { name: "Undo" }).click();
    await expect.poll(() => foot(at.page).innerText()).toContain("Undid");
    await at.goTo(sheet);
    await showsIn(at.page, north, "4,700,000.00");

    // A new change ends what could be done again.
    await type(at.page, north, "4,900,000");
    await showsIn(at.page, north, "4,900,000.00");
    await expect.poll(() => foot(at.page).getByRole("button", { name: "Redo" }).count()).toBe(0);

    // While something is typed, the keys are the browser's own.
    await cellIn(at.page, north).click();
    await at.page.keyboard.press("F2");
    await at.page.locator(".amount-editor").waitFor();
    await at.page.keyboard.type("9");
    await at.page.keyboard.press("Control+z");
    await at.page.keyboard.press("Escape");
    await showsIn(at.page, north, "4,900,000.00");
  });

  test("another's change since is not overwritten: it says who, and can be left so", async () => {
    await at.open(sheet, ...north);
    await beCalled(at.page, "Bob");
    const south = ["costCentre:essex-south", "2023/24"] as const;
    const before = await cellIn(at.page, south).innerText();
    await type(at.page, south, "1,000,000");
    await showsIn(at.page, south, "1,000,000.00");
    await type(at.page, north, "4,700,000");
    await showsIn(at.page, north, "4,700,000.00");

    const ann = await another("Ann");
    await showsIn(ann, north, "4,700,000.00");
    await type(ann, north, "5,000,000");
    await showsIn(ann, north, "5,000,000.00");

    // A page behind another draws nothing.
    await at.page.bringToFront();
    await cellIn(at.page, south).click();
    await at.page.keyboard.press("Control+z");
    const sentence = () => at.page.getByRole("alert").innerText();
    await expect.poll(sentence).toMatch(/^Ann changed Mainstream Residential North, 2023\/24 to £5,000,000\.00 at \d\d:\d\d, after your change\. It was left unchanged\.$/);
    await showsIn(at.page, north, "5,000,000.00");
    await foot(at.page).getByRole("button", { name: "Skip" }).click();
    await expect.poll(() => foot(at.page).innerText()).toContain("Skipped");
    await at.page.keyboard.press("Control+z");
    await showsIn(at.page, south, before);
    await showsIn(at.page, north, "5,000,000.00");

    // Ann's own line is hers.
    await ann.bringToFront();
    await ann.keyboard.press("Control+z");
    await showsIn(ann, north, "4,700,000.00");
    await ann.context().close();
  });

  test("the history of a cell follows the selected one, and everything that changed is said in words", async () => {
    await at.open(sheet, ...north);
    await beCalled(at.page, "Commissioning manager");
    await type(at.page, north, "5,000,000");
    await showsIn(at.page, north, "5,000,000.00");
    await cellIn(at.page, north).click();
    await at.page.keyboard.press("Control+Shift+h");
    const history = () => at.panel().innerText();
    await expect.poll(history).toContain("£4,646,000.00 → £5,000,000.00");
    expect(await history()).toContain("Commissioning manager, ");
    expect(await history()).toContain("nothing → £4,646,000.00");
    await cellIn(at.page, ["total", "2023/24"]).click();
    await expect.poll(history).toContain("This is worked out and not stored.");
    await at.page.locator('.ag-row[row-id="commitment:essex-roach-vale"] [col-id="2023/24"]').click();
    await expect.poll(history).toMatch(/Roach Vale.*: added/);

    await at.panel().getByRole("button", { name: "Everything" }).click();
    await expect.poll(history).toContain("Mainstream Residential North, 2023/24: £4,646,000.00 → £5,000,000.00");
    await at.panel().getByRole("button", { name: "Undo" }).first().click();
    await showsIn(at.page, north, "4,646,000.00");
    await expect.poll(history).toContain("Undone since.");
    await at.fits();
  });
});
