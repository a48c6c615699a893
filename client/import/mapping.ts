// A mapping while it is filled in, and what can be guessed of it from the names of a file's columns.
import type { ImportedKpi } from "../data/documents/importing.ts";
import { yearStarting } from "../text/years.ts";
import type { Look } from "./files.ts";

export const targets = ["outcomes", "budget lines", "commitments"] as const;
export type Target = (typeof targets)[number];

/** As the server reads it. It may come from typed text, so that each entry is looked at before it is used. */
export type Mapping = { readonly target: Target } & Readonly<Record<string, unknown>>;

export interface KpiEntry {
  readonly [entry: string]: unknown;
}

/** What a guess may know beside the file. */
export interface Known {
  readonly kpis: readonly ImportedKpi[];
  /** The draft that is worked on. */
  readonly version: string | undefined;
  /** The texts of a commitment that have no entry of their own, each with what the form calls it. */
  readonly texts?: readonly (readonly [name: string, label: string])[];
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null && !Array.isArray(value);

export function textAt(map: Readonly<Record<string, unknown>>, entry: string): string {
  const value = map[entry];
  return typeof value === "string" ? value : "";
}

export function yearsOf(map: Mapping): Record<string, string> {
  return isRecord(map.years) ? Object.fromEntries(Object.entries(map.years).map(([year, column]) => [year, typeof column === "string" ? column : ""])) : {};
}

/** The columns of further fields, by the field. */
export function columnsByField(map: Mapping): Mapping {
  return (isRecord(map.fields) ? map.fields : {}) as Mapping;
}

export function kpiEntries(map: Mapping): KpiEntry[] {
  return Array.isArray(map.values) ? map.values.filter(isRecord) : [];
}

export function columnsAt(map: Mapping, entry: string): string[] {
  const value = map[entry];
  return Array.isArray(value) ? value.map((each) => (typeof each === "string" ? each : "")) : [];
}

/** The same with an entry changed; nothing, an empty text and an empty list take it out. */
export function withEntry<Of extends Readonly<Record<string, unknown>>>(map: Of, entry: string, value: unknown): Of {
  const { [entry]: _, ...others } = map;
  const empty = value === undefined || value === "" || (Array.isArray(value) && value.length === 0) || (isRecord(value) && Object.keys(value).length === 0);
  if (empty) return others as Of;
  // In its place where it had one, so that the text does not jump about.
  return (entry in map ? { ...map, [entry]: value } : { ...others, [entry]: value }) as unknown as Of;
}

export function asText(map: Mapping): string {
  return JSON.stringify(map, null, 2);
}

/** Reads a mapping's text. What is wrong with its entries the server says; here it only has to be one. */
export function fromText(text: string): { map: Mapping } | { trouble: string } {
  let read: unknown;
  try {
    read = JSON.parse(text);
  } catch (error) {
    return { trouble: `This is not JSON yet: ${error instanceof Error ? error.message : "it cannot be read"}. The form follows as soon as it is.` };
  }
  if (!isRecord(read)) return { trouble: 'A mapping is an object of JSON: { "target": "outcomes", … }.' };
  if (!targets.includes(read.target as Target)) return { trouble: `Its “target” is one of ${targets.join(", ")}.` };
  return { map: read as Mapping };
}

/** Whether a file has each column that a mapping names. */
export function fits(map: Mapping, columns: readonly string[]): boolean {
  const single = ["period", "subject", "costCentre", "code", "serviceGroup", "year", "amount", "name", "status", "provider", "places", "startsOn", "endsOn", "weeklyPrice"];
  const named = [
    ...single.map((entry) => textAt(map, entry)),
    ...columnsAt(map, "breakdowns"),
    ...Object.values(yearsOf(map)),
    ...(isRecord(map.fields) ? Object.values(map.fields).map((column) => (typeof column === "string" ? column : "")) : []),
    ...kpiEntries(map).flatMap((entry) => ["value", "numerator", "denominator"].map((each) => textAt(entry, each))),
    ...(isRecord(map.where) ? Object.keys(map.where) : []),
    ...(map.layout === "dfe" ? dfeColumns : []),
  ];
  return named.every((column) => column === "" || columns.includes(column));
}

const dfeColumns = ["time_period", "time_identifier", "geographic_level"];
/** What the DfE's open data says of each row beside its figures. */
const dfePlaces = /^(time_period|time_identifier|geographic_level|country_(code|name)|region_(code|name)|(old|new)_la_code|la_name|version|.*_(code|lad_name))$/;

export function hasDfeLayout(columns: readonly string[]): boolean {
  return dfeColumns.every((column) => columns.includes(column));
}

/** What a file most likely is. */
export function guessTarget({ columns }: Look): Target {
  if (hasDfeLayout(columns)) return "outcomes";
  const has = (pattern: RegExp) => columnLike(columns, pattern) !== undefined;
  if (has(/cost centre/)) return "budget lines";
  if (has(weekly) || has(/^(commitment|contract|placement)/)) return "commitments";
  if (has(/numerator|kpi|indicator|^period$/)) return "outcomes";
  return columns.some((column) => yearIn(column) !== null) ? "budget lines" : "outcomes";
}

/** A mapping of a file as one of the three, as far as its columns' names tell. */
export function guess(target: Target, look: Look, known: Known): Mapping {
  switch (target) {
    case "outcomes":
      return guessOutcomes(look, known);
    case "budget lines":
      return guessBudget(look, known);
    case "commitments":
      return guessCommitments(look, known);
  }
}

const weekly = /week.*(price|rate|cost|fee)|(price|rate|cost|fee).*week/;

function guessOutcomes(look: Look, { kpis }: Known): Mapping {
  const { columns } = look;
  const dfe = hasDfeLayout(columns);
  const period = dfe ? undefined : columnLike(columns, /^(period|month|quarter|year|financial year|date)$/, /period|month|quarter/);
  const subject = dfe ? undefined : columnLike(columns, /^(subject|authority|local authority|la|council|area|provider|region)$/, /authority|council|la name|provider|area/);
  const parts = dfe
    ? columns.filter((column) => !dfePlaces.test(column) && isWords(look, column))
    : columns.filter((column) => /^(breakdown|characteristic|gender|sex|age|ethnicity)/.test(plain(column)));
  return compact({ target: "outcomes", layout: dfe ? "dfe" : "rows", period, subject, breakdowns: parts, values: guessKpis(look, kpis) });
}

function guessKpis({ columns }: Look, kpis: readonly ImportedKpi[]): KpiEntry[] {
  const codes = newestOf(kpis);
  const found = codes.flatMap(({ code, name }): KpiEntry[] => {
    const names = [plain(code), plain(name)];
    const like = (...ends: string[]) => columns.find((column) => names.some((each) => ends.some((end) => plain(column) === `${each} ${end}`.trim())));
    const numerator = like("numerator", "num");
    const value = like("", "value", "percent", "percentage");
    if (numerator) return [compact({ kpi: code, numerator, denominator: like("denominator", "denom", "den") })];
    return value ? [{ kpi: code, value }] : [];
  });
  if (found.length > 0) return found;
  const only = codes.length === 1 ? (codes[0]?.code ?? "") : "";
  const numerator = columnLike(columns, /^numerator$/, /numerator/);
  const denominator = numerator && columnLike(columns, /^denominator$/, /denominator/);
  const value = numerator ? undefined : columnLike(columns, /^value$/, /percent|pct|value|rate$/);
  return [{ kpi: only, ...compact({ numerator, denominator, value }) }];
}

/** Of each KPI the newest version. */
export function newestOf(kpis: readonly ImportedKpi[]): ImportedKpi[] {
  return kpis.filter((kpi) => !kpis.some((other) => other.code === kpi.code && other.version > kpi.version));
}

function guessBudget({ columns }: Look, { version }: Known): Mapping {
  const costCentre = columnLike(columns, /^cost centre( name)?$/, /^(name|description)$/, /cost centre(?!.*code)/, /budget|service/) ?? columns[0];
  const others = columns.filter((column) => column !== costCentre);
  const years = yearColumns(others);
  const byRow = Object.keys(years).length === 0;
  return compact({
    target: "budget lines",
    version,
    costCentre,
    code: columnLike(others, /cost centre code|^code$|ledger/),
    serviceGroup: columnLike(others, /service group|^group$|^service( area)?$/),
    years,
    year: byRow ? columnLike(others, /^(financial )?year$/, /year/) : undefined,
    amount: byRow ? columnLike(others, /^(amount|budget)/, /amount|budget|value/) : undefined,
    unit: unitIn(columns),
  });
}

function guessCommitments({ columns }: Look, { texts = [] }: Known): Mapping {
  const name = columnLike(columns, /^(commitment|name|contract|placement|home|description)/, /name/) ?? columns[0];
  const others = columns.filter((column) => column !== name);
  const weeklyPrice = columnLike(others, weekly);
  const shared = {
    target: "commitments" as const,
    name,
    provider: columnLike(others, /provider|supplier/),
    status: columnLike(others, /^status$/, /status/),
    fields: textsIn(others, texts),
  };
  if (!weeklyPrice) return compact({ ...shared, years: yearColumns(others), unit: unitIn(columns) });
  return compact({
    ...shared,
    places: columnLike(others, /^(places|beds)$/, /places|beds/),
    startsOn: columnLike(others, /start|^from$|first day/),
    endsOn: columnLike(others, /^end|^to$|last day|until/),
    weeklyPrice,
  });
}

/** The columns that are called as a field of the form is. */
function textsIn(columns: readonly string[], texts: NonNullable<Known["texts"]>): Record<string, string> {
  return Object.fromEntries(
    texts.flatMap(([name, label]) => {
      const column = columns.find((each) => plain(each) === plain(label));
      return column === undefined ? [] : [[name, column]];
    }),
  );
}

/** The first column that is like the first pattern that any is like. */
function columnLike(columns: readonly string[], ...patterns: RegExp[]): string | undefined {
  for (const pattern of patterns) {
    const found = columns.find((column) => pattern.test(plain(column)));
    if (found !== undefined) return found;
  }
  return undefined;
}

function plain(text: string): string {
  return text
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, " ")
    .trim()
    .replace("cost center", "cost centre");
}

/** Whether what stands in a column is words, and so may name a part of the whole. */
function isWords({ columns, sample }: Look, column: string): boolean {
  const at = columns.indexOf(column);
  const values = sample.map((row) => (row[at] ?? "").trim());
  return values.length > 0 && values.every((value) => /[a-z]{2}/i.test(value) && value.toLowerCase() !== "low");
}

/** The financial year that a column's name has in it: "Budget 24/25" is 2024/25, and the day 01/02/2025 is none. */
export function yearIn(column: string): string | null {
  const match = /(?<![\d/–-])(?:20)?(\d\d)\s*[/–_-]\s*(?:20)?(\d\d)(?!\d|[/–-]\d)/.exec(column);
  if (!match) return null;
  const start = 2000 + Number(match[1]);
  const year = yearStarting(start);
  return start < 2090 && year.endsWith(`/${match[2]}`) ? year : null;
}

function yearColumns(columns: readonly string[]): Record<string, string> {
  const found: Record<string, string> = {};
  for (const column of columns) {
    const year = yearIn(column);
    if (year !== null) found[year] ??= column;
  }
  return found;
}

function unitIn(columns: readonly string[]): string | undefined {
  if (columns.some((column) => /£\s*(000|k)/i.test(column))) return "thousands";
  return columns.some((column) => /£\s*m(?![a-z])/i.test(column)) ? "millions" : undefined;
}

function compact<Of extends object>(entries: Of): Of {
  const empty = (value: unknown) => value === undefined || (Array.isArray(value) && value.length === 0) || (isRecord(value) && Object.keys(value).length === 0);
  return Object.fromEntries(Object.entries(entries).filter(([, value]) => !empty(value))) as Of;
}
