// Files on this server's own disk: what is being sent until it is whole, and a copy of what is stored for as long as it is read.
import { randomUUID } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { hostname, tmpdir } from "node:os";
import { basename, join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { StoreFailure } from "../../db/engine/storeFailure.ts";

/** The most that goes into the store by one write. */
const pieceBytes = 1024 * 1024;

/** This machine's, by the process that makes it: a folder may be shared by machines, each with processes of its own. */
const folderOf = (process: number) => `tabled-import-${hostname()}-${process}-`;
/** Those that this process has made. */
const ownFolders = new Set<string>();

/** Removes the files of servers on this machine that ended before they could do so. */
export async function sweepLeft(): Promise<void> {
  for (const name of await readdir(tmpdir()).catch(() => [])) {
    const process = Number(/-(\d+)-[^-]*$/.exec(name)?.[1]);
    if (!name.startsWith(folderOf(process)) || ownFolders.has(name) || isThere(process)) continue;
    await rm(join(tmpdir(), name), { recursive: true, force: true }).catch(() => {});
  }
}

/** Whether another process of this number runs: one that is started again may have the number of the one before. */
function isThere(id: number): boolean {
  if (id === process.pid) return false;
  try {
    process.kill(id, 0);
    return true;
  } catch (error) {
    return (error as { code?: string }).code !== "ESRCH";
  }
}

export class UploadFiles {
  private folder: Promise<string> | null = null;

  /** Writes bytes to a file of its own for as long as `work` needs it. */
  async with<Result>(bytes: AsyncIterable<string | Buffer>, work: (path: string) => Promise<Result>): Promise<Result> {
    // One that could not be made is made when the next file comes.
    this.folder ??= mkdtemp(join(tmpdir(), folderOf(process.pid))).catch((error) => {
      this.folder = null;
      throw unkept(error);
    });
    const folder = await this.folder;
    ownFolders.add(basename(folder));
    const path = join(folder, randomUUID());
    try {
      await pipeline(Readable.from(bytes, { objectMode: false }), createWriteStream(path)).catch((error) => {
        throw unkept(error);
      });
      return await work(path);
    } finally {
      await rm(path, { force: true });
    }
  }

  async close(): Promise<void> {
    if (this.folder) await rm(await this.folder, { recursive: true, force: true });
  }
}

export function piecesOf(path: string): AsyncIterable<Buffer> {
  return createReadStream(path, { highWaterMark: pieceBytes });
}

/** Why a file could not be put on the disk, in words; every other error as it is. */
function unkept(error: unknown): unknown {
  const { code = "", syscall } = error as { code?: string; syscall?: string };
  const instead = "or start Tabled with TMPDIR set to another folder.";
  if (/^(ENOSPC|EDQUOT)$/.test(code))
    return new StoreFailure("UNAVAILABLE", `There is no room left on the disk that files are put on while they are imported. Make room there, ${instead}`, error);
  return syscall === undefined
    ? error
    : new StoreFailure("UNAVAILABLE", `The folder that files are put into while they are imported cannot be written. Give Tabled the right to it, ${instead}`, error);
}
