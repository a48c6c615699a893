// What was said of a file, as it is sent: each entry checked, so that a misspelt one is refused and not passed over.
import { InputError } from "../finance/inputError.ts";
import { moneyUnits } from "../finance/money.ts";
import { twoYearsOf } from "../reading/cellKinds.ts";
import { type Choices, targets } from "../reading/proposal.ts";
import { rowChoices } from "../reading/rows.ts";

const mostLetters = 500;
const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null && !Array.isArray(value);
const isText = (value: unknown) => typeof value === "string" && value.trim() !== "" && value.length <= mostLetters;

/** What a choice can be, and the sentence on any other. */
interface Shape {
  readonly fits: (value: unknown) => boolean;
  readonly said: string;
}

const text: Shape = { fits: isText, said: "This is a text." };
const flag: Shape = { fits: (value) => typeof value === "boolean", said: "This is true or false." };
const oneOf = (words: readonly unknown[], said = `This is one of ${words.join(", ")}.`): Shape => ({ fits: (value) => words.includes(value), said });
/** By the names of columns, rows or whatever else the choice is of. */
const byName = ({ fits }: Shape, said: string): Shape => ({ fits: (value) => isRecord(value) && Object.values(value).every(fits), said });

const shapes: Record<keyof Choices, Shape> = {
  as: oneOf(targets),
  sheet: text,
  headerRow: { fits: (value) => Number.isSafeInteger(value) && (value as number) >= 1, said: "This is the number of a row." },
  where: {
    fits: (value) => Array.isArray(value) && value.every((each) => isRecord(each) && isText(each.column) && typeof each.value === "string"),
    said: 'This lists columns with the value that is wanted: [{ "column": "LA Name", "value": "Essex" }].',
  },
  authorities: oneOf(["all", "one"], "This is all, for each authority its own rows, or one."),
  year: { fits: (value) => isText(value) && twoYearsOf((value as string).trim()) !== null, said: "This is a financial year: 2026/27." },
  amount: text,
  unit: oneOf(moneyUnits),
  pounds: oneOf(["pounds", "unit"]),
  years: oneOf(["starting", "ending"]),
  days: oneOf(["day first", "month first"]),
  turned: oneOf(["turned", "as they are"]),
  kpi: text,
  denominator: text,
  period: text,
  subject: text,
  unknown: text,
  arrangement: text,
  months: text,
  partnership: text,
  pool: text,
  reference: text,
  each: flag,
  apart: oneOf(["in", "out"]),
  version: text,
  afresh: flag,
  rows: byName(oneOf(rowChoices), `This says of a row, by its number or its name, what it is, one of ${rowChoices.join(", ")}: { "12": "leaf" }.`),
  names: byName(text, 'This says by which name a name of the table comes in: { "South Care Ltd": "South Care Limited" }.'),
  near: oneOf(["same", "new"]),
  exchanged: oneOf(["exchanged", "as they are"]),
  columns: byName(oneOf(["in", "out"]), 'This says of a column whether it comes in: { "DOB": "out" }.'),
};

/** @throws InputError on "choices…" */
export function choicesGiven(given: unknown): Choices {
  if (!isRecord(given)) throw new InputError("choices", 'What is chosen is an object of JSON: { "as": "budget", … }.');
  for (const [name, value] of Object.entries(given)) if (value !== null && value !== undefined) check(name, value);
  const choices = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== null)) as Choices;
  const year = choices.year === undefined ? null : twoYearsOf(choices.year.trim());
  return year === null ? choices : { ...choices, year };
}

function check(name: string, value: unknown): void {
  const at = `choices.${name.slice(0, 40)}`;
  if (!Object.hasOwn(shapes, name)) throw new InputError(at, "There is no such choice.");
  const { fits, said } = shapes[name as keyof Choices];
  if (!fits(value)) throw new InputError(at, said);
}
