// Financial KPIs, worked out from what placements came to in a period and typed by nobody.
import { Exact } from "./exact.ts";
import { deducted, type Figure, input, named, product, quotient, sum } from "./figure.ts";
import { grouped } from "./grouped.ts";
import type { Known, Unknown } from "./unknown.ts";

export type ComputedKpi =
  | "average weekly cost inside the area"
  | "average weekly cost outside the area"
  | "premium outside the area"
  | "average duration"
  | "share under an arrangement"
  | "occupancy of block places"
  | "cost avoided";

/** Placements of one sort in a period, added up: no record of a child. */
export interface Activity {
  /** Null for spot purchase. */
  readonly arrangementId: string | null;
  /** What sort of arrangement that is. */
  readonly arrangementKind: string | null;
  readonly area: "inside" | "outside" | "not known";
  readonly placements: number;
  readonly bedWeeks: string;
  readonly costPence: number;
  readonly directBedWeeks: string | null;
  readonly ended: number | null;
  readonly endedWeeks: string | null;
  readonly availableBedWeeks: string | null;
}

const weeks = (text: string) => input(Exact.decimal(text), { count: "bed-weeks" });
const cost = ({ costPence }: Activity) => input(Exact.pence(costPence), "pounds");
const number = (value: number, count: string) => input(Exact.whole(value), { count });
const total = (of: readonly Figure[]) => (of.length === 1 ? (of[0] as Figure) : sum(of));
const over = (of: readonly Figure[], by: readonly Figure[]): Figure | null => {
  const divisor = total(by);
  return by.length === 0 || divisor.value.isNil() ? null : quotient(total(of), divisor);
};

const isNil = (text: string) => Exact.decimal(text).isNil();
/** Places that are paid for whether they are used or not. */
export const isBlock = ({ arrangementKind, availableBedWeeks }: Activity) => arrangementKind === "block contract" || availableBedWeeks !== null;

/** What a row does not record that may count in the KPI, in a sentence; null where all of it is there, or it is nil. */
const lacksArea = ({ area, bedWeeks, costPence }: Activity) =>
  area !== "not known" || (isNil(bedWeeks) && costPence === 0) ? null : "Whether some of these placements were inside the area or outside it is not recorded.";
const lacksEnd = ({ ended, endedWeeks }: Activity) =>
  ended === 0 || (ended !== null && endedWeeks !== null) ? null : "Of some of these placements it is not recorded how many ended, or how many weeks those had lasted.";
const lacksPaidFor = (row: Activity) => (isBlock(row) && row.availableBedWeeks === null ? "Of some block places it is not recorded how many bed-weeks were paid for." : null);
const lacksDirect = ({ area, bedWeeks, directBedWeeks }: Activity) =>
  area === "inside" && directBedWeeks === null && !isNil(bedWeeks)
    ? "Of some placements inside the area it is not recorded how many bed-weeks were of children placed directly."
    : null;

const lacking: Record<ComputedKpi, readonly ((row: Activity) => string | null)[]> = {
  "average weekly cost inside the area": [lacksArea],
  "average weekly cost outside the area": [lacksArea],
  "premium outside the area": [lacksArea],
  "average duration": [lacksEnd],
  "share under an arrangement": [],
  "occupancy of block places": [lacksPaidFor],
  "cost avoided": [lacksArea, lacksDirect],
};

/** Why a KPI is not known though there is activity: some row does not record what may count in it. Null where every row does. */
export function notRecorded(computed: ComputedKpi, rows: readonly Activity[]): Unknown | null {
  const why = new Set(lacking[computed].flatMap((lacks) => rows.flatMap((row) => lacks(row) ?? [])));
  return why.size === 0 ? null : { kind: "unknown", why: [...why].join(" ") };
}

const nothing: Unknown = { kind: "unknown", why: "What this is computed from is not recorded." };

/**
 * A financial KPI from activity; not known where what it needs is not recorded, of all rows or of one: the others are not the whole.
 * £420,000 for 100 bed-weeks outside the area and £750,000 for 250 inside are £4,200 and £3,000 a week: a premium of £1,200. Of those
 * inside, 40 bed-weeks of children placed directly avoided £48,000.
 */
export function activityFigure(computed: ComputedKpi, rows: readonly Activity[]): Known {
  return notRecorded(computed, rows) ?? ofRows(computed, rows) ?? nothing;
}

function ofRows(computed: ComputedKpi, rows: readonly Activity[]): Figure | null {
  switch (computed) {
    case "average weekly cost inside the area":
      return weeklyCost(rows, "inside");
    case "average weekly cost outside the area":
      return weeklyCost(rows, "outside");
    case "premium outside the area":
      return premium(rows);
    case "average duration": {
      const ended = rows.filter((row) => row.ended !== null && row.endedWeeks !== null);
      return over(
        ended.map((row) => input(Exact.decimal(row.endedWeeks as string), "weeks")),
        ended.map((row) => number(row.ended as number, "placements ended")),
      );
    }
    case "share under an arrangement":
      return over(
        rows.map((row) => number(row.arrangementId === null ? 0 : row.placements, "placements under an arrangement")),
        rows.map((row) => number(row.placements, "placements")),
      );
    case "occupancy of block places": {
      const block = rows.filter(isBlock);
      return over(
        block.map((row) => weeks(row.bedWeeks)),
        block.map((row) => input(Exact.decimal(row.availableBedWeeks as string), { count: "bed-weeks paid for" })),
      );
    }
    case "cost avoided": {
      const extra = premium(rows);
      const direct = rows.filter((row) => row.area === "inside" && row.directBedWeeks !== null);
      return extra === null || direct.length === 0 ? null : product([total(direct.map((row) => weeks(row.directBedWeeks as string))), named("Premium outside the area", extra)]);
    }
  }
}

/** What a KPI tells rows apart by. */
const apartBy: Record<ComputedKpi, (row: Activity) => string> = {
  "average weekly cost inside the area": ({ area }) => area,
  "average weekly cost outside the area": ({ area }) => area,
  "premium outside the area": ({ area }) => area,
  "average duration": ({ ended, endedWeeks }) => String(ended !== null && endedWeeks !== null),
  "share under an arrangement": ({ arrangementId }) => String(arrangementId === null),
  "occupancy of block places": (row) => `${isBlock(row)} ${row.availableBedWeeks !== null}`,
  "cost avoided": ({ area, directBedWeeks }) => `${area} ${directBedWeeks !== null}`,
};

/** The same activity in the fewest rows that give a KPI's figure, so that its workings tell of no single row. What one of those merged does not record is not known of all. */
export function mergedActivity(computed: ComputedKpi, rows: readonly Activity[]): Activity[] {
  return [...grouped(rows, apartBy[computed]).values()].map((group) => {
    const whole = (of: (row: Activity) => number) => group.reduce((sum, row) => sum + of(row), 0);
    const exact = (of: (row: Activity) => string) => group.reduce((sum, row) => sum.plus(Exact.decimal(of(row))), Exact.nil).toString();
    const known = (field: keyof Activity) => group.every((row) => row[field] !== null);
    const [first] = group as [Activity];
    return {
      arrangementId: first.arrangementId,
      arrangementKind: first.arrangementKind,
      area: first.area,
      placements: whole((row) => row.placements),
      bedWeeks: exact((row) => row.bedWeeks),
      costPence: whole((row) => row.costPence),
      directBedWeeks: known("directBedWeeks") ? exact((row) => row.directBedWeeks as string) : null,
      ended: known("ended") ? whole((row) => row.ended as number) : null,
      endedWeeks: known("endedWeeks") ? exact((row) => row.endedWeeks as string) : null,
      availableBedWeeks: known("availableBedWeeks") ? exact((row) => row.availableBedWeeks as string) : null,
    };
  });
}

function weeklyCost(rows: readonly Activity[], area: Activity["area"]): Figure | null {
  const there = rows.filter((row) => row.area === area);
  return over(
    there.map(cost),
    there.map((row) => weeks(row.bedWeeks)),
  );
}

function premium(rows: readonly Activity[]): Figure | null {
  const [outside, inside] = [weeklyCost(rows, "outside"), weeklyCost(rows, "inside")];
  return outside && inside ? sum([named("Average weekly cost outside the area", outside), deducted(named("Average weekly cost inside", inside))]) : null;
}
