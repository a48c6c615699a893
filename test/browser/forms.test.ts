// Every form in a real browser: what is typed is read as a cell reads it, or refused at its field in words, and nothing typed is lost.
import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { onPages } from "../setup/pages.ts";

const at = onPages();
const panel = () => at.panel();
/** The newest batch of any authority's log. */
async function newest(authority: string): Promise<string | undefined> {
  return (await at.served.ask(`{ history(authority: "${authority}", first: 1) { nodes { id } } }`)).data.history.nodes[0]?.id;
}
const ask = async (query: string) => (await at.served.ask(query)).data;
/** What is said at a field: of its reading, or of what is wrong with it. */
const saidAt = async (label: string) => {
  const field = panel().getByLabel(label, { exact: true });
  const ids = ((await field.getAttribute("aria-describedby")) ?? "").split(" ").filter(Boolean);
  return (await Promise.all(ids.map((id) => at.page.locator(`[id="${id}"]`).innerText()))).join(" ");
};
const fill = (label: string, text: string) => panel().getByLabel(label, { exact: true }).fill(text);
const press = (name: string) => panel().getByRole("button", { name, exact: true }).click();
const estimated = async () =>
  (await ask(`{ arrangements(authority: "havering", asAt: "2019-01-01") { nodes { estimatedValuePence } } }`)).arrangements.nodes[0].estimatedValuePence;

describe("What is typed into a form", () => {
  test("is read as a cell reads it, shown below its field, and stored as that: the value of an arrangement", async () => {
    await at.goTo("/arrangements?authority=havering&asAt=2019-01-01&panel=arrangement:havering-block-contract");
    await press("Change");
    const before = await panel().getByLabel("What that is for").boundingBox();
    await fill("Estimated total value, £", "£38.5m");
    await expect.poll(() => saidAt("Estimated total value, £")).toBe("= £38,500,000.00");
    // It stands where nothing has to move for it.
    expect(await panel().getByLabel("What that is for").boundingBox()).toEqual(before);
    await fill("Opens", "31/03/2019");
    await expect.poll(() => saidAt("Opens")).toBe("= 31 March 2019");
    await press("Save");
    await expect.poll(estimated).toBe(3_850_000_000);
    expect((await ask(`{ arrangements(authority: "havering", asAt: "2019-01-01") { nodes { opensOn } } }`)).arrangements.nodes[0].opensOn).toBe("2019-03-31");
  });

  test("is refused at its field where it cannot be read, and nothing is changed", async () => {
    await at.goTo("/arrangements?authority=havering&asAt=2019-01-01&panel=arrangement:havering-block-contract");
    await press("Change");
    const [stored, batch] = [await estimated(), await newest("havering")];
    expect(stored).not.toBeNull();
    await fill("Estimated total value, £", "thirty-eight million");
    await press("Save");
    await expect.poll(() => saidAt("Estimated total value, £")).toContain("“thirty-eight million”");
    expect(
      await panel()
        .getByLabel("Estimated total value, £")
        .evaluate((field) => field === document.activeElement),
    ).toBe(true);
    expect([await estimated(), await newest("havering")]).toEqual([stored, batch]);
    expect(await at.page.locator(".foot").innerText()).not.toContain("Changed");
  });

  test("is the block case's £50.3m over the whole term", async () => {
    const id = (await ask(`{ blockCases(authority: "havering") { nodes { id spotValuePence } } }`)).blockCases.nodes[0].id;
    await at.goTo(`/block-case?authority=havering&panel=blockCase:${id}`);
    await fill("Spot over the whole term, £", "£50.3m");
    await expect.poll(() => saidAt("Spot over the whole term, £")).toContain("= £50,300,000.00");
    await press("Save");
    const spot = async () =>
      (await ask(`{ blockCases(authority: "havering") { nodes { id spotValuePence } } }`)).blockCases.nodes.find((each: { id: string }) => each.id === id).spotValuePence;
    await expect.poll(spot).toBe(5_030_000_000);
  });

  test("never widens what is hidden: “ten” and an empty limit are refused, and no 5 takes their place", async () => {
    await at.goTo("/outcomes?authority=west-sussex&panel=publication:new");
    const limits = async () => (await ask(`{ outcomePublications(authority: "west-sussex") { nodes { hiddenUpTo } } }`)).outcomePublications.nodes;
    const before = await limits();
    await fill("Name", "Cabinet");
    for (const typed of ["ten", ""]) {
      await fill("Hide counts of people from 1 to", typed);
      await press("Add this publication");
      await expect.poll(() => saidAt("Hide counts of people from 1 to")).not.toMatch(/^(And those|$)/);
      expect(await limits()).toEqual(before);
    }
    await fill("Hide counts of people from 1 to", "10");
    await press("Add this publication");
    await expect.poll(limits).toEqual([...before, { hiddenUpTo: 10 }]);
  });
});

/** Each form, where it is opened, and what is pressed before and to send it. */
const forms: readonly [of: string, address: string, save: string, before?: readonly string[]][] = [
  ["ArrangementInput", "/arrangements?authority=sefton&asAt=2020-09-08&panel=arrangement:sefton-ppa", "Save", ["Change"]],
  ["BenefitInput", "/benefits?authority=havering&asAt=2020-05-01&panel=benefit:havering-benefit-1", "Save"],
  ["BlockCaseInput", "/block-case?authority=havering&panel=blockCase:new", "Add this block case"],
  ["CommitmentInput", "/medium-term?authority=essex&panel=commitment:essex-group-beds", "Save these terms"],
  ["CostCentreChangesInput", "/medium-term?authority=essex&panel=costCentre:essex-north", "Save"],
  ["KpiInput", "/outcomes?authority=west-sussex&panel=kpi:new", "Add this KPI"],
  ["KpiSubjectInput", "/outcomes?authority=west-sussex&panel=subject:new", "Add this subject"],
  ["MonitoringSettingsInput", "/monitoring?authority=essex&panel=variances", "Save"],
  ["CommitmentStatusInput", "/commitments?authority=essex&panel=statuses", "Save"],
  ["NewUpliftSeriesInput", "/medium-term?authority=essex&panel=uplifts", "Save these rates"],
  ["NewVersionInput", "/medium-term?panel=newAuthority", "Start the table"],
  ["OptionInput", "/options?authority=essex&panel=option:new", "Add this option"],
  ["OutcomeEntries", "/outcomes?authority=west-sussex&panel=enter", "Enter"],
  ["OutcomePublicationInput", "/outcomes?authority=west-sussex&panel=publication:new", "Add this publication"],
  ["PartnershipInput", "/partnership?authority=havering&panel=partnership:new", "Add this partnership"],
  ["PlaceUses", "/partnership?authority=havering&view=settlement&panel=uses", "Record these uses"],
  ["PrintedFigureInput", "/figures?authority=essex&panel=figure:new", "Add this figure"],
  ["SettlementPeriodInput", "/partnership?authority=havering&view=settlement&panel=period:new", "Add this period"],
  ["VersionChangesInput", "/medium-term?authority=essex&panel=version", "Save"],
  ["VirementInput", "/monitoring?authority=essex&panel=virement:new:essex-north", "Move it"],
];
const asWritten = { pence: "£1.2m", pounds: "£2,149.50", percent: "2.8%", number: "2", count: "2", day: "31-Mar-26", year: "2031/32" };
/** Forms that stand within another one's frame, or behind what has to be there first; the words of both have no number, or the other's. */
const within = ["NewAuthorityInput", "NewPublisherInput", "ApprovalInput", "PlaceUseInput"];

test("every form that the page describes is tried below", () => {
  const sources = readdirSync("client", { recursive: true, encoding: "utf8" }).filter((name) => /\.tsx?$/.test(name));
  const described = sources.flatMap((name) => [...readFileSync(`client/${name}`, "utf8").matchAll(/describe\("(\w+)"/g)].map(([, of]) => of));
  expect([...described].sort()).toEqual([...forms.map(([of]) => of), ...within].sort());
});

test("no form has a field that swallows what it cannot read, or reads a number itself", () => {
  const sources = readdirSync("client", { recursive: true, encoding: "utf8" }).filter((name) => /^(panels|forms|shell)\/.*\.tsx?$/.test(name));
  const found = sources.flatMap((name) => {
    const text = readFileSync(`client/${name}`, "utf8");
    // The calendar's own, which nobody types into.
    return name === "forms/Calendar.tsx"
      ? []
      : [...text.matchAll(/type="(number|date)"|percentAsShare|poundsAsPence|parseFloat|Number\((form|row|item)\./g)].map(([what]) => `${name}: ${what}`);
  });
  expect(found).toEqual([]);
});

describe("Every field of every form that is read", () => {
  test.each(forms)("of %s refuses what cannot be read, at the field, and writes nothing", async (of, address, save, before = []) => {
    const authority = /authority=([\w-]+)/.exec(address)?.[1];
    await at.goTo(address);
    for (const name of before) await press(name);
    const form = at.page.locator(`form[data-of="${of}"]`).first();
    await form.waitFor();
    const batch = authority && (await newest(authority));
    await form.evaluate((own) => {
      for (const details of own.querySelectorAll("details")) details.open = true;
    });
    // A row of each list that has one to add.
    for (const add of await form.locator(".rows-foot > button.quiet").all()) await add.click();
    const fields = await form.locator("[data-read]").all();
    for (const field of fields) await field.fill("ten");
    for (const field of await form.locator("input:not([data-read]):not([type=checkbox]):not([type=date])").all()) if ((await field.inputValue()) === "") await field.fill("x");
    const send = form.getByRole("button", { name: save, exact: true });
    await send.click();
    for (const field of fields) {
      await expect.poll(() => field.getAttribute("aria-invalid")).toBe("true");
      const told = (await field.getAttribute("aria-describedby")) ?? "";
      expect(await at.page.locator(`[id="${told}"]`).innerText()).toMatch(/“ten”.*\./);
    }
    if (fields.length === 0) return;
    // The first of them has the keyboard.
    expect(await at.page.evaluate(() => document.activeElement === document.querySelector('form [aria-invalid="true"]'))).toBe(true);
    expect(await form.innerText()).not.toMatch(/non-nullable|\bInt\b|Pence|Decimal\b|Variable|\$input/);
    if (authority) expect(await newest(authority)).toBe(batch);
    // Put right as people write it, each is read, and says below its field as what.
    for (const field of await form.locator("[data-read]").all()) await field.fill(asWritten[(await field.getAttribute("data-read")) as keyof typeof asWritten]);
    await expect.poll(() => form.locator("[data-read][aria-invalid]").count()).toBe(0);
    const readings = async () => (await form.locator(".field .reading").allInnerTexts()).filter((text) => text.startsWith("= "));
    await expect.poll(async () => (await readings()).length).toBe(await form.locator(".field [data-read]").count());
  });
});
