// A real page on a real server for each test, in one browser for the file; a test in which the page complains fails.
import type { Browser, Locator, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, expect } from "vitest";
import { startBrowser } from "./browser.ts";
import { type Served, serve } from "./served.ts";

/** What a cell shows; of what is on its way to the server, that it is. */
export async function shownIn(cell: Locator): Promise<string> {
  const onItsWay = await cell.evaluate((element) => element.matches(".waiting:not(.delayed)"));
  return `${onItsWay ? "on its way: " : ""}${await cell.innerText()}`;
}

/** Registers the hooks of a file of page tests. What it returns is renewed before each test. */
export function onPages() {
  let browser: Browser;
  let served: Served;
  let page: Page;
  let root = "";
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
  const cell = (row: string, column: string) => page.locator(`.ag-row[row-id="${row}"] [col-id="${column}"]`);
  return {
    get page() {
      return page;
    },
    get served() {
      return served;
    },
    cell,
    panel: () => page.getByRole("complementary"),
    async open(address: string, row: string, column: string) {
      await page.goto(`${root}${address}`);
      await cell(row, column).waitFor();
    },
    async goTo(address: string) {
      await page.goto(`${root}${address}`);
    },
    shows: (row: string, column: string, text: string) => expect.poll(() => shownIn(cell(row, column))).toBe(text),
    /** The derivation bar, whole. */
    derivation: (part: string) => expect.poll(() => page.locator(".derivation").innerText()).toContain(part),
    /** Neither at 1440 nor at 1024 pixels does the page itself scroll sideways or down: what is wide scrolls in its own frame. */
    async fits() {
      for (const width of [1440, 1024]) {
        await page.setViewportSize({ width, height: width === 1440 ? 900 : 768 });
        const over = () => page.evaluate(() => [document.documentElement.scrollWidth - window.innerWidth, document.documentElement.scrollHeight - window.innerHeight]);
        await expect.poll(over).toEqual([0, 0]);
      }
    },
  };
}
