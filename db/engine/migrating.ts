// Which migrations this code knows, and whether it may open a store that has had others: a store is never opened by code older than itself.
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { type MigrationMeta, readMigrationFiles } from "drizzle-orm/migrator";
import { StoreFailure } from "./storeFailure.ts";

const ownFolder = join(dirname(fileURLToPath(import.meta.url)), "../migrations");

/** The migrations that this code knows, oldest first. `folder` holds one folder for each engine. */
export function knownMigrations(engine: "sqlite" | "postgres", folder = ownFolder): { folder: string; known: MigrationMeta[] } {
  const ofEngine = join(folder, engine);
  return { folder: ofEngine, known: readMigrationFiles({ migrationsFolder: ofEngine }) };
}

/**
 * The migrations that a store still needs, given the times of those that it has had.
 * @throws StoreFailure UNUSABLE where it has had one that this code does not know, or lacks one that should have come before.
 */
export function missingMigrations(known: readonly MigrationMeta[], had: readonly number[]): MigrationMeta[] {
  const times = [...had].sort((a, b) => a - b);
  if (times.some((time, index) => known[index]?.folderMillis !== time)) {
    throw new StoreFailure(
      "UNUSABLE",
      "This store was written by a newer or another version of Tabled than this one, which would damage it. Nothing in it was changed. Update Tabled, or restore a backup that this version made: npm run restore -- FILE",
    );
  }
  return known.slice(times.length);
}

export function notMigrated(cause: unknown): StoreFailure {
  const reason = cause instanceof Error ? ((cause.cause as Error | undefined)?.message ?? cause.message) : String(cause);
  return new StoreFailure("UNUSABLE", `The tables of this store could not be brought up to date, and nothing in it was changed: ${reason}`, cause);
}

export function foreignStore(where: string): StoreFailure {
  return new StoreFailure("UNUSABLE", `${where} has tables that are not Tabled's. Nothing in it was changed. Give Tabled an empty place of its own.`);
}
