// The cost centres of an authority with their lines of a version are read so many at a time, and come to all of them, on either engine.
import { describe, expect, test } from "vitest";
import type { On } from "../../db/engine/open.ts";
import { centresWithLines } from "../../db/read/centresWithLines.ts";
import { authorityIdOf, generate, generatedFirstYear } from "../bench/generate.ts";
import { engines, freshStore } from "../setup/stores.ts";

/** 7 cost centres × 3 years. */
const size = { authorities: 2, costCentres: 7, years: 3, commitments: 0 };
const asked = { authorityId: authorityIdOf(0), versionId: `${authorityIdOf(0)}-draft`, fromYear: generatedFirstYear, toYear: "2024/25" };

/** Notes how many rows each reading of a prepared query gave. */
function counting(on: On, given: number[]): On {
  const prepared: On["prepared"] = (name, build) => {
    const query = on.prepared(name, build) as { execute(values: object): Promise<unknown[]> };
    const execute = async (values: object) => {
      const rows = await query.execute(values);
      given.push(rows.length);
      return rows;
    };
    return { execute } as never;
  };
  return { ...on, prepared };
}

describe.each(engines)("on %s", (engine) => {
  test("however many are read at a time, they are the same, and no reading gives more", async () => {
    const store = await freshStore(engine);
    try {
      await generate(store.db, size);
      await store.db.read(async (on) => {
        const { costCentres, lines: all } = await centresWithLines(on, asked);
        const stored = await on.q.select().from(on.t.budgetLine);
        const wanted = stored.filter(({ versionId, year }) => versionId === asked.versionId && year <= asked.toYear);
        const told = (lines: readonly { costCentreId: string; year: string; amountPence: number }[]) =>
          lines.map((line) => `${line.costCentreId} ${line.year} ${line.amountPence}`).sort();
        expect(wanted.length).toBeGreaterThan(10);
        expect(told(all)).toEqual(told(wanted));
        expect(costCentres.map(({ id }) => id)).toEqual([...new Set(all.map(({ costCentreId }) => costCentreId))]);
        for (const atOnce of [1, 3, size.costCentres, size.costCentres + 1]) {
          const given: number[] = [];
          expect(await centresWithLines(counting(on, given), asked, atOnce)).toEqual({ costCentres, lines: all });
          expect(Math.max(...given)).toBeLessThanOrEqual(atOnce * size.years);
        }
      });
    } finally {
      await store.remove();
    }
  });
});
