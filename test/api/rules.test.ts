// No way of writing leads round the rules between things: what a form may not leave, an undo, a redo or a file may not leave either.
import { writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { checkAll } from "../../db/write/rules.ts";
import { machineOwner } from "../../server/http/viewer.ts";
import { importFile } from "../../server/import/importFile.ts";
import { everything } from "../db/rows.ts";
import { latest } from "../setup/latest.ts";
import { type Answer, type Served, serve } from "../setup/served.ts";
import { engines } from "../setup/stores.ts";
import { addCommitment, given, nineBeds, nineBedsIn, refusal, type Sheet, startSheet, statedAmounts } from "./officer.ts";

describe.each(engines)("rules between things on %s", (engine) => {
  let served: Served;
  let sheet: Sheet;
  let turn = 0;
  beforeAll(async () => {
    served = await serve(engine, { examples: false });
  });
  afterAll(() => served.stop());
  beforeEach(async () => {
    turn += 1;
    sheet = await startSheet(served, `Ruled ${turn}`);
  });

  const write = async (noun: string, input: object, id?: string): Promise<{ id: string; batchId: string }> => {
    const deed = id ? `change${noun}` : `create${noun}`;
    const query = id
      ? `mutation($i: ${noun}Input!, $id: ID!) { ${deed}(id: $id, input: $i, seen: ${latest}) { id batchId } }`
      : `mutation($i: ${noun}Input!, $id: ID!) { ${deed}(authority: $id, input: $i) { id batchId } }`;
    return given(await served.ask(query, { i: input, id: id ?? sheet.authority }))[deed];
  };
  const undo = (batch: string): Promise<Answer> => served.ask(`mutation($b: ID!) { undoBatch(batch: $b) { batchId } }`, { b: batch });
  const nothingStored = async (asking: () => Promise<Answer>) => {
    const before = await everything(served.db);
    const refused = refusal(await asking());
    expect(await everything(served.db)).toEqual(before);
    return refused;
  };

  test("an arrangement's lengthening is not undone under a block case that takes its term from it, with a grant in the second year", async () => {
    const framework = { name: "Framework", kind: "FRAMEWORK", opensOn: "2024-04-01" };
    const { id } = await write("Arrangement", { ...framework, terms: [{ months: 12, state: "AGREED" }] });
    const lengthened = await write(
      "Arrangement",
      {
        ...framework,
        terms: [
          { months: 12, state: "AGREED" },
          { months: 12, state: "AVAILABLE" },
        ],
      },
      id,
    );
    await write("BlockCase", {
      name: "Case",
      arrangementId: id,
      places: 4,
      priceUnit: "YEAR",
      spotPounds: "100000",
      blockPounds: "90000",
      items: [{ kind: "GRANT", name: "Grant", amountPence: 100_000, time: "EACH_YEAR", fromYear: 2, toYear: 2 }],
    });
    expect(await nothingStored(() => undo(lengthened.batchId))).toMatchObject({ code: "IN_USE", message: expect.stringContaining("“Case” takes its term from this arrangement") });
  });

  test("a KPI's change of unit is not undone once outcomes were entered in the new one", async () => {
    const kpi = { code: "k", name: "KPI", category: "GENERAL", unit: "COUNT", polarity: "HIGHER_IS_BETTER", frequency: "FINANCIAL_YEAR" };
    const { id } = await write("Kpi", { ...kpi, unit: "PERCENT" });
    const changed = await write("Kpi", kpi, id);
    const subject = await write("KpiSubject", { kind: "AUTHORITY", name: "Us" });
    const outcomes = [{ kpiId: id, subjectId: subject.id, period: "2024/25", value: "12" }];
    given(
      await served.ask(`mutation($a: ID!, $o: [OutcomeInput!]!) { enterOutcomes(authority: $a, outcomes: $o, seen: ${latest}) { batchId } }`, { a: sheet.authority, o: outcomes }),
    );
    expect((await nothingStored(() => undo(changed.batchId))).code).toBe("IN_USE");
  });

  test("a benefit in pounds is not left to a KPI that is made a percentage again", async () => {
    const kpi = { code: "k", name: "KPI", category: "GENERAL", polarity: "HIGHER_IS_BETTER", frequency: "FINANCIAL_YEAR" };
    const { id } = await write("Kpi", { ...kpi, unit: "PERCENT" });
    const changed = await write("Kpi", { ...kpi, unit: "POUNDS" }, id);
    const subject = await write("KpiSubject", { kind: "AUTHORITY", name: "Us" });
    await write("Benefit", { name: "Less spent", accountable: "A post", frequency: "ONCE", kpiId: id, subjectId: subject.id, baselineValue: "5000" });
    expect((await nothingStored(() => undo(changed.batchId))).code).toBe("BAD_INPUT");
  });

  test("a commitment of an option does not come back to it once it was adopted", async () => {
    const { id } = await write("Option", { decision: "D", name: "O" });
    const own = given(await served.ask(`mutation($o: ID!, $i: CommitmentInput!) { addToOption(option: $o, input: $i) { id } }`, { o: id, i: nineBedsIn(sheet.authority) }))
      .addToOption.id;
    const removed = given(await served.ask(`mutation { removeCommitment(id: "${own}", seen: ${latest}) { batchId } }`)).removeCommitment;
    given(await served.ask(`mutation { adoptOption(id: "${id}", seen: ${latest}) { batchId } }`));
    expect(await nothingStored(() => undo(removed.batchId))).toMatchObject({ code: "IN_USE", message: expect.stringContaining("has been adopted already") });
  });

  test("subjects that were turned round are not put within each other by undoing one of the changes", async () => {
    const one = await write("KpiSubject", { kind: "REGION", name: "One" });
    const two = await write("KpiSubject", { kind: "AUTHORITY", name: "Two", withinId: one.id });
    const out = await write("KpiSubject", { kind: "AUTHORITY", name: "Two" }, two.id);
    await write("KpiSubject", { kind: "REGION", name: "One", withinId: two.id }, one.id);
    expect(await nothingStored(() => undo(out.batchId))).toMatchObject({ code: "BAD_INPUT", message: "A subject is not within itself." });
  });

  test("arrangements that were turned round do not follow each other by undoing one of the changes", async () => {
    const framework = { kind: "FRAMEWORK" };
    const one = await write("Arrangement", { ...framework, name: "One" });
    const two = await write("Arrangement", { ...framework, name: "Two", followsId: one.id });
    const free = await write("Arrangement", { ...framework, name: "Two" }, two.id);
    await write("Arrangement", { ...framework, name: "One", followsId: two.id }, one.id);
    expect(await nothingStored(() => undo(free.batchId))).toMatchObject({ code: "BAD_INPUT", message: expect.stringContaining("cannot follow itself") });
  });

  test("a commitment is bought under a lot of its own arrangement, and of no other", async () => {
    const lots = async (name: string) => {
      const { id } = await write("Arrangement", { name, kind: "FRAMEWORK", opensOn: "2024-04-01", lots: [{ name: `Lot of ${name}` }] });
      return { id, lot: given(await served.ask(`query($id: ID!) { arrangement(id: $id) { lots { id } } }`, { id })).arrangement.lots[0].id as string };
    };
    const [one, other] = [await lots("One"), await lots("Other")];
    const under = (lotId: string) =>
      served.ask(`mutation($a: ID!, $i: CommitmentInput!) { createCommitment(authority: $a, input: $i) { id } }`, {
        a: sheet.authority,
        i: { ...nineBedsIn(sheet.authority), arrangementId: one.id, lotId },
      });
    expect(await nothingStored(() => under(other.lot))).toMatchObject({ code: "BAD_INPUT", field: "input.lotId" });
    expect(given(await under(one.lot)).createCommitment.id).not.toBeNull();
  });

  test("a cost centre's removal is not done again once a commitment is drawn from it", async () => {
    const [north] = sheet.centres;
    // A forecast keeps it stored.
    given(
      await served.ask(`mutation($a: ID!, $c: String!) { editForecasts(authority: $a, edits: [{ cell: $c, pence: 1 }]) { batchId } }`, {
        a: sheet.authority,
        c: `forecast:net:${north}:2024/25:2024-08-31`,
      }),
    );
    const removed = given(
      await served.ask(`mutation($a: ID!, $c: ID!) { removeCostCentres(authority: $a, ids: [$c], seen: ${latest}) { batchId } }`, { a: sheet.authority, c: north }),
    ).removeCostCentres;
    const back = given(await undo(removed.batchId)).undoBatch;
    await addCommitment(served, sheet.authority, { ...statedAmounts, draws: [{ costCentreId: north, drawnShare: "1" }] });
    expect(await nothingStored(() => undo(back.batchId))).toMatchObject({ code: "IN_USE", message: expect.stringContaining("is drawn from “North”") });
  });

  test("a version's added year is not undone under a virement in it", async () => {
    const resized = given(
      await served.ask(`mutation($v: ID!) { changeVersion(version: $v, input: { yearCount: 4 }, seen: ${latest}) { batchId } }`, { v: sheet.version }),
    ).changeVersion;
    const [north, south] = sheet.centres;
    given(
      await served.ask(`mutation($a: ID!, $i: VirementInput!) { createVirement(authority: $a, input: $i) { id } }`, {
        a: sheet.authority,
        i: {
          version: sheet.version,
          year: "2027/28",
          permanent: false,
          approver: "A post",
          reference: "1",
          approvedOn: "2024-07-01",
          mayOverdraw: true,
          lines: [
            { costCentreId: north, amountPence: -100 },
            { costCentreId: south, amountPence: 100 },
          ],
        },
      }),
    );
    expect(await nothingStored(() => undo(resized.batchId))).toMatchObject({ code: "IN_USE", message: expect.stringContaining("would not cover") });
  });

  test("places that were allowed for are not left above the most that exist by undoing the change of the most", async () => {
    const id = await addCommitment(served, sheet.authority, { ...nineBeds, mostPlaces: 9 });
    const more = await write("Commitment", { ...nineBedsIn(sheet.authority), mostPlaces: 20 }, id);
    await write("Commitment", { ...nineBedsIn(sheet.authority), mostPlaces: 20, places: [{ places: 15, startsOn: "2024-04-01" }] }, id);
    expect((await nothingStored(() => undo(more.batchId))).code).toBe("BAD_INPUT");
  });

  test("a file may not leave what a form may not: the row is named by its line, and nothing is written", async () => {
    // What is drawn from a cost centre that is gone, though each amount of the file is sound.
    const beds = await addCommitment(served, sheet.authority, { ...nineBeds, mostPlaces: 9 });
    const path = join(tmpdir(), `rules-${engine}-${process.pid}.csv`);
    writeFileSync(path, "Name,Places,From,Price\nOther beds,2,2024-04-01,1000\nNine beds,12,2024-04-01,1000\n");
    const map = JSON.stringify({ target: "commitments", name: "Name", places: "Places", startsOn: "From", weeklyPrice: "Price" });
    const before = await everything(served.db);
    const result = await importFile(served.db, machineOwner, { authorityId: sheet.authority, path, name: "beds.csv", map, preview: false });
    expect(result.batchId).toBeNull();
    expect(result.errors).toEqual([{ line: 3, column: "Places", reason: expect.stringContaining("more than the 9 that exist") }]);
    expect(await everything(served.db)).toEqual(before);
    expect(beds).toBeTruthy();
    await served.db.read((on) => checkAll(on, sheet.authority));
  });
});
