// A store into which a test file imports, with an authority of its own for each test, and what its imports leave.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, expect } from "vitest";
import type { Viewer } from "../../db/viewer.ts";
import { machineOwner } from "../../server/http/viewer.ts";
import { type ImportAsked, importFile } from "../../server/import/importFile.ts";
import { newAuthority } from "../api/commissioner.ts";
import { everything, replayed, storedFacts, storedLog } from "../db/rows.ts";
import { type Served, serve } from "../setup/served.ts";
import type { Engine } from "../setup/stores.ts";

type More = Partial<ImportAsked> & { viewer?: Viewer };

/** Registers the hooks of a block of tests on one engine; `now` is what a test works with, once it has begun. */
export function importing(engine: Engine) {
  const folder = mkdtempSync(join(tmpdir(), "tabled-imports-"));
  let served: Served;
  let authority: string;
  let count = 0;
  let files = 0;
  beforeAll(async () => {
    served = await serve(engine, { examples: false });
  });
  afterAll(async () => {
    // Whatever was imported and taken back, the log tells what is held.
    if (engine === "sqlite") expect(replayed(await storedLog(served.db))).toEqual(await storedFacts(served.db));
    await served.stop();
    rmSync(folder, { recursive: true });
  });
  beforeEach(async () => {
    authority = await newAuthority(served, `Importer ${++count}`);
  });
  const file = (content: string | Uint8Array): string => {
    const path = join(folder, `${++files}.csv`);
    writeFileSync(path, content);
    return path;
  };
  const run = (content: string | Uint8Array, map: object, { viewer = machineOwner, ...asked }: More = {}) =>
    importFile(served.db, viewer, { authorityId: authority, path: file(content), name: "a file.csv", map: JSON.stringify(map), preview: false, ...asked });
  return {
    now: () => ({ served, authority }),
    run,
    /** What is refused, with nothing stored. */
    async refusedWhole(content: string | Uint8Array, map: object, more: More = {}) {
      const before = await everything(served.db);
      const error = await run(content, map, more).then(
        () => null,
        (found: unknown) => found as { code: string; field: string; message: string },
      );
      expect(await everything(served.db)).toEqual(before);
      if (error === null) throw new Error("Nothing was refused.");
      return { code: error.code, field: error.field, message: error.message };
    },
    /** The faults of rows, with nothing stored. */
    async faults(content: string | Uint8Array, map: object) {
      const before = await everything(served.db);
      const result = await run(content, map);
      expect(await everything(served.db)).toEqual(before);
      expect(result).toMatchObject({ added: 0, revised: 0, batchId: null, errorCount: result.errors.length });
      return result.errors;
    },
  };
}

const dfeHeader = "time_period,time_identifier,geographic_level,country_code,country_name,region_code,region_name,old_la_code,new_la_code,la_name,gender,number,percent";

/** A file as the DfE publishes it: its header over rows of England, of the North West and of authorities in it. */
export const dfe = (...rows: string[]) => `\uFEFF${[dfeHeader, ...rows].join("\r\n")}\r\n`;
export const national = (figures: string, year = "202425") => `${year},Financial year,National,E92000001,England,,,,,,${figures}`;
export const regional = (figures: string) => `202425,Financial year,Regional,E92000001,England,E12000002,North West,,,,${figures}`;
export const local = (name: string, old: string, gss: string, figures: string, year = "202425") =>
  `${year},Financial year,Local authority,E92000001,England,E12000002,North West,${old},${gss},${name},${figures}`;
export const dfeMap = { target: "outcomes", layout: "dfe", breakdowns: ["gender"], values: [{ kpi: "moves", value: "percent" }], release: "DfE 2025" };
export const rowsMap = { target: "outcomes", layout: "rows", period: "Year", subject: "Place", values: [{ kpi: "moves", numerator: "Moved", denominator: "Children" }] };
