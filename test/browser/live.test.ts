// Two people on one sheet, and a server that goes away and comes back: real browsers, the real keyboard, a real server.
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { makeApp } from "../../server/http/app.ts";
import { post } from "../api/officer.ts";
import { startBrowser } from "../setup/browser.ts";
import { shownIn } from "../setup/pages.ts";
import { type Answer, type Served, serve } from "../setup/served.ts";

const north = "costCentre:essex-north";
const mid = "costCentre:essex-mid";

let browser: Browser;
let served: Served;
let context: BrowserContext;
let page: Page;
let port: number;
const troubles: string[] = [];

beforeAll(async () => {
  browser = await startBrowser();
});
afterAll(() => browser.close());
beforeEach(async () => {
  served = await serve("sqlite");
  await served.app.listen({ host: "127.0.0.1", port: 0 });
  port = (served.app.server.address() as { port: number }).port;
  context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: "en-GB" });
  page = await context.newPage();
  troubles.length = 0;
  page.on("pageerror", (error) => troubles.push(error.message));
});
afterEach(async () => {
  await context.close();
  await served.app.close();
  await served.stop();
  expect(troubles).toEqual([]);
});

/** Asks the server that runs now, which may have been started since the test began. */
const ask = async (query: string, variables: Record<string, unknown> = {}) => (await post(served.app, query, variables)).json() as Answer;
const cellOf = (row: string, year: string, on = page) => on.locator(`.ag-row[row-id="${row}"] [col-id="${year}"]`);
const open = async (on = page) => {
  await on.goto(`http://127.0.0.1:${port}/medium-term?authority=essex`);
  await cellOf("remaining", "2023/24", on).waitFor();
  await following(on);
};
/** The page listens: what another writes from here on has to reach it by itself. */
const following = (on = page) => expect.poll(() => on.evaluate(() => performance.getEntriesByType("resource").some(({ name }) => name.includes("/graphql")))).toBe(true);
const shows = (row: string, year: string, text: string, on = page) => expect.poll(() => shownIn(cellOf(row, year, on))).toBe(text);
const strip = (on = page) => on.getByRole("region", { name: "Changes that are not stored" });
const says = (text: string, on = page) => expect.poll(() => on.locator(".status").innerText()).toContain(text);
const typeInto = async (row: string, year: string, text: string, on = page) => {
  await cellOf(row, year, on).click();
  await on.keyboard.type(text);
  await on.keyboard.press("Enter");
};
const stored = async (row: string, column: number) =>
  (await ask(`{ mediumTermTable(authority: "essex") { rows(keys: ["${row}"]) { cells { pence } } } }`)).data.mediumTermTable.rows[0].cells[column].pence;
/** Another changes an amount, over the API. */
async function anotherChanges(cell: string, expected: number, pence: number | null, why = "Change Mainstream Residential North, 2023/24") {
  const asked = `mutation($edits: [CellEditInput!]!, $why: String) { editCells(authority: "essex", version: "essex-mtrs-2023", why: $why, edits: $edits) { batchId } }`;
  expect((await ask(asked, { edits: [{ cell, expected, pence }], why })).errors).toBeUndefined();
}
const ofNorth = "budget:essex-north:2023/24";
/** How many batches of this authority's log there are. */
const batches = async () => (await ask(`{ history(authority: "essex", first: 500) { nodes { id why } } }`)).data.history.nodes as { id: string; why: string }[];

async function stopServer() {
  await served.app.close();
}
async function startServer() {
  const app = await makeApp(served.db);
  served.app = app;
  await app.listen({ host: "127.0.0.1", port });
}
const pasteText = (text: string, on = page) =>
  on.evaluate((pasted) => {
    const data = new DataTransfer();
    data.setData("text/plain", pasted);
    (document.activeElement ?? document.body).dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
  }, text);

describe("Another's change", () => {
  test("arrives by itself, flashes with all that follows from it, and is said", async () => {
    await open();
    await page.evaluate(() => {
      const flashed = new Set<string>();
      (window as unknown as { flashed: Set<string> }).flashed = flashed;
      new MutationObserver((changes) => {
        for (const { target } of changes) {
          if (target instanceof Element && target.classList.contains("ag-cell-data-changed"))
            flashed.add(`${target.closest(".ag-row")?.getAttribute("row-id")} ${target.getAttribute("col-id")}`);
        }
      }).observe(document.body, { subtree: true, attributeFilter: ["class"] });
    });
    await anotherChanges(ofNorth, 464_600_000, 500_000_000);
    await shows(north, "2023/24", "5,000");
    await shows("total", "2023/24", "16,958");
    const flashed = () => page.evaluate(() => [...(window as unknown as { flashed: Set<string> }).flashed]);
    await expect.poll(flashed).toEqual(expect.arrayContaining([`${north} 2023/24`, "total 2023/24", "remaining 2023/24"]));
    expect(await flashed()).not.toContain(`${mid} 2023/24`);
    await says("This machine's owner changed Mainstream Residential North, 2023/24.");
  });

  test("of one's own nothing is said", async () => {
    await open();
    await typeInto(north, "2023/24", "5,000");
    await shows("total", "2023/24", "16,958");
    await anotherChanges("budget:essex-mid:2023/24", 263_200_000, 1, "Change Mid");
    await says("This machine's owner changed Mid.");
    expect(await page.locator(".live-said").innerText()).not.toContain("North");
  });

  test("leaves an open editor with its text and its caret, also where rows come above it", async () => {
    await open();
    await cellOf("commitment:essex-roach-vale", "2023/24").click();
    // Opened so, the arrows move within the text.
    await page.keyboard.press("F2");
    await page.keyboard.press("Control+a");
    await page.keyboard.type("4,7x9");
    await page.keyboard.press("ArrowLeft");
    await page.keyboard.press("ArrowLeft");
    const editor = () =>
      page.evaluate(() => {
        const input = document.activeElement as HTMLInputElement;
        return [input.className, input.value, input.selectionStart];
      });
    const before = await editor();
    expect(before).toEqual(["amount-editor", "4,7x9", 3]);
    await anotherChanges(ofNorth, 464_600_000, 500_000_000);
    await shows("total", "2023/24", "16,958");
    expect(await editor()).toEqual(before);
    const added = await ask(
      `mutation { addCostCentres(version: "essex-mtrs-2023", rows: [{ name: "A new one", serviceGroup: "Mainstream Residential", amounts: ["100"] }]) { batchId } }`,
    );
    expect(added.errors).toBeUndefined();
    await shows("total", "2023/24", "17,058");
    expect(await editor()).toEqual(before);
    // And the cell that is being typed into itself: 10,698 + 354 + 100 + 22.
    await anotherChanges("commitment:essex-roach-vale:2023/24", -42_200_000, 40_000_000);
    await shows("remaining", "2023/24", "11,174");
    expect(await editor()).toEqual(before);
    // The new row comes in when the editor closes.
    await page.keyboard.press("Escape");
    await expect.poll(() => page.locator(".ag-row").filter({ hasText: "A new one" }).count()).toBeGreaterThan(0);
    await expect.poll(() => page.locator(".derivation-place").innerText()).toContain("Roach Vale");
  });

  test("that takes the row away leaves the text to be copied", async () => {
    const added = await ask(
      `mutation { addCostCentres(version: "essex-mtrs-2023", rows: [{ name: "Soon gone", serviceGroup: "Mainstream Residential", amounts: ["100"] }]) { batchId } }`,
    );
    await open();
    await shows("total", "2023/24", "16,704");
    const row = await page.locator(".ag-row").filter({ hasText: "Soon gone" }).first().getAttribute("row-id");
    await cellOf(row as string, "2024/25").click();
    await page.keyboard.type("1,234");
    expect((await ask(`mutation { undoBatch(batch: "${added.data.addCostCentres.batchId}") { batchId } }`)).errors).toBeUndefined();
    await shows("total", "2023/24", "16,604");
    expect(await page.evaluate(() => (document.activeElement as HTMLInputElement).value)).toBe("1,234");
    await page.keyboard.press("Enter");
    await expect.poll(() => strip().innerText()).toContain("Soon gone, 2024/25: you typed 1,234. There is no such cost centre in this authority.");
    await expect.poll(() => page.locator(".ag-row").filter({ hasText: "Soon gone" }).count()).toBe(0);
    await strip().getByRole("button", { name: "Discard this one" }).click();
    await expect.poll(() => strip().count()).toBe(0);
  });

  test("is not missed while the server is started again", async () => {
    await open();
    await stopServer();
    await says("Server away");
    await startServer();
    await anotherChanges(ofNorth, 464_600_000, 500_000_000);
    await shows(north, "2023/24", "5,000");
    await shows("total", "2023/24", "16,958");
    await expect.poll(() => page.locator(".live-away").count()).toBe(0);
  });

  test("is not missed while the browser is off line", async () => {
    await open();
    await context.setOffline(true);
    await anotherChanges(ofNorth, 464_600_000, 500_000_000);
    await says("Server away");
    await context.setOffline(false);
    await shows("total", "2023/24", "16,958");
  });
});

describe("A conflict", () => {
  const meet = async () => {
    await open();
    await cellOf(north, "2023/24").click();
    await page.keyboard.type("5,000");
    await anotherChanges(ofNorth, 464_600_000, 490_000_000);
    await page.keyboard.press("Enter");
    await expect
      .poll(() => strip().innerText())
      .toMatch(/Mainstream Residential North, 2023\/24: you typed 5,000 in £000s\. This machine's owner made it £4,900,000\.00 at \d\d:\d\d\./);
    expect(await stored(north, 0)).toBe(490_000_000);
  };

  test("shows both values, and mine is kept when I say so, by keyboard", async () => {
    await meet();
    await shows(north, "2023/24", "4,900");
    await page.keyboard.press("F6");
    await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute("aria-label"))).toBe("Keep mine: Mainstream Residential North, 2023/24");
    await page.keyboard.press("Enter");
    await shows(north, "2023/24", "5,000");
    expect(await stored(north, 0)).toBe(500_000_000);
    await expect.poll(() => strip().count()).toBe(0);
    await page.keyboard.press("Escape");
  });

  test("keeps theirs", async () => {
    await meet();
    await strip().getByRole("button", { name: "Keep theirs" }).click();
    await expect.poll(() => strip().count()).toBe(0);
    await shows(north, "2023/24", "4,900");
    expect(await stored(north, 0)).toBe(490_000_000);
  });

  test("can be decided later, also after a reload", async () => {
    await meet();
    await page.keyboard.press("F6");
    await page.keyboard.press("Escape");
    await expect.poll(() => strip().count()).toBe(0);
    await says("1 to decide");
    await page.reload();
    await expect.poll(() => strip().innerText()).toContain("you typed 5,000");
    await strip().getByRole("button", { name: "Keep mine" }).click();
    await shows(north, "2023/24", "5,000");
  });

  test("is over where the person types into the cell again", async () => {
    await meet();
    await typeInto(north, "2023/24", "4,950");
    await shows(north, "2023/24", "4,950");
    await expect.poll(() => strip().count()).toBe(0);
    expect(await stored(north, 0)).toBe(495_000_000);
  });

  test("of a paste is a list, with a choice for each and for all, and nothing is kept before", async () => {
    await open();
    await cellOf(north, "2023/24").click();
    await context.setOffline(true);
    await pasteText("1,000\t2,000\n3,000\t4,000");
    await page.locator("dialog .primary:enabled").click();
    await says("Server away: 1 change waits");
    await anotherChanges(ofNorth, 464_600_000, 490_000_000);
    await anotherChanges("budget:essex-mid:2024/25", 261_400_000, null);
    await context.setOffline(false);
    await expect.poll(() => strip().innerText()).toContain("Others changed 2 cells that you changed.");
    expect(await strip().innerText()).toMatch(/Mid, 2024\/25: you typed 4,000 in £000s\. This machine's owner emptied it at/);
    expect(await stored(mid, 0)).toBe(263_200_000);
    await strip().getByRole("button", { name: "Keep theirs: Mainstream Residential North, 2023/24" }).click();
    await strip()
      .getByRole("button", { name: /^Keep mine/ })
      .click();
    await shows(mid, "2024/25", "4,000");
    await shows(mid, "2023/24", "3,000");
    await shows(north, "2024/25", "2,000");
    await shows(north, "2023/24", "4,900");
  });
});

describe("While the server is away", () => {
  test("of a paste that adds rows waits, is listed by the rows' names, and is sent once, as one batch", async () => {
    await open();
    await cellOf("remaining", "label").click();
    await context.setOffline(true);
    await pasteText("Secure homes\t5\t6\nRemand\t7\t8");
    await page.getByRole("dialog").getByLabel("Add what falls on totals and headings: 1 cost centre").check();
    await page.locator("dialog .primary:enabled").click();
    await says("Server away: 1 change waits");
    await page.getByRole("button", { name: "Server away: 1 change waits" }).click();
    await expect.poll(() => strip().innerText()).toContain("2 new rows: Secure homes, Remand waits to be sent.");
    await context.setOffline(false);
    await page.locator('.ag-row:has-text("Remand")').first().waitFor();
    expect((await batches()).filter(({ why }) => why === "Add 2 cost centres")).toHaveLength(1);
    expect(await page.evaluate(() => localStorage.getItem("tabled.waiting"))).toBeNull();
  });

  test("what is typed waits, is seen to wait, and is sent once when it is back", async () => {
    await open();
    const before = (await batches()).length;
    await stopServer();
    await typeInto(north, "2023/24", "5,000");
    await says("Server away: 1 change waits");
    await shows(north, "2023/24", "5,000");
    await expect.poll(() => cellOf(north, "2023/24").getAttribute("class")).toContain("waiting");
    await typeInto(north, "2023/24", "5,100");
    await typeInto(mid, "2023/24", "1m");
    await says("Server away: 3 changes wait");
    await page.getByRole("button", { name: "3 changes wait" }).click();
    expect(await strip().innerText()).toContain("Mainstream Residential North, 2023/24: 5,100 waits to be sent.");
    await strip().locator("p").filter({ hasText: "Mid" }).getByRole("button", { name: "Discard this one" }).click();
    await says("Server away: 2 changes wait");
    await startServer();
    await shows(north, "2023/24", "5,100");
    // 16,604 + 454.
    await shows("total", "2023/24", "17,058");
    await expect.poll(() => cellOf(north, "2023/24").getAttribute("class")).not.toContain("waiting");
    expect((await batches()).length).toBe(before + 2);
    expect(await stored(mid, 0)).toBe(263_200_000);
  });

  test("it survives a reload, and two tabs send it once", async () => {
    await open();
    const second = await context.newPage();
    await open(second);
    const before = (await batches()).length;
    await context.route("**/graphql**", (route) => (route.request().method() === "POST" ? route.abort() : route.continue()));
    await context.route("**/health", (route) => route.abort());
    await page.bringToFront();
    await typeInto(north, "2023/24", "5,000");
    await says("1 change waits");
    await page.reload();
    await shows(north, "2023/24", "5,000");
    await context.unroute("**/graphql**");
    await context.unroute("**/health");
    await shows("total", "2023/24", "16,958");
    await shows("total", "2023/24", "16,958", second);
    await expect.poll(() => page.evaluate(() => localStorage.getItem("tabled.waiting"))).toBe(null);
    expect((await batches()).length).toBe(before + 1);
    await second.close();
  });

  test("a change whose answer was lost is kept once", async () => {
    await open();
    const before = (await batches()).length;
    let lost = 0;
    await page.route("**/graphql", async (route) => {
      if (lost > 0 || !route.request().postData()?.includes("EditCells")) return route.continue();
      lost += 1;
      // The server has it, and the answer never comes.
      await route.fetch();
      await route.abort("connectionreset");
    });
    await typeInto(north, "2023/24", "5,000");
    await shows("total", "2023/24", "16,958");
    await typeInto(north, "2023/24", "5,200");
    await shows("total", "2023/24", "17,158");
    expect(lost).toBe(1);
    expect((await batches()).length).toBe(before + 2);
    expect(await strip().count()).toBe(0);
  });

  test("what is no change among what the browser kept is left out, and the sheet opens", async () => {
    await page.addInitScript(() => {
      if (!window.localStorage.getItem("tried")) window.localStorage.setItem("tabled.waiting", '[1,null,{},{"key":"k","state":"waiting","cells":null}]');
      window.localStorage.setItem("tried", "yes");
    });
    await open();
    await typeInto(north, "2023/24", "4,700");
    await shows(north, "2023/24", "4,700");
    await expect.poll(() => page.evaluate(() => window.localStorage.getItem("tabled.waiting"))).toBeNull();
  });

  test("a sheet that was not fetched yet says so, and is opened when the server is back", async () => {
    await open();
    await context.setOffline(true);
    await page.getByRole("link", { name: "Monitoring", exact: true }).click();
    await expect.poll(() => page.getByRole("alert").allInnerTexts()).toContainEqual(expect.stringContaining("This could not be opened"));
    expect(await page.getByRole("link", { name: "Commitments", exact: true }).count()).toBe(1);
    troubles.length = 0;
    await context.setOffline(false);
    await page.locator('.ag-row[row-id="total"] [col-id="latest"]').waitFor();
  });

  test("a form says so, keeps what was filled in, and is saved when the server is back", async () => {
    await open();
    await page.getByRole("button", { name: "Add a commitment" }).click();
    const panel = page.getByRole("complementary");
    await panel.getByLabel("Name").fill("Two homes");
    await panel.getByLabel("£ a week for a place").fill("1000");
    await panel.getByLabel("Places", { exact: true }).fill("4");
    await stopServer();
    await panel.getByRole("button", { name: "Add this commitment" }).click();
    await expect.poll(() => panel.innerText()).toContain("Tabled cannot be reached. This will be saved when the server is back.");
    expect(await panel.getByLabel("Name").inputValue()).toBe("Two homes");
    await startServer();
    await expect.poll(() => page.locator(".ag-row").filter({ hasText: "Two homes" }).count(), { timeout: 20_000 }).toBeGreaterThan(0);
    expect((await batches()).filter(({ why }) => why.includes("Two homes"))).toHaveLength(1);
  });
});
