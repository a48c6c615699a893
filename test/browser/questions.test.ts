// A number that can hardly be meant is asked about once, in the sheet's own place, and nobody is kept from going on.
import { describe, expect, test } from "vitest";
import { onPages } from "../setup/pages.ts";

const at = onPages();
const north = "costCentre:essex-north";
const mid = "costCentre:essex-mid";
const open = () => at.open("/medium-term?authority=essex", "remaining", "2023/24");
const type = async (row: string, text: string) => {
  await at.cell(row, "2023/24").click();
  await at.page.keyboard.type(text);
  await at.page.keyboard.press("Enter");
};
const question = () => at.page.locator(".live-question");
const stored = async (row: string) =>
  (await at.served.ask(`{ mediumTermTable(authority: "essex") { rows(keys: ["${row}"]) { cells { pence } } } }`)).data.mediumTermTable.rows[0].cells[0].pence;
const focused = () => at.page.evaluate(() => document.activeElement?.textContent);
const paste = (text: string) =>
  at.page.evaluate((pasted) => {
    const data = new DataTransfer();
    data.setData("text/plain", pasted);
    (document.activeElement ?? document.body).dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
  }, text);

describe("A number of more than ten times what was there", () => {
  test("is asked about, answered by a key, and not asked about again", async () => {
    await open();
    await type(north, "4700000");
    await expect
      .poll(() => question().innerText({ timeout: 3_000 }))
      .toContain("Mainstream Residential North, 2023/24: 4700000 in £000s is more than ten times what was there, £4,646,000.00.");
    await expect.poll(focused).toBe("1 £4.7bn, as typed in £000s");
    // It stands as it was typed, and nothing of it is stored.
    expect(await at.cell(north, "2023/24").innerText()).toBe("4,700,000");
    expect(await stored(north)).toBe(464_600_000);
    await at.page.keyboard.press("2");
    await at.shows(north, "2023/24", "4,700");
    expect(await stored(north)).toBe(470_000_000);
    await expect.poll(() => question().count()).toBe(0);
    await expect.poll(() => at.page.evaluate(() => document.activeElement?.closest(".sheet") !== null)).toBe(true);

    // As it was typed, by Enter; once meant so, it is so.
    await type(north, "4800000");
    await expect.poll(focused).toBe("1 £4.8bn, as typed in £000s");
    await at.page.keyboard.press("Enter");
    await at.shows("total", "2023/24", "4,811,958");
    await at.page.keyboard.press("Control+z");
    await at.shows(north, "2023/24", "4,700");
    await type(north, "4800000");
    await at.shows("total", "2023/24", "4,811,958");
    expect(await question().count()).toBe(0);
  });

  test("is given up with Escape, and the true figure is back", async () => {
    await open();
    await type(north, "4700000");
    await expect.poll(focused).toContain("as typed");
    await at.page.keyboard.press("Escape");
    await at.shows(north, "2023/24", "4,646");
    expect(await question().count()).toBe(0);
    // What says its unit is not asked about.
    await type(north, "470000k");
    await at.shows("total", "2023/24", "481,958");
    expect(await question().count()).toBe(0);
  });

  test("keeps nobody from typing on, and gives way to what is typed there next", async () => {
    await at.page.route("**/graphql", async (route) => {
      await new Promise((resolve) => setTimeout(resolve, 300));
      await route.continue().catch(() => {});
    });
    await open();
    await type(north, "4700000");
    // Before the question comes: the keyboard stays with who types.
    await at.page.keyboard.type("2700");
    await question().waitFor();
    expect(await at.page.evaluate(() => document.activeElement?.className)).toBe("amount-editor");
    await at.page.keyboard.press("Enter");
    await at.shows(mid, "2023/24", "2,700");
    expect(await question().count()).toBe(1);
    await type(north, "4750");
    await at.shows(north, "2023/24", "4,750");
    expect(await question().count()).toBe(0);
    expect(await stored(north)).toBe(475_000_000);
  });

  test("among what is pasted is named before it is sent", async () => {
    await open();
    await at.cell(north, "2023/24").click();
    await paste("4700000\n2700\n");
    const dialog = at.page.getByRole("dialog");
    await expect.poll(() => dialog.innerText({ timeout: 3_000 })).toContain("Mainstream Residential North, 2023/24: 4700000 in £000s is more than ten times what was there");
    const button = dialog.getByRole("button", { name: "Paste 2 cells" });
    expect(await button.isDisabled()).toBe(true);
    await dialog.getByLabel("£4.7m, as pounds").check();
    await button.click();
    await at.shows(north, "2023/24", "4,700");
    await at.shows(mid, "2023/24", "2,700");
    expect(await question().count()).toBe(0);
  });

  test("that was typed while the server was away is asked about when it is back", async () => {
    await open();
    await at.page.context().setOffline(true);
    await type(north, "4700000");
    await expect.poll(() => at.cell(north, "2023/24").evaluate((cell) => cell.classList.contains("delayed"))).toBe(true);
    await at.page.context().setOffline(false);
    await question().waitFor({ timeout: 15_000 });
    await question().getByRole("button", { name: "£4.7m, as pounds" }).click();
    await at.shows(north, "2023/24", "4,700");
  });
});
