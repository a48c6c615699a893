// The life of an arrangement over HTTP: adding it with its parts, changing them, what is bought under its lots, removal and taking it back.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { everything, storedFacts } from "../db/rows.ts";
import { latest } from "../setup/latest.ts";
import { type Served, serve } from "../setup/served.ts";
import { engines } from "../setup/stores.ts";
import { addCommitment, given, nineBeds, refusal, type Sheet, startSheet, statedAmounts } from "./officer.ts";

const creating = `mutation($authority: ID!, $input: ArrangementInput!, $key: String) { createArrangement(authority: $authority, input: $input, key: $key) { id batchId repeated } }`;
const changing = `mutation($id: ID!, $input: ArrangementInput!, $seen: DataVersion! = ${latest}) { changeArrangement(id: $id, input: $input, seen: $seen) { id batchId } }`;
const removing = `mutation($id: ID!, $seen: DataVersion! = ${latest}) { removeArrangement(id: $id, seen: $seen) { batchId } }`;
const undoing = `mutation($batch: ID!) { undoBatch(batch: $batch) { batchId } }`;
const reading = `query($id: ID!, $asAt: Day) { arrangement(id: $id, asAt: $asAt) {
  name kind openList opensOn statedEndOn openEnded estimatedValuePence valueBasis breakMonths firstReviewMonths reviewEveryMonths mostPlacesInHome mostProviders voidsCarriedBy
  followsId interim source note endsOn longestEndOn state nextReviewOn earliestBreakOn gaps { from to days sentence }
  participants { name role authorities detail } lots { id name detail fundedFrom averageWeeklyPounds providerCount wasId } providers { name lotId places detail }
  terms { part months state startsOn endsOn } stages { name startsOn endsOn complete state daysLate } weights { criterion weightShare } routes { name detail }
  value { estimatedPence committedPence overPence overShare exceeded } } }`;

const whole = {
  name: "  Framework for homes ",
  kind: "FRAMEWORK",
  openList: false,
  opensOn: "2019-03-01",
  estimatedValuePence: 100_000_000,
  valueBasis: "7 years",
  breakMonths: 6,
  firstReviewMonths: 18,
  reviewEveryMonths: 12,
  mostPlacesInHome: 5,
  mostProviders: 8,
  voidsCarriedBy: "SHARED",
  interim: false,
  source: "Cabinet, 1.2",
  note: "Two lines\nof note",
  participants: [
    { name: "Lead", role: "LEAD" },
    { name: "Six others", role: "PARTNER", authorities: 6, detail: "Schools" },
  ],
  lots: [
    { name: "Homes", averageWeeklyPounds: "2531.50", providerCount: 4 },
    { name: "Schools", fundedFrom: "High Needs Block" },
  ],
  providers: [
    { name: "Care", lot: "Homes", places: 4 },
    { name: "Care", lot: "Schools" },
    { name: "Kind", places: 2, detail: "Anywhere" },
  ],
  terms: [
    { months: 36, state: "AGREED" },
    { months: 24, state: "PROPOSED" },
  ],
  stages: [
    { name: "Tender", startsOn: "2018-10-01", endsOn: "2018-11-30", complete: true },
    { name: "Award", startsOn: "2019-01-31" },
  ],
  weights: [
    { criterion: "Price", weightShare: "0.7" },
    { criterion: "Quality", weightShare: "0.3" },
  ],
  routes: [{ name: "Direct award", detail: "Urgent" }, { name: "Mini-competition" }],
};

describe.each(engines)("arrangements on %s", (engine) => {
  let served: Served;
  let sheet: Sheet;
  let other: Sheet;
  let sheets = 0;
  beforeAll(async () => {
    served = await serve(engine, { examples: false });
    other = await startSheet(served, "Elsewhere");
  });
  beforeEach(async () => {
    sheets += 1;
    sheet = await startSheet(served, `Sheet ${sheets}`);
  });
  afterAll(() => served.stop());

  const create = async (input: object = whole, authority = sheet.authority): Promise<string> => given(await served.ask(creating, { authority, input })).createArrangement.id;
  const read = async (id: string, asAt = "2019-02-10") => given(await served.ask(reading, { id, asAt })).arrangement;
  const change = (id: string, input: object, seen?: number) => served.ask(changing, { id, input, seen });
  const version = async () => given(await served.ask(`{ mediumTermTable(authority: "${sheet.authority}") { dataVersion } }`)).mediumTermTable.dataVersion as number;
  /** The input that says what is there, with its lots by their ids. */
  const again = async (id: string, more: object = {}) => {
    const held = await read(id);
    return { ...whole, lots: held.lots.map(({ id: lotId, name }: { id: string; name: string }) => ({ id: lotId, name })), ...more };
  };

  test("one with all its parts is stored and read as it was sent, with what follows", async () => {
    const held = await read(await create());
    const [homes, schools] = held.lots;
    expect(held).toMatchObject({
      ...whole,
      name: "Framework for homes",
      participants: [{ name: "Lead", role: "LEAD", authorities: 1, detail: null }, whole.participants[1]],
      lots: whole.lots,
      providers: [
        { name: "Care", lotId: homes.id, places: 4, detail: null },
        { name: "Care", lotId: schools.id, places: null, detail: null },
        { name: "Kind", lotId: null, places: 2, detail: "Anywhere" },
      ],
      terms: [
        { part: "initial", months: 36, state: "AGREED", startsOn: "2019-03-01", endsOn: "2022-02-28" },
        { part: "first extension", months: 24, state: "PROPOSED", startsOn: "2022-03-01", endsOn: "2024-02-29" },
      ],
      stages: [
        { name: "Tender", complete: true, state: "complete", daysLate: 0 },
        { name: "Award", complete: false, endsOn: null, state: "late", daysLate: 10 },
      ],
      routes: [whole.routes[0], { name: "Mini-competition", detail: null }],
      statedEndOn: null,
      openEnded: false,
      followsId: null,
      endsOn: "2022-02-28",
      longestEndOn: "2024-02-29",
      state: "not yet open",
      nextReviewOn: "2020-09-01",
      earliestBreakOn: "2019-09-01",
      value: { estimatedPence: 100_000_000, committedPence: 0, overPence: -100_000_000, overShare: "-1", exceeded: false },
    });
  });

  test("one that says only what it is has nothing else", async () => {
    const held = await read(await create({ name: "Spot", kind: "SPOT_PURCHASE" }));
    expect(held).toMatchObject({ openList: false, openEnded: false, interim: false, opensOn: null, endsOn: null, state: "dates not known", gaps: [], lots: [], terms: [] });
  });

  test("parts can be put in another order, changed and left out", async () => {
    const id = await create();
    const before = await read(id);
    const input = await again(id, {
      participants: [...whole.participants].reverse(),
      lots: [...before.lots].reverse().map(({ id: lotId, name }: { id: string; name: string }) => ({ id: lotId, name })),
      weights: [
        { criterion: "Quality", weightShare: "0.4" },
        { criterion: "Price", weightShare: "0.6" },
      ],
      terms: [whole.terms[0]],
      stages: [],
      routes: [whole.routes[1]],
    });
    given(await change(id, input));
    const after = await read(id);
    expect(after.participants.map((each: { name: string }) => each.name)).toEqual(["Six others", "Lead"]);
    expect(after.lots.map((each: { id: string }) => each.id)).toEqual([before.lots[1].id, before.lots[0].id]);
    expect(after.lots[1].averageWeeklyPounds).toBeNull();
    expect(after.weights.map((each: { weightShare: string }) => each.weightShare)).toEqual(["0.4", "0.6"]);
    expect([after.stages, after.terms.length, after.routes.length, after.longestEndOn]).toEqual([[], 1, 1, "2022-02-28"]);
  });

  test("a lot that is renamed by its id keeps what is bought under it", async () => {
    const id = await create();
    const { lots } = await read(id);
    const commitment = await addCommitment(served, sheet.authority, { ...statedAmounts, arrangementId: id, lotId: lots[0].id });
    given(await change(id, await again(id, { lots: [{ id: lots[0].id, name: "Children's homes" }, { name: "Schools" }], providers: [{ name: "Care", lot: "Children's homes" }] })));
    const after = await read(id);
    expect(after.lots.map((lot: { id: string; name: string }) => [lot.id, lot.name])).toEqual([
      [lots[0].id, "Children's homes"],
      [lots[1].id, "Schools"],
    ]);
    const held = given(await served.ask(`query($id: ID!) { commitment(id: $id) { arrangementId lotId } }`, { id: commitment })).commitment;
    expect(held).toEqual({ arrangementId: id, lotId: lots[0].id });
    // £50,000 and £60,000 of £1,000,000
    expect(after.value).toEqual({ estimatedPence: 100_000_000, committedPence: 11_000_000, overPence: -89_000_000, overShare: "-0.89", exceeded: false });
  });

  test("two lots can change names, and a new lot can take the old name of another", async () => {
    const id = await create();
    const [homes, schools] = (await read(id)).lots;
    given(
      await change(
        id,
        await again(id, {
          providers: [],
          lots: [
            { id: homes.id, name: "Schools" },
            { id: schools.id, name: "Homes" },
          ],
        }),
      ),
    );
    expect((await read(id)).lots.map((lot: { id: string; name: string }) => [lot.id, lot.name])).toEqual([
      [homes.id, "Schools"],
      [schools.id, "Homes"],
    ]);
    // "Schools" is the name that the first lot has; a lot without an id that asks for it is a new one, as the first brings its id.
    given(await change(id, await again(id, { providers: [], lots: [{ id: homes.id, name: "Colleges" }, { name: "Schools" }] })));
    const after = (await read(id)).lots;
    expect(after.map((lot: { name: string }) => lot.name)).toEqual(["Colleges", "Schools"]);
    expect(after[0].id).toBe(homes.id);
    expect([homes.id, schools.id]).not.toContain(after[1].id);
  });

  test("a lot can go while the provider on it stays", async () => {
    const id = await create();
    const before = await everything(served.db);
    const { lots } = await read(id);
    const batch = given(
      await change(
        id,
        await again(id, {
          lots: [{ id: lots[0].id, name: "Homes" }],
          providers: [
            { name: "Care", lot: "Homes", places: 4 },
            { name: "Kind", lot: "Homes", places: 2 },
          ],
        }),
      ),
    ).changeArrangement.batchId;
    expect((await read(id)).providers).toMatchObject([
      { name: "Care", lotId: lots[0].id },
      { name: "Kind", lotId: lots[0].id },
    ]);
    given(await served.ask(undoing, { batch }));
    expect((await everything(served.db)).facts).toEqual(before.facts);
  });

  test("a lot that something is bought under cannot go", async () => {
    const id = await create();
    const { lots } = await read(id);
    await addCommitment(served, sheet.authority, { ...statedAmounts, arrangementId: id, lotId: lots[1].id });
    const before = await everything(served.db);
    expect(refusal(await change(id, await again(id, { lots: [{ id: lots[0].id, name: "Homes" }], providers: [] })))).toMatchObject({ code: "IN_USE" });
    expect(await everything(served.db)).toEqual(before);
  });

  test("one that something is bought under cannot be removed; then it can, and comes back whole", async () => {
    const id = await create();
    const commitment = await addCommitment(served, sheet.authority, { ...nineBeds, arrangementId: id });
    expect(refusal(await served.ask(removing, { id }))).toMatchObject({ code: "IN_USE" });
    given(await served.ask(`mutation($id: ID!) { removeCommitment(seen: ${latest}, id: $id) { batchId } }`, { id: commitment }));
    const before = (await everything(served.db)).facts;
    const batch = given(await served.ask(removing, { id })).removeArrangement.batchId;
    expect(refusal(await served.ask(reading, { id }))).toMatchObject({ code: "NOT_FOUND", field: "id" });
    expect(Object.values((await storedFacts(served.db)).arrangementLot ?? {}).filter((lot) => lot.arrangementId === id)).toEqual([]);
    given(await served.ask(undoing, { batch }));
    expect((await everything(served.db)).facts).toEqual(before);
  });

  test("one that another follows, or a block case is made of, cannot be removed", async () => {
    const first = await create();
    const second = await create({ name: "Second", kind: "FRAMEWORK", followsId: first });
    expect(refusal(await served.ask(removing, { id: first }))).toMatchObject({ code: "IN_USE" });
    given(
      await served.ask(`mutation($authority: ID!, $input: BlockCaseInput!) { createBlockCase(authority: $authority, input: $input) { id } }`, {
        authority: sheet.authority,
        input: { name: "Case", arrangementId: second, places: 1, priceUnit: "YEAR", spotPounds: "2", blockPounds: "1", termMonths: 12 },
      }),
    );
    expect(refusal(await served.ask(removing, { id: second }))).toMatchObject({ code: "IN_USE" });
  });

  test("what was read before somebody else's change is refused, parts too", async () => {
    const id = await create();
    const seen = await version();
    given(await change(id, await again(id, { weights: [{ criterion: "Price", weightShare: "1" }] }), seen));
    const before = await everything(served.db);
    expect(refusal(await change(id, await again(id), seen))).toMatchObject({ code: "STALE", field: "id" });
    expect(refusal(await served.ask(removing, { id, seen }))).toMatchObject({ code: "STALE", field: "id" });
    expect(await everything(served.db)).toEqual(before);
    given(await served.ask(removing, { id, seen: await version() }));
  });

  test("one sent twice under a key is added once", async () => {
    const ask = () => served.ask(creating, { authority: sheet.authority, input: whole, key: "once" });
    const first = given(await ask()).createArrangement;
    const second = given(await ask()).createArrangement;
    expect([first.repeated, second.repeated, second.batchId, second.id]).toEqual([false, true, first.batchId, null]);
    const { nodes } = given(await served.ask(`query($a: ID!) { arrangements(authority: $a) { nodes { id } } }`, { a: sheet.authority })).arrangements;
    expect(nodes).toEqual([{ id: first.id }]);
  });

  test("pages go by place and by name, and find a part of a name in any case", async () => {
    for (const name of ["Zebra", "Apple", "Mango"]) await create({ name, kind: "IN_HOUSE" });
    const ask = `query($a: ID!, $first: Int, $after: String, $by: NamedOrder, $filter: ArrangementFilterInput) {
      arrangements(authority: $a, first: $first, after: $after, by: $by, filter: $filter) { nodes { name } endCursor } }`;
    const named = async (more: object) => given(await served.ask(ask, { a: sheet.authority, ...more })).arrangements;
    const names = (answer: { nodes: { name: string }[] }) => answer.nodes.map((node) => node.name);
    expect(names(await named({}))).toEqual(["Zebra", "Apple", "Mango"]);
    expect(names(await named({ by: "NAME" }))).toEqual(["Apple", "Mango", "Zebra"]);
    expect(names(await named({ filter: { nameContains: "AN" } }))).toEqual(["Mango"]);
    const page = await named({ first: 2 });
    expect(names(page)).toEqual(["Zebra", "Apple"]);
    expect(names(await named({ first: 2, after: page.endCursor }))).toEqual(["Mango"]);
  });

  describe("what follows what", () => {
    test("a gap is told in days, and closes as the follower opens earlier", async () => {
      const first = await create({ name: "First", kind: "FRAMEWORK", opensOn: "2013-10-01", statedEndOn: "2018-12-31" });
      const second = await create({ name: "Second", kind: "FRAMEWORK", opensOn: "2019-01-31", followsId: first });
      expect((await read(first)).gaps).toMatchObject([{ from: "2019-01-01", to: "2019-01-30", days: 30 }]);
      given(await change(second, { name: "Second", kind: "FRAMEWORK", opensOn: "2019-01-01", followsId: first }));
      expect((await read(first)).gaps).toEqual([]);
    });

    test("a lot's own past closes it too", async () => {
      const first = await create({ name: "First", kind: "FRAMEWORK", opensOn: "2013-10-01", statedEndOn: "2018-12-31" });
      await create({ name: "Second", kind: "FRAMEWORK", opensOn: "2019-01-01", lots: [{ name: "Homes", wasId: first }] });
      expect((await read(first)).gaps).toEqual([]);
    });

    test("going round in a circle is refused", async () => {
      const first = await create({ name: "First", kind: "FRAMEWORK" });
      const second = await create({ name: "Second", kind: "FRAMEWORK", followsId: first });
      const third = await create({ name: "Third", kind: "FRAMEWORK", followsId: second });
      const before = await everything(served.db);
      for (const followsId of [first, second, third])
        expect(refusal(await change(first, { name: "First", kind: "FRAMEWORK", followsId }))).toMatchObject({ code: "BAD_INPUT", field: "input.followsId" });
      expect(refusal(await change(first, { name: "First", kind: "FRAMEWORK", lots: [{ name: "Homes", wasId: first }] }))).toMatchObject({
        code: "BAD_INPUT",
        field: "input.lots[0].wasId",
      });
      expect(await everything(served.db)).toEqual(before);
    });

    test("another authority's arrangement is not there", async () => {
      const theirs = await create({ name: `Theirs ${sheets}`, kind: "FRAMEWORK" }, other.authority);
      for (const [more, field] of [
        [{ followsId: theirs }, "input.followsId"],
        [{ lots: [{ name: "Homes" }, { name: "Schools", wasId: theirs }] }, "input.lots[1].wasId"],
        [{ followsId: "nothing" }, "input.followsId"],
      ] as const)
        expect(refusal(await served.ask(creating, { authority: sheet.authority, input: { name: "Mine", kind: "FRAMEWORK", ...more } }))).toMatchObject({
          code: "NOT_FOUND",
          field,
        });
    });
  });

  test("the terms that a block case stands on cannot be taken from under it", async () => {
    const id = await create();
    const blockCase = given(
      await served.ask(`mutation($authority: ID!, $input: BlockCaseInput!) { createBlockCase(authority: $authority, input: $input) { id } }`, {
        authority: sheet.authority,
        input: {
          name: "Case",
          arrangementId: id,
          places: 1,
          priceUnit: "YEAR",
          spotPounds: "2",
          blockPounds: "1",
          items: [{ name: "Administration", kind: "COST", time: "EACH_YEAR", amountPence: 1, fromYear: 4, toYear: 5 }],
        },
      }),
    ).createBlockCase.id;
    const before = await everything(served.db);
    for (const terms of [[], [{ months: 36, state: "AGREED" }]])
      expect(refusal(await change(id, await again(id, { terms })))).toMatchObject({
        code: "IN_USE",
        field: "input.terms",
        message: expect.stringContaining("“Case” takes its term"),
      });
    expect(await everything(served.db)).toEqual(before);
    // 36 + 24 + 12 months are six years.
    given(await change(id, await again(id, { terms: [...whole.terms, { months: 12, state: "AVAILABLE" }] })));
    const { table } = given(await served.ask(`query($id: ID!) { blockCase(id: $id) { table { notes } } }`, { id: blockCase })).blockCase;
    expect(table.notes[0]).toContain("over 72 months");
  });

  test.each<[string, object, string]>([
    ["an empty name", { name: " " }, "input.name"],
    ["an unknown kind", { kind: "AUCTION" }, "input.kind"],
    ["29 February of a common year", { opensOn: "2023-02-29" }, "input.opensOn"],
    ["a year mistyped", { opensOn: "0219-03-01" }, "input.opensOn"],
    ["an end beside terms", { statedEndOn: "2022-02-28" }, "input.statedEndOn"],
    ["no end beside terms", { openEnded: true }, "input.openEnded"],
    ["an extension first", { terms: [...whole.terms].reverse() }, "input.terms[0].state"],
    ["too many terms", { terms: [whole.terms[0], ...Array(40).fill({ months: 600, state: "AVAILABLE" })] }, "input.terms"],
    ["weights of 90%", { weights: [{ criterion: "Price", weightShare: "0.9" }] }, "input.weights"],
    ["a weight that is no decimal", { weights: [{ criterion: "Price", weightShare: "70%" }] }, "input.weights[0].weightShare"],
    ["a participant twice", { participants: [whole.participants[0], { ...whole.participants[0], role: "PARTNER" }] }, "input.participants[1].name"],
    ["a lot that there is not", { lots: [{ id: "nothing", name: "Homes" }], providers: [] }, "input.lots[0].id"],
    ["a provider on no lot", { providers: [{ name: "Care", lot: "Colleges" }] }, "input.providers[0].lot"],
    ["a provider twice on one lot", { providers: [whole.providers[0], whole.providers[0]] }, "input.providers[1].name"],
    ["a value over a trillion", { estimatedValuePence: 100_000_000_000_001 }, "input.estimatedValuePence"],
    ["a value of half a penny", { estimatedValuePence: 0.5 }, "input.estimatedValuePence"],
    ["a stage that ends before it starts", { stages: [{ name: "Award", startsOn: "2020-02-02", endsOn: "2020-02-01" }] }, "input.stages[0].endsOn"],
    ["a note with a bell", { note: "\u0007" }, "input.note"],
  ])("%s is refused under its field, on adding and on changing", async (_, more, field) => {
    const id = await create({ name: "Held", kind: "FRAMEWORK" });
    const before = await everything(served.db);
    expect(refusal(await served.ask(creating, { authority: sheet.authority, input: { ...whole, ...more } }))).toMatchObject({ code: "BAD_INPUT", field });
    expect(refusal(await change(id, { ...whole, ...more }))).toMatchObject({ code: "BAD_INPUT", field });
    expect(await everything(served.db)).toEqual(before);
  });

  test("one lot listed twice, a name that is taken, and a day beyond all years are refused", async () => {
    const id = await create();
    const { lots } = await read(id);
    const twice = [
      { id: lots[0].id, name: "One" },
      { id: lots[0].id, name: "Two" },
    ];
    expect(refusal(await change(id, await again(id, { lots: twice, providers: [] })))).toMatchObject({ code: "BAD_INPUT", field: "input.lots[1].id" });
    expect(refusal(await served.ask(creating, { authority: sheet.authority, input: whole }))).toMatchObject({ code: "DUPLICATE" });
    for (const asAt of ["0001-01-01", "9999-12-31"]) {
      expect(refusal(await served.ask(reading, { id, asAt }))).toMatchObject({ code: "BAD_INPUT", field: "asAt" });
      expect(refusal(await served.ask(`query($a: ID!, $asAt: Day) { arrangementRegister(authority: $a, asAt: $asAt) { title } }`, { a: sheet.authority, asAt }))).toMatchObject({
        field: "asAt",
      });
    }
  });
});
