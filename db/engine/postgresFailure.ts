// What it means when Postgres is lost, full or cannot be opened: whether anything was changed, and what to do about it.
import { engineError, StoreFailure } from "./storeFailure.ts";

/** The connection was lost, or never there, before a commit was sent. */
export function lostBefore(cause: unknown): StoreFailure {
  return new StoreFailure("UNAVAILABLE", "Tabled has lost its database.", cause);
}

/** The failure in words; null where the error is a fault of the query. */
export function postgresFailure(error: unknown): StoreFailure | null {
  const { code = "" } = engineError(error);
  if (code === "53100") return new StoreFailure("UNAVAILABLE", "There is no room left on the disk that Tabled's database is on. Make room there.", error);
  if (code === "25006") return new StoreFailure("UNAVAILABLE", "Tabled's database takes no changes at the moment.", error);
  // Connections, resources, administrators who stop it, locks and transactions that met each other.
  if (/^(08|53|57|40|55P03|58)/.test(code)) return new StoreFailure("UNAVAILABLE", "Tabled's database is busy or being stopped.", error);
  return null;
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
