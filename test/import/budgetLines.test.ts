// Importing budget lines: by a column or a row for each year, revised, all of them or none.
import { beforeEach, describe, expect, test } from "vitest";
import { undo } from "../api/commissioner.ts";
import { given, sheetYears } from "../api/officer.ts";
import { latest } from "../setup/latest.ts";
import type { Served } from "../setup/served.ts";
import { engines } from "../setup/stores.ts";
import { importing } from "./importing.ts";

describe.each(engines)("budget lines on %s", (engine) => {
  const importer = importing(engine);
  const { run, refusedWhole, faults } = importer;
  let served: Served;
  let authority: string;
  let version: string;
  const lines = async () => {
    const { budgetLines, costCentres } = given(
      await served.ask(
        `query($a: ID!, $v: ID!) { budgetLines(authority: $a, filter: { version: $v }, first: 500) { nodes { costCentreId year amountPence } } costCentres(authority: $a, first: 500) { nodes { id name code serviceGroup } } }`,
        { a: authority, v: version },
      ),
    );
    const names = new Map(costCentres.nodes.map((each: { id: string; name: string }) => [each.id, each.name]));
    return Object.fromEntries(
      budgetLines.nodes.map((line: { costCentreId: string; year: string; amountPence: number }) => [`${names.get(line.costCentreId)} ${line.year}`, line.amountPence]),
    );
  };
  const byColumns = {
    target: "budget lines",
    version: "Draft",
    costCentre: "Centre",
    code: "Code",
    serviceGroup: "Group",
    years: { "2024/25": "24/25", "2025/26": "25/26" },
    unit: "thousands",
  };
  const byRows = { target: "budget lines", version: "Draft", costCentre: "Centre", year: "Year", amount: "Amount" };

  beforeEach(async () => {
    ({ served, authority } = importer.now());
    version = given(
      await served.ask(`mutation($a: ID!) { createVersion(authority: $a, input: { name: "Draft", firstYear: "${sheetYears[0]}", yearCount: 3 }) { id } }`, { a: authority }),
    ).createVersion.id;
  });

  test("by a column for each year, in £000s, with brackets for a deduction", async () => {
    const text = `Centre,Code,Group,24/25,25/26\nNorth,N1,Homes,"4,646",£4.7m\nIncome,I1,Homes,(422),-\nEmpty,E1,Homes,,12.5\n`;
    expect(await run(text, byColumns)).toMatchObject({ rows: 3, leftOut: 0, stated: 5, added: 5 });
    expect(await lines()).toEqual({
      "North 2024/25": 464_600_000,
      "North 2025/26": 470_000_000,
      "Income 2024/25": -42_200_000,
      "Income 2025/26": 0,
      "Empty 2025/26": 1_250_000,
    });
    expect(await run(text, byColumns)).toMatchObject({ stated: 5, added: 0, revised: 0, batchId: null });
  });

  test("by a row for each year, revised, and what is not stated left", async () => {
    const first = await run("Centre,Year,Amount\nNorth,2024/25,100\nNorth,2025/26,£110.50\nSouth,2024/25,(20)\n", byRows);
    expect(first).toMatchObject({ stated: 3, added: 3 });
    const second = await run("Centre,Year,Amount\nNorth,2024/25,100.00\nNorth,2025/26,120\n,,\n", byRows);
    expect(second).toMatchObject({ rows: 2, added: 0, revised: 1 });
    expect(await lines()).toEqual({ "North 2024/25": 10_000, "North 2025/26": 12_000, "South 2024/25": -2_000 });
    given(await undo(served, String(second.batchId)));
    given(await undo(served, String(first.batchId)));
    expect(await lines()).toEqual({});
  });

  test("each bad row is told, and none is stored", async () => {
    const text = "Centre,Year,Amount\nNorth,2024/25,100\nNorth,2024/25,100\n,2024/25,1\nSouth,2024/26,1\nSouth,2024/25,many\nSouth,2025/26,1.005\n";
    expect((await faults(text, byRows)).map(({ line, column }) => [line, column])).toEqual([
      [3, "Amount"],
      [4, "Centre"],
      [5, "Year"],
      [6, "Amount"],
      [7, "Amount"],
    ]);
  });

  test("a cost centre that is not there is a fault of each of its rows, where none may be added", async () => {
    await run("Centre,Year,Amount\nNorth,2024/25,100\n", byRows);
    const text = "Centre,Year,Amount\nNorth,2025/26,1\nSouth,2024/25,1\nEast,2024/25,1\n";
    expect(await faults(text, { ...byRows, newCostCentres: false })).toEqual([
      { line: 3, column: "Centre", reason: "There is no cost centre “South”." },
      { line: 4, column: "Centre", reason: "There is no cost centre “East”." },
    ]);
  });

  test("of a version that is not there or is published, or a year that is none, are refused", async () => {
    const text = "Centre,Year,Amount\nNorth,2024/25,100\n";
    expect(await refusedWhole(text, { ...byRows, version: "Final" })).toMatchObject({ code: "NOT_FOUND", field: "map.version" });
    expect(await refusedWhole("Centre,A\nNorth,1\n", { target: "budget lines", version: "Draft", costCentre: "Centre", years: { "2024/26": "A" } })).toMatchObject({
      field: "map.years.2024/26",
    });
    await run(text, byRows);
    given(await served.ask(`mutation($v: ID!) { publishVersion(seen: ${latest}, version: $v) { id } }`, { v: version }));
    expect(await refusedWhole("Centre,Year,Amount\nNorth,2024/25,200\n", byRows)).toMatchObject({ code: "PUBLISHED", field: "map.version" });
  });
});
