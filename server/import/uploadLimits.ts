// How many files may wait to be imported, and for how long.
import type { Lasting, Quotas } from "../../db/uploads.ts";

export interface UploadLimits extends Lasting {
  readonly quotas: Quotas;
  /** How often a server says that it is at an import, and looks whether it is to stop. */
  readonly beatMs: number;
  /** A reading of a file that takes longer is stopped and refused. */
  readonly readingMs: number;
}

const MB = 1024 * 1024;

export const usualUploads: UploadLimits = {
  quotas: { authority: { files: 20, bytes: 800 * MB }, all: { files: 200, bytes: 4_000 * MB } },
  beatMs: 1_000,
  goneMs: 30_000,
  keptMs: 60 * 60 * 1_000,
  importedMs: 10 * 60 * 1_000,
  readingMs: 120_000,
};
