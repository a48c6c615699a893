// A page that came by plain http from another machine: the browser keeps some of its abilities from such, and typing, notes, undo and copying work without them.
import { afterAll, beforeAll, expect, test } from "vitest";
import { startBrowser } from "../setup/browser.ts";
import { type Served, serve } from "../setup/served.ts";

type Running = Awaited<ReturnType<typeof startBrowser>>;
let browser: Running;
let served: Served;
let root: string;
beforeAll(async () => {
  browser = await startBrowser("--host-resolver-rules=MAP tabled.test 127.0.0.1");
  served = await serve("sqlite", { hosts: ["tabled.test"] });
  await served.app.listen({ host: "127.0.0.1", port: 0 });
  root = `http://tabled.test:${(served.app.server.address() as { port: number }).port}`;
});
afterAll(async () => {
  await browser.close();
  await served.stop();
});

test("what is typed is stored, and taken back", async () => {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, locale: "en-GB" });
  const troubles: string[] = [];
  page.on("pageerror", ({ message }) => troubles.push(message));
  await page.goto(`${root}/medium-term?authority=essex`);
  const cell = page.locator('.ag-row[row-id="costCentre:essex-north"] [col-id="2023/24"]');
  await cell.waitFor();
  expect(await page.evaluate(() => window.isSecureContext)).toBe(false);
  const before = await cell.innerText();
  await cell.click();
  await page.keyboard.type("4,700");
  await page.keyboard.press("Enter");
  await expect.poll(() => cell.innerText()).toBe("4,700");
  await expect.poll(() => page.evaluate(() => window.localStorage.getItem("tabled.waiting"))).toBeNull();
  await page.keyboard.press("Control+z");
  await expect.poll(() => cell.innerText()).toBe(before);
  expect(troubles).toEqual([]);
});

test("a figure is copied in words", async () => {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, locale: "en-GB" });
  await page.goto(`${root}/medium-term?authority=essex`);
  await page.locator('.ag-row[row-id="total"] [col-id="2023/24"]').click();
  await expect.poll(() => page.locator(".derivation-shown").innerText()).toBe("shown as 16,604");
  await page.keyboard.press("Control+Alt+c");
  await page.getByRole("dialog", { name: "Copy figure" }).getByText("£16.6m").click();
  await page.getByRole("button", { name: "Copy", exact: true }).click();
  await expect.poll(() => page.locator(".copied").innerText()).toBe("Copied £16.6m");
  // The page may not read the clipboard: a field tells what is on it.
  await page.keyboard.press("Control+f");
  await page.keyboard.press("Control+v");
  expect(await page.locator(".find-bar input").inputValue()).toBe("£16.6m");
});
