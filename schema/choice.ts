// A choice of a stored column as a GraphQL enum: words in capitals there, plain words in the store and in print, and what a form calls each.
import { registerEnumType } from "type-graphql";

/** A value in capitals, what it means, and what a form calls it where that is not the value itself. */
type Said = readonly [key: string, meaning: string, label?: string];

interface Registered {
  readonly name: string;
  readonly choices: Readonly<Record<string, string>>;
  /** Each value in capitals with what a form calls it, in order. */
  readonly labels: readonly (readonly [key: string, label: string])[];
}
const registered = new Map<string, Registered>();

export function choice<const Values extends readonly string[]>(name: string, description: string, values: Values, said: { readonly [Value in Values[number]]: Said }) {
  const each = values.map((value): readonly [string, ...Said] => [value, ...said[value as Values[number]]]);
  const choices = Object.fromEntries(each.map(([value, key]) => [key, value]));
  registerEnumType(choices, { name, description, valuesConfig: Object.fromEntries(each.map(([, key, meaning]) => [key, { description: meaning }])) });
  registered.set(values.join(), { name, choices, labels: each.map(([value, key, , label]) => [key, label ?? `${value.charAt(0).toUpperCase()}${value.slice(1)}`]) });
  return choices;
}

/** The enum of a column's values. They are registered as schema/enums.ts and schema/outcomeEnums.ts load, before any class asks. */
export function registeredAs(values: readonly string[]): Registered {
  const found = registered.get(values.join());
  if (!found) throw new Error(`These values have no GraphQL enum in schema/enums.ts: ${values.join(", ")}.`);
  return found;
}

/** Every enum that there is. */
export function allRegistered(): readonly Registered[] {
  return [...registered.values()];
}
