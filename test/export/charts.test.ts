// Charts as files: marks stand where the table's figures put them, the picture shows what the drawing says, and no name breaks either. Read by a browser.

import { readFileSync } from "node:fs";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { chartedTables } from "../../server/export/charts/charts.ts";
import { pngOf } from "../../server/export/charts/png.ts";
import { fileStyle, lightColours } from "../../server/export/charts/style.ts";
import { addCommitment, given, nineBeds, startSheet } from "../api/officer.ts";
import { startBrowser } from "../setup/browser.ts";
import { latest } from "../setup/latest.ts";
import { type Served, serve } from "../setup/served.ts";

let served: Served;
let browser: Browser;
let page: Page;
beforeAll(async () => {
  served = await serve("sqlite", { today: () => "2026-11-21" });
  browser = await startBrowser();
  page = await browser.newPage();
});
afterAll(async () => {
  await browser.close();
  await served.stop();
});

interface Mark {
  name: string;
  className: string;
  /** Its attributes that are numbers. */
  at: Record<string, number>;
  d: string;
  /** Its own text, without that of what is within it. */
  text: string;
  /** What it is called to who points at it. */
  title: string | null;
}

function get(url: string) {
  return served.app.inject({ method: "GET", url, headers: { host: "localhost" } });
}

/** All marks of an SVG, in order, as an XML reader finds them. */
async function marksOf(svg: string): Promise<Mark[]> {
  return page.evaluate((text) => {
    const read = new DOMParser().parseFromString(text, "image/svg+xml");
    const fault = read.querySelector("parsererror");
    if (fault) throw new Error(fault.textContent ?? "");
    return [...read.querySelectorAll("*")].map((each) => ({
      name: each.localName,
      className: each.getAttribute("class") ?? "",
      at: Object.fromEntries([...each.attributes].filter(({ value }) => value !== "" && !Number.isNaN(Number(value))).map(({ name, value }) => [name, Number(value)])),
      d: each.getAttribute("d") ?? "",
      text: [...each.childNodes].flatMap((node) => (node.nodeType === Node.TEXT_NODE ? [node.textContent ?? ""] : [])).join(""),
      title: [...each.children].find((child) => child.localName === "title")?.textContent ?? null,
    }));
  }, svg);
}

async function drawn(table: string): Promise<{ svg: string; marks: Mark[] }> {
  const response = await get(`/export/${table.replace("?", ".svg?")}`);
  expect(response.statusCode, response.body).toBe(200);
  return { svg: response.body, marks: await marksOf(response.body) };
}

const called = (marks: readonly Mark[], className: string) => marks.filter((mark) => mark.className === className);

const scales: Record<string, number> = { m: 1_000_000, k: 1_000 };

/** What the words on the axis say: "–£2.5m", "75%". */
function axisValue(text: string): number {
  const [, minus, number, scale] = /^(–?)£?([\d.,]+)([mk%]?)$/.exec(text) as RegExpExecArray;
  return ((minus ? -1 : 1) * Number(number?.replace(/,/g, "")) * (scales[scale ?? ""] ?? 1)) / (scale === "%" ? 100 : 1);
}

/** Where a value stands by the axis that the chart itself has: two of its lines and what is written at them. */
function byAxis(marks: readonly Mark[]): (value: number) => number {
  const lines = marks.filter(({ className, at }) => /^chart-(grid|zero)$/.test(className) && at.y1 === at.y2);
  const labels = lines.map((line) => axisValue(marks.find(({ className, at }) => className === "chart-axis" && at.y === (line.at.y1 as number) + 4)?.text ?? ""));
  const [low, high] = [0, labels.length - 1];
  const [from, to] = [lines[low]?.at.y1 as number, lines[high]?.at.y1 as number];
  const [least, most] = [labels[low] as number, labels[high] as number];
  return (value) => from + ((value - least) / (most - least)) * (to - from);
}

describe("The chart of a medium-term table", () => {
  const address = "mediumTermTable?authority=essex&unit=POUNDS";

  test("has budget and remaining at their amounts, and each commitment as high as its cost", async () => {
    const { marks } = await drawn(address);
    const { columns, rows } = given(
      await served.ask(`{ mediumTermTable(authority: "essex", unit: POUNDS) { columns { label } rows { key kind label cells { pence } } } }`),
    ).mediumTermTable;
    const y = byAxis(marks);
    const pounds = (kind: string): number[] => rows.find((row: { kind: string }) => row.kind === kind).cells.map((cell: { pence: number }) => cell.pence / 100);
    for (const [className, kind] of [
      ["chart-budget-dot", "TOTAL"],
      ["chart-remaining-dot", "REMAINING"],
    ] as const) {
      const dots = called(marks, className).map(({ at }) => at.cy as number);
      expect(dots).toHaveLength(4);
      for (const [index, amount] of pounds(kind).entries()) expect(dots[index]).toBeCloseTo(y(amount), 6);
    }
    const commitments = rows.filter((row: { key: string }) => row.key.startsWith("commitment:"));
    expect(commitments).toHaveLength(5);
    columns.forEach(({ label: year }: { label: string }, column: number) => {
      let below = 0;
      for (const { label, cells } of commitments) {
        const cost = -cells[column].pence / 100;
        const bar = marks.find(({ name, title }) => name === "rect" && title?.startsWith(`${label}, ${year}: `)) as Mark;
        // Of nil there is nothing to draw.
        expect(bar === undefined).toBe(cost === 0);
        if (!bar) continue;
        expect(bar.at.y).toBeCloseTo(y(below + cost), 6);
        // A line of half a pixel parts it from the next.
        expect(bar.at.height).toBeCloseTo(Math.max(0, y(below) - y(below + cost) - 0.5), 6);
        below += cost;
      }
    });
  });

  test("has no mark where no figure is held: what is not known is not nil", async () => {
    const { marks } = await drawn(`${address}&years=6`);
    // Essex's budget is known for four years, and so is what remains of it; its commitments are known for all six.
    expect(called(marks, "chart-budget-dot")).toHaveLength(4);
    expect(called(marks, "chart-remaining-dot")).toHaveLength(4);
    expect(called(marks, "chart-budget-line")[0]?.d.match(/[ML]/g)).toEqual(["M", "L", "L", "L"]);
  });

  test("says as many years below it as there is room for", async () => {
    const { marks } = await drawn(`${address}&years=24`);
    const years = called(marks, "chart-axis").filter(({ text }) => /^\d{4}\/\d{2}$/.test(text));
    expect(years.length).toBeGreaterThan(5);
    const steps = years.slice(1).map(({ at }, index) => (at.x as number) - (years[index]?.at.x as number));
    expect(Math.min(...steps)).toBeGreaterThan(50);
    expect(years[0]?.text).toBe("2023/24");
  });

  test("says in words what it shows, where its facts come from, and of which data", async () => {
    const { marks } = await drawn("mediumTermTable?authority=essex");
    const { dataVersion, title } = given(await served.ask(`{ mediumTermTable(authority: "essex") { dataVersion title } }`)).mediumTermTable;
    expect(marks[0]?.title).toBe(title);
    const told = marks.find(({ name }) => name === "desc")?.text;
    expect(told).toContain("Total budget: 16,604 in 2023/24, 15,132 in 2026/27; highest 16,604 in 2023/24.");
    expect(told).toContain("Remaining unallocated: 10,698 in 2023/24, 3,949 in 2026/27; highest 10,698 in 2023/24.");
    expect(told).toContain("5 commitments are deducted; the largest follows. Residential places for young people coming into care: (3,285) in 2023/24");
    expect(called(marks, "drawing-source").map(({ text }) => text)).toEqual([
      `Source: Cabinet, 12 September 2023, 6.1.6 (FP/155/06/23). Tabled, version ${dataVersion} of the data.`,
    ]);
  });

  test("is as wide as a page asks, and of its colours, which a file spells out", async () => {
    const inPage = await get(`/charts/${address}&width=1200`);
    expect(inPage.headers["content-type"]).toBe("image/svg+xml; charset=utf-8");
    expect((await marksOf(inPage.body))[0]?.at.width).toBe(1200);
    expect(inPage.body).toContain("var(--ink)");
    expect((await marksOf((await get(`/charts/${address}&width=10`)).body))[0]?.at.width).toBe(480);
    expect((await get(`/charts/${address}&width=wide`)).json().errors[0].extensions).toEqual({ code: "BAD_INPUT", field: "width" });
    expect((await drawn(address)).svg).not.toMatch(/var\(|light-dark/);
    const again = await served.app.inject({ method: "GET", url: `/charts/${address}&width=1200`, headers: { host: "localhost", "if-none-match": String(inPage.headers.etag) } });
    expect(again.statusCode).toBe(304);
  });

  test("has the colours of the page in the light", () => {
    const page = readFileSync("client/style/base.css", "utf8");
    for (const [name, colour] of Object.entries(lightColours)) expect(page, name).toContain(`--${name}: light-dark(${colour},`);
    expect(fileStyle).not.toContain("undefined");
  });
});

test("The void curve has its points at the curve's figures, break-even where the saving is nil, and the chosen occupancy", async () => {
  const { marks } = await drawn("blockCase.curve?id=havering-block-case&occupancy=0.5");
  const { breakEvenOccupancy, curve } = given(await served.ask(`{ blockCase(id: "havering-block-case") { breakEvenOccupancy curve { rows { key cells { pence } } } } }`)).blockCase;
  const y = byAxis(marks);
  const at = (text: string) => marks.find((mark) => mark.className === "chart-axis" && mark.text === text)?.at.x as number;
  const x = (share: number) => at("0%") + (at("100%") - at("0%")) * share;
  for (const [className, cell] of [
    ["void-line", 1],
    ["saving-line", 2],
  ] as const) {
    const points = [...(called(marks, className)[0]?.d.matchAll(/[ML]([\d.]+) (-?[\d.]+)/g) ?? [])].map(([, across, down]) => [Number(across), Number(down)] as const);
    expect(points).toHaveLength(curve.rows.length);
    curve.rows.forEach(({ key, cells }: { key: string; cells: { pence: number }[] }, index: number) => {
      const share = key === "occupancy:breakEven" ? Number(breakEvenOccupancy) : Number(key.split(":")[1]) / 100;
      expect(points[index]?.[0]).toBeCloseTo(x(share), 6);
      expect(points[index]?.[1]).toBeCloseTo(y((cells[cell]?.pence as number) / 100), 6);
    });
  }
  const [even] = called(marks, "even-dot");
  expect([even?.at.cx, even?.at.cy]).toEqual([expect.closeTo(x(Number(breakEvenOccupancy)), 6), expect.closeTo(y(0), 6)]);
  // 4,604,643.375 × 0.5, and 6,294,675.25 × 0.5 less 4,604,643.375.
  expect(called(marks, "chosen-dot").map(({ at }) => [at.cx, at.cy])).toEqual([
    [expect.closeTo(x(0.5), 6), expect.closeTo(y(2_302_321.6875), 3)],
    [expect.closeTo(x(0.5), 6), expect.closeTo(y(-1_457_305.75), 3)],
  ]);
});

describe("The void curve names its lines, in a file and on the page,", () => {
  const linesOf = async (address: string) => {
    const { marks } = await drawn(address);
    const inPage = await marksOf((await get(`/charts/${address}&width=900`)).body);
    const names = (of: Mark[]) => of.filter(({ className }) => className.endsWith("-line") && className !== "even-line").map(({ className, title }) => [className, title]);
    expect(names(inPage)).toEqual(names(marks));
    for (const [, name] of names(marks)) for (const of of [marks, inPage]) expect(of.map(({ text }) => text)).toContain(name);
    return { names: names(marks), marks, desc: marks.find(({ name }) => name === "desc")?.text };
  };
  const caseOf = async (change: object) => {
    const sheet = await startSheet(served, `Block ${Object.keys(change).join(" ")}`);
    const input = { name: "Four beds", places: 4, priceUnit: "YEAR", spotPounds: "110000", blockPounds: "100000", termMonths: 60, ...change };
    return given(await served.ask(`mutation($a: ID!, $i: BlockCaseInput!) { createBlockCase(authority: $a, input: $i) { id } }`, { a: sheet.authority, i: input })).createBlockCase
      .id;
  };

  test("and says what each comes to at an occupancy between its steps", async () => {
    const { names, marks, desc } = await linesOf("blockCase.curve?id=havering-block-case&occupancy=0.78");
    expect(names).toEqual([
      ["void-line", "Cost of empty places"],
      ["saving-line", "Saving against spot"],
    ]);
    const chosen = marks.filter(({ className }) => className.startsWith("chosen-label")).map(({ text }) => text);
    expect(new Set(chosen)).toEqual(new Set(["£1m at 78%", "£305k at 78%"]));
    expect(desc).toContain("Cost of empty places £1m at 78%; Saving against spot £305k at 78%.");
  });

  test("of both who carry empty places", async () => {
    const { names, desc } = await linesOf(`blockCase.curve?id=${await caseOf({ voidsCarriedBy: "PROVIDER" })}`);
    expect(names.map(([, name]) => name)).toEqual(["Empty places: authority", "Empty places: provider", "Saving against spot"]);
    expect(desc).toContain("The block costs less than spot at every occupancy above 0%.");
  });

  test("and draws none of a saving that is not known", async () => {
    const { names, desc } = await linesOf(`blockCase.curve?id=${await caseOf({ spotPounds: null })}`);
    expect(names.map(([, name]) => name)).toEqual(["Cost of empty places"]);
    expect(desc).toContain("What the block saves against spot is not known.");
  });
});

test("A KPI's trend has everybody's figures by period, the subject asked for in front", async () => {
  const kpi = "havering-kpi-within-20-miles";
  const outcomes = ["33", "36", "38"].flatMap((numerator, index) => [
    { kpiId: kpi, subjectId: "havering-subject", period: `2024/25 Q${index + 1}`, numerator, denominator: "40" },
    { kpiId: kpi, subjectId: "havering-subject-england", period: `2024/25 Q${index + 1}`, numerator: "800", denominator: "1000" },
  ]);
  given(
    await served.ask(`mutation($outcomes: [OutcomeInput!]!) { enterOutcomes(seen: ${latest}, authority: "havering", outcomes: $outcomes, why: "Returns") { batchId } }`, {
      outcomes,
    }),
  );
  const address = `outcomesOfKpi?authority=havering&kpi=${kpi}`;
  const { marks } = await drawn(address);
  const y = byAxis(marks);
  const dots = marks.filter(({ name }) => name === "circle").map(({ at }) => [at.r, at.cy]);
  // England's are small and behind; Havering's, 33, 36 and 38 of 40, are large and in front.
  const places = (shares: number[], size: number) => shares.map((share) => [size, expect.closeTo(y(share), 6)]);
  expect(dots).toEqual([...places([0.8, 0.8, 0.8], 2.5), ...places([0.825, 0.9, 0.95], 3.5)]);
  expect(marks.find(({ name }) => name === "desc")?.text).toContain("London Borough of Havering: 82.5% in 2024/25 Q1, 95.0% in 2024/25 Q3; highest 95.0% in 2024/25 Q3.");
  const [target] = called(marks, "target-line");
  expect(target?.at.y1).toBeCloseTo(y(1), 6);
  expect(called((await drawn(`${address}&subject=havering-subject-england`)).marks, "trend-own-label").map(({ text }) => text)).toEqual(["England"]);
});

test("The timeline has each term from its first day to its last", async () => {
  const { marks } = await drawn("arrangementRegister?authority=cambridgeshire&asAt=2018-10-09");
  const { nodes } = given(await served.ask(`{ arrangements(authority: "cambridgeshire", asAt: "2018-10-09") { nodes { name terms { part startsOn endsOn } } } }`)).arrangements;
  const year = (of: number) => (marks.find(({ className, text }) => className === "chart-axis" && text === String(of))?.at.x as number) - 3;
  const days = (day: string) => (Date.parse(day) - Date.parse("2014-01-01")) / 86_400_000;
  const x = (day: string) => year(2014) + ((year(2018) - year(2014)) * days(day)) / days("2018-01-01");
  const termed = nodes.filter(({ terms }: { terms: unknown[] }) => terms.length > 0);
  expect(termed).toHaveLength(1);
  for (const { part, startsOn, endsOn } of termed[0].terms) {
    const bar = marks.find(({ name, title }) => name === "rect" && title?.startsWith(`${part}, `)) as Mark;
    expect(bar.at.x).toBeCloseTo(x(startsOn), 6);
    // To the end of its last day, less the pixel that parts it from the next.
    const after = new Date(Date.parse(endsOn) + 86_400_000).toISOString().slice(0, 10);
    expect((bar.at.x as number) + (bar.at.width as number)).toBeCloseTo(x(after) - 1, 6);
  }
  expect(called(marks, "as-at")[0]?.at.x1).toBeCloseTo(x("2018-10-09"), 6);
  expect(marks.find(({ name }) => name === "desc")?.text).toContain("first extension, exercised, 1 Apr 2017 to 31 Mar 2018");
});

const hostile = `<script>alert(1)</script> & "Tŷ Ŵyn" 'plas' ]]> בית 🏡 £5–6`;

describe("Names that are no plain words", () => {
  test("come back unchanged, and break neither the drawing nor the picture", async () => {
    const sheet = await startSheet(served, hostile);
    await addCommitment(served, sheet.authority, { ...nineBeds, name: hostile });
    const { svg, marks } = await drawn(`mediumTermTable?authority=${sheet.authority}`);
    expect(marks[0]?.title).toContain(hostile);
    expect(marks.find(({ name }) => name === "desc")?.text).toContain(`${hostile}: (468) in 2024/25`);
    expect(marks.find(({ name, title }) => name === "rect" && title !== null)?.title).toBe(`${hostile}, 2024/25: £468,000.00`);
    expect(marks.some(({ name }) => name === "script")).toBe(false);
    expect((await pngOf(svg)).length).toBeGreaterThan(5_000);
  });

  test("do not run in the page that shows them", async () => {
    const { authorities } = given(await served.ask(`{ authorities(first: 500) { nodes { id name } } }`));
    const { id } = authorities.nodes.find(({ name }: { name: string }) => name === hostile);
    const { body } = await get(`/charts/mediumTermTable?authority=${id}&width=900`);
    const found = await page.evaluate((svg) => {
      const at = document.createElement("div");
      at.innerHTML = svg;
      return { scripts: at.querySelectorAll("script").length, said: at.querySelector("svg")?.getAttribute("aria-label") };
    }, body);
    expect(found.scripts).toBe(0);
    expect(found.said).toContain(hostile);
  });
});

/** How many points of a picture are darker than the marks' lightest grey, and its size. */
async function looked(png: Uint8Array): Promise<{ width: number; height: number; dark: number }> {
  return page.evaluate(
    async (url) => {
      const image = new Image();
      image.src = url;
      await image.decode();
      const canvas = document.createElement("canvas");
      [canvas.width, canvas.height] = [image.width, image.height];
      const on = canvas.getContext("2d") as CanvasRenderingContext2D;
      on.drawImage(image, 0, 0);
      const { data } = on.getImageData(0, 0, image.width, image.height);
      let dark = 0;
      for (let at = 0; at < data.length; at += 4) if ((data[at] as number) < 128) dark += 1;
      return { width: image.width, height: image.height, dark };
    },
    `data:image/png;base64,${Buffer.from(png).toString("base64")}`,
  );
}

describe("The picture of a chart", () => {
  test("has twice the drawing's points each way, its marks and its words", async () => {
    const { svg, marks } = await drawn("mediumTermTable?authority=essex");
    const response = await get("/export/mediumTermTable.png?authority=essex");
    expect(response.headers["content-type"]).toBe("image/png");
    const whole = await looked(response.rawPayload);
    expect(whole).toMatchObject({ width: (marks[0]?.at.width as number) * 2, height: (marks[0]?.at.height as number) * 2 });
    const wordless = await looked(await pngOf(svg.replace(/<text.*?<\/text>/g, "")));
    expect(wordless.dark).toBeGreaterThan(2_000);
    expect(whole.dark).toBeGreaterThan(wordless.dark + 10_000);
  });

  test("has Welsh letters and pounds in its own font, each its own shape", async () => {
    const letter = async (text: string) =>
      Buffer.from(
        await pngOf(`<svg xmlns="http://www.w3.org/2000/svg" width="60" height="60" font-family="Open Sans"><text x="5" y="45" font-size="40">${text}</text></svg>`),
      ).toString("base64");
    const shapes = await Promise.all([..."ŵŷŴŶâ£–…w\u{ffff0}"].map(letter));
    expect(new Set(shapes).size).toBe(shapes.length);
  });
});

test("A chart of what a viewer may not see is not drawn", async () => {
  const other = await serve("sqlite", { viewerOf: () => ({ name: "Havering", reads: ["havering"], changes: [] }) });
  const addresses = [
    "mediumTermTable?authority=essex",
    "blockCase.curve?id=sefton-care-assist-case",
    "outcomesOfKpi?authority=west-sussex&kpi=west-sussex-kpi-residential-good",
    "arrangementRegister?authority=cambridgeshire",
  ];
  expect(addresses.map((address) => address.split("?")[0])).toEqual(chartedTables);
  for (const address of addresses) {
    for (const url of [`/charts/${address}`, `/export/${address.replace("?", ".svg?")}`]) {
      expect((await get(url)).statusCode, url).toBe(200);
      const refused = await other.app.inject({ method: "GET", url, headers: { host: "localhost" } });
      expect(refused.statusCode, url).toBe(404);
      expect(refused.body).not.toMatch(/Essex|Sefton|Sussex|Cambridgeshire|<svg/);
    }
  }
  await other.stop();
});

test("A table says whether it has a chart, and one without is refused as a picture in words", async () => {
  const { mediumTermTable, kpi } = given(await served.ask(`{ mediumTermTable(authority: "essex") { charted } kpi: outcomesByPeriod(authority: "west-sussex") { charted } }`));
  expect([mediumTermTable.charted, kpi.charted]).toEqual([true, false]);
  expect(chartedTables).toEqual(["mediumTermTable", "blockCase.curve", "outcomesOfKpi", "arrangementRegister"]);
  const refused = await get("/export/outcomesByPeriod.png?authority=west-sussex");
  expect(refused.statusCode).toBe(400);
  expect(refused.json().errors[0]).toMatchObject({
    message: expect.stringContaining("This table has no chart; mediumTermTable"),
    extensions: { code: "BAD_INPUT", field: "format" },
  });
  expect((await get("/charts/outcomesByPeriod?authority=west-sussex")).statusCode).toBe(204);
  expect((await get("/charts/mediumTermTable?authority=nobody")).statusCode).toBe(404);
});
