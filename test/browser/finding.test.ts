// Finding one's way in a sheet with the real keyboard: find, filter, sort, columns, the address of it all, and views saved by name.
import { describe, expect, test } from "vitest";
import { onPages } from "../setup/pages.ts";

const at = onPages();
const north = "costCentre:essex-north";
const search = () => new URL(at.page.url()).searchParams;
const labels = () => at.page.locator(".ag-row .label-text").allInnerTexts();
const place = () => at.page.locator(".derivation-place").innerText();
const press = async (...keys: string[]) => {
  for (const key of keys) await at.page.keyboard.press(key);
};
const openTable = (more = "") => at.open(`/medium-term?authority=essex${more}`, "remaining", "2023/24");
const headings = () =>
  at.page.locator('.ag-header-cell:not([col-id="rowNumber"])').evaluateAll((cells) =>
    cells
      .map((each) => [each.getBoundingClientRect().left, each.getAttribute("col-id") ?? ""] as const)
      .sort((a, b) => a[0] - b[0])
      .map(([, key]) => key),
  );

describe("Find", () => {
  test("goes from match to match with Enter, Shift+Enter and F3, and Escape stays there", async () => {
    await openTable();
    await at.cell("total", "2023/24").click();
    await press("Control+f");
    // A deduction by its plain number, and an amount without its comma.
    await at.page.keyboard.type("-1399");
    const count = at.page.locator(".find-count");
    await expect.poll(() => count.innerText()).toBe("1 of 1");
    await expect.poll(place).toBe("Block contracts for mainstream residential placements · 2023/24");
    await press("Control+f");
    await at.page.keyboard.type("1280");
    // From where the cursor stood, the next one is round the end.
    await expect.poll(() => count.innerText()).toBe("1 of 4");
    expect(await at.page.locator(".ag-cell.found").count()).toBe(4);
    expect(await at.cell("costCentre:essex-unregistered", "2023/24").evaluate((cell) => getComputedStyle(cell).textDecorationLine)).toBe("underline");
    await press("Enter", "F3");
    await expect.poll(() => count.innerText()).toBe("3 of 4");
    await press("Shift+Enter");
    await expect.poll(place).toBe("Unregistered budget · 2024/25");
    await press("Escape");
    expect(await at.page.locator(".find-bar").count()).toBe(0);
    expect(await at.page.locator(".ag-cell.found").count()).toBe(0);
    // The cursor stays on the match, and the keyboard is the sheet's again.
    await press("ArrowDown");
    await expect.poll(place).toBe("Total budget · 2024/25");
  });

  test("says where there is nothing, and finds rows that are far below", async () => {
    const rows = Array.from({ length: 150 }, (_, index) => `{ name: "Home ${index}", serviceGroup: "Homes", amounts: ["${1000 + index}"] }`);
    expect((await at.served.ask(`mutation { addCostCentres(version: "essex-mtrs-2023", unit: THOUSANDS, rows: [${rows.join()}]) { batchId } }`)).errors).toBeUndefined();
    await at.open("/medium-term?authority=essex", north, "2023/24");
    await at.page.getByRole("button", { name: "Find", exact: true }).click();
    await at.page.keyboard.type("Home 149");
    await expect.poll(() => at.page.locator(".find-count").innerText()).toBe("1 of 1");
    await expect.poll(place).toBe("Home 149");
    await expect.poll(() => at.page.locator(".ag-cell-focus").innerText()).toContain("Home 149");
    await at.page.keyboard.type("9");
    await expect.poll(() => at.page.locator(".find-count").innerText()).toBe("Not found");
  });
});

describe("A column's menu", () => {
  test("opens from a cell with Alt+Down, sorts within groups, and gives the keyboard back", async () => {
    await openTable();
    await at.cell(north, "2023/24").click();
    await press("Alt+ArrowDown", "ArrowDown", "Enter");
    await expect
      .poll(labels)
      .toEqual([
        "Mainstream Residential South",
        "Mainstream Residential North",
        "Mainstream Residential West",
        "Mainstream Residential Mid",
        "Total Mainstream Residential",
        "Unregistered budget",
        "Total budget",
        "New Farm Road",
        "Roach Vale",
        "Woodlands",
        "Block contracts for mainstream residential placements",
        "Residential places for young people coming into care",
        "Remaining unallocated budget",
      ]);
    expect(search().get("sort")).toBe("2023/24 down");
    await expect.poll(() => at.page.locator(".view-line").innerText()).toContain("Sorted by 2023/24 budget, the largest first.");
    // The cursor went along with its row.
    await expect.poll(place).toBe("Mainstream Residential North · 2023/24");
    await press("ArrowUp");
    await expect.poll(place).toBe("Mainstream Residential South · 2023/24");
    // And it can be gone back from.
    await at.page.goBack();
    await expect.poll(async () => (await labels())[0]).toBe("Mainstream Residential North");
  });

  test("hides, moves and freezes a column, by its heading and by Shift+F10", async () => {
    await openTable();
    await at.cell(north, "2024/25").click();
    await press("Shift+F10", "m", "Enter");
    await expect.poll(headings).toEqual(["label", "2024/25", "2023/24", "2025/26", "2026/27"]);
    await at.page.locator('.ag-header-cell[col-id="2025/26"]').hover();
    await at.page.locator('.ag-header-cell[col-id="2025/26"] .column-menu-button').click();
    await at.page.getByRole("menuitem", { name: "Hide this column" }).click();
    await expect.poll(headings).toEqual(["label", "2024/25", "2023/24", "2026/27"]);
    await at.cell(north, "2024/25").click();
    await press("Alt+ArrowDown", "f", "f", "Enter");
    await expect.poll(() => at.page.locator('.ag-header .ag-grid-pinned-left-cells [col-id="2024/25"]').count()).toBe(1);
    expect([search().get("order"), search().get("hide"), search().get("freeze")]).toEqual(["2024/25,2023/24,2025/26,2026/27", "2025/26", "1"]);
    // What is typed goes to the amount that is shown there.
    await at.cell(north, "2024/25").click();
    await at.page.keyboard.type("5000");
    await press("Enter");
    await at.shows(north, "2024/25", "5,000");
    await at.shows("total", "2024/25", "16,885");
    await at.page.getByRole("button", { name: "Show everything" }).click();
    await expect.poll(headings).toEqual(["label", "2023/24", "2024/25", "2025/26", "2026/27"]);
    expect(await at.page.locator('.ag-header .ag-grid-pinned-left-cells [col-id="2024/25"]').count()).toBe(0);
  });

  test("gives the keyboard to the next column where its own is hidden, and the address opens at names too", async () => {
    await openTable();
    await at.cell(north, "2024/25").click();
    await press("Alt+ArrowDown", "h", "Enter");
    await expect.poll(place).toBe("Mainstream Residential North · 2025/26");
    await press("ArrowRight");
    await expect.poll(place).toBe("Mainstream Residential North · 2026/27");
    await press("Home", "Home");
    await expect.poll(place).toBe("Mainstream Residential North");
    await expect.poll(() => search().get("cell")).toBe(`${north}|label`);
    await at.page.reload();
    await at.cell("remaining", "2023/24").waitFor();
    await expect.poll(place).toBe("Mainstream Residential North");
    await press("ArrowRight");
    await expect.poll(place).toBe("Mainstream Residential North · 2023/24");
  });

  test("Escape leaves it as it was", async () => {
    await openTable();
    await at.cell(north, "2023/24").click();
    await press("Alt+ArrowDown", "ArrowDown", "Escape", "ArrowRight");
    expect(await at.page.getByRole("menu").count()).toBe(0);
    await expect.poll(place).toBe("Mainstream Residential North · 2024/25");
    expect(search().get("sort")).toBeNull();
  });
});

describe("Filters", () => {
  test("hide rows and change no total, with the keyboard alone", async () => {
    await openTable();
    await at.shows("total", "2023/24", "16,604");
    await at.cell(north, "2023/24").click();
    await press("Alt+ArrowDown", "f", "Enter");
    await expect
      .poll(() =>
        at
          .panel()
          .getByLabel("Number, as the sheet shows it")
          .evaluate((field) => field === document.activeElement),
      )
      .toBe(true);
    await at.page.keyboard.type("4,000");
    await press("Enter");
    await expect
      .poll(labels)
      .toEqual(["Mainstream Residential North", "Mainstream Residential South", "Total Mainstream Residential", "Total budget", "Remaining unallocated budget"]);
    await at.shows("total", "2023/24", "16,604");
    await expect.poll(() => at.page.locator(".view-line").innerText()).toContain("2023/24 budget is over 4,000. Totals are of all rows, 2 of 10 are shown.");
    await at.panel().getByLabel("Name contains").fill("south");
    await expect.poll(() => at.page.locator(".view-line").innerText()).toContain("1 of 10 are shown");
    // The same address shows the same to somebody else.
    await at.page.reload();
    await expect.poll(labels).toEqual(["Mainstream Residential South", "Total Mainstream Residential", "Total budget", "Remaining unallocated budget"]);
    await at.panel().getByLabel("Name contains").fill("nothing like this");
    await expect.poll(() => at.page.locator(".view-line").innerText()).toContain("0 of 10 are shown");
    await press("Escape");
    await expect.poll(() => at.panel().count()).toBe(0);
  });

  test("choose among the words of a column, on a list", async () => {
    await at.open("/commitments?authority=essex", "essex-group-beds", "status");
    await at.page.getByRole("button", { name: "Filter and columns" }).click();
    await at.panel().getByLabel("Where").selectOption({ label: "Status" });
    await at.panel().getByRole("checkbox", { name: "Block bookings" }).check();
    await at.panel().getByRole("button", { name: "Add this filter" }).click();
    await expect.poll(async () => (await labels()).length).toBe(2);
    expect(search().get("where")).toBe("status among Block%20bookings");
    await at.panel().getByRole("checkbox", { name: "Price £" }).uncheck();
    await expect.poll(async () => (await headings()).includes("price")).toBe(false);
    await at.panel().getByRole("button", { name: "Move Uplift up" }).press("Enter");
    await expect.poll(async () => (await headings()).slice(-5)).toEqual(["uplift", "to", "weeks", "provider", "notes"]);
    await at.panel().getByRole("button", { name: "Remove: Status is Block bookings" }).click();
    await expect.poll(async () => (await labels()).length).toBe(5);
  });
});

describe("A view", () => {
  test("is saved under a name, opened by its address, replaced, removed and brought back", async () => {
    await openTable("&sort=2023%2F24+down&unit=MILLIONS");
    await at.page.getByRole("button", { name: "Views" }).click();
    await at.panel().getByLabel("Save what is shown now as").fill("Largest first");
    await press("Enter");
    const link = () => at.panel().getByRole("link", { name: "Largest first" });
    await link().waitFor();
    const address = (await link().getAttribute("href")) as string;
    expect(address).toMatch(/^\/medium-term\?authority=essex&saved=/);

    await at.open("/medium-term?authority=essex&hide=2023%2F24", north, "2024/25");
    await at.open(address, north, "2023/24");
    await expect.poll(async () => (await labels())[0]).toBe("Mainstream Residential South");
    await at.shows("total", "2023/24", "16.6");
    expect([search().get("saved"), search().get("sort"), search().get("unit")]).toEqual([null, "2023/24 down", "MILLIONS"]);

    await at.page.getByRole("button", { name: "Views" }).click();
    await at.panel().getByRole("button", { name: "Remove the view Largest first" }).click();
    await expect.poll(() => link().count()).toBe(0);
    await at.page.getByRole("button", { name: "Undo" }).first().click();
    await link().waitFor();
    await at.panel().getByRole("button", { name: "Remove the view Largest first" }).click();
    await expect.poll(() => link().count()).toBe(0);
    await at.goTo(address);
    await at.page.getByText("The view at this address is no longer saved").waitFor();
  });
});

test("F6 goes round the parts of the page, and Shift+F6 back: Tab stays in the sheet", async () => {
  await openTable("&panel=history");
  await at.panel().getByRole("button", { name: "Close this panel" }).waitFor();
  const within = () => at.page.evaluate(() => document.activeElement?.closest(".context, .sheet-head, .sheet, .panel, .foot")?.className.split(" ")[0]);
  await at.cell(north, "2023/24").click();
  await press("Tab");
  await expect.poll(place).toBe("Mainstream Residential North · 2024/25");
  await press("F6");
  expect(await within()).toBe("panel");
  await press("F6");
  expect(await within()).toBe("foot");
  await press("F6");
  expect(await within()).toBe("context");
  await press("Shift+F6", "Shift+F6", "Shift+F6");
  expect(await within()).toBe("sheet");
  await press("ArrowDown");
  await expect.poll(place).toBe("Mainstream Residential Mid · 2024/25");
  // From the top of the page, the first stop leads past the context.
  await at.page.evaluate(() => (document.activeElement as HTMLElement).blur());
  await at.page.locator(".skip-link").focus();
  await press("Enter");
  expect(await within()).toBe("sheet");
});

test("Reading that takes long says so and can be stopped; what was read stays, and is read again when asked", async () => {
  let held: (() => void)[] = [];
  await at.page.route("**/graphql**", async (route) => {
    if (route.request().url().includes("MediumTerm")) await new Promise<void>((go) => held.push(go));
    await route.continue().catch(() => {});
  });
  const letGo = () => {
    for (const go of held) go();
    held = [];
  };
  await at.goTo("/medium-term?authority=essex");
  await at.page.getByRole("progressbar", { name: "Reading" }).waitFor();
  await at.page.getByRole("button", { name: "Stop" }).click();
  await at.page.getByText("Reading was stopped.").waitFor();
  letGo();
  expect(await at.page.locator(".ag-row").count()).toBe(0);
  await at.page.getByRole("button", { name: "Read it again" }).click();
  await expect.poll(() => held.length).toBeGreaterThan(0);
  letGo();
  await at.shows("total", "2023/24", "16,604");
  expect(await at.page.getByRole("progressbar").count()).toBe(0);
  // Another unit takes long: the sheet that was read stays where it is.
  await at.page.getByLabel("Unit").selectOption("MILLIONS");
  await at.page.getByRole("button", { name: "Stop" }).click();
  await at.page.getByText("this is what was read before").waitFor();
  letGo();
  await at.shows("total", "2023/24", "16,604");
});

test("where a filter hides the row that was changed, the cursor and its name go to the row that has come to its place", async () => {
  await at.open(`/medium-term?authority=essex&where=${encodeURIComponent("2023/24 over 3000")}`, "remaining", "2023/24");
  const west = at.cell("costCentre:essex-west", "2023/24");
  await west.click();
  await at.page.keyboard.type("1");
  // What was typed is kept, and the cursor stays on its cell.
  await at.page.keyboard.press("Control+Enter");
  await expect.poll(() => west.count()).toBe(0);
  await at.derivation("Mainstream Residential South · 2023/24");
  const focused = () => at.page.evaluate(() => document.activeElement?.closest(".ag-row")?.getAttribute("row-id"));
  expect(await focused()).toBe("costCentre:essex-south");
  await at.page.keyboard.press("ArrowUp");
  await at.derivation("Mainstream Residential North · 2023/24");
  // It comes back, and takes the cursor from nobody.
  await at.page.keyboard.press("Control+z");
  await at.shows("costCentre:essex-west", "2023/24", "3,266");
  expect(await focused()).toBe("costCentre:essex-north");
});
