// The arrangements and figures sheets in a real browser: five councils' ways of buying, and what their reports print.
import { describe, expect, test } from "vitest";
import { onPages } from "../setup/pages.ts";

const at = onPages();

describe("The register of arrangements", () => {
  test("shows Cambridgeshire's value exceeded and its gaps, in the table, in words and on the timeline", async () => {
    await at.open("/arrangements?authority=cambridgeshire&asAt=2018-10-09", "arrangement:cambridgeshire-tuition", "left");
    await at.shows("arrangement:cambridgeshire-tuition", "left", "(1,000)");
    await at.shows("arrangement:cambridgeshire-tuition", "over", "100.0%");
    await at.shows("arrangement:cambridgeshire-tuition", "state", "in its second extension");
    await at.shows("arrangement:cambridgeshire-homes", "ends", "30 Jun 2018");
    await at.cell("arrangement:cambridgeshire-homes", "ends").click();
    await at.derivation("Gap in cover: Framework for children's residential homes ends on 30 June 2018, and nothing follows it.");
    await at.cell("arrangement:cambridgeshire-tuition", "left").click();
    await at.derivation("= Value £1,000,000.00 – Committed £2,000,000.00");
    const drawn = at.page.locator(".timeline");
    await expect.poll(() => drawn.innerText()).toContain("nothing follows");
    expect(await drawn.innerText()).toContain("9 Oct 2018");
    await at.fits();
  });

  test("opens one from the timeline with the keyboard: Sefton's timetable, what is complete and what is late", async () => {
    await at.open("/arrangements?authority=sefton&asAt=2020-09-08", "arrangement:sefton-ppa", "state");
    await at.page.getByRole("button", { name: /^Liverpool City Region/ }).focus();
    await at.page.keyboard.press("Enter");
    await expect.poll(() => at.panel().innerText()).toContain("late by 4 days");
    const text = await at.panel().innerText();
    expect(text).toContain("✓ complete");
    expect(text).toContain("Direct award");
    expect(text).toContain("19 Oct 2022");
  });

  test("adds one whose end follows from its terms, says which field is at fault, and takes it back", async () => {
    await at.open("/arrangements?authority=havering&asAt=2018-07-25", "arrangement:havering-block-contract", "state");
    await at.page.getByRole("button", { name: "Add an arrangement" }).click();
    const form = at.panel();
    await form.getByLabel("Name", { exact: true }).fill("Fostering framework");
    await form.getByLabel("Opens", { exact: true }).fill("2019-03-01");
    await form.getByRole("button", { name: "Add the initial term" }).click();
    await form.getByLabel("Months, Terms 1").fill("36");
    await form.getByRole("button", { name: "Add an extension" }).click();
    await form.getByLabel("Months, Terms 2").fill("24");
    await form.getByLabel("State, Terms 2").selectOption("Available");
    await form.getByRole("button", { name: "Add a weight" }).click();
    await form.getByLabel("Criterion, Evaluation weights 1").fill("Price");
    await form.getByLabel("Per cent, Evaluation weights 1").fill("60");
    await form.getByRole("button", { name: "Add a weight" }).click();
    await form.getByLabel("Criterion, Evaluation weights 2").fill("Quality");
    await form.getByLabel("Per cent, Evaluation weights 2").fill("30");
    await form.getByRole("button", { name: "Add this arrangement" }).click();
    await expect.poll(() => form.locator(".rows-field .refusal").innerText()).toContain("The weights add up to 90%");
    await form.getByLabel("Per cent, Evaluation weights 2").fill("40");
    await form.getByRole("button", { name: "Add this arrangement" }).click();
    // Three years from 1 March 2019, then two more: 2024 has a 29 February.
    await expect.poll(() => form.innerText()).toContain("1 Mar 2019 to 28 Feb 2022");
    expect(await form.innerText()).toContain("28 Feb 2022; at the longest 29 Feb 2024");
    await at.page.getByRole("button", { name: "Close this panel" }).click();
    await at.page.keyboard.press("Control+z");
    await expect.poll(() => at.page.locator(".ag-row .label-cell").count()).toBe(1);
  });
});

describe("The figures sheet", () => {
  test("tells which of Essex's figures do not follow, and how each was worked out", async () => {
    await at.open("/figures?authority=essex", "figure:essex-figure-3", "verdict");
    await at.shows("figure:essex-figure-3", "verdict", "✗ does not follow");
    await at.cell("figure:essex-figure-3", "workedOut").click();
    await at.derivation("= 63 ÷ 1150");
    await at.derivation("The report prints 5.6%; its inputs give 5.478%, which rounds to 5.5%.");
    await at.page.getByLabel("Verdict of those shown").selectOption("as printed");
    await expect.poll(() => at.page.locator('.ag-row [col-id="verdict"]').allInnerTexts()).toEqual(["· as printed", "· as printed", "· as printed"]);
    await at.fits();
  });

  test("tells what rounding explains from what does not follow, and lists either alone", async () => {
    await at.open("/figures?authority=havering", "figure:havering-figure-2", "verdict");
    await expect.poll(() => at.page.locator(".notes").innerText()).toContain("8 follow from their own inputs, 3 are consistent with rounding, 3 do not follow");
    await at.page.getByLabel("Verdict of those shown").selectOption("consistent with rounding");
    await expect.poll(() => at.page.locator('.ag-row [col-id="verdict"]').allInnerTexts()).toEqual(Array(3).fill("≈ consistent with rounding"));
    await at.fits();
  });

  test("takes a figure with its workings, and refuses workings that name nothing", async () => {
    await at.open("/figures?authority=essex", "figure:essex-figure-3", "verdict");
    await at.page.getByRole("button", { name: "Add a figure" }).click();
    const form = at.panel();
    await form.getByLabel("What it is").fill("Two of seven");
    await form.getByLabel("Where the report prints it").fill("3.21");
    await form.getByLabel("As printed").fill("28.6%");
    await form.getByLabel("As a number").fill("28.6");
    await form.getByLabel("In", { exact: true }).selectOption("Per cent");
    await form.getByLabel("Rounded to").fill("0.1");
    await form.getByLabel("Workings").fill("[commitment:nobody:2023/24] / 63");
    await form.getByRole("button", { name: "Add this figure" }).click();
    await expect.poll(() => form.locator(".field.refused").innerText()).toContain("Nothing here is called [commitment:nobody:2023/24].");
    await form.getByLabel("Workings").fill("18 / 63");
    await form.getByRole("button", { name: "Add this figure" }).click();
    await form.waitFor({ state: "detached" });
    await expect
      .poll(async () => (await at.served.ask(`{ printedFigures(authority: "essex") { what verdict } }`)).data.printedFigures.at(-1))
      .toEqual({
        what: "Two of seven",
        verdict: "follows",
      });
  });
});
