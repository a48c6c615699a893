// The import page in a real browser, by the form of columns: a file chosen, mapped, looked at, imported once and again, refused with its lines, and taken back.
import { writeXlsx } from "hucre/xlsx";
import { beforeEach, describe, expect, test } from "vitest";
import { onPages } from "../setup/pages.ts";

const at = onPages();
const file = (name: string, content: string | Uint8Array) => ({ name, mimeType: name.endsWith(".csv") ? "text/csv" : "application/octet-stream", buffer: Buffer.from(content) });
const choose = async (name: string, content: string | Uint8Array) => {
  const [sent] = await Promise.all([
    at.page.waitForResponse((response) => response.url().includes("/imports?")),
    at.page.locator("input[type=file]").setInputFiles(file(name, content)),
  ]);
  if (sent.ok()) await byHand();
};
/** Goes on to the form of columns, unless it is there already: for a file of the same columns, or one that a saved mapping fits. */
const byHand = async () => {
  await at.page.locator(".read-again, .by-hand").first().waitFor();
  if ((await at.page.locator(".by-hand").count()) > 0) await at.page.locator(".by-hand").click();
  await at.page.locator(".mapping").waitFor();
};
const button = (name: string) => at.page.getByRole("button", { name, exact: true });
const field = (name: string) => at.page.locator(".mapping").getByLabel(name, { exact: true });
const course = () => at.page.locator(".course");
const says = (words: string) => expect.poll(() => course().innerText()).toContain(words);
const status = (words: string) => expect.poll(() => at.page.getByRole("contentinfo").getByRole("status").innerText()).toContain(words);
const map = async () => JSON.parse(await at.page.locator(".mapping-text textarea").inputValue());

let rutland: string;
beforeEach(async () => {
  const { data } = await at.served.ask(`mutation { createAuthority(input: { name: "Rutland County Council" }) { id } }`);
  rutland = data.createAuthority.id;
  const kpi = `{ code: "within20", name: "Placed within 20 miles", category: SUITABILITY, unit: PERCENT, polarity: HIGHER_IS_BETTER, frequency: REPORTING_YEAR,
    numeratorSaid: "Children placed within 20 miles", denominatorSaid: "Children looked after" }`;
  const { errors } = await at.served.ask(`mutation($authority: ID!) { createKpi(authority: $authority, input: ${kpi}) { id } }`, { authority: rutland });
  expect(errors).toBeUndefined();
});
const open = async () => {
  await at.goTo(`/import?authority=${rutland}`);
  await button("Choose a file").waitFor();
};
const outcomes = async () => {
  const { data, errors } = await at.served.ask(
    `query($authority: ID!) { kpiOutcomes(authority: $authority, allBreakdowns: true) { total nodes { numerator denominator shown subject { name } breakdown } } }`,
    { authority: rutland },
  );
  expect(errors).toBeUndefined();
  return data.kpiOutcomes as { total: number; nodes: { numerator: string | null; denominator: string | null; shown: string; subject: { name: string }; breakdown: string }[] };
};
const history = async () =>
  (await at.served.ask(`query($authority: ID!) { history(authority: $authority, first: 30) { nodes { why } } }`, { authority: rutland })).data.history.nodes.map(
    ({ why }: { why: string }) => why,
  );

const header = "time_period,time_identifier,geographic_level,country_code,country_name,region_code,region_name,old_la_code,new_la_code,la_name,gender,number_within20,number_all";
const place = {
  national: "National,E92000001,England,,,,,",
  region: "Regional,E92000001,England,E12000004,East Midlands,,,",
  rutland: "Local authority,E92000001,England,E12000004,East Midlands,857,E06000017,Rutland",
  derby: "Local authority,E92000001,England,E12000004,East Midlands,831,E06000015,Derby",
};
const row = (where: keyof typeof place, figures: string, gender = "Total", year = "2024") => `${year},Reporting year,${place[where]},${gender},${figures}`;
const rows = [
  row("national", "40000,80000"),
  row("region", "3000,5000"),
  row("rutland", "20,40"),
  row("rutland", "c,c", "Female"),
  row("rutland", "low,40", "Male"),
  row("derby", "x,x"),
  row("derby", "z,z", "Female"),
];
/** As the DfE's service gives it: with the mark of UTF-8 and Windows' line ends. */
const dfe = (lines: readonly string[] = rows) => `\uFEFF${[header, ...lines].join("\r\n")}\r\n`;

describe("The DfE's open data", () => {
  const chooseColumns = async () => {
    await field("Numerator").selectOption("number_within20");
    await field("Denominator").selectOption("number_all");
  };

  test("is recognised, looked at, imported, found to change nothing again, and taken back", async () => {
    await open();
    await at.fits();
    await choose("placements.csv", dfe());
    await expect.poll(() => at.page.locator(".seen").innerText()).toContain("13 columns; its first 7 rows");
    // The mark of UTF-8 is no part of the first column's name.
    expect(await at.page.locator(".seen th").first().innerText()).toBe("time_period");
    expect(await field("Layout").inputValue()).toBe("dfe");
    expect(await field("Column of parts 1").inputValue()).toBe("gender");
    await expect.poll(() => field("KPI").locator("option:checked").innerText()).toBe("Placed within 20 miles");
    expect(await button("Import").isDisabled()).toBe(true);
    await chooseColumns();
    expect(await map()).toEqual({
      target: "outcomes",
      layout: "dfe",
      breakdowns: ["gender"],
      values: [{ kpi: "within20", numerator: "number_within20", denominator: "number_all" }],
    });
    await button("Preview").click();
    await says("7 rows: 7 outcomes would be added, 0 revised.");
    expect((await outcomes()).total).toBe(0);
    await at.fits();
    await button("Import").click();
    await says("7 rows: 7 outcomes added, 0 revised.");
    await status("Imported placements.csv: 7 outcomes added, 0 revised.");
    await at.fits();
    const kept = await outcomes();
    expect(kept.total).toBe(7);
    const shown = Object.fromEntries(kept.nodes.map((each) => [`${each.subject.name} ${each.breakdown}`.trim(), each.shown]));
    // 40,000 of 80,000 is 50%, 3,000 of 5,000 is 60%, 20 of 40 is 50%; a mark stays a mark.
    expect(shown).toEqual({
      England: "50.0%",
      "East Midlands": "60.0%",
      Rutland: "50.0%",
      "Rutland gender: Female": "[c]",
      "Rutland gender: Male": "[low]",
      Derby: "[x]",
      "Derby gender: Female": "[z]",
    });
    expect(await history()).toContain("Import placements.csv");

    // The same again.
    await choose("placements.csv", dfe());
    await says("What would change");
    await button("Preview").click();
    await says("7 rows: nothing would change.");
    expect(await button("Import").isDisabled()).toBe(true);

    // One figure corrected, one row more.
    const [first = "", ...others] = rows;
    await choose("placements.csv", dfe([first, ...others, row("rutland", "30,40", "Total", "2025")].map((line) => line.replace("20,40", "24,40"))));
    await button("Preview").click();
    await says("8 rows: 1 outcome would be added, 1 revised.");
    await says("6 outcomes are already recorded as in the file.");
    await button("Import").click();
    await status("1 outcome added, 1 revised");
    await at.page.getByRole("contentinfo").getByRole("button", { name: "Undo" }).click();
    await status("Undid: Import placements.csv");
    // What was taken back is not told of as kept.
    await expect.poll(() => course().innerText()).not.toContain("1 outcome added");
    expect((await outcomes()).nodes.find((each) => each.subject.name === "Rutland" && each.breakdown === "")?.numerator).toBe("20");
    expect((await outcomes()).total).toBe(7);
  });

  test("with two bad rows says their lines, columns and reasons, and keeps nothing", async () => {
    await at.page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    await open();
    await choose("placements.csv", dfe([...rows, row("rutland", "50,40", "Total", "2023"), row("derby", "a few,40", "Total", "2023")]));
    await chooseColumns();
    await button("Preview").click();
    await says("2 rows of 9 cannot be imported");
    const lines = await at.page.locator(".error-rows tbody tr").evaluateAll((found) => found.map((each) => [...each.querySelectorAll("td")].map((cell) => cell.innerText)));
    expect(lines).toHaveLength(2);
    // The header is line 1, so the eighth row is line 9.
    expect(lines[0]?.slice(0, 2)).toEqual(["9", "number_within20"]);
    expect(lines[0]?.[2]).toContain("above its denominator 40");
    expect(lines[1]?.slice(0, 2)).toEqual(["10", "number_within20"]);
    expect(lines[1]?.[2]).toContain("a few");
    expect(await button("Import").isDisabled()).toBe(true);
    await at.fits();
    await button("Copy as CSV").click();
    await says("Copied.");
    expect(await at.page.evaluate(() => navigator.clipboard.readText())).toMatch(/^line,column,reason\r?\n9,number_within20,/);
    const [download] = await Promise.all([at.page.waitForEvent("download"), button("Download as CSV").click()]);
    expect(download.suggestedFilename()).toBe("placements errors.csv");
    expect((await outcomes()).total).toBe(0);
    expect(await history()).not.toContain("Import placements.csv");
    // Put right and chosen again, the mapping is as it was.
    await choose("placements.csv", dfe());
    await expect.poll(() => field("Denominator").inputValue()).toBe("number_all");
    await button("Preview").click();
    await says("7 outcomes would be added");
  });
});

describe("A mapping", () => {
  test("is saved, is there after a reload, is removed, and its removal is taken back", async () => {
    await open();
    await choose("placements.csv", dfe());
    await field("Numerator").selectOption("number_within20");
    await field("Denominator").selectOption("number_all");
    await field("Release (may be left empty)").fill("2024, first");
    await at.page.getByLabel("Name for this mapping").fill("Within 20 miles");
    await at.page.keyboard.press("Enter");
    await status("Saved the mapping Within 20 miles.");
    await expect.poll(() => field("Mapping").locator("option:checked").innerText()).toBe("Within 20 miles (outcomes)");

    // Saved again as it is, nothing is refused.
    const [again] = await Promise.all([at.page.waitForResponse((response) => response.request().postData()?.includes("SaveImportMap") ?? false), button("Save mapping").click()]);
    expect((await again.json()).errors).toBeUndefined();
    await at.page.reload();
    await choose("placements.csv", dfe());
    // It is the one saved mapping that names only columns of this file.
    await expect.poll(() => field("Mapping").locator("option:checked").innerText()).toBe("Within 20 miles (outcomes)");
    expect(await field("Release (may be left empty)").inputValue()).toBe("2024, first");
    await field("Mapping").selectOption("");
    await expect.poll(() => field("Numerator").inputValue()).toBe("");
    await field("Mapping").selectOption({ label: "Within 20 miles (outcomes)" });
    await expect.poll(() => field("Numerator").inputValue()).toBe("number_within20");
    await button("Preview").click();
    await says("7 outcomes would be added");

    await button("Remove the mapping Within 20 miles").click();
    await status("Removed the mapping Within 20 miles.");
    await expect.poll(() => field("Mapping").locator("option").allInnerTexts()).toEqual(["Guessed from the columns' names"]);
    await at.page.getByRole("contentinfo").getByRole("button", { name: "Undo" }).click();
    await expect.poll(() => field("Mapping").locator("option").allInnerTexts()).toContain("Within 20 miles (outcomes)");
  });

  test("is refused at the field at fault, and its text and its form follow each other", async () => {
    await open();
    await choose("placements.csv", dfe());
    await field("KPI").selectOption("");
    await field("Numerator").selectOption("number_within20");
    await button("Preview").click();
    await says("It could not be previewed");
    const refused = at.page.locator(".kpi-entry .field.refused");
    await expect.poll(() => refused.innerText()).toContain("Name the KPI by its code.");
    // The cursor is in it.
    await expect.poll(() => refused.locator("select").evaluate((found) => found === document.activeElement)).toBe(true);

    await at.page.getByText("The mapping as text").click();
    const text = at.page.locator(".mapping-text textarea");
    await text.fill('{ "target": "outcomes", ');
    await expect.poll(() => at.page.locator(".mapping-text").innerText()).toContain("This is not JSON yet");
    expect(await button("Preview").isDisabled()).toBe(true);
    const values = [{ kpi: "within20", numerator: "number_within20", denominator: "number_all" }];
    await text.fill(JSON.stringify({ target: "outcomes", layout: "dfe", values, where: { geographic_level: ["Local authority"], gender: ["Total"] } }));
    await expect.poll(() => field("Denominator").inputValue()).toBe("number_all");
    await button("Preview").click();
    await says("7 rows: 2 outcomes would be added, 0 revised.");
    await says("5 rows left out by the mapping.");
    await text.fill(JSON.stringify({ target: "outcomes", layout: "dfe", values, where: { nowhere: ["Total"] } }));
    await says("The mapping has changed since.");
    expect(await button("Import").isDisabled()).toBe(true);
    await button("Preview").click();
    await expect.poll(() => at.page.locator(".mapping-text .refusal").innerText()).toContain("The file has no column “nowhere”.");
  });
});

describe("Tables of one's own", () => {
  test("a workbook's sheet of budget lines is chosen, its years recognised, and the sheets that show it follow", async () => {
    const { data } = await at.served.ask(
      `mutation($authority: ID!) { createVersion(authority: $authority, input: { name: "Draft 2025", firstYear: "2025/26", yearCount: 3 }) { id } }`,
      {
        authority: rutland,
      },
    );
    expect(data.createVersion.id).toBeTruthy();
    await open();
    await choose(
      "mtrs.xlsx",
      await writeXlsx({
        sheets: [
          { name: "Notes", rows: [["About this workbook"], ["Made in June"]] },
          {
            name: "Lines",
            rows: [
              ["Cost centre", "Code", "Budget 2025/26", "Draft 26/27"],
              ["Fostering North", "F1", 4646, 4614],
              ["Fostering South", "F2", 2632, null],
            ],
          },
        ],
      }),
    );
    await field("What it is").waitFor();
    await at.page.getByLabel("Sheet", { exact: true }).selectOption("Lines");
    await expect.poll(() => field("What it is").inputValue()).toBe("budget lines");
    expect(await map()).toEqual({
      target: "budget lines",
      version: "Draft 2025",
      costCentre: "Cost centre",
      code: "Code",
      years: { "2025/26": "Budget 2025/26", "2026/27": "Draft 26/27" },
    });
    await field("Amounts are in").selectOption("thousands");
    await at.fits();
    // All of it with the keyboard.
    await button("Preview").focus();
    await at.page.keyboard.press("Enter");
    await says("2 rows: 3 amounts would be added, 0 revised.");
    await at.page.keyboard.press("Tab");
    expect(await button("Import").evaluate((found) => found === document.activeElement)).toBe(true);
    await at.page.keyboard.press("Enter");
    await status("Imported mtrs.xlsx: 3 amounts added");
    await at.page.getByRole("navigation", { name: "Sheets" }).getByRole("link", { name: "Medium term", exact: true }).click();
    // 4,646 + 2,632 = 7,278.
    await at.shows("total", "2025/26", "7,278");
    // Taken back from another sheet.
    await at.page.getByRole("contentinfo").getByRole("button", { name: "Undo" }).click();
    await expect.poll(() => at.cell("total", "2025/26").count()).toBe(0);
  });

  test("commitments at a weekly price are recognised", async () => {
    await open();
    await choose("register.csv", "Contract,Provider,Places,Start date,End date,Weekly price\nThe Elms,Homes Together,4,2025-04-01,,£5963\n");
    await expect.poll(map).toEqual({
      target: "commitments",
      name: "Contract",
      provider: "Provider",
      places: "Places",
      startsOn: "Start date",
      endsOn: "End date",
      weeklyPrice: "Weekly price",
    });
    await button("Preview").click();
    await says("1 row: 1 commitment would be added, 0 revised.");
    await button("Import").click();
    await says("1 row: 1 commitment added, 0 revised.");
    const { data } = await at.served.ask(`query($authority: ID!) { commitments(authority: $authority) { nodes { name weeklyRatePounds } } }`, { authority: rutland });
    expect(data.commitments.nodes).toEqual([{ name: "The Elms", weeklyRatePounds: "5963" }]);
  });

  test("a file that is none says what to do, and a long one can be stopped", async () => {
    await open();
    await choose("report.pdf", "%PDF-1.7\n");
    await expect.poll(() => at.page.locator(".unread").innerText()).toContain("This is a PDF.");
    await expect.poll(() => at.page.locator(".unread").innerText()).toContain("Save it as");
    const long = Array.from({ length: 150_000 }, (_, index) => row("rutland", "20,40", `Part ${index}`));
    await choose("long.csv", dfe(long));
    await field("Numerator").selectOption("number_within20");
    await field("Denominator").selectOption("number_all");
    await button("Preview").click();
    await expect.poll(() => course().getByRole("progressbar").count()).toBe(1);
    await button("Stop").click();
    await says("Nothing was written.");
    expect((await outcomes()).total).toBe(0);
    // The page is as it was, and the file can be previewed again.
    expect(await button("Preview").isDisabled()).toBe(false);
  });

  test("a file that is refused takes the place of the one before, which can be imported no more", async () => {
    await open();
    const chooser = async (button: string, name: string, content: string | Uint8Array) => {
      const [opened] = await Promise.all([at.page.waitForEvent("filechooser"), at.page.getByRole("button", { name: button, exact: true }).click()]);
      const [sent] = await Promise.all([at.page.waitForResponse((response) => response.url().includes("/imports?")), opened.setFiles(file(name, content))]);
      if (sent.ok()) await byHand();
    };
    await chooser("Choose a file", "placements.csv", dfe());
    await field("Numerator").selectOption("number_within20");
    await field("Denominator").selectOption("number_all");
    const mapping = await map();
    await button("Preview").click();
    await says("would be added");
    expect(await button("Import").isEnabled()).toBe(true);
    await chooser("Choose another file", "picture.csv", new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 1]));
    await expect.poll(() => at.page.locator(".unread").innerText()).toContain("not a table of text");
    for (const gone of [button("Import"), button("Preview"), at.page.locator(".mapping"), at.page.locator(".seen"), course()]) expect(await gone.count()).toBe(0);
    expect((await outcomes()).total).toBe(0);
    // What was filled in is there for the same file, put right; what was previewed is not.
    await chooser("Choose a file", "again.csv", dfe(rows.slice(0, 2)));
    await expect.poll(() => at.page.locator(".seen").innerText()).toContain("again.csv");
    expect(await map()).toEqual(mapping);
    expect(await button("Import").isEnabled()).toBe(false);
    // A file of other columns takes another mapping.
    await chooser("Choose another file", "budget.csv", "Cost centre,2025/26\nFostering North,4646\n");
    await expect.poll(() => at.page.locator(".seen").innerText()).toContain("budget.csv");
    expect(await map()).not.toEqual(mapping);
    expect(await button("Import").isEnabled()).toBe(false);
  });

  test("a file that is dropped is taken, and is forgotten by the server when the page is left", async () => {
    await open();
    const [sent] = await Promise.all([
      at.page.waitForResponse((response) => response.url().includes("/imports?")),
      at.page.locator(".import-work").evaluate((frame) => {
        const dataTransfer = new DataTransfer();
        dataTransfer.items.add(new File(["Cost centre,24/25 £000s\nFostering North,4646\n"], "lines.csv"));
        frame.dispatchEvent(new DragEvent("drop", { bubbles: true, cancelable: true, dataTransfer }));
      }),
    ]);
    await byHand();
    await expect.poll(map).toEqual({ target: "budget lines", costCentre: "Cost centre", years: { "2024/25": "24/25 £000s" }, unit: "thousands" });
    // There is no draft yet, and the field says so.
    await button("Preview").click();
    await expect.poll(() => at.page.locator(".field.refused").innerText()).toContain("There is no draft: add one on Medium term");
    const { id } = await sent.json();
    const held = () => at.served.app.inject({ method: "GET", url: `/imports/${id}`, headers: { host: "localhost" } }).then(({ statusCode }) => statusCode);
    expect(await held()).toBe(200);
    await at.page.getByRole("navigation", { name: "Sheets" }).getByRole("link", { name: "Commitments", exact: true }).click();
    await expect.poll(held).toBe(400);
  });

  test("a file is forgotten by the server when its tab is closed or loaded again", async () => {
    const kept = async () => (await at.served.db.read(({ q, t }) => q.select({ id: t.upload.id }).from(t.upload))).length;
    const before = await kept();
    await open();
    await choose("lines.csv", "Cost centre,24/25 £000s\nFostering North,4646\n");
    expect(await kept()).toBe(before + 1);
    await at.page.reload();
    await expect.poll(kept).toBe(before);
    await choose("lines.csv", "Cost centre,24/25 £000s\nFostering North,4646\n");
    expect(await kept()).toBe(before + 1);
    await at.page.goto("about:blank");
    await expect.poll(kept).toBe(before);
  });
});
