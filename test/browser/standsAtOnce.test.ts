// What is typed stands from the next frame on, however slow the server is: no painted frame shows the old figure again.
import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { onPages } from "../setup/pages.ts";

const on = onPages();
const north = "costCentre:essex-north";
const mid = "costCentre:essex-mid";

/** Each answer of the server comes this much later. */
const slow = async () => {
  await on.page.route("**/graphql*", async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 250));
    await route.continue().catch(() => {});
  });
};
/** Writes down what each frame paints in these cells from now on, wherever it differs from the frame before. */
const record = (page: Page, cells: [row: string, column: string][]) =>
  page.evaluate((watched) => {
    const frames: Record<string, string[]> = {};
    (window as unknown as { frames: typeof frames }).frames = frames;
    const look = () => {
      for (const [row, column] of watched) {
        const cell = document.querySelector<HTMLElement>(`.ag-row[row-id="${row}"] [col-id="${column}"]`);
        if (cell?.querySelector("input")) continue;
        const seen = `${cell?.classList.contains("waiting") ? "… " : ""}${cell?.innerText ?? "gone"}`;
        const list = frames[`${row} ${column}`] ?? [];
        frames[`${row} ${column}`] = list;
        if (list.at(-1) !== seen) list.push(seen);
      }
    };
    // Once a frame, as it was painted: the first task behind all that runs before a paint.
    const behind = new MessageChannel();
    behind.port1.onmessage = look;
    const frame = () => {
      behind.port2.postMessage(null);
      requestAnimationFrame(frame);
    };
    look();
    requestAnimationFrame(frame);
  }, cells);
const painted = (row: string, column: string) => on.page.evaluate((cell) => (window as unknown as { frames: Record<string, string[]> }).frames[cell] ?? [], `${row} ${column}`);
/** The server has answered, and the table was read again: what depends on the change has followed. */
const settled = (total: string) => on.shows("total", "2023/24", total);
const openEssex = () => on.open("/medium-term?authority=essex", "remaining", "2023/24");
const type = async (row: string, column: string, text: string) => {
  await on.cell(row, column).click();
  await on.page.keyboard.type(text);
  await on.page.keyboard.press("Enter");
};
const paste = (text: string) =>
  on.page.evaluate((pasted) => {
    const data = new DataTransfer();
    data.setData("text/plain", pasted);
    (document.activeElement ?? document.body).dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
  }, text);

describe("What is typed stands at once", () => {
  test("in italics until it is stored, then as the server shows it", async () => {
    await openEssex();
    await slow();
    await record(on.page, [[north, "2023/24"]]);
    await type(north, "2023/24", "5000");
    await settled("16,958");
    expect(await painted(north, "2023/24")).toEqual(["4,646", "… 5,000", "5,000"]);
    expect(await on.cell(north, "2023/24").evaluate((cell) => getComputedStyle(cell).fontStyle)).toBe("normal");
  });

  test("also what the page cannot read: it stands as typed until the server says what it is", async () => {
    await openEssex();
    await slow();
    await record(on.page, [[north, "2023/24"]]);
    await type(north, "2023/24", "=4646+354");
    await settled("16,958");
    expect(await painted(north, "2023/24")).toEqual(["4,646", "… =4646+354", "5,000"]);
  });

  test("typed twice in a row, filled, emptied and pasted", async () => {
    await openEssex();
    await slow();
    await record(on.page, [
      [north, "2023/24"],
      [mid, "2023/24"],
      [north, "2024/25"],
    ]);
    await type(north, "2023/24", "5000");
    await type(north, "2023/24", "5100");
    // Filled from what is not stored yet: 5,100 and not 4,646.
    await on.cell(north, "2023/24").click();
    await on.page.keyboard.press("Shift+ArrowDown");
    await on.page.keyboard.press("Control+d");
    // 16,604 + (5,100 – 4,646) + (5,100 – 2,632).
    await settled("19,526");
    expect(await painted(north, "2023/24")).toEqual(["4,646", "… 5,000", "… 5,100", "5,100"]);
    expect(await painted(mid, "2023/24")).toEqual(["2,632", "… 5,100", "5,100"]);

    await on.cell(mid, "2023/24").click();
    await on.page.keyboard.press("Delete");
    await settled("[x] 14,426");
    expect((await painted(mid, "2023/24")).slice(3)).toEqual(["… ", ""]);

    await on.cell(north, "2023/24").click();
    await paste("4,000\t4,100\r\n");
    await on.page.getByRole("button", { name: "Paste 2 cells" }).click();
    // 14,426 – 5,100 + 4,000.
    await settled("[x] 13,326");
    expect((await painted(north, "2023/24")).slice(4)).toEqual(["… 4,000", "4,000"]);
    expect(await painted(north, "2024/25")).toEqual(["4,614", "… 4,100", "4,100"]);
  });

  test("a refusal puts the true figure back, with its words", async () => {
    await openEssex();
    await slow();
    await record(on.page, [[north, "2023/24"]]);
    await type(north, "2023/24", "4,64x");
    await expect.poll(() => on.page.locator(".amount-editor").inputValue({ timeout: 3_000 })).toBe("4,64x");
    expect((await painted(north, "2023/24")).slice(0, 2)).toEqual(["4,646", "… 4,64x"]);
    await expect.poll(() => on.page.getByRole("alert").innerText()).toContain("is not an amount of money");
    await on.page.keyboard.press("Escape");
    await on.shows(north, "2023/24", "4,646");
  });

  test("taken back and done again", async () => {
    await openEssex();
    await type(north, "2023/24", "5000");
    await settled("16,958");
    await slow();
    await record(on.page, [[north, "2023/24"]]);
    await on.page.keyboard.press("Control+z");
    await settled("16,604");
    await on.page.keyboard.press("Control+y");
    await settled("16,958");
    await on.page.keyboard.press("Control+z");
    await settled("16,604");
    expect(await painted(north, "2023/24")).toEqual(["5,000", "… 4,646", "4,646", "… 5,000", "5,000", "… 4,646", "4,646"]);
  });

  test("in another unit it says its own, and its workings are not those of the figure before", async () => {
    await openEssex();
    await slow();
    await type(north, "2023/24", "5000");
    await on.cell(north, "2023/24").click();
    expect(await on.page.locator(".derivation").innerText()).not.toContain("4,646");
    await on.page.getByLabel("Unit").selectOption("POUNDS");
    await on.shows(north, "2023/24", "5,000,000.00");
  });
});

test("A forecast stands at once, too", async () => {
  await on.open("/monitoring?authority=cambridgeshire", "total", "forecast");
  const row = (await on.page.locator(".ag-row:has(.editable)").first().getAttribute("row-id")) as string;
  const column = (await on.page.locator(`.ag-row[row-id="${row}"] .editable`).first().getAttribute("col-id")) as string;
  await slow();
  await record(on.page, [[row, column]]);
  const before = await on.cell(row, column).innerText();
  const total = await on.cell("total", "forecast").innerText();
  await type(row, column, "1234");
  await expect.poll(() => on.cell("total", "forecast").innerText()).not.toBe(total);
  expect(await painted(row, column)).toEqual([before, "… 1,234", "1,234"]);
});
