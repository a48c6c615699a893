// Outcomes, a KPI's own page and the benefits register in a real browser: ratings in words and shape, the trend, revisions, publishing.
import { describe, expect, test } from "vitest";
import { given } from "../api/officer.ts";
import { latest } from "../setup/latest.ts";
import { onPages } from "../setup/pages.ts";

const at = onPages();
const kpi = "havering-kpi-within-20-miles";
const address = "/outcomes?authority=havering";
const row = `kpi:${kpi}`;

interface Entered {
  subject: string;
  period: string;
  numerator: string;
  denominator: string;
}

async function enter(outcomes: Entered[], why = "Returns", of = kpi): Promise<void> {
  given(
    await at.served.ask(
      `mutation($outcomes: [OutcomeInput!]!, $why: String!) { enterOutcomes(seen: ${latest}, authority: "havering", outcomes: $outcomes, why: $why) { batchId } }`,
      {
        outcomes: outcomes.map(({ subject, ...rest }) => ({ kpiId: of, subjectId: subject, ...rest })),
        why,
      },
    ),
  );
}

const own = "havering-subject";
const england = "havering-subject-england";
const year = ["2024/25 Q1", "2024/25 Q2", "2024/25 Q3", "2024/25 Q4"];

async function fiveQuarters(): Promise<void> {
  await enter([
    { subject: own, period: "2023/24 Q4", numerator: "30", denominator: "40" },
    ...year.map((period, index) => ({ subject: own, period, numerator: String([33, 36, 38, 40][index]), denominator: "40" })),
    ...year.map((period) => ({ subject: england, period, numerator: "800", denominator: "1000" })),
  ]);
}

describe("Outcomes", () => {
  test("show how each KPI stands: to its target in words and shape, to England, and to the past", async () => {
    await fiveQuarters();
    await at.open(address, row, "rag");
    await at.shows(row, "latest", "2024/25 Q4");
    await at.shows(row, "value", "100.0%");
    await expect.poll(() => at.cell(row, "rag").innerText()).toContain("Green");
    // The shape has a name of its own, so that it is not seen alone.
    await at.cell(row, "rag").getByRole("img", { name: "Green: the target is met" }).waitFor();
    await at.shows(row, "comparator", "80.0%");
    await at.shows(row, "difference", "+20.0 points");
    await at.shows(row, "change", "up 5.0 points, better");
    await at.shows(row, "yearChange", "up 25.0 points, better");
    expect(await at.cell(row, "trend").locator("svg path").count()).toBe(1);
    await at.cell(row, "value").click();
    await at.derivation("40 placed within 20 miles ÷ 40 placed through the programme");
    await at.fits();
  });

  test("stand beside those of others", async () => {
    await fiveQuarters();
    await at.open(`${address}&view=bySubject`, row, own);
    await at.shows(row, own, "100.0%");
    await at.shows(row, england, "80.0%");
    await at.fits();
  });

  test("are typed in, refused with their reason, revised, and taken back", async () => {
    await fiveQuarters();
    await at.open(`${address}&kpi=${kpi}`, `subject:${own}`, "2024-07-01");
    await at.page.getByRole("button", { name: "Enter outcomes" }).click();
    const form = at.panel();
    await form.getByLabel("Period, Outcomes 1").fill("2024/25");
    await form.getByLabel("Number, Outcomes 1").fill("41");
    await form.getByLabel("Out of, Outcomes 1").fill("40");
    await form.getByLabel("Why, for the history").fill("Late returns");
    await form.getByRole("button", { name: "Enter", exact: true }).click();
    await expect.poll(() => form.locator(".rows-field .refusal").innerText()).toContain("is a financial year, and this KPI is counted by quarter: the two would overlap");
    await form.getByLabel("Period, Outcomes 1").fill("2024/25 Q2");
    await form.getByRole("button", { name: "Enter", exact: true }).click();
    await expect.poll(() => form.locator(".rows-field .refusal").innerText()).toContain("The numerator 41 is above its denominator 40");
    await form.getByLabel("Number, Outcomes 1").fill("34");
    await form.getByRole("button", { name: "Enter", exact: true }).click();
    await form.waitFor({ state: "detached" });
    const revised = at.cell(`subject:${own}`, "2024-07-01");
    await expect.poll(() => revised.innerText()).toContain("85.0%");
    await expect.poll(() => at.page.getByRole("region", { name: "Revisions" }).innerText()).toContain("numerator 36 → 34 (Late returns)");
    await revised.click();
    await at.page.keyboard.press("Control+z");
    await expect.poll(() => revised.innerText()).toContain("90.0%");
  });

  test("a KPI has its trend drawn, its definition, and everybody's place", async () => {
    await fiveQuarters();
    await at.open(address, row, "rag");
    await at.cell(row, "value").click();
    await at.page.keyboard.press("Enter");
    const chart = at.page.getByRole("figure", { name: "Placed within 20 miles of home by period: the same figures as in the table" });
    await chart.locator("svg").waitFor();
    // A line for Havering and one for England, and the target across them.
    expect(await chart.locator("path").count()).toBe(2);
    expect(await chart.innerText()).toContain("Target 100%");
    await expect.poll(() => at.page.getByRole("region", { name: "Definition" }).innerText()).toContain("placed through the programme");
    await at.page.getByLabel("View").selectOption("by place");
    await at.shows(`subject:${own}`, "rank", "1");
    await at.fits();
  });

  test("have small counts hidden where they are shown as published", async () => {
    await enter(
      [
        { subject: own, period: "2024/25 Q1", numerator: "3", denominator: "40" },
        { subject: england, period: "2024/25 Q1", numerator: "900", denominator: "9000" },
      ],
      "Returns",
      "havering-kpi-neet",
    );
    given(await at.served.ask(`mutation { createOutcomePublication(authority: "havering", input: { name: "Cabinet report" }) { id } }`));
    const neet = "kpi:havering-kpi-neet";
    await at.open(address, neet, "value");
    await at.shows(neet, "value", "7.5%");
    await at.page.getByLabel("Shown as").selectOption("as Cabinet report");
    await at.shows(neet, "value", "[c]");
    await expect.poll(() => at.page.locator(".notes").innerText()).toContain("[c] is shown where a count of 1 to 5 is hidden, or one from which it could be worked out.");
    expect(await at.page.content()).not.toContain("7.5%");
  });

  test("a KPI is defined, with a target, and invited where there is none", async () => {
    await at.goTo("/outcomes?authority=cambridgeshire");
    await at.page.getByRole("heading", { name: "Define the first KPI" }).waitFor();
    await at.page.getByRole("button", { name: "Add a KPI" }).click();
    const form = at.panel();
    await form.getByLabel("Name", { exact: true }).fill("Placed near home");
    await form.getByLabel("Code").fill("near-home");
    await form.getByRole("button", { name: "Add a target" }).click();
    await form.getByLabel("From, Targets 1").fill("2024-04-01");
    await form.getByLabel("Target, %, Targets 1").fill("180");
    await form.getByRole("button", { name: "Add this KPI" }).click();
    await expect.poll(() => form.locator(".rows-field .refusal").innerText()).toContain("is not a share from 0 to 1");
    await form.getByLabel("Target, %, Targets 1").fill("80");
    await form.getByRole("button", { name: "Add this KPI" }).click();
    await form.waitFor({ state: "detached" });
    const { nodes } = given(await at.served.ask(`{ kpis(authority: "cambridgeshire") { nodes { code targets { target } } } }`)).kpis;
    expect(nodes).toEqual([{ code: "near-home", targets: [{ target: "0.8" }] }]);
  });
});

describe("Benefits", () => {
  test("stand in a register with every column, and open", async () => {
    await at.open("/benefits?authority=havering&asAt=2020-05-01", "benefit:havering-benefit-1", "state");
    await at.shows("benefit:havering-benefit-1", "state", "due");
    await at.shows("benefit:havering-benefit-1", "nextDue", "1 Apr 2021");
    await at.cell("benefit:havering-benefit-1", "state").click();
    await at.derivation("It was due on 1 Apr 2020, and nothing that measures it is recorded.");
    await at.page.keyboard.press("Enter");
    const form = at.panel();
    await form.getByRole("button", { name: "Add a review" }).click();
    await form.getByLabel("On, Reviews 1").fill("2020-04-20");
    await form.getByLabel("It had come, Reviews 1").check();
    await form.getByLabel("What was found, Reviews 1").fill("Prices were as agreed.");
    await form.getByRole("button", { name: "Save" }).click();
    await form.waitFor({ state: "detached" });
    await at.shows("benefit:havering-benefit-1", "state", "achieved");
    await at.fits();
  });

  test("are invited where there are none", async () => {
    await at.goTo("/benefits?authority=sefton");
    await at.page.getByRole("heading", { name: "Add the first benefit that was promised" }).waitFor();
  });
});
