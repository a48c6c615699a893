// A file whose rows are each a child's is refused as a whole, and nothing of a child is in what is said of it.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { lookAt } from "../../server/import/look.ts";
import { readFileAs } from "../../server/import/reading.ts";
import { childrensRows } from "../../server/reading/guardedRows.ts";
import type { Choices } from "../../server/reading/proposal.ts";
import { textsIn } from "../reading/given.ts";
import { importing } from "./importing.ts";

const folder = mkdtempSync(join(tmpdir(), "tabled-children-"));
afterAll(() => rmSync(folder, { recursive: true }));

const read = (lines: readonly string[], choices: Choices = {}) => {
  const path = join(folder, "rows.csv");
  writeFileSync(path, lines.join("\n"));
  return readFileAs(null, { path, choices });
};
const look = (lines: readonly string[]) => {
  const path = join(folder, "look.csv");
  writeFileSync(path, lines.join("\n"));
  return lookAt(path);
};
/** What stands in a file of children, of which nothing is to be left. */
const secret = /smith|bello|jones|1234567|C1001|\bJS\b/i;

describe("rows of children", () => {
  test.each([
    ["outcomes", ["Pupil,Attainment 8,Progress 8", "A Jones,45,0.1", "B Smith,52,0.4"]],
    ["forecasts", ["Child ref,Apr-26,May-26", "C1001,1000,1000", "C1002,2000,2000"]],
    ["a budget", ["Initials / ID,2026/27 (£)", "JS 1234567,300000", "AB 1234568,250000"]],
    ["packages", ["Client name,Package,2026/27 (£)", "Jamie Smith,Solo,300000", "Aisha Bello,Solo,250000"]],
    ["a list without homes", ["Name,Placement type,Start date,End date,Weekly cost", "Jamie Smith,Residential,13/04/2024,,5963", "Aisha Bello,IFA,01/09/2024,,850"]],
  ])("are no %s, whatever somebody says that they are", async (_, lines) => {
    for (const as of [undefined, "budget", "outcomes", "forecasts"] as const) {
      const found = await read(lines, { as });
      expect(found).toMatchObject({ refused: childrensRows, clean: null, seen: [], incoming: { count: 0 } });
      expect(textsIn(found).filter((text) => secret.test(text))).toEqual([]);
    }
  });

  test("come in as their homes' where the file names those", async () => {
    const found = await read(["Home,Resident,Start date,End date,Weekly cost", "Alder House,Jamie Smith,13/04/2024,,5963", "Birch Lodge,Aisha Bello,01/09/2024,,850"]);
    expect(found).toMatchObject({ as: "commitments", refused: null, incoming: { count: 2 } });
    expect(textsIn(found).filter((text) => secret.test(text))).toEqual([]);
  });
});

const placements = ["Home,Resident,Places,Start date,Weekly cost", "Alder House,Jamie Smith,1,2024-04-13,5963", "Birch Lodge,Aisha Bello,1,2024-09-01,850"];

describe("a file of children that is mapped by hand", () => {
  const { refusedWhole, run } = importing("sqlite");
  const map = (more: object) => ({ target: "commitments", ...more });

  test("shows nothing of them, with its header first or below a title", async () => {
    for (const lines of [placements, ["Placements 2024/25", "", ...placements]]) {
      const seen = await look(lines);
      expect(textsIn(seen).filter((text) => secret.test(text))).toEqual([]);
      expect(textsIn(seen)).toContain("Alder House");
    }
  });

  test("cannot be mapped by a column that names them, and can by the others", async () => {
    const columns = { provider: "Home", name: "Home", statusIs: "Contracted", places: "Places", startsOn: "Start date", weeklyPrice: "Weekly cost" };
    const refused = await refusedWhole(placements.join("\n"), map({ ...columns, fields: { notes: "Resident" } }));
    expect(refused).toEqual({
      code: "BAD_INPUT",
      field: "map",
      message: "The column “Resident” names a child, and no record of a child is kept here. Map a column of homes, providers or services.",
    });
    const imported = await run(placements.join("\n"), map(columns));
    expect(imported).toMatchObject({ added: 2, errorCount: 0 });
    expect(JSON.stringify(imported)).not.toMatch(secret);
  });
});
