// Which column of a file is which field: read from JSON, and checked against the file's own header.
import { periodKinds } from "../../db/tables/choices.ts";
import { commitmentNoun } from "../../schema/nouns/commitment.ts";
import { InputError } from "../finance/inputError.ts";

/** One KPI's figures in a row: a value, or a numerator with a denominator. */
export interface KpiColumns {
  /** The KPI's code; or in `kpiIn` the column that names each row's KPI by its code or name. */
  kpi?: string;
  /** With it a row may have a value or a numerator, by which of the columns that are named is filled. */
  kpiIn?: string;
  /** The newest version where none is named. */
  version?: number;
  value?: string;
  numerator?: string;
  denominator?: string;
  /** How a percentage is written: 83.2 or 0.832. The first where nothing is said. */
  percentAs?: "83.2" | "0.832";
}

/** A KPI that a file counts and its set may not have yet. */
export interface NewKpi {
  name: string;
  unit: "percent" | "count" | "pounds" | "score";
  frequency: "month" | "quarter" | "financial year" | "reporting year" | "academic year";
  /** What it is out of, where it has denominators. */
  outOf?: string;
}

/** Rows of outcomes. With `layout: "dfe"` the period and the place are read from the columns that the DfE's open data has. */
export interface OutcomeMap {
  target: "outcomes";
  /** Whose facts they are, by name, code or id: for the command line. */
  authority?: string;
  layout: "dfe" | "rows";
  /** The columns that hold the period and the subject (by name or code); not for the DfE's layout. */
  period?: string;
  subject?: string;
  /** Columns whose value names a part of the whole, but for `wholeIs`. */
  breakdowns?: string[];
  /** The value that stands for the whole; "Total" where nothing is said. */
  wholeIs?: string;
  values: KpiColumns[];
  /** Only rows whose column holds one of these. */
  where?: Record<string, string[]>;
  /** Whether a place that is not yet a subject is made one. So in the DfE's layout where nothing is said. */
  newSubjects?: boolean;
  /** KPIs that are added where the set has none of that name or code, for a column that names each row's KPI. */
  newKpis?: NewKpi[];
  release?: string;
}

/** Rows of a budget: a cost centre with a column a year, or a row for each year. */
export interface BudgetMap {
  target: "budget lines";
  /** Whose facts they are, by name, code or id: for the command line. */
  authority?: string;
  /** The draft's name. */
  version: string;
  costCentre: string;
  code?: string;
  serviceGroup?: string;
  /** A column for each year: { "2024/25": "Budget 24/25" }. */
  years?: Record<string, string>;
  /** Or the columns that hold the year and the amount. */
  year?: string;
  amount?: string;
  unit?: "pounds" | "thousands" | "millions";
  /** Whether a cost centre that is not there is added; so where nothing is said. */
  newCostCentres?: boolean;
}

/** Rows of commitments: places at a weekly price, or an amount for each year. */
export interface CommitmentMap {
  target: "commitments";
  /** Whose facts they are, by name, code or id: for the command line. */
  authority?: string;
  name: string;
  /** A column, or a status itself in `statusIs`. */
  status?: string;
  statusIs?: string;
  provider?: string;
  /** Columns for further texts of a commitment, by the field: { "notes": "Remarks" }. */
  fields?: Record<string, string>;
  places?: string;
  startsOn?: string;
  /** The last day charged, where a commitment ends before its places do. */
  endsOn?: string;
  /** The last day of the row's own places, empty while they have no end. Rows of one name are then the periods of places of one commitment. */
  placesEndOn?: string;
  weeklyPrice?: string;
  /** How the weeks and the part years are counted, where there is a weekly price. */
  weeksPerYear?: string;
  partYear?: string;
  /** A column for each year, where there is none. */
  years?: Record<string, string>;
  unit?: "pounds" | "thousands" | "millions";
}

export type ImportMapping = OutcomeMap | BudgetMap | CommitmentMap;

type Kind = "text" | "flag" | "values" | "kpis" | "where" | "column" | "columns" | "columnsByYear" | "columnsByField";
type Shape = Record<string, { kind: Kind; needed?: boolean; oneOf?: readonly string[] }>;

const newKpiUnits = ["percent", "count", "pounds", "score"] as const satisfies readonly NewKpi["unit"][];
const moneyUnits = ["pounds", "thousands", "millions"] as const;
const shapes: Record<ImportMapping["target"], Shape> = {
  outcomes: {
    authority: { kind: "text" },
    layout: { kind: "text", needed: true, oneOf: ["dfe", "rows"] },
    period: { kind: "column" },
    subject: { kind: "column" },
    breakdowns: { kind: "columns" },
    wholeIs: { kind: "text" },
    values: { kind: "values", needed: true },
    where: { kind: "where" },
    newSubjects: { kind: "flag" },
    newKpis: { kind: "kpis" },
    release: { kind: "text" },
  },
  "budget lines": {
    authority: { kind: "text" },
    version: { kind: "text", needed: true },
    costCentre: { kind: "column", needed: true },
    code: { kind: "column" },
    serviceGroup: { kind: "column" },
    years: { kind: "columnsByYear" },
    year: { kind: "column" },
    amount: { kind: "column" },
    unit: { kind: "text", oneOf: moneyUnits },
    newCostCentres: { kind: "flag" },
  },
  commitments: {
    authority: { kind: "text" },
    name: { kind: "column", needed: true },
    status: { kind: "column" },
    statusIs: { kind: "text" },
    provider: { kind: "column" },
    fields: { kind: "columnsByField" },
    places: { kind: "column" },
    startsOn: { kind: "column" },
    endsOn: { kind: "column" },
    placesEndOn: { kind: "column" },
    weeklyPrice: { kind: "column" },
    weeksPerYear: { kind: "text" },
    partYear: { kind: "text" },
    years: { kind: "columnsByYear" },
    unit: { kind: "text", oneOf: moneyUnits },
  },
};

/** The texts of a commitment that a file may give beside those that have an entry of their own. */
export const furtherFields = commitmentNoun.fields.filter(({ name, kind, label }) => kind === "text" && label !== undefined && !(name in shapes.commitments));

/** The columns that the DfE's open data has in every file. */
export const dfeColumns = ["time_period", "time_identifier", "geographic_level"] as const;

/**
 * Reads a mapping. Where `columns` are given, every column that it names must be among them.
 * @throws InputError naming the entry: no JSON, an entry that is not known, a column that the file does not have.
 */
export function readMapping(json: string, columns: readonly string[] | null = null): ImportMapping {
  let read: unknown;
  try {
    read = JSON.parse(json);
  } catch {
    throw new InputError("map", "The mapping is not JSON.");
  }
  if (!isRecord(read)) throw new InputError("map", 'The mapping is an object of JSON: { "target": "outcomes", … }.');
  const { target } = read;
  if (target !== "outcomes" && target !== "budget lines" && target !== "commitments")
    throw new InputError("map.target", "Say what the file is: outcomes, budget lines or commitments.");
  const shape = shapes[target];
  for (const name of Object.keys(read)) if (name !== "target" && !shape[name]) throw new InputError(`map.${name}`, `A mapping of ${target} has no entry “${name.slice(0, 40)}”.`);
  for (const [name, { kind, needed, oneOf }] of Object.entries(shape)) {
    const value = read[name];
    if (value === undefined || value === null) {
      if (needed) throw new InputError(`map.${name}`, `A mapping of ${target} needs “${name}”.`);
      continue;
    }
    checkEntry(kind, value, `map.${name}`, columns);
    if (oneOf && !oneOf.includes(value as string)) throw new InputError(`map.${name}`, `This is one of ${oneOf.join(", ")}.`);
  }
  const mapping = read as unknown as ImportMapping;
  checkWhole(mapping, columns);
  return mapping;
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null && !Array.isArray(value);

function checkEntry(kind: Kind, value: unknown, field: string, columns: readonly string[] | null): void {
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

/** What one entry cannot tell alone. */
function checkWhole(mapping: ImportMapping, columns: readonly string[] | null): void {
  if (mapping.target === "outcomes") {
    if (mapping.layout === "rows") {
      if (!mapping.period) throw new InputError("map.period", "Name the column that holds the period.");
      if (!mapping.subject) throw new InputError("map.subject", "Name the column that holds the subject, by name or code.");
    } else if (columns) {
      const absent = dfeColumns.find((name) => !columns.includes(name));
      if (absent) throw new InputError("file", `This file does not have the DfE's layout: there is no column ${absent}.`);
    }
    return;
  }
  const byRow = mapping.target === "budget lines" && mapping.year !== undefined && mapping.amount !== undefined;
  const priced = mapping.target === "commitments" && mapping.weeklyPrice !== undefined && mapping.places !== undefined && mapping.startsOn !== undefined;
  if (!mapping.years && !byRow && !priced) {
    throw new InputError(
      "map.years",
      mapping.target === "commitments"
        ? "Give a column for each year, or those of places, first day and weekly price."
        : "Give a column for each year, or those of the year and the amount.",
    );
  }
}

function listed(columns: readonly string[]): string {
  const shown = columns.slice(0, 12).join(", ");
  return columns.length > 12 ? `${shown} and ${columns.length - 12} more` : shown;
}
