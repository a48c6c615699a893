// What it takes to select, copy and paste many cells in a real browser: by its own clock, from the key to the first frame that shows what it did.
import type { Page } from "playwright-core";
import { openDb } from "../../db/engine/store.ts";
import { rules } from "../../server/rules/rules.ts";
import { buildClient } from "../../server/scripts/build.mjs";
import { startBrowser } from "../setup/browser.ts";
import { authorityIdOf, generate, generatedFirstYear } from "./generate.ts";
import { inTurn } from "./rounds.ts";
import { start } from "./started.ts";

/** A sheet into which a block of 5,000 cells goes, and one of 10,000 rows with its subtotals. */
export const pastedSize = { authorities: 1, costCentres: 600, years: 10, commitments: 20 };
export const pasted = { rows: 500, columns: 10 };
/** A subtotal follows each group of cost centres; the block is blank there, as one is that was copied with its subtotals taken out. */
const rowsOfGroup = pastedSize.costCentres / 10;
export const selectedSize = { authorities: 1, costCentres: 9_980, years: 14, commitments: 5 };

const authority = authorityIdOf(0);
const address = `/medium-term?${new URLSearchParams({ authority, version: `${authority}-draft`, from: generatedFirstYear, unit: "POUNDS" })}`;
const firstCell = `.ag-row[row-id="costCentre:${authority}-centre-1"] [col-id="${generatedFirstYear}"]`;

/** Milliseconds of each: of the paste, its preview until it can be confirmed, and from there to the new figures. `dataDir` is an empty folder. */
export async function measurePasting(dataDir: string, rounds: number): Promise<Record<"preview" | "pasted", number>> {
  const taken: Record<"preview" | "pasted", number> = { preview: 0, pasted: 0 };
  let round = 0;
  return onSheet(dataDir, pastedSize, (page) =>
    inTurn(rounds, {
      async preview() {
        round += 1;
        const figure = (row: number, column: number) => String(1_000_000 + round * 10_000 + row * pasted.columns + column);
        const line = (row: number) => Array.from({ length: pasted.columns }, (_, column) => figure(row, column)).join("\t");
        const text = Array.from({ length: pasted.rows }, (_, row) => (row > 0 && row % rowsOfGroup === 0 ? `\r\n${line(row)}` : line(row))).join("\r\n");
        await page.evaluate((given) => navigator.clipboard.writeText(given), text);
        await page.locator(firstCell).click();
        taken.preview = await timed(page, "Control+v", ".change-preview .primary:enabled");
        taken.pasted = await timed(page, "Enter", firstCell, `${Number(figure(0, 0)).toLocaleString("en-GB")}.00`);
        return taken.preview;
      },
      pasted: () => taken.pasted,
    }),
  );
}

/** Milliseconds of Ctrl+A, of what it comes to, and of Ctrl+C on the whole of a large sheet. `dataDir` is an empty folder. */
export async function measureSelecting(dataDir: string, rounds: number): Promise<Record<"all" | "summed" | "copied", number>> {
  return onSheet(dataDir, selectedSize, async (page) => {
    const one = async () => {
      await page.locator(firstCell).click();
      await page.locator(".summary").waitFor({ state: "detached" });
    };
    return inTurn(rounds, {
      async all() {
        await one();
        return timed(page, "Control+a", ".range");
      },
      async summed() {
        await one();
        return timed(page, "Control+a", ".summary");
      },
      // Whatever it takes is taken before the next frame.
      copied: () => timed(page, "Control+c", ".range"),
    });
  });
}

/** Presses a key, and says how long after it the first frame came that has an element of these words. */
async function timed(page: Page, key: string, selector: string, words = ""): Promise<number> {
  await page.evaluate(
    ([wanted, text]) => {
      const found = () => [...document.querySelectorAll(wanted)].some((each) => each.textContent?.includes(text));
      const took = (event: KeyboardEvent) => {
        // Ctrl comes by itself first.
        if (event.key === "Control") return;
        window.removeEventListener("keydown", took, true);
        const frame = () => {
          if (found()) document.body.dataset.took = String(performance.now() - event.timeStamp);
          else requestAnimationFrame(frame);
        };
        requestAnimationFrame(frame);
      };
      delete document.body.dataset.took;
      window.addEventListener("keydown", took, true);
    },
    [selector, words] as const,
  );
  await page.keyboard.press(key);
  await page.locator("body[data-took]").waitFor({ state: "attached", timeout: 60_000 });
  return Number(await page.locator("body").getAttribute("data-took"));
}

async function onSheet<Result>(dataDir: string, size: typeof pastedSize, measure: (page: Page) => Promise<Result>): Promise<Result> {
  const store = await openDb({ dataDir }, rules);
  await generate(store, size);
  await store.close();
  await buildClient();
  const server = await start("tabledServer.ts", dataDir, "0");
  const browser = await startBrowser();
  try {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, permissions: ["clipboard-read", "clipboard-write"] });
    const page = await context.newPage();
    // What is run in the page was compiled by tsx, which names functions by a helper of its own.
    await page.addInitScript({ content: "globalThis.__name = (named) => named;" });
    await page.goto(`http://127.0.0.1:${server.port}${address}`);
    await page.locator(firstCell).filter({ hasText: /\d/ }).waitFor({ timeout: 60_000 });
    return await measure(page);
  } finally {
    await browser.close();
    server.stop();
  }
}
