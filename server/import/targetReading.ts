// What a target makes of a table that was read: the same parts of a proposal, whatever the target.
import type { Db } from "../../db/engine/open.ts";
import type { Viewer } from "../../db/viewer.ts";
import type { Choices, Proposal, Proposed, SeenAmount } from "../reading/proposal.ts";
import type { TableReading } from "../reading/table.ts";
import type { StoredBudget } from "./storedBudget.ts";

/** What is stored of those for whom a table is read, to see what its names and drafts are. */
export interface Stored {
  readonly db: Db;
  readonly viewer: Viewer;
  readonly authorityId: string;
  /** What the budget of the version that was chosen holds, where that was asked of several authorities at once. */
  readonly budget?: StoredBudget | undefined;
}

export interface Reader {
  /** Null where a table is read for nobody: what only a store knows is then asked. */
  readonly stored: Stored | null;
  readonly choices: Choices;
  /** Whether the file has numbers with all of their digits, and not as they are printed. */
  readonly exact: boolean;
}

/** The amounts of the first rows, by the number of the row in the file. */
export type SeenAmounts = ReadonlyMap<number, readonly SeenAmount[]>;

export type TargetReading = Pick<Proposal, "unit" | "years" | "totals" | "incoming" | "leftOut" | "asks" | "clean"> &
  Partial<Pick<Proposal, "refused" | "period" | "amounts" | "amountColumns" | "across" | "names"> & Pick<Proposed, "columnsLeftOut"> & { readonly seenAmounts: () => SeenAmounts }>;
export type ReadAs = (table: TableReading, reader: Reader) => Promise<TargetReading>;
