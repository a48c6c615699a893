// A publisher in a real browser: added, used, its copies replaced and that undone, own targets, and its facts opened as its own.
import { describe, expect, test } from "vitest";
import { added, entered, newAuthority, percentage } from "../api/commissioner.ts";
import { onPages } from "../setup/pages.ts";

const at = onPages();

describe("A publisher", () => {
  test("is added, used beside an authority's own, and takes the place of copies until that is undone", async () => {
    const authority = await newAuthority(at.served, "Rutland");
    const own = await added(at.served, "Kpi", authority, percentage);
    const subject = await added(at.served, "KpiSubject", authority, { kind: "AUTHORITY", name: "Rutland", gssCode: "E06000017" });
    const outcome = { period: "2024/25", numerator: "20", denominator: "80" };
    await entered(at.served, authority, [{ kpiId: own, subjectId: subject, ...outcome }]);
    await at.open(`/outcomes?authority=${authority}&panel=set`, `kpi:${own}`, "value");
    const panel = at.panel();
    await panel.getByText("Whose KPIs and outcomes several authorities use").waitFor();
    await panel.getByRole("button", { name: "Add a publisher" }).click();
    await panel.getByLabel("Name").fill("Department for Education");
    await panel.getByRole("button", { name: "Add this publisher" }).click();
    await panel.getByRole("button", { name: "Use it here" }).click();
    await panel.getByText("This authority has no copies that could be replaced.").waitFor();
    // Its buttons go to a second line rather than being squeezed into two lines each.
    expect((await panel.getByRole("button", { name: "Stop using it" }).boundingBox())?.height).toBeLessThan(40);
    await at.fits();

    // Its facts are opened, and added to, as an authority's are.
    await panel.getByRole("button", { name: "Open its KPIs" }).click();
    await at.page.getByRole("heading", { name: "Department for Education outcomes" }).waitFor();
    const publisher = new URL(at.page.url()).searchParams.get("authority") as string;
    const shared = await added(at.served, "Kpi", publisher, percentage);
    const england = await added(at.served, "KpiSubject", publisher, { kind: "COUNTRY", name: "England", gssCode: "E92000001" });
    const rutland = await added(at.served, "KpiSubject", publisher, { kind: "AUTHORITY", name: "Rutland", gssCode: "E06000017", withinId: england });
    await entered(at.served, publisher, [
      { kpiId: shared, subjectId: rutland, ...outcome },
      { kpiId: shared, subjectId: england, period: "2024/25", numerator: "300", denominator: "1000" },
    ]);

    await at.open(`/outcomes?authority=${authority}&panel=publisher:${publisher}`, `kpi:${own}`, "comparator");
    await at.shows(`kpi:${own}`, "comparator", "30.0%");
    await panel.getByText("1 KPI, 1 subject and 1 outcome here are the same").waitFor();
    await panel.getByRole("button", { name: "Replace them" }).click();
    await panel.getByText("This authority has no copies that could be replaced.").waitFor();
    await at.shows(`kpi:${shared}`, "value", "25.0%");
    await at.page
      .getByText(/^From Department for Education, version \d+ of its data: the definition of Placement moves and outcomes\.$/)
      .first()
      .waitFor();

    // Its KPI is changed there, and has own targets here.
    await at.goTo(`/outcomes?authority=${authority}&kpi=${shared}&panel=kpi:${shared}`);
    await panel.getByRole("button", { name: "Add a target" }).click();
    await panel.getByLabel("From").first().fill("1 April 2024");
    await panel.getByLabel("Target, %").first().fill("30");
    await panel.getByRole("button", { name: "Save own targets" }).click();
    await expect.poll(() => at.page.locator(".definition").innerText()).toContain("30%");

    await at.goTo(`/medium-term?authority=${publisher}`);
    await at.page.getByRole("heading", { name: "Department for Education is a publisher" }).waitFor();
    await at.open(`/outcomes?authority=${authority}`, `kpi:${shared}`, "rag");
    await expect.poll(() => at.cell(`kpi:${shared}`, "rag").innerText()).toContain("Green");
    for (const said of ["own targets", "copies"]) {
      await at.page.getByRole("button", { name: /^Undo/ }).first().click();
      await expect.poll(() => at.page.locator("footer").innerText()).toContain(said);
    }
    await at.shows(`kpi:${own}`, "value", "25.0%");
  });
});
