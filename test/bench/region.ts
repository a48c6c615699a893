// A made-up region: 152 authorities that share 10,000 commitments over ten years in three pools, each on its own basis.

import type { Db } from "../../db/engine/open.ts";
import type { Viewer } from "../../db/viewer.ts";
import { insertion } from "../../db/write/change.ts";
import { applyBatch } from "../../db/write/changes.ts";
import { yearsFrom } from "../../server/finance/financialYear.ts";
import { Connection, posted } from "./asking.ts";
import { generatedCommitment, generatedFirstYear, generatedRates, randomFrom } from "./generate.ts";
import { inTurn } from "./rounds.ts";
import { start } from "./started.ts";

export const regionSize = { authorities: 152, commitments: 10_000, years: 10 };
export const region = { authority: "region-1", partnership: "region-partnership" };

export const regionAddress = `/partnership?${new URLSearchParams({ authority: region.authority, of: region.partnership })}`;

const generator: Viewer = { name: "Generator", reads: "all", changes: "all" };
const poolNames = ["placements", "population", "equal"] as const;
const poolId = (name: (typeof poolNames)[number]) => `region-pool-${name}`;

/** Writes the region's authorities, and the partnership of all of them as facts of the first. */
export async function generateRegion(db: Db, size = regionSize): Promise<void> {
  const random = randomFrom(7);
  for (let index = 0; index < size.authorities; index += 1) {
    const id = `region-${index + 1}`;
    const changes = [insertion("authority", { id, name: `Region Authority ${String(index + 1).padStart(3, "0")}`, oldCode: null, gssCode: null })];
    await db.write((on) => applyBatch(on, generator, { authorityId: id, why: `Generate ${id}`, changes, requestKey: `generate:${id}` }));
  }
  const years = yearsFrom(generatedFirstYear, size.years);
  const partnershipId = region.partnership;
  const seriesId = "region-prices";
  const rates = generatedRates(years, random);
  const partners = Array.from({ length: size.authorities }, (_, index) => `region-partner-${index + 1}`);
  const weight = (pool: (typeof poolNames)[number]) =>
    partners.map((partnerId, index) =>
      insertion("poolWeight", {
        id: `${poolId(pool)}-weight-${index + 1}`,
        partnershipId,
        poolId: poolId(pool),
        partnerId,
        fromYear: null,
        weight: String(pool === "placements" ? 1 + Math.floor(random() * 40) : 30_000 + Math.floor(random() * 600_000)),
        position: index + 1,
      }),
    );
  const changes = [
    insertion("upliftSeries", { id: seriesId, name: "Region prices", source: "Generated" }),
    ...rates.map((rate) => insertion("upliftRate", { id: `${seriesId}-${rate.year.slice(0, 4)}`, seriesId, ...rate })),
    insertion("partnership", {
      id: partnershipId,
      arrangementId: null,
      name: "Region partnership",
      firstYear: generatedFirstYear,
      yearCount: size.years,
      roundToPence: 1,
      settledBy: "places allocated",
      source: "Generated",
      position: 1,
    }),
    ...partners.map((id, index) =>
      insertion("partner", {
        id,
        partnershipId,
        name: `Region Authority ${String(index + 1).padStart(3, "0")}`,
        memberId: `region-${index + 1}`,
        shares: true,
        position: index + 1,
      }),
    ),
    insertion("costPool", { id: poolId("placements"), partnershipId, name: "Placements", kind: "placements", basis: "places allocated", position: 1 }),
    insertion("costPool", { id: poolId("population"), partnershipId, name: "Brokerage", kind: "other", basis: "population", position: 2 }),
    insertion("costPool", { id: poolId("equal"), partnershipId, name: "Administration", kind: "administration", basis: "equal", position: 3 }),
    ...weight("placements"),
    ...weight("population"),
    ...years.map((year, index) =>
      insertion("poolAmount", { id: `region-administration-${index}`, partnershipId, poolId: poolId("equal"), year, amountPence: 25_000_000, position: index + 1 }),
    ),
    ...Array.from({ length: size.commitments }, (_, index) =>
      generatedCommitment(region.authority, index, seriesId, rates, years, random, poolId(index % 4 === 3 ? "population" : "placements")),
    ).flat(),
  ];
  await db.write((on) => applyBatch(on, generator, { authorityId: region.authority, why: "Generate the region", changes, requestKey: "generate:region" }));
}

const question = `query Contributions($partnership: ID!) {
  contributionTable(partnership: $partnership) {
    title source unit dataVersion notes
    columns { key label status }
    rows { key kind level label status subjectId cells { pence shown note edits entry } }
  }
}`;

/** Milliseconds from the question to the last byte of the region's contribution table, worked out anew each time. */
export async function measureRegion(dataDir: string, rounds: number): Promise<{ milliseconds: number; bytes: number }> {
  const server = await start("tabledServer.ts", dataDir, "0");
  const connection = new Connection(server.port, posted(question, { partnership: region.partnership }));
  try {
    const body = await connection.ask();
    if (body.toString("utf8", 0, 9) === '{"errors"') throw new Error(body.toString("utf8", 0, 300));
    const { table } = await inTurn(rounds, {
      table: async () => {
        const began = performance.now();
        await connection.ask();
        return performance.now() - began;
      },
    });
    return { milliseconds: table, bytes: body.length };
  } finally {
    connection.close();
    server.stop();
  }
}
