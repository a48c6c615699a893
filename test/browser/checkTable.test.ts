// A printed table pasted from a real clipboard and checked: what does not add up is said and marked, and what is no table is refused in words.
import { expect, test } from "vitest";
import { onPages } from "../setup/pages.ts";

const at = onPages();

const rows = [
  ["", "2026/27", "2027/28"],
  ["North", "4,646", "4,614"],
  ["Mid", "2,632", "2,614"],
  ["Total", "7,278", "7,238"],
];
const html = `<p>£000s</p><table>${rows.map((row) => `<tr>${row.map((cell) => `<td>${cell}</td>`).join("")}</tr>`).join("")}</table>`;

test("a table pasted from a report is checked by its own sums", async () => {
  await at.goTo("/figures?authority=essex");
  await at.page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await at.page.getByRole("button", { name: "Check a table" }).first().click();
  const panel = at.panel();
  const box = panel.getByLabel("The table");
  await expect.poll(() => box.evaluate((field) => field === document.activeElement)).toBe(true);
  await at.page.evaluate(
    ({ asHtml, asText }) =>
      navigator.clipboard.write([new ClipboardItem({ "text/html": new Blob([asHtml], { type: "text/html" }), "text/plain": new Blob([asText], { type: "text/plain" }) })]),
    { asHtml: html, asText: rows.map((row) => row.join("\t")).join("\n") },
  );
  await at.page.keyboard.press("Control+V");
  await expect.poll(() => panel.getByRole("status").innerText()).toBe("2 sums: 1 adds up, 1 does not.");
  expect(await panel.getByRole("listitem").allInnerTexts()).toEqual(["Total, 2027/28: printed 7,238; the rows that it adds up come to 7,228, which is 10 less."]);
  expect(await panel.locator("td.is-wrong").allInnerTexts()).toEqual(["7,238 ✗"]);
  await at.fits();

  // What was pasted goes to the import as a printed table of the draft that is worked on.
  await panel.getByRole("button", { name: "Keep these beside the computed figures" }).click();
  await expect.poll(() => at.page.locator(".read-controls").getByLabel("Read as").inputValue()).toBe("printed table");
  await expect.poll(() => at.page.getByRole("region", { name: "Totals" }).innerText()).toContain("1 of 1 does not agree");
  await at.page.goBack();
  await at.page.getByRole("button", { name: "Check a table" }).first().click();

  await box.fill("nothing of a table");
  await panel.getByRole("button", { name: "Check it" }).click();
  await expect.poll(() => panel.getByRole("alert").innerText()).toContain("No row of this table names its columns");
  expect(await panel.getByRole("status").count()).toBe(0);
});
