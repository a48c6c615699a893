// The block case sheet in a real browser: Havering's and Sefton's cases, the curve, and a case of one's own.
import { describe, expect, test } from "vitest";
import { onPages } from "../setup/pages.ts";

const at = onPages();
const openHavering = (search = "") => at.open(`/block-case?authority=havering${search}`, "saving", "yearAll");

describe("The block case", () => {
  test("shows Havering's figures from the totals and from the printed averages, and how each was made", async () => {
    await openHavering();
    await at.shows("saving", "yearAll", "1,690,031.88");
    await at.shows("saving", "termEach", "1,931,465.00");
    await at.shows("given:saving", "yearAll", "1,690,045.00");
    await at.shows("breakEven", "yearAll", "73.15%");
    await at.cell("saving", "yearEach").click();
    await at.derivation("= (Spot cost £6,294,675.25 – Block cost £4,604,643.375) ÷ 7 authorities");
    await at.derivation("= £241,433.13 (exactly 241,433.125)");
    await expect.poll(() => at.page.locator(".notes").innerText()).toContain("Rounding those can move it by up to £140.00, so rounding explains it.");
    await at.fits();
  });

  test("costs empty places at an occupancy that is typed, and marks it on the curve", async () => {
    await openHavering();
    await at.page.getByLabel("Occupancy in per cent").fill("50");
    // 4,604,643.375 × 0.5
    await at.shows("void", "yearAll", "2,302,321.69");
    await expect.poll(() => at.page.url()).toContain("occupancy=50");
    await expect.poll(() => at.page.locator("figure svg").innerHTML()).toContain("£2.3m at 50%");
    expect(await at.page.locator("figure svg").innerHTML()).toContain("73.15%: below this the block");
  });

  test("has every amount at the occupancy that is typed, and that point in the curve", async () => {
    await openHavering();
    await at.page.getByLabel("Occupancy in per cent").fill("78");
    // 6,294,675.25 × 78% - 4,604,643.375; × 8 years, less 350,000.
    await at.shows("saving", "yearAll", "305,203.32");
    await at.shows("net", "termAll", "2,091,626.56");
    await at.shows("given:saving", "yearAll", "305,215.40");
    await expect
      .poll(() => at.page.locator("figure svg text").allTextContents())
      .toEqual(expect.arrayContaining(["Cost of empty places", "£1m at 78%", "Saving against spot", "£305k at 78%"]));
    await at.page.getByRole("button", { name: "Curve as a table" }).click();
    await at.shows("occupancy:78", "saving", "305,203.32");
    await at.fits();
  });

  test("says who carries empty places, and whose cost they then are", async () => {
    await openHavering("&occupancy=50");
    await expect.poll(() => at.page.locator(".notes").innerText()).toContain("The authority pays for empty places.");
    await at.page.getByRole("button", { name: "Terms" }).click();
    const form = at.panel();
    await expect.poll(() => form.innerText()).toContain("Its arrangement says: the authority.");
    expect(await form.getByLabel("The authority’s share, %").count()).toBe(0);
    await form.getByLabel("Voids carried by").selectOption("Both, by a rule");
    await form.getByLabel("The authority’s share, %").fill("40");
    await form.getByRole("button", { name: "Save" }).click();
    // 4,604,643.375 × 50%, of which 40% and 60%.
    await at.shows("void", "yearAll", "920,928.68");
    await at.shows("voidProvider", "yearAll", "1,381,393.01");
    await expect.poll(() => at.page.locator(".notes").innerText()).toContain("for 40% of the cost of empty places; the provider carries the rest.");
    await at.page.keyboard.press("Control+z");
    await at.shows("void", "yearAll", "2,302,321.69");
  });

  test("works out a block of a total alone, whose saving is not known, and asks for a start by actual days alone", async () => {
    await at.open("/block-case?authority=sefton", "saving", "yearAll");
    await at.page.getByRole("button", { name: "Add a block case" }).click();
    const form = at.panel();
    await form.getByLabel("Name", { exact: true }).fill("A total");
    await form.getByLabel("Places", { exact: true }).fill("6");
    await form.getByLabel("Block over the whole term, £").fill("1,800,000");
    await form.getByLabel("Term in months").fill("36");
    await form.getByRole("button", { name: "Add this block case" }).click();
    await at.shows("block", "yearAll", "600,000.00");
    await at.shows("saving", "termAll", "[x]");
    await expect.poll(() => at.page.locator(".notes").innerText()).toContain("Neither a spot price nor");
    await at.page.getByRole("button", { name: "Terms" }).click();
    await form.getByLabel("Block over the whole term, £").fill("");
    await form.getByLabel("Block price, £").fill("700");
    await form.getByLabel("Weeks in a year").selectOption({ value: "ACTUAL_DAYS_7" });
    await form.getByRole("button", { name: "Save" }).click();
    await expect.poll(() => form.locator(".field.refused").innerText()).toContain("Say on which day the term starts");
    await form.getByLabel("Term starts on").fill("1/4/2023");
    await form.getByRole("button", { name: "Save" }).click();
    // 6 places at £100 a day for 366 days.
    await at.shows("block", "yearAll", "219,600.00");
  });

  test("has the curve as a table one button away", async () => {
    await openHavering();
    await at.page.getByRole("button", { name: "Curve as a table" }).focus();
    await at.page.keyboard.press("Enter");
    await at.shows("occupancy:50", "void", "2,302,321.69");
    await at.shows("occupancy:breakEven", "saving", "–");
    await at.shows("occupancy:100", "saving", "1,690,031.88");
    await at.cell("occupancy:80", "empty").click();
    await at.derivation("35 places × 20%");
  });

  test("works out a case of one's own, refuses what cannot be, and takes it back", async () => {
    await at.open("/block-case?authority=sefton", "saving", "yearAll");
    await at.shows("saving", "yearAll", "33,488.00");
    await at.page.getByRole("button", { name: "Add a block case" }).click();
    const form = at.panel();
    await form.getByLabel("Name", { exact: true }).fill("Six beds");
    await form.getByLabel("Places", { exact: true }).fill("6");
    await form.getByLabel("Spot price, £").fill("2,000");
    await form.getByLabel("Block price, £").fill("1,500");
    await form.getByLabel("Weeks in a year").selectOption("52 weeks");
    await form.getByRole("button", { name: "Add this block case" }).click();
    await expect.poll(() => form.locator(".field.refused").innerText()).toContain("Say how many months the term has");
    await form.getByLabel("Term in months").fill("36");
    await form.getByRole("button", { name: "Add this block case" }).click();
    // 6 × 500 × 52 = 156,000, and three times that over the term.
    await at.shows("saving", "yearAll", "156,000.00");
    await at.shows("saving", "termAll", "468,000.00");
    await at.shows("breakEven", "yearAll", "75.00%");
    await at.page.keyboard.press("Control+z");
    await at.shows("saving", "yearAll", "33,488.00");
  });

  test("invites where there is none", async () => {
    await at.goTo("/block-case?authority=essex");
    await at.page.getByRole("heading", { name: "Compare a block with spot" }).waitFor();
  });
});
