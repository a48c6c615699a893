// Rows moved, grouped, inserted and removed, and expressions typed, in a real Chromium with the real keyboard.
import { describe, expect, test } from "vitest";
import { onPages } from "../setup/pages.ts";

const on = onPages();
const year = "2023/24";
const north = "costCentre:essex-north";
const address = "/medium-term?authority=essex";

const labels = () =>
  on.page.$$eval(".ag-row", (rows) =>
    rows
      .map((row) => ({ at: Number(row.getAttribute("row-index")), label: row.querySelector(".label-text")?.textContent ?? "" }))
      .filter(({ label }) => label !== "")
      .sort((a, b) => a.at - b.at)
      .map(({ label }) => label),
  );
const names = async (): Promise<{ id: string; name: string; serviceGroup: string | null }[]> =>
  (await on.served.ask(`{ costCentres(authority: "essex") { nodes { id name serviceGroup } } }`)).data.costCentres.nodes;
const order = async () => (await names()).map(({ name }) => name);

describe("cost centres", () => {
  test("move with Alt, Shift and an arrow, and back by Ctrl+Z", async () => {
    await on.open(address, "remaining", year);
    const before = await order();
    const shownBefore = await labels();
    await on.cell(north, year).click();
    await on.page.keyboard.press("Alt+Shift+ArrowDown");
    await expect.poll(labels).not.toEqual(shownBefore);
    expect(await order()).toEqual([before[1], before[0], ...before.slice(2)]);
    // The selection goes along, so that it can be moved on.
    await on.page.keyboard.press("Alt+Shift+ArrowDown");
    await expect.poll(order).toEqual([before[1], before[2], before[0], ...before.slice(3)]);
    await on.page.keyboard.press("Control+z");
    await expect.poll(order).toEqual([before[1], before[0], ...before.slice(2)]);
    await on.page.keyboard.press("Control+z");
    await expect.poll(order).toEqual(before);
  });

  test("are not moved unseen where the sheet is sorted, which is said", async () => {
    await on.open(`${address}&sort=label`, "remaining", year);
    const before = await order();
    await on.cell(north, year).click();
    await on.page.keyboard.press("Alt+Shift+ArrowDown");
    await expect.poll(() => on.page.locator(".foot").innerText()).toContain("The sheet is sorted, so that its rows cannot be moved by hand.");
    expect(await order()).toEqual(before);
  });

  test("are removed several at once with Ctrl+Alt and minus, and come back with their amounts", async () => {
    await on.open(address, "remaining", year);
    const before = await order();
    const remaining = await on.cell("remaining", year).innerText();
    await on.cell(north, year).click();
    await on.page.keyboard.press("Shift+ArrowDown");
    // Ctrl and minus alone is the browser's: it makes the page smaller.
    await on.page.evaluate(() => addEventListener("keydown", (event) => event.key === "-" && document.body.setAttribute("data-taken", String(event.defaultPrevented))));
    await on.page.keyboard.press("Control+Minus");
    await expect.poll(() => on.page.locator("body").getAttribute("data-taken")).toBe("false");
    expect(await order()).toEqual(before);
    await on.page.keyboard.press("Control+Alt+NumpadSubtract");
    await expect.poll(order).toEqual(before.slice(2));
    await expect.poll(() => on.cell("remaining", year).innerText()).not.toBe(remaining);
    await on.page.keyboard.press("Control+z");
    await expect.poll(order).toEqual(before);
    await on.shows("remaining", year, remaining);
  });

  test("are grouped under a heading's name beside the sheet, and taken out again", async () => {
    await on.open(address, "remaining", year);
    await on.cell(north, year).click();
    await on.page.keyboard.press("Shift+ArrowDown");
    await on.page.keyboard.press("Alt+Shift+ArrowRight");
    await on.panel().getByLabel("Add up under").fill("Homes");
    await on.page.keyboard.press("Enter");
    await on.cell("subtotal:Homes", year).waitFor();
    expect((await names()).filter(({ serviceGroup }) => serviceGroup === "Homes")).toHaveLength(2);
    await on.fits();
    await on.cell(north, year).click();
    await on.page.keyboard.press("Alt+Shift+ArrowLeft");
    await expect.poll(async () => (await names()).filter(({ serviceGroup }) => serviceGroup === "Homes")).toHaveLength(1);
  });

  test("are inserted above the selected one with Ctrl+Alt and plus, and below it with the button", async () => {
    await on.open(address, "remaining", year);
    const before = await order();
    const second = (await names())[1]?.id;
    await on.cell(`costCentre:${second}`, year).click();
    await on.page.keyboard.press("Control+Alt+Equal");
    await on.panel().locator("textarea").fill("Inserted\t5");
    await on.panel().getByRole("button", { name: "Add this cost centre" }).click();
    await expect.poll(order).toEqual([before[0], "Inserted", ...before.slice(1)]);
    await on.cell(north, year).click();
    await on.page.getByRole("button", { name: "Rows", exact: true }).click();
    await on.panel().getByRole("button", { name: "Insert below" }).click();
    await on.panel().locator("textarea").fill("Below\t6");
    await on.panel().getByRole("button", { name: "Add this cost centre" }).click();
    await expect.poll(order).toEqual([before[0], "Below", "Inserted", ...before.slice(1)]);
  });
});

test("commitments move on their own sheet", async () => {
  await on.goTo("/commitments?authority=essex");
  const listed = async (): Promise<string[]> =>
    (await on.served.ask(`{ commitments(authority: "essex") { nodes { id } } }`)).data.commitments.nodes.map(({ id }: { id: string }) => id);
  const before = await listed();
  await on.page.locator(`.ag-row[row-id="${before[0]}"] .ag-cell`).nth(2).click();
  await on.page.keyboard.press("Alt+Shift+ArrowDown");
  await expect.poll(listed).toEqual([before[1], before[0], ...before.slice(2)]);
});

describe("an expression", () => {
  test("is kept beside its amount, explained, and opened again by F2 in whichever unit", async () => {
    await on.open(address, "remaining", year);
    await on.cell(north, year).click();
    await on.page.keyboard.type("=4646+354");
    await on.page.keyboard.press("Enter");
    await on.shows(north, year, "5,000");
    await on.cell(north, year).click();
    await on.derivation("typed as =4646+354 in £000s");
    await on.goTo(`${address}&unit=POUNDS`);
    await on.shows(north, year, "5,000,000.00");
    await on.cell(north, year).click();
    await on.page.keyboard.press("F2");
    const editor = on.page.locator(".amount-editor");
    await expect.poll(() => editor.inputValue()).toBe("=4646+354 in £000s");
    await on.page.keyboard.press("Escape");
    await on.shows(north, year, "5,000,000.00");
  });

  test("that cannot be read stays where it was typed, with the reason", async () => {
    await on.open(address, "remaining", year);
    await on.cell(north, year).click();
    await on.page.keyboard.type("=A1+B2");
    await on.page.keyboard.press("Enter");
    await expect.poll(() => on.page.locator(".derivation").innerText()).toMatch(/“A1” cannot be read/);
    expect(await on.page.locator(".amount-editor").inputValue()).toBe("=A1+B2");
  });
});
