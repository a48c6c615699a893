// A table as somebody made it in a real browser: dropped, pasted or chosen, shown as it was read with what is asked and what is wrong, and imported.
import { describe, expect, test } from "vitest";
import { onPages } from "../setup/pages.ts";
import { importPage } from "./importPage.ts";

const at = onPages();
const on = importPage(at);
const { button, status, readAs, part, rowOf, choose, open, budget, kinds } = on;

/** What Excel puts on the clipboard for a page of a budget book; its last total is 10 too much. */
const book = `<html xmlns:x="urn:schemas-microsoft-com:office:excel"><body><table>
<tr><td colspan=3><b>Children's Services: net budget, £000s</b></td></tr>
<tr><td></td><td>2026/27</td><td>2027/28</td></tr>
<tr><td><b>Residential</b></td><td></td><td></td></tr>
<tr><td>Residential North</td><td x:num="4646">£4,646</td><td>4,614</td></tr>
<tr><td>Income from<br>other councils</td><td>(1,250)</td><td>1,326-</td></tr>
<tr><td><b>Residential total</b></td><td>3,396</td><td>3,288</td></tr>
<tr><td></td><td></td><td></td></tr>
<tr><td><b>Fostering</b></td><td></td><td></td></tr>
<tr><td>In-house carers</td><td>£5.2m</td><td>5,300</td></tr>
<tr><td>Independent agencies</td><td>6&nbsp;100</td><td>6&nbsp;200</td></tr>
<tr><td><b>Fostering total</b></td><td>11,300</td><td>11,500</td></tr>
<tr><td><b>TOTAL</b></td><td>14,696</td><td>14,798</td></tr></table></body></html>`;

/** Nine councils, as a return of spending lists them, in the encoding that Excel writes: twelve services, one that is counted in another, and a total. */
const services = [
  "Residential care",
  "Fostering’s carers",
  ...["Adoption", "Kinship", "Respite", "Leaving care", "Advocacy", "Youth work", "Asylum", "Secure homes", "Social work", "Play"],
];
const councils = ["Northam", "Southam", "Eastham", "Westham", "Oldham Green", "Newham Green", "Upham", "Downham", "Midham"];
const linesOf = (council: string, place: number) => {
  // The first service costs 400,000 times the council's place, and the others 110,000, 120,000 and so on.
  const net = services.map((_, index) => (index === 0 ? 400_000 * place : 100_000 + 10_000 * index));
  const sum = net.reduce((total, each) => total + each, 0);
  const line = (number: number, name: string, each: number) => [300 + place, council, number, name, each * 1.25, each * 0.25, each].join(",");
  return [...services.map((name, index) => line(index + 1, name, net[index] as number)), line(13, "Carers (included in line 2 above)", 400), line(14, "TOTAL", sum)];
};
const return251 = Buffer.from(
  ["LA,LA Name,Line,Service,Total expenditure,Income,Net expenditure", ...councils.flatMap((name, index) => linesOf(name, index + 1))].join("\r\n").replaceAll("’", "\x92"),
  "latin1",
);

test("outcomes of a country and its regions say of which place each row is, where the column of names has none", async () => {
  const header =
    "time_period,time_identifier,geographic_level,country_code,country_name,region_code,region_name,old_la_code,new_la_code,la_name,children_count,population_estimate";
  const row = (place: string, count: number) => `2025,Reporting year,${place},${count},${count * 160}`;
  const national = row("National,E92000001,England,,,,,", 81_770);
  const regional = row("Regional,E92000001,England,E12000004,East Midlands,,,", 6_040);
  await open();
  const councils = ["Derby", "Leicester", "Nottingham", "Rutland"];
  const local = councils.map((name, index) => row(`Local authority,E92000001,England,E12000004,East Midlands,85${index},E0600001${index},${name}`, 41 + index));
  await choose("dfe.csv", [header, national, regional, ...local].join("\n"));
  await readAs("outcomes of");
  await expect.poll(() => at.page.locator(".read-row .line-name").allInnerTexts()).toEqual(["→ England", "→ East Midlands", ...councils]);
});

describe("A page of a budget book", () => {
  test("that is dropped says what each row is and which total is wrong, and comes in without its totals", async () => {
    await open();
    await at.page.locator(".import-work").evaluate((frame, html) => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([html], "budget book.html"));
      frame.dispatchEvent(new DragEvent("drop", { bubbles: true, cancelable: true, dataTransfer }));
    }, book);
    // 4,646 − 1,250 + 5,200 + 6,100 = 14,696; 4,614 − 1,326 + 5,300 + 6,200 = 14,788.
    await readAs("A budget of 4 cost centres for 2026/27 to 2027/28 in £000s: £14,696,000 · £14,788,000");
    await at.fits();
    expect(await kinds()).toEqual(["heading", "line", "line", "subtotal", "heading", "line", "line", "subtotal", "total"]);
    await expect.poll(() => rowOf("In-house carers").innerText()).toMatch(/£5\.2m\s→ £5,200,000/);
    expect(await rowOf("Residential North").innerText()).toMatch(/£4,646\s→ £4,646,000/);
    expect(await rowOf("Income from other councils").innerText()).toMatch(/\(1,250\)\s→ −£1,250,000\s+1,326-\s→ −£1,326,000/);
    expect(await rowOf("Independent agencies").innerText()).toMatch(/6 100\s→ £6,100,000/);
    // A figure that plainly says it is shown alone.
    expect(await rowOf("In-house carers").innerText()).toMatch(/\t5,300$/);
    expect(await part("Totals").innerText()).toContain("2027/28: does not agree. It says £14,798,000 where its lines come to £14,788,000: £10,000 too much");
    expect(await part("Totals").innerText()).toMatch(/Residential total\s*agrees in both years/);
    expect(await rowOf("TOTAL").locator(".disagrees").innerText()).toBe("14,798");
    expect(await part("Questions").innerText()).toContain("£4,646 and £5.2m have a £ in a table of £000s.");
    expect(await part("Left out").innerText()).toMatch(/row 6 · Residential total/);
    expect(await part("Names").innerText()).toContain("4 names: 4 new");
    expect(await budget()).toEqual({});

    await button("What would change").click();
    await expect.poll(() => at.page.locator(".course").innerText()).toContain("8 amounts would be added");
    expect(await budget()).toEqual({});
    await button("Import 4 cost centres").click();
    await status("Imported budget book.html: 8 amounts added, 0 revised.");
    expect(await budget()).toEqual({
      "Residential North 2026/27": 4_646_000,
      "Residential North 2027/28": 4_614_000,
      "Income from other councils 2026/27": -1_250_000,
      "Income from other councils 2027/28": -1_326_000,
      "In-house carers 2026/27": 5_200_000,
      "In-house carers 2027/28": 5_300_000,
      "Independent agencies 2026/27": 6_100_000,
      "Independent agencies 2027/28": 6_200_000,
    });
    await at.page.getByRole("contentinfo").getByRole("button", { name: "Undo" }).click();
    await status("Undid: Import budget book.html");
    await expect.poll(budget).toEqual({});
  });

  test("of four years shows all of them beside what was found on a small screen, each amount in words below its text", async () => {
    const figures = ["(1,250)", "1,326-", "6 300", "£5.2m"];
    const row = (name: string, cells: readonly string[]) => `<tr>${[name, ...cells].map((cell) => `<td>${cell}</td>`).join("")}</tr>`;
    const rows = ["Income from other councils", "Independent fostering agencies", "Residential North"].map((name) => row(name, figures));
    await at.page.setViewportSize({ width: 1024, height: 768 });
    await open();
    await choose("book.html", `<table>${row("Net budget, £000s", ["2026/27", "2027/28", "2028/29", "2029/30"])}${rows.join("")}</table>`);
    await readAs("A budget of 3 cost centres for 2026/27 to 2029/30");
    const [width, room] = await at.page.locator(".read-rows").evaluate((table) => [table.scrollWidth, table.clientWidth]);
    expect(width).toBe(room);
    await at.fits();
  });

  test("that is pasted is read again, with names near and the same as those that are stored", async () => {
    await at.page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    const add = `mutation($version: ID!) { addCostCentres(version: $version, unit: POUNDS, key: "add", rows: [{ name: "Residential North" }, { name: "In-house carer" }]) { batchId } }`;
    await on.ask(add, { version: on.draft });
    await open();
    await at.page.evaluate(
      (html) =>
        navigator.clipboard.write([new ClipboardItem({ "text/html": new Blob([html], { type: "text/html" }), "text/plain": new Blob(["as text"], { type: "text/plain" }) })]),
      book,
    );
    await at.page.keyboard.press("Control+v");
    await readAs("A budget of 4 cost centres");
    await expect.poll(() => part("Names").innerText()).toContain("4 names: 1 stored already, 1 near one that is, 2 new");
    expect(await part("Names").innerText()).toMatch(/In-house carers stored cost centre: In-house carer\s*The same\s*New/);
    // The keyboard is at what is asked.
    expect(
      await part("Questions")
        .getByRole("button", { name: "The same", exact: true })
        .evaluate((found) => found === document.activeElement),
    ).toBe(true);
    await button("In-house carers: The same").click();
    await expect.poll(() => rowOf("In-house carers").innerText()).toContain("comes in as “In-house carer”");
    expect(await rowOf("Residential North").innerText()).toContain("as stored");
    // One click reads it in another unit.
    await at.page.getByLabel("Amounts in").selectOption("£m");
    await readAs("in £m");
    await at.page.getByLabel("Amounts in").selectOption("£000s");
    await readAs("in £000s: £14,696,000");
  });
});

describe("A return of several councils", () => {
  test("asks for the council, the year and the column, each answered by one click and changed by another", async () => {
    await open();
    await choose("return.csv", return251);
    await expect.poll(() => part("Questions").getByRole("heading").innerText()).toBe("3 questions");
    expect(await button("Import").isDisabled()).toBe(true);
    await expect.poll(() => at.page.locator(".read-foot").innerText()).toContain("3 questions are to be answered first.");
    // The keyboard is at the first of them.
    expect(await at.page.getByLabel("Which council?").evaluate((found) => found === document.activeElement)).toBe(true);
    await at.page.keyboard.type("southa");
    await at.page.keyboard.press("Enter");
    await expect.poll(() => at.page.locator(".read-row").count()).toBe(14);
    await at.page.getByLabel("Which financial year are these amounts of?").fill("2026/27");
    await part("Questions").getByRole("button", { name: "Net expenditure", exact: true }).click();
    // Southam is the second: 800,000 + 11 × 100,000 + 10,000 × (1 + 2 + … + 11 = 66).
    await readAs("A budget of 12 cost centres for 2026/27 in pounds: £2,560,000");
    await expect.poll(() => part("Totals").innerText()).toContain("£2,560,000: agrees, and is all that comes in");
    expect(await part("Left out").innerText()).toMatch(/It is counted in other lines already\s*row 28 · Carers/);
    expect(await rowOf("Fostering’s carers").count()).toBe(1);
    // An answer stays where it was given, and is given otherwise.
    expect(await part("Questions").getByRole("button", { name: "Net expenditure", exact: true }).getAttribute("aria-pressed")).toBe("true");
    await part("Questions").getByRole("button", { name: "Total expenditure", exact: true }).click();
    // A quarter more.
    await readAs("in pounds: £3,200,000");
    await at.page.getByLabel("Which council?").fill("Northam");
    // (400,000 + 1,760,000) × 1.25.
    await readAs("in pounds: £2,700,000");
    await at.fits();
    await button("Import 12 cost centres").click();
    await status("Imported return.csv: 12 amounts added");
    expect(await budget()).toMatchObject({ "Residential care 2026/27": 500_000, "Fostering’s carers 2026/27": 137_500 });
  });

  test("is read the next time as it was the time before, and a column is left out and taken in by one click", async () => {
    await open();
    await choose("return.csv", return251);
    await part("Questions").getByRole("button", { name: "Income", exact: true }).waitFor();
    await button("Leave out the column Income").click();
    await expect.poll(() => part("Left out").innerText()).toContain("column Income");
    expect(await at.page.locator(".read-rows thead s").allInnerTexts()).toEqual(["Income"]);
    await expect.poll(() => part("Questions").getByRole("button", { name: "Income", exact: true }).count()).toBe(0);
    await button("Take in the column Income").click();
    await part("Questions").getByRole("button", { name: "Income", exact: true }).waitFor();
    await at.page.getByLabel("Which council?").fill("Upham");
    await at.page.getByLabel("Which financial year are these amounts of?").fill("2027/28");
    await part("Questions").getByRole("button", { name: "Net expenditure", exact: true }).click();
    await button("Import 12 cost centres").click();
    await status("Imported return.csv: 12 amounts added");
    // What is undone is the import, and not what was remembered.
    await at.page.getByRole("contentinfo").getByRole("button", { name: "Undo" }).click();
    await status("Undid: Import return.csv");
    await expect.poll(budget).toEqual({});

    await at.page.reload();
    await button("Choose a file").waitFor();
    await choose("return 2.csv", return251);
    await expect.poll(() => at.page.locator(".findings-list").innerText()).toContain("Answered as for the last table with these columns: Upham, Net expenditure");
    await expect.poll(() => part("Questions").getByRole("heading").innerText()).toBe("1 question");
    await button("Ask again").click();
    await expect.poll(() => part("Questions").getByRole("heading").innerText()).toBe("3 questions");
  });

  test("gives way to a second file that is refused, and nothing of it can be imported any more", async () => {
    await open();
    await choose("book.html", book);
    await readAs("A budget of 4 cost centres");
    await expect.poll(() => button("Import 4 cost centres").isEnabled()).toBe(true);
    await choose("picture.csv", new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 1]));
    await expect.poll(() => at.page.locator(".unread").innerText()).toContain("not a table of text");
    expect(await at.page.locator(".read-preview, .mapping").count()).toBe(0);
    expect(await at.page.getByRole("button", { name: /^Import/ }).count()).toBe(0);
    expect(await budget()).toEqual({});
  });
});
