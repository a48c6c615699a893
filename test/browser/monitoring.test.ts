// Monitoring in a real browser: forecasts typed by keyboard, budget moved and moved back, the register, the authority's own signs, and two versions compared.
import { describe, expect, test } from "vitest";
import { given } from "../api/officer.ts";
import { onPages } from "../setup/pages.ts";

const at = onPages();
const north = "costCentre:essex-north";
const mid = "costCentre:essex-mid";
const sheet = "/monitoring?authority=essex&version=essex-mtrs-2023&from=2023/24&asAt=2023-09-30";
const open = (more = "") => at.open(`${sheet}${more}`, north, "original");

describe("Monitoring", () => {
  test("takes a forecast by the keyboard, shows how far over it is, and takes it back", async () => {
    await open();
    await at.shows(north, "latest", "4,646");
    await at.shows(north, "variance", "[x]");
    await at.cell(north, "forecast").click();
    await at.page.keyboard.type("4,700");
    await at.page.keyboard.press("Enter");
    await at.shows(north, "forecast", "4,700");
    // 4,700,000 less 4,646,000; 54 over 4,646 is 1.16%.
    await at.shows(north, "variance", "+54");
    await at.shows(north, "variancePercent", "+1.2%");
    await at.shows(north, "rag", "Amber");
    // The others have no forecast yet: the total is not known, and says what there is of it.
    await at.shows("total", "forecast", "[x] 4,700");
    await at.shows("total", "rag", "[x]");
    await at.cell(north, "variance").click();
    await at.derivation("Forecast outturn £4,700,000.00 – Latest budget £4,646,000.00");
    // The next month carries it forward until it has its own.
    await at.page.getByLabel("Forecasts as at").selectOption("2023-10-31");
    await at.shows(north, "forecast", "4,700");
    await at.cell(north, "forecast").click();
    await at.derivation("Carried forward from September 2023");
    await at.page.keyboard.type("4,600");
    await at.page.keyboard.press("Enter");
    await at.shows(north, "change", "(100)");
    await at.shows(north, "variance", "–46");
    await at.page.keyboard.press("Control+z");
    await at.shows(north, "forecast", "4,700");
    await at.fits();
  });

  test("says what a paste of forecasts would be refused for, before it is sent", async () => {
    await open();
    await at.page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    await at.cell(north, "forecast").click();
    const dialog = at.page.getByRole("dialog", { name: "Paste" });
    const paste = async (text: string) => {
      await at.page.evaluate((given) => navigator.clipboard.writeText(given), text);
      await at.page.keyboard.press("Control+v");
    };
    await paste("£4.7m\r\nlots\r\n");
    await expect.poll(() => dialog.getByRole("alert").innerText()).toMatch(/Mainstream Residential Mid, .*: “lots” is not an amount/);
    await at.page.keyboard.press("Escape");
    await paste("£4.7m\r\n2,700\r\n");
    await expect.poll(() => dialog.locator("tbody").innerText()).toMatch(/4,700[\s\S]*2,700/);
    await dialog.getByRole("button", { name: "Paste 2 cells" }).click();
    await at.shows(mid, "forecast", "2,700");
  });

  test("holds gross expenditure and income apart", async () => {
    await open("&view=gross");
    await at.cell(north, "expenditure").click();
    await at.page.keyboard.type("5000");
    await at.page.keyboard.press("Tab");
    await at.page.keyboard.type("300");
    await at.page.keyboard.press("Enter");
    await at.shows(north, "income", "(300)");
    await at.shows(north, "forecast", "4,700");
  });

  test("moves budget that balances, says live how far it is off, and moves it back by a reversal", async () => {
    await open();
    await at.cell(north, "movements").click();
    await at.page.getByRole("button", { name: "Move budget…" }).click();
    const form = at.panel();
    expect(await form.getByLabel("Cost centre, From and to, £ 1").inputValue()).toBe("essex-north");
    await form.getByLabel("Out, From and to, £ 1").fill("200,000");
    await expect.poll(() => form.locator(".balance").innerText()).toContain("£200,000.00 has yet to come in");
    expect(await form.getByRole("button", { name: "Move it" }).isDisabled()).toBe(true);
    await form.getByLabel("Cost centre, From and to, £ 2").selectOption("essex-mid");
    await form.getByLabel("In, From and to, £ 2").fill("200,000.00");
    await expect.poll(() => form.locator(".balance").innerText()).toBe("It balances: £200,000.00 out, £200,000.00 in.");
    await form.getByRole("button", { name: "Move it" }).click();
    await expect.poll(() => form.getByText("A name is needed here.").count()).toBe(1);
    await form.getByLabel("Approved by").fill("Director of Children's Services");
    await form.getByLabel("Decision reference").fill("CS/23/41");
    await form.getByRole("button", { name: "Move it" }).click();
    await form.waitFor({ state: "detached" });
    await at.shows(north, "movements", "(200)");
    await at.shows(mid, "latest", "2,832");
    await at.shows("total", "movements", "–");
    await at.cell(north, "movements").click();
    await at.derivation("–Virement 1 £200,000.00");

    await at.page.getByRole("button", { name: "Its virements" }).click();
    const row = at.page.locator('.ag-row:has-text("CS/23/41")').first();
    await row.waitFor();
    await at.page.locator('.ag-row [col-id="from"]:has-text("Mainstream Residential North")').dblclick();
    await at.panel().getByRole("button", { name: "Reverse it…" }).click();
    await at.panel().getByLabel("Decision reference").fill("CS/23/57");
    await at.panel().getByRole("button", { name: "Reverse it" }).click();
    await expect.poll(() => at.panel().innerText()).toContain("It reverses virement 1.");
    await at.page.keyboard.press("Escape");
    await at.page.getByLabel("View", { exact: true }).selectOption("Monitoring");
    await at.shows(north, "movements", "–");
    await at.shows(north, "latest", "4,646");
  });

  test("refuses to take more than there is, in words, with nothing moved", async () => {
    await open("&panel=virement:new:essex-north");
    const form = at.panel();
    await form.getByLabel("Out, From and to, £ 1").fill("9,000,000");
    await form.getByLabel("Cost centre, From and to, £ 2").selectOption("essex-mid");
    await form.getByLabel("In, From and to, £ 2").fill("9,000,000");
    await form.getByLabel("Approved by").fill("Cabinet");
    await form.getByLabel("Decision reference").fill("1");
    await form.getByRole("button", { name: "Move it" }).click();
    await expect.poll(() => form.innerText()).toContain("Mainstream Residential North has a latest budget of £4,646,000.00 in 2023/24, and £9,000,000.00 would be taken from it.");
    await at.shows(north, "movements", "–");
  });

  test("shows variances by the authority's own convention", async () => {
    await open("&panel=variances");
    await at.cell(north, "forecast").click();
    await at.page.keyboard.type("4,700");
    await at.page.keyboard.press("Enter");
    await at.shows(north, "variance", "+54");
    await at.panel().getByLabel("How an overspend is shown").selectOption("Overspend (12) ADV, underspend 12 FAV");
    await at.panel().getByLabel("% of latest budget").fill("1");
    await at.panel().getByRole("button", { name: "Save" }).click();
    await at.shows(north, "variance", "(54) ADV");
    await at.shows(north, "rag", "Red");
    await expect.poll(() => at.page.locator('.ag-header-cell[col-id="variance"]').innerText()).toContain("overspend ( ) ADV");
  });

  test("invites where no virement has moved a budget, and where there is no budget", async () => {
    await at.goTo("/monitoring?authority=essex&view=virements");
    await at.page.getByRole("heading", { name: "No virement has moved this budget yet" }).waitFor();
    await at.goTo("/monitoring?authority=sefton");
    await at.page.getByRole("heading", { name: "Sefton Council has no budget to monitor yet" }).waitFor();
  });
});

describe("Comparing two versions", () => {
  test("shows cell by cell what one holds beyond the other", async () => {
    given(await at.served.ask(`mutation { copyVersion(version: "essex-mtrs-2023", name: "MTRS draft 2024") { id } }`));
    await at.open("/medium-term?authority=essex", north, "2024/25");
    await at.cell(north, "2024/25").click();
    await at.page.keyboard.type("4,900");
    await at.page.keyboard.press("Enter");
    await at.shows(north, "2024/25", "4,900");
    await at.page.getByLabel("Budget version").selectOption("Compare two versions…");
    await at.shows(north, "2024/25:a", "4,614");
    await at.shows(north, "2024/25:b", "4,900");
    await at.shows(north, "2024/25:difference", "286");
    await at.shows("total", "2024/25:difference", "286");
    await at.shows(mid, "2024/25:difference", "–");
    await at.cell(north, "2024/25:difference").click();
    await at.derivation("MTRS draft 2024 £4,900,000.00 – MTRS draft 2023 £4,614,000.00");
    await at.page.getByRole("button", { name: "Only what differs" }).click();
    await expect.poll(() => at.cell(mid, "2024/25:difference").count()).toBe(0);
    await at.shows(north, "2024/25:difference", "286");
    await at.page.getByRole("button", { name: "Swap A and B" }).click();
    await at.shows(north, "2024/25:difference", "(286)");
    await at.fits();
    await at.page.getByRole("button", { name: "Back to the table" }).click();
    await at.shows("remaining", "2023/24", "10,698");
  });
});
