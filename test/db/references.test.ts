// What points at what, as the tables declare it.
import { getTableColumns } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { kindOf } from "../../db/engine/dialect.ts";
import { partOfBy, pointers, type TableName, tableNameOf } from "../../db/references.ts";
import { sqliteTables } from "../../db/tables.ts";

describe("References", () => {
  test("name the table of each column that names a row", () => {
    expect(pointers.benefit).toEqual({ authorityId: "authority", kpiId: "kpi", subjectId: "kpiSubject" });
    expect(tableNameOf(sqliteTables.benefit)).toBe("benefit");
    expect(partOfBy.upliftRate).toBe("seriesId");
  });

  test("are declared for every column that holds an id, but for a row's own and for what a note is on", () => {
    const elsewhere = ["note", "savedView", "reportItem", "change", "changeBatch", "publication", "upgrade"];
    const undeclared = Object.entries(sqliteTables)
      .filter(([name]) => !elsewhere.includes(name))
      .flatMap(([name, table]) =>
        Object.entries(getTableColumns(table)).flatMap(([key, column]) => (kindOf(column) === "id" && key !== "id" && !pointers[name as TableName][key] ? [`${name}.${key}`] : [])),
      );
    expect(undeclared).toEqual([]);
  });
});
