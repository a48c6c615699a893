// What an officer copies in Excel, pasted onto the medium-term sheet: by names and years where it has them, without its headings and totals, and by its place where it has none.
import { beforeEach, expect, test } from "vitest";
import { onPages } from "../setup/pages.ts";

const at = onPages();
const [north, mid, west, south] = ["north", "mid", "west", "south"].map((place) => `costCentre:essex-${place}`) as [string, string, string, string];
const dialog = () => at.page.getByRole("dialog", { name: "Paste" });
const told = () => dialog().getByRole("region", { name: "How it was read" });
const press = (...keys: string[]) => keys.reduce((before, key) => before.then(() => at.page.keyboard.press(key)), Promise.resolve());
const put = (parts: Record<string, string>) =>
  at.page.evaluate(
    (each) => navigator.clipboard.write([new ClipboardItem(Object.fromEntries(Object.entries(each).map(([type, text]) => [type, new Blob([text], { type })])))]),
    parts,
  );
/** A table as Excel puts it on the clipboard: a row a list of cells, one in bold after "*", with its text beside it. */
const excel = (rows: readonly (readonly string[])[]) => {
  const cell = (text: string) => (text.startsWith("*") ? `<td><b>${text.slice(1)}</b></td>` : `<td>${text.replaceAll("\n", "<br>")}</td>`);
  return {
    "text/html": `<html><body><table>${rows.map((cells) => `<tr>${cells.map(cell).join("")}</tr>`).join("\n")}</table></body></html>`,
    "text/plain": rows.map((cells) => cells.map((text) => (text.includes("\n") ? `"${text}"` : text.replace("*", ""))).join("\t")).join("\r\n"),
  };
};
const changes = async () =>
  Object.fromEntries((await dialog().locator(".change-list:not(.added-rows) tbody tr").allInnerTexts()).map((line) => [line.split("\t")[0], line.split("\t")[2]]));
const paste = async (parts: Record<string, string>, row = south, column = "2025/26") => {
  await put(parts);
  await at.cell(row, column).click();
  await press("Control+v");
  await expect.poll(() => dialog().getByRole("status").innerText()).not.toContain("Reading");
};
const leave = async () => {
  await press("Escape");
  await expect.poll(() => dialog().count()).toBe(0);
};
const N = "Mainstream Residential North";
const M = "Mainstream Residential Mid";
const W = "Mainstream Residential West";

beforeEach(async () => {
  await at.page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await at.open("/medium-term?authority=essex", "remaining", "2023/24");
});

test("the shapes of Excel are read as they are meant, by name and by year, wherever they are pasted", async () => {
  const shapes: Record<string, { rows: string[][]; changes: Record<string, string> }> = {
    "accounting format": {
      rows: [
        ["", "2023/24", "2024/25"],
        [N, " £4,700.00 ", " £- "],
        [M, " £(1,250.50)", " 2,700.00 "],
      ],
      changes: { [`${N}, 2023/24`]: "5", [`${M}, 2024/25`]: "3", [`${M}, 2023/24`]: "(1)", [`${N}, 2024/25`]: "–" },
    },
    "group headings": {
      rows: [
        ["£000s", "2023/24", "2024/25"],
        ["*Residential", "", ""],
        [N, "4,700", "4,800"],
        [M, "2,700", "2,800"],
      ],
      changes: { [`${N}, 2023/24`]: "4,700", [`${N}, 2024/25`]: "4,800", [`${M}, 2023/24`]: "2,700", [`${M}, 2024/25`]: "2,800" },
    },
    totals: {
      rows: [
        ["Cost centre", "2023/24 £000s"],
        [N, "4,700"],
        [M, "2,700"],
        ["*Subtotal", "7,400"],
        [W, "3,300"],
        ["*TOTAL", "10,700"],
      ],
      changes: { [`${N}, 2023/24`]: "4,700", [`${M}, 2023/24`]: "2,700", [`${W}, 2023/24`]: "3,300" },
    },
    "£m": {
      rows: [
        ["Budget, £m", "", ""],
        ["", "2023/24", "2024/25"],
        [N, "4.7", "4.8"],
        [M, "2.7", "2.8"],
      ],
      changes: { [`${N}, 2023/24`]: "4,700", [`${N}, 2024/25`]: "4,800", [`${M}, 2023/24`]: "2,700", [`${M}, 2024/25`]: "2,800" },
    },
    "brackets and a minus that trails": {
      rows: [
        ["£000s", "2023/24", "2024/25"],
        [N, "(4,700)", "4,800-"],
        [M, "-2,700", "2,800"],
      ],
      changes: { [`${N}, 2023/24`]: "(4,700)", [`${N}, 2024/25`]: "(4,800)", [`${M}, 2023/24`]: "(2,700)", [`${M}, 2024/25`]: "2,800" },
    },
    "line breaks in names": {
      rows: [
        ["£000s", "2023/24", "2024/25"],
        ["Mainstream\nResidential North", "4,700", "4,800"],
        [M, "2,700", "2,800"],
      ],
      changes: { [`${N}, 2023/24`]: "4,700", [`${N}, 2024/25`]: "4,800", [`${M}, 2023/24`]: "2,700", [`${M}, 2024/25`]: "2,800" },
    },
    "years as text, in another order of rows": {
      rows: [
        ["£000s", "2023-24 budget", "2024-25 draft"],
        [M, "2,700", "2,800"],
        [N, "4,700", "4,800"],
      ],
      changes: { [`${N}, 2023/24`]: "4,700", [`${N}, 2024/25`]: "4,800", [`${M}, 2023/24`]: "2,700", [`${M}, 2024/25`]: "2,800" },
    },
    "one year": {
      rows: [
        ["Cost centre", "2023/24"],
        [N, "4,700"],
        [M, "2,700"],
      ],
      changes: { [`${N}, 2023/24`]: "4,700", [`${M}, 2023/24`]: "2,700" },
    },
  };
  for (const [shape, { rows, changes: meant }] of Object.entries(shapes)) {
    await paste(excel(rows));
    await expect.poll(changes, { message: shape }).toEqual(meant);
    await leave();
  }
  // Merged cells: a title over the whole width, a name over two columns.
  const merged = `<table><tr><td colspan=3>Budget, £000s</td></tr><tr><td></td><td>2023/24</td><td>2024/25</td></tr><tr><td rowspan=1>${N}</td><td>4,700</td><td>4,800</td></tr><tr><td colspan=3></td></tr><tr><td>${M}</td><td>2,700</td><td>2,800</td></tr></table>`;
  await paste({ "text/html": merged });
  await expect.poll(changes).toEqual({ [`${N}, 2023/24`]: "4,700", [`${N}, 2024/25`]: "4,800", [`${M}, 2023/24`]: "2,700", [`${M}, 2024/25`]: "2,800" });
});

test("headings, subtotals and a total are left out and told, what is new is added, and it is one batch", async () => {
  const rows = [
    ["£000s", "2023/24", "2024/25"],
    ["*Residential", "", ""],
    [N, "4,700", "4,800"],
    [M, "2,700", "2,800"],
    ["*Residential total", "7,400", "7,600"],
    ["*Fostering", "", ""],
    ["In-house carers", "5,200", "5,300"],
    ["*TOTAL", "12,600", "12,990"],
  ];
  await paste(excel(rows));
  await expect.poll(() => told().innerText()).toContain("Left out: 2 rows");
  expect(await told().innerText()).toContain("Residential total: it is the sum of lines above it");
  // 7,600 + 5,300 = 12,900.
  expect(await told().innerText()).toContain("TOTAL, 2024/25: it says £12,990,000 where its lines come to £12,900,000.");
  await expect.poll(() => dialog().locator(".added-rows tbody").innerText()).toMatch(/In-house carers\s+5,200\s+5,300/);
  expect(await dialog().getByLabel("Add what is not on this sheet: 1 cost centre").isChecked()).toBe(true);
  await dialog().getByRole("button", { name: "Paste 4 cells and add 1 cost centre" }).click();
  await at.shows(north, "2023/24", "4,700");
  await at.shows(mid, "2024/25", "2,800");
  await at.page.locator('.ag-row:has-text("In-house carers")').first().waitFor();
  const { data } = await at.served.ask(`{ costCentres(authority: "essex", first: 500) { nodes { name } } }`);
  const names = data.costCentres.nodes.map(({ name }: { name: string }) => name);
  for (const wrong of ["Residential", "Residential total", "TOTAL", "£000s"]) expect(names).not.toContain(wrong);
  await press("Control+z");
  await at.shows(north, "2023/24", "4,646");
});

test("names that stand in another order get their own figures, and a block of figures goes by its place", async () => {
  await paste({ "text/plain": `${M}\t2700\r\n${N}\t4700\r\n` }, north, "label");
  await expect.poll(() => told().innerText()).toContain("The names stand in another order than on the sheet.");
  expect(await changes()).toEqual({ [`${M}, 2023/24`]: "2,700", [`${N}, 2023/24`]: "4,700" });
  // One click has it by its place, which gives each the other's.
  await dialog().getByLabel("Paste it by its place instead").check();
  await expect.poll(changes).toEqual({ [`${N}, 2023/24`]: "2,700", [`${M}, 2023/24`]: "4,700" });
  await leave();
  await paste({ "text/plain": "1\t2\r\n3\t4\r\n" }, north, "2023/24");
  expect(await changes()).toEqual({ [`${N}, 2023/24`]: "1", [`${N}, 2024/25`]: "2", [`${M}, 2023/24`]: "3", [`${M}, 2024/25`]: "4" });
  expect(await told().count()).toBe(0);
  await leave();
  await at.shows(west, "2023/24", "3,266");
});

test("a name near one on the sheet is added as new, or goes to that row by one click", async () => {
  await paste({ "text/plain": `${M}\t2700\r\nMainstream residental north\t4700\r\n` }, north, "label");
  await expect.poll(() => dialog().getByLabel("Add what is not on this sheet: 1 cost centre").isChecked()).toBe(true);
  await dialog().getByLabel(`Take names for those that they are near: “Mainstream residental north” for “${N}”`).check();
  await expect.poll(changes).toEqual({ [`${M}, 2023/24`]: "2,700", [`${N}, 2023/24`]: "4,700" });
  await leave();
});
