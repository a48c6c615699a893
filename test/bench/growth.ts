// A medium-term table of many commitments, each in places of another, against as many in smaller tables: whether its work grows with its rows alone.
import type { CommitmentFacts, MediumTermFacts } from "../../server/finance/facts.ts";
import { yearsFrom } from "../../server/finance/financialYear.ts";
import { mediumTerm } from "../../server/finance/mediumTerm.ts";
import { generatedFirstYear, randomFrom, randomTerms } from "./generate.ts";
import { inTurn } from "./rounds.ts";

export const grown = { commitments: 10_000, years: 4, tables: 10 };

/** Milliseconds for one table of all, and for ten tables of a tenth each. */
export async function measureGrowth(rounds: number): Promise<{ whole: number; tenths: number }> {
  const years = yearsFrom(generatedFirstYear, grown.years);
  const random = randomFrom(1);
  const facts = budget(Array.from({ length: grown.commitments }, (_, index) => commitment(index, years, random)));
  const size = grown.commitments / grown.tables;
  const parts = Array.from({ length: grown.tables }, (_, index) => budget(facts.commitments.slice(index * size, (index + 1) * size)));
  const timed = (of: readonly MediumTermFacts[]) => () => {
    const start = performance.now();
    for (const each of of) mediumTerm(each, { from: generatedFirstYear, years: grown.years, unit: "thousands", editable: true });
    return performance.now() - start;
  };
  return inTurn(rounds, { whole: timed([facts]), tenths: timed(parts) });
}

function budget(commitments: readonly CommitmentFacts[]): MediumTermFacts {
  const version = { authorityName: "Generated", versionName: "Draft", source: null, firstYear: generatedFirstYear, yearCount: grown.years };
  return { ...version, costCentres: [], lines: [], commitments, upliftSeries: [], printed: [] };
}

function commitment(index: number, years: readonly string[], random: () => number): CommitmentFacts {
  const { places, ...terms } = randomTerms(index, years, random).facts;
  return {
    ...terms,
    id: `commitment-${index}`,
    name: `Commitment ${index}`,
    status: "agreed",
    upliftSeriesId: null,
    places: places.map((period) => ({ ...period, replacesId: index === 0 ? null : `commitment-${index - 1}` })),
  };
}
