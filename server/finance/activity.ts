// Financial KPIs, worked out from what placements came to in a period and typed by nobody.
import { Exact } from "./exact.ts";
import { deducted, type Figure, input, named, product, quotient, sum } from "./figure.ts";
import { grouped } from "./grouped.ts";

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

/**
 * A financial KPI from activity; null where what it needs is not held.
 * £420,000 for 100 bed-weeks outside the area and £750,000 for 250 inside are £4,200 and £3,000 a week: a premium of £1,200. Of those
 * inside, 40 bed-weeks of children placed directly avoided £48,000.
 */
export function activityFigure(computed: ComputedKpi, rows: readonly Activity[]): Figure | null {
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
      const block = rows.filter((row) => row.availableBedWeeks !== null);
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
  "occupancy of block places": ({ availableBedWeeks }) => String(availableBedWeeks !== null),
  "cost avoided": ({ area, directBedWeeks }) => `${area} ${directBedWeeks !== null}`,
};

/** The same activity in the fewest rows that give a KPI's figure, so that its workings tell of no single row. */
export function mergedActivity(computed: ComputedKpi, rows: readonly Activity[]): Activity[] {
  return [...grouped(rows, apartBy[computed]).values()].map((group) => {
    const whole = (of: (row: Activity) => number) => group.reduce((sum, row) => sum + of(row), 0);
    const exact = (of: (row: Activity) => string | null) => {
      const held = group.flatMap((row) => of(row) ?? []);
      return held.length === 0 ? null : held.reduce((sum, text) => sum.plus(Exact.decimal(text)), Exact.nil).toString();
    };
    const [first] = group as [Activity];
    return {
      arrangementId: first.arrangementId,
      area: first.area,
      placements: whole((row) => row.placements),
      bedWeeks: exact((row) => row.bedWeeks) ?? "0",
      costPence: whole((row) => row.costPence),
      directBedWeeks: exact((row) => row.directBedWeeks),
      ended: group.every((row) => row.ended === null) ? null : whole((row) => row.ended ?? 0),
      endedWeeks: exact((row) => row.endedWeeks),
      availableBedWeeks: exact((row) => row.availableBedWeeks),
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
