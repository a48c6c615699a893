// A reading in words: what a table was read as, what would come in, and each amount as it was understood.
import { counted, poundsFromPence, withCommas } from "../text/format.ts";
import type { Proposal, Target } from "../written/proposal.ts";

/** What a table can be read as, in the order in which it is offered. */
export const targetWords: Partial<Record<Target, string>> = {
  budget: "A budget",
  commitments: "Commitments, a row a placement",
  outcomes: "Outcomes of KPIs",
  activity: "Placements’ activity",
  forecasts: "Forecasts by month",
  contributions: "Contributions",
  neighbours: "Statistical neighbours",
  "printed table": "A printed table",
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
export function incomingSaid({ as, incoming, authorities }: Proposal): string {
  const of = authorities ? ` of ${withCommas(authorities.length)} ${authorities.length === 1 ? "authority" : "authorities"}` : "";
  return `${countSaid({ as, incoming })}${of}`;
}

function countSaid({ as, incoming }: Pick<Proposal, "as" | "incoming">): string {
  if (as === "budget") return counted(incoming.count, "cost centre");
  if (as === "commitments") return counted(incoming.count, "commitment");
  if (as === "activity") return `${withCommas(incoming.count)} ${incoming.count === 1 ? "row" : "rows"} of activity`;
  if (as === "forecasts") return counted(incoming.count, "forecast");
  if (as === "contributions") return `${withCommas(incoming.count)} ${incoming.count === 1 ? "share or amount" : "shares and amounts"}`;
  if (as === "printed table") return counted(incoming.count, "printed figure");
  if (as === "neighbours") return `${withCommas(incoming.count)} ${incoming.count === 1 ? "council’s neighbours" : "councils’ neighbours"}`;
  return counted(incoming.count, as === "outcomes" ? "outcome" : "row");
}

/** What each thing that comes in is called when it is counted. */
export const factsOf = (as: string): readonly [string, string] => {
  if (as === "budget") return ["amount", "amounts"];
  if (as === "commitments") return ["commitment", "commitments"];
  if (as === "activity") return ["row of activity", "rows of activity"];
  if (as === "forecasts") return ["forecast", "forecasts"];
  if (as === "contributions") return ["share or amount", "shares and amounts"];
  if (as === "printed table") return ["printed figure", "printed figures"];
  if (as === "neighbours") return ["neighbour", "neighbours"];
  return as === "outcomes" ? ["outcome", "outcomes"] : ["fact", "facts"];
};

/** The one line: "A budget of 26 cost centres for 2013/14 in pounds: £32,131,059". */
export function readAsSaid(proposal: Proposal): string {
  const { as, years, period, unit, incoming, rows, asks } = proposal;
  const open = asks.filter(({ taken }) => taken === undefined).length;
  if (incoming.count === 0 && open > 0) return `${targetWords[as] ?? as}: answer ${counted(open, "question")} to see what comes in`;
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
