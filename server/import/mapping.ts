// Which column of a file is which field: read from JSON, and checked against the file's own header.
import { InputError } from "../finance/inputError.ts";
import { checkEntry, isRecord } from "./mappingEntries.ts";
import { shapes } from "./mapShapes.ts";

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

/** Rows of statistical neighbours: one for each neighbour of each council. */
export interface NeighbourMap {
  target: "neighbours";
  /** Whose facts they are, by name, code or id: for the command line. */
  authority?: string;
  /** The columns that hold the council and its neighbour, by old code, GSS code or name. */
  subject: string;
  neighbour: string;
  /** Which of its neighbours it is, counted from 1. */
  position: string;
  /** What the council is called, for one that is added. */
  name?: string;
  /** Whether a council that is not yet a subject is made one; so where nothing is said. */
  newSubjects?: boolean;
}

/** Rows of placements' activity: one for what a subject's placements of one arrangement and area came to in a period. */
export interface ActivityMap {
  target: "activity";
  /** Whose facts they are, by name, code or id: for the command line. */
  authority?: string;
  /** The columns that hold whose placements they were, by name or code, and the period. */
  subject: string;
  period: string;
  /** What they were bought under; spot purchase where it is empty. */
  arrangement?: string;
  /** Inside, outside or not known. */
  area?: string;
  placements: string;
  bedWeeks: string;
  cost: string;
  directBedWeeks?: string;
  ended?: string;
  endedWeeks?: string;
  availableBedWeeks?: string;
  /** Whether a subject that is not there is added as a provider. */
  newSubjects?: boolean;
}

/** Rows of forecasts: what a cost centre's year was forecast to come to as at the end of a month. */
export interface ForecastMap {
  target: "forecasts";
  /** Whose facts they are, by name, code or id: for the command line. */
  authority?: string;
  costCentre: string;
  /** The columns that hold the financial year, and a day of the month. */
  year: string;
  asAt: string;
  /** Net, gross expenditure or gross income; net where nothing is said. */
  part?: string;
  amount: string;
  unit?: "pounds" | "thousands" | "millions";
}

/** Rows of contributions: with a member its weight in a cost pool, without one what the pool costs. */
export interface ContributionMap {
  target: "contributions";
  /** Whose facts they are, by name, code or id: for the command line. */
  authority?: string;
  /** The partnership's name. */
  partnership: string;
  pool: string;
  member?: string;
  /** The column of the year; of a weight the one from which it holds, the first where it is empty. */
  year?: string;
  weight?: string;
  amount?: string;
  unit?: "pounds" | "thousands" | "millions";
  /** Whether a member that is not there is added. */
  newMembers?: boolean;
}

/** Rows of a table as a report printed it: they stand beside the computed cells of a draft's table. */
export interface PrintedMap {
  target: "printed table";
  /** Whose facts they are, by name, code or id: for the command line. */
  authority?: string;
  /** The draft's name. */
  version: string;
  /** The column of the rows' names, as the table calls them. */
  row: string;
  years: Record<string, string>;
  unit: "pounds" | "thousands" | "millions";
  /** Which report printed it, and where: "Cabinet 12 September 2023, 6.1.6". */
  reference: string;
}

export type ImportMapping = OutcomeMap | BudgetMap | CommitmentMap | ActivityMap | ForecastMap | ContributionMap | NeighbourMap | PrintedMap;

const isTarget = (target: unknown): target is ImportMapping["target"] => typeof target === "string" && Object.hasOwn(shapes, target);

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
  if (!isTarget(target)) throw new InputError("map.target", `Say what the file is: ${Object.keys(shapes).slice(0, -1).join(", ")} or ${Object.keys(shapes).at(-1)}.`);
  const shape = shapes[target];
  for (const name of Object.keys(read))
    if (name !== "target" && !Object.hasOwn(shape, name)) throw new InputError(`map.${name}`, `A mapping of ${target} has no entry “${name.slice(0, 40)}”.`);
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
  if (mapping.target !== "budget lines" && mapping.target !== "commitments") return;
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
