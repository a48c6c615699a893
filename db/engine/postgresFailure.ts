// What it means when Postgres is lost, full or cannot be opened: whether anything was changed, and what to do about it.
import { engineError, StoreFailure } from "./storeFailure.ts";

/** The connection was lost, or never there, before a commit was sent. */
export function lostBefore(cause: unknown): StoreFailure {
  return new StoreFailure("UNAVAILABLE", "Tabled has lost its database.", cause);
}

/** Every connection that Tabled may have is in use, and none came free in time. */
export function allInUse(cause: unknown): StoreFailure {
  return new StoreFailure("UNAVAILABLE", "All of Tabled's connections to its database are in use.", cause);
}

const takesLong = "Another change is being saved, which takes long.";

/** What a change waited for, or its place in the queue, was not free in time. */
export function changeTakesLong(): StoreFailure {
  return new StoreFailure("UNAVAILABLE", takesLong);
}

/** What Postgres calls an error, and what that means for Tabled; the first that fits. */
const meanings: readonly [codes: RegExp, words: string][] = [
  [/^53100/, "There is no room left on the disk that Tabled's database is on. Make room there."],
  [/^53300/, "Tabled's database has no connection left for it. Close others, or allow more (max_connections)."],
  [/^25006/, "Tabled's database takes no changes: it follows another one, or was set to be read only. Allow changes there, or set DATABASE_URL to the one that takes them."],
  [/^55P03/, takesLong],
  [/^40P01/, "Another change was being saved, and this one and it waited for each other."],
  [/^57014/, "Tabled's database took longer over this than it may (STATEMENT_TIMEOUT_MS)."],
  [/^57P/, "Tabled's database is being stopped or started."],
  [/^58/, "The disk that Tabled's database is on cannot be read or written. Look into Postgres's log."],
  [/^42501/, "The user in DATABASE_URL may not do this to Tabled's tables any more. Give it that right again."],
  // Connections, resources, transactions that met each other.
  [/^(08|53|57|40)/, "Tabled's database is busy or being stopped."],
];

/** The failure in words; null where the error is a fault of the query. */
export function postgresFailure(error: unknown): StoreFailure | null {
  const { code = "" } = engineError(error);
  if (/^XX00[12]/.test(code)) return new StoreFailure("UNUSABLE", "Tabled's database is damaged. Stop the server and restore a backup, by pg_restore.", error);
  const words = meanings.find(([codes]) => codes.test(code))?.[1];
  return words === undefined ? null : new StoreFailure("UNAVAILABLE", words, error);
}

/** Why a database could not be opened, and what to do. The password is never named. */
export function unopenedPostgres(error: unknown, url: string): StoreFailure {
  const { code = "", message = "" } = error as { code?: string; message?: string };
  const { host, database } = placeIn(url);
  const because = (words: string) => new StoreFailure("UNUSABLE", words, error);
  if (host === null) return because("DATABASE_URL cannot be read. It should look like postgres://user:password@host:5432/database");
  if (/^(28000|28P01)/.test(code) || message.includes("SASL")) return because(`Postgres at ${host} does not accept the user or the password in DATABASE_URL.`);
  if (code === "3D000") return because(`Postgres at ${host} has no database ${database}. Make it: createdb ${database}`);
  if (code === "42501") return because(`The user in DATABASE_URL may not make tables in ${database} at ${host}. Give it that right: grant create on database ${database} to …`);
  if (code === "57P03") return because(`Postgres at ${host} is starting or stopping. Try again in a moment.`);
  return because(`Postgres at ${host} cannot be reached (${code || message}). Start it, or correct DATABASE_URL.`);
}

function placeIn(url: string): { host: string | null; database: string } {
  try {
    const { host, pathname, searchParams } = new URL(url);
    return { host: host || searchParams.get("host") || "this machine", database: decodeURIComponent(pathname.slice(1)) || "of this user's name" };
  } catch {
    return { host: null, database: "" };
  }
}
