// What a target makes of a table that was read: the same parts of a proposal, whatever the target.
import type { On } from "../../db/engine/open.ts";
import type { Viewer } from "../../db/viewer.ts";
import type { Choices, Proposal } from "../reading/proposal.ts";
import type { TableReading } from "../reading/table.ts";

/** For whom a table is read, and what was said of it. */
export interface Reader {
  readonly on: On;
  readonly viewer: Viewer;
  readonly authorityId: string;
  readonly choices: Choices;
}

export type TargetReading = Pick<Proposal, "unit" | "years" | "totals" | "incoming" | "leftOut" | "asks" | "clean"> & Partial<Pick<Proposal, "refused" | "period">>;
export type ReadAs = (table: TableReading, reader: Reader) => Promise<TargetReading>;
