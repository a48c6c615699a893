// Selecting on a sheet as in Excel, with the real mouse and keyboard: ranges, whole rows and columns, what they come to, and the keys round them.
import type { Locator } from "playwright-core";
import { describe, expect, test } from "vitest";
import { onPages } from "../setup/pages.ts";

const at = onPages();
const row = (name: string) => `costCentre:essex-${name}`;
const north = row("north");
const open = () => at.open("/medium-term?authority=essex", "remaining", "2023/24");
const press = async (...keys: string[]) => {
  for (const key of keys) await at.page.keyboard.press(key);
};
/** What the foot says, blanks and line breaks alike. */
const foot = (text: string) =>
  expect
    .poll(async () =>
      (
        await at.page
          .locator(".summary")
          .innerText({ timeout: 500 })
          .catch(() => "")
      ).replace(/\s+/g, " "),
    )
    .toContain(text);
const noFoot = () => expect.poll(() => at.page.locator(".summary").count()).toBe(0);
const cursorAt = (place: string) => expect.poll(() => at.page.locator(".derivation-place").innerText()).toBe(place);
const middle = async (cell: Locator) => {
  const box = await cell.boundingBox();
  if (!box) throw new Error("The cell is not drawn.");
  return [box.x + box.width / 2, box.y + box.height / 2] as const;
};
const dragTo = async (from: Locator, to: Locator) => {
  await at.page.mouse.move(...(await middle(from)));
  await at.page.mouse.down();
  await at.page.mouse.move(...(await middle(to)), { steps: 4 });
  await at.page.mouse.up();
};
/** Where the boxes of the selection lie on the page, the pinned part of one with the rest of it. */
const covers = async (cell: Locator) => {
  const [x, y] = await middle(cell);
  return at.page.evaluate(
    ([left, top]) =>
      [...document.querySelectorAll(".range")].some((box) => {
        const { x, y, right, bottom } = box.getBoundingClientRect();
        return x <= left && left <= right && y <= top && top <= bottom;
      }),
    [x, y] as const,
  );
};

describe("A range", () => {
  test("is dragged with the mouse, and the foot says what it comes to", async () => {
    await open();
    await dragTo(at.cell(north, "2023/24"), at.cell(row("west"), "2024/25"));
    // 4,646 + 4,614 + 2,632 + 2,614 + 3,266 + 3,244 = 21,016; ÷ 6 = 3,502.67
    await foot("£000s Sum 21,016 Mean 3,503 Minimum 2,614 Maximum 4,646 Count 6");
    expect(await at.page.locator(".summary [title]").evaluateAll((found) => found.map((each) => each.getAttribute("title")))).toEqual([
      "£21,016,000.00",
      "£21,016,000.00 ÷ 6 = £3,502,666.67 to the nearest penny",
      "£2,614,000.00 (2614 £000s)",
      "£4,646,000.00 (4646 £000s)",
    ]);
    expect(await covers(at.cell(row("mid"), "2024/25"))).toBe(true);
    // A screen reader is told of the six, and of no row.
    expect(await at.page.locator(".ag-cell[aria-selected=true]").count()).toBe(6);
    expect(await at.page.locator(".ag-row[aria-selected=true]").count()).toBe(0);
    expect(await covers(at.cell(row("south"), "2024/25"))).toBe(false);
    // The cell that typing goes to is where the mouse was put down.
    await cursorAt("Mainstream Residential North · 2023/24");
    await expect.poll(() => at.page.locator(".foot .unseen[aria-live=polite]").innerText()).toContain("6 figures selected: sum 21,016");
    await at.cell(north, "2025/26").click();
    await noFoot();
  });

  test("reaches on with Shift and a click, and others are added with Ctrl; a cell in two of them counts once", async () => {
    await open();
    await at.cell(north, "2023/24").click();
    await at.cell(row("mid"), "2024/25").click({ modifiers: ["Shift"] });
    // 4,646 + 4,614 + 2,632 + 2,614
    await foot("Sum 14,506");
    await at.cell(row("mid"), "2024/25").click({ modifiers: ["Control"] });
    await foot("Sum 14,506");
    await at.cell(row("west"), "2025/26").click({ modifiers: ["Shift"] });
    // + 2,501 + 3,244 + 3,104
    await foot("Sum 23,355");
    await foot("Count 7");
    await cursorAt("Mainstream Residential Mid · 2024/25");
  });

  test("is drawn by keys: Shift with arrows, Ctrl to the edge of the data, Home, End and the whole sheet", async () => {
    await open();
    await at.cell(row("mid"), "2024/25").click();
    await press("Shift+ArrowDown", "Shift+ArrowRight");
    // 2,614 + 2,501 + 3,244 + 3,104
    await foot("Sum 11,463");
    await press("Shift+ArrowUp", "Shift+ArrowLeft");
    await noFoot();
    await press("Control+Shift+ArrowDown");
    // All the rows from the second on have a figure.
    await foot("Count 12");
    await press("Control+Shift+ArrowRight");
    await foot("Count 36");
    await at.cell(row("mid"), "2025/26").click();
    await press("Shift+Home");
    // 2,632 + 2,614 + 2,501
    await foot("Sum 7,747");
    await press("Shift+End");
    // 2,501 + 2,379
    await foot("Sum 4,880");
    await press("Control+Shift+Home");
    // 4,646 + 2,632 + 4,614 + 2,614 + 4,415 + 2,501
    await foot("Sum 21,422");
    await press("Control+Shift+End");
    await foot("Count 24");
    await press("Control+a");
    await foot("Count 52");
    await cursorAt("Mainstream Residential Mid · 2025/26");
    await expect.poll(() => covers(at.cell("remaining", "label"))).toBe(true);
  });

  test("of whole rows and columns is chosen by their headings, and by Space", async () => {
    await open();
    await at.page.locator('.ag-header-cell[col-id="2024/25"]').click();
    await foot("Count 13");
    await at.page.locator('.ag-header-cell[col-id="2025/26"]').click({ modifiers: ["Shift"] });
    await foot("Count 26");
    await at.cell(row("south"), "rowNumber").click();
    // 4,780 + 4,747 + 4,542 + 4,321
    await foot("Sum 18,390");
    expect(await covers(at.cell(row("south"), "label"))).toBe(true);
    await at.cell(north, "rowNumber").click({ modifiers: ["Control"] });
    await foot("Count 8");
    await dragTo(at.cell(north, "rowNumber"), at.cell(row("mid"), "rowNumber"));
    await foot("Count 8");
    await at.cell(row("mid"), "2024/25").click();
    await press("Shift+Space");
    // 2,632 + 2,614 + 2,501 + 2,379
    await foot("Sum 10,126");
    expect(await at.page.locator(".ag-row[aria-selected=true]").count()).toBe(1);
    await at.cell(row("mid"), "2024/25").click();
    await press("Control+Space");
    await foot("Count 13");
    await at.page.locator('.ag-header-cell[col-id="rowNumber"]').click();
    await foot("Count 52");
  });

  test("goes along with its rows where others come between them", async () => {
    await open();
    await at.cell(row("south"), "2023/24").click();
    await at.cell(row("unregistered"), "2023/24").click({ modifiers: ["Shift"] });
    // 4,780 + 1,280; their total, 15,324, is not added to them again.
    await foot("Sum 6,060");
    const adding = `mutation { addCostCentres(version: "essex-mtrs-2023", rows: [{ name: "Remand", amounts: ["100"], serviceGroup: "Mainstream Residential" }], unit: THOUSANDS) { batchId } }`;
    expect((await at.served.ask(adding)).errors).toBeUndefined();
    // The page hears of it by itself, or with its own next change.
    await at.page.keyboard.type("4,781");
    await press("Enter");
    await at.page.locator('.ag-row:has-text("Remand")').first().waitFor();
    // Each row lies below the one before it, those too that were drawn after the boxes.
    const gaps = () =>
      at.page.locator(".ag-row").evaluateAll((rows) => {
        const tops = rows.map((each) => [Number(each.getAttribute("row-index")), each.getBoundingClientRect().y] as const).sort(([one], [other]) => one - other);
        return [...new Set(tops.slice(1).map(([, y], index) => Math.round(y - (tops[index]?.[1] ?? 0))))];
      });
    await expect.poll(gaps).toEqual([28]);
    // 4,780.4 + 100 + 1,280.1
    await foot("Sum 6,161");
    await foot("Count 4");
  });

  test("of percentages is never added", async () => {
    await at.goTo("/outcomes?authority=essex");
    const percentages = at.page.locator(".ag-row .amount").filter({ hasText: /^\d+(\.\d+)?%/ });
    await percentages.first().waitFor();
    await percentages.first().click();
    await press("Shift+Space");
    await foot("Count");
    expect(await at.page.locator(".summary").innerText()).not.toMatch(/Sum|Mean/);
  });
});

describe("The keys", () => {
  test("go round a range with Enter and Tab, and back with Shift", async () => {
    await open();
    await dragTo(at.cell(north, "2023/24"), at.cell(row("mid"), "2024/25"));
    await press("Enter");
    await cursorAt("Mainstream Residential Mid · 2023/24");
    await press("Enter");
    await cursorAt("Mainstream Residential North · 2024/25");
    await press("Tab");
    await cursorAt("Mainstream Residential Mid · 2023/24");
    await press("Shift+Tab", "Shift+Tab");
    await cursorAt("Mainstream Residential North · 2023/24");
    await press("Shift+Enter");
    await cursorAt("Mainstream Residential Mid · 2024/25");
    await foot("Sum 14,506");
  });

  test("may come faster than the grid tells of its cursor", async () => {
    await open();
    for (let round = 0; round < 12; round += 1) {
      await dragTo(at.cell(north, "2023/24"), at.cell(row("mid"), "2024/25"));
      await press("Enter", "Enter", "Tab", "Shift+Tab", "Shift+Tab", "Shift+Enter");
      await cursorAt("Mainstream Residential Mid · 2024/25");
      await foot("Sum 14,506");
    }
  });

  test("lead back with Enter to where a run of tabs began, typing as they go", async () => {
    await open();
    await at.cell(north, "2023/24").click();
    await at.page.keyboard.type("1");
    await press("Tab");
    await at.page.keyboard.type("2");
    await press("Enter");
    await cursorAt("Mainstream Residential Mid · 2023/24");
    await at.shows(north, "2023/24", "1");
    await at.shows(north, "2024/25", "2");
  });

  test("move as in Excel: Ctrl and arrows, Home, End, pages; an arrow ends what is typed over and moves within what F2 opened", async () => {
    await open();
    await at.cell(row("mid"), "2024/25").click();
    await press("Control+ArrowRight");
    await cursorAt("Mainstream Residential Mid · 2026/27");
    await press("Control+ArrowDown");
    await cursorAt("Remaining unallocated budget · 2026/27");
    await press("Home");
    await cursorAt("Remaining unallocated budget · 2023/24");
    await press("Home");
    await cursorAt("Remaining unallocated budget");
    await press("Control+Home");
    await cursorAt("Mainstream Residential North · 2023/24");
    await press("Control+End");
    await cursorAt("Remaining unallocated budget · 2026/27");
    await press("PageUp", "End", "Control+ArrowUp");
    await cursorAt("Mainstream Residential North · 2026/27");
    await at.page.keyboard.type("7");
    await press("ArrowLeft");
    await at.shows(north, "2026/27", "7");
    await cursorAt("Mainstream Residential North · 2025/26");
    await press("F2", "End", "ArrowLeft");
    await at.page.keyboard.type("0");
    await press("Shift+Enter");
    // 4415 with a nought before its last digit, and Enter upwards stays in the first row.
    await at.shows(north, "2025/26", "44,105");
    await cursorAt("Mainstream Residential North · 2025/26");
    await press("F2", "1", "Escape");
    await at.shows(north, "2025/26", "44,105");
  });

  test("fill a range with what was typed, empty it, and say what was left; each is one change", async () => {
    await open();
    await dragTo(at.cell(row("west"), "2023/24"), at.cell("subtotal:Mainstream Residential", "2024/25"));
    await at.page.keyboard.type("100");
    await press("Control+Enter");
    for (const name of ["west", "south"]) for (const year of ["2023/24", "2024/25"]) await at.shows(row(name), year, "100");
    await expect.poll(() => at.page.locator(".status").innerText()).toContain("Changed 4 amounts. 2 cells are left unchanged");
    await foot("Count 6");
    await press("Delete");
    await at.shows(row("west"), "2023/24", "");
    await expect.poll(() => at.page.locator(".status").innerText()).toContain("Emptied 4 amounts. 2 cells are left unchanged");
    await press("Control+z");
    await at.shows(row("south"), "2024/25", "100");
  });
});

describe("A fill", () => {
  test("goes down and right by keys, as one change", async () => {
    await open();
    await dragTo(at.cell(north, "2023/24"), at.cell(row("west"), "2024/25"));
    await press("Control+d");
    await at.shows(row("mid"), "2023/24", "4,646");
    await at.shows(row("west"), "2024/25", "4,614");
    await press("Control+z");
    await at.shows(row("west"), "2024/25", "3,244");
    await press("Control+r");
    await at.shows(row("mid"), "2024/25", "2,632");
    await expect.poll(() => at.page.locator(".status").innerText()).toContain("Filled 3 amounts.");
  });

  test("is dragged by the corner of the range", async () => {
    await open();
    await at.cell(north, "2023/24").click();
    await dragTo(at.page.locator(".fill-handle"), at.cell(row("south"), "2023/24"));
    await at.shows(row("south"), "2023/24", "4,646");
    await at.shows("subtotal:Mainstream Residential", "2023/24", "18,584");
    await foot("Count 4");
  });

  test("grows years by a rate, exactly, after they were looked at", async () => {
    await open();
    await dragTo(at.cell(north, "2023/24"), at.cell(row("mid"), "2026/27"));
    await at.page.getByRole("button", { name: "Grow by a rate…" }).click();
    const dialog = at.page.getByRole("dialog", { name: "Grow by a rate" });
    await at.page.keyboard.type("3.5%");
    await expect.poll(() => dialog.getByRole("status").innerText()).toContain("6 cells change");
    await press("Enter");
    const amounts = async () =>
      (await at.served.ask(`{ mediumTermTable(authority: "essex") { rows(keys: ["${north}"]) { cells { pence } } } }`)).data.mediumTermTable.rows[0].cells;
    // 4,646,000 × 1.035 = 4,808,610; × 1.035² = 4,976,911.35; × 1.035³ = 5,151,103.24725
    await expect.poll(amounts).toEqual([{ pence: 464_600_000 }, { pence: 480_861_000 }, { pence: 497_691_135 }, { pence: 515_110_325 }]);
    await press("Control+z");
    await at.shows(north, "2026/27", "4,200");
  });
});

describe("Blanks of a range", () => {
  test("are filled with nil by one button or one key, as one change, and undone at once", async () => {
    await open();
    const cells = [at.cell(north, "2023/24"), at.cell(row("mid"), "2023/24")] as const;
    await cells[0].click();
    await press("Shift+ArrowDown", "Delete");
    await at.shows("total", "2023/24", "[x] 9,326");
    // 16,604 – 4,646 – 2,632 = 9,326 of the others.
    await foot("2 not known");
    await at.page.getByRole("button", { name: "Fill blanks with nil" }).click();
    await at.shows("total", "2023/24", "9,326");
    await at.shows(north, "2023/24", "–");
    await press("Control+z");
    await at.shows("total", "2023/24", "[x] 9,326");
    await cells[0].click();
    await press("Shift+ArrowDown", "Control+Alt+0");
    await at.shows("total", "2023/24", "9,326");
  });

  test("are not among what is added: a whole column comes to what remains", async () => {
    await open();
    await at.cell(north, "2024/25").click();
    await press("Control+Space");
    await foot("that follow from others not added");
    // Cost centres less commitments, and not their totals again.
    await foot("Sum 4,346");
  });
});
