// What a process and a thread beside it say to each other.
import type { GraphQLFormattedError } from "graphql";
import type { StoreAddress } from "../../db/engine/store.ts";
import type { NumberedFault } from "../http/faults.ts";
import type { Limits } from "../http/settings.ts";

/** What a thread is given as it starts. */
export interface ThreadData {
  readonly address: StoreAddress;
  readonly limits: Limits;
}

export type ToThread =
  | { readonly kind: "do"; readonly task: string; readonly given: unknown }
  /** Nobody waits for the task any more. */
  | { readonly kind: "stop" }
  /** Some of what was told has been taken, and there is room for as much again. */
  | { readonly kind: "taken"; readonly bytes: number }
  /** The thread's turn to write, and how long it may still wait for the locks of other programs; null where others have taken too long. */
  | { readonly kind: "turn"; readonly waitMs: number | null };

export type FromThread =
  /** A part of the answer, or how far it is. */
  | { readonly kind: "told"; readonly value: unknown; readonly bytes: number }
  | { readonly kind: "done"; readonly value: unknown }
  | { readonly kind: "failed"; readonly error: GraphQLFormattedError }
  /** The thread waits for its turn to write; has written. */
  | { readonly kind: "turn" }
  | { readonly kind: "turnOver" }
  /** Something went wrong in Tabled: for the log. */
  | { readonly kind: "fault"; readonly fault: NumberedFault };
