// Copying a figure as a report would say it, with its source behind it, by keyboard and by mouse.
import { beforeEach, describe, expect, test } from "vitest";
import { given } from "../api/officer.ts";
import { latest } from "../setup/latest.ts";
import { onPages } from "../setup/pages.ts";

const at = onPages();
const dialog = () => at.page.getByRole("dialog", { name: "Copy figure" });
const wordings = () => dialog().locator(".wording").allInnerTexts();
const chosen = () => dialog().locator("label:has(:checked) .wording").innerText();
const clipboard = () => at.page.evaluate(() => navigator.clipboard.readText());
const copied = (text: string) => expect.poll(() => at.page.locator(".copied").innerText()).toContain(text);
const version = async () => (await at.served.ask(`{ mediumTermTable(authority: "essex") { dataVersion } }`)).data.mediumTermTable.dataVersion as number;
const press = async (...keys: string[]) => {
  for (const key of keys) await at.page.keyboard.press(key);
};

beforeEach(() => at.page.context().grantPermissions(["clipboard-read", "clipboard-write"]));

describe("A figure of the medium-term table", () => {
  beforeEach(async () => {
    await at.open("/medium-term?authority=essex", "remaining", "2024/25");
    await at.cell("remaining", "2024/25").click();
    await at.derivation("shown as 4,346");
  });

  test("is copied with its source by keys alone, and the keyboard goes back to the cell", async () => {
    await press("Control+Alt+c");
    await dialog().waitFor();
    // £4,345,863.17: 16,499 − 723 − 800 − 1,000 − 2 × 3,284.82 × 1.028 − 2,876.54691 thousand.
    expect(await wordings()).toEqual(["4,346", "£4.3m", "£4.35m", "£4,346,000", "£4,346k", "4,346 (£000s)", "£4,345,863", "£4,345,863.17"]);
    expect(await chosen()).toBe("4,346");
    // As the table shows it, its unit has to be said.
    expect(await dialog().locator(".wording-source").innerText()).toBe(
      `Essex County Council: medium-term table, MTRS draft 2023: Remaining unallocated budget, 2024/25 draft, £000s. Tabled, data version ${await version()}.`,
    );
    await press("ArrowDown");
    await expect.poll(chosen).toBe("£4.3m");
    await press("Enter");
    const source = `Essex County Council: medium-term table, MTRS draft 2023: Remaining unallocated budget, 2024/25 draft. Tabled, data version ${await version()}`;
    await copied(`Copied £4.3m (${source})`);
    expect(await clipboard()).toBe(`£4.3m (${source})`);
    expect(await dialog().count()).toBe(0);
    expect(await at.page.evaluate(() => document.activeElement?.closest(".ag-row")?.getAttribute("row-id"))).toBe("remaining");
    await press("ArrowLeft");
    await expect.poll(() => at.page.locator(".derivation-place").innerText()).toContain("2023/24");
  });

  test("is copied alone by its button, and is rounded the next time as it was the last time", async () => {
    await at.page.getByRole("button", { name: "Copy figure" }).click();
    await dialog().getByText("£4.35m").click();
    await dialog().getByRole("button", { name: "Copy", exact: true }).click();
    await copied("Copied £4.35m");
    expect(await clipboard()).toBe("£4.35m");

    // A deduction: 9 × 5,963 × 52.14 × 6/12 = £1,399,098.69.
    await at.page.reload();
    await at.cell("commitment:essex-group-beds", "2023/24").click();
    await at.derivation("shown as (1,399)");
    await press("Control+Alt+c");
    await expect.poll(chosen).toBe("–£1.40m");
    expect(await wordings()).toContain("(1,399)");
    expect(await dialog().locator(".wording-source").innerText()).toContain("medium-term table, MTRS draft 2023: Block contracts for mainstream residential");
    await press("Escape");
    expect(await dialog().count()).toBe(0);
    expect(await at.page.evaluate(() => document.activeElement?.getAttribute("col-id"))).toBe("2023/24");
    // What was chosen and not copied changes nothing.
    expect(await clipboard()).toBe("£4.35m");
  });

  test("is offered as it has become, after a change", async () => {
    await at.cell("costCentre:essex-north", "2024/25").click();
    await at.page.keyboard.type("4,700.12345");
    await press("Enter");
    await at.shows("costCentre:essex-north", "2024/25", "4,700");
    await at.cell("costCentre:essex-north", "2024/25").click();
    await at.derivation("£4,700,123.45");
    await press("Control+Alt+c");
    await expect.poll(wordings).toContain("£4,700,123.45");
    expect(await dialog().locator(".wording-source").innerText()).toContain(`Mainstream Residential North, 2024/25 draft, £000s. Tabled, data version ${await version()}.`);
    await at.page.locator(".sheet-title").click();
    expect(await dialog().count()).toBe(0);
  });

  test("fits the page", () => at.fits());
});

describe("On other sheets", () => {
  test("a percentage has its decimals, and words are copied as they stand", async () => {
    const outcomes = [{ kpiId: "havering-kpi-within-20-miles", subjectId: "havering-subject", period: "2024/25 Q4", numerator: "38", denominator: "41" }];
    given(
      await at.served.ask(`mutation($outcomes: [OutcomeInput!]!) { enterOutcomes(seen: ${latest}, authority: "havering", outcomes: $outcomes, why: "Returns") { batchId } }`, {
        outcomes,
      }),
    );
    const row = "kpi:havering-kpi-within-20-miles";
    await at.open("/outcomes?authority=havering", row, "value");
    await at.cell(row, "value").click();
    await at.derivation("38 placed");
    await press("Control+Alt+c");
    // 38 / 41 = 92.682…%
    await expect.poll(wordings).toEqual(["92.7%", "93%", "92.7%", "92.68%"]);
    const source = await dialog().locator(".wording-source").innerText();
    expect(source).toMatch(/^London Borough of Havering: outcomes by period: General, Placed within 20 miles of home, Figure, 2024\/25 Q4\. Tabled, data version \d+\.$/);
    await press("Escape");
    await at.cell(row, "latest").click();
    await at.derivation("· Latest");
    await press("Control+Alt+c");
    await expect.poll(wordings).toEqual(["2024/25 Q4"]);
    await press("Enter");
    expect(await clipboard()).toMatch(/^2024\/25 Q4 \(.*: General, Placed within 20 miles of home, Latest\. Tabled, data version \d+\)$/);
    // A small line of figures has no words.
    await at.cell(row, "trend").click();
    await expect.poll(() => at.page.getByRole("button", { name: "Copy figure" }).isDisabled()).toBe(true);
  });

  test.each([
    ["/monitoring?authority=essex&from=2023/24", "total", "latest", /budget monitoring 2023\/24, .*: Total.*, Latest budget/],
    ["/partnership?authority=havering", "", "", /^London Borough of Havering: .*: contributions: .*, .*, \d{4}\/\d\d.*£/],
    [
      "/options?authority=essex",
      "option:essex-option-2:difference",
      "2024/25",
      /^Essex County Council: options for Block contracts.*: Option 2: purchasing system for ten years, .*, 2024\/25/,
    ],
    ["/block-case?authority=havering", "", "", /block against spot/],
  ])("%s names its table, row and column", async (address, row, column, source) => {
    await at.goTo(address);
    const cell = row ? at.cell(row, column) : at.page.locator(".ag-row:not(.heading) .amount").first();
    await cell.click();
    await at.derivation("shown as");
    await press("Control+Alt+c");
    await dialog().waitFor();
    expect(await dialog().locator(".wording-source").innerText()).toMatch(source);
    expect((await wordings()).length).toBeGreaterThan(1);
  });
});
