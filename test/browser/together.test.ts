// Two people at one sheet, as fast as they can type, through a server that is started again and a network that goes away: in the end both see
// what the database holds.
import type { BrowserContext, Page } from "playwright-core";
import { expect, test } from "vitest";
import { makeApp } from "../../server/http/app.ts";
import { machineOwner } from "../../server/http/viewer.ts";
import { post } from "../api/officer.ts";
import { startBrowser } from "../setup/browser.ts";
import { few, seed } from "../setup/samples.ts";
import { serve } from "../setup/served.ts";

const edits = few(500, 200);
const people = ["Finance business partner", "Service accountant"] as const;
// The same seed types the same; how the two fall together is another matter each time.

/** Numbers from 0 to below 1 that follow from a seed (mulberry32). */
function randomFrom(start: number): () => number {
  let state = start;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const viewerOf = (request: { headers: Record<string, unknown> }) => ({ ...machineOwner, name: decodeURIComponent(String(request.headers["tabled-person"] ?? "Somebody")) });
const strip = (page: Page) => page.getByRole("region", { name: "Changes that are not stored" });
const focused = (page: Page) => page.evaluate(() => document.activeElement?.classList.contains("editable") ?? false);

/** One person at work: moves about by keyboard, types, pastes, empties, takes back, and decides now and then what two wrote to. */
async function work(page: Page, random: () => number, count: number, between: (done: number) => Promise<void>): Promise<Record<string, number>> {
  const did = { typed: 0, pasted: 0, emptied: 0, undone: 0, decided: 0 };
  const one = <Value>(values: readonly Value[]) => values[Math.floor(random() * values.length)] as Value;
  const amount = () =>
    one([() => String(Math.floor(random() * 9_000)), () => `${(random() * 5).toFixed(1)}m`, () => `${1 + Math.floor(random() * 8)},${100 + Math.floor(random() * 899)}`])();
  for (let done = 0; done < count; done += 1) {
    await between(done);
    if (random() < 0.3 && (await strip(page).count()) > 0) {
      await page.keyboard.press("F6");
      if (random() < 0.5) await page.keyboard.press("Tab");
      if (await page.evaluate(() => Boolean(document.activeElement?.closest(".live-strip")))) {
        await page.keyboard.press("Enter");
        did.decided += 1;
      }
    }
    for (let tries = 0; tries < 12; tries += 1) {
      for (let steps = Math.floor(random() * 2); steps >= 0; steps -= 1) await page.keyboard.press(one(["ArrowUp", "ArrowUp", "ArrowUp", "ArrowLeft", "ArrowRight"]));
      if (await focused(page)) break;
      if (tries > 4)
        await page
          .locator('.ag-row[row-id="costCentre:essex-mid"] .amount')
          .nth(Math.floor(random() * 4))
          .click();
    }
    const what = random();
    if (what < 0.05) {
      const block = [0, 1].map(() => [0, 1].map(amount).join("\t")).join("\n");
      await page.evaluate((pasted) => {
        const data = new DataTransfer();
        data.setData("text/plain", pasted);
        (document.activeElement ?? document.body).dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
      }, block);
      // What it would change is shown first; what cannot be pasted there is given up.
      const dialog = page.locator("dialog.change-preview");
      if (
        await dialog.waitFor({ timeout: 1_000 }).then(
          () => true,
          () => false,
        )
      ) {
        const paste = dialog.locator(".change-foot .primary:enabled");
        await paste.click({ timeout: 2_000 }).catch(() => dialog.getByRole("button", { name: "Cancel" }).last().click());
      }
      did.pasted += 1;
    } else if (what < 0.1) {
      await page.keyboard.press("Delete");
      did.emptied += 1;
    } else if (what < 0.15) {
      await page.keyboard.press("Control+z");
      did.undone += 1;
    } else {
      await page.keyboard.type(amount());
      // Some think before they enter it: the other may have written there by then.
      if (random() < 0.1) await page.waitForTimeout(random() * 150);
      await page.keyboard.press("Enter");
      did.typed += 1;
    }
  }
  return did;
}

test(`two people and ${edits} edits end with both seeing what the database holds (TABLED_SEED=${seed})`, { timeout: edits * 6_000 }, async () => {
  const served = await serve("sqlite");
  let app = await makeApp(served.db, { viewerOf });
  await app.listen({ host: "127.0.0.1", port: 0 });
  const { port } = app.server.address() as { port: number };
  const browser = await startBrowser();
  const troubles: string[] = [];
  try {
    const contexts: BrowserContext[] = [];
    const pages: Page[] = [];
    for (const person of people) {
      const context = await browser.newContext({
        viewport: { width: 1024, height: 720 },
        reducedMotion: "reduce",
        locale: "en-GB",
        extraHTTPHeaders: { "tabled-person": encodeURIComponent(person) },
      });
      const page = await context.newPage();
      page.on("pageerror", (error) => troubles.push(error.message));
      await page.goto(`http://127.0.0.1:${port}/medium-term?authority=essex`);
      await page.locator('.ag-row[row-id="costCentre:essex-mid"] [col-id="2024/25"]').click();
      contexts.push(context);
      pages.push(page);
    }
    const [one, other] = pages as [Page, Page];
    let away = Promise.resolve();
    const restart = async () => {
      await app.close();
      await new Promise((resolve) => setTimeout(resolve, 1_200));
      app = await makeApp(served.db, { viewerOf });
      await app.listen({ host: "127.0.0.1", port });
    };
    const offline = async () => {
      await contexts[1]?.setOffline(true);
      await new Promise((resolve) => setTimeout(resolve, 1_500));
      await contexts[1]?.setOffline(false);
    };
    const did = await Promise.all([
      work(one, randomFrom(seed), edits / 2, async (done) => {
        if (done === edits / 5) away = restart();
      }),
      work(other, randomFrom(seed + 1), edits / 2, async (done) => {
        if (done === (edits / 5) * 2) await Promise.all([away, offline()]);
      }),
    ]);
    await away;

    // What is undecided is decided, now one way and now the other, until nothing waits.
    const random = randomFrom(seed + 2);
    const settled = async (page: Page) => {
      const open = strip(page).getByRole("button", { name: random() < 0.5 ? /^Keep mine|^Keep all mine|^Discard/ : /^Keep theirs|^Keep all theirs|^Discard/ });
      if ((await open.count()) > 0)
        await open
          .first()
          .click({ timeout: 1_000 })
          .catch(() => {});
      return page.evaluate(() => localStorage.getItem("tabled.waiting") === null && !document.querySelector(".live-away, .live-count, .live-strip"));
    };
    for (const page of pages) await expect.poll(() => settled(page), { interval: 100 }).toBe(true);

    const asked = `{ mediumTermTable(authority: "essex", version: "essex-mtrs-2023", from: "2023/24", years: 4) { rows { key cells { shown edits pence partial { shown } } } } }`;
    const held = async () => {
      const { rows } = (await post(app, asked)).json().data.mediumTermTable as {
        rows: { key: string; cells: { shown: string; edits: string | null; pence: number | null; partial: { shown: string } | null }[] }[];
      };
      return rows;
    };
    /** Every row as the page shows it, in its order: the key, then the figures. */
    const shown = (page: Page) =>
      page.evaluate(() => {
        const numbered = (element: Element, name: string) => Number(element.getAttribute(name));
        const cells = [...document.querySelectorAll(".ag-row .amount")].map((cell) => ({ cell, row: cell.closest(".ag-row") as Element }));
        const rows = new Map<string, Element[]>();
        for (const { cell, row } of cells.sort(
          (x, y) => numbered(x.row, "row-index") - numbered(y.row, "row-index") || numbered(x.cell, "aria-colindex") - numbered(y.cell, "aria-colindex"),
        )) {
          const key = row.getAttribute("row-id") as string;
          rows.set(key, [...(rows.get(key) ?? []), cell]);
        }
        return [...rows].map(([key, found]) => [key, ...found.map((cell) => cell.textContent)]);
      });
    for (const page of pages) {
      await expect
        .poll(async () => ({ page: await shown(page) }))
        .toEqual({
          page: (await held()).map(({ key, cells }) => [
            key,
            ...cells.map((cell) => (cell.edits && cell.shown === "[x]" ? "" : cell.partial ? `[x] ${cell.partial.shown}` : cell.shown)),
          ]),
        });
    }
    // And the table holds what is stored, to the penny.
    const lines = (await post(app, `{ budgetLines(authority: "essex", first: 500) { nodes { versionId costCentreId year amountPence } } }`)).json().data.budgetLines.nodes;
    for (const cell of (await held()).flatMap(({ cells }) => cells)) {
      const [kind, id, year] = cell.edits?.split(":") ?? [];
      const line = lines.find(
        (each: { versionId: string; costCentreId: string; year: string }) => each.versionId === "essex-mtrs-2023" && each.costCentreId === id && each.year === year,
      );
      if (kind === "budget") expect(cell.pence).toBe(line?.amountPence ?? null);
    }
    // They were at work, both of them, and met.
    const log = (await post(app, `{ history(authority: "essex", first: 500) { nodes { madeBy } } }`)).json().data.history.nodes as { madeBy: string }[];
    for (const person of people) expect(log.filter(({ madeBy }) => madeBy === person).length).toBeGreaterThan(edits / 5);
    console.log(`TABLED_SEED=${seed}`, JSON.stringify(did), `${log.length} batches`);
    expect(troubles).toEqual([]);
  } finally {
    await browser.close();
    await app.close();
    await served.stop();
  }
});
