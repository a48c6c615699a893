// A national set of a million outcomes: what one authority's sheet and the ranking of one KPI take, on each engine.

import type { Db } from "../../db/engine/open.ts";
import type { Viewer } from "../../db/viewer.ts";
import { insertion } from "../../db/write/change.ts";
import { applyBatch } from "../../db/write/changes.ts";
import { Connection, posted } from "./asking.ts";
import { randomFrom } from "./generate.ts";
import { inTurn } from "./rounds.ts";
import { start } from "./started.ts";

/** 162 subjects, each with 40 KPIs over ten years: the whole and its parts by two dimensions. */
export const outcomesSize = { authorities: 152, regions: 9, kpis: 40, years: 10, parts: 15 };
export const outcomesInAll = (outcomesSize.authorities + outcomesSize.regions + 1) * outcomesSize.kpis * outcomesSize.years * (outcomesSize.parts + 1);

const generator: Viewer = { name: "Generator", reads: "all", changes: "all", wholeCounts: "all" };
const owner = "national";
const kpiOf = (index: number) => `national-kpi-${index + 1}`;

/** Writes the set; the outcomes go straight into their table, since a log of a million lines is not what is measured. */
export async function generateOutcomes(db: Db, size = outcomesSize): Promise<void> {
  const random = randomFrom(11);
  const place = (id: string, kind: string, name: string, withinId: string | null) => ({ id, kind, name, withinId });
  const subjects = [
    place("england", "country", "England", null),
    ...Array.from({ length: size.regions }, (_, index) => place(`region-${index}`, "region", `Region ${index + 1}`, "england")),
    ...Array.from({ length: size.authorities }, (_, index) =>
      place(`place-${index}`, "authority", `Authority ${String(index + 1).padStart(3, "0")}`, `region-${index % size.regions}`),
    ),
  ];
  const changes = [
    insertion("authority", { id: owner, name: "Authority 001" }),
    ...subjects.map((subject, index) => insertion("kpiSubject", { ...subject, position: index + 1 })),
    ...Array.from({ length: size.kpis }, (_, index) => [
      insertion("kpi", {
        id: kpiOf(index),
        code: `kpi-${index + 1}`,
        version: 1,
        name: `KPI ${index + 1}`,
        category: "general",
        unit: "percent",
        polarity: index % 2 === 0 ? "higher is better" : "lower is better",
        frequency: "financial year",
        counts: "over the period",
        decimals: 1,
        ofPeople: true,
        position: index + 1,
      }),
      insertion("kpiTarget", { id: `${kpiOf(index)}-target`, kpiId: kpiOf(index), startsOn: "2010-04-01", target: "0.6", tolerance: "0.1", toleranceIn: "points", position: 1 }),
    ]).flat(),
  ];
  await db.write((on) => applyBatch(on, generator, { authorityId: owner, why: "Generate the national set", changes }));
  const parts = ["", ...Array.from({ length: size.parts }, (_, index) => (index < 2 ? `Gender: ${index}` : `Age: ${index}`))];
  for (let kpi = 0; kpi < size.kpis; kpi += 1) {
    await db.write(async (on) => {
      const rows = subjects.flatMap((subject) =>
        Array.from({ length: size.years }, (_, year) =>
          parts.map((breakdown, part) => {
            const denominator = 20 + Math.floor(random() * 900);
            return {
              id: `${kpi}-${subject.id}-${year}-${part}`,
              authorityId: owner,
              kpiId: kpiOf(kpi),
              subjectId: subject.id,
              startsOn: `${2015 + year}-04-01`,
              breakdown,
              numerator: String(Math.floor(random() * (denominator + 1))),
              denominator: String(denominator),
              value: null,
              missing: null,
              release: "Generated",
              note: null,
            };
          }),
        ).flat(),
      );
      for (let begin = 0; begin < rows.length; begin += 2_000) await on.insertRows(on.t.outcome, rows.slice(begin, begin + 2_000));
    });
  }
}

const table = "title dataVersion notes columns { key label } rows { key label cells { shown exact rag note } }";
const questions = {
  "the sheet of one authority": [
    `query Q($authority: ID!, $subject: ID!) { outcomesByPeriod(authority: $authority, subject: $subject, against: COUNTRY) { ${table} } }`,
    { authority: owner, subject: "place-7" },
  ],
  "the national ranking of a KPI": [`query Q($authority: ID!, $kpi: ID!) { outcomesRanked(authority: $authority, kpi: $kpi) { ${table} } }`, { authority: owner, kpi: kpiOf(6) }],
  "the same by kpiOutcomes": [
    `query Q($authority: ID!, $kpis: [String!]!) { kpiOutcomes(authority: $authority, kpis: $kpis, levels: [AUTHORITY], from: "2024-04-01", rankAmong: LEVEL, against: REGION, first: 500) { nodes { subject { name } shown rag rank { rank of } comparator { differenceShown } previous { differenceShown } yearBefore { verdict } } } }`,
    { authority: owner, kpis: ["kpi-7"] },
  ],
} as const;

/** Milliseconds from each question to the last byte of its answer, worked out anew each time. `store` is a folder or a Postgres address. */
export async function measureOutcomes(store: string, rounds: number): Promise<Record<string, number>> {
  const server = await start("tabledServer.ts", store, "0");
  const connections = Object.entries(questions).map(([name, [query, variables]]): [string, Connection] => [name, new Connection(server.port, posted(query, variables))]);
  try {
    for (const [name, connection] of connections) {
      const body = (await connection.ask()).toString();
      if (body.startsWith('{"errors"')) throw new Error(`${name}: ${body.slice(0, 300)}`);
    }
    const asking = (connection: Connection) => async () => {
      const began = performance.now();
      await connection.ask();
      return performance.now() - began;
    };
    return await inTurn(rounds, Object.fromEntries(connections.map(([name, connection]) => [name, asking(connection)])));
  } finally {
    for (const [, connection] of connections) connection.close();
    server.stop();
  }
}
