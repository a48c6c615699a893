// What the page calls a value of an enum.

/** `labelOf(choices.KpiUnit, "PERCENT")` is "Per cent". */
export function labelOf<const Choices extends readonly (readonly [value: string, label: string])[]>(choices: Choices, value: Choices[number][0]): string {
  return choices.find(([each]) => each === value)?.[1] ?? value;
}
