// What a person says of a column: that it is left out, or that it comes in although it would be left out.
import { alike } from "./named.ts";

export type ColumnChoices = Readonly<Record<string, "in" | "out">> | undefined;

/** What was said of the column of this name, in any case. */
export function choiceOf(chosen: ColumnChoices, name: string): "in" | "out" | undefined {
  return Object.entries(chosen ?? {}).find(([column]) => alike(column, name))?.[1];
}
