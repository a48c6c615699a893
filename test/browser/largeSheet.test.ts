// A table of more rows than fill a window: the first of them come first, the rest follow, and an address leads to any.
import { expect, test } from "vitest";
import { onPages } from "../setup/pages.ts";

const at = onPages();
const rows = Array.from({ length: 220 }, (_, index) => ({ name: `Centre ${String(index + 1).padStart(3, "0")}`, amounts: ["1", "2", "3", "4"] }));

test("has its last row and its total, and opens at a row far down", async () => {
  const added = await at.served.ask(`mutation($rows: [NewCostCentreInput!]!) { addCostCentres(version: "essex-mtrs-2023", rows: $rows, unit: POUNDS) { batchId } }`, { rows });
  expect(added.errors).toBeUndefined();
  const read = await at.served.ask(`{ mediumTermTable(authority: "essex", version: "essex-mtrs-2023") { all: rows { key label } top: rows(upTo: 150) { key } } }`);
  const { all, top } = read.data.mediumTermTable as { all: { key: string; label: string }[]; top: { key: string }[] };
  expect(top).toEqual(all.slice(0, 150).map(({ key }) => ({ key })));

  await at.open("/medium-term?authority=essex&version=essex-mtrs-2023", all[0]?.key as string, "2023/24");
  // Pressed again while the rest is being read: until then the foot is that of the first rows.
  const foot = async () => {
    await at.page.keyboard.press("Control+End");
    return at.page.locator(".derivation-place").innerText();
  };
  await expect.poll(foot).toContain("Remaining unallocated budget");

  const far = all.find(({ label }) => label === "Centre 200") as { key: string };
  await at.open(`/medium-term?authority=essex&version=essex-mtrs-2023&cell=${encodeURIComponent(`${far.key}|2024/25`)}`, far.key, "2024/25");
  await expect.poll(() => at.page.locator(".derivation-place").innerText()).toBe("Centre 200 · 2024/25");
});
