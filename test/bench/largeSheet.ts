// What a sheet of 10,000 rows by 14 columns costs a real browser: to open, and to be scrolled by the wheel and by held keys.
import type { Page } from "playwright-core";
import type { Db } from "../../db/open.ts";
import { buildClient } from "../../server/build.mjs";
import { startBrowser } from "../setup/browser.ts";
import { authorityIdOf, generate, generatedFirstYear } from "./generate.ts";
import { median } from "./rounds.ts";
import { start } from "./started.ts";

export const largeSheet = { rows: 10_000, columns: 14 };

/** Cost centres, their ten subtotals, the commitments, the total and what remains: 10,000 rows in all. */
export async function generateLargeSheet(db: Db): Promise<void> {
  const commitments = 20;
  await generate(db, { authorities: 1, costCentres: largeSheet.rows - 10 - commitments - 2, years: largeSheet.columns, commitments });
}

export interface LargeSheetResult {
  /** Milliseconds from the address to the first figures, on a page with nothing kept. */
  opening: number;
  /** Of every round and way of scrolling, in milliseconds: the frame in the middle, and the longest. */
  scrolling: Record<string, { frame: number; longest: number; over50: number; frames: number }>;
}

export async function measureLargeSheet(dataDir: string, rounds: number): Promise<LargeSheetResult> {
  await buildClient();
  const server = await start("tabledServer.ts", dataDir, "0");
  const browser = await startBrowser();
  const openings: number[] = [];
  const frames: Record<string, number[]> = {};
  try {
    for (let round = 0; round <= rounds; round += 1) {
      const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
      const page = await context.newPage();
      const began = performance.now();
      await page.goto(`http://127.0.0.1:${server.port}${address}`, { waitUntil: "commit" });
      await page.locator(".ag-cell.amount").filter({ hasText: /\d/ }).first().waitFor();
      const opened = performance.now() - began;
      for (const [way, scroll] of Object.entries(waysToScroll)) {
        const measured = await framesWhile(page, () => scroll(page));
        // The first round warms the server and the browser.
        if (round > 0) frames[way] = [...(frames[way] ?? []), ...measured];
      }
      if (round > 0) openings.push(opened);
      await context.close();
    }
  } finally {
    await browser.close();
    server.stop();
  }
  const scrolling = Object.fromEntries(
    Object.entries(frames).map(([way, all]) => [way, { frame: median(all), longest: Math.max(...all), over50: all.filter((each) => each > 50).length, frames: all.length }]),
  );
  return { opening: median(openings), scrolling };
}

const authority = authorityIdOf(0);
const address = `/medium-term?${new URLSearchParams({ authority, version: `${authority}-draft`, from: generatedFirstYear, unit: "THOUSANDS" })}`;

const waysToScroll: Record<string, (page: Page) => Promise<void>> = {
  async "by the wheel, a notch a frame"(page) {
    await page.mouse.move(700, 500);
    for (let notch = 0; notch < 90; notch += 1) {
      await page.mouse.wheel(0, 100);
      await page.evaluate("new Promise(requestAnimationFrame)");
    }
  },
  async "by Page Down, ten a second"(page) {
    await page.locator(".ag-cell.amount").first().click();
    for (let step = 0; step < 15; step += 1) {
      await page.keyboard.press("PageDown");
      await page.waitForTimeout(100);
    }
  },
};

/** How long each frame took while something went on, in milliseconds. */
async function framesWhile(page: Page, goesOn: () => Promise<void>): Promise<number[]> {
  await page.evaluate(recordFrames);
  await goesOn();
  return (await page.evaluate("window.recorded.stop()")) as number[];
}

/** A text, because what tsx makes of a function asks for helpers that a page has not. */
const recordFrames = `
  window.recorded = { frames: [], going: true, last: null, stop() { this.going = false; return this.frames; } };
  requestAnimationFrame(function next(now) {
    if (recorded.last !== null) recorded.frames.push(now - recorded.last);
    recorded.last = now;
    if (recorded.going) requestAnimationFrame(next);
  });
`;
