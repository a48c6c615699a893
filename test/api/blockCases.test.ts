// Block cases and printed figures over HTTP: stored and sent terms agree, their life, and what is refused.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { everything } from "../db/rows.ts";
import { latest } from "../setup/latest.ts";
import { type Served, serve } from "../setup/served.ts";
import { engines } from "../setup/stores.ts";
import { addCommitment, given, nineBeds, refusal, type Sheet, startSheet, statedAmounts } from "./officer.ts";

const creating = `mutation($authority: ID!, $input: BlockCaseInput!, $key: String) { createBlockCase(authority: $authority, input: $input, key: $key) { id batchId repeated } }`;
const changing = `mutation($id: ID!, $input: BlockCaseInput!, $seen: DataVersion! = ${latest}) { changeBlockCase(id: $id, input: $input, seen: $seen) { batchId } }`;
const removing = `mutation($id: ID!, $seen: DataVersion! = ${latest}) { removeBlockCase(id: $id, seen: $seen) { batchId } }`;
const asking = `query($id: ID, $terms: BlockCaseTermsInput, $occupancy: Decimal, $unit: MoneyUnit) { blockCase(id: $id, terms: $terms, occupancy: $occupancy, unit: $unit) {
  name breakEvenOccupancy table { unit source notes columns { key label status } rows { key kind level label cells { exact pence shown note derivation { workings result } } } }
  curve { unit notes rows { key label cells { exact shown } } } } }`;
const undoing = `mutation($batch: ID!) { undoBatch(batch: $batch) { batchId } }`;

const terms = {
  places: 35,
  priceUnit: "YEAR",
  spotPounds: "179848",
  blockPounds: "131561",
  spotValuePence: 5_035_740_200,
  blockValuePence: 3_683_714_700,
  termMonths: 96,
  sharing: 7,
  directPlaces: 5,
  items: [
    { name: "Administration", kind: "COST", time: "EACH_YEAR", amountPence: 7_000_000, fromYear: 4, toYear: 8 },
    { name: "Further grant", kind: "CONDITIONAL_GRANT", time: "ONCE", amountPence: 5_300_000, fromYear: 3, toYear: 3 },
  ],
};
const arrangement = {
  name: "Block",
  kind: "BLOCK_CONTRACT",
  opensOn: "2019-04-01",
  estimatedValuePence: 3_683_714_700,
  breakMonths: 6,
  terms: [
    { months: 48, state: "AGREED" },
    { months: 24, state: "AVAILABLE" },
    { months: 24, state: "AVAILABLE" },
  ],
  weights: [{ criterion: "Price: all of it", weightShare: "1" }],
};

describe.each(engines)("block cases and printed figures on %s", (engine) => {
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

  const create = async (input: object, authority = sheet.authority): Promise<string> => given(await served.ask(creating, { authority, input })).createBlockCase.id;
  const worked = async (variables: object) => given(await served.ask(asking, variables as Record<string, unknown>)).blockCase;
  const addArrangement = async (input: object = arrangement, authority = sheet.authority): Promise<string> =>
    given(await served.ask(`mutation($authority: ID!, $input: ArrangementInput!) { createArrangement(authority: $authority, input: $input) { id } }`, { authority, input }))
      .createArrangement.id;
  const version = async () => given(await served.ask(`{ mediumTermTable(authority: "${sheet.authority}") { dataVersion } }`)).mediumTermTable.dataVersion as number;

  describe("block cases", () => {
    test("stored, and as terms that are sent, are worked out the same", async () => {
      const id = await create({ ...terms, name: "Case", source: "1.7" });
      for (const variables of [{}, { occupancy: "0.85" }, { occupancy: "0.5", unit: "THOUSANDS" }]) {
        const stored = await worked({ id, ...variables });
        const sent = await worked({ terms, ...variables });
        expect([stored.name, sent.name, stored.table.source, sent.table.source]).toEqual(["Case", "These terms", "1.7", null]);
        expect({ ...sent, name: null, table: { ...sent.table, source: null } }).toEqual({ ...stored, name: null, table: { ...stored.table, source: null } });
      }
      const year = async (key: string, occupancy: string) => (await worked({ id, occupancy })).table.rows.find((row: { key: string }) => row.key === key).cells[0].exact;
      // 1,690,031.875 × 30/35 and × 5/35; at 78% the same of 305,203.32; 36,837,147 / 8 × 0.5
      expect(Number(await year("saving", "1")) + Number(await year("avoidance", "1"))).toBeCloseTo(1_690_031.875, 6);
      expect(Number(await year("saving", "0.78")) + Number(await year("avoidance", "0.78"))).toBeCloseTo(305_203.32, 6);
      expect(await year("void", "0.5")).toBe("2302321.6875");
    });

    test("take their term from their arrangement, where they state none", async () => {
      const arrangementId = await addArrangement();
      const { termMonths: _, ...without } = terms;
      const id = await create({ ...without, name: "Case", arrangementId });
      expect((await worked({ id })).table).toEqual((await worked({ terms: { ...terms } })).table);
      expect((await worked({ id })).table.notes[0]).toContain("over 96 months");
      expect(refusal(await served.ask(creating, { authority: sheet.authority, input: { ...without, name: "Nowhere" } }))).toMatchObject({
        code: "BAD_INPUT",
        field: "input.termMonths",
      });
    });

    const shownIn = (of: { rows: { key: string; cells: { shown: string }[] }[] }, key: string) => of.rows.find((row) => row.key === key)?.cells[0]?.shown;
    test("say who carries voids, or have it from their arrangement", async () => {
      const arrangementId = await addArrangement({ ...arrangement, voidsCarriedBy: "PROVIDER" });
      const { directPlaces: _, ...plain } = terms;
      const taken = await create({ ...plain, name: "As the arrangement has it", arrangementId });
      const own = await create({ ...plain, name: "Its own", arrangementId, voidsCarriedBy: "SHARED", voidShare: "0.5" });
      const stored = given(await served.ask(`query($a: ID!) { blockCases(authority: $a) { nodes { voidsCarriedBy voidShare } } }`, { a: sheet.authority })).blockCases.nodes;
      expect(stored).toEqual([
        { voidsCarriedBy: null, voidShare: null },
        { voidsCarriedBy: "SHARED", voidShare: "0.5" },
      ]);
      // (6,294,675.25 - 4,604,643.375) × 50%; and that less half of 4,604,643.375 × 50%.
      const [ofProvider, ofBoth] = [await worked({ id: taken, occupancy: "0.5" }), await worked({ id: own, occupancy: "0.5" })];
      expect([shownIn(ofProvider.table, "saving"), shownIn(ofProvider.table, "void"), ofProvider.breakEvenOccupancy]).toEqual(["845,015.94", "–", null]);
      expect([shownIn(ofBoth.table, "saving"), shownIn(ofBoth.table, "void"), shownIn(ofBoth.table, "voidProvider")]).toEqual(["(306,144.91)", "1,151,160.84", "1,151,160.84"]);
      expect(ofBoth.curve.rows.find((row: { key: string }) => row.key === "occupancy:50").cells.map((cell: { shown: string }) => cell.shown)).toEqual([
        "17.50",
        "1,151,160.84",
        "1,151,160.84",
        "(306,144.91)",
      ]);
      expect(await worked({ terms: { ...plain, voidsCarriedBy: "SHARED", voidShare: "0.5" }, occupancy: "0.5" })).toMatchObject({ curve: ofBoth.curve });
    });

    test("need the day on which they start by actual days alone, and have it from their arrangement", async () => {
      const weekly = { places: 1, spotPounds: "1400", blockPounds: "700", termMonths: 24, weeksPerYear: "ACTUAL_DAYS_7" };
      expect(refusal(await served.ask(creating, { authority: sheet.authority, input: { ...weekly, name: "Nowhere" } }))).toMatchObject({
        code: "BAD_INPUT",
        field: "input.startsOn",
        message: expect.stringContaining("on which day the term starts"),
      });
      expect(refusal(await served.ask(asking, { terms: weekly }))).toMatchObject({ code: "BAD_INPUT", field: "terms.startsOn" });
      const block = async (variables: object) =>
        (await worked(variables)).table.rows.find((row: { key: string }) => row.key === "block").cells.map((cell: { exact: string }) => cell.exact);
      // £100 a day: 366 days, and 731.
      expect(await block({ terms: { ...weekly, startsOn: "2023-04-01" } })).toEqual(["36600", "73100"]);
      const opening = { name: `Opens ${sheets}`, kind: "BLOCK_CONTRACT", opensOn: "2022-04-01" };
      const arrangementId = await addArrangement(opening);
      const id = await create({ ...weekly, name: "Case", arrangementId });
      expect(await block({ id })).toEqual(["36500", "73100"]);
      const change = `mutation($id: ID!, $input: ArrangementInput!) { changeArrangement(id: $id, input: $input, seen: ${latest}) { batchId } }`;
      expect(refusal(await served.ask(change, { id: arrangementId, input: { ...opening, opensOn: null } }))).toMatchObject({
        code: "IN_USE",
        field: "input.opensOn",
        message: expect.stringContaining("“Case” takes its term from this arrangement"),
      });
      given(await served.ask(change, { id: arrangementId, input: { ...opening, opensOn: "2023-04-01" } }));
      expect(await block({ id })).toEqual(["36600", "73100"]);
      // A start that does not matter is not kept.
      given(await served.ask(changing, { id, input: { ...weekly, name: "Case", weeksPerYear: "WEEKS_52", startsOn: "2023-04-01" } }));
      expect(given(await served.ask(`query($a: ID!) { blockCases(authority: $a) { nodes { startsOn } } }`, { a: sheet.authority })).blockCases.nodes).toEqual([{ startsOn: null }]);
    });

    test("of a total alone have what the block costs, and what it saves is not known", async () => {
      const id = await create({ name: "Total", places: 4, blockValuePence: 206_752_000, termMonths: 60 });
      const { breakEvenOccupancy, table, curve } = await worked({ id, occupancy: "0.75" });
      expect(["spot", "block", "saving", "void", "breakEven"].map((key) => shownIn(table, key))).toEqual(["[x]", "413,504.00", "[x]", "103,376.00", "[x]"]);
      expect([breakEvenOccupancy, curve.rows.length]).toEqual([null, 21]);
      for (const notes of [table.notes, curve.notes]) expect(notes.join(" ")).toContain("[x]: Neither a spot price nor");
    });

    test("are changed with their items, removed, and brought back", async () => {
      const id = await create({ ...terms, name: "Case" });
      const seen = await version();
      given(await served.ask(changing, { id, seen, input: { ...terms, name: "Case", items: [terms.items[1]] } }));
      const list = async () =>
        given(await served.ask(`query($a: ID!) { blockCases(authority: $a) { nodes { id name items { name kind } } } }`, { a: sheet.authority })).blockCases.nodes;
      expect(await list()).toEqual([{ id, name: "Case", items: [{ name: "Further grant", kind: "CONDITIONAL_GRANT" }] }]);
      expect(refusal(await served.ask(changing, { id, seen, input: { ...terms, name: "Late" } }))).toMatchObject({ code: "STALE", field: "id" });
      expect(refusal(await served.ask(removing, { id, seen }))).toMatchObject({ code: "STALE", field: "id" });
      const before = (await everything(served.db)).facts;
      const batch = given(await served.ask(removing, { id })).removeBlockCase.batchId;
      expect(await list()).toEqual([]);
      given(await served.ask(undoing, { batch }));
      expect((await everything(served.db)).facts).toEqual(before);
    });

    test("sent twice under a key are added once; a name that is taken is refused", async () => {
      const ask = () => served.ask(creating, { authority: sheet.authority, input: { ...terms, name: "Case" }, key: "k" });
      const first = given(await ask()).createBlockCase;
      expect(given(await ask()).createBlockCase).toEqual({ id: null, batchId: first.batchId, repeated: true });
      expect(refusal(await served.ask(creating, { authority: sheet.authority, input: { ...terms, name: "Case" } }))).toMatchObject({ code: "DUPLICATE" });
    });

    test("are asked for by an id or by terms, one of the two", async () => {
      const id = await create({ ...terms, name: "Case" });
      for (const variables of [{}, { id, terms }]) expect(refusal(await served.ask(asking, variables))).toMatchObject({ code: "BAD_INPUT", field: "id" });
      expect(refusal(await served.ask(asking, { id: "nothing" }))).toMatchObject({ code: "NOT_FOUND", field: "id" });
    });

    test.each<[string, object, string]>([
      ["no places", { places: 0 }, "places"],
      ["more direct than there are", { directPlaces: 36 }, "directPlaces"],
      ["a price a week without weeks", { priceUnit: "WEEK" }, "weeksPerYear"],
      ["a spot price and no block", { spotValuePence: null, blockValuePence: null, blockPounds: null }, "blockPounds"],
      ["a share of voids above all", { voidsCarriedBy: "SHARED", voidShare: "1.1" }, "voidShare"],
      ["an item after the term", { termMonths: 84 }, "items[0].fromYear"],
      ["a term of nothing", { termMonths: 0 }, "termMonths"],
      ["a price that is no decimal", { blockPounds: "£1" }, "blockPounds"],
      ["an item without a name", { items: [{ ...terms.items[0], name: "" }] }, "items[0].name"],
    ])("%s is refused under its field, stored and sent", async (_, more, field) => {
      const before = await everything(served.db);
      expect(refusal(await served.ask(asking, { terms: { ...terms, ...more } }))).toMatchObject({ code: "BAD_INPUT", field: `terms.${field}` });
      expect(refusal(await served.ask(creating, { authority: sheet.authority, input: { ...terms, name: "Case", ...more } }))).toMatchObject({
        code: "BAD_INPUT",
        field: `input.${field}`,
      });
      expect(await everything(served.db)).toEqual(before);
    });

    test.each(["1.01", "-0.1", "85"])("an occupancy of %s is refused", async (occupancy) => {
      expect(refusal(await served.ask(asking, { terms, occupancy }))).toMatchObject({ code: "BAD_INPUT", field: "occupancy" });
    });

    test("another authority's arrangement is not there", async () => {
      const arrangementId = await addArrangement({ ...arrangement, name: `Theirs ${sheets}` }, other.authority);
      expect(refusal(await served.ask(creating, { authority: sheet.authority, input: { ...terms, name: "Case", arrangementId } }))).toMatchObject({
        code: "NOT_FOUND",
        field: "input.arrangementId",
      });
    });
  });

  describe("printed figures", () => {
    const adding = `mutation($authority: ID!, $input: PrintedFigureInput!, $key: String) { createPrintedFigure(authority: $authority, input: $input, key: $key) { id batchId repeated } }`;
    const altering = `mutation($authority: ID!, $id: ID!, $input: PrintedFigureInput!, $seen: DataVersion! = ${latest}) { changePrintedFigure(authority: $authority, id: $id, input: $input, seen: $seen) { batchId } }`;
    const taking = `mutation($id: ID!, $seen: DataVersion! = ${latest}) { removePrintedFigure(id: $id, seen: $seen) { batchId } }`;
    const figures = async () =>
      given(
        await served.ask(`query($a: ID!) { printedFigures(authority: $a) { id what printed exact shown verdict sentence workings derivation { workings result } } }`, {
          a: sheet.authority,
        }),
      ).printedFigures;
    const printed = { reference: "3.18", what: "Children", printed: "5.6%", printedValue: "5.6", unit: "PERCENT", nearest: "0.1", workings: "63 / 1150" };
    const add = async (more: object = {}): Promise<string> =>
      given(await served.ask(adding, { authority: sheet.authority, input: { ...printed, ...more } })).createPrintedFigure.id;
    const bad = async (more: object) => refusal(await served.ask(adding, { authority: sheet.authority, input: { ...printed, ...more } }));

    test("are added, judged, changed, removed and brought back", async () => {
      const id = await add();
      expect(await figures()).toMatchObject([{ id, verdict: "does not follow", shown: "5.5%", exact: "0.05478260869565217391", derivation: { workings: "63 ÷ 1150" } }]);
      const seen = await version();
      given(await served.ask(altering, { authority: sheet.authority, id, seen, input: { ...printed, printed: "5.5%", printedValue: "5.5" } }));
      expect(await figures()).toMatchObject([{ id, verdict: "follows" }]);
      expect(refusal(await served.ask(altering, { authority: sheet.authority, id, seen, input: printed }))).toMatchObject({ code: "STALE", field: "id" });
      expect(refusal(await served.ask(taking, { id, seen }))).toMatchObject({ code: "STALE", field: "id" });
      const before = (await everything(served.db)).facts;
      const batch = given(await served.ask(taking, { id })).removePrintedFigure.batchId;
      expect(await figures()).toEqual([]);
      given(await served.ask(undoing, { batch }));
      expect((await everything(served.db)).facts).toEqual(before);
    });

    test("are worked out from every kind of thing that is held", async () => {
      const arrangementId = await addArrangement();
      const blockCase = await create({ ...terms, name: "Case", arrangementId });
      const commitment = await addCommitment(served, sheet.authority, nineBeds);
      const partnership = given(
        await served.ask(`mutation($authority: ID!, $input: PartnershipInput!) { createPartnership(authority: $authority, input: $input) { id } }`, {
          authority: sheet.authority,
          input: {
            name: "Together",
            firstYear: "2024/25",
            yearCount: 2,
            partners: [{ name: "One" }, { name: "Two" }],
            pools: [{ name: "Pool", kind: "OTHER", basis: "EQUAL" }],
            amounts: [
              { pool: "Pool", year: "2024/25", amountPence: 0 },
              { pool: "Pool", year: "2025/26", amountPence: 7_000_000 },
            ],
          },
        }),
      ).createPartnership.id;
      const { partners, pools } = given(await served.ask(`query($id: ID!) { partnership(id: $id) { partners { id } pools { id } } }`, { id: partnership })).partnership;
      const cases: [workings: string, exact: string][] = [
        [`[commitment:${commitment}:2024/25]`, "468000"], // 9 × 1,000 × 52
        [`[value:${arrangementId}] / 2`, "18418573.5"],
        [`[term:${arrangementId}] / 12`, "8"],
        [`[break:${arrangementId}]`, "6"],
        [`[weight:${arrangementId}:Price: all of it]`, "1"],
        [`[blockCase:${blockCase}:block:termAll]`, "36837147"],
        [`[blockCase:${blockCase}:given:block:yearAll]`, "4604635"],
        [`[contribution:${pools[0].id}:${partners[1].id}:2025/26]`, "35000"],
      ];
      for (const [workings, exact] of cases) {
        const id = await add({ printed: null, printedValue: null, unit: "NUMBER", workings });
        const found = (await figures()).find((figure: { id: string }) => figure.id === id);
        expect([workings, found.exact, found.verdict]).toEqual([workings, exact, "not printed"]);
      }
      // An occupancy that stands in other workings is no amount of money.
      const id = await add({ printed: null, printedValue: null, unit: "PERCENT", workings: `1 - [blockCase:${blockCase}:breakEven:yearAll]` });
      const found = (await figures()).find((figure: { id: string }) => figure.id === id);
      expect(found.derivation.workings).toBe("1 – Block cost £4,604,643.375 ÷ Spot cost £6,294,675.25");
    });

    test("whose workings have lost what they name say so, and the others stand", async () => {
      const commitment = await addCommitment(served, sheet.authority, nineBeds);
      await add({ printed: null, printedValue: null, unit: "POUNDS", workings: `[commitment:${commitment}:2024/25]` });
      await add();
      given(await served.ask(`mutation($id: ID!) { removeCommitment(seen: ${latest}, id: $id) { batchId } }`, { id: commitment }));
      expect(await figures()).toMatchObject([
        { verdict: "not printed", exact: null, shown: null, sentence: expect.stringContaining("Its workings name what is no longer here") },
        { verdict: "does not follow" },
      ]);
    });

    test("whose workings need what nobody has stated neither follow nor are worked out as nil", async () => {
      const bare = await addArrangement({ ...arrangement, name: "Bare", estimatedValuePence: null, breakMonths: null, terms: [], weights: [] });
      const free = await create({ ...terms, name: "Free", spotPounds: "0", spotValuePence: 0 });
      const commitment = await addCommitment(served, sheet.authority, statedAmounts);
      const ended = await addCommitment(served, sheet.authority, { ...statedAmounts, name: "Ended", endsOn: "2025-03-31" });
      const places = await addCommitment(served, sheet.authority, nineBeds);
      const { id: partnership } = given(
        await served.ask(`mutation($authority: ID!, $input: PartnershipInput!) { createPartnership(authority: $authority, input: $input) { id } }`, {
          authority: sheet.authority,
          input: {
            name: "Together",
            firstYear: "2024/25",
            yearCount: 3,
            partners: [{ name: "One" }, { name: "Apart", shares: false }],
            pools: [{ name: "Pool", kind: "OTHER", basis: "EQUAL" }],
            amounts: [{ pool: "Pool", year: "2025/26", amountPence: 7_000_000 }],
          },
        }),
      ).createPartnership;
      const { partners, pools } = given(await served.ask(`query($id: ID!) { partnership(id: $id) { partners { id } pools { id } } }`, { id: partnership })).partnership;
      const unknown: [workings: string, why: string][] = [
        [`£0.5m + [commitment:${commitment}:2026/27]`, "Stated: no amount is stated for 2026/27."],
        [`£0.5m + 2 / [commitment:${commitment}:2023/24]`, "Stated: no amount is stated for 2023/24."],
        [`£0.5m + [value:${bare}] + [break:${bare}]`, "Bare has no estimated value. Bare has no break clause."],
        [`£0.5m + [term:${bare}]`, "Bare has no term."],
        [`£0.5m + [blockCase:${free}:breakEven:yearAll]`, "Free has no figure for “Break-even occupancy” (a year, all)."],
        [`£0.5m + [contribution:${pools[0].id}:${partners[0].id}:2026/27]`, "No cost of Pool is recorded for 2026/27."],
        [`£0.5m + [contribution:${pools[0].id}:${partners[1].id}:2025/26]`, "Apart carries no share of Pool."],
      ];
      const half = { printed: "£0.5m", printedValue: "500000", unit: "POUNDS", nearest: "100000" };
      for (const [workings, why] of unknown) {
        const id = await add({ ...half, workings });
        const found = (await figures()).find((figure: { id: string }) => figure.id === id);
        expect(found).toMatchObject({
          verdict: "not known",
          exact: null,
          shown: null,
          derivation: null,
          sentence: `The report prints £0.5m. Whether it follows is not known. ${why}`,
        });
      }
      // What has ended, or has yet to begin, costs nothing: that is known.
      const id = await add({ ...half, workings: `£0.5m + [commitment:${ended}:2026/27] + [commitment:${places}:2023/24]` });
      expect((await figures()).find((figure: { id: string }) => figure.id === id)).toMatchObject({ verdict: "follows", exact: "500000" });
      const table = given(
        await served.ask(`query($a: ID!) { printedFiguresTable(authority: $a) { notes rows { cells { shown exact } } } }`, { a: sheet.authority }),
      ).printedFiguresTable;
      expect(table.rows.filter((row: { cells: { shown: string }[] }) => row.cells[3]?.shown === "not known").map((row: { cells: unknown[] }) => row.cells[2])).toEqual(
        unknown.map(() => ({ shown: "[x]", exact: null })),
      );
      expect(table.notes[0]).toContain(`1 follows from its own inputs, ${unknown.length} need something that is not known`);
    });

    test("whose workings name nothing are refused", async () => {
      for (const name of [
        "nothing",
        "commitment:nothing:2024/25",
        "commitment:nothing:2024/26",
        "commitment:nothing:1066/67",
        "commitment:nothing",
        "value:nothing",
        "weight:nothing:Price",
        "blockCase:nothing:saving:yearAll",
        "contribution:nothing",
        "contribution:a:b:never",
        "contribution:a:b:9999/00",
        "",
      ])
        expect(await bad({ workings: `[${name}]` })).toMatchObject({ code: "BAD_INPUT", field: "input.workings", message: `Nothing here is called [${name}].` });
      const commitment = await addCommitment(served, sheet.authority, nineBeds);
      for (const year of ["2024/26", "1066/67", ""])
        expect(await bad({ workings: `[commitment:${commitment}:${year}]` })).toMatchObject({ code: "BAD_INPUT", field: "input.workings" });
    });

    test.each<[string, object, string]>([
      ["no reference", { reference: "" }, "input.reference"],
      ["nothing that it is", { what: " " }, "input.what"],
      ["text without a number", { printedValue: null }, "input.printedValue"],
      ["a number without text", { printed: null }, "input.printed"],
      ["neither print nor workings", { printed: null, printedValue: null, workings: null }, "input.printed"],
      ["no place for its decimals", { printed: "a twentieth", nearest: null }, "input.nearest"],
      ["a place of nil", { nearest: "0" }, "input.nearest"],
      ["an unknown unit", { unit: "MILES" }, "input.unit"],
      ["workings that cannot be read", { workings: "63 over 1150" }, "input.workings"],
      ["workings that divide by nil", { workings: "63 / 0" }, "input.workings"],
      ["workings that are too long", { workings: "1 + ".repeat(200) }, "input.workings"],
    ])("%s is refused under its field", async (_, more, field) => {
      const before = await everything(served.db);
      expect(await bad(more)).toMatchObject({ code: "BAD_INPUT", field });
      expect(await everything(served.db)).toEqual(before);
    });

    test("are changed under their own authority alone, so that their workings name its things", async () => {
      const id = await add();
      expect(refusal(await served.ask(altering, { authority: other.authority, id, input: printed }))).toMatchObject({ code: "NOT_FOUND", field: "id" });
      const theirs = await addArrangement({ ...arrangement, name: `Theirs ${sheets}` }, other.authority);
      expect(await bad({ arrangementId: theirs })).toMatchObject({ code: "NOT_FOUND", field: "input.arrangementId" });
      expect(await bad({ workings: `[term:${theirs}]` })).toMatchObject({ code: "BAD_INPUT", field: "input.workings" });
    });

    test("sent twice under a key are added once", async () => {
      const ask = () => served.ask(adding, { authority: sheet.authority, input: printed, key: "k" });
      given(await ask());
      expect(given(await ask()).createPrintedFigure).toMatchObject({ id: null, repeated: true });
      expect(await figures()).toHaveLength(1);
    });
  });
});
