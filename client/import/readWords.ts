// A reading in words: what a table was read as, what would come in, and each amount as it was understood.
import { counted, poundsFromPence } from "../text/format.ts";
import type { Proposal, Target } from "../written/proposal.ts";

interface TargetWords {
  /** What a table can be read as. */
  readonly offered: string;
  /** What comes in of it, one and several. */
  readonly comesIn: readonly [one: string, several: string];
  /** What is stored of that, where it is counted otherwise. */
  readonly facts?: readonly [one: string, several: string];
}

/** In the order in which they are offered. */
export const targetWords: Record<Target, TargetWords> = {
  budget: { offered: "A budget", comesIn: ["cost centre", "cost centres"], facts: ["amount", "amounts"] },
  commitments: { offered: "Commitments, a row a placement", comesIn: ["commitment", "commitments"] },
  outcomes: { offered: "Outcomes of KPIs", comesIn: ["outcome", "outcomes"] },
  activity: { offered: "Placements’ activity", comesIn: ["row of activity", "rows of activity"] },
  forecasts: { offered: "Forecasts by month", comesIn: ["forecast", "forecasts"] },
  contributions: { offered: "Contributions", comesIn: ["share or amount", "shares and amounts"] },
  neighbours: { offered: "Statistical neighbours", comesIn: ["council’s neighbours", "councils’ neighbours"], facts: ["neighbour", "neighbours"] },
  "printed table": { offered: "A printed table", comesIn: ["printed figure", "printed figures"] },
};

export const unitWords = [
  ["pounds", "£"],
  ["thousands", "£000s"],
  ["millions", "£m"],
] as const;

const unitsSaid: Record<string, string> = { pounds: "in pounds", thousands: "in £000s", millions: "in £m" };

/** Whole pence as a page says them: without pence where there are none, and with a minus. */
export function amountSaid(pence: number): string {
  return poundsFromPence(pence).replace(/\.00$/, "").replace("–", "−");
}

/** What comes in, and in what words: "26 cost centres", "78 cost centres of 3 authorities". */
export function incomingSaid({ as, incoming: { count }, authorities }: Proposal): string {
  const of = authorities ? ` of ${counted(authorities.length, "authority", "authorities")}` : "";
  return `${counted(count, ...targetWords[as].comesIn)}${of}`;
}

/** What each thing that is stored is called when it is counted. */
export function factsOf(as: Target): readonly [one: string, several: string] {
  const { facts, comesIn } = targetWords[as];
  return facts ?? comesIn;
}

/** The one line: "A budget of 26 cost centres for 2013/14 in pounds: £32,131,059". */
export function readAsSaid(proposal: Proposal): string {
  const { as, years, period, unit, incoming, rows, asks } = proposal;
  const open = asks.filter(({ taken }) => taken === undefined).length;
  if (incoming.count === 0 && open > 0) return `${targetWords[as].offered}: answer ${counted(open, "question")} to see what comes in`;
  if (as === "budget") {
    const span = years.length === 0 ? (period ?? "") : years.length === 1 ? years[0] : `${years[0]} to ${years[years.length - 1]}`;
    const sums = sumsByYear(proposal);
    const shown = sums.length > 6 ? [...sums.slice(0, 3), "…", sums[sums.length - 1]] : sums;
    return `A budget of ${incomingSaid(proposal)}${span ? ` for ${span}` : ""}${unit ? ` ${unitsSaid[unit] ?? ""}` : ""}${shown.length > 0 ? `: ${shown.join(" · ")}` : ""}`;
  }
  if (as === "commitments") return `${incomingSaid(proposal)} from ${counted(rows.leaf, "row")}${incoming.sumPence === null ? "" : `: ${amountSaid(incoming.sumPence)} a week`}`;
  if (as === "neighbours") return `The statistical neighbours of ${counted(incoming.count, "council")}`;
  if (as === "activity") return `${incomingSaid(proposal)}${period ? ` of ${period}` : ""}${incoming.sumPence === null ? "" : `: ${amountSaid(incoming.sumPence)}`}`;
  if (as === "forecasts") return `${incomingSaid(proposal)} of ${years.join(", ")}${unit ? ` ${unitsSaid[unit] ?? ""}` : ""}`;
  if (as === "contributions")
    return `${incomingSaid(proposal)}${years.length > 0 ? ` of ${years.join(", ")}` : ""}${incoming.sumPence === null ? "" : `: ${amountSaid(incoming.sumPence)}`}`;
  if (as === "printed table") return `${incomingSaid(proposal)} to stand beside the computed ones${unit ? `, ${unitsSaid[unit] ?? ""}` : ""}`;
  return `${incomingSaid(proposal)}${period ? ` of ${period}` : ""}`;
}

/** What comes in of each year. */
function sumsByYear({ amounts, years, incoming }: Proposal): string[] {
  if (!amounts) return years.length <= 1 && incoming.sumPence !== null && incoming.count > 0 ? [amountSaid(incoming.sumPence)] : [];
  return amounts.byYear.map(amountSaid);
}
