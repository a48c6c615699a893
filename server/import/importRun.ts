// An import that this server runs of a file in the store: it says so while it lasts, and stops when it is asked to, whichever server was asked.
import { setTimeout as sleep } from "node:timers/promises";
import type { Db } from "../../db/engine/open.ts";
import { beat, endRun } from "../../db/uploads.ts";
import { publicError } from "../http/errors.ts";
import type { ImportProgress, ImportResult } from "./importFile.ts";
import type { UploadLimits } from "./uploadLimits.ts";

export class ImportRun {
  progress: ImportProgress | null = null;
  /** When it has ended, and its end is in the store. */
  readonly done: Promise<void>;
  private readonly stopping = new AbortController();

  constructor(
    private readonly db: Db,
    private readonly upload: string,
    private readonly run: string,
    private readonly limits: UploadLimits,
    work: (signal: AbortSignal, onProgress: (progress: ImportProgress) => void) => Promise<ImportResult>,
  ) {
    this.done = this.through(work);
  }

  stop(): void {
    this.stopping.abort();
  }

  private async through(work: (signal: AbortSignal, onProgress: (progress: ImportProgress) => void) => Promise<ImportResult>): Promise<void> {
    const beating = setInterval(() => void this.beat(), this.limits.beatMs);
    const end = await work(this.stopping.signal, (progress) => {
      this.progress = progress;
    }).then(
      (result) => ({ state: "done" as const, result: JSON.stringify(result) }),
      (error: unknown) => {
        // An import is one write, so that one which failed has saved nothing, unless it says that this is not known.
        const { message, extensions } = publicError(error, false);
        return { state: "failed" as const, error: JSON.stringify({ message, code: String(extensions?.code), field: (extensions?.field as string | null) ?? null }) };
      },
    );
    clearInterval(beating);
    const progress = this.progress && JSON.stringify(this.progress);
    // Where the store cannot be written by then, others will find that nobody is at it any more.
    for (const until = Date.now() + this.limits.goneMs; Date.now() < until; await sleep(this.limits.beatMs)) {
      try {
        return await endRun(this.db, this.upload, this.run, { ...end, progress });
      } catch {}
    }
  }

  private async beat(): Promise<void> {
    try {
      if (await beat(this.db, this.upload, this.run, this.progress && JSON.stringify(this.progress))) this.stop();
    } catch {
      // The store may be had again at the next.
    }
  }
}
