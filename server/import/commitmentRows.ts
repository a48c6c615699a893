// Rows of a file as commitments: places at a weekly price, or an amount for each year.

import { type CommitmentStatus, commitmentStatuses } from "../../db/commitmentStatuses.ts";
import { type CommitmentStatement, type CommitmentWithTerms, commitmentsAsStated, type StatedCommitment } from "../../db/commitments.ts";
import type { On } from "../../db/engine/open.ts";
import { partYearMethods, weekConventions } from "../../db/tables/choices.ts";
import type { Viewer } from "../../db/viewer.ts";
import { commitmentNoun } from "../../schema/nouns/commitment.ts";
import { checkedCommitment } from "../entry/checkedCommitment.ts";
import { stated } from "../entry/stated.ts";
import { nameGiven, nameIfGiven, noteIfGiven } from "../entry/words.ts";
import { calendarDay } from "../finance/day.ts";
import { financialYear } from "../finance/financialYear.ts";
import { InputError } from "../finance/inputError.ts";
import { listed } from "../finance/listed.ts";
import { typedPence } from "../finance/money.ts";

import type { CommitmentMap } from "./mapping.ts";
import { furtherFields } from "./mappingEntries.ts";

import { type Cells, decimalIn, type RowReader } from "./rowReader.ts";

type Statement = CommitmentStatement & { readonly line: number };

/** Makes a reader of commitments, known by their names. */
export async function commitmentRows(on: On, viewer: Viewer, authorityId: string, map: CommitmentMap): Promise<RowReader> {
  const years = Object.entries(map.years ?? {}).map(([year, column]) => ({ year: financialYear(year, `map.years.${year}`), column }));
  const counted = {
    ...(map.weeksPerYear && { weeksPerYear: chosen(weekConventions, map.weeksPerYear, "map.weeksPerYear") }),
    ...(map.partYear && { partYear: chosen(partYearMethods, map.partYear, "map.partYear") }),
  };
  const statuses = await commitmentStatuses.all(on, viewer, authorityId);
  const status = map.statusIs ? { statusId: statusCalled(statuses, map.statusIs, "map.statusIs") } : {};
  const usual = statuses.find(({ kind }) => kind === "proposed")?.id ?? null;
  const statements: Statement[] = [];
  const seen = new Map<string, Statement>();
  const partOf = new Map<string, string>();
  return {
    partOf,
    read(cells: Cells, line: number) {
      const name = nameGiven(cells(map.name), map.name);
      const before = seen.get(name);
      if (before && !map.placesEndOn) throw new InputError(map.name, `${name} is already on line ${before.line}.`);
      const common = {
        line,
        at: `line ${line}`,
        name,
        ...(map.status ? { statusId: statusCalled(statuses, cells(map.status), map.status) } : status),
        ...(map.provider && { provider: nameIfGiven(cells(map.provider), map.provider) }),
        ...furtherTexts(map, cells),
      };
      const statement = map.weeklyPrice ? priced(map, cells, counted) : { basis: "amounts by year" as const, amounts: amountsOf(map, years, cells) };
      const whole = before ? withPeriod(before, { ...common, ...statement }, map) : { ...common, ...statement };
      // Checked here against nothing held, so that an error has its line.
      try {
        // Which status it has is known once it is known whether it is there.
        completed(whole, null, usual ?? "the one that it has", map);
      } catch (error) {
        throw error instanceof InputError ? new InputError(columnOf(error.field, map), error.message) : error;
      }
      if (before) before.places = whole.places ?? [];
      else {
        statements.push(whole);
        seen.set(name, whole);
      }
      return 1;
    },
    changes: (writing) =>
      commitmentsAsStated(writing, viewer, authorityId, statements, (statement, held) => {
        for (const part of held ? [...held.places, ...held.amounts] : []) partOf.set(part.id, part.commitmentId);
        if (held === null && usual === null && statement.statusId === undefined)
          throw new InputError(`${statement.at}, ${map.name}`, "No status of this authority is proposed, so say in the mapping which status new commitments have.");
        try {
          return completed(statement, held, usual, map);
        } catch (error) {
          throw error instanceof InputError ? new InputError(`${statement.at}, ${columnOf(error.field, map)}`, error.message) : error;
        }
      }),
  };
}

/** The further texts that the mapping names columns for, as they are stored. */
function furtherTexts({ fields = {} }: CommitmentMap, cells: Cells): Record<string, string | null> {
  return Object.fromEntries(
    furtherFields.flatMap(({ name, long }) => {
      const column = fields[name];
      return column === undefined ? [] : [[name, long ? noteIfGiven(cells(column), column) : nameIfGiven(cells(column), column)]];
    }),
  );
}

/** What rows of one name state of it must be the same in each, but for their places. @throws InputError naming the column that differs. */
function withPeriod(before: Statement, row: Statement, map: CommitmentMap): Statement {
  const own = new Set(["line", "at", "places"]);
  const differs = (Object.keys(row) as (keyof Statement)[]).find((field) => !own.has(field) && row[field] !== before[field]);
  if (differs !== undefined) {
    const column = map.fields?.[differs] ?? (differs === "statusId" ? map.status : undefined) ?? columnOf(differs, map);
    throw new InputError(
      column,
      `${row.name} has another value here than on line ${before.line}. Rows of one name are periods of one commitment, and differ in their places alone.`,
    );
  }
  return { ...before, places: [...(before.places ?? []), ...(row.places ?? [])] };
}

/** The file's own column for a field of a commitment. */
function columnOf(field: string, map: CommitmentMap): string {
  const columns: Record<string, string | undefined> = {
    places: map.places,
    startsOn: map.startsOn,
    endsOn: map.placesEndOn ?? map.endsOn,
    weeklyRatePounds: map.weeklyPrice,
    provider: map.provider,
  };
  return columns[field.slice(field.lastIndexOf(".") + 1)] ?? map.name;
}

function priced(map: CommitmentMap, cells: Cells, counted: Partial<StatedCommitment>): Partial<StatedCommitment> {
  const column = { places: map.places as string, startsOn: map.startsOn as string, price: map.weeklyPrice as string };
  const places = Number(decimalIn(cells(column.places), column.places));
  if (!Number.isInteger(places)) throw new InputError(column.places, `“${cells(column.places).slice(0, 40)}” is not a whole number of places.`);
  const price = decimalIn(cells(column.price), column.price);
  const endsOn = map.endsOn ? dayOrNone(cells(map.endsOn), map.endsOn) : null;
  const period = {
    places,
    startsOn: calendarDay(cells(column.startsOn).trim(), column.startsOn),
    endsOn: map.placesEndOn ? dayOrNone(cells(map.placesEndOn), map.placesEndOn) : null,
    firstYearShare: null,
    lastYearShare: null,
    volume: null,
    label: null,
    pricePounds: null,
    replacesId: null,
  };
  return { basis: "weekly price", weeklyRatePounds: price, ...counted, places: [period], ...(map.endsOn && { endsOn }) };
}

function dayOrNone(text: string, field: string): string | null {
  return text.trim() === "" ? null : calendarDay(text.trim(), field);
}

function amountsOf(map: CommitmentMap, years: readonly { year: string; column: string }[], cells: Cells): StatedCommitment["amounts"] {
  return years.flatMap(({ year, column }) => {
    const pence = typedPence(cells(column), map.unit ?? "pounds", column);
    return pence === null ? [] : [{ year, amountPence: pence }];
  });
}

/** How the weeks and the part years of a new price are counted, where the mapping does not say. */
const usually = { weeksPerYear: "365/7 weeks", partYear: "by days" } as const;

/**
 * A statement made whole: what is stored, with what the file states put over it. Every column that the file leaves out stays as it is, also one
 * that means nothing under another basis. Places go where amounts are stated, and amounts where a price is: a commitment has one or the other.
 */
function completed(statement: CommitmentStatement, held: CommitmentWithTerms | null, usualStatus: string | null, map: CommitmentMap): StatedCommitment {
  const { at: _at, line: _line, ...given } = statement as CommitmentStatement & { line?: number };
  const priced = given.basis === "weekly price";
  const places = map.placesEndOn ? periods(given, held?.places ?? []) : onePeriod(given, held?.places ?? []);
  const amounts = priced ? [] : [...(given.amounts ?? []), ...notStated(held, given)];
  // What a new price needs besides, and neither the file nor the store has.
  const needed = priced ? usually : {};
  const whole = stated(commitmentNoun, { statusId: usualStatus, ...needed, ...(held && filled(held)), ...given, places, amounts }, "input");
  const checked = checkedCommitment(whole, { id: held?.id ?? "" });
  if (held === null) return checked;
  const { id: _id, authorityId: _authorityId, position: _position, optionId: _optionId, status: _status, ...stored } = held;
  const columns = Object.keys({ ...needed, ...given }) as (keyof StatedCommitment)[];
  return { ...stored, ...Object.fromEntries(columns.map((column) => [column, checked[column]])), places: checked.places, amounts: checked.amounts };
}

/** The one period that a row states, over the one that is held. */
function onePeriod({ name, places = [] }: Given, held: CommitmentWithTerms["places"]): StatedCommitment["places"] {
  if (places.length > 0 && held.length > 1)
    throw new InputError("places", `${name} has ${held.length} periods of places, and a row states one. Change it on its own, or leave it out of the file.`);
  const [period] = held;
  return places.map((each) => (period ? { ...period, places: each.places, startsOn: each.startsOn } : each));
}

/**
 * The periods that rows state, each over the held one that it is, by its first day and by its last where several start together: in their order, so
 * that the same rows change nothing. What a file cannot state (support with a price of its own) it cannot remove either.
 */
function periods({ name, places = [] }: Given, held: CommitmentWithTerms["places"]): StatedCommitment["places"] {
  const left = [...places];
  const pairs = held.map((period) => ({ period, given: undefined as (typeof places)[number] | undefined }));
  for (const same of [(a: Period, b: Period) => a.endsOn === b.endsOn && a.places === b.places, () => true])
    for (const pair of pairs) {
      if (pair.given) continue;
      const found = left.findIndex((each) => each.startsOn === pair.period.startsOn && same(each, pair.period));
      if (found >= 0) [pair.given] = left.splice(found, 1);
    }
  const special = pairs.find(({ period, given }) => !given && (period.pricePounds ?? period.volume ?? period.replacesId) !== null);
  if (special)
    throw new InputError(
      "places",
      `${name} has places from ${special.period.startsOn} with terms of their own, which no row states. Change it on its own, or leave it out of the file.`,
    );
  return [...pairs.flatMap(({ period, given }) => (given ? [{ ...period, places: given.places, startsOn: given.startsOn, endsOn: given.endsOn }] : [])), ...left];
}

type Given = Pick<CommitmentStatement, "name" | "places">;
type Period = Pick<StatedCommitment["places"][number], "startsOn" | "endsOn" | "places">;

/** Those of a row's columns that hold something. */
function filled<Columns extends object>(row: Columns): Partial<Columns> {
  return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null)) as Partial<Columns>;
}

/** The amounts held of years that a statement says nothing of. */
function notStated(held: CommitmentWithTerms | null, { amounts = [] }: Pick<CommitmentStatement, "amounts">): StatedCommitment["amounts"] {
  return (held?.amounts ?? []).filter(({ year }) => !amounts.some((each) => each.year === year)).map(({ year, amountPence }) => ({ year, amountPence }));
}

/** The id of the status that an authority calls so, in any case. @throws InputError with the statuses that there are. */
function statusCalled(statuses: readonly CommitmentStatus[], text: string, field: string): string {
  const called = text.normalize("NFC").trim();
  const found = statuses.find(({ name }) => name === called) ?? statuses.find(({ name }) => name.toLowerCase() === called.toLowerCase());
  if (found) return found.id;
  const known = statuses.length === 0 ? "This authority has no statuses yet." : `There are ${listed(statuses.map(({ name }) => name))}.`;
  throw new InputError(field, `There is no status “${called.slice(0, 40)}”. ${known}`);
}

function chosen<const Values extends readonly string[]>(values: Values, text: string, field: string): Values[number] {
  const found = values.find((value) => value.toLowerCase() === text.toLowerCase());
  if (found === undefined) throw new InputError(field, `“${text.slice(0, 40)}” is none of ${values.join(", ")}.`);
  return found;
}
