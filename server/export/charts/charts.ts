// The charts that tables have: each drawn once, here, for the page, for files and for pictures.

import { authorityById } from "../../../db/authorities.ts";
import { readOccupancy } from "../../finance/blockCase.ts";
import { isItself } from "../../finance/sharedFacts.ts";
import type { ReportTable } from "../../finance/table.ts";
import { occupancyKey } from "../../finance/voidCurve.ts";
import type { Context } from "../../http/context.ts";
import { arrangementsAsAt } from "../../resolvers/arrangementsAsAt.ts";
import { kpiIn } from "../../resolvers/sharedSet.ts";
import { addressGiven, readTable } from "../tables.ts";
import { commitmentsChart } from "./commitments.tsx";
import type { Draw } from "./drawing.ts";
import { type Chart, fileSvg, pageSvg } from "./sheet.tsx";
import { timelineChart } from "./timeline.tsx";
import { trendChart } from "./trend.tsx";
import { voidChart } from "./voidCurve.tsx";

export interface ChartOptions {
  /** In pixels; kept within what a chart can be drawn in. 900 where nothing is said. */
  width?: number | undefined;
  /** True for a file of its own, with title, source and colours; false for a page, which has them. */
  standalone: boolean;
  /** What stands over a file's chart; the table's title where nothing is said. */
  title?: string | null | undefined;
}

interface Charted {
  /** Below this width there is no room for its labels: it is drawn so wide, to be shown smaller. */
  narrowest: number;
  /** Null where the table has nothing to draw. */
  read(context: Context, table: ReportTable, args: URLSearchParams): Draw | null | Promise<Draw | null>;
}

const widest = 4_000;
const usualWidth = 900;

const charts = new Map<string, Charted>([
  ["mediumTermTable", { narrowest: 480, read: (_, table) => commitmentsChart(table) }],
  ["blockCase.curve", { narrowest: 480, read: (_, table, args) => voidChart(table, occupancyKey(readOccupancy(args.get("occupancy") ?? "1", "occupancy"))) }],
  ["outcomesOfKpi", { narrowest: 480, read: trendOf }],
  [
    "arrangementRegister",
    {
      narrowest: 620,
      async read(context, _, args) {
        const { asAt, arrangements } = await arrangementsAsAt(context, args.get("authority") as string, args.get("asAt"));
        return timelineChart(arrangements, asAt);
      },
    },
  ],
]);

/** The names of the tables that have a chart. */
export const chartedTables: readonly string[] = [...charts.keys()];

/** The trend of the subject that is asked for, else of the authority itself. */
async function trendOf({ db, viewer }: Context, table: ReportTable, args: URLSearchParams): Promise<Draw | null> {
  const { authority, kpi, set } = await db.read(async (on) => ({
    authority: await authorityById(on, viewer, args.get("authority") as string),
    ...(await kpiIn(on, viewer, args.get("authority") as string, args.get("kpi") as string)),
  }));
  const itself = set.subjects.find((each) => isItself(each, authority))?.id;
  return trendChart(table, kpi, (rows) => rows.find(({ subjectId }) => subjectId === set.one(args.get("subject") ?? "")) ?? rows.find(({ subjectId }) => subjectId === itself));
}

/** The chart of the table at an address; null where it has none, or nothing to draw. @throws as `readTable`. */
export async function drawChart(context: Context, address: string, { width: asked = usualWidth, standalone, title }: ChartOptions): Promise<Chart | null> {
  const [name = "", args] = addressGiven(context, address).split("?");
  const charted = charts.get(name);
  if (!charted) return null;
  const table = await readTable(context, address);
  const draw = await charted.read(context, table, new URLSearchParams(args));
  if (!draw) return null;
  const width = Math.min(widest, Math.max(charted.narrowest, Math.floor(asked)));
  return standalone ? fileSvg(draw, width, { ...table, title: title ?? table.title }) : pageSvg(draw, width);
}
