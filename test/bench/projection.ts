// The projection of commitments over years, against a bare loop of whole numbers over the same cells.
import { projectCommitment } from "../../server/finance/commitment.ts";
import { Exact } from "../../server/finance/exact.ts";
import type { Figure } from "../../server/finance/figure.ts";
import { yearsFrom } from "../../server/finance/financialYear.ts";
import type { CommitmentTerms } from "../../server/finance/terms.ts";
import { figureOf } from "../../server/finance/unknown.ts";
import { generatedFirstYear, generatedTerms } from "./generate.ts";
import { inTurn } from "./rounds.ts";

/** What one period costs in one year, with nothing left to find out: factors to multiply and one number to divide by. */
interface BarePart {
  factors: bigint[];
  divisor: bigint;
}

export interface ProjectionResult {
  cells: number;
  /** The sum of all cells, each rounded to the penny. */
  pence: bigint;
  /** Milliseconds. */
  loop: number;
  projected: number;
}

/** Times both. @throws Error unless they come to the same penny. */
export async function measureProjection(commitments: number, yearCount: number, rounds: number): Promise<ProjectionResult> {
  const years = yearsFrom(generatedFirstYear, yearCount);
  const terms = generatedTerms(commitments, years);
  const cells = terms.flatMap((each) =>
    projectCommitment(each, years)
      .flatMap((known) => figureOf(known) ?? [])
      .map(bareCell),
  );
  const pence = loop(cells);
  const projected = project(terms, years);
  if (pence !== projected) throw new Error(`The loop comes to ${pence} pence and the projection to ${projected}.`);
  const timed = (work: () => bigint) => () => {
    const start = performance.now();
    if (work() !== pence) throw new Error("The sum moved.");
    return performance.now() - start;
  };
  return { cells: cells.length, pence, ...(await inTurn(rounds, { loop: timed(() => loop(cells)), projected: timed(() => project(terms, years)) })) };
}

function project(terms: readonly CommitmentTerms[], years: readonly string[]): bigint {
  let pence = 0n;
  for (const each of terms) for (const known of projectCommitment(each, years)) pence += figureOf(known)?.value.rounded(2) ?? 0n;
  return pence;
}

/** Multiplies, divides and rounds half-up, as one would write it for this alone. No cost here is below nil. */
function loop(cells: readonly BarePart[][]): bigint {
  let pence = 0n;
  for (const parts of cells) {
    let above = 0n;
    let below = 1n;
    for (const { factors, divisor } of parts) {
      let part = 1n;
      for (const factor of factors) part *= factor;
      if (divisor === below) above += part;
      else {
        above = above * divisor + part * below;
        below *= divisor;
      }
    }
    pence += (above * 200n + below) / (below * 2n);
  }
  return pence;
}

function bareCell(figure: Figure): BarePart[] {
  return figure.kind === "sum" ? figure.of.map(barePart) : [barePart(figure)];
}

function barePart(figure: Figure): BarePart {
  const of: readonly Figure[] = figure.kind === "product" ? figure.of : [figure];
  return { factors: of.map(({ value }) => value.numerator), divisor: of.reduce((divisor, { value }) => divisor.times(Exact.whole(value.denominator)), Exact.one).numerator };
}
