// A sheet keeps still and whole under the hand: its bar keeps its height, its rules and figures are seen, and what cannot be typed over says why.
import { describe, expect, test } from "vitest";
import { latest } from "../setup/latest.ts";
import { onPages } from "../setup/pages.ts";

const at = onPages();
const north = "costCentre:essex-north";
const openEssex = (more = "") => at.open(`/medium-term?authority=essex${more}`, "remaining", "2023/24");
const topOfSheet = () => at.page.locator(".sheet").evaluate((sheet: HTMLElement) => sheet.offsetTop);
const why = () => at.page.locator(".derivation-trouble").innerText({ timeout: 2_000 });
const paste = (text: string) =>
  at.page.evaluate((pasted) => {
    const data = new DataTransfer();
    data.setData("text/plain", pasted);
    (document.activeElement ?? document.body).dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
  }, text);

test("stays where it is, whatever row is selected, on every sheet and at any width", async () => {
  for (const [address, rows] of [
    ["/medium-term?authority=essex", [north, "total", "commitment:essex-roach-vale"]],
    ["/monitoring?authority=essex", [north, "total"]],
    ["/outcomes?authority=west-sussex", []],
  ] as const) {
    await at.goTo(address);
    await at.page.locator(".ag-row").first().waitFor();
    for (const width of [1440, 1200, 1024]) {
      await at.page.setViewportSize({ width, height: 800 });
      const keys = rows.length > 0 ? rows : await at.page.locator(".ag-row").evaluateAll((all) => all.slice(0, 3).map((row) => row.getAttribute("row-id") as string));
      const tops = new Set<number>();
      for (const key of keys) {
        await at.page.locator(`.ag-row[row-id="${key}"] .ag-cell.amount, .ag-row[row-id="${key}"] .ag-cell.words`).first().click();
        await expect.poll(() => at.page.locator(".ag-cell-focus").count()).toBe(1);
        tops.add(await topOfSheet());
      }
      expect(tops.size, `${address} at ${width}`).toBe(1);
    }
  }
});

test("shows its last figures whole where it scrolls, and names whole where there is room", async () => {
  await openEssex("&unit=POUNDS");
  for (const [width, height] of [
    [1440, 560],
    [1024, 560],
    [940, 560],
    [925, 700],
    [910, 560],
  ] as const) {
    await at.page.setViewportSize({ width, height });
    const cut = () =>
      at.page.evaluate(() => {
        const bar = document.querySelector(".ag-body-vertical-scroll")?.getBoundingClientRect();
        const view = document.querySelector(".ag-grid-viewport")?.getBoundingClientRect();
        const edge = bar && bar.width > 0 ? bar.left : (view?.right ?? 0);
        return [...document.querySelectorAll('.ag-row [col-id="2026/27"]')].filter((cell) => cell.getBoundingClientRect().right > edge + 0.5).length;
      });
    await expect.poll(cut, { message: `at ${width} by ${height}`, timeout: 3_000 }).toBe(0);
  }
  // A register that scrolls across gives its names their share of the window.
  await at.page.setViewportSize({ width: 1440, height: 900 });
  await at.goTo("/arrangements?authority=cambridgeshire");
  await at.page.locator(".ag-row").first().waitFor();
  const labels = () => at.page.locator(".label-text").evaluateAll((all) => all.filter((label) => label.scrollWidth > label.clientWidth).map((label) => label.textContent));
  await expect.poll(labels).toEqual([]);
});

test("keeps the rules over and under a total while the mouse is on it", async () => {
  await openEssex();
  /** The colours down the left edge of a total's cell. */
  const column = async () => {
    const box = await at.cell("total", "2024/25").boundingBox();
    if (!box) throw new Error("no total");
    const picture = await at.page.screenshot({ clip: { x: box.x + 8, y: box.y, width: 1, height: box.height } });
    return at.page.evaluate(async (data) => {
      const bytes = Uint8Array.from(atob(data), (sign) => sign.charCodeAt(0));
      const image = await createImageBitmap(new Blob([bytes], { type: "image/png" }));
      const canvas = new OffscreenCanvas(1, image.height);
      const drawing = canvas.getContext("2d") as OffscreenCanvasRenderingContext2D;
      drawing.drawImage(image, 0, 0);
      const { data: pixels } = drawing.getImageData(0, 0, 1, image.height);
      return Array.from({ length: image.height }, (_, y) => pixels.slice(y * 4, y * 4 + 3).join());
    }, picture.toString("base64"));
  };
  await at.page.mouse.move(5, 5);
  const still = await column();
  await at.cell("total", "2024/25").hover();
  await at.page.locator('.ag-row-hover[row-id="total"]').first().waitFor();
  const hovered = await column();
  const rules = (pixels: readonly string[]) => pixels.map((each, y) => (each === still[0] ? y : -1)).filter((y) => y >= 0);
  expect(rules(still).length).toBe(3);
  expect(rules(hovered)).toEqual(rules(still));
  expect(hovered[10]).not.toBe(still[10]);
});

describe("The bar above the sheet", () => {
  test("opens where it cannot say all, by its button and its key, and stays open", async () => {
    await at.page.setViewportSize({ width: 1024, height: 700 });
    await openEssex();
    const bar = at.page.locator(".derivation");
    const more = at.page.getByRole("button", { name: "More", exact: true });
    // Short workings: there is nothing to open.
    await at.cell(north, "2023/24").click();
    await at.derivation("entered");
    expect(await more.count()).toBe(0);
    await at.cell("remaining", "2026/27").click();
    await at.derivation("Total budget");
    const whole = () => at.page.locator(".derivation-workings").evaluate((each) => each.scrollHeight <= each.clientHeight + 1);
    expect(await whole()).toBe(false);
    await more.click();
    await expect.poll(whole).toBe(true);
    const height = (await bar.boundingBox())?.height;
    await at.cell(north, "2023/24").click();
    expect((await bar.boundingBox())?.height).toBe(height);
    await at.page.keyboard.press("Control+Shift+U");
    await expect.poll(async () => (await bar.boundingBox())?.height).toBe(76);
  });
});

describe("What cannot be typed over says why, and where it can be changed", () => {
  test("a total and a contract: typed on, emptied, pasted on, and by a double click", async () => {
    await openEssex();
    await at.cell("total", "2024/25").click();
    for (const key of ["5", "Delete", "F2"]) {
      await at.page.keyboard.press(key);
      await expect.poll(why).toContain("Total budget, 2024/25: This cannot be typed over: it is worked out from the rows above it. Change one of those");
      // It is read out, and calls nobody away from what she does.
      expect(await at.page.locator(".derivation [aria-live=polite]").innerText()).toContain("worked out from the rows above");
      expect(await at.page.locator(".derivation [role=alert]").count()).toBe(0);
      await at.cell(north, "2023/24").click();
      await expect.poll(() => at.page.locator(".derivation-trouble").count()).toBe(0);
      await at.cell("total", "2024/25").click();
    }
    await paste("5,000");
    await expect.poll(why).toContain("worked out from the rows above it");
    await at.cell(north, "2023/24").click();
    await at.cell("total", "2024/25").dblclick();
    await expect.poll(why).toContain("worked out from the rows above it");
    await at.cell("commitment:essex-group-beds", "2023/24").click();
    await at.page.keyboard.press("5");
    await expect.poll(why).toContain("worked out from its terms. Press Enter to open them.");
  });

  test("a published table, and a register", async () => {
    expect((await at.served.ask(`mutation { publishVersion(version: "essex-mtrs-2023", seen: ${latest}) { batchId } }`)).errors).toBeUndefined();
    await openEssex();
    for (const act of [
      () => at.page.keyboard.press("5"),
      () => at.page.keyboard.press("Delete"),
      () => paste("5,000"),
      () => paste("5,000\t1\n2\t3"),
      () => at.cell(north, "2023/24").dblclick(),
    ]) {
      await at.cell(north, "2023/24").click();
      await act();
      await expect.poll(why).toContain("takes no more changes. Copy it as a new draft, under Version, and change that.");
      await at.page.keyboard.press("ArrowDown");
      await expect.poll(() => at.page.locator(".derivation-trouble").count()).toBe(0);
    }
    await at.goTo("/commitments?authority=essex");
    await at.page.locator('.ag-row [col-id="basis"]').first().click();
    await at.page.keyboard.press("5");
    await expect.poll(why).toContain("This cannot be typed over: what the cost follows from decides which terms there are. Press Enter to open them.");
  });
});
