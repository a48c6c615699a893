// What it means when SQLite cannot read or write its file: whether anything was changed, and what to do about it.
import { engineError, StoreFailure, uncertain } from "./storeFailure.ts";

/** Codes of SQLite and of the system for a disk that takes no more. */
export const noRoom = /^(SQLITE_FULL|ENOSPC|EDQUOT)/;

/** Whether another program holds a lock that was needed. */
export function isBusy(error: unknown): boolean {
  return /^SQLITE_(BUSY|LOCKED)/.test(engineError(error).code ?? "");
}

/** The failure in words; null where the error is none of the file's. */
export function sqliteFailure(error: unknown, stage: "read" | "work" | "commit" | "migration"): StoreFailure | null {
  const { code = "" } = engineError(error);
  const unavailable = (words: string) => new StoreFailure("UNAVAILABLE", words, error);
  if (noRoom.test(code)) return unavailable("There is no room left on the disk that Tabled's store is on. Make room there.");
  if (isBusy(error)) return unavailable("Another program is writing to Tabled's store.");
  if (/^SQLITE_(READONLY|CANTOPEN|PERM)/.test(code)) return unavailable("Tabled's store can be read but not written. Give Tabled the right to write its folder.");
  if (/^SQLITE_(CORRUPT|NOTADB)/.test(code))
    return new StoreFailure("UNUSABLE", "The file of Tabled's store is damaged. Stop the server and restore a backup: npm run restore -- FILE", error);
  // The last page of a change says that it is whole, so that one which was not written is not kept; of one which was not flushed nobody knows.
  if (/^SQLITE_IOERR/.test(code))
    return stage === "commit" && code !== "SQLITE_IOERR_WRITE" ? uncertain(error) : unavailable("The disk that Tabled's store is on cannot be read or written.");
  return null;
}
