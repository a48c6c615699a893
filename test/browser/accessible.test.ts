// Everybody: axe finds nothing on any sheet, with and without data, with each panel open, in light, dark and forced colours, at the widths of a
// laptop and at 200% zoom, where nothing is lost; and a screen reader hears row, column, unit, amount and whether it can be changed.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { sheetNames } from "../../client/sheets.ts";
import { startBrowser } from "../setup/browser.ts";
import { long } from "../setup/samples.ts";
import { type Served, serve } from "../setup/served.ts";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const levels = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** What cannot be mended here, each with its reason, and as narrowly as it can be said. */
const notOurs: { rule: string; within: RegExp; reason: string }[] = [
  { rule: "nested-interactive", within: /graphiql-tab/, reason: "GraphiQL draws a tab as a list item with its own buttons in it; both work with the keyboard" },
  { rule: "scrollable-region-focusable", within: /CodeMirror-scroll/, reason: "CodeMirror scrolls with the cursor of the field that it types in, which is focusable and named" },
];

let browser: Browser;
let served: Served;
let root: string;
let empty: string;
const pages: Page[] = [];

beforeAll(async () => {
  browser = await startBrowser();
  served = await serve("sqlite");
  await served.app.listen({ host: "127.0.0.1", port: 0 });
  root = `http://127.0.0.1:${(served.app.server.address() as { port: number }).port}`;
  empty = (await served.ask(`mutation { createAuthority(input: { name: "Rutland" }) { id } }`)).data.createAuthority.id;
});
afterAll(async () => {
  await browser.close();
  await served.stop();
});
afterEach(async () => {
  for (const page of pages.splice(0)) await page.close();
});

interface Shown {
  width?: number;
  height?: number;
  colorScheme?: "light" | "dark";
  forcedColors?: "active" | "none";
  contrast?: "more" | "no-preference";
}

async function open(address: string, { width = 1440, height = 900 }: Shown = {}): Promise<Page> {
  const page = await browser.newPage({ viewport: { width, height }, locale: "en-GB", reducedMotion: "reduce" });
  pages.push(page);
  await page.goto(root + address);
  await settled(page);
  return page;
}

/** Waits until a sheet, an invitation, a form or the editor stands, and nothing is being read. */
async function settled(page: Page): Promise<void> {
  await page.locator(".ag-cell, .invitation, .import-page form, .query-work .graphiql-container, main form").first().waitFor();
  await expect.poll(() => page.locator("text=/^(Opening|Reading)/").count()).toBe(0);
}

interface Violation {
  id: string;
  help: string;
  nodes: { target: string; html: string; why: string }[];
}

async function violations(page: Page): Promise<Violation[]> {
  await page.evaluate(axe);
  const found = await page.evaluate(async (tags) => {
    // biome-ignore lint/suspicious/noExplicitAny: axe comes into the page as a script.
    const { violations } = await (window as any).axe.run(document, { runOnly: { type: "tag", values: tags }, resultTypes: ["violations"] });
    // biome-ignore lint/suspicious/noExplicitAny: see above.
    return violations.map(({ id, help, nodes }: any) => ({
      id,
      help,
      // biome-ignore lint/suspicious/noExplicitAny: see above.
      nodes: nodes.slice(0, 6).map(({ target, html, failureSummary }: any) => ({ target: target.join(" "), html: html.slice(0, 200), why: failureSummary })),
    }));
  }, levels);
  return (found as Violation[])
    .map((each) => ({ ...each, nodes: each.nodes.filter(({ target, html }) => !notOurs.some(({ rule, within }) => rule === each.id && within.test(`${target} ${html}`))) }))
    .filter(({ nodes }) => nodes.length > 0);
}

/** Whether the page itself scrolls: sideways never, and down only where it is as narrow as a laptop's at 200%. */
const scrolls = (page: Page) =>
  page.evaluate(() => ({
    sideways: document.documentElement.scrollWidth > window.innerWidth,
    down: window.innerWidth > 900 && document.documentElement.scrollHeight > window.innerHeight,
  }));
const fits = { sideways: false, down: false };

const withData: Record<string, string> = {
  "medium-term": "authority=essex",
  monitoring: "authority=essex",
  commitments: "authority=essex",
  arrangements: "authority=cambridgeshire&asAt=2018-10-09",
  "block-case": "authority=havering",
  partnership: "authority=havering",
  options: "authority=essex",
  outcomes: "authority=west-sussex&of=west-sussex-subject-residential",
  benefits: "authority=havering",
  figures: "authority=essex",
  import: "authority=essex",
  query: "authority=essex",
};
const addressOf = (sheet: string) => `/${sheet}?${withData[sheet] ?? "authority=essex"}`;

const looks: [said: string, shown: Shown][] = [
  ["in the light", {}],
  ["in the dark", { colorScheme: "dark" }],
  ["in forced colours", { forcedColors: "active" }],
  ["with more contrast", { contrast: "more" }],
  ["on a small laptop", { width: 1024, height: 768 }],
  ["at 200%", { width: 720, height: 450 }],
];

describe.each(sheetNames)("%s", (sheet) => {
  test("has nothing that axe finds, however it is looked at, and never scrolls sideways", async () => {
    const page = await open(addressOf(sheet));
    for (const [index, [said, { width = 1440, height = 900, colorScheme = "light", forcedColors = "none", contrast = "no-preference" }]] of looks.entries()) {
      await page.setViewportSize({ width, height });
      await page.emulateMedia({ colorScheme, forcedColors, contrast });
      await expect.poll(() => scrolls(page), { message: said }).toEqual(fits);
      // Each sheet in two looks beside the usual one, and each look on five sheets: all of them in the long run.
      const sampled = index === 0 || (sheetNames.indexOf(sheet) + index) % 3 === 0;
      if (long || sampled) expect(await violations(page), said).toEqual([]);
    }
  });

  test("has nothing that axe finds where nothing is held", async () => {
    expect(await violations(await open(`/${sheet}?authority=${empty}`))).toEqual([]);
  });
});

const panels: [sheet: string, panel: string][] = [
  ["monitoring", "virement:new"],
  ...[
    "notes",
    "you",
    "arrange",
    "views",
    "history",
    "keys",
    "version",
    "uplifts",
    "statuses",
    "addCostCentres",
    "commitment:new",
    "commitment:essex-solo-beds",
    "costCentre:essex-north",
  ].map((panel): [string, string] => ["medium-term", panel]),
  ["commitments", "addRows"],
  ["arrangements", "arrangement:new"],
  ["block-case", "blockCase:havering-block-case"],
  ["partnership", "partnership:havering-partnership"],
  ["partnership", "partnership:new"],
  ["partnership", "uses"],
  ["options", "option:new"],
  ["outcomes", "set"],
  ["outcomes", "enter"],
  ["outcomes", "kpi:new"],
  ["outcomes", "subject:new"],
  ["benefits", "benefit:new"],
  ["figures", "figure:new"],
  ["query", "keys"],
];

test.each(panels)("%s with %s beside it has nothing that axe finds, and fits at 200%", async (sheet, panel) => {
  const view = panel === "uses" ? "&view=settlement" : "";
  const page = await open(`${addressOf(sheet)}${view}&panel=${encodeURIComponent(panel)}`);
  await page.locator(".panel").waitFor();
  expect(await violations(page)).toEqual([]);
  await page.emulateMedia({ colorScheme: "dark" });
  // One panel in three in the dark, and every one in the long run.
  if (long || panels.findIndex(([, each]) => each === panel) % 3 === 0) expect(await violations(page)).toEqual([]);
  await page.setViewportSize({ width: 720, height: 450 });
  await expect.poll(() => scrolls(page)).toEqual(fits);
});

test("Find, a column's menu and an arranged sheet have nothing that axe finds", async () => {
  const page = await open(`${addressOf("medium-term")}&sort=2023%2F24+down&where=2023/24+over+1000&hide=2025%2F26&freeze=1`);
  await page.locator(".ag-cell").first().click();
  await page.keyboard.press("Control+f");
  await page.keyboard.type("mainstream");
  await page.locator(".ag-cell.found").first().waitFor();
  expect(await violations(page)).toEqual([]);
  await page.keyboard.press("Escape");
  await page.keyboard.press("Alt+ArrowDown");
  await page.getByRole("menu").waitFor();
  expect(await violations(page)).toEqual([]);
});

test("the wordings of a figure have nothing that axe finds, in any light and at 200%", async () => {
  const page = await open(`${addressOf("medium-term")}&cell=total%7C2024%2F25`);
  await page.getByRole("button", { name: "Copy figure" }).click();
  await page.getByRole("dialog", { name: "Copy figure" }).waitFor();
  for (const [said, { width = 1440, height = 900, colorScheme = "light", forcedColors = "none", contrast = "no-preference" }] of looks) {
    await page.setViewportSize({ width, height });
    await page.emulateMedia({ colorScheme, forcedColors, contrast });
    await expect.poll(() => scrolls(page), { message: said }).toEqual(fits);
    expect(await violations(page), said).toEqual([]);
  }
});

describe("A screen reader hears", () => {
  interface Heard {
    role: string;
    name: string;
    readonly: boolean | null;
    row: string | undefined;
    columnIndex: string | undefined;
  }
  /** The focused cell as the browser's accessibility tree has it, with its row's and its column's headings. */
  async function heard(page: Page): Promise<Heard & { rowheader: string; columnheader: string }> {
    const client = await page.context().newCDPSession(page);
    const { nodes } = (await client.send("Accessibility.getFullAXTree")) as unknown as {
      nodes: {
        nodeId: string;
        parentId?: string;
        childIds?: string[];
        role?: { value: string };
        name?: { value: string };
        properties?: { name: string; value: { value: unknown } }[];
        backendDOMNodeId?: number;
      }[];
    };
    const property = (node: (typeof nodes)[number], name: string) => node.properties?.find((each) => each.name === name)?.value.value;
    const by = new Map(nodes.map((node) => [node.nodeId, node]));
    const focused = nodes.find((node) => node.role?.value === "gridcell" && property(node, "focused") === true);
    if (!focused) throw new Error("No cell has the keyboard.");
    let row = focused;
    while (row.role?.value !== "row") row = by.get(row.parentId ?? "") ?? (Promise.reject(new Error("The cell is in no row.")) as never);
    const under = (node: typeof focused): (typeof nodes)[number][] =>
      (node.childIds ?? []).flatMap((id) => (by.has(id) ? [by.get(id) as typeof focused, ...under(by.get(id) as typeof focused)] : []));
    const index = await page.evaluate(() => document.activeElement?.getAttribute("aria-colindex"));
    const columnheader = await page.locator(`[role=columnheader][aria-colindex="${index}"]`).getAttribute("aria-label");
    return {
      role: focused.role?.value ?? "",
      name: focused.name?.value ?? "",
      readonly: (property(focused, "readonly") as boolean | undefined) ?? null,
      row: row.name?.value,
      columnIndex: index ?? undefined,
      rowheader: under(row).find((node) => node.role?.value === "rowheader")?.name?.value ?? "",
      columnheader: columnheader ?? "",
    };
  }

  test("the row, the column with its unit, the amount, and whether it can be changed", async () => {
    const page = await open(addressOf("medium-term"));
    const cell = (row: string, column: string) => page.locator(`.ag-row[row-id="${row}"] [col-id="${column}"]`);
    await cell("costCentre:essex-north", "2023/24").click();
    expect(await heard(page)).toMatchObject({
      name: "4,646",
      readonly: false,
      rowheader: "Mainstream Residential North",
      columnheader: "2023/24 budget, thousands of pounds",
    });
    await cell("commitment:essex-group-beds", "2024/25").click();
    expect(await heard(page)).toMatchObject({
      name: "minus 2,877",
      readonly: true,
      rowheader: "Block contracts for mainstream residential placements block bookings",
      columnheader: "2024/25 draft, thousands of pounds",
    });
    await cell("commitment:essex-new-farm-road", "2023/24").click();
    expect(await heard(page)).toMatchObject({ name: "nil", readonly: false });
    // What is typed is heard as it then stands.
    await cell("commitment:essex-roach-vale", "2023/24").click();
    await page.keyboard.type("-500");
    await page.keyboard.press("Enter");
    await expect.poll(() => cell("commitment:essex-roach-vale", "2023/24").getAttribute("aria-label")).toBe("minus 500");
    expect(await page.getByRole("grid").getAttribute("aria-label")).toBe("Essex County Council: medium-term table, MTRS draft 2023");
    await page.keyboard.press("Alt+ArrowDown");
    await page.getByRole("menuitemradio", { name: "Sort the largest first" }).click();
    await expect.poll(() => page.locator('[role=columnheader][col-id="2023/24"]').getAttribute("aria-sort")).toBe("descending");
  });

  test("that no amount is held, and every column's heading on other sheets", async () => {
    const page = await open(`${addressOf("outcomes")}&view=bySubject`);
    await page.locator(".ag-cell", { hasText: "[x]" }).first().click();
    expect(await heard(page)).toMatchObject({ name: "[x], no amount is recorded", readonly: true });
    expect(await page.locator("[role=columnheader]").evaluateAll((cells) => cells.filter((cell) => !(cell.getAttribute("aria-label") ?? cell.textContent)?.trim()).length)).toBe(0);
  });
});

describe("The keyboard", () => {
  test("comes back from a panel to what opened it", async () => {
    const page = await open(addressOf("medium-term"));
    const history = page.getByRole("button", { name: "History", exact: true });
    await history.focus();
    await page.keyboard.press("Enter");
    await page.getByRole("complementary").waitFor();
    await page.keyboard.press("F6");
    await page.keyboard.press("F6");
    await page.keyboard.press("F6");
    expect(await page.evaluate(() => document.activeElement?.closest(".panel") !== null)).toBe(true);
    await page.keyboard.press("Escape");
    await expect.poll(() => history.evaluate((button) => button === document.activeElement)).toBe(true);
  });

  test("is always seen, and never under the foot or the bars", async () => {
    const page = await open(addressOf("figures"), { width: 1024, height: 600 });
    await page.locator(".skip-link").focus();
    for (let stop = 0; stop < 40; stop += 1) {
      await page.keyboard.press("Tab");
      const seen = await page.evaluate(() => {
        const element = document.activeElement as HTMLElement;
        if (!element || element === document.body) return "none";
        const { left, top, width, height } = element.getBoundingClientRect();
        const at = document.elementFromPoint(Math.min(window.innerWidth - 1, left + Math.min(width / 2, 20)), top + height / 2);
        const clear = at !== null && (element.contains(at) || at.contains(element));
        const { outlineStyle, outlineWidth } = getComputedStyle(element);
        const marked = (outlineStyle !== "none" && outlineWidth !== "0px") || element.matches(".ag-cell, .ag-header-cell, .ag-header-row, .ag-row, [class*=ag-]");
        return clear && marked ? "seen" : `${element.outerHTML.slice(0, 160)} ${clear ? "unmarked" : "covered"}`;
      });
      expect(["seen", "none"]).toContain(seen);
    }
  });

  test("has targets of at least 24 pixels", async () => {
    for (const sheet of ["medium-term", "arrangements", "options", "outcomes"] as const) {
      const page = await open(`${addressOf(sheet)}&panel=arrange`, { width: 1024, height: 768 });
      const small = await page.locator("button, select, input:not([type=checkbox]), a[href], label.check").evaluateAll((all) =>
        all.flatMap((each) => {
          const { width, height } = each.getBoundingClientRect();
          return width > 0 && (width < 24 || height < 24) && !each.closest("p, .ag-root") ? [`${each.outerHTML.slice(0, 120)} ${width}×${height}`] : [];
        }),
      );
      expect(small).toEqual([]);
    }
  });
});
