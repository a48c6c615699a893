// What it takes to open a large authority's sheet in a real browser, and what the data cost to be read.
import { buildClient } from "../../server/scripts/build.mjs";
import { startBrowser } from "../setup/browser.ts";
import { inTurn } from "./rounds.ts";
import { start } from "./started.ts";

/** Milliseconds from the address to the first figures on the sheet, each time on a page with nothing kept. */
export async function measureBrowser(dataDir: string, addresses: Record<string, string>, rounds: number): Promise<Record<string, number>> {
  await buildClient();
  const server = await start("tabledServer.ts", dataDir, "0");
  const browser = await startBrowser();
  try {
    const opening = async (address: string) => {
      const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
      const page = await context.newPage();
      const began = performance.now();
      await page.goto(`http://127.0.0.1:${server.port}${address}`, { waitUntil: "commit" });
      // A heading's cells are blank: the first figure is the first cell that says something.
      await page.locator(".ag-cell.amount").filter({ hasText: /\d/ }).first().waitFor();
      const taken = performance.now() - began;
      await context.close();
      return taken;
    };
    return await inTurn(rounds, Object.fromEntries(Object.entries(addresses).map(([name, address]) => [name, () => opening(address)])));
  } finally {
    await browser.close();
    server.stop();
  }
}
