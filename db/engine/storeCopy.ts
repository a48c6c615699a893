// A copy of an embedded store: made while the store is in use, checked before it is called one, and put back in its place.
import { closeSync, constants, copyFileSync, existsSync, fsyncSync, openSync, renameSync, rmSync } from "node:fs";
import { dirname } from "node:path";
import BetterSqlite from "better-sqlite3";
import { knownMigrations, missingMigrations } from "./migrating.ts";
import { inspected, inTurn, migrationsHad, unopened } from "./sqlite.ts";
import { noRoom } from "./sqliteFailure.ts";
import { StoreFailure } from "./storeFailure.ts";

/** What a store holds, as a whole: two are equal where these are. */
export interface Contents {
  /** The number of the last change that was saved. */
  dataVersion: number;
  lastSavedAt: string | null;
  /** Of each table how many rows it has, and what each of its columns of money comes to. */
  tables: Record<string, Record<string, number>>;
}

/**
 * Copies a store that others may be writing to. Its file appears once the copy is whole and has been checked against the store.
 * @throws StoreFailure where there is no store, or the copy is not the same as the store was.
 */
export async function copyStore(from: string, to: string): Promise<Contents> {
  if (!existsSync(from)) throw new StoreFailure("UNUSABLE", `There is no store at ${from} yet.`);
  const beside = `${to}.${process.pid}.part`;
  const store = new BetterSqlite(from, { readonly: true, fileMustExist: true, timeout: 10_000 });
  try {
    // One moment of the store, whatever is written meanwhile: what is counted is what is copied.
    store.exec("begin");
    const contents = contentsOf(store, from);
    try {
      // In one step: between two, a change by another would have the whole copy begin again.
      await store.backup(beside, { progress: () => 0x7fffffff });
      const copied = asOneFile(beside, from);
      if (JSON.stringify(copied) !== JSON.stringify(contents)) throw new StoreFailure("UNUSABLE", "The copy is not the same as the store, and was thrown away. Try again.");
      renameFlushed(beside, to);
    } catch (error) {
      throw error instanceof StoreFailure ? error : notWritten(to, error as Error);
    }
    return contents;
  } catch (error) {
    throw unopened(error, from);
  } finally {
    store.close();
    for (const ending of ["", "-wal", "-shm", "-journal"]) rmSync(beside + ending, { force: true });
  }
}

function notWritten(to: string, error: Error & { code?: string }): StoreFailure {
  if (noRoom.test(error.code ?? "")) return new StoreFailure("UNUSABLE", `There is no room left on the disk for ${to}. Make room there, or name another place.`, error);
  return new StoreFailure("UNUSABLE", `${to} cannot be written: ${error.message}.`, error);
}

/** Files that wait to be imported: nobody's facts, and gone by the time that a backup is needed. */
const leftOut = ["upload_part", "upload"];

/** Checks a copied store, and makes it one file that needs none beside it. What is wrong in it was wrong in the `original`. */
function asOneFile(file: string, original: string): Contents {
  const copy = new BetterSqlite(file);
  try {
    const contents = checked(copy, original);
    const there = leftOut.filter((name) => tablesOf(copy).includes(name) && copy.prepare(`select 1 from ${name} limit 1`).get() !== undefined);
    for (const name of there) copy.exec(`delete from ${name}`);
    // What was deleted stays in the file until it is written anew.
    if (there.length > 0) copy.exec("vacuum");
    copy.pragma("journal_mode = delete");
    return contents;
  } finally {
    copy.close();
  }
}

/** What a store's file holds. @throws StoreFailure where it is damaged, somebody else's, or newer than this code. */
export function checkStore(file: string): Contents {
  try {
    return inspected(file, (store) => checked(store, file));
  } catch (error) {
    throw unopened(error, file);
  }
}

function checked(store: BetterSqlite.Database, file: string): Contents {
  const damage = [...(store.pragma("integrity_check(1)") as { integrity_check: string }[]).map((row) => row.integrity_check), ...(store.pragma("foreign_key_check") as unknown[])];
  if (damage[0] !== "ok" || damage.length > 1)
    throw new StoreFailure("UNUSABLE", `${file} is damaged: ${typeof damage[0] === "string" && damage[0] !== "ok" ? damage[0] : "rows point at others that are not there"}.`);
  return contentsOf(store, file);
}

function contentsOf(store: BetterSqlite.Database, file: string): Contents {
  const had = migrationsHad(store, file);
  if (had.length === 0) throw new StoreFailure("UNUSABLE", `${file} is not a Tabled store.`);
  missingMigrations(knownMigrations("sqlite").known, had);
  const names = tablesOf(store).filter((name) => !leftOut.includes(name));
  const tables = names.map((name) => {
    const money = (store.pragma(`table_info("${name}")`) as { name: string }[]).map((column) => column.name).filter((column) => column.endsWith("_pence"));
    const sums = ["count(*) as rows", ...money.map((column) => `total("${column}") as "${column}"`)];
    return [name, store.prepare(`select ${sums.join(", ")} from "${name}"`).get() as Record<string, number>] as const;
  });
  const last = store.prepare("select id, made_at from change_batch order by id desc limit 1").get() as { id: number; made_at: string } | undefined;
  return { dataVersion: last?.id ?? 0, lastSavedAt: last?.made_at ?? null, tables: Object.fromEntries(tables) };
}

function tablesOf(store: BetterSqlite.Database): string[] {
  return store.prepare("select name from sqlite_master where type = 'table' and name not like 'sqlite\\_%' escape '\\' order by name").pluck().all() as string[];
}

export interface Restored {
  contents: Contents;
  /** Where the store that was there is now; null where there was none. */
  keptAs: string | null;
}

/**
 * Puts a backup in a store's place. The store that was there is kept beside it.
 * @throws StoreFailure where the backup cannot be used, a server runs on the store, or, unless `replacing`, the store has changes that the backup lacks.
 */
export function restoreStore(backup: string, file: string, replacing: boolean, now: Date): Restored {
  if (!existsSync(backup)) throw new StoreFailure("UNUSABLE", `There is no file ${backup}.`);
  const beside = `${file}.${process.pid}.part`;
  checkStore(backup);
  try {
    return inTurn(file, () => {
      copyFileSync(backup, beside);
      const contents = asOneFile(beside, backup);
      const keptAs = existsSync(file) ? `${file}.before-restore-${now.toISOString().slice(0, 19).replaceAll(":", "-")}` : null;
      if (keptAs !== null) {
        const lost = changesLost(file, beside);
        if (lost !== null && !replacing)
          throw new StoreFailure("UNUSABLE", `${lost} Nothing was restored. To replace it all the same, and keep it beside: npm run restore -- ${backup} --replace`);
        for (const ending of ["", "-wal"]) if (existsSync(file + ending)) copyFileSync(file + ending, keptAs + ending, constants.COPYFILE_EXCL);
        flush(keptAs, "r+");
        for (const ending of ["-wal", "-shm"]) rmSync(file + ending, { force: true });
      }
      renameFlushed(beside, file);
      return { contents, keptAs };
    });
  } catch (error) {
    throw unopened(error, file);
  } finally {
    rmSync(beside, { force: true });
  }
}

/**
 * What would be lost of a store if the backup took its place, in words; null where the backup has all of it. The examples, which every store
 * loads by itself, are nobody's loss.
 * @throws StoreFailure while a server, or anything else, has the store open.
 */
function changesLost(file: string, backup: string): string | null {
  let store: BetterSqlite.Database | undefined;
  try {
    store = new BetterSqlite(file, { fileMustExist: true, timeout: 1_000 });
    // A store's mode lets others in at any time; alone, it can be had only by whoever alone has it open.
    store.pragma("locking_mode = exclusive");
    store.exec("begin immediate; rollback");
    store.prepare("attach ? as backup").run(backup);
    const found = store
      .prepare(
        `select count(*) as many, max(made_at) as last from change_batch as ours
         where coalesce(request_key, '') not like 'example:%'
         and not exists (select 1 from backup.change_batch as theirs where theirs.id = ours.id and theirs.authority_id = ours.authority_id and theirs.made_at = ours.made_at)`,
      )
      .get() as { many: number; last: string | null };
    if (found.many === 0) return null;
    const changes = found.many === 1 ? "1 change that the backup lacks" : `${found.many} changes that the backup lacks`;
    return `The store at ${file} has ${changes}, the last of ${found.last?.slice(0, 16).replace("T", " ")} UTC.`;
  } catch (error) {
    if (/^SQLITE_(BUSY|LOCKED)/.test((error as { code?: string }).code ?? "")) throw new StoreFailure("UNUSABLE", `A server is running on ${file}. Stop it, then restore.`, error);
    return `The store at ${file} cannot be compared with the backup: it is damaged, or not Tabled's.`;
  } finally {
    store?.close();
  }
}

/** Renames a file once all of it is on the disk. */
function renameFlushed(from: string, to: string): void {
  flush(from, "r+");
  renameSync(from, to);
  // Windows has no folder to flush.
  if (process.platform !== "win32") flush(dirname(to), "r");
}

function flush(path: string, how: string): void {
  const open = openSync(path, how);
  fsyncSync(open);
  closeSync(open);
}
