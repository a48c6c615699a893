// Who emptied a cell that somebody else still sees filled: told by what the log says the amount was a part of, whatever texts its rows hold.

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { versionById } from "../../db/budgets.ts";
import { type CellChange, changeCells } from "../../db/cells.ts";
import { statusesAtFirst } from "../../db/commitmentStatuses.ts";
import type { Viewer } from "../../db/viewer.ts";
import { insertion } from "../../db/write/change.ts";
import { applyBatch } from "../../db/write/changes.ts";
import { Refusal } from "../../db/write/refusal.ts";
import { engines, freshStore, type TestStore } from "../setup/stores.ts";

const person = (name: string): Viewer => ({ name, reads: "all", changes: "all" });
const nothing = { source: null, copiedFromId: null, publishedAt: null, publishedBy: null };
const version = { id: "draft", name: "Draft", state: "draft", firstYear: "2024/25", yearCount: 3, createdAt: "2024-01-01T00:00:00.000Z", ...nothing };
const centre = { id: "north", name: "North", code: null, serviceGroup: null, fundingSource: "general fund", position: 1, removedAt: null };
/** One whose id is the beginning of another's, and ends in a sign that a search takes for any. */
const commitments = ["fund", "fund_2", "fund%"].map((id, position) => ({
  id,
  name: id,
  statusId: "a-status-proposed",
  basis: "amounts by year",
  partYear: "months",
  firstYearUplifted: false,
  position,
}));
const years = ["2024/25", "2025/26"];

const cell = (kind: CellChange["kind"], subjectId: string, year: string, fromPence: number | null, toPence: number | null): CellChange => ({
  kind,
  subjectId,
  year,
  fromPence,
  toPence,
  at: `${kind}:${subjectId}:${year}`,
});

describe.each(engines)("Cells that were emptied, on %s", (engine) => {
  let store: TestStore;
  const write = (name: string, cells: CellChange[]) =>
    store.db.write(async (on) => changeCells(on, person(name), await versionById(on, person(name), "draft"), cells, `${name} writes`));
  beforeAll(async () => {
    store = await freshStore(engine);
    const changes = [
      insertion("authority", { id: "a", name: "Authority", oldCode: null, gssCode: null }),
      insertion("budgetVersion", version),
      insertion("costCentre", centre),
      ...statusesAtFirst("a").map((each) => insertion("commitmentStatus", each)),
      ...commitments.map((each) => insertion("commitment", each)),
      ...years.map((year) => insertion("budgetLine", { id: `line-${year}`, versionId: "draft", costCentreId: "north", year, amountPence: 100 })),
      ...commitments.flatMap(({ id }) => years.map((year) => insertion("commitmentAmount", { id: `${id}-${year}`, commitmentId: id, year, amountPence: 100 }))),
    ];
    await store.db.write((on) => applyBatch(on, person("Owner"), { authorityId: "a", why: "Begin", changes }));
  });
  afterAll(() => store.remove());

  test("say who emptied each, and not who emptied another year or another thing", async () => {
    await write("Ann", [cell("budget", "north", "2024/25", 100, null), cell("commitment", "fund", "2024/25", 100, null)]);
    await write("Ben", [cell("budget", "north", "2025/26", 100, null), cell("commitment", "fund", "2025/26", 100, null)]);
    await write("Cid", [cell("commitment", "fund_2", "2024/25", 100, null)]);
    await write("Dan", [cell("commitment", "fund%", "2024/25", 100, null)]);
    // Filled and emptied again: by whom last.
    await write("Eve", [cell("commitment", "fund_2", "2025/26", 100, null)]);
    await write("Flo", [cell("commitment", "fund_2", "2025/26", null, 7)]);
    await write("Gil", [cell("commitment", "fund_2", "2025/26", 7, null)]);
    const met = [
      cell("budget", "north", "2024/25", 100, 1),
      cell("budget", "north", "2025/26", 100, 1),
      cell("commitment", "fund", "2024/25", 100, 1),
      cell("commitment", "fund", "2025/26", 100, 1),
      cell("commitment", "fund_2", "2024/25", 100, 1),
      cell("commitment", "fund_2", "2025/26", 7, 1),
      cell("commitment", "fund%", "2024/25", 100, 1),
    ];
    const refused = await write("Me", met).catch((error) => error);
    expect(refused).toBeInstanceOf(Refusal);
    expect((refused as Refusal).conflicts?.map(({ cell: address, by }) => [address, by])).toEqual([
      ["budget:north:2024/25", "Ann"],
      ["budget:north:2025/26", "Ben"],
      ["commitment:fund:2024/25", "Ann"],
      ["commitment:fund:2025/26", "Ben"],
      ["commitment:fund_2:2024/25", "Cid"],
      ["commitment:fund_2:2025/26", "Gil"],
      ["commitment:fund%:2024/25", "Dan"],
    ]);
  });
});
