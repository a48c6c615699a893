// Financial KPIs, worked out from what placements came to in a period and typed by nobody.
import { Exact } from "./exact.ts";
import { deducted, type Figure, input, named, product, quotient, sum } from "./figure.ts";

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
