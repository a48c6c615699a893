// A real Chromium, out of the npm package, on a machine with nothing else installed.
import { existsSync } from "node:fs";
import chromium from "@sparticuz/chromium";
import { type Browser, chromium as playwright } from "playwright-core";

/** Flags of the package that tests do without: they hide scroll bars, and have the processor play a graphics card, which costs as much as all else that the browser does. */
const unwanted = /^--(single-process|hide-scrollbars|in-process-gpu|ignore-gpu-blocklist|use-gl=|use-angle=|enable-unsafe-swiftshader)/;

/** Starts a browser, with the scroll bars that its users see. CHROMIUM_PATH names another one, for a machine that the package has no build for; `more` are flags of the test's own. */
export async function startBrowser(...more: string[]): Promise<Browser> {
  const named = process.env.CHROMIUM_PATH;
  if (named && !existsSync(named)) throw new Error(`CHROMIUM_PATH names ${named}, and there is nothing.`);
  return playwright.launch({
    executablePath: named ?? (await chromium.executablePath()),
    args: chromium.args.filter((flag) => !unwanted.test(flag)).concat("--disable-gpu", more),
    ignoreDefaultArgs: ["--hide-scrollbars"],
    headless: true,
  });
}
