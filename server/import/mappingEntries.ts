// What each kind of entry of a mapping must be, by itself and against the file's own columns.
import { periodKinds } from "../../db/tables/choices.ts";
import { commitmentNoun } from "../../schema/nouns/commitment.ts";
import { InputError } from "../finance/inputError.ts";

export type Kind = "text" | "flag" | "values" | "kpis" | "where" | "column" | "columns" | "columnsByYear" | "columnsByField";

/** What a KPI that a file adds may be in. */
const newKpiUnits = ["percent", "count", "pounds", "score"] as const;

/** The texts of a commitment for which a mapping has an entry of its own. */
const ownEntries: readonly string[] = ["name", "provider"];

/** The texts of a commitment that a file may give beside those that have an entry of their own. */
export const furtherFields = commitmentNoun.fields.filter(({ name, kind, label }) => kind === "text" && label !== undefined && !ownEntries.includes(name));

export const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null && !Array.isArray(value);

/** @throws InputError naming the entry. */
export function checkEntry(kind: Kind, value: unknown, field: string, columns: readonly string[] | null): void {
  const texts = Array.isArray(value) && value.length > 0 && value.every((each) => typeof each === "string");
  const column = (name: unknown, at: string) => {
    if (typeof name !== "string" || name === "") throw new InputError(at, "This does not name a column.");
    if (columns && !columns.includes(name)) throw new InputError(at, `The file has no column “${name.slice(0, 60)}”. It has ${listed(columns)}.`);
  };
  switch (kind) {
    case "text":
      if (typeof value !== "string" || value.trim() === "") throw new InputError(field, "This is a text.");
      return;
    case "flag":
      if (typeof value !== "boolean") throw new InputError(field, "This is true or false.");
      return;
    case "column":
      column(value, field);
      return;
    case "columns":
      if (!texts) throw new InputError(field, "This is a list of columns.");
      for (const [index, name] of (value as string[]).entries()) column(name, `${field}[${index}]`);
      return;

    case "columnsByYear":
      if (!isRecord(value) || Object.keys(value).length === 0) throw new InputError(field, 'This gives a column for each year: { "2024/25": "Budget" }.');
      for (const [year, name] of Object.entries(value)) column(name, `${field}.${year}`);
      return;
    case "columnsByField":
      if (!isRecord(value) || Object.keys(value).length === 0) throw new InputError(field, 'This gives a column for each field: { "notes": "Remarks" }.');
      for (const [name, named] of Object.entries(value)) {
        if (!furtherFields.some((each) => each.name === name))
          throw new InputError(`${field}.${name.slice(0, 40)}`, `There is no such field. It is one of ${furtherFields.map((each) => each.name).join(", ")}.`);
        column(named, `${field}.${name}`);
      }
      return;
    case "where":
      if (!isRecord(value)) throw new InputError(field, 'This gives values by column: { "geographic_level": ["Local authority"] }.');
      for (const [name, wanted] of Object.entries(value)) {
        column(name, field);
        if (!Array.isArray(wanted) || wanted.length === 0 || !wanted.every((each) => typeof each === "string"))
          throw new InputError(`${field}.${name}`, "This is a list of values.");
      }
      return;
    case "values":
      if (!Array.isArray(value) || value.length === 0 || value.length > 100) throw new InputError(field, "This lists 1 to 100 KPIs with their columns.");
      for (const [index, each] of value.entries()) checkValues(each, `${field}[${index}]`, column);
      return;
    case "kpis":
      if (!Array.isArray(value) || value.length > 1_000) throw new InputError(field, "This lists at most 1,000 KPIs.");
      for (const [index, each] of value.entries()) checkNewKpi(each, `${field}[${index}]`);
  }
}

function checkValues(each: unknown, field: string, column: (name: unknown, at: string) => void): void {
  if (!isRecord(each)) throw new InputError(`${field}.kpi`, "Name the KPI by its code.");
  if (each.kpiIn !== undefined) column(each.kpiIn, `${field}.kpiIn`);
  else if (typeof each.kpi !== "string" || each.kpi === "") throw new InputError(`${field}.kpi`, "Name the KPI by its code.");
  if (each.kpiIn !== undefined && each.kpi !== undefined) throw new InputError(`${field}.kpiIn`, "Name the KPI, or the column that names it, not both.");
  const known = ["kpi", "kpiIn", "version", "value", "numerator", "denominator", "percentAs"];
  const other = Object.keys(each).find((name) => !known.includes(name));
  if (other !== undefined) throw new InputError(`${field}.${other}`, `There is no such entry. It has ${known.join(", ")}.`);
  if (each.version !== undefined && !Number.isInteger(each.version)) throw new InputError(`${field}.version`, "A version is a whole number.");
  if (each.percentAs !== undefined && each.percentAs !== "83.2" && each.percentAs !== "0.832")
    throw new InputError(`${field}.percentAs`, 'A percentage is written "83.2" or "0.832".');
  const given = ["value", "numerator", "denominator"].filter((name) => each[name] !== undefined);
  for (const name of given) column(each[name], `${field}.${name}`);
  if (given.length === 0) throw new InputError(`${field}.value`, "Name the column of the value, or those of the numerator and the denominator.");
  if (each.value !== undefined && given.length > 1 && each.kpiIn === undefined)
    throw new InputError(`${field}.value`, "Name the column of the value, or those of the numerator and the denominator, not both: the counts tell the value.");
  if (each.denominator !== undefined && each.numerator === undefined) throw new InputError(`${field}.numerator`, "There is a denominator without a numerator.");
}

function checkNewKpi(each: unknown, field: string): void {
  if (!isRecord(each) || typeof each.name !== "string" || each.name.trim() === "") throw new InputError(`${field}.name`, "A KPI needs a name.");
  for (const [entry, values] of Object.entries({ unit: newKpiUnits, frequency: periodKinds }))
    if (!(values as readonly unknown[]).includes(each[entry])) throw new InputError(`${field}.${entry}`, `This is one of ${values.join(", ")}.`);
  if (each.outOf !== undefined && typeof each.outOf !== "string") throw new InputError(`${field}.outOf`, "This is a text.");
}

function listed(columns: readonly string[]): string {
  const shown = columns.slice(0, 12).join(", ");
  return columns.length > 12 ? `${shown} and ${columns.length - 12} more` : shown;
}
