// The shell that every sheet has, and the commitments sheet in it: tabs, the address, and terms of every kind, with the real keyboard.
import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { startBrowser } from "../setup/browser.ts";
import { latest } from "../setup/latest.ts";
import { shownIn } from "../setup/pages.ts";
import { type Served, serve } from "../setup/served.ts";

let browser: Browser;
let served: Served;
let page: Page;
let root: string;
const troubles: string[] = [];

beforeAll(async () => {
  browser = await startBrowser();
});
afterAll(() => browser.close());
beforeEach(async () => {
  served = await serve("sqlite");
  await served.app.listen({ host: "127.0.0.1", port: 0 });
  root = `http://127.0.0.1:${(served.app.server.address() as { port: number }).port}`;
  page = await browser.newPage({ viewport: { width: 1440, height: 900 }, locale: "en-GB" });
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"], { origin: root });
  troubles.length = 0;
  page.on("pageerror", (error) => troubles.push(error.message));
  page.on("console", (line) => {
    // A refusal travels with a 4xx, which the browser notes by itself.
    if (line.type() === "error" && !line.text().includes("Failed to load resource")) troubles.push(line.text());
  });
});
afterEach(async () => {
  await page.close();
  await served.stop();
  expect(troubles).toEqual([]);
});

const cellOf = (row: string, column: string) => page.locator(`.ag-row[row-id="${row}"] [col-id="${column}"]`);
const shows = (row: string, column: string, text: string) => expect.poll(() => shownIn(cellOf(row, column))).toBe(text);
const tab = (name: string) => page.getByRole("navigation", { name: "Sheets" }).getByRole("link", { name, exact: true });
const panel = () => page.getByRole("complementary");
const openCommitments = async (search = "") => {
  await page.goto(`${root}/commitments?authority=essex${search}`);
  await cellOf("essex-group-beds", "status").waitFor();
};
const commitmentNamed = async (name: string) => {
  const { data } = await served.ask(
    `{ commitments(authority: "essex", filter: { nameContains: "${name}" }) { nodes {
      id basis yearlyRatePounds weeklyRatePounds mostPlaces provider draws { costCentreId drawnShare } places { places volume label pricePounds startsOn endsOn }
    } } }`,
  );
  return data.commitments.nodes[0];
};

describe("Sheets", () => {
  test("are changed with the keyboard, and the authority and the unit go along", async () => {
    await page.goto(`${root}/medium-term?authority=essex&unit=MILLIONS&from=2024%2F25&panel=history&cell=total%7C2025%2F26`);
    await cellOf("total", "2025/26").waitFor();
    await tab("Commitments").focus();
    await page.keyboard.press("Enter");
    await cellOf("essex-group-beds", "status").waitFor();
    await expect.poll(() => new URL(page.url()).pathname).toBe("/commitments");
    const kept = new URL(page.url()).searchParams;
    expect([kept.get("authority"), kept.get("unit"), kept.get("from"), kept.get("panel")]).toEqual(["essex", "MILLIONS", null, null]);
    expect(await tab("Commitments").getAttribute("aria-current")).toBe("page");
    expect(await page.title()).toBe("Commitments · Tabled");
    // The cursor is in the sheet, as in a spreadsheet.
    await expect.poll(() => page.locator(".derivation-place").innerText()).toBe("Roach Vale · Status");
    await page.keyboard.press("ArrowDown");
    await expect.poll(() => page.locator(".derivation-workings").innerText()).toBe("In governance");

    await page.goBack();
    await expect.poll(() => page.locator(".derivation-place").innerText()).toBe("Total budget · 2025/26");
  });

  test("are links, which another tab of the browser can open", async () => {
    await openCommitments("&unit=POUNDS&find=Block");
    expect(await tab("Medium term").getAttribute("href")).toBe("/medium-term?authority=essex&unit=POUNDS");
    const [other] = await Promise.all([page.context().waitForEvent("page"), tab("Medium term").click({ modifiers: ["Control"] })]);
    // A tab that was opened behind the first draws nothing until it is looked at.
    await other.bringToFront();
    await other.locator('.ag-row[row-id="total"]').first().waitFor();
    expect(new URL(page.url()).pathname).toBe("/commitments");
    await other.close();
  });

  test("an address with no sheet opens the medium-term table", async () => {
    await page.goto(`${root}/nothing-here?authority=essex`);
    await cellOf("total", "2023/24").waitFor();
    expect(await tab("Medium term").getAttribute("aria-current")).toBe("page");
  });

  test("what was written on one can be taken back on another", async () => {
    await openCommitments("&panel=commitment:essex-roach-vale");
    await panel().getByLabel("Status").selectOption("essex-status-proposed");
    await panel().getByRole("button", { name: "Save these terms" }).click();
    await shows("essex-roach-vale", "status", "Proposed");
    await tab("Medium term").click();
    const label = () => page.locator('.ag-row[row-id="commitment:essex-roach-vale"] .label-cell').innerText();
    await expect.poll(label).toContain("proposed");
    await page.keyboard.press("Control+z");
    await expect.poll(label).toContain("approved");
  });
});

describe("The register of commitments", () => {
  test("has the terms of each side by side, and copies the words that it shows", async () => {
    await openCommitments();
    await shows("essex-solo-beds", "basis", "A price a week");
    await shows("essex-solo-beds", "price", "14,000.00");
    await shows("essex-solo-beds", "from", "1 Oct 2023");
    await shows("essex-solo-beds", "to", "30 Sep 2026");
    await shows("essex-group-beds", "to", "open");
    await shows("essex-solo-beds", "uplift", "Expected inflation, 2023");
    await shows("essex-woodlands", "from", "2023/24");
    await cellOf("essex-solo-beds", "to").click();
    await page.keyboard.press("Control+c");
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe("30 Sep 2026");
    // What the cost follows from is not typed over.
    await cellOf("essex-solo-beds", "basis").click();
    await page.keyboard.type("1");
    await page.keyboard.press("Delete");
    await shows("essex-solo-beds", "basis", "A price a week");
  });

  test("is narrowed by name and status, with the keyboard left where it is", async () => {
    await openCommitments();
    const rows = () => page.locator(".ag-row .label-cell").count();
    await page.getByLabel("A part of the name").click();
    await page.keyboard.type("new f", { delay: 60 });
    await expect.poll(rows).toBe(1);
    await page.keyboard.type("x", { delay: 60 });
    await expect.poll(() => page.locator(".invitation").innerText()).toContain("No commitments match. Shorten the name, or choose every status.");
    await page.keyboard.press("Backspace");
    await expect.poll(rows).toBe(1);
    expect(await page.getByLabel("A part of the name").inputValue()).toBe("new f");
    expect(await page.getByLabel("A part of the name").evaluate((field) => field === document.activeElement)).toBe(true);
    await page.getByLabel("A part of the name").fill("");
    await page.getByLabel("Status of those shown").selectOption("essex-status-block-bookings");
    await expect.poll(rows).toBe(2);
    await page.reload();
    await expect.poll(rows).toBe(2);
  });

  test("has the authority's own statuses beside it: one is added, renamed, and removed unless it is in use", async () => {
    await openCommitments();
    await page.getByRole("button", { name: "Statuses" }).click();
    const form = (name: string) =>
      panel()
        .locator("form")
        .filter({ has: page.locator(`input[value="${name}"]`) });
    const statuses = async () => {
      const { data } = await served.ask(`{ commitmentStatuses(authority: "essex") { nodes { name kind } } }`);
      return data.commitmentStatuses.nodes.map(({ name, kind }: { name: string; kind: string }) => `${name}: ${kind}`);
    };
    await panel().getByRole("button", { name: "Add a status" }).click();
    const added = panel().locator("form").last();
    await added.getByLabel("Status").fill("at panel");
    await added.getByLabel("Which is").selectOption("IN_GOVERNANCE");
    await added.getByRole("button", { name: "Add this status" }).click();
    await expect.poll(statuses).toContain("at panel: IN_GOVERNANCE");
    await form("approved").getByLabel("Status").fill("agreed");
    await form("agreed").getByRole("button", { name: "Save" }).click();
    await expect.poll(statuses).toContain("agreed: APPROVED");
    await shows("essex-roach-vale", "status", "Agreed");
    await form("agreed").getByRole("button", { name: "Remove" }).click();
    await expect.poll(() => panel().locator(".refusal").allInnerTexts()).toEqual([expect.stringMatching(/still uses this/)]);
    await form("at panel").getByRole("button", { name: "Remove" }).click();
    await expect.poll(statuses).not.toContain("at panel: IN_GOVERNANCE");
    expect(await statuses()).toContain("agreed: APPROVED");
    await expect
      .poll(() => page.getByLabel("Status of those shown").locator("option").allInnerTexts())
      .toEqual(["Every status", "proposed", "in governance", "at Design Authority", "agreed", "block bookings", "ended"]);
  });

  test("shows every one, however many, and how a count of places was made", async () => {
    const adding = Array.from(
      { length: 50 },
      (_, index) => `c${index}: createCommitment(authority: "essex", input: { name: "Home ${index}", statusId: "essex-status-proposed", basis: AMOUNTS_BY_YEAR }) { id }`,
    );
    for (const start of [0, 10, 20, 30, 40]) expect((await served.ask(`mutation { ${adding.slice(start, start + 10).join("\n")} }`)).errors).toBeUndefined();
    await openCommitments();
    const grows = () => page.locator(".sheet [role=treegrid], .sheet [role=grid]").first().getAttribute("aria-rowcount");
    // 55 rows and their heading.
    await expect.poll(grows).toBe("56");
    await cellOf("essex-group-beds", "places").click();
    await expect.poll(() => page.locator(".derivation").innerText()).toContain("9 places + 9 places");
  });

  test("invites an authority that has none to add one", async () => {
    const { data } = await served.ask(`mutation { createAuthority(input: { name: "Rutland" }) { id } }`);
    await page.goto(`${root}/commitments?authority=${data.createAuthority.id}`);
    await page.locator(".invitation").getByRole("button", { name: "Add a commitment" }).click();
    await panel().getByLabel("Name").fill("One home");
    await panel().getByLabel("Its cost follows from").selectOption("FIXED_BY_YEAR");
    expect(await panel().getByLabel("Places", { exact: true }).count()).toBe(0);
    await panel().getByLabel("£ a year for the whole").fill("120,000");
    await expect.poll(() => panel().locator(".projection").innerText()).toContain("£120,000.00");
    await panel().getByRole("button", { name: "Add this commitment" }).click();
    await expect.poll(() => page.locator(".ag-row .label-text").allInnerTexts()).toEqual(["One home"]);
  });
});

describe("Terms", () => {
  test("of places at a price a year with support, drawn from two cost centres, are added, opened and changed", async () => {
    await openCommitments("&panel=commitment:new");
    await panel().getByLabel("Name").fill("Supported homes");
    await panel().getByLabel("Its cost follows from").selectOption("YEARLY_PRICE");
    await panel().getByLabel("£ a year for a place").fill("92,000");
    await panel().getByLabel("Places", { exact: true }).fill("6");
    await panel().getByLabel("Volume").selectOption("GUARANTEED");
    await panel().getByRole("button", { name: "Add support" }).click();
    await panel().getByLabel("Places", { exact: true }).nth(1).fill("2");
    await panel().getByLabel("£ a year on top").fill("30000");
    await panel().getByLabel("Called").fill("high support");
    // 6 × 92,000 + 2 × 30,000 = 552,000 + 60,000 = 612,000 a year.
    await expect.poll(() => panel().locator(".projection").innerText()).toMatch(/£612,000\.00[\s\S]*of which guaranteed\s+£2,208,000\.00\s+of which support\s+£240,000\.00/);
    await panel().getByText("More terms").click();
    await panel().getByLabel("Provider").fill("Homes Together");
    await panel().getByLabel("Maximum places on any day").fill("8");
    await panel().getByRole("button", { name: "Add a cost centre" }).click();
    await panel().getByLabel("Per cent").fill("60");
    await panel().getByRole("button", { name: "Add a cost centre" }).click();
    await panel().getByLabel("Per cent").nth(1).fill("30");
    await panel().getByRole("button", { name: "Add this commitment" }).click();
    await expect.poll(() => panel().locator(".more-terms .refusal").innerText()).toContain("The shares drawn add up to 0.9.");
    await panel().getByLabel("Per cent").nth(1).fill("40%");
    await panel().getByRole("button", { name: "Add this commitment" }).click();
    await expect.poll(() => panel().count()).toBe(0);

    const added = await commitmentNamed("Supported");
    expect(added).toMatchObject({ basis: "YEARLY_PRICE", yearlyRatePounds: "92000", weeklyRatePounds: null, mostPlaces: 8, provider: "Homes Together" });
    expect(added.draws.map((each: { costCentreId: string; drawnShare: string }) => [each.costCentreId, each.drawnShare]).sort()).toEqual([
      ["essex-mid", "0.4"],
      ["essex-north", "0.6"],
    ]);
    expect(added.places).toHaveLength(2);
    expect(added.places).toContainEqual({ places: 2, volume: "SUPPORT", label: "high support", pricePounds: "30000", startsOn: "2023-04-01", endsOn: null });
    await shows(added.id, "basis", "A price a year");
    await shows(added.id, "price", "92,000.00");
    // Support is for places that are held already.
    await shows(added.id, "places", "6");

    await cellOf(added.id, "label").click();
    await page.keyboard.press("Enter");
    await expect.poll(() => panel().getByLabel("Provider").inputValue()).toBe("Homes Together");
    expect(await panel().getByLabel("Per cent").nth(0).inputValue()).toMatch(/^(60|40)$/);
    await panel().getByLabel("£ a year for a place").fill("93000");
    await panel().getByRole("button", { name: "Save these terms" }).click();
    await shows(added.id, "price", "93,000.00");
    // All else is as it was.
    expect(await commitmentNamed("Supported")).toEqual({ ...added, yearlyRatePounds: "93000" });
  });

  test("that another changed since they were opened are not overwritten", async () => {
    await openCommitments("&panel=commitment:essex-group-beds");
    await panel().getByLabel("£ a week for a place").fill("6000");
    expect((await served.ask(`mutation { endCommitment(seen: ${latest}, id: "essex-group-beds", endsOn: "2027-03-31") { batchId } }`)).errors).toBeUndefined();
    await panel().getByRole("button", { name: "Save these terms" }).click();
    await expect.poll(() => panel().getByRole("alert").first().innerText()).toContain("changed this after you opened it");
    expect((await commitmentNamed("Block contracts")).weeklyRatePounds).toBe("5963.00");
  });
});

test("the medium-term table by cost centre shows what is left in each", async () => {
  const input = `{ name: "Homes", statusId: "essex-status-approved", basis: YEARLY_PRICE, yearlyRatePounds: "100000", partYear: BY_MONTHS, places: [{ places: 10, startsOn: "2023-04-01" }],
    draws: [{ costCentreId: "essex-north", drawnShare: "0.6" }, { costCentreId: "essex-mid", drawnShare: "0.4" }] }`;
  const { data } = await served.ask(`mutation { createCommitment(authority: "essex", input: ${input}) { id } }`);
  const homes = data.createCommitment.id;
  await page.goto(`${root}/medium-term?authority=essex&cell=total%7C2023%2F24`);
  await shows("total", "2023/24", "16,604");
  await page.getByRole("button", { name: "By cost centre" }).click();
  // 10 × 100,000 × 60% = 600,000 of the 4,646,000; × 40% = 400,000 of the 2,632,000.
  await shows(`draw:${homes}:essex-north`, "2023/24", "(600)");
  await shows("left:essex-north", "2023/24", "4,046");
  await shows("left:essex-mid", "2023/24", "2,232");
  expect(new URL(page.url()).searchParams.get("view")).toBe("byCostCentre");
  // The cursor goes along with its row, and the workings are those of this view.
  await expect.poll(() => page.locator(".derivation-place").innerText()).toBe("Total budget · 2023/24");
  await expect.poll(() => page.locator('.ag-row[row-id="total"] .ag-cell-focus').count()).toBe(1);
  await cellOf(`draw:${homes}:essex-mid`, "2023/24").click();
  await expect.poll(() => page.locator(".derivation-workings").innerText()).toContain("Homes £1,000,000.00 × 40%");
  await page.getByRole("button", { name: "By cost centre" }).click();
  await expect.poll(() => page.locator('.ag-row[row-id="left:essex-north"]').count()).toBe(0);
});
