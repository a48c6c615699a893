// The options sheet in a real browser: Essex's four options, one of one's own, and one that is adopted and taken back.
import { describe, expect, test } from "vitest";
import { onPages } from "../setup/pages.ts";

const at = onPages();
const open = () => at.open("/options?authority=essex", "option:essex-option-1:cost", "2023/24");

describe("Options", () => {
  test("stand side by side, with what is not costed as [x] and what is said of each", async () => {
    await open();
    await at.shows("option:essex-option-1:cost", "2023/24", "1,399");
    await at.shows("option:essex-option-1:remaining", "2024/25", "4,346");
    // 1,520,000 less 2,876,546.91
    await at.shows("option:essex-option-2:difference", "2024/25", "(1,357)");
    await at.cell("option:essex-option-2:difference", "2024/25").click();
    await at.derivation("Cost of Option 2: purchasing system for ten years £1,520,000.00 – Cost as it stands £2,876,546.90664");
    await at.page.keyboard.press("Control+End");
    await at.shows("option:essex-option-3:cost", "2023/24", "[x]");
    const words = at.page.getByRole("region", { name: "What is said of each option" });
    await expect.poll(() => words.innerText()).toContain("The authority carries the whole risk of voids");
    expect(await words.innerText()).toContain("recommended");
    await at.fits();
  });

  test("are compared with one of them", async () => {
    await open();
    await at.page.getByLabel("Compared with").selectOption("Option 2: purchasing system for ten years");
    await at.shows("option:essex-option-1:difference", "2024/25", "1,357");
  });

  test("take one more, with prices otherwise, and refuse what cannot be", async () => {
    await open();
    await at.page.getByRole("button", { name: "Add an option" }).click();
    const form = at.panel();
    await form.getByLabel("Name", { exact: true }).fill("Option 5: cheaper beds");
    await form.getByRole("button", { name: "Add an override" }).click();
    await form.getByLabel("In the commitment, Overrides 1").selectOption("Block contracts for mainstream residential placements");
    await form.getByLabel("What, Overrides 1").selectOption("Uplift, %");
    await form.getByLabel("As, Overrides 1").fill("300");
    await form.getByRole("button", { name: "Add this option" }).click();
    await expect.poll(() => form.locator(".rows-field .refusal").innerText()).toContain("An uplift of 300% is outside -50% to 100%");
    await form.getByLabel("What, Overrides 1").selectOption("Price, £");
    await form.getByLabel("As, Overrides 1").fill("5,000");
    await form.getByRole("button", { name: "Add this option" }).click();
    await form.waitFor({ state: "detached" });
    await at.cell("option:essex-option-1:cost", "2023/24").click();
    await at.page.keyboard.press("Control+End");
    // 9 × 5,000 × 52.14 × 0.5 = 1,173,150; the fact stays 1,399,098.69.
    const cost = () => at.page.locator('.ag-row:has-text("Cost of Option 5") [col-id="2023/24"]').innerText();
    await expect.poll(cost).toBe("1,173");
    await at.page.keyboard.press("Control+Home");
    await at.shows("asItStands:cost", "2023/24", "1,399");
  });

  test("are adopted, which the medium-term table follows, and taken back", async () => {
    await open();
    await at.cell("option:essex-option-2:cost", "2023/24").click();
    await at.page.keyboard.press("Enter");
    await at.panel().getByRole("button", { name: "Adopt this option…" }).click();
    await at.panel().getByRole("button", { name: "Adopt it" }).click();
    await at.panel().waitFor({ state: "detached" });
    await at.page.getByRole("link", { name: "Medium term" }).click();
    // 10,698 with the block contracts' 1,399 back and 1,520 taken off, from unrounded amounts.
    await at.shows("remaining", "2023/24", "10,577");
    await at.page.keyboard.press("Control+z");
    await at.shows("remaining", "2023/24", "10,698");
  });

  test("are invited where there are none", async () => {
    await at.goTo("/options?authority=sefton");
    await at.page.getByRole("heading", { name: "Set out the options for a decision" }).waitFor();
  });
});
