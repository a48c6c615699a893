// What backup and restore say, and how they end: 0 where it is done, 1 where it is not and why, 2 where they were called otherwise.

import type { Contents } from "../../db/engine/storeCopy.ts";
import { StoreFailure } from "../../db/engine/storeFailure.ts";
import { countOf } from "../finance/counted.ts";

/** What the command cannot do as it was asked to. */
export class Unusable extends Error {}

export async function ending(usage: string, run: () => Promise<number>): Promise<void> {
  try {
    process.exitCode = await run();
    if (process.exitCode === 2) console.error(usage);
  } catch (error) {
    const { code = "", path, dest } = error as { code?: string; path?: string; dest?: string };
    const isCalledOtherwise = code.startsWith("ERR_PARSE_ARGS");
    const isOfFile = ["ENOENT", "EACCES", "EPERM", "ENOSPC", "EROFS", "ENOTDIR", "EISDIR"].includes(code);
    const sentence =
      error instanceof StoreFailure || error instanceof Unusable
        ? error.message
        : isOfFile
          ? `${dest ?? path ?? "The file"} cannot be written: ${(error as Error).message.split(",")[0]}.`
          : null;
    console.error(isCalledOtherwise ? usage : (sentence ?? error));
    process.exitCode = isCalledOtherwise ? 2 : sentence === null ? 3 : 1;
  }
}

export function holds({ dataVersion, lastSavedAt, tables }: Contents): string {
  const rows = Object.values(tables).reduce((sum, table) => sum + (table.rows ?? 0), 0);
  const last = lastSavedAt === null ? "no change yet" : `change ${dataVersion}, saved ${lastSavedAt.slice(0, 16).replace("T", " ")} UTC, is its last`;
  return `${countOf(rows, "rows")}; ${last}`;
}

/** Postgres has tools of its own for this, which ask for the password or read it from PGPASSWORD: it is not printed. */
export function postgresCommand(databaseUrl: string, command: (place: string) => string): string {
  const { hostname, port, username, pathname } = new URL(databaseUrl);
  const place = [
    hostname && `--host=${hostname}`,
    port && `--port=${port}`,
    username && `--username=${decodeURIComponent(username)}`,
    `--dbname=${decodeURIComponent(pathname.slice(1))}`,
  ];
  return `The store is on Postgres, whose own tools copy it (stop the server before you restore). Run:\n  ${command(place.filter(Boolean).join(" "))}`;
}
