// Rows of a file as placements' activity: what a subject's placements of one arrangement and area came to in a period.
import { randomUUID } from "node:crypto";
import { arrangements } from "../../db/arrangements.ts";
import { authorityById } from "../../db/authorities.ts";
import type { On } from "../../db/engine/open.ts";
import { activityRead } from "../../db/outcomes.ts";
import { placementAreas } from "../../db/tables/choices.ts";
import type { Row } from "../../db/tables.ts";
import type { Viewer } from "../../db/viewer.ts";
import { type Change, fieldChanges, insertion } from "../../db/write/change.ts";
import { checkActivity, periodKindOf } from "../entry/checkedActivity.ts";
import { nameGiven } from "../entry/words.ts";
import { Exact } from "../finance/exact.ts";
import { InputError } from "../finance/inputError.ts";
import { storablePence } from "../finance/money.ts";
import { readPeriod } from "../finance/period.ts";
import { subjectsRead } from "../resolvers/sharedSet.ts";
import type { ActivityMap } from "./mapping.ts";
import { type Cells, decimalIn, keyOf, type RowReader } from "./rowReader.ts";

type Activity = Row<"placementActivity">;
type Figures = Pick<Activity, "placements" | "bedWeeks" | "costPence"> & Partial<Pick<Activity, "directBedWeeks" | "ended" | "endedWeeks" | "availableBedWeeks">>;
type Stated = Pick<Activity, "subjectId" | "kind" | "startsOn" | "arrangementId" | "area"> & { readonly figures: Figures; readonly line: number };

const cellOf = ({ subjectId, kind, startsOn, arrangementId, area }: Omit<Stated, "figures" | "line">) => [subjectId, kind, startsOn, arrangementId ?? "", area].join("|");

/** Makes a reader of activity. What a file says nothing of stays as it is stored. */
export async function activityRows(on: On, viewer: Viewer, authorityId: string, map: ActivityMap): Promise<RowReader> {
  const authority = await authorityById(on, viewer, authorityId);
  const subjects = await subjectsRead(on, viewer, authorityId);
  const known = new Map<string, string>();
  for (const { id, name, gssCode, oldCode } of subjects) for (const key of [gssCode, oldCode, name]) if (key && !known.has(keyOf(key))) known.set(keyOf(key), id);
  const bought = new Map((await arrangements.all(on, viewer, authorityId)).map(({ id, name }) => [keyOf(name), id]));
  const made: Row<"kpiSubject">[] = [];
  const rows: Stated[] = [];
  const seen = new Map<string, number>();

  const subjectOf = (text: string): string => {
    const name = nameGiven(text, map.subject);
    const found = known.get(keyOf(name));
    if (found) return found;
    if (!map.newSubjects) throw new InputError(map.subject, `“${name.slice(0, 60)}” is neither the name nor the code of a subject in this set.`);
    const isOwn = keyOf(name) === keyOf(authority.name);
    const subject = { id: randomUUID(), authorityId, kind: isOwn ? ("authority" as const) : ("provider" as const), name, position: subjects.length + 1_000 + made.length };
    made.push({ ...subject, oldCode: null, gssCode: null, withinId: null, partnershipId: null, arrangementId: null, lotId: null });
    known.set(keyOf(name), subject.id);
    return subject.id;
  };

  const arrangementOf = (text: string): string | null => {
    if (text.trim() === "") return null;
    const found = bought.get(keyOf(text));
    if (!found) throw new InputError(map.arrangement as string, `There is no arrangement “${text.trim().slice(0, 60)}”. Add it first, or leave this empty for spot purchase.`);
    return found;
  };

  return {
    read(cells: Cells, line: number) {
      const when = cells(map.period);
      const kind = periodKindOf(when);
      if (!kind) throw new InputError(map.period, `“${when.slice(0, 40)}” is no period. Write 2024/25, 2024/25 Q1 or June 2024.`);
      const area = map.area ? placementAreas.find((each) => each === keyOf(cells(map.area as string))) : "not known";
      if (!area) throw new InputError(map.area as string, `“${cells(map.area as string).slice(0, 40)}” is none of ${placementAreas.join(", ")}.`);
      const row: Stated = {
        subjectId: subjectOf(cells(map.subject)),
        kind,
        startsOn: readPeriod(when, kind, map.period).startsOn,
        arrangementId: map.arrangement ? arrangementOf(cells(map.arrangement)) : null,
        area,
        figures: figuresOf(map, cells),
        line,
      };
      const before = seen.get(cellOf(row));
      if (before !== undefined) throw new InputError(map.subject, `Line ${before} has this subject, period, arrangement and area already. Add the two together.`);
      seen.set(cellOf(row), line);
      rows.push(row);
      return 1;
    },
    async changes(writing): Promise<Change[]> {
      const days = rows.map(({ startsOn }) => startsOn).sort();
      const stored = await activityRead(writing, viewer, authorityId, { from: days[0], to: days.at(-1) });
      const held = new Map(stored.map((row) => [cellOf(row), row]));
      const last = stored.reduce((most, { position }) => Math.max(most, position), 0);
      const used = new Set(rows.map(({ subjectId }) => subjectId));
      const added = made.filter(({ id }) => used.has(id)).map((subject) => insertion("kpiSubject", { ...subject }, "subject"));
      const changes = rows.flatMap(({ figures, line, ...of }, index): Change[] => {
        const before = held.get(cellOf(of));
        if (before) return fieldChanges("placementActivity", before.id, before, asStored(figures, before), `line ${line}`);
        return [insertion("placementActivity", { id: randomUUID(), authorityId, ...of, ...figures, position: last + 1 + index }, `line ${line}`)];
      });
      return [...added, ...changes];
    },
  };
}

/** The figures of a row. A further one that is left empty says nothing. */
function figuresOf(map: ActivityMap, cells: Cells): Figures {
  const whole = (column: string) => {
    const number = Number(decimalIn(cells(column), column));
    if (!Number.isSafeInteger(number) || number < 0) throw new InputError(column, `“${cells(column).slice(0, 40)}” is not a whole number.`);
    return number;
  };
  const isGiven = (column: string | undefined): column is string => column !== undefined && cells(column).trim() !== "";
  const decimals = (["directBedWeeks", "endedWeeks", "availableBedWeeks"] as const).flatMap((measure) => {
    const column = map[measure];
    return isGiven(column) ? [[measure, decimalIn(cells(column), column)] as const] : [];
  });
  const figures: Figures = {
    placements: whole(map.placements),
    bedWeeks: decimalIn(cells(map.bedWeeks), map.bedWeeks),
    costPence: penceIn(cells(map.cost), map.cost),
    ...Object.fromEntries(decimals),
    ...(isGiven(map.ended) && { ended: whole(map.ended) }),
  };
  try {
    checkActivity(figures, "");
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    throw new InputError((map as unknown as Record<string, string>)[error.field] ?? map.cost, error.message);
  }
  return figures;
}

function penceIn(text: string, column: string): number {
  const pence = Exact.decimal(decimalIn(text, column)).times(Exact.whole(100));
  if (!pence.equals(Exact.whole(pence.rounded(0)))) throw new InputError(column, `“${text.slice(0, 40)}” has parts of a penny.`);
  return storablePence(Number(pence.rounded(0)), column);
}

/** Decimals that say the same as those that are stored are no change: 156.0 and 156. */
function asStored(figures: Figures, before: Activity): Figures {
  const same = (measure: "bedWeeks" | "directBedWeeks" | "endedWeeks" | "availableBedWeeks") => {
    const [is, was] = [figures[measure], before[measure]];
    return typeof is === "string" && was !== null && Exact.decimal(is).equals(Exact.decimal(was)) ? { [measure]: was } : {};
  };
  return { ...figures, ...same("bedWeeks"), ...same("directBedWeeks"), ...same("endedWeeks"), ...same("availableBedWeeks") };
}
