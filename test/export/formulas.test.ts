// Workbooks with formulas, worked out anew by a second library and, where it is installed, by LibreOffice: every cell is to the penny what /graphql says.
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { formulasXlsx } from "../../server/export/formulas.ts";
import type { PrintedTable } from "../../server/export/printed.ts";
import { Exact } from "../../server/finance/exact.ts";
import { deducted, type Figure, input, named, power, product, quotient, settled, sum } from "../../server/finance/figure.ts";
import type { MoneyUnit } from "../../server/finance/money.ts";
import { addCommitment, edit, given, nineBeds, nineBedsIn, startSheet } from "../api/officer.ts";
import { latest } from "../setup/latest.ts";
import type { Served } from "../setup/served.ts";
import { asked, everyAddress, file, serveTables } from "./everyTable.ts";
import { hasOffice, readByOffice } from "./office.ts";
import { compareSheet, rewritten } from "./sheets.ts";
import { type WorkedOut, workedOut } from "./workedOut.ts";

let served: Served;
let addresses: string[];
beforeAll(async () => {
  served = await serveTables();
  addresses = await everyAddress(served);
});
afterAll(() => served.stop());

const how = { more: ["Input or formula"], recalculated: true };
const cellsFew = 2_000;
const formulasFew = 400;
const last = <Item>(items: readonly Item[]) => items[items.length - 1] as Item;

/** Takes away what was worked out when the file was made, so that only the formulas are left. */
const withoutValues = (bytes: Uint8Array) =>
  rewritten(bytes, (text, path) => (path.startsWith("xl/worksheets/sheet") ? text.replace(/(<f>[^<]*<\/f>)<v>[^<]*<\/v>/g, "$1") : text));

describe("every computed cell as a formula", () => {
  test("gives the figures that /graphql gives, by fast-formula-parser", async () => {
    let cells = 0;
    let formulas = 0;
    const halfKnown: string[] = [];
    for (const address of addresses) {
      const sheets = await workedOut(await file(served, address, "formulas.xlsx"));
      const table = await asked(served, address);
      cells += compareSheet(table, last(sheets).rows, how);
      formulas += last(sheets).formulas.size;
      const shown = table.rows.flatMap((row) => row.cells.map((cell) => cell.shown));
      if (shown.includes("[x]") && last(sheets).formulas.size > 0) halfKnown.push(address.split("?")[0] as string);
    }
    // What is not known is so beside what is worked out, in a table of each kind that can have both.
    expect([...new Set(halfKnown)]).toEqual(
      expect.arrayContaining(["blockCase.table", "contributionTable", "mediumTermTable", "monitoringTable", "optionsTable", "versionComparison"]),
    );
    expect(cells).toBeGreaterThan(cellsFew);
    expect(formulas).toBeGreaterThan(formulasFew);
  });

  test.skipIf(!hasOffice)(
    "gives them, and shows what the table prints, by LibreOffice with nothing but the formulas",
    async () => {
      const files = new Map<string, Uint8Array>();
      for (const [index, address] of addresses.entries()) files.set(`table${index}.xlsx`, withoutValues(await file(served, address, "formulas.xlsx")));
      let cells = 0;
      for (const [index, sheets] of [...readByOffice(files).values()].entries()) cells += compareSheet(await asked(served, addresses[index] as string), last(sheets).rows, how);
      expect(cells).toBeGreaterThan(cellsFew);
    },
    300_000,
  );

  test("has the value beside each formula that the formula gives", async () => {
    for (const address of addresses) {
      const bytes = await file(served, address, "formulas.xlsx");
      const held = await workedOut(rewritten(bytes, (text) => text.replace(/<f>[^<]*<\/f>/g, "")));
      const made = await workedOut(bytes);
      for (const [index, { name, rows }] of made.entries()) {
        for (const [at, row] of rows.entries())
          for (const [column, { value }] of row.entries()) {
            const beside = held[index]?.rows[at]?.[column]?.value ?? null;
            if (value === null) expect(beside, `${address}, ${name}, row ${at + 1}`).toBeNull();
            else expect(Math.abs(value - (beside as number)), `${address}, ${name}, row ${at + 1}`).toBeLessThanOrEqual(1e-9 * Math.max(1, Math.abs(value)));
          }
      }
    }
  });

  test("adds cost centres, takes commitments off, and multiplies places, price, weeks and uplifts: Essex", async () => {
    const sheet = last(await workedOut(await file(served, "mediumTermTable?authority=essex&version=essex-mtrs-2023", "formulas.xlsx")));
    const rowOf = (label: string) => sheet.rows.findIndex(([first]) => first?.text === label) + 1;
    const [north, south, total, vale, contracts, remaining] = [
      "Mainstream Residential North",
      "Mainstream Residential South",
      "Total Mainstream Residential",
      "Roach Vale",
      "Block contracts for mainstream residential placements",
      "Remaining unallocated budget",
    ].map(rowOf) as [number, number, number, number, number, number];
    expect(sheet.formulas.get(`C${total}`)).toBe(`SUM(C${north}:C${south})`);
    expect(sheet.formulas.get(`C${remaining}`)).toBe(`SUM(C${vale - 1}:C${contracts})`);
    expect(sheet.formulas.get(`C${contracts}`)).toMatch(/^-Inputs!\$E\$\d+\*Inputs!\$E\$\d+\*Inputs!\$E\$\d+\*Inputs!\$E\$\d+\/1000$/);
    const said = (row: number) => last(sheet.rows[row - 1] ?? []).text;
    expect([said(north), said(total), said(vale), said(contracts)]).toEqual(["Input", "Formula", "Input", "Formula"]);
    expect(sheet.formulas.has(`C${north}`)).toBe(false);
  });

  test("leaves what a rule has rounded together a number, and says so", async () => {
    const sheet = last(await workedOut(await file(served, "contributionTable?partnership=havering-partnership", "formulas.xlsx")));
    const row = sheet.rows.findIndex((cells) => cells.some(({ text }) => text === "London Borough of Hackney"));
    expect(last(sheet.rows[row] ?? []).text).toBe("Set by a rule");
    expect([...sheet.formulas.keys()].some((at) => at.endsWith(String(row + 1)) && /^[A-Z]+$/.test(at.slice(0, -String(row + 1).length)))).toBe(false);
  });
});

describe("an input that is typed over", () => {
  test("changes what the server's own table changes when that fact does", async () => {
    const sheet = await startSheet(served, "Auditors");
    const id = await addCommitment(served, sheet.authority, { ...nineBeds, places: [{ places: 9, startsOn: "2024-10-01", firstYearShare: "0.5" }], weeksPerYear: "WEEKS_52_14" });
    const address = `mediumTermTable?authority=${sheet.authority}&version=${sheet.version}&unit=THOUSANDS`;
    const before = await file(served, address, "formulas.xlsx");
    const cell = `budget:${sheet.centres[0]}:2024/25`;
    given(await edit(served, sheet, [{ cell, typed: "£123,456.78", expected: 10_000_000 }]));
    const input = {
      ...nineBedsIn(sheet.authority),
      weeklyRatePounds: "1234.56",
      places: [{ places: 11, startsOn: "2024-10-01", firstYearShare: "0.5" }],
      weeksPerYear: "WEEKS_52_14",
    };
    given(await served.ask(`mutation($id: ID!, $i: CommitmentInput!) { changeCommitment(seen: ${latest}, id: $id, input: $i) { id } }`, { id, i: input }));
    const table = await asked(served, address);

    // 100 (£000s) becomes 123.45678; nine places eleven; £1,000 a week £1,234.56.
    const typed = (bytes: Uint8Array) =>
      rewritten(bytes, (text, path) => {
        if (!path.startsWith("xl/worksheets/sheet")) return text;
        if (text.includes(">Price a week<") || text.includes(">price a week<")) return text.replace("<v>9</v>", "<v>11</v>").replace("<v>1000</v>", "<v>1234.56</v>");
        return text.replace("<v>100</v>", "<v>123.45678</v>");
      });
    const changed = withoutValues(typed(before));
    // The status of a row and its notes stay as they were; figures follow.
    const figuresOf = (rows: readonly (readonly { text: string | null; value: number | null }[])[]) => {
      const start = rows.findIndex(([first]) => first?.text === "Item");
      return rows.slice(start + 1).map((row) => row.flatMap(({ value }) => (value === null ? [] : [value])));
    };
    const expected = table.rows.map(({ cells }) => cells.flatMap(({ exact }) => (exact === null ? [] : [Number(exact) / 1000])));
    const near = (found: number[][]) => {
      expect(found.map((row) => row.length)).toEqual(expected.map((row) => row.length));
      for (const [at, row] of found.entries()) for (const [index, value] of row.entries()) expect(Math.abs(value - (expected[at]?.[index] as number))).toBeLessThan(0.005 / 1000);
    };
    near(figuresOf(last(await workedOut(changed)).rows));
    const unchanged = figuresOf(last(await workedOut(before)).rows);
    expect(unchanged).not.toEqual(expected);
    if (hasOffice) near(figuresOf(last([...readByOffice(new Map([["changed.xlsx", changed]])).values()][0] ?? []).rows));
  });
});

/** A table of one column, its rows in their order. */
function tableOf(figures: readonly Figure[], unit: MoneyUnit): PrintedTable {
  const units = { pounds: 1n, thousands: 1_000n, millions: 1_000_000n };
  return {
    address: "mediumTermTable?authority=own",
    title: "Own",
    source: null,
    unit: "£",
    moneyUnit: "pounds",
    unitSaid: "Amounts are in pounds.",
    dataVersion: 1,
    labelHeading: "Item",
    columns: [{ key: "2024/25", label: "2024/25", status: "", words: false, rated: false }],
    notes: [],
    shorthands: [],
    grouped: false,
    stated: false,
    size: figures.length,
    rows: () =>
      figures.map((figure, index) => ({
        key: String(index),
        kind: "line",
        level: 0,
        label: `Row ${index}`,
        status: null,
        group: null,
        cells: [{ shown: "", number: { value: figure.value.dividedBy(Exact.whole(units[unit])), unit, figure }, rating: null, notes: [] }],
      })),
  };
}

async function sheetsOf(table: PrintedTable): Promise<WorkedOut[]> {
  const pieces: Uint8Array[] = [];
  for await (const piece of formulasXlsx({ title: "Own", isReport: false, tables: [table], dataVersion: 1, madeOn: "2026-11-21", chart: () => null }))
    pieces.push(Buffer.from(piece));
  return workedOut(Buffer.concat(pieces));
}

async function valuesOf(figures: readonly Figure[], unit: MoneyUnit): Promise<number[]> {
  const { rows } = last(await sheetsOf(tableOf(figures, unit)));
  return rows.slice(rows.findIndex(([first]) => first?.text === "Item") + 1).map((row) => row[1]?.value as number);
}

const amount = (pounds: number) => input(Exact.whole(pounds), "pounds");

describe("a figure's tree", () => {
  test("that adds very many cells apart is added up in steps", async () => {
    const rows = Array.from({ length: 3_000 }, (_, index) => named(`Row ${index}`, amount(index)));
    const figures = [...rows, named("Every other", sum(rows.filter((_, index) => index % 2 === 0)))];
    const sheets = await sheetsOf(tableOf(figures, "thousands"));
    const formulas = sheets.flatMap((sheet) => [...sheet.formulas.values()]);
    expect(Math.max(...formulas.map(({ length }) => length))).toBeLessThan(8_192);
    expect(Math.max(...formulas.map((formula) => formula.split(",").length))).toBeLessThan(255);
    // 0 + 2 + … + 2,998 is 1,499 × 1,500.
    expect(last(last(sheets).rows)[1]?.value).toBeCloseTo((1_499 * 1_500) / 1_000, 9);
  });

  test("that is nested deeply is worked out in steps", async () => {
    let figure: Figure = amount(2);
    for (let depth = 0; depth < 80; depth += 1) figure = sum([product([figure, quotient(amount(1), amount(2))]), amount(1)]);
    const sheets = await sheetsOf(tableOf([named("Deep", figure)], "pounds"));
    const formulas = sheets.flatMap((sheet) => [...sheet.formulas.values()]);
    const nesting = formulas.map((formula) => {
      let [open, most] = [0, 0];
      for (const sign of formula) {
        open += Number(sign === "(") - Number(sign === ")");
        most = Math.max(most, open);
      }
      return most;
    });
    expect(Math.max(...nesting)).toBeLessThan(64);
    expect(last(last(sheets).rows)[1]?.value).toBeCloseTo(Number(figure.value.toString()), 9);
  });

  test("keeps 365/7 weeks as 365/7", async () => {
    const sheets = await sheetsOf(tableOf([named("Weeks", product([amount(7), input(Exact.ratio(365n, 7n), "weeks")]))], "pounds"));
    expect([...(sheets.find(({ name }) => name === "Inputs")?.formulas.values() ?? [])]).toEqual(["365/7"]);
    expect(last(last(sheets).rows)[1]?.value).toBe(365);
  });

  test("takes a minus before a power as it is meant", async () => {
    const raised = power(amount(-3), 2);
    const figures = [named("Off", deducted(raised)), named("Sum", sum([deducted(power(amount(2), -2)), amount(1)]))];
    expect(await valuesOf(figures, "pounds")).toEqual([-9, 0.75]);
  });

  test("gives its value, whatever it is built of and whichever rows show its parts", async () => {
    const step = fc.record({ kind: fc.nat(8), one: fc.nat(), other: fc.nat(), third: fc.nat(), amount: fc.integer({ min: -5_000, max: 5_000 }), shown: fc.boolean() });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 25 }), fc.constantFrom("pounds", "thousands", "millions"), async (steps, unit) => {
        const made: Figure[] = [amount(7)];
        const rows: Figure[] = [];
        for (const [index, each] of steps.entries()) {
          const [one, other, third] = [each.one, each.other, each.third].map((at) => made[at % made.length] as Figure) as [Figure, Figure, Figure];
          const divisor = input(Exact.whole(each.amount % 50 || 3), "plain");
          const small = quotient(other, divisor);
          const built = [
            () => amount(each.amount),
            () => sum([one, other, third]),
            () => sum([one, deducted(other)]),
            () => product([one, input(Exact.ratio(BigInt(each.amount), 10_000n), "percent")]),
            () => quotient(one, divisor),
            () => deducted(sum([one, small])),
            () => sum([deducted(product([one, quotient(divisor, input(Exact.whole(7), "plain"))])), amount(each.amount)]),
            () => sum([settled(one, Exact.whole(one.value.rounded(0)), "to the pound"), other]),
            () => sum([power(input(Exact.ratio(BigInt(each.amount % 20), 10n), "plain"), 2), third]),
          ][each.kind] as () => Figure;
          const figure = named(`Row ${index}`, built());
          made.push(figure);
          if (each.shown || index === steps.length - 1) rows.push(each.kind % 2 === 0 ? figure : named("Off", deducted(figure)));
        }
        const scale = { pounds: 1, thousands: 1_000, millions: 1_000_000 }[unit as MoneyUnit];
        const found = await valuesOf(rows, unit as MoneyUnit);
        for (const [index, { value }] of rows.entries()) {
          const expected = Number(value.toString()) / scale;
          expect(Math.abs((found[index] as number) - expected)).toBeLessThanOrEqual(1e-9 * Math.max(1, Math.abs(expected), 1_000 / scale));
        }
      }),
      { numRuns: 150 },
    );
  }, 60_000);
});
