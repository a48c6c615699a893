// When what was said of a table is remembered: with an import that was kept, and with no other; Undo then has the import as the last of what was done.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { machineOwner } from "../../server/http/viewer.ts";
import { type ImportAsked, importFile } from "../../server/import/importFile.ts";
import { newAuthority } from "../api/commissioner.ts";
import { given } from "../api/officer.ts";
import { type Served, serve } from "../setup/served.ts";
import { engines } from "../setup/stores.ts";

describe.each(engines)("what was said of a table, on %s", (engine) => {
  const folder = mkdtempSync(join(tmpdir(), "tabled-remembering-"));
  const path = join(folder, "budget.csv");
  let served: Served;
  let authority: string;
  beforeAll(async () => {
    writeFileSync(path, "Service,2026/27 (£)\nCare,£100\nFoster,£200\n");
    served = await serve(engine, { examples: false });
    authority = await newAuthority(served, "Northam Borough Council");
    given(await served.ask(`mutation($a: ID!) { createVersion(authority: $a, input: { name: "Draft", firstYear: "2026/27", yearCount: 1 }) { id } }`, { a: authority }));
  });
  afterAll(async () => {
    await served.stop();
    rmSync(folder, { recursive: true });
  });
  const run = (more: Partial<ImportAsked> = {}) =>
    importFile(served.db, machineOwner, { authorityId: authority, path, name: "budget.csv", choices: { unit: "pounds", columns: {} }, preview: false, ...more });
  const found = async () => {
    const { importMaps, undoable } = given(
      await served.ask(`{ importMaps(authority: "${authority}") { nodes { name } } undoable(authority: "${authority}") { undo { batchId why } } }`),
    );
    return { maps: importMaps.nodes.length, undo: undoable.undo };
  };

  test("is not remembered where the import was stopped before it was kept", async () => {
    const before = await found();
    const stopping = new AbortController();
    const stopped = run({ signal: stopping.signal, onProgress: ({ stage }) => stage === "comparing" && stopping.abort() });
    await expect(stopped).rejects.toThrow("The import was stopped, and nothing was written.");
    expect(await found()).toEqual(before);
  });

  test("is remembered after one that was kept, and has no place in Undo", async () => {
    const { batchId } = await run();
    expect(await found()).toEqual({ maps: 1, undo: { batchId: String(batchId), why: "Import budget.csv" } });
  });
});
