// What is about to change on a sheet, to be looked at before it is sent.
import type { NamedBlock } from "./namedTable.ts";
import type { Planned } from "./planned.ts";
import type { Box } from "./range.ts";

export type Proposal =
  | { kind: "paste" | "move"; plan: Planned }
  /** A table with the names of its rows, and what it would change by its place, from the row `top` on. */
  | { kind: "named"; named: NamedBlock; plan: Planned; top: number }
  /** Years that follow from the first of them by a rate, which is asked for. */
  | { kind: "grow"; at: Box };
