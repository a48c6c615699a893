// What a person says of a column: that it is left out, or that it comes in although it would be left out.

export type ColumnChoices = Readonly<Record<string, "in" | "out">> | undefined;

/** What was said of the column of this name, in any case. */
export function choiceOf(chosen: ColumnChoices, name: string): "in" | "out" | undefined {
  const plain = name.trim().toLowerCase();
  return Object.entries(chosen ?? {}).find(([column]) => column.trim().toLowerCase() === plain)?.[1];
}
