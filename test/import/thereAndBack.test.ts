// A budget's table as Tabled exports it, read back: as it is it changes nothing, and edited it changes what was edited.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { readOds, writeOds } from "hucre/ods";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { amountsByName } from "../../db/budgetNames.ts";
import { machineOwner } from "../../server/http/viewer.ts";
import { importFile } from "../../server/import/importFile.ts";
import { readFileAs } from "../../server/import/reading.ts";
import { newAuthority } from "../api/commissioner.ts";
import { addCommitment, given, nineBeds } from "../api/officer.ts";
import { everything } from "../db/rows.ts";
import { few, seed } from "../setup/samples.ts";
import { type Served, serve } from "../setup/served.ts";

const folder = mkdtempSync(join(tmpdir(), "tabled-back-"));
afterAll(() => rmSync(folder, { recursive: true }));
const formats = ["csv", "xlsx", "ods", "json"] as const;
const units = ["POUNDS", "THOUSANDS", "MILLIONS"] as const;
const years = ["2026/27", "2027/28", "2028/29"];

let served: Served;
const file = (name: string, content: string | Uint8Array) => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};

async function draftOf(authority: string, rows: readonly (readonly string[])[]): Promise<string> {
  const { createVersion } = given(
    await served.ask(`mutation($a: ID!) { createVersion(authority: $a, input: { name: "Draft", firstYear: "2026/27", yearCount: 3 }) { id } }`, { a: authority }),
  );
  const path = file("first.csv", [["Cost centre", "Service group", ...years], ...rows].map((row) => row.map((value) => `"${value.replaceAll('"', '""')}"`).join(",")).join("\n"));
  await importFile(served.db, machineOwner, { authorityId: authority, path, name: "first", choices: { unit: "pounds" }, preview: false });
  return createVersion.id;
}

async function exported(authority: string, version: string, format: string, unit: string): Promise<Buffer> {
  const url = `/export/mediumTermTable.${format}?authority=${authority}&version=${version}&unit=${unit}`;
  const answer = await served.app.inject({ method: "GET", url, headers: { host: "localhost" } });
  expect(answer.statusCode, answer.body).toBe(200);
  return answer.rawPayload;
}

/** Imports what was exported; the unit is said where neither the file nor what is stored tells it. */
async function back(authority: string, path: string, unit: (typeof units)[number]) {
  const stored = { db: served.db, viewer: machineOwner, authorityId: authority };
  const { asks } = await readFileAs(stored, { path, choices: {} });
  const open = asks.filter(({ taken }) => taken === undefined);
  const choices = open.some(({ about }) => about === "unit") ? { unit: unit.toLowerCase() as "pounds" } : {};
  return importFile(served.db, machineOwner, { authorityId: authority, path, name: "back", choices, preview: false });
}

const amounts = async (authority: string) => {
  const found = await served.db.read((on) => amountsByName(on, machineOwner, new Map([[authority, "Draft"]])));
  return Object.fromEntries(found.map(({ costCentre, year, amountPence }) => [`${costCentre} ${year}`, amountPence]));
};

beforeAll(async () => {
  served = await serve("sqlite", { examples: false });
});
afterAll(() => served.stop());

const rows = [
  ["North", "Residential", "4646123.45", "4614000", "1"],
  ["Mid", "Residential", "2632500.01", "", "2501000"],
  ["Income, of others", "", "-1250000", "-1300000", "0"],
  ["Carers", "Fostering", "5200499.99", "5300000", "5400000"],
];

describe("a budget's table read back", () => {
  test.each(formats.flatMap((format) => units.map((unit) => [format, unit] as const)))("as .%s in %s changes nothing", async (format, unit) => {
    const authority = await newAuthority(served, `Back ${format} ${unit}`);
    const version = await draftOf(authority, rows);
    await addCommitment(served, authority, nineBeds);
    const path = file(`back.${format}`, await exported(authority, version, format, unit));
    const before = await everything(served.db);
    expect(await back(authority, path, unit)).toMatchObject({ added: 0, revised: 0, errorCount: 0, batchId: null });
    expect(await everything(served.db)).toEqual(before);
  });

  test("edited as text and in a workbook changes what was edited, and a mark changes nothing", async () => {
    const authority = await newAuthority(served, "Edited");
    const version = await draftOf(authority, rows);
    const before = await amounts(authority);
    const csv = (await exported(authority, version, "csv", "THOUSANDS")).toString().replace("4614", "4700").replace("5300", "[x]");
    expect(await back(authority, file("edited.csv", csv), "THOUSANDS")).toMatchObject({ added: 0, revised: 1 });
    expect(await amounts(authority)).toEqual({ ...before, "North 2027/28": 470_000_000 });
    // As LibreOffice writes it: the sheets again, one cell another.
    const { sheets } = await readOds(await exported(authority, version, "ods", "THOUSANDS"));
    expect(sheets.length).toBe(4);
    const workbook = await writeOds({
      sheets: [
        {
          name: "Table_1",
          rows: [["Budget, £000s"], ["Item", ...years], ["North", 4646.12345, 4700, 0.001], ["Mid", 2633, "[x]", 2501], ["Total budget", 7279.12345, "[x]", 2501.001]],
        },
      ],
    });
    expect(await back(authority, file("edited.ods", workbook), "THOUSANDS")).toMatchObject({ added: 0, revised: 1 });
    expect(await amounts(authority)).toEqual({ ...before, "North 2027/28": 470_000_000, "Mid 2026/27": 263_300_000 });
  });

  test("any budget, in any format and unit", async () => {
    const pence = fc.oneof(fc.constant(null), fc.integer({ min: -9_000_000_00, max: 90_000_000_00 }), fc.integer({ min: -200_000, max: 200_000 }), fc.constant(0));
    const name = fc.constantFrom("Residential", "Fostering, in-house", "Total look-alike no", "Agency “A”", "Children’s homes", "2 to 1 support", "Leaving care", "Adoption");
    const table = fc.uniqueArray(fc.record({ name, amounts: fc.array(pence, { minLength: 3, maxLength: 3 }) }), { selector: (row) => row.name, minLength: 2, maxLength: 8 });
    let number = 0;
    await fc.assert(
      fc.asyncProperty(table, fc.constantFrom(...formats), fc.constantFrom(...units), async (lines, format, unit) => {
        number += 1;
        const authority = await newAuthority(served, `Any ${number}`);
        fc.pre(lines.some(({ amounts }) => amounts.some((each) => each !== null)));
        const version = await draftOf(
          authority,
          lines.map(({ name, amounts }) => [name, "", ...amounts.map((each) => (each === null ? "" : (each / 100).toFixed(2)))]),
        );
        const before = await amounts(authority);
        const path = file(`any.${format}`, await exported(authority, version, format, unit));
        expect(await back(authority, path, unit)).toMatchObject({ added: 0, revised: 0, errorCount: 0 });
        expect(await amounts(authority)).toEqual(before);
        // One amount that is another by so much that no rounding hides it.
        const printedRows: string[][] = parse(await exported(authority, version, "csv", unit), { bom: true });
        const row = printedRows.find(([name]) => `${name} ${years[0]}` in before);
        const column = printedRows[0]?.findIndex((heading) => heading.startsWith(years[0] as string)) ?? -1;
        if (!row) return;
        const printed = Math.round((Number(row[column]) + 1_000) * 100) / 100;
        row[column] = String(printed);
        const edited = file("edited-any.csv", printedRows.map((line) => line.map((value) => `"${value.replaceAll('"', '""')}"`).join("\t")).join("\r\n"));
        expect(await back(authority, edited, unit)).toMatchObject({ added: 0, revised: 1, errorCount: 0 });
        const scale = { POUNDS: 100, THOUSANDS: 100_000, MILLIONS: 100_000_000 }[unit];
        expect(await amounts(authority)).toEqual({ ...before, [`${row[0]} ${years[0]}`]: Math.round(printed * scale) });
      }),
      { numRuns: few(300, 30), seed },
    );
  });
});
