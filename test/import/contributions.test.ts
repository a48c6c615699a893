// Contributions out of a file: members' shares and what pools cost, by the stored names; the same again no change; undone whole.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { machineOwner } from "../../server/http/viewer.ts";
import { importFile } from "../../server/import/importFile.ts";
import { readFileAs } from "../../server/import/reading.ts";
import type { Choices } from "../../server/reading/proposal.ts";
import { newAuthority, undo } from "../api/commissioner.ts";
import { given } from "../api/officer.ts";
import { type Served, serve } from "../setup/served.ts";
import { engines } from "../setup/stores.ts";

describe.each(engines)("contributions on %s", (engine) => {
  const folder = mkdtempSync(join(tmpdir(), "tabled-contributions-"));
  let served: Served;
  let authority: string;
  let partnership: string;
  let count = 0;
  beforeAll(async () => {
    served = await serve(engine, { examples: false });
  });
  afterAll(async () => {
    await served.stop();
    rmSync(folder, { recursive: true });
  });
  beforeEach(async () => {
    authority = await newAuthority(served, `Contributions ${++count}`);
    const input = {
      name: "Commissioning partnership",
      firstYear: "2025/26",
      yearCount: 3,
      roundToPence: 1,
      settledBy: "PLACES_ALLOCATED",
      partners: [{ name: "London Borough of Havering" }, { name: "Barking & Dagenham" }, { name: "Redbridge" }],
      pools: [
        { name: "Placements", kind: "PLACEMENTS", basis: "STATED_SHARES" },
        { name: "Office", kind: "ADMINISTRATION", basis: "EQUAL" },
      ],
      weights: [{ pool: "Placements", partner: "London Borough of Havering", weight: "1" }],
    };
    partnership = given(await served.ask("mutation($a: ID!, $i: PartnershipInput!) { createPartnership(authority: $a, input: $i) { id } }", { a: authority, i: input }))
      .createPartnership.id;
  });
  const file = (...lines: string[]) => {
    const path = join(folder, "contributions.csv");
    writeFileSync(path, lines.join("\n"));
    return path;
  };
  const imported = (path: string, choices: Choices = {}) => importFile(served.db, machineOwner, { authorityId: authority, path, name: "contributions", choices, preview: false });
  const read = (path: string, choices: Choices = {}) => readFileAs({ db: served.db, viewer: machineOwner, authorityId: authority }, { path, choices });
  const stored = async () => {
    const { partnership: found } = given(
      await served.ask(
        `{ partnership(id: "${partnership}") { partners { id name } pools { id name } amounts { poolId year amountPence } weights { poolId partnerId fromYear weight } } }`,
      ),
    );
    const name = new Map([...found.partners, ...found.pools].map(({ id, name }: { id: string; name: string }) => [id, name]));
    return {
      amounts: found.amounts.map(({ poolId, year, amountPence }: { poolId: string; year: string; amountPence: number }) => `${name.get(poolId)} ${year} ${amountPence}`),
      weights: found.weights.map(
        (each: { partnerId: string; fromYear: string | null; weight: string }) => `${name.get(each.partnerId)} ${each.fromYear ?? "first"} ${each.weight}`,
      ),
    };
  };
  const shares = ["Member,2025/26,2026/27,2027/28", "Havering,50%,40%,40%", "Barking and Dagenham,30%,35%,35%", "LB Redbridge,20%,25%,25%", "Total,100%,100%,100%"];

  test("that are shares come in from the year that they hold from, and a year that says the same is no change", async () => {
    const path = file(...shares);
    const proposal = await read(path);
    expect(proposal).toMatchObject({ as: "contributions", years: ["2025/26", "2026/27", "2027/28"], incoming: { count: 9, sumPence: null }, refused: null });
    expect(proposal.asks).toMatchObject([
      { about: "shares", taken: "100%" },
      { about: "partnership", taken: "Commissioning partnership" },
      { about: "pool", taken: "Placements", options: ["Placements"] },
    ]);
    const first = await imported(path);
    expect(first).toMatchObject({ stated: 9, errors: [] });
    expect((await stored()).weights.sort()).toEqual([
      "Barking & Dagenham 2026/27 0.35",
      "Barking & Dagenham 2027/28 0.35",
      "Barking & Dagenham first 0.3",
      "London Borough of Havering 2026/27 0.4",
      "London Borough of Havering 2027/28 0.4",
      "London Borough of Havering first 0.5",
      "Redbridge 2026/27 0.25",
      "Redbridge 2027/28 0.25",
      "Redbridge first 0.2",
    ]);
    expect(await imported(path)).toMatchObject({ added: 0, revised: 0, batchId: null });
    given(await undo(served, String(first.batchId)));
    expect(await stored()).toEqual({ amounts: [], weights: ["London Borough of Havering first 1"] });
  });

  test("that are amounts are what the pool costs, with shares from which each member's comes out to the penny", async () => {
    const lines = [
      "Member,2025/26,2026/27",
      "Havering,£500000.01,£520000",
      "Barking and Dagenham,£300000,£310000.50",
      "Redbridge,£199999.99,£209999.49",
      "Total,£1000000,£1039999.99",
    ];
    const path = file(...lines);
    expect(await read(path, { pool: "Placements" })).toMatchObject({ totals: [{ agrees: [true, true] }], incoming: { sumPence: 203_999_999 } });
    expect((await read(path)).asks.filter(({ taken }) => taken === undefined)).toMatchObject([{ about: "pool", options: ["Placements", "Office"] }]);
    await imported(path, { pool: "Placements" });
    expect((await stored()).amounts).toEqual(["Placements 2025/26 100000000", "Placements 2026/27 103999999"]);
    const { contributionTable } = given(await served.ask(`{ contributionTable(partnership: "${partnership}", years: 2) { rows { key label cells { shown } } } }`));
    const shown = Object.fromEntries(
      contributionTable.rows.flatMap(({ key, label, cells }: { key: string; label: string; cells: { shown: string }[] }) =>
        key.startsWith("share:") && cells[0]?.shown !== "[x]" ? [[label, cells.map(({ shown }) => shown)]] : [],
      ),
    );
    expect(shown).toEqual({
      "London Borough of Havering": ["500,000.01", "520,000.00"],
      "Barking & Dagenham": ["300,000.00", "310,000.50"],
      Redbridge: ["199,999.99", "209,999.49"],
    });
    expect(await imported(path)).toMatchObject({ added: 0, revised: 0, batchId: null });
  });

  test("of pools alone, and of a member that is not there", async () => {
    expect(await imported(file("Pool,2025/26,2026/27", "Placements,£100,£110", "Office,£50,£51", "Elsewhere,£1,£1"))).toMatchObject({ added: 4, errors: [] });
    expect((await stored()).amounts).toEqual(["Placements 2025/26 10000", "Placements 2026/27 11000", "Office 2025/26 5000", "Office 2026/27 5100"]);
    const path = file("Member,Share", "Havering,50%", "Barking and Dagenham,30%", "Newham,20%");
    const proposal = await read(path);
    expect(proposal.asks).toContainEqual({ about: "unknown", question: "Newham is no member of Commissioning partnership.", options: ["add them", "leave them out"] });
    expect(await imported(path, { unknown: "leave them out" })).toMatchObject({ errorCount: 1, errors: [{ reason: expect.stringContaining("80%") }] });
    expect(await imported(path, { unknown: "add them" })).toMatchObject({ errorCount: 0, added: 2, revised: 1 });
    expect((await stored()).weights).toEqual(["London Borough of Havering first 0.5", "Barking & Dagenham first 0.3", "Newham first 0.2"]);
  });

  test("are refused by their line in a mapping that names what is not there", async () => {
    const path = file("Pool,Who,Part", "Placements,Havering,0.5", "Nowhere,Redbridge,0.5", "Placements,Redbridge,half");
    const map = JSON.stringify({ target: "contributions", partnership: "Commissioning partnership", pool: "Pool", member: "Who", weight: "Part" });
    const result = await importFile(served.db, machineOwner, { authorityId: authority, path, name: "mapped.csv", map, preview: false });
    expect(result.errors.map(({ line, column }) => [line, column])).toEqual([
      [2, "Who"],
      [3, "Pool"],
      [4, "Part"],
    ]);
  });

  test("are refused by their line where a weight is negative, or more than anybody has", async () => {
    const path = file(
      "Pool,Member,Year,Weight",
      "Placements,Redbridge,2026/27,-1",
      `Placements,Redbridge,2027/28,1${"0".repeat(29)}`,
      "Placements,Barking & Dagenham,2026/27,1000000000",
    );
    const map = JSON.stringify({ target: "contributions", partnership: "Commissioning partnership", pool: "Pool", member: "Member", year: "Year", weight: "Weight" });
    const { errors } = await importFile(served.db, machineOwner, { authorityId: authority, path, name: "weights.csv", map, preview: false });
    expect(errors.map(({ line, column }) => [line, column])).toEqual([
      [2, "Weight"],
      [3, "Weight"],
    ]);
  });
});
