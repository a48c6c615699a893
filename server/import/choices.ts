// What was said of a file, as it is sent: each entry checked, so that a misspelt one is refused and not passed over.
import { InputError } from "../finance/inputError.ts";
import { moneyUnits } from "../finance/money.ts";
import { type Choices, targets } from "../reading/proposal.ts";
import { rowChoices } from "../reading/rows.ts";

const texts = ["sheet", "year", "amount", "kpi", "denominator", "version", "period", "subject", "unknown", "arrangement", "months", "partnership", "pool", "reference"] as const;
const mostLetters = 500;
/** Those that are one of a few words. */
const oneOf = new Map<string, readonly unknown[]>(
  Object.entries({
    as: targets,
    unit: moneyUnits,
    pounds: ["pounds", "unit"],
    years: ["starting", "ending"],
    days: ["day first", "month first"],
    turned: ["turned", "as they are"],
    near: ["same", "new"],
    exchanged: ["exchanged", "as they are"],
  }),
);

/** @throws InputError on "choices…" */
export function choicesGiven(given: unknown): Choices {
  if (!isRecord(given)) throw new InputError("choices", 'What is chosen is an object of JSON: { "as": "budget", … }.');
  for (const [name, value] of Object.entries(given)) if (value !== null && value !== undefined) check(name, value);
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== null)) as Choices;
}

function check(name: string, value: unknown): void {
  const words = oneOf.get(name);
  const at = `choices.${name.slice(0, 40)}`;
  const isText = (each: unknown) => typeof each === "string" && each.trim() !== "" && each.length <= mostLetters;
  if ((texts as readonly string[]).includes(name)) {
    if (!isText(value)) throw new InputError(at, "This is a text.");
  } else if (words) {
    if (!words.includes(value)) throw new InputError(at, `This is one of ${words.join(", ")}.`);
  } else if (name === "headerRow") {
    if (!Number.isSafeInteger(value) || (value as number) < 1) throw new InputError(at, "This is the number of a row.");
  } else if (name === "afresh" || name === "each") {
    if (typeof value !== "boolean") throw new InputError(at, "This is true or false.");
  } else if (name === "authorities") {
    if (value !== "all" && value !== "one") throw new InputError(at, "This is all, for each authority its own rows, or one.");
  } else if (name === "where") {
    if (!Array.isArray(value) || !value.every((each) => isRecord(each) && isText(each.column) && typeof each.value === "string"))
      throw new InputError(at, 'This lists columns with the value that is wanted: [{ "column": "LA Name", "value": "Essex" }].');
  } else if (name === "columns") {
    if (!isRecord(value) || !Object.values(value).every((each) => each === "in" || each === "out"))
      throw new InputError(at, 'This says of a column whether it comes in: { "DOB": "out" }.');
  } else if (name === "names") {
    if (!isRecord(value) || !Object.values(value).every(isText))
      throw new InputError(at, 'This says by which name a name of the table comes in: { "South Care Ltd": "South Care Limited" }.');
  } else if (name === "rows") {
    if (!isRecord(value) || !Object.values(value).every((each) => (rowChoices as readonly unknown[]).includes(each)))
      throw new InputError(at, `This says of a row, by its number or its name, what it is, one of ${rowChoices.join(", ")}: { "12": "leaf" }.`);
  } else throw new InputError(at, "There is no such choice.");
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null && !Array.isArray(value);
