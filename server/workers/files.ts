// A file that a thread makes: its head as soon as it is known, and its pieces as they are made and as fast as they are taken.
import { once } from "node:events";
import { PassThrough } from "node:stream";
import type { ExportedFile } from "../export/exporting.ts";
import type { Pool } from "./pool.ts";
import type { FileHead, Tasks } from "./tasks.ts";

/** @throws what `fileAt` throws, as its sentence. */
export function fileBeside(pool: Pool, given: Tasks["export"][0], signal: AbortSignal): Promise<ExportedFile & FileHead> {
  const pieces = new PassThrough();
  // Whoever reads it is told; where nobody does yet, the promise is.
  pieces.on("error", () => {});
  return new Promise((resolve, reject) => {
    let begun = false;
    const take = async (part: unknown) => {
      if (!begun) {
        begun = true;
        resolve({ ...(part as FileHead), pieces });
      } else if (!pieces.write(part)) await once(pieces, "drain", { signal });
    };
    pool.run("export", given, { signal, long: true, take }).then(
      () => pieces.end(),
      (error: Error) => {
        reject(error);
        pieces.destroy(error);
      },
    );
  });
}
