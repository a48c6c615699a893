// Folders that a test file has for itself, gone when it ends: for the files that it reads, or for whatever its servers keep.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "vitest";
import { formOf } from "../../server/import/fileForm.ts";
import { tablesOf } from "../../server/import/tables.ts";

/** Ways to write a file and to read the tables of what would be one. */
export function ownFiles(name: string) {
  const folder = mkdtempSync(join(tmpdir(), `tabled-${name}-`));
  afterAll(() => rmSync(folder, { recursive: true }));
  let files = 0;
  const file = (content: string | Uint8Array): string => {
    const path = join(folder, `${++files}.csv`);
    writeFileSync(path, content);
    return path;
  };
  const tables = async (content: string | Uint8Array) => {
    const path = file(content);
    return tablesOf(path, await formOf(path));
  };
  return { file, tables };
}

/** A folder in the place of the machine's for temporary files: what is kept there is these servers' own. */
export function ownTemporary(name: string): string {
  const folder = mkdtempSync(join(tmpdir(), `tabled-${name}-`));
  const usual = process.env.TMPDIR;
  process.env.TMPDIR = folder;
  afterAll(() => {
    if (usual === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = usual;
    rmSync(folder, { recursive: true });
  });
  return folder;
}
