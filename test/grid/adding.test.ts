// What the foot adds of a selection, in tables as the server makes them: nothing twice, and nothing that the table takes off each other.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addingIn } from "../../client/grid/adding.ts";
import { displayedTable } from "../../client/grid/displayed.ts";
import type { Box } from "../../client/grid/range.ts";
import { spotsIn } from "../../client/grid/range.ts";
import { summaryOf } from "../../client/grid/summary.ts";
import type { SheetTable } from "../../client/grid/table.ts";
import { Exact } from "../../server/finance/exact.ts";
import type { CommitmentFacts, MediumTermFacts } from "../../server/finance/facts.ts";
import { input } from "../../server/finance/figure.ts";
import { mediumTerm } from "../../server/finance/mediumTerm.ts";
import { monitoring } from "../../server/finance/monitoring.ts";
import { optionsTable } from "../../server/finance/options.ts";
import type { ReportTable } from "../../server/finance/table.ts";
import { columnUses, rowUses } from "../../server/finance/uses.ts";
import { statedCommitment } from "../finance/statedCommitment.ts";
import { runs } from "../setup/samples.ts";

/** A table as the page gets it. */
const asSheet = (table: ReportTable): SheetTable =>
  ({
    ...table,
    unit: "£",
    rows: table.rows.map((row) => ({ ...row, kind: row.kind.toUpperCase().replace(" ", "_"), cells: row.cells.map(({ pence, shown }) => ({ pence, shown })) })),
    rowUses: rowUses(table),
    columnUses: columnUses(table),
  }) as SheetTable;

/** What the foot says of these boxes, columns counted from the first of figures. */
function said(table: ReportTable, boxes: readonly Box[]) {
  const sheet = asSheet(table);
  const displayed = displayedTable(sheet);
  const right = boxes.map((box) => ({ ...box, left: box.left + 1, right: box.right + 1 }));
  const cells = [...spotsIn(right)].flatMap((spot) => displayed.cell(spot) ?? []);
  const { figures, leftOut, unknown } = summaryOf(cells, sheet.unit, true, addingIn(displayed, right, sheet));
  const of = (name: string) => figures.find((each) => each.name === name)?.exact ?? null;
  return { sum: of("Sum"), known: of("Known so far"), leftOut, unknown };
}
const column = (table: ReportTable, at: number): Box => ({ top: 0, bottom: table.rows.length - 1, left: at, right: at });
const pounds = (pence: number) => `${pence < 0 ? "–" : ""}£${(Math.abs(pence) / 100).toLocaleString("en-GB", { minimumFractionDigits: 2 })}`;

const years = ["2024/25", "2025/26"];
const stated = (id: string, amounts: readonly (number | null)[], drawnShare: string): CommitmentFacts =>
  statedCommitment(id, years, amounts, { draws: drawnShare === "" ? [] : [{ costCentreId: "c0", drawnShare }] });
const money = fc.integer({ min: 0, max: 9_000_000 });
const budget = fc
  .record({
    centres: fc.array(fc.tuple(fc.constantFrom("A", "B", null), money, money), { minLength: 1, maxLength: 6 }),
    commitments: fc.array(fc.tuple(money, money, fc.constantFrom("", "1", "0.5")), { maxLength: 4 }),
  })
  .map(
    ({ centres, commitments }): MediumTermFacts => ({
      authorityName: "Anyshire",
      versionName: "Draft",
      source: null,
      firstYear: "2024/25",
      yearCount: 2,
      costCentres: centres.map(([serviceGroup], index) => ({ id: `c${index}`, name: `Centre ${index}`, serviceGroup })),
      lines: centres.flatMap(([, ...amounts], index) => amounts.map((amountPence, year) => ({ costCentreId: `c${index}`, year: years[year] as string, amountPence }))),
      commitments: commitments.map(([one, other, share], index) => stated(`k${index}`, [one, other], share)),
      upliftSeries: [],
      printed: [],
    }),
  );

const threeCentres: MediumTermFacts = {
  authorityName: "Anyshire",
  versionName: "Draft",
  source: null,
  firstYear: "2024/25",
  yearCount: 2,
  costCentres: ["c0", "c1", "c2"].map((id) => ({ id, name: id, serviceGroup: "A" })),
  lines: [],
  commitments: [],
  upliftSeries: [],
  printed: [],
};
const statedLines = (year: number, amounts: readonly number[]) => amounts.map((amountPence, index) => ({ costCentreId: `c${index}`, year: years[year] as string, amountPence }));

describe("A whole column", () => {
  test.each([false, true])("of a medium-term table comes to what remains (by cost centre: %s)", (byCostCentre) => {
    fc.assert(
      fc.property(budget, (facts) => {
        const table = mediumTerm(facts, { from: "2024/25", years: 2, unit: "pounds", editable: false, byCostCentre });
        for (const at of [0, 1]) {
          const remaining = table.rows.find(({ kind }) => kind === "remaining")?.cells[at]?.pence as number;
          expect(said(table, [column(table, at)]).sum).toBe(pounds(remaining));
        }
        // Both years together.
        const both = (table.rows.find(({ kind }) => kind === "remaining")?.cells ?? []).reduce((sum, { pence }) => sum + (pence ?? 0), 0);
        expect(said(table, [{ ...column(table, 0), right: 1 }]).sum).toBe(pounds(both));
        // The budget's rows alone come to the total budget.
        const total = table.rows.findIndex(({ kind }) => kind === "total");
        if (!byCostCentre) expect(said(table, [{ ...column(table, 0), bottom: total }]).sum).toBe(pounds(table.rows[total]?.cells[0]?.pence as number));
      }),
      runs(300),
    );
  });

  test("of which a part is not known says how much is known, and of how much it is not", () => {
    const facts: MediumTermFacts = { ...threeCentres, lines: [...statedLines(0, [100, 200]), ...statedLines(1, [700, 700, 700])] };
    const table = mediumTerm(facts, { from: "2024/25", years: 2, unit: "pounds", editable: false });
    expect(said(table, [column(table, 0)])).toEqual({ sum: null, known: "£3.00", leftOut: 0, unknown: 1 });
    expect(said(table, [column(table, 1)])).toEqual({ sum: "£21.00", known: null, leftOut: 3, unknown: 0 });
  });

  test("of budgets and commitments that are not all known comes to nothing, in whichever years they are not", () => {
    const facts = { ...threeCentres, lines: [0, 1].flatMap((year) => statedLines(year, [100, 200])), commitments: [stated("k0", [1_600, 1_600], "")] };
    const table = mediumTerm(facts, { from: "2024/25", years: 2, unit: "pounds", editable: false });
    // Neither its group's subtotal nor the total nor what remains is a further thing that is not known.
    expect(said(table, [column(table, 0)])).toEqual({ sum: null, known: null, leftOut: 0, unknown: 1 });
    const centres = { ...column(table, 0), bottom: table.rows.findIndex(({ kind }) => kind === "total") };
    expect(said(table, [centres])).toMatchObject({ known: "£3.00", unknown: 1 });
    // Two years of it are no total that the table shows.
    expect(said(table, [{ ...centres, right: 1 }])).toMatchObject({ sum: null, known: null, unknown: 2 });
  });

  test.each([false, true])("of what may be unknown counts what is not stated alone, and adds only what one total adds (by cost centre: %s)", (byCostCentre) => {
    fc.assert(
      fc.property(budget, fc.infiniteStream(fc.boolean()), fc.nat(), fc.nat(), (stated, forgets, from, to) => {
        const forgotten = <Item>(items: readonly Item[]) => items.filter(() => !forgets.next().value);
        const facts = { ...stated, lines: forgotten(stated.lines), commitments: stated.commitments.map((each) => ({ ...each, amounts: forgotten(each.amounts) })) };
        const table = mediumTerm(facts, { from: "2024/25", years: 2, unit: "pounds", editable: false, byCostCentre });
        const [top, bottom] = [from % table.rows.length, to % table.rows.length].sort((a, b) => a - b) as [number, number];
        const { unknown, known, sum } = said(table, [{ top, bottom, left: 0, right: 0 }]);
        const all = said(table, [column(table, 0)]);
        const unstated = table.rows.filter(({ key, cells }) => /^(costCentre|commitment):/.test(key) && cells[0]?.figure === null);
        expect(all.unknown).toBe(unstated.length);
        if (unknown > 0) expect(sum).toBeNull();
        if (known === null || bottom === top) return;
        // It is of budgets alone or of commitments alone, each once.
        const rows = table.rows.slice(top, bottom + 1);
        const keys = new Set(rows.map(({ key }) => key));
        const added = rows.filter(({ uses }) => !uses?.some(({ of }) => keys.has(of)));
        expect(new Set(added.map(({ kind }) => kind === "commitment")).size).toBe(1);
        if (!byCostCentre) expect(known).toBe(pounds(added.reduce((pence, { cells }) => pence + (cells[0]?.pence ?? 0), 0)));
      }),
      runs(300),
    );
  });
});

describe("Nothing is added", () => {
  const option = (id: string, value: string) => ({
    id,
    name: id,
    recommended: false,
    costed: true,
    adopted: false,
    own: [],
    overrides: [{ commitmentId: "k0", field: "occupancy" as const, value }],
  });
  const options = optionsTable(
    {
      authorityName: "Anyshire",
      decision: "What",
      source: null,
      adoption: null,
      commitments: [stated("k0", [1_000, 1_000], "")],
      rates: new Map(),
      remaining: new Map(years.map((year) => [year, input(Exact.whole(100), "pounds")])),
      options: [option("A", "0.5"), option("B", "0.7")],
    },
    { from: "2024/25", years: 2, unit: "pounds", reference: null },
  );
  test("of options that stand in place of each other; of one of them its years are, and not their total again", () => {
    expect(said(options, [column(options, 0)]).sum).toBeNull();
    const row = options.rows.findIndex(({ key }) => key === "option:A:cost");
    expect(said(options, [{ top: row, bottom: row, left: 0, right: 2 }])).toMatchObject({ sum: "£10.00", leftOut: 1 });
  });

  test("and a variance without any forecast is no further thing that is not known", () => {
    const facts = { authorityName: "Shire", versionName: "Budget", source: null, published: true, movements: [], forecasts: [], settings: null };
    const centres = ["a", "b"].map((id) => ({ id, name: id, serviceGroup: null }));
    const table = monitoring(
      { ...facts, costCentres: centres, lines: centres.map(({ id }) => ({ costCentreId: id, year: "2024/25", amountPence: 1_000 })) },
      { year: "2024/25", asAt: "2024-09-30", unit: "pounds", gross: false, editable: false },
    );
    const words = table.columns.findIndex((each) => each.words);
    expect(said(table, [{ ...column(table, 0), right: words - 1 }]).unknown).toBe(2);
  });

  test("of a forecast and the budget that it is measured by; of either alone the cost centres are", () => {
    const table = monitoring(
      {
        authorityName: "Shire",
        versionName: "Budget",
        source: null,
        published: true,
        costCentres: ["a", "b"].map((id) => ({ id, name: id, serviceGroup: null })),
        lines: ["a", "b"].map((costCentreId) => ({ costCentreId, year: "2024/25", amountPence: 1_000 })),
        movements: [],
        forecasts: ["a", "b"].map((costCentreId) => ({ costCentreId, asAt: "2024-09-30", part: "net", amountPence: 1_100 })),
        settings: null,
      },
      { year: "2024/25", asAt: "2024-09-30", unit: "pounds", gross: false, editable: false },
    );
    const forecast = table.columns.findIndex(({ key }) => key === "forecast");
    expect(forecast).toBeGreaterThan(0);
    expect(said(table, [column(table, forecast)])).toMatchObject({ sum: "£22.00", leftOut: 1 });
    expect(said(table, [{ ...column(table, 0), right: table.columns.length - 1 }]).sum).toBeNull();
  });
});
