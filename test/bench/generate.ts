// Made-up authorities of a real one's size, the same each time for the same seed: what the bench measures and the scale tests load.

import { statusesAtFirst } from "../../db/commitmentStatuses.ts";
import type { Db } from "../../db/engine/open.ts";
import { fundingSources, partYearMethods, weekConventions } from "../../db/tables/choices.ts";
import type { Viewer } from "../../db/viewer.ts";
import { type Change, insertion } from "../../db/write/change.ts";
import { applyBatch } from "../../db/write/changes.ts";
import { readTerms, type TermsFacts } from "../../server/finance/facts.ts";
import { firstDay, lastDay, yearsFrom } from "../../server/finance/financialYear.ts";
import { type CommitmentTerms, checkTerms } from "../../server/finance/terms.ts";

export interface Size {
  authorities: number;
  /** Of each authority. */
  costCentres: number;
  years: number;
  /** Of each authority. */
  commitments: number;
  seed?: number;
}

export const usualSize = { authorities: 20, costCentres: 200, years: 10, commitments: 100 } satisfies Size;
export const generatedFirstYear = "2023/24";

const generator: Viewer = { name: "Generator", reads: "all", changes: "all" };
const groups = 10;

/** "authority-1" is the first. */
export const authorityIdOf = (index: number) => `authority-${index + 1}`;

/** Numbers from 0 up to 1 that look random and are the same for the same seed (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Writes the authorities, each with all its facts as one batch. Returns their ids. */
export async function generate(db: Db, size: Size = usualSize): Promise<string[]> {
  const ids: string[] = [];
  for (let index = 0; index < size.authorities; index += 1) {
    const authorityId = authorityIdOf(index);
    const changes = authorityFacts(authorityId, index, size, randomFrom((size.seed ?? 1) * 1_000 + index));
    await db.write((on) => applyBatch(on, generator, { authorityId, why: `Generate ${authorityId}`, changes, requestKey: `generate:${authorityId}` }));
    ids.push(authorityId);
  }
  return ids;
}

function authorityFacts(authorityId: string, index: number, size: Size, random: () => number): Change[] {
  const number = String(index + 1).padStart(2, "0");
  const versionId = `${authorityId}-draft`;
  const seriesId = `${authorityId}-prices`;
  const years = yearsFrom(generatedFirstYear, size.years);
  const rates = generatedRates(years, random);
  return [
    insertion("authority", { id: authorityId, name: `Generated Authority ${number}`, oldCode: null, gssCode: null }),
    ...statusesAtFirst(authorityId).map((status) => insertion("commitmentStatus", status)),
    insertion("budgetVersion", {
      id: versionId,
      name: "Draft",
      state: "draft",
      firstYear: generatedFirstYear,
      yearCount: size.years,
      source: null,
      copiedFromId: null,
      publishedAt: null,
      publishedBy: null,
      createdAt: "2023-09-12T00:00:00.000Z",
    }),
    ...Array.from({ length: size.costCentres }, (_, centre) => costCentre(authorityId, versionId, centre, size, years, random)).flat(),
    insertion("upliftSeries", { id: seriesId, name: "Expected prices", source: "Generated" }),
    ...rates.map((rate) => insertion("upliftRate", { id: `${seriesId}-${rate.year.slice(0, 4)}`, seriesId, ...rate })),
    ...Array.from({ length: size.commitments }, (_, commitment) => generatedCommitment(authorityId, commitment, seriesId, rates, years, random)).flat(),
  ];
}

/** A rate for every year but the first, which has the price as it is stated. */
export function generatedRates(years: readonly string[], random: () => number): { year: string; rateShare: string }[] {
  return years.slice(1).map((year) => ({ year, rateShare: (0.01 + Math.floor(random() * 40) / 1_000).toFixed(3) }));
}

function costCentre(authorityId: string, versionId: string, index: number, size: Size, years: readonly string[], random: () => number): Change[] {
  const id = `${authorityId}-centre-${index + 1}`;
  const group = Math.floor((index * groups) / size.costCentres) + 1;
  const firstPence = 5_000_000 + Math.floor(random() * 500_000_000);
  return [
    insertion("costCentre", {
      id,
      name: `Cost centre ${index + 1}`,
      code: `C${String(index + 1).padStart(4, "0")}`,
      serviceGroup: `Service group ${group}`,
      fundingSource: picked(fundingSources, random),
      position: index + 1,
    }),
    ...years.map((year, column) =>
      insertion("budgetLine", { id: `${id}-${year.slice(0, 4)}`, versionId, costCentreId: id, year, amountPence: Math.round(firstPence * (1 + column * 0.02)) }),
    ),
  ];
}

/** A commitment with its places and amounts, in a cost pool where one is named. */
export function generatedCommitment(
  authorityId: string,
  index: number,
  seriesId: string,
  rates: { year: string; rateShare: string }[],
  years: readonly string[],
  random: () => number,
  poolId: string | null = null,
): Change[] {
  const id = `${authorityId}-commitment-${index + 1}`;
  const { facts, uplifted } = randomTerms(index, years, random);
  checkTerms(readTerms(facts, uplifted ? rates : null, id), id);
  const { places, amounts, ...terms } = facts;
  return [
    insertion("commitment", {
      id,
      name: `Commitment ${index + 1}`,
      statusId: picked(statusesAtFirst(authorityId), random).id,
      rateSource: null,
      upliftSeriesId: uplifted ? seriesId : null,
      position: index + 1,
      poolId,
      ...terms,
    }),
    ...places.map((period, place) => insertion("commitmentPlaces", { id: `${id}-${place + 1}`, commitmentId: id, ...period })),
    ...amounts.map((amount) => insertion("commitmentAmount", { id: `${id}-${amount.year.slice(0, 4)}`, commitmentId: id, ...amount })),
  ];
}

/** Terms that pass `checkTerms`: one in five has amounts by year, and the others go through every week convention and part-year method. */
export function randomTerms(index: number, years: readonly string[], random: () => number): { facts: TermsFacts; uplifted: boolean } {
  const nothing = {
    weeklyRatePounds: null,
    weeksPerYear: null,
    partYear: null,
    priceBaseYear: null,
    firstYearUplifted: false,
    endsOn: null,
    endYearShare: null,
    places: [],
    amounts: [],
  };
  if (index % 5 === 4) {
    const amounts = years.map((year) => ({ year, amountPence: 1_000_000 + Math.floor(random() * 100_000_000) }));
    return { facts: { ...nothing, basis: "amounts by year", amounts }, uplifted: false };
  }
  const uplifted = random() < 0.6;
  const ended = random() < 0.2 && years.length > 2;
  const partYear = partYearMethods[Math.floor(index / weekConventions.length) % partYearMethods.length] as (typeof partYearMethods)[number];
  return {
    facts: {
      ...nothing,
      basis: "weekly price",
      weeklyRatePounds: (800 + Math.floor(random() * 600_000) / 100).toFixed(2),
      weeksPerYear: weekConventions[index % weekConventions.length] as TermsFacts["weeksPerYear"],
      partYear,
      priceBaseYear: uplifted ? (years[0] as string) : null,
      firstYearUplifted: false,
      endsOn: ended ? `${Number(years[years.length - 2]?.slice(0, 4))}-09-30` : null,
      // The first places have no end of their own, so an early end always cuts them.
      endYearShare: ended && partYear === "stated" ? "0.5" : null,
      places: Array.from({ length: 1 + Math.floor(random() * 3) }, (_, period) => randomPeriod(period, years, partYear === "stated", random)),
    },
    uplifted,
  };
}

/** The first period starts in the first year, so that no end comes before every start. */
function randomPeriod(index: number, years: readonly string[], stated: boolean, random: () => number): TermsFacts["places"][number] {
  const last = Math.max(1, years.length - 3);
  const start = index === 0 ? 0 : Math.floor(random() * last);
  const startYear = years[start] as string;
  const whole = random() < 0.3;
  const endYear = index > 0 && random() < 0.3 ? years[Math.min(start + 2, years.length - 1)] : undefined;
  return {
    places: 1 + Math.floor(random() * 12),
    startsOn: whole ? firstDay(startYear) : `${startYear.slice(0, 4)}-${picked(["06-01", "07-15", "10-01", "12-10"], random)}`,
    endsOn: endYear === undefined ? null : lastDay(endYear),
    firstYearShare: whole || !stated ? null : picked(["0.25", "0.5", "0.75"], random),
    lastYearShare: null,
  };
}

/** Terms ready to project, as many as wanted: the same for the same seed. */
export function generatedTerms(count: number, years: readonly string[], seed = 1): CommitmentTerms[] {
  const random = randomFrom(seed);
  const rates = years.slice(1).map((year) => ({ year, rateShare: (0.01 + Math.floor(random() * 40) / 1_000).toFixed(3) }));
  return Array.from({ length: count }, (_, index) => {
    const { facts, uplifted } = randomTerms(index, years, random);
    const terms = readTerms(facts, uplifted ? rates : null, "terms");
    checkTerms(terms, "terms");
    return terms;
  });
}

function picked<Item>(items: readonly Item[], random: () => number): Item {
  return items[Math.floor(random() * items.length)] as Item;
}
