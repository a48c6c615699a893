// The medium-term sheet as a finance officer uses it: a real Chromium, the real keyboard, a real server on a real store.
import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import figures from "../figures/essex.json" with { type: "json" };
import { startBrowser } from "../setup/browser.ts";
import { shownIn } from "../setup/pages.ts";
import { type Served, serve } from "../setup/served.ts";

const printedTable = figures.mediumTermTable;
const north = "costCentre:essex-north";

let browser: Browser;
let served: Served;
let page: Page;
let root: string;
const troubles: string[] = [];

beforeAll(async () => {
  browser = await startBrowser();
});
afterAll(() => browser.close());
beforeEach(async () => {
  served = await serve("sqlite");
  await served.app.listen({ host: "127.0.0.1", port: 0 });
  root = `http://127.0.0.1:${(served.app.server.address() as { port: number }).port}`;
  page = await browser.newPage({ viewport: { width: 1440, height: 900 }, locale: "en-GB" });
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"], { origin: root });
  troubles.length = 0;
  page.on("pageerror", (error) => troubles.push(error.message));
  page.on("console", (line) => {
    // A refusal travels with a 4xx, which the browser notes by itself.
    if (line.type() === "error" && !line.text().includes("Failed to load resource")) troubles.push(line.text());
  });
});
afterEach(async () => {
  await page.close();
  await served.stop();
  expect(troubles).toEqual([]);
});

const cellOf = (row: string, year: string) => page.locator(`.ag-row[row-id="${row}"] [col-id="${year}"]`);
const open = async (search = "?authority=essex") => {
  await page.goto(`${root}/medium-term${search}`);
  await cellOf("remaining", "2023/24").waitFor();
};
const shows = (row: string, year: string, text: string) => expect.poll(() => shownIn(cellOf(row, year))).toBe(text);
const stored = async (row: string, column: number) =>
  (await served.ask(`{ mediumTermTable(authority: "essex") { rows(keys: ["${row}"]) { cells { pence } } } }`)).data.mediumTermTable.rows[0].cells[column].pence;
const typeInto = async (row: string, year: string, text: string) => {
  await cellOf(row, year).click();
  // The driver has no key for £: there the editor is opened first.
  if (text.startsWith("£")) {
    await page.keyboard.press("F2");
    await page.keyboard.press("Control+a");
  }
  await page.keyboard.type(text);
  await page.keyboard.press("Enter");
};
const pasteText = (text: string) =>
  page.evaluate((pasted) => {
    const data = new DataTransfer();
    data.setData("text/plain", pasted);
    (document.activeElement ?? document.body).dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
  }, text);

describe("Essex's table", () => {
  test("shows each cell of the report, within the tolerance that it explains", async () => {
    await open();
    const rows = await page.$$eval(".ag-row", (found) =>
      found.map((row) => [row.getAttribute("row-id") ?? "", [...row.querySelectorAll(".amount")].map((cell) => cell.textContent ?? "")] as const),
    );
    const labels = new Map(
      await page.$$eval(".ag-row .label-cell", (found) =>
        found.map((cell) => [cell.querySelector(".label-text")?.textContent ?? "", cell.closest(".ag-row")?.getAttribute("row-id") ?? ""] as const),
      ),
    );
    for (const printed of printedTable.rows) {
      const cells = rows.find(([key]) => key === labels.get(printed.label))?.[1] ?? [];
      for (const [column, thousands] of (printed.expected ?? printed.given ?? []).entries()) {
        const text = cells[column] ?? "";
        const magnitude = text === "–" ? 0 : Number(text.replace(/[(),]/g, ""));
        const value = text.startsWith("(") ? -magnitude : magnitude;
        expect(Math.abs(value - thousands), `${printed.label}, ${printedTable.years[column]}: ${text}`).toBeLessThanOrEqual(printed.tolerance?.[column] ?? 0);
      }
    }
    await expect.poll(() => page.locator(".notes").innerText()).toContain("consistent with rounding");
  });

  test("says of a selected figure how it was made", async () => {
    await open();
    await cellOf("commitment:essex-group-beds", "2023/24").click();
    await expect.poll(() => page.locator(".derivation").innerText()).toContain("= –(9 places × £5,963.00 a week × 52.14 weeks × 0.5 year)");
    expect(await page.locator(".derivation-result").innerText()).toMatch(/= –£1,399,098\.69\s+shown as \(1,399\)/);
    await page.keyboard.press("ArrowDown");
    await expect.poll(() => page.locator(".derivation-workings").innerText()).toContain("Total budget £16,604,000.00 – Roach Vale £422,000.00");
  });

  test.each([
    ["£", "POUNDS", "(1,399,098.69)"],
    ["£m", "MILLIONS", "(1.4)"],
  ])("is shown in %s", async (_, unit, shown) => {
    await open();
    await page.getByLabel("Unit").selectOption(unit);
    await shows("commitment:essex-group-beds", "2023/24", shown);
  });

  test("draws commitments against the budget, with the remaining line", async () => {
    await open();
    await page.getByRole("button", { name: "Chart" }).click();
    await page.locator(".chart-remaining-line").waitFor();
    // Four bars of the five commitments; New Farm Road's is nil in the first year.
    expect(await page.locator(".chart rect").evaluateAll((bars) => bars.filter((bar) => Number(bar.getAttribute("height")) > 0).length)).toBe(19);
  });
});

describe("Changing a figure", () => {
  test("moves every figure that depends on it, to the penny, and can be taken back", async () => {
    await open();
    await typeInto(north, "2023/24", "5,000");
    await shows(north, "2023/24", "5,000");
    // 15,324 + 354; 16,604 + 354; 10,698.08131 + 354.
    await shows("subtotal:Mainstream Residential", "2023/24", "15,678");
    await shows("total", "2023/24", "16,958");
    await shows("remaining", "2023/24", "11,052");
    expect(await stored("remaining", 0)).toBe(1_069_808_131 + 35_400_000);
    await page.keyboard.press("Control+z");
    await shows(north, "2023/24", "4,646");
    await shows("remaining", "2023/24", "10,698");
  });

  test.each([
    ["£4.646m", 464_600_000, "4,646"],
    ["(422)", -42_200_000, "(422)"],
    ["£4,646,250.50", 464_625_050, "4,646"],
    ["-", 0, "–"],
  ])("takes %s as a person types it", async (typed, pence, shown) => {
    await open();
    await typeInto(north, "2024/25", typed);
    await shows(north, "2024/25", shown);
    expect(await stored(north, 1)).toBe(pence);
  });

  test("says what is wrong with a text that is no amount, and keeps the text to be put right", async () => {
    await open();
    await typeInto(north, "2023/24", "4,64x");
    await expect.poll(() => page.getByRole("alert").innerText({ timeout: 2_000 })).toContain("Mainstream Residential North, 2023/24: “4,64x” is not an amount of money.");
    await expect.poll(() => page.locator(".amount-editor").inputValue()).toBe("4,64x");
    expect(await stored(north, 0)).toBe(464_600_000);
    await page.keyboard.press("Escape");
    await shows(north, "2023/24", "4,646");
  });

  test("lets nobody overwrite what another changed first, and shows both values", async () => {
    await open();
    await cellOf(north, "2023/24").click();
    await page.keyboard.type("4,700");
    const other = `mutation { editCells(authority: "essex", version: "essex-mtrs-2023", edits: [{ cell: "budget:essex-north:2023/24", expected: 464600000, pence: 460000000 }]) { batchId } }`;
    expect((await served.ask(other)).errors).toBeUndefined();
    await page.keyboard.press("Enter");
    const strip = page.getByRole("region", { name: "Changes that are not stored" });
    await expect.poll(() => strip.innerText({ timeout: 2_000 })).toContain("you typed 4,700 in £000s. This machine's owner made it £4,600,000.00");
    expect(await stored(north, 0)).toBe(460_000_000);
    await shows(north, "2023/24", "4,600");
  });

  test("empties a figure with Delete, and a reload shows what was kept", async () => {
    await open();
    await cellOf(north, "2026/27").click();
    await page.keyboard.press("Delete");
    await shows(north, "2026/27", "");
    await shows("total", "2026/27", "[x] 10,932");
    await page.reload();
    await shows("total", "2026/27", "[x] 10,932");
    await expect.poll(() => page.locator(".notes").innerText()).toContain("[x]: no amount is recorded");
    // What remains of it is not known, and the bar says how much of the total is.
    await shows("remaining", "2026/27", "[x]");
    await cellOf("total", "2026/27").click();
    await expect.poll(() => page.locator(".derivation").innerText()).toContain("[x], not known: 4 of 5 cost centres come to 10,932");
  });

  test("pastes a block from a spreadsheet as one change, or nothing of it", async () => {
    await open();
    await cellOf(north, "2023/24").click();
    await pasteText("1,000\t2,000\r\n3,000\t4,000\r\n");
    await page.getByRole("button", { name: "Paste 4 cells" }).click();
    await shows(north, "2023/24", "1,000");
    await shows("costCentre:essex-mid", "2024/25", "4,000");
    await page.keyboard.press("Control+z");
    await shows(north, "2023/24", "4,646");
    await shows("costCentre:essex-mid", "2024/25", "2,614");

    await cellOf("costCentre:essex-south", "2023/24").click();
    await pasteText("1\n2\n");
    await expect.poll(() => page.getByRole("alert").innerText({ timeout: 2_000 })).toContain("cannot be typed over");
    await shows("costCentre:essex-south", "2023/24", "4,780");
  });

  test("changes a contract's terms with a live projection", async () => {
    await open();
    await cellOf("commitment:essex-group-beds", "2023/24").dblclick();
    const panel = page.getByRole("complementary");
    await expect.poll(() => panel.locator(".projection").innerText()).toContain("£1,399,098.69");
    await panel.getByLabel("£ a week for a place").fill("6000");
    // 9 × 6,000 × 52.14 × 0.5 = 1,407,780.
    await expect.poll(() => panel.locator(".projection").innerText()).toContain("£1,407,780.00");
    await panel.getByRole("button", { name: "Save these terms" }).click();
    await shows("commitment:essex-group-beds", "2023/24", "(1,408)");
    // 16,604,000 − 422,000 − 800,000 − 3,284,820 − 1,407,780 = 10,689,400.
    expect(await stored("remaining", 0)).toBe(1_068_940_000);
  });

  test("says which of a contract's terms is impossible, and keeps nothing", async () => {
    await open("?authority=essex&panel=commitment:essex-solo-beds");
    const panel = page.getByRole("complementary");
    await panel.getByLabel("To (empty: open)").fill("2023-04-01");
    await expect.poll(() => panel.locator(".field.refused").innerText()).toContain("before they start");
    await panel.getByRole("button", { name: "Save these terms" }).click();
    await expect.poll(() => panel.locator(".field.refused").innerText()).toContain("before they start");
    expect(await stored("commitment:essex-solo-beds", 0)).toBe(-328_482_000);
  });
});

describe("An authority made from nothing", () => {
  test("has a table of her own, by keyboard and paste alone", async () => {
    await page.goto(`${root}/medium-term?panel=newAuthority`);
    await page.getByLabel("Name of the authority").waitFor();
    await page.keyboard.type("Cyngor Sir Gâr");
    await page.keyboard.press("Enter");
    const area = page.locator("textarea");
    await area.waitFor();
    await area.focus();
    await area.fill("Fostering North\t4,646\t£4.7m\nFostering South\t(12)\t2,000");
    await page.getByLabel("Add them up under").fill("Fostering");
    await page.getByRole("button", { name: "Add these 2 cost centres" }).click();
    await page.locator('.ag-row[row-id="subtotal:Fostering"]').first().waitFor();
    const totals = () => page.locator('.ag-row[row-id="total"] .amount').allInnerTexts();
    await expect.poll(totals).toEqual(["4,634", "6,700", "[x]", "[x]"]);

    await page.getByRole("button", { name: "Add a commitment" }).click();
    const panel = page.getByRole("complementary");
    await panel.getByLabel("Name").fill("Two homes");
    await panel.getByLabel("£ a week for a place").fill("1000");
    await panel.getByLabel("Weeks in a year").selectOption("WEEKS_52");
    await panel.getByLabel("Places", { exact: true }).fill("4");
    // 4 × 1,000 × 52 = 208,000 a year.
    await expect.poll(() => panel.locator(".projection").innerText()).toContain("£208,000.00");
    await panel.getByRole("button", { name: "Add this commitment" }).click();
    const remaining = () => page.locator('.ag-row[row-id="remaining"] .amount').allInnerTexts();
    await expect.poll(remaining).toEqual(["4,426", "6,492", "[x]", "[x]"]);
    await page.reload();
    await expect.poll(remaining).toEqual(["4,426", "6,492", "[x]", "[x]"]);
  });

  test("says which pasted amount is no amount, and adds nothing", async () => {
    await page.goto(`${root}/medium-term?panel=newAuthority`);
    await page.getByLabel("Name of the authority").fill("Rutland");
    await page.getByRole("button", { name: "Start the table" }).click();
    await page.locator("textarea").fill("One\t100\nTwo\t1o0");
    await page.getByRole("button", { name: "Add these 2 cost centres" }).click();
    await expect.poll(() => page.getByRole("alert").innerText({ timeout: 2_000 })).toContain("“1o0” is not an amount");
    expect(await page.locator(".preview td.refused").innerText()).toBe("1o0");
    const { data } = await served.ask("{ authorities { nodes { id name } } }");
    const id = data.authorities.nodes.find((each: { name: string }) => each.name === "Rutland").id;
    expect((await served.ask(`{ costCentres(authority: "${id}") { nodes { name } } }`)).data.costCentres.nodes).toEqual([]);
  });
});

describe("Versions", () => {
  test("a published version is read and not written, and its copy can be changed", async () => {
    await open("?authority=essex&panel=version");
    const panel = page.getByRole("complementary");
    await panel.getByLabel("These are the figures to publish").check();
    await panel.getByRole("button", { name: "Publish MTRS draft 2023" }).click();
    await expect.poll(() => page.locator(".stamp").innerText()).toBe("published");
    await expect.poll(() => page.locator(".amount.editable").count()).toBe(0);
    await panel.getByRole("button", { name: "Copy", exact: true }).click();
    await expect.poll(() => page.locator(".amount.editable").count()).toBeGreaterThan(0);
    await typeInto(north, "2023/24", "5,000");
    await shows("total", "2023/24", "16,958");
    await page.getByLabel("Budget version").selectOption("essex-mtrs-2023");
    await shows("total", "2023/24", "16,604");
  });
});

test("a panel opens from the keyboard, and gives the keyboard back as it closes", async () => {
  await open();
  await cellOf("commitment:essex-group-beds", "2023/24").click();
  await page.keyboard.press("Enter");
  await page.getByRole("complementary").getByLabel("Name").focus();
  await page.keyboard.press("Escape");
  await expect.poll(() => page.getByRole("complementary").count()).toBe(0);
  await page.keyboard.press("ArrowDown");
  await expect.poll(() => page.locator(".derivation-place").innerText()).toContain("Remaining unallocated budget · 2023/24");
});

test("the address brings a colleague to the same cell", async () => {
  await open();
  await cellOf("total", "2025/26").click();
  await expect.poll(() => page.url()).toContain("cell=total%7C2025%2F26");
  await page.goto(page.url());
  await expect.poll(() => page.locator(".derivation-place").innerText()).toContain("Total budget · 2025/26");
});
