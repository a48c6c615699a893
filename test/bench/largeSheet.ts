// What a sheet of 10,000 rows by 14 columns costs a real browser: to open, and to be scrolled by the wheel and by held keys.
import type { Page } from "playwright-core";
import type { Db } from "../../db/engine/open.ts";
import { usualLimits } from "../../server/http/settings.ts";
import { buildClient } from "../../server/scripts/build.mjs";
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
  /** Milliseconds from the address to the first figures, on a page with nothing kept, after a change of the data. */
  opening: number;
  /** And to the sheet with its last row. */
  whole: number;
  /** Of every round and way of scrolling, in milliseconds: the frame in the middle, and the longest. */
  scrolling: Record<string, { frame: number; longest: number; over50: number; frames: number }>;
}

export async function measureLargeSheet(dataDir: string, rounds: number): Promise<LargeSheetResult> {
  await buildClient();
  const server = await start("tabledServer.ts", dataDir, String(usualLimits.answerCacheBytes));
  const browser = await startBrowser();
  const openings: number[] = [];
  const wholes: number[] = [];
  const frames: Record<string, number[]> = {};
  try {
    for (let round = 0; round <= rounds; round += 1) {
      const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
      const page = await context.newPage();
      await changeSomething(server.port, round);
      const began = performance.now();
      await page.goto(`http://127.0.0.1:${server.port}${address}`, { waitUntil: "commit" });
      await page.locator(".ag-cell.amount").filter({ hasText: /\d/ }).first().waitFor();
      const opened = performance.now() - began;
      // All that the sheet scrolls over: each row has 28 pixels.
      await page.waitForFunction((height) => (document.querySelector(".ag-grid-viewport")?.scrollHeight ?? 0) > height, largeSheet.rows * 27);
      const whole = performance.now() - began;
      for (const [way, scroll] of Object.entries(waysToScroll)) {
        const measured = await framesWhile(page, () => scroll(page));
        // The first round warms the server and the browser.
        if (round > 0) frames[way] = [...(frames[way] ?? []), ...measured];
      }
      if (round > 0) openings.push(opened);
      if (round > 0) wholes.push(whole);
      await context.close();
    }
  } finally {
    await browser.close();
    server.stop();
  }
  const scrolling = Object.fromEntries(
    Object.entries(frames).map(([way, all]) => [way, { frame: median(all), longest: Math.max(...all), over50: all.filter((each) => each > 50).length, frames: all.length }]),
  );
  return { opening: median(openings), whole: median(wholes), scrolling };
}

const authority = authorityIdOf(0);
const address = `/medium-term?${new URLSearchParams({ authority, version: `${authority}-draft`, from: generatedFirstYear, unit: "THOUSANDS" })}`;

/** So that the server has to work everything out anew. */
async function changeSomething(port: number, round: number): Promise<void> {
  const cell = `budget:${authority}-centre-9000:${generatedFirstYear}`;
  const read = await post(port, `{ mediumTermTable(authority: "${authority}") { rows(keys: ["costCentre:${authority}-centre-9000"]) { cells { pence } } } }`);
  const expected = read.mediumTermTable.rows[0].cells[0].pence as number;
  await post(
    port,
    `mutation { editCells(authority: "${authority}", version: "${authority}-draft", edits: [{ cell: "${cell}", expected: ${expected}, pence: ${10_000_000 + round} }]) { batchId } }`,
  );
}

async function post(port: number, query: string) {
  const response = await fetch(`http://127.0.0.1:${port}/graphql`, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ query }) });
  const { data, errors } = await response.json();
  if (errors) throw new Error(JSON.stringify(errors));
  return data;
}

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
