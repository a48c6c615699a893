// JSON of every table is read by its schema with ajv, which we did not write, and each cell is what /graphql says.
import { Ajv2020 } from "ajv/dist/2020.js";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Exact } from "../../server/finance/exact.ts";
import type { Served } from "../setup/served.ts";
import { asked, cellText, everyAddress, everyKind, file, follow, savedReport, serveTables } from "./everyTable.ts";

let served: Served;
let schema: Record<string, unknown>;
const ajv = new Ajv2020({ allErrors: true, strict: true, allowUnionTypes: true });

beforeAll(async () => {
  served = await serveTables();
  schema = (await follow(served, "/export/table.schema.json")).json();
  ajv.addSchema(schema, "table");
});
afterAll(() => served.stop());

const isValid = (data: unknown) => ajv.validate("table", data);
const perUnit: Record<string, bigint> = { "£": 1n, "£000s": 1_000n, "£m": 1_000_000n };

describe("JSON", () => {
  test("has a schema that is one, described in every part", async () => {
    const response = await follow(served, "/export/table.schema.json");
    expect(response.headers["content-type"]).toBe("application/schema+json; charset=utf-8");
    expect(ajv.validateSchema(schema)).toBe(true);
    const undescribed: string[] = [];
    const look = (at: unknown, path: string) => {
      if (typeof at !== "object" || at === null) return;
      for (const [name, property] of Object.entries((at as { properties?: object }).properties ?? {})) if (!property.description) undescribed.push(`${path}.${name}`);
      for (const [key, value] of Object.entries(at)) look(value, `${path}.${key}`);
    };
    look(schema, "");
    expect(undescribed).toEqual([]);
  });

  test("of every table follows it, and has every cell as /graphql has it", async () => {
    const addresses = await everyAddress(served);
    expect([...new Set(addresses.map((address) => address.split("?")[0]))].sort()).toEqual(everyKind);
    let cells = 0;
    for (const address of addresses) {
      const table = await asked(served, address);
      const read = JSON.parse((await file(served, address, "json")).toString("utf8"));
      expect(isValid(read), `${address}: ${ajv.errorsText()}`).toBe(true);
      expect(read).toMatchObject({ $schema: "/export/table.schema.json", madeOn: "2026-11-21" });
      const { title, source, unit, dataVersion } = table;
      expect(read).toMatchObject({ title, source, unit, dataVersion, address: table.address });
      expect(read.columns.map(({ key, status }: { key: string; status: string }) => ({ key, status }))).toEqual(table.columns.map(({ key, status }) => ({ key, status })));
      expect(read.notes.slice(0, table.notes.length).map(({ text }: { text: string }) => text)).toEqual(table.notes);
      expect(read.rows).toHaveLength(table.rows.length);
      for (const [at, row] of table.rows.entries()) {
        const { key, level, label, status } = row;
        expect(read.rows[at]).toMatchObject({ key, level, label, status, kind: row.kind.toLowerCase().replace("_", " ") });
        if (row.kind === "HEADING") continue;
        expect(read.rows[at].cells).toHaveLength(table.columns.length);
        for (const [index, cell] of row.cells.entries()) {
          const got = read.rows[at].cells[index];
          expect([got.rating, got.shown].filter(Boolean).join(" "), `${address}, ${label}`).toBe(cellText(cell));
          expect(got.notes.map((number: number) => read.notes[number - 1].text)).toEqual(cell.note ? [cell.note] : []);
          if (cell.exact === null) expect(got.value).toBeNull();
          else expect(valueInPounds(got)).toBe(Exact.decimal(cell.exact).rounded(12));
          cells += 1;
        }
      }
    }
    expect(cells).toBeGreaterThan(2_000);
  });

  test("of a report has its tables in order under their own headings", async () => {
    const id = await savedReport(served, "essex", "Cabinet, December", [
      { address: "blockCase.curve?id=havering-block-case" },
      { address: "mediumTermTable?authority=essex&unit=THOUSANDS", heading: "What remains" },
    ]);
    const read = JSON.parse((await file(served, `report?id=${id}`, "json")).toString("utf8"));
    expect(isValid(read), ajv.errorsText()).toBe(true);
    expect(read.title).toBe("Cabinet, December");
    expect(read.tables.map(({ title }: { title: string }) => title)).toEqual([(await asked(served, "blockCase.curve?id=havering-block-case")).title, "What remains"]);
  });

  test("with a member more, or one less, is refused by the schema", async () => {
    const read = JSON.parse((await file(served, "mediumTermTable?authority=essex", "json")).toString("utf8"));
    expect(isValid(read)).toBe(true);
    expect(isValid({ ...read, more: 1 })).toBe(false);
    expect(isValid({ ...read, rows: [{ ...read.rows[0], more: 1 }] })).toBe(false);
    expect(isValid({ ...read, rows: [{ ...read.rows[0], cells: [{ ...read.rows[0].cells[0], value: 4646 }] }] })).toBe(false);
    const { unit: _, ...without } = read;
    expect(isValid(without)).toBe(false);
  });
});

/** A cell's value in pounds, or a share, to 12 places: how /graphql says it. */
function valueInPounds({ value, unit }: { value: string; unit: string }): bigint {
  const given = Exact.decimal(value);
  const per = perUnit[unit];
  return (unit === "percentage points" ? given.dividedBy(Exact.whole(100)) : per ? given.times(Exact.whole(per)) : given).rounded(12);
}
