// Charts on their pages, in a real browser: drawn as wide as there is room, drawn anew when their table changes, in the page's colours, and read aloud.
import { describe, expect, test } from "vitest";
import { onPages } from "../setup/pages.ts";

const at = onPages();
const drawing = () => at.page.locator(".chart svg");
const width = async () => Number(await drawing().getAttribute("width"));
const room = () => at.page.locator(".chart").evaluate((figure) => Math.floor(figure.getBoundingClientRect().width));

describe("The chart of the medium-term table", () => {
  const open = async () => {
    await at.open("/medium-term?authority=essex&chart=shown", "remaining", "2023/24");
    await drawing().waitFor();
  };

  test("follows the figures, and says them", async () => {
    await open();
    const said = () => drawing().getAttribute("aria-label");
    expect(await at.page.getByRole("img", { name: /^Commitments against the budget, in £000s\. Total budget: 16,604 in 2023\/24/ }).count()).toBe(1);
    await at.page.evaluate(() => {
      const seen: boolean[] = [];
      Object.assign(window, { seen });
      new MutationObserver(() => seen.push(document.querySelector(".chart svg") !== null)).observe(document.querySelector(".chart") as Element, { childList: true, subtree: true });
    });
    await at.cell("costCentre:essex-north", "2023/24").click();
    await at.page.keyboard.type("5646");
    await at.page.keyboard.press("Enter");
    // 16,604 + 1,000
    await expect.poll(said).toContain("Total budget: 17,604 in 2023/24");
    // There was a chart all the time, the old one or the new.
    expect(await at.page.evaluate(() => (window as unknown as { seen: boolean[] }).seen)).not.toContain(false);
  });

  test("is as wide as there is room for it", async () => {
    await open();
    await expect.poll(async () => (await width()) - (await room())).toBe(0);
    const before = await width();
    await at.page.setViewportSize({ width: 1024, height: 768 });
    await expect.poll(width).toBeLessThan(before);
    await expect.poll(async () => (await width()) - (await room())).toBe(0);
    await at.fits();
  });

  test("has the page's ink, by day and by night", async () => {
    await open();
    const colours = () =>
      at.page.evaluate(() => {
        const fill = getComputedStyle(document.querySelector(".chart-budget") as Element).fill;
        return [fill, getComputedStyle(document.body).color];
      });
    const [day, inkByDay] = await colours();
    expect(day).toBe(inkByDay);
    await at.page.emulateMedia({ colorScheme: "dark" });
    const [night, inkByNight] = await colours();
    expect(night).toBe(inkByNight);
    expect(night).not.toBe(day);
  });
});

describe("The timeline", () => {
  test("is read row by row, and keeps the row that one is at when it is drawn anew", async () => {
    await at.open("/arrangements?authority=cambridgeshire&asAt=2018-10-09", "arrangement:cambridgeshire-tuition", "state");
    const row = at.page.getByRole("button", { name: /^Framework for out of school tuition: initial, agreed, 1 Apr 2015/ });
    await row.focus();
    const before = await width();
    await at.page.setViewportSize({ width: 1024, height: 768 });
    await expect.poll(width).toBeLessThan(before);
    await expect.poll(() => row.evaluate((mark) => mark === document.activeElement)).toBe(true);
    await at.page.keyboard.press("Space");
    await expect.poll(() => at.panel().innerText()).toContain("Framework for out of school tuition");
  });
});
