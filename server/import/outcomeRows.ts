// Rows of a file as outcomes: the DfE's open data as it is, or a table of one's own by a mapping.
import { randomUUID } from "node:crypto";
import type { On } from "../../db/engine/open.ts";
import { type NewOutcome, outcomeChanges } from "../../db/outcomes.ts";
import type { Viewer } from "../../db/viewer.ts";
import { type Change, insertion } from "../../db/write/change.ts";
import { nameGiven, nameIfGiven } from "../entry/words.ts";
import { breakdownInOrder } from "../finance/breakdown.ts";
import { Exact } from "../finance/exact.ts";
import { InputError } from "../finance/inputError.ts";
import { checkApplies, checkOutcome, type KpiFacts, type MissingReason } from "../finance/kpi.ts";
import type { SubjectKind } from "../finance/outcomeWorld.ts";
import { readDfePeriod, readPeriod } from "../finance/period.ts";
import { placesAbove, withinByCode } from "../finance/subjectCodes.ts";
import { countryOf, knownCode } from "../reading/places.ts";
import { sharedSet } from "../resolvers/sharedSet.ts";
import { KpisOfFile } from "./kpisOfFile.ts";
import type { KpiColumns, OutcomeMap } from "./mapping.ts";
import { type Cells, decimalIn, type RowReader } from "./rowReader.ts";

interface Subject {
  id: string;
  kind: SubjectKind;
  name: string;
  oldCode: string | null;
  gssCode: string | null;
  withinId: string | null;
}

const marks = new Map<string, MissingReason>(Object.entries({ c: "c", x: "x", z: "z", k: "k", low: "low", u: "unknown", "": "x", ":": "x", "~": "k", "-": "x" }));
/** Miles and the like that stand for "not known" in national returns. Source: DOMAIN, Unknown is not nil. */
const unknownValues = new Set(["999.9", "-300"]);
const gssForm = /^[A-Z]\d{8}$/;

/** Makes a reader of outcomes. @throws InputError naming the mapping's entry for a KPI that the set does not have. */
export async function outcomeRows(on: On, viewer: Viewer, authorityId: string, map: OutcomeMap): Promise<RowReader> {
  const set = await sharedSet(on, viewer, authorityId);
  const named = new KpisOfFile(set.kpis, map.newKpis ?? [], authorityId);
  const measured = map.values.map((columns, index): { columns: KpiColumns; kpiOf: (cells: Cells) => KpiFacts } => {
    const { kpiIn } = columns;
    if (kpiIn !== undefined) return { columns, kpiOf: (cells) => named.named(cells(kpiIn), kpiIn) };
    const kpi = kpiFor(set.kpis, columns, `map.values[${index}]`);
    return { columns, kpiOf: () => kpi };
  });
  const own = new Map(set.stored.subjects.flatMap((subject) => (subject.authorityId === authorityId ? [[subject.id, subject.withinId] as const] : [])));
  // What an own subject is stated to be within is what a change of it replaces, whatever its code or a publisher says.
  const subjects = set.subjects.map((subject): Subject => ({ ...subject, withinId: own.get(subject.id) ?? (own.has(subject.id) ? null : subject.withinId) }));
  const places = new Places(subjects, new Set(own.keys()), map.newSubjects ?? map.layout === "dfe");
  const where = Object.entries(map.where ?? {}).map(([column, values]) => [column, new Set(values)] as const);
  const stated: NewOutcome[] = [];
  const lines: number[] = [];
  const firstAt = new Map<string, number>();
  return {
    read(cells: Cells, line: number) {
      if (where.some(([column, values]) => !values.has(cells(column)))) return 0;
      const subject = map.layout === "dfe" ? places.ofDfe(cells) : places.named(cells(map.subject as string), map.subject as string);
      const breakdown = breakdownOf(map, cells);
      const rows = measured.map(({ columns: given, kpiOf }): NewOutcome => {
        const kpi = kpiOf(cells);
        const columns = given.kpiIn === undefined ? given : filledIn(given, cells);
        const period =
          map.layout === "dfe"
            ? readDfePeriod(cells("time_period"), cells("time_identifier"), kpi.frequency, "time_period")
            : readPeriod(cells(map.period as string), kpi.frequency, map.period as string);
        const row = { kpiId: kpi.id, subjectId: subject.id, startsOn: period.startsOn, breakdown, ...(map.release && { release: map.release }), ...figures(kpi, columns, cells) };
        checkApplies(kpi, row.startsOn, map.period ?? "time_period");
        checkColumns(kpi, columns, row);
        return row;
      });
      for (const row of rows) {
        const key = `${row.kpiId}|${row.subjectId}|${row.startsOn}|${row.breakdown}`;
        const before = firstAt.get(key);
        if (before !== undefined) throw new InputError(map.subject ?? "time_period", `This subject, period and part are already on line ${before}.`);
        firstAt.set(key, line);
        stated.push(row);
        lines.push(line);
      }
      return rows.length;
    },
    async changes(writing: On): Promise<Change[]> {
      const outcomes = await outcomeChanges(writing, authorityId, stated, (index) => `line ${lines[index]}`);
      return [
        ...named.added(new Set(stated.map(({ kpiId }) => kpiId))),
        ...places.added().map((subject) => insertion("kpiSubject", { ...subject }, "subject")),
        ...places.moved,
        ...outcomes,
      ];
    },
  };
}

/** Of a row whose KPI it names itself, the columns that have its figure: a value, or a numerator with or without a denominator. */
function filledIn({ value, numerator, denominator, ...columns }: KpiColumns, cells: Cells): KpiColumns {
  const has = (column: string | undefined) => column !== undefined && cells(column).trim() !== "";
  if (value !== undefined && (has(value) || !has(numerator))) return { ...columns, value };
  return { ...columns, ...(numerator !== undefined && { numerator }), ...(denominator !== undefined && has(denominator) && { denominator }) };
}

function kpiFor(held: readonly KpiFacts[], { kpi = "", version }: KpiColumns, field: string): KpiFacts {
  const versions = held.filter((each) => each.code === kpi && (version === undefined || each.version === version)).sort((a, b) => b.version - a.version);
  const [found] = versions;
  if (!found) throw new InputError(`${field}.kpi`, `There is no KPI “${kpi.slice(0, 60)}”${version === undefined ? "" : ` in version ${version}`} in this set. Add it first.`);
  if (found.computed) throw new InputError(`${field}.kpi`, `${found.name} is computed from placements' activity and is not imported.`);
  return found;
}

function breakdownOf(map: OutcomeMap, cells: Cells): string {
  const whole = (map.wholeIs ?? "Total").toLowerCase();
  const parts = (map.breakdowns ?? []).flatMap((column) => {
    const value = cells(column).trim();
    return value === "" || value.toLowerCase() === whole ? [] : [`${column}: ${value}`];
  });
  return parts.length === 0 ? "" : (nameIfGiven(breakdownInOrder(parts.join("; ")), map.breakdowns?.[0] ?? "breakdown") ?? "");
}

/**
 * A KPI's figures as a row has them: numbers, or the mark in their place. What is hidden or not known out of a number that is known is
 * hidden or not known. The other way round something that was stated would be lost.
 * @throws InputError naming the column of a denominator that is empty or a mark, where there is a numerator.
 */
function figures(kpi: KpiFacts, columns: KpiColumns, cells: Cells): Pick<NewOutcome, "numerator" | "denominator" | "value" | "missing"> {
  const figure = { numerator: null, denominator: null, value: null, missing: null };
  const markIn = (column: string) => marks.get(cells(column).trim().toLowerCase()) ?? null;
  if (columns.value !== undefined) {
    const missing = unknownValues.has(cells(columns.value).trim()) ? "unknown" : markIn(columns.value);
    if (missing) return { ...figure, missing };
    if (kpi.unit !== "percent" || columns.percentAs === "0.832") return { ...figure, value: decimalIn(cells(columns.value), columns.value) };
    // Only of a percentage is the sign behind it no part of what is counted.
    const percent = decimalIn(cells(columns.value).trim().replace(/%$/, ""), columns.value);
    return { ...figure, value: Exact.decimal(percent).dividedBy(Exact.whole(100)).toString() };
  }
  const over = columns.numerator as string;
  const missing = markIn(over);
  if (missing) return { ...figure, missing };
  const numerator = decimalIn(cells(over), over);
  if (columns.denominator === undefined) return { ...figure, numerator };
  if (markIn(columns.denominator)) {
    const there = cells(columns.denominator).trim();
    throw new InputError(columns.denominator, `${kpi.name} is ${numerator} out of how many? There is ${there === "" ? "nothing" : `“${there}”`} here.`);
  }
  return { ...figure, numerator, denominator: decimalIn(cells(columns.denominator), columns.denominator) };
}

/** Checks a row's figures; an error names the file's own column. */
function checkColumns(kpi: KpiFacts, columns: KpiColumns, row: NewOutcome): void {
  try {
    checkOutcome(kpi, row, "");
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    throw new InputError(columns[error.field as "value"] ?? columns.value ?? columns.numerator ?? error.field, error.message);
  }
}

/** The subjects that a file's places are, those that it adds among them. */
class Places {
  private readonly made: (Subject & { position: number })[] = [];
  readonly moved: Change[] = [];
  private readonly known = new Map<string, Subject>();
  private readonly byKey = new Map<string, Subject>();
  private position: number;

  constructor(
    held: readonly Subject[],
    /** Those of them that the authority may change: the others are publishers'. */
    private readonly own: ReadonlySet<string>,
    private readonly mayAdd: boolean,
  ) {
    this.position = held.length + 1_000;
    for (const subject of held) this.know(subject);
  }

  private know(subject: Subject): void {
    this.known.set(subject.id, subject);
    for (const key of [subject.gssCode, subject.oldCode && `old ${subject.oldCode}`, `${subject.kind} ${subject.name.toLowerCase()}`])
      if (key && !this.byKey.has(key)) this.byKey.set(key, subject);
  }

  /** Those that the file adds, each within what its code says where the file says less: it has Inner London beside London, within England. */
  added(): (Subject & { position: number })[] {
    const within = new Map(withinByCode([...this.known.values()]).map(({ id, withinId }) => [id, withinId]));
    return this.made.map((subject) => ({ ...subject, withinId: within.get(subject.id) ?? null }));
  }

  /** A subject by its name or either of its codes. */
  named(text: string, column: string): Subject {
    const plain = text.trim();
    const kinds: SubjectKind[] = ["authority", "region", "country", "statistical neighbours", "partnership", "arrangement", "lot", "provider"];
    const found = this.byKey.get(plain) ?? this.byKey.get(`old ${plain}`) ?? kinds.map((kind) => this.byKey.get(`${kind} ${plain.toLowerCase()}`)).find(Boolean);
    if (found) return found;
    if (!this.mayAdd || plain === "" || gssForm.test(plain) || /^\d{3}$/.test(plain))
      throw new InputError(column, `“${plain.slice(0, 60)}” is neither the name nor the code of a subject in this set.`);
    return this.add("provider", plain, null, null, null);
  }

  /** The place of a row of the DfE's open data. */
  ofDfe(cells: Cells): Subject {
    const level = cells("geographic_level").trim().toLowerCase();
    const country = () => {
      const name = cells("country_name") || countryOf(cells("new_la_code"));
      return this.place("country", cells("country_code") || knownCode(name), "", name, null, "country_code");
    };
    const region = () => this.place("region", cells("region_code") || knownCode(cells("region_name")), "", cells("region_name"), country().id, "region_code");
    if (level === "national") return country();
    if (level === "regional") return region();
    if (level === "local authority") {
      const within = cells("region_code").trim() === "" && knownCode(cells("region_name")) === "" ? country() : region();
      return this.place("authority", cells("new_la_code"), cells("old_la_code"), cells("la_name"), within.id, "new_la_code");
    }
    throw new InputError(
      "geographic_level",
      `“${cells("geographic_level").slice(0, 40)}” is not a level that Tabled uses: National, Regional or Local authority. Leave other rows out with "where".`,
    );
  }

  private place(kind: SubjectKind, gss: string, old: string, name: string, withinId: string | null, column: string): Subject {
    const gssCode = gssForm.test(gss.trim()) ? gss.trim() : null;
    const oldCode = /^\d{3}$/.test(old.trim()) ? old.trim() : null;
    if (gssCode === null && oldCode === null) return this.byName(kind, gss, name, withinId, column);
    const found = (gssCode && this.byKey.get(gssCode)) || (oldCode && this.byKey.get(`old ${oldCode}`));
    if (found && found.kind === kind) return this.within(found, withinId);
    if (found) throw new InputError(column, `${gssCode ?? oldCode} is ${found.name}, which is no ${kind}.`);
    const named = this.byKey.get(`${kind} ${name.trim().toLowerCase()}`);
    // The same name under another code is another place, as after a reorganisation.
    if (named && (named.gssCode === null || gssCode === null)) return this.within(named, withinId);
    if (!this.mayAdd) throw new InputError(column, `${gssCode ?? oldCode} is not the code of any subject in this set.`);
    return this.add(kind, named ? `${name} (${gssCode ?? oldCode})` : name, oldCode, gssCode, withinId);
  }

  /** A place without a code is the one of its name that is there. */
  private byName(kind: SubjectKind, code: string, name: string, withinId: string | null, column: string): Subject {
    if (code.trim() !== "") throw new InputError(column, `“${code.slice(0, 20)}” is not the code of a place: a letter and eight digits, such as E08000014.`);
    const named = this.byKey.get(`${kind} ${name.trim().toLowerCase()}`);
    if (named) return this.within(named, withinId);
    const called = { country: "country_name", region: "region_name" }[kind as string] ?? "la_name";
    throw new InputError(called, `“${name.slice(0, 60)}” has no code here, and no ${kind} of this set is called so. Add it first, or give the file a column ${column}.`);
  }

  /**
   * A subject that is there, put into the region that the file says it is in where it was in none, or in one that holds that: its region is
   * then the sum of all of its own.
   */
  private within(subject: Subject, withinId: string | null): Subject {
    const [is, region] = [this.known.get(subject.withinId ?? ""), this.known.get(withinId ?? "")];
    const isOwn = this.own.has(subject.id) || this.made.some(({ id }) => id === subject.id);
    if (!isOwn || region?.kind !== "region" || region === is || (is?.kind === "region" && !placesAbove(region.gssCode ?? "").includes(is.gssCode ?? ""))) return subject;
    if (!this.made.some(({ id }) => id === subject.id))
      this.moved.push({ table: "kpiSubject", id: subject.id, field: "withinId", from: subject.withinId, to: region.id, at: "region_code" });
    subject.withinId = region.id;
    return subject;
  }

  private add(kind: SubjectKind, name: string, oldCode: string | null, gssCode: string | null, withinId: string | null): Subject {
    this.position += 1;
    const subject = { id: randomUUID(), kind, name: nameGiven(name, "la_name"), oldCode, gssCode, withinId, position: this.position };
    this.made.push(subject);
    this.know(subject);
    return subject;
  }
}
