// Files that are larger than anybody means to import: a clear answer, nothing stored, and no more read of them than it takes to tell.
import { closeSync, ftruncateSync, mkdtempSync, openSync, rmSync, writeFileSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, describe, expect, test } from "vitest";
import { insertion } from "../../db/write/change.ts";
import { applyBatch } from "../../db/write/changes.ts";
import { machineOwner } from "../../server/http/viewer.ts";
import { importFile } from "../../server/import/importFile.ts";
import { readFileAs } from "../../server/import/reading.ts";
import { everything } from "../db/rows.ts";
import { freshStore, type TestStore } from "../setup/stores.ts";

const folder = mkdtempSync(join(tmpdir(), "tabled-large-"));
afterAll(() => rmSync(folder, { recursive: true }));
const twoGigabytes = 2 ** 31;

/** A file of this size that takes no room: what follows its beginning is nil. */
function sparse(name: string, begins: string): string {
  const path = join(folder, name);
  const file = openSync(path, "w");
  writeSync(file, begins);
  ftruncateSync(file, twoGigabytes);
  closeSync(file);
  return path;
}

describe("a file of 2 GB", () => {
  test("that is no text is told by its beginning", async () => {
    await expect(readFileAs(null, { path: sparse("nil.csv", ""), choices: {} })).rejects.toThrow("This is not a table of text.");
  });

  test("that has the first bytes of a workbook is refused by its size", async () => {
    await expect(readFileAs(null, { path: sparse("large.xlsx", "PK\u0003\u0004"), choices: {} })).rejects.toThrow("The workbook is larger than 50 MiB.");
  });
});

describe("a file that states more than can be in memory", () => {
  let store: TestStore;
  afterEach(() => store.remove());

  test("is refused once it has been read so far, and nothing of it is stored", async () => {
    store = await freshStore("sqlite");
    const version = { id: "draft", name: "Draft", firstYear: "2026/27", yearCount: 2, state: "draft", createdAt: "2026-01-01T00:00:00.000Z" };
    const changes = [insertion("authority", { id: "council", name: "Council" }), insertion("budgetVersion", version)];
    await store.db.write((on) => applyBatch(on, machineOwner, { authorityId: "council", why: "Begin", changes }));
    const before = await everything(store.db);
    const path = join(folder, "lines.csv");
    writeFileSync(path, `Name,2026/27,2027/28\n${["North", "South", "East"].map((name) => `${name},1,2`).join("\n")}\n`);
    const map = JSON.stringify({ target: "budget lines", version: "Draft", costCentre: "Name", years: { "2026/27": "2026/27", "2027/28": "2027/28" } });
    const asked = { authorityId: "council", path, name: "lines.csv", preview: false };
    for (const by of [{ map }, { choices: { unit: "pounds" } as const }]) {
      await expect(importFile(store.db, machineOwner, { ...asked, ...by, mostFacts: 5 })).rejects.toMatchObject({
        field: "file",
        message: "The file states more than 5 figures. Cut it into files of fewer, by year for example, and import them one after the other.",
      });
      expect(await everything(store.db)).toEqual(before);
    }
    expect(await importFile(store.db, machineOwner, { ...asked, map, mostFacts: 6 })).toMatchObject({ added: 6 });
  });
});
