// Notes on cells: made and answered by key, marked in the corner, listed, taken back, and kept where their row has gone.
import { describe, expect, test } from "vitest";
import { latest } from "../setup/latest.ts";
import { onPages } from "../setup/pages.ts";

const at = onPages();
const sheet = "/medium-term?authority=essex&unit=POUNDS";
const north = ["costCentre:essex-north", "2023/24"] as const;
const marked = (row: string, column: string) => expect.poll(() => at.cell(row, column).getAttribute("class")).toContain("has-note");
const unmarked = (row: string, column: string) => expect.poll(() => at.cell(row, column).getAttribute("class")).not.toContain("has-note");
const said = () => at.panel().innerText();

/** Chooses a cell as a person does, who sees it chosen before she goes on. */
async function choose(row: string, column: string) {
  await at.cell(row, column).click();
  await expect.poll(() => new URL(at.page.url()).searchParams.get("cell")).toBe(`${row}|${column}`);
}
async function note(text: string) {
  await at.page.keyboard.press("Shift+F2");
  await expect.poll(() => at.page.evaluate(() => document.activeElement?.tagName)).toBe("TEXTAREA");
  await at.page.keyboard.type(text);
  await at.page.keyboard.press("Control+Enter");
  await expect.poll(said).toContain(text);
}

describe("Notes", () => {
  test("are made, answered, resolved and taken back by key, and their mark is seen and heard", async () => {
    await at.open(sheet, ...north);
    await choose(...north);
    await note("Ask demand planning");
    await marked(...north);
    // The grid did not start to type.
    expect(await at.page.locator(".amount-editor").count()).toBe(0);
    const heard = await at.page.context().newCDPSession(at.page);
    const { nodes } = (await heard.send("Accessibility.getFullAXTree")) as { nodes: { role?: { value: string }; name?: { value: string } }[] };
    const cells = nodes.filter(({ role }) => role?.value === "gridcell").map(({ name }) => name?.value ?? "");
    expect(cells.filter((name) => name.includes("has a note"))).toEqual([expect.stringContaining("4,646,000.00")]);
    const mark = () =>
      at.cell(...north).evaluate((cell) => {
        const { width, backgroundColor, clipPath } = getComputedStyle(cell, "::before");
        return { width, clipPath, seen: backgroundColor !== getComputedStyle(cell).backgroundColor };
      });
    expect(await mark()).toMatchObject({ width: "9px", seen: true, clipPath: expect.stringContaining("polygon") });
    for (const look of [{ colorScheme: "dark" }, { forcedColors: "active" }] as const) {
      await at.page.emulateMedia(look);
      expect(await mark()).toMatchObject({ width: "9px", seen: true });
    }
    await at.page.emulateMedia({ colorScheme: "light", forcedColors: "none" });
    await at.derivation("This machine's owner: Ask demand planning");

    await choose(...north);
    await note("They say 4.7");
    expect(await said()).toContain("Ask demand planning");
    await at.page.reload();
    await marked(...north);
    await expect.poll(said).toContain("They say 4.7");
    await at.panel().getByRole("button", { name: "Resolve" }).click();
    await unmarked(...north);
    await expect.poll(said).toContain("Resolved by This machine's owner");
    await choose(...north);
    await at.page.keyboard.press("Control+z");
    await marked(...north);
    await at.page.keyboard.press("Control+z");
    await expect.poll(said).not.toContain("They say 4.7");
    await at.page.keyboard.press("Control+z");
    await unmarked(...north);
    await at.page.keyboard.press("Control+y");
    await marked(...north);
    await at.fits();
  });

  test("are listed for the sheet, and each leads to its cell; those of a row that has gone stay", async () => {
    await at.open(sheet, ...north);
    await choose(...north);
    await note("First");
    await choose("total", "2025/26");
    await note("Second");
    await expect.poll(said).toContain("Elsewhere on this sheet");
    // With the panel open the keyboard stays in the sheet while one moves about there.
    await choose(...north);
    await at.page.keyboard.press("ArrowDown");
    await at.derivation("Mainstream Residential Mid · 2023/24");
    await at.page.keyboard.press("ArrowDown");
    await at.derivation("Mainstream Residential West · 2023/24");
    await at.panel().getByRole("button", { name: "Mainstream Residential North, 2023/24" }).click();
    await at.derivation("Mainstream Residential North · 2023/24");
    await expect.poll(said).toContain("Total budget, 2025/26");

    const row = "commitment:essex-roach-vale";
    await choose(row, "2024/25");
    await note("To be ended");
    await at.served.ask(`mutation { removeCommitment(seen: ${latest}, id: "essex-roach-vale") { id } }`);
    await at.page.reload();
    await choose(...north);
    await expect.poll(said).toMatch(/Roach Vale, 2024\/25, of a row that is no longer there/);
  });

  test("stand on sheets of words too, apart from what the table itself notes", async () => {
    await at.open("/commitments?authority=essex", "essex-group-beds", "status");
    await choose("essex-group-beds", "status");
    await note("Board decides in June");
    await marked("essex-group-beds", "status");
    await at.goTo("/medium-term?authority=essex");
    await at.cell("total", "2023/24").waitFor();
    await expect.poll(() => at.page.locator(".ag-cell.noted").count()).toBeGreaterThan(0);
    expect(await at.page.locator(".ag-cell.has-note").count()).toBe(0);
  });
});
