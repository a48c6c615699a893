// Copying, cutting and pasting with the real clipboard: what other programs get, and what is looked at before it is sent.
import { beforeEach, describe, expect, test } from "vitest";
import { onPages } from "../setup/pages.ts";

const at = onPages();
const row = (name: string) => `costCentre:essex-${name}`;
const north = row("north");
const dialog = (name = "Paste") => at.page.getByRole("dialog", { name });
const press = async (...keys: string[]) => {
  for (const key of keys) await at.page.keyboard.press(key);
};
const select = async (from: readonly [string, string], to: readonly [string, string]) => {
  await at.cell(...from).click();
  await at.cell(...to).click({ modifiers: ["Shift"] });
};
const held = (type: string) =>
  at.page.evaluate(async (wanted) => {
    const [item] = await navigator.clipboard.read();
    return (await item?.getType(wanted))?.text() ?? "";
  }, type);
/** Puts what another program would put there. */
const put = (parts: Record<string, string>) =>
  at.page.evaluate(
    (each) => navigator.clipboard.write([new ClipboardItem(Object.fromEntries(Object.entries(each).map(([type, text]) => [type, new Blob([text], { type })])))]),
    parts,
  );
const batches = async () =>
  (await at.served.ask(`{ history(authority: "essex") { nodes { why changes { field } } } }`)).data.history.nodes as { why: string; changes: unknown[] }[];
/** How many rows of the table stand below one. */
const rowsBelow = async (key: string) => {
  const rows = (await at.served.ask(`{ mediumTermTable(authority: "essex") { rows { key } } }`)).data.mediumTermTable.rows as { key: string }[];
  return rows.length - 1 - rows.findIndex((each) => each.key === key);
};
/** How many requests of a name the page has sent. */
const sent = { EditCells: 0 };

beforeEach(async () => {
  await at.page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  sent.EditCells = 0;
  at.page.on("request", (request) => {
    if (request.postData()?.includes("mutation EditCells")) sent.EditCells += 1;
  });
  await at.open("/medium-term?authority=essex", "remaining", "2023/24");
});

describe("A copy", () => {
  test("is text in plain digits, and a table with numbers as numbers", async () => {
    await select(["commitment:essex-group-beds", "2023/24"], ["remaining", "2024/25"]);
    await press("Control+c");
    // 16,499 − 723 − 800 − 1,000 − 2 × 3,284.82 × 1.028 − 2,876.54691 = 4,345.86317
    expect(await held("text/plain")).toBe("-1399.09869\t-2876.54691\r\n10698.08131\t4345.86317");
    const html = await held("text/html");
    expect(html).toContain('x:num="-1399.09869"');
    expect(html).toContain(">(1,399)</td>");
    expect(html).toContain("<table");
  });

  test("of whole columns has their headings, and with Ctrl+Shift+C any has; several ranges are one block or none", async () => {
    await at.page.locator('.ag-header-cell[col-id="2023/24"] .column-name').click();
    await press("Control+c");
    expect((await held("text/plain")).split("\r\n").slice(0, 2)).toEqual(["2023/24 budget", "4646"]);
    await at.cell(north, "2024/25").click();
    await press("Control+Shift+c");
    expect(await held("text/plain")).toBe("£000s\t2024/25 draft\r\nMainstream Residential North\t4614");
    await at.cell(north, "2023/24").click();
    await at.cell(north, "2025/26").click({ modifiers: ["Control"] });
    await press("Control+c");
    expect(await held("text/plain")).toBe("4646\t4415");
    await at.cell(row("mid"), "2024/25").click({ modifiers: ["Control"] });
    await press("Control+c");
    await expect.poll(() => at.page.locator(".derivation-trouble").innerText()).toContain("These ranges cannot be copied at once.");
    expect(await held("text/plain")).toBe("4646\t4415");
  });
});

describe("A paste", () => {
  test("from Excel is looked at first, and sent as one batch by one request", async () => {
    await put({ "text/plain": '(1,234)\t£1.2m\r\n1,234-\t\r\n"4,400"\t12\r\n' });
    await at.cell(north, "2023/24").click();
    await press("Control+v");
    await expect.poll(() => dialog().getByRole("status").innerText()).toContain("6 cells change; 1 of them is emptied");
    await expect.poll(() => dialog().locator("tbody tr").first().innerText()).toMatch(/Mainstream Residential North, 2023\/24\s+4,646\s+\(1,234\)/);
    expect(await dialog().locator("tbody tr").nth(3).innerText()).toMatch(/2,614\s+empty/);
    await at.shows(north, "2023/24", "4,646");
    expect(sent.EditCells).toBe(0);
    await press("Enter");
    await at.shows(north, "2023/24", "(1,234)");
    await at.shows(north, "2024/25", "1,200");
    await at.shows(row("mid"), "2023/24", "(1,234)");
    await at.shows(row("mid"), "2024/25", "");
    await at.shows(row("west"), "2023/24", "4,400");
    await expect.poll(() => dialog().count()).toBe(0);
    expect(sent.EditCells).toBe(1);
    const [newest] = await batches();
    expect(newest?.why).toBe("Paste 6 amounts from Mainstream Residential North, 2023/24");
    expect(newest?.changes).toHaveLength(6);
    // The keyboard is the sheet's again.
    await press("Control+z");
    await at.shows(row("mid"), "2024/25", "2,614");
  });

  test("is given up with Escape, and nothing was sent", async () => {
    await put({ "text/plain": "1\t2\r\n" });
    await at.cell(north, "2023/24").click();
    await press("Control+v");
    await dialog().waitFor();
    await press("Escape");
    await expect.poll(() => dialog().count()).toBe(0);
    await press("ArrowDown");
    await expect.poll(() => at.page.locator(".derivation-place").innerText()).toBe("Mainstream Residential Mid · 2023/24");
    await at.shows(north, "2023/24", "4,646");
    expect(sent.EditCells).toBe(0);
  });

  test("says each cell's error with its place, and cannot be sent with one", async () => {
    await put({ "text/plain": "1\tx1\r\n2\t#REF!\r\n" });
    await at.cell(north, "2023/24").click();
    await press("Control+v");
    await expect.poll(() => dialog().getByRole("alert").innerText()).toMatch(/Mainstream Residential North, 2024\/25: “x1”[\s\S]*Mainstream Residential Mid, 2024\/25:/);
    expect(await dialog().getByRole("button", { name: "Paste 4 cells" }).isDisabled()).toBe(true);
    await press("Enter");
    await expect.poll(() => dialog().count()).toBe(1);
    expect(sent.EditCells).toBe(0);
  });

  test("onto what is worked out is refused, unless that is left out", async () => {
    await put({ "text/plain": "1\r\n2\r\n" });
    await at.cell(row("south"), "2023/24").click();
    await press("Control+v");
    await expect.poll(() => dialog().getByRole("alert").innerText()).toContain("cannot be typed over: it is worked out");
    await dialog().getByLabel("Leave out what cannot be typed over").check();
    await dialog().getByRole("button", { name: "Paste 1 cell" }).click();
    await at.shows(row("south"), "2023/24", "1");
    await expect.poll(() => at.page.locator(".status").innerText()).toContain("1 cell is left unchanged");
  });

  test("fills a range with what repeats in it, and reads a table where there is no text", async () => {
    await put({ "text/html": "<table><tr><td>7</td><td colspan=1>8<br>9</td></tr><tr><td rowspan=2>1</td><td>2</td></tr></table>" });
    await at.cell(north, "2025/26").click();
    await press("Control+v");
    await expect.poll(() => dialog().locator("tbody tr").first().innerText()).toMatch(/4,415\s+7/);
    await press("Escape");
    await put({ "text/plain": "5\t6\r\n" });
    await select([north, "2023/24"], [row("mid"), "2026/27"]);
    await press("Control+v");
    await dialog().getByRole("button", { name: "Paste 8 cells" }).click();
    await at.shows(row("mid"), "2026/27", "6");
    await at.shows(row("mid"), "2025/26", "5");
  });

  test("below the last row adds rows, each looked at first, as one batch that one undo takes back", async () => {
    // The first line falls on what remains, which is worked out; the others below it.
    await put({ "text/plain": "Secure homes\t5\t6\r\nRemand\t£7,000\tx8\r\nMainstream Residential North\t1\r\n" });
    await at.cell("remaining", "label").click();
    await press("Control+v");
    // What falls on the last row is refused, as before, unless it is wanted as a row.
    await expect.poll(() => dialog().getByRole("alert").innerText()).toContain("worked out");
    await expect.poll(() => dialog().getByRole("alert").innerText()).toMatch(/Remand, 2024\/25: “x8”/);
    await expect.poll(() => dialog().getByRole("alert").innerText()).toMatch(/Mainstream Residential North: .*already/);
    await dialog().getByLabel("Add what falls on totals and headings: 1 cost centre").check();
    await expect.poll(() => dialog().getByRole("alert").innerText()).not.toContain("worked out");
    await press("Escape");
    expect(sent.EditCells).toBe(0);

    await put({ "text/plain": "Secure homes\t5\t6\r\nRemand\t£7,000\t=4*2\r\n" });
    await at.cell("remaining", "label").click();
    await press("Control+v");
    await dialog().getByLabel("Add what falls on totals and headings: 1 cost centre").check();
    await expect.poll(() => dialog().getByRole("status").innerText()).toContain("2 cost centres are added");
    await expect.poll(() => dialog().locator(".added-rows tbody").innerText()).toMatch(/Secure homes\s+5\s+6\s+Remand\s+7\s+8/);
    await dialog().getByRole("button", { name: "Add 2 cost centres" }).click();
    await at.page.locator('.ag-row:has-text("Remand")').first().waitFor();
    const [newest] = await batches();
    expect(newest?.why).toBe("Add 2 cost centres");
    expect(sent.EditCells).toBe(1);
    await expect.poll(() => dialog().count()).toBe(0);
    await press("Control+z");
    await expect.poll(() => at.page.locator('.ag-row:has-text("Remand")').count()).toBe(0);
    expect(await at.page.locator('.ag-row:has-text("Secure homes")').count()).toBe(0);
  });

  test("of figures alone asks for the names of the rows that it adds, and changes the cells above them in the same batch", async () => {
    const blanks = "\t\r\n".repeat(await rowsBelow(row("unregistered")));
    await put({ "text/plain": `1\t2\r\n${blanks}3\t4\r\n5\r\n` });
    await at.cell(row("unregistered"), "2024/25").click();
    await press("Control+v");
    await expect.poll(() => dialog().getByText("2 cost centres have no name yet.").count()).toBe(1);
    const send = dialog().getByRole("button", { name: /and add 2 cost centres$/ });
    expect(await send.isDisabled()).toBe(true);
    await dialog().getByLabel("Name of new cost centre 1").fill("Secure homes");
    await dialog().getByLabel("Name of new cost centre 2").click();
    await at.page.keyboard.type("Remand, new");
    await expect.poll(() => send.isDisabled()).toBe(false);
    await send.click();
    await at.shows(row("unregistered"), "2024/25", "1");
    await at.page.locator('.ag-row:has-text("Remand, new")').first().waitFor();
    const added = async () => (await at.served.ask(`{ costCentres(authority: "essex") { nodes { name } } }`)).data.costCentres.nodes.map((each: { name: string }) => each.name);
    expect((await added()).slice(-2)).toEqual(["Secure homes", "Remand, new"]);
    const lines = await at.served.ask(`{ budgetLines(authority: "essex", filter: { fromYear: "2024/25", toYear: "2025/26" }, first: 500) { nodes { year amountPence } } }`);
    expect(lines.data.budgetLines.nodes).toEqual(
      expect.arrayContaining([
        { year: "2024/25", amountPence: 300_000 },
        { year: "2025/26", amountPence: 400_000 },
      ]),
    );
    expect(sent.EditCells).toBe(1);
    await press("Control+z");
    await expect.poll(async () => (await added()).includes("Remand, new")).toBe(false);
    await at.shows(row("unregistered"), "2024/25", "1,280");
  });

  test("between tables in other units takes the amounts as they are", async () => {
    await select([north, "2023/24"], [row("mid"), "2023/24"]);
    await press("Control+c");
    await at.page.getByLabel("Unit").selectOption("POUNDS");
    await at.shows(north, "2023/24", "4,646,000.00");
    await at.cell(north, "2026/27").click();
    await press("Control+v");
    await dialog().getByRole("button", { name: "Paste 2 cells" }).click();
    await at.shows(north, "2026/27", "4,646,000.00");
    await at.shows(row("mid"), "2026/27", "2,632,000.00");
  });
});

describe("A copied sum", () => {
  test("is worth the same in a table of another unit, and stays a sum", async () => {
    await at.cell(north, "2023/24").click();
    await at.page.keyboard.type("=4600+14");
    await press("Enter");
    await at.shows(north, "2023/24", "4,614");
    await at.cell(north, "2023/24").click();
    await press("Control+c");
    await at.page.getByLabel("Unit").selectOption("POUNDS");
    await at.shows(north, "2023/24", "4,614,000.00");
    await at.cell(row("mid"), "2024/25").click();
    await press("Control+v");
    await at.shows(row("mid"), "2024/25", "4,614,000.00");
    await at.derivation("=4600+14 in £000s");
    // Onto itself, in its own unit, it changes nothing.
    await at.page.getByLabel("Unit").selectOption("THOUSANDS");
    await at.shows(row("mid"), "2024/25", "4,614");
    await select([north, "2023/24"], [north, "2024/25"]);
    await press("Control+c", "Control+v");
    await expect.poll(() => dialog().innerText()).toContain("Nothing changes");
    await press("Escape");
  });
});

describe("A cut", () => {
  test("is marked, and moved by its paste as one batch", async () => {
    await select([north, "2023/24"], [row("mid"), "2023/24"]);
    await press("Control+x");
    await expect.poll(() => at.page.locator(".range-cut").count()).toBe(1);
    await at.shows(north, "2023/24", "4,646");
    await at.cell(row("west"), "2023/24").click();
    await press("Control+v");
    await dialog("Move what was cut").getByRole("button", { name: "Move to 4 cells" }).click();
    await at.shows(north, "2023/24", "");
    await at.shows(row("west"), "2023/24", "4,646");
    await at.shows(row("south"), "2023/24", "2,632");
    expect(sent.EditCells).toBe(1);
    expect(await at.page.locator(".range-cut").count()).toBe(0);
  });

  test("is given up when the sheet is sorted: nothing is emptied that was not cut", async () => {
    await select([north, "2023/24"], [row("mid"), "2023/24"]);
    await press("Control+x", "Alt+ArrowDown", "Enter");
    // Smallest first: Mid, West, North, South. Between the two that were cut West has come.
    await expect.poll(() => at.cell(row("west"), "rowNumber").innerText()).toBe("2");
    await expect.poll(() => at.page.locator(".range-cut").count()).toBe(0);
    await at.cell(row("unregistered"), "2024/25").click();
    await at.cell(row("mid"), "2026/27").click();
    await press("Control+v");
    await dialog().getByRole("button", { name: "Paste 2 cells" }).click();
    await at.shows(row("mid"), "2026/27", "4,646");
    await at.shows(row("west"), "2026/27", "2,632");
    await at.shows(row("west"), "2023/24", "3,266");
  });

  test("is given up with Escape: a paste then copies", async () => {
    await at.cell(north, "2023/24").click();
    await press("Control+x", "Escape");
    await expect.poll(() => at.page.locator(".range-cut").count()).toBe(0);
    await at.cell(row("mid"), "2023/24").click();
    await press("Control+v");
    await at.shows(row("mid"), "2023/24", "4,646");
    await at.shows(north, "2023/24", "4,646");
  });
});
