// Whatever is written, undone, done again and imported in whatever order, every rule holds for the whole store afterwards.
import { writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { checkAll } from "../../db/write/rules.ts";
import { machineOwner } from "../../server/http/viewer.ts";
import { importFile } from "../../server/import/importFile.ts";
import { lastBatch, latest } from "../setup/latest.ts";
import { type Served, serve } from "../setup/served.ts";
import { engines } from "../setup/stores.ts";
import { addCommitment, given, nineBeds, nineBedsIn, startSheet, statedIn } from "./officer.ts";

/** Something that somebody does, with two small numbers to choose by. It may be refused. */
type Deed = [kind: number, a: number, b: number];
/** Half of all that is done undoes something, or does it again. */
const deeds = fc.array(fc.tuple(fc.nat({ max: 23 }), fc.nat({ max: 2 }), fc.nat({ max: 9 })), { minLength: 8, maxLength: 14 });
const sequences = 6;

describe.each(engines)("rules hold on %s", (engine) => {
  let served: Served;
  beforeAll(async () => {
    served = await serve(engine, { examples: false });
  });
  afterAll(() => served.stop());

  async function begin(name: string) {
    const sheet = await startSheet(served, name);
    const make = async (noun: string, input: object): Promise<string> =>
      given(await served.ask(`mutation($a: ID!, $i: ${noun}Input!) { create${noun}(authority: $a, input: $i) { id } }`, { a: sheet.authority, i: input }))[`create${noun}`].id;
    const framework = { kind: "FRAMEWORK", opensOn: "2024-04-01" };
    const arrangements = [
      await make("Arrangement", { ...framework, name: "A0", terms: [{ months: 24, state: "AGREED" }] }),
      await make("Arrangement", { ...framework, name: "A1" }),
    ];
    const subjects = [await make("KpiSubject", { kind: "REGION", name: "S0" }), await make("KpiSubject", { kind: "REGION", name: "S1" })];
    const kpi = await make("Kpi", kpiOf("PERCENT"));
    const options = [await make("Option", { decision: "D", name: "O0" }), await make("Option", { decision: "D", name: "O1" })];
    const block = await make("BlockCase", { ...caseOf, arrangementId: arrangements[0], termMonths: null });
    const partnership = await make("Partnership", partnershipOf(5, "1200"));
    const { partners } = given(await served.ask(`query($id: ID!) { partnership(id: $id) { partners { id } } }`, { id: partnership })).partnership;
    const beds = await addCommitment(served, sheet.authority, { ...nineBeds, mostPlaces: 9 });
    return { ...sheet, arrangements, subjects, kpi, options, block, partnership, partner: partners[0].id as string, beds, framework };
  }
  type World = Awaited<ReturnType<typeof begin>>;

  const kpiOf = (unit: string) => ({ code: "k", name: "K", category: "GENERAL", unit, polarity: "HIGHER_IS_BETTER", frequency: "FINANCIAL_YEAR" });
  const caseOf = { name: "Case", places: 4, priceUnit: "YEAR", spotPounds: "100000", blockPounds: "90000" };
  const partnershipOf = (places: number, outsidePricePounds: string | null) => ({
    name: "P",
    firstYear: "2024/25",
    yearCount: 3,
    outsidePricePounds,
    partners: [{ name: "One" }, { name: "Two" }],
    allocations: [{ partner: "One", places, startsOn: "2024-04-01" }],
  });

  /** The mutation that a deed is; what undoes comes by itself. */
  function mutationOf(world: World, [kind, a, b]: Deed): [query: string, variables?: object] {
    const change = (noun: string, id: string, input: object): [string, object] => [
      `mutation($id: ID!, $i: ${noun}Input!) { change${noun}(id: $id, input: $i, seen: ${latest}) { batchId } }`,
      { id, i: input },
    ];
    const of = world.authority;
    switch (kind) {
      case 0:
        return change("Arrangement", world.arrangements[0] as string, {
          ...world.framework,
          name: "A0",
          terms: Array.from({ length: a }, () => ({ months: 12, state: "AGREED" })),
          followsId: b % 2 ? world.arrangements[1] : null,
        });
      case 1:
        return change("Arrangement", world.arrangements[1] as string, { ...world.framework, name: "A1", followsId: b % 2 ? world.arrangements[0] : null });
      case 2:
        return change("BlockCase", world.block, {
          ...caseOf,
          arrangementId: world.arrangements[0],
          termMonths: b % 3 === 0 ? 36 : null,
          items: a === 0 ? [] : [{ kind: "GRANT", name: "Grant", amountPence: 100, time: "EACH_YEAR", fromYear: a, toYear: a }],
        });
      case 3:
        return change("Kpi", world.kpi, kpiOf(b % 2 ? "COUNT" : "PERCENT"));
      case 4:
        return [
          `mutation($a: ID!, $o: [OutcomeInput!]!) { enterOutcomes(authority: $a, outcomes: $o, seen: ${latest}) { batchId } }`,
          { a: of, o: [{ kpiId: world.kpi, subjectId: world.subjects[0], period: `202${a}/2${a + 1}`, value: b % 2 ? "12" : "0.5" }] },
        ];
      case 5:
        return change("KpiSubject", world.subjects[b % 2] as string, { kind: "REGION", name: `S${b % 2}`, withinId: a === 0 ? null : world.subjects[1 - (b % 2)] });
      case 6:
        return change("Option", world.options[b % 2] as string, { decision: a === 2 ? "E" : "D", name: `O${b % 2}`, recommended: b % 3 > 0 });
      case 7:
        return b % 2
          ? [`mutation { adoptOption(id: "${world.options[a % 2]}", seen: ${latest}) { batchId } }`]
          : [
              `mutation($id: ID!, $i: CommitmentInput!) { changeCommitment(id: $id, input: $i, seen: ${latest}) { batchId } }`,
              { id: world.beds, i: { ...nineBedsIn(of), mostPlaces: 5 + b, places: [{ places: 4 + a * 4, startsOn: "2024-04-01" }] } },
            ];
      case 8:
        return [
          `mutation($a: ID!, $i: CommitmentInput!) { createCommitment(authority: $a, input: $i) { batchId } }`,
          { a: of, i: { ...statedIn(of), name: `C${b}`, draws: [{ costCentreId: world.centres[a % 2], drawnShare: "1" }] } },
        ];
      case 9:
        return b % 2
          ? [`mutation { removeCostCentres(authority: "${of}", ids: ["${world.centres[a % 2]}"], seen: ${latest}) { batchId } }`]
          : [`mutation { editForecasts(authority: "${of}", edits: [{ cell: "forecast:net:${world.centres[a % 2]}:2024/25:2024-0${a + 6}-30", pence: ${b} }]) { batchId } }`];
      case 10:
        return b % 2
          ? [`mutation { changeVersion(version: "${world.version}", input: { yearCount: ${a + 1} }, seen: ${latest}) { batchId } }`]
          : [
              `mutation($a: ID!, $i: VirementInput!) { createVirement(authority: $a, input: $i) { batchId } }`,
              {
                a: of,
                i: {
                  version: world.version,
                  year: ["2024/25", "2025/26", "2026/27"][a],
                  permanent: false,
                  approver: "A post",
                  reference: `${b}`,
                  approvedOn: "2024-07-01",
                  mayOverdraw: true,
                  lines: [
                    { costCentreId: world.centres[0], amountPence: -1 },
                    { costCentreId: world.centres[1], amountPence: 1 },
                  ],
                },
              },
            ];
      default:
        return b % 2
          ? change("Partnership", world.partnership, partnershipOf(b, a === 0 ? null : "1200"))
          : [
              `mutation($id: ID!, $u: [PlaceUseInput!]!) { recordPlaceUses(partnership: $id, uses: $u, seen: ${latest}) { batchId } }`,
              { id: world.partnership, u: [{ buyer: `B${b}`, hostId: world.partner, places: a + 1, startsOn: "2024-04-01", endsOn: "2024-04-28" }] },
            ];
    }
  }

  async function perform(world: World, first: number, deed: Deed): Promise<void> {
    const [kind, a, b] = deed;
    if (kind < 12) {
      const [query, variables] = mutationOf(world, deed);
      await served.ask(query, { ...variables });
    } else if (kind < 20) {
      const batch = Math.max(first, (await served.db.read(lastBatch)) - b - a);
      await served.ask(`mutation { undoBatch(batch: "${batch}") { batchId } }`);
    } else if (kind < 23) {
      await served.ask(`mutation { ${b % 3 ? "undoLast" : "redoLast"}(authority: "${world.authority}") { batchId } }`);
    } else {
      const path = join(tmpdir(), `rules-hold-${engine}-${process.pid}.csv`);
      writeFileSync(path, `Name,Places,From,Price\nNine beds,${4 + b},2024-04-01,1000\n`);
      const map = JSON.stringify({ target: "commitments", name: "Name", places: "Places", startsOn: "From", weeklyPrice: "Price" });
      await importFile(served.db, machineOwner, { authorityId: world.authority, path, name: "beds.csv", map, preview: false });
    }
  }

  test("after any of what may be done, in any order", { timeout: 120_000 }, async () => {
    let turn = 0;
    await fc.assert(
      fc.asyncProperty(deeds, async (sequence) => {
        turn += 1;
        const world = await begin(`Hold ${turn}`);
        const first = (await served.db.read(lastBatch)) + 1;
        for (const deed of sequence) await perform(world, first, deed);
        await served.db.read((on) => checkAll(on, world.authority));
      }),
      { numRuns: sequences, seed: 20_240_401, endOnFailure: true },
    );
    expect(turn).toBe(sequences);
  });
});
