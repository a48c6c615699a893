// A store from before blanks counted as not known: it says so once, beside what makes them nil.
import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { onPages } from "../setup/pages.ts";

const at = onPages();
const north = "costCentre:essex-north";
const notice = () => at.page.getByRole("note");

/** As the migration leaves a store that had batches already. */
const upgraded = () =>
  at.served.db.write(async (on) => {
    await on.q.update(on.t.upgrade).set({ batchId: 7 }).where(eq(on.t.upgrade.id, "blanks"));
  });
const empty = async () => {
  await at.open("/medium-term?authority=essex", north, "2023/24");
  await at.cell(north, "2023/24").click();
  await at.page.keyboard.press("Delete");
  await at.shows("total", "2023/24", "[x] 11,958");
};

test("an upgraded store says where a total has a blank in it that blanks are not nil, and fills them all as one change", async () => {
  await upgraded();
  await at.open("/medium-term?authority=essex", north, "2023/24");
  expect(await notice().count()).toBe(0);
  await empty();
  await expect.poll(() => notice().innerText()).toContain("A blank counts as not known now, which is not nil");
  await at.page.getByRole("button", { name: "Fill the blank of this table with nil" }).click();
  // 16,604 – 4,646
  await at.shows("total", "2023/24", "11,958");
  await expect.poll(() => notice().count()).toBe(0);
  await at.page.keyboard.press("Control+z");
  await at.shows("total", "2023/24", "[x] 11,958");
  await at.page.getByRole("button", { name: "Do not say this again" }).click();
  expect(await notice().count()).toBe(0);
  await at.page.reload();
  await at.shows("total", "2023/24", "[x] 11,958");
  expect(await notice().count()).toBe(0);
});

test("a store that began since says nothing", async () => {
  await empty();
  await at.page.waitForLoadState("networkidle").catch(() => {});
  expect(await notice().count()).toBe(0);
});
