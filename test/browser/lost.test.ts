// A page whose server loses its database just as something is saved: what was typed is sent again by itself, and is saved once.
import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import type { Db } from "../../db/engine/open.ts";
import { openDb } from "../../db/engine/store.ts";
import { loadExamples } from "../../db/examples/load.ts";
import { makeApp } from "../../server/http/app.ts";
import { rules } from "../../server/rules/rules.ts";
import { storedLog } from "../db/rows.ts";
import { startBrowser } from "../setup/browser.ts";
import { type CuttableLine, cuttableLine } from "../setup/cuttable.ts";
import { freshStore, type TestStore } from "../setup/stores.ts";

const north = "costCentre:essex-north";
let browser: Browser;
let page: Page;
let store: TestStore;
let line: CuttableLine;
let db: Db;
let app: Awaited<ReturnType<typeof makeApp>>;
let before = 0;

beforeAll(async () => {
  vi.spyOn(console, "error").mockImplementation(() => {});
  browser = await startBrowser();
});
afterAll(async () => {
  await browser.close();
  vi.restoreAllMocks();
});
beforeEach(async () => {
  store = await freshStore("postgres");
  await loadExamples(store.db);
  before = (await storedLog(store.db)).length;
  line = await cuttableLine(store.address.databaseUrl as string);
  db = await openDb({ ...store.address, databaseUrl: line.url }, rules);
  app = await makeApp(db);
  await app.listen({ host: "127.0.0.1", port: 0 });
  page = await browser.newPage({ viewport: { width: 1440, height: 900 }, locale: "en-GB" });
  await page.goto(`http://127.0.0.1:${(app.server.address() as { port: number }).port}/medium-term?authority=essex`);
  await cell("remaining").waitFor();
});
afterEach(async () => {
  await page.close();
  await app.close();
  await db.close();
  await line.stop();
  await store.remove();
});

const cell = (row: string) => page.locator(`.ag-row[row-id="${row}"] [col-id="2023/24"]`);
const shows = (row: string, text: string) => expect.poll(() => cell(row).innerText(), { timeout: 20_000 }).toBe(text);
/** The batches since the page was opened. */
const saved = async () => (await storedLog(store.db)).slice(before);
const typeNorth = async (text: string) => {
  await cell(north).click();
  await page.keyboard.type(text);
  await page.keyboard.press("Enter");
};

test("a cell whose commit went unanswered is sent again, and saved once", async () => {
  // The first answer, and that of the next try.
  line.commitsToCut = 2;
  await typeNorth("5,000");
  await shows("total", "16,958");
  await expect.poll(() => page.evaluate(() => window.localStorage.getItem("tabled.waiting"))).toBeNull();
  expect(line.cuts).toBe(2);
  expect((await saved()).map(({ changes }) => changes.map(({ toValue }) => toValue))).toEqual([["500000000"]]);
  // Nobody has to decide anything, and the page follows its server as before.
  expect(await page.getByRole("region", { name: "Changes that are not stored" }).count()).toBe(0);
  await typeNorth("5,001");
  await shows("total", "16,959");
});

test("a form whose commit went unanswered is sent again under its key, and saved once", async () => {
  await cell(north).click();
  await page.keyboard.press("Shift+F2");
  await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).toBe("TEXTAREA");
  await page.keyboard.type("Ask demand planning");
  line.commitsToCut = 1;
  await page.keyboard.press("Control+Enter");
  await expect.poll(() => page.getByRole("complementary").innerText(), { timeout: 20_000 }).toContain("This machine's owner");
  await expect.poll(() => page.getByRole("textbox").first().inputValue()).toBe("");
  expect(line.cuts).toBe(1);
  expect(await page.getByRole("alert").count()).toBe(0);
  expect((await saved()).map(({ changes }) => changes[0]?.tableName)).toEqual(["note"]);
});

test("what is typed while the database is away waits, and is saved when it is back", async () => {
  line.cut();
  await typeNorth("5,000");
  await expect.poll(() => page.locator(".status").innerText(), { timeout: 20_000 }).toContain("1 change waits");
  line.join();
  await shows("total", "16,958");
  expect(await saved()).toHaveLength(1);
});
