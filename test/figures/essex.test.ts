// Every cell of Essex's medium-term table, asked of a real server on each engine and compared with the report.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Served, serve } from "../setup/served.ts";
import { engines } from "../setup/stores.ts";
import figures from "./essex.json" with { type: "json" };

const question = /* GraphQL */ `
  query {
    mediumTermTable(authority: "essex", unit: THOUSANDS) {
      unit notes
      columns { label status }
      rows { key kind label status cells { exact pence shown note derivation { workings result } } }
    }
  }
`;
const printedTable = figures.mediumTermTable;

describe.each(engines)("Essex 6.1.6 on %s", (engine) => {
  let served: Served;
  // biome-ignore lint/suspicious/noExplicitAny: the answer has the shape of the question above.
  let table: any;
  beforeAll(async () => {
    served = await serve(engine);
    table = (await served.ask(question)).data.mediumTermTable;
  });
  afterAll(() => served.stop());

  test("has the report's columns and rows, in its order", () => {
    expect(table.columns).toEqual(printedTable.years.map((label, index) => ({ label, status: printedTable.status[index] })));
    expect(table.rows.map((row: { label: string }) => row.label)).toEqual(printedTable.rows.map((row) => row.label));
  });

  test.each(printedTable.rows)("$label", (printed) => {
    const row = table.rows.find((each: { label: string }) => each.label === printed.label);
    for (const [column, thousands] of (printed.expected ?? printed.given ?? []).entries()) {
      const cell = row.cells[column];
      const difference = Math.abs(shownNumber(cell.shown) - thousands);
      const tolerance = printed.tolerance?.[column] ?? 0;
      expect(difference, `${printed.label} ${printedTable.years[column]}`).toBeLessThanOrEqual(tolerance);
      // Where the report is off by its own rounding, the cell says what the report prints.
      if (difference > 0) expect(cell.note).toContain("consistent with rounding");
      const exact = printed.exact?.[column];
      if (exact !== undefined) expect(Number(cell.exact)).toBe(Number(exact));
    }
  });

  test("owes one rounding note, and gives it", () => {
    expect(table.notes).toContain("Figures may not sum due to rounding: Remaining unallocated budget in 2024/25.");
  });
});

/** "(1,399)" is -1399, and – is nil. */
function shownNumber(shown: string): number {
  if (shown === "–") return 0;
  const magnitude = Number(shown.replace(/[(),]/g, ""));
  return shown.startsWith("(") ? -magnitude : magnitude;
}
