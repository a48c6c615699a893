// What is about to change on a sheet, to be looked at before it is sent.
import type { Planned } from "./planned.ts";
import type { Box } from "./range.ts";

export type Proposal =
  | { kind: "paste" | "move"; plan: Planned }
  /** Years that follow from the first of them by a rate, which is asked for. */
  | { kind: "grow"; at: Box };
