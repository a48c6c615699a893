// What somebody sees first: a table with figures in it, or the sheet that she left; outcomes where there are some; two versions side by side.
import { describe, expect, test } from "vitest";
import { onPages } from "../setup/pages.ts";

const at = onPages();
const authority = () => at.page.getByLabel("Authority", { exact: true }).evaluate((select: HTMLSelectElement) => select.selectedOptions[0]?.textContent);

describe("The bare address", () => {
  test("opens the fullest table, of Essex among the examples", async () => {
    await at.open("/", "remaining", "2023/24");
    expect(await authority()).toBe("Essex County Council");
    await at.shows("remaining", "2023/24", "10,698");
  });

  test("opens where one was last: the sheet, the authority, the unit and the view", async () => {
    await at.open("/medium-term?authority=essex&unit=POUNDS&panel=history", "remaining", "2023/24");
    await at.page.getByRole("button", { name: "By cost centre" }).click();
    await expect.poll(() => at.page.url()).toContain("view=byCostCentre");
    await at.open("/", "remaining", "2023/24");
    expect(new URL(at.page.url()).searchParams.get("view")).toBe("byCostCentre");
    expect(await at.page.getByLabel("Unit").inputValue()).toBe("POUNDS");
    // What was open beside it is of that moment.
    expect(await at.panel().count()).toBe(0);
    await at.page.getByRole("link", { name: "Arrangements" }).click();
    await at.page.locator(".ag-row").first().waitFor();
    await at.goTo("/");
    await at.page.locator(".ag-row").first().waitFor();
    expect(new URL(at.page.url()).pathname).toBe("/arrangements");
  });

  test("opens as a new one does where the authority has gone, and the newest version where that has", async () => {
    for (const place of ["/commitments?authority=gone", "/medium-term?authority=essex&version=gone"]) {
      await at.goTo("/query");
      await at.page.evaluate((kept) => window.localStorage.setItem("tabled.place", kept), place);
      await at.open("/", "remaining", "2023/24");
      await at.shows("remaining", "2023/24", "10,698");
    }
    // A link that somebody follows says so.
    await at.goTo("/medium-term?authority=gone");
    await at.page.getByRole("heading", { name: "There is no such authority here" }).waitFor();
  });
});

test.each(["west-sussex", "havering", "sefton", "essex"])("Outcomes of %s open on somebody who has some", async (of) => {
  const { openingSubject } = (await at.served.ask(`{ openingSubject(authority: "${of}") { id } }`)).data;
  await at.goTo(`/outcomes?authority=${of}`);
  if (openingSubject === null) await at.page.getByRole("heading", { name: /Define the first KPI|yet/ }).waitFor();
  else {
    await at.page.locator(".ag-row .amount:not(:empty)").first().waitFor();
    expect(await at.page.getByLabel("Subject").inputValue()).toBe(openingSubject.id);
  }
});

test("Versions are compared one click from Version, the older one first", async () => {
  const ask = (query: string) => at.served.ask(query);
  expect((await ask(`mutation { copyVersion(version: "essex-mtrs-2023", name: "A newer draft") { id } }`)).errors).toBeUndefined();
  // From the newer, which opens by itself, and from the older.
  for (const version of ["", "&version=essex-mtrs-2023"]) {
    await at.open(`/medium-term?authority=essex${version}`, "remaining", "2023/24");
    await at.page.getByRole("button", { name: "Version", exact: true }).click();
    await at.panel().getByRole("button", { name: "Compare versions" }).click();
    await at.page.getByLabel("Version A").waitFor();
    expect(await at.page.getByLabel("Version A").inputValue()).toBe("essex-mtrs-2023");
    expect(await at.page.locator("h1").innerText()).toContain("A newer draft (B) compared with");
  }
  await at.page.getByRole("button", { name: "Swap A and B" }).click();
  await expect.poll(() => at.page.getByLabel("Version B").inputValue()).toBe("essex-mtrs-2023");
});
