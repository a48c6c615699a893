// What is begun in a form and not saved: kept through closing, leaving and loading again, with the data version that it was begun with.
import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { onPages } from "../setup/pages.ts";

const at = onPages();
const settings = "/medium-term?authority=essex&panel=costCentre:essex-north";
const panelOf = (page: Page) => page.getByRole("complementary");
const name = (page = at.page) => panelOf(page).getByLabel("Name", { exact: true });
const group = (page = at.page) => panelOf(page).getByLabel("Add up under");
const begunLine = (page = at.page) => panelOf(page).locator(".draft-line").first();
const press = (label: string, page = at.page) => panelOf(page).getByRole("button", { name: label, exact: true }).click();
const open = async (page = at.page) => {
  await page.goto(new URL(settings, at.page.url()).href);
  await name(page).waitFor();
};
const centre = async () =>
  (await at.served.ask(`{ costCentres(authority: "essex", filter: { nameContains: "North" }) { nodes { id name serviceGroup } } }`)).data.costCentres.nodes.find(
    (each: { id: string }) => each.id === "essex-north",
  );

describe("A form that was begun", () => {
  test("is there again after Close, Escape, another sheet and a reload, says when it was begun, and goes once it is saved", async () => {
    await at.goTo(settings);
    await name().fill("Residential North");
    await press("Close this panel");
    await open();
    expect(await name().inputValue()).toBe("Residential North");
    await expect.poll(() => begunLine().innerText()).toMatch(/^You began this on \d+ \w+ at \d\d:\d\d\./);

    await group().fill("Residential");
    await at.page.keyboard.press("Escape");
    await expect.poll(() => panelOf(at.page).count()).toBe(0);
    await at.page.getByRole("link", { name: "Outcomes" }).click();
    await at.page.getByLabel("Forms that were begun").waitFor();
    await at.page.reload();
    // From wherever one is: the foot leads back to it.
    const begun = at.page.getByLabel("Forms that were begun");
    await begun.selectOption({ index: 1 });
    await name().waitFor();
    expect([await name().inputValue(), await group().inputValue()]).toEqual(["Residential North", "Residential"]);

    await press("Save");
    await expect.poll(centre).toMatchObject({ name: "Residential North", serviceGroup: "Residential" });
    await expect.poll(() => begun.count()).toBe(0);
    await open();
    await expect.poll(() => begunLine().count()).toBe(0);
  });

  test("is as it is stored once it is discarded", async () => {
    await at.goTo(settings);
    await name().fill("Other");
    await at.page.reload();
    await press("Discard");
    expect(await name().inputValue()).toBe("Mainstream Residential North");
    expect(await begunLine().count()).toBe(0);
    await at.page.reload();
    await name().waitFor();
    expect(await name().inputValue()).toBe("Mainstream Residential North");
  });

  test("does not bring the lost update back: what another changed meanwhile is met, and both can be kept", async () => {
    await at.goTo(settings);
    await name().fill("Residential North");

    const other = (await at.page.context().browser()?.newPage()) as Page;
    await open(other);
    await group(other).fill("Homes");
    await press("Save", other);
    await expect.poll(centre).toMatchObject({ serviceGroup: "Homes" });
    await other.close();

    // Loaded again, it still knows that it was begun before that.
    await at.page.reload();
    await name().waitFor();
    await press("Save");
    await expect.poll(() => panelOf(at.page).locator(".refusal").first().innerText()).toContain("changed this after you opened it");
    expect(await centre()).toMatchObject({ name: "Mainstream Residential North", serviceGroup: "Homes" });

    await press("Keep what I typed on top of that");
    await expect.poll(() => group().inputValue()).toBe("Homes");
    expect(await name().inputValue()).toBe("Residential North");
    await press("Save");
    await expect.poll(centre).toMatchObject({ name: "Residential North", serviceGroup: "Homes" });
  });

  test("waits with Save while the server is away, and goes on when it is back", async () => {
    await at.goTo(settings);
    await name().fill("Residential North");
    await at.page.route(/\/graphql|\/health/, (route) => route.abort());
    await press("Save");
    await expect.poll(() => panelOf(at.page).innerText(), { timeout: 20_000 }).toContain("This will be saved when the server is back.");
    expect(await centre()).toMatchObject({ name: "Mainstream Residential North" });
    await at.page.unroute(/\/graphql|\/health/);
    await expect.poll(centre, { timeout: 20_000 }).toMatchObject({ name: "Residential North" });
    const changed = async () =>
      (await at.served.ask(`{ history(authority: "essex", first: 5) { nodes { why } } }`)).data.history.nodes.filter((each: { why: string }) => /North/.test(each.why));
    expect(await changed()).toHaveLength(1);
  });

  test("is a list of lines that were pasted, and a note", async () => {
    await at.open("/medium-term?authority=essex&panel=addCostCentres", "remaining", "2023/24");
    await panelOf(at.page).locator("textarea").fill("Fostering North\t4,646");
    await at.page.reload();
    await expect.poll(() => panelOf(at.page).locator("textarea").inputValue()).toBe("Fostering North\t4,646");
    await press("Discard");
    expect(await panelOf(at.page).locator("textarea").inputValue()).toBe("");

    await at.open("/medium-term?authority=essex&panel=notes&cell=remaining%7C2023%2F24", "remaining", "2023/24");
    await panelOf(at.page).getByLabel("Note", { exact: true }).fill("Ask the pool");
    await at.page.reload();
    await expect.poll(() => panelOf(at.page).getByLabel("Note", { exact: true }).inputValue()).toBe("Ask the pool");
    await press("Save this note");
    await expect.poll(() => panelOf(at.page).locator(".thread-said").innerText()).toBe("Ask the pool");
    expect(await at.page.getByLabel("Forms that were begun").count()).toBe(0);
  });
});
