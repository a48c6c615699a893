// The partnership sheet in a real browser: Havering's contributions, and a settlement from its first period to a late correction.
import { describe, expect, test } from "vitest";
import { onPages } from "../setup/pages.ts";

const at = onPages();
const cost = "cost:havering-pool-placements";
const partner = (index: number) => `havering-partnership-partner-${index}`;

describe("Contributions", () => {
  test("are to the penny, with the member that carries no share, and say how each was made", async () => {
    await at.open("/partnership?authority=havering", cost, "2019/20");
    await at.shows(`share:havering-pool-placements:${partner(1)}`, "2019/20", "657,805.00");
    await at.shows(`share:havering-pool-placements:${partner(7)}`, "2019/20", "no share");
    // To the foot of the table, as in a spreadsheet.
    await at.cell(cost, "2022/23").click();
    await at.page.keyboard.press("Control+End");
    // What is drawn over the rows makes the sheet no longer than they are: below the last one there is nothing to scroll to.
    const below = () =>
      at.page.evaluate(() => {
        const frame = document.querySelector(".ag-grid-viewport") as HTMLElement;
        const last = document.querySelector('.ag-row[row-id="total"]') as HTMLElement;
        return Math.round(frame.scrollHeight - frame.scrollTop - (last.getBoundingClientRect().bottom - frame.getBoundingClientRect().top));
      });
    await expect.poll(below).toBeLessThan(20);
    // 657,805.00 and, when the grant has ended, 10,000.00
    await at.shows(`partner:${partner(8)}`, "2022/23", "667,805.00");
    await at.shows("total", "2022/23", "4,674,635.00");
    await at.cell(`share:havering-pool-administration:${partner(8)}`, "2022/23").click();
    await at.derivation("Administration to be shared £70,000.00 × 1 member ÷ 7 members");
    await at.fits();
  });

  test("follow when the members are changed, by keyboard", async () => {
    await at.open("/partnership?authority=havering", cost, "2019/20");
    await at.page.getByRole("button", { name: "Members and pools" }).click();
    await at.panel().getByLabel("Contributions in whole").selectOption("£1,000");
    await at.panel().getByRole("button", { name: "Save" }).focus();
    await at.page.keyboard.press("Enter");
    // 4,604,635 to the nearest £1,000 on the running total is 4,605,000; a seventh is 657,857.14.
    await at.shows("toShare:havering-pool-placements", "2019/20", "4,605,000.00");
    const shares = await Promise.all([1, 2, 3, 4, 5, 6, 8].map((index) => at.cell(`share:havering-pool-placements:${partner(index)}`, "2019/20").innerText()));
    expect(shares.map((share) => Number(share.replaceAll(",", ""))).reduce((sum, share) => sum + share, 0)).toBe(4_605_000);
    expect(shares.every((share) => share.endsWith(",000.00"))).toBe(true);
  });
});

/** Lets Havering's members use each other's places at a price. */
async function withPrices() {
  await at.open("/partnership?authority=havering", cost, "2019/20");
  await at.page.getByRole("button", { name: "Members and pools" }).click();
  await at.panel().getByLabel("Another member's place, £ a week").fill("2,500");
  await at.panel().getByRole("button", { name: "Save" }).click();
  await at.panel().waitFor({ state: "detached" });
}

async function addPeriod(name: string, from: string, to: string, cost: string) {
  await at.page.getByRole("button", { name: "Add a period" }).first().click();
  const form = at.panel();
  await form.getByLabel("Name", { exact: true }).fill(name);
  await form.getByLabel("From", { exact: true }).fill(from);
  await form.getByLabel("To", { exact: true }).fill(to);
  await form.getByLabel("Paid to providers, £").fill(cost);
  await form.getByRole("button", { name: "Add this period" }).click();
  await form.waitFor({ state: "detached" });
}

async function addUse(row: number, user: string, host: string, places: string, from: string, to: string) {
  const form = at.panel();
  await form.getByRole("button", { name: "Add a use" }).click();
  await form.getByLabel(`Used by, Uses ${row}`).selectOption(user);
  await form.getByLabel(`In places of, Uses ${row}`).selectOption(host);
  await form.getByLabel(`Places, Uses ${row}`).fill(places);
  await form.getByLabel(`From, Uses ${row}`).fill(from);
  await form.getByLabel(`To, Uses ${row}`).fill(to);
}

describe("A settlement", () => {
  test("goes from its first period to statements that a late correction leaves as they are", async () => {
    await withPrices();
    await at.goTo("/partnership?authority=havering&view=settlement");
    await at.page.getByRole("heading", { name: "Settle the first period" }).waitFor();
    await addPeriod("Quarter 1", "2019-04-01", "2019-06-30", "700000");
    // A seventh of 700,000.
    await at.shows(`partner:${partner(1)}`, "share", "100,000.00");
    // No use is recorded: what was bought, and so what is owed, is not known. That is said once on the page.
    const reason = "no use is recorded from 1 April 2019 to 30 June 2019. Record the places used, or that none were.";
    await at.shows(`partner:${partner(4)}`, "bought", "[x]");
    await at.shows("total", "owed", "[x]");
    await at.shows("difference", "owed", "[x]");
    expect((await at.page.locator("body").innerText()).split(reason)).toHaveLength(2);
    await at.cell(`partner:${partner(4)}`, "owed").click();
    await at.page.keyboard.press("Enter");
    await expect.poll(() => at.panel().locator("tfoot").innerText()).toMatch(new RegExp(`What London Borough of Newham is to pay is not known: ${reason}\\s*\\[x\\]`));
    await at.page.keyboard.press("Escape");
    await at.page.getByRole("button", { name: "Issue statements" }).click();
    await at.panel().getByRole("button", { name: "Issue 8 statements" }).click();
    await expect.poll(() => at.panel().innerText()).toContain(`is to pay is not known: ${reason}`);
    await at.page.keyboard.press("Escape");

    await at.page.getByRole("button", { name: "Record places used" }).click();
    await addUse(1, "London Borough of Newham", "London Borough of Havering", "1", "2019-04-01", "2019-04-14");
    await addUse(2, "London Borough of Newham", "London Borough of Havering", "1", "2019-04-10", "2019-04-20");
    await at.panel().getByRole("button", { name: "Record these uses" }).click();
    await expect.poll(() => at.panel().locator(".rows-field .refusal").innerText()).toContain("is recorded twice in places of London Borough of Havering");
    await at.panel().getByRole("button", { name: "Take out Uses 2" }).click();
    await at.panel().getByRole("button", { name: "Record these uses" }).click();
    await at.panel().waitFor({ state: "detached" });
    // Two weeks at £2,500.
    await at.shows(`partner:${partner(4)}`, "owed", "105,000.00");
    await at.shows(`partner:${partner(1)}`, "owed", "95,000.00");
    await at.shows("difference", "owed", "–");
    await at.cell(`partner:${partner(4)}`, "bought").click();
    await at.derivation("London Borough of Havering £5,000.00");

    await at.page.keyboard.press("Enter");
    await expect.poll(() => at.panel().innerText()).toContain("London Borough of Newham owes London Borough of Havering £105,000.00.");
    await at.page.keyboard.press("Escape");

    await at.page.getByRole("button", { name: "Issue statements" }).click();
    await at.panel().getByRole("button", { name: "Issue 8 statements" }).click();
    await at.page.locator(".stamp").waitFor();

    // It was three weeks, it turns out later.
    await at.page.getByRole("button", { name: "Record places used" }).click();
    await at.panel().getByLabel("To, Uses 1").fill("2019-04-21");
    await at.panel().getByRole("button", { name: "Record these uses" }).click();
    await at.panel().waitFor({ state: "detached" });
    await at.shows(`partner:${partner(4)}`, "owed", "105,000.00");

    await addPeriod("Quarter 2", "2019-07-01", "2019-09-30", "700000");
    await at.page.getByLabel("Period", { exact: true }).selectOption("Quarter 2");
    await at.shows(`partner:${partner(4)}`, "owed", "[x]");
    await at.page.getByRole("button", { name: "Record places used" }).click();
    await expect.poll(() => at.panel().innerText()).toContain("0 places: nobody used any.");
    await addUse(2, "London Borough of Havering", "London Borough of Havering", "0", "2019-07-01", "2019-09-30");
    await at.panel().getByRole("button", { name: "Record these uses" }).click();
    await at.panel().waitFor({ state: "detached" });
    await at.shows(`partner:${partner(4)}`, "adjustment", "2,500.00");
    await at.shows(`partner:${partner(1)}`, "adjustment", "(2,500.00)");
    await at.shows(`partner:${partner(4)}`, "owed", "102,500.00");
    await at.fits();
  });
});
