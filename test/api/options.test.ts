// Options over HTTP: they touch no fact until one is adopted, and what is adopted can be taken back.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { lastBatch, latest } from "../setup/latest.ts";
import { type Answer, type Served, serve } from "../setup/served.ts";
import { engines } from "../setup/stores.ts";
import { addCommitment, given, nineBeds, nineBedsIn, refusal, type Sheet, shownTable, startSheet, statedAmounts, statedIn } from "./officer.ts";

describe.each(engines)("options on %s", (engine) => {
  let served: Served;
  let sheet: Sheet;
  let beds: string;
  const create = (stated: object, more = "") =>
    served.ask(`mutation($a: ID!, $i: OptionInput!) { createOption(authority: $a, input: $i${more}) { id batchId repeated } }`, {
      a: sheet.authority,
      i: { decision: "Beds", ...stated },
    });
  const made = async (stated: object) => given(await create(stated)).createOption.id as string;
  const adopt = (id: string) => served.ask(`mutation($id: ID!) { adoptOption(seen: ${latest}, id: $id, status: "${sheet.authority}-status-approved") { batchId } }`, { id });
  const undo = (batch: string) => served.ask(`mutation($b: ID!) { undoBatch(batch: $b) { batchId } }`, { b: batch });
  const table = async (reference: string | null = null) =>
    given(
      await served.ask(`query($a: ID!, $r: ID) { optionsTable(authority: $a, decision: "Beds", reference: $r) { rows { key label status cells { shown } } } }`, {
        a: sheet.authority,
        r: reference,
      }),
    ).optionsTable.rows as {
      key: string;
      label: string;
      status: string | null;
      cells: { shown: string }[];
    }[];
  const costs = async (id: string) => (await table()).find((row) => row.key === `option:${id}:cost`)?.cells.map((cell) => cell.shown);
  const version = () => served.db.read(lastBatch);
  const nothingStored = async (answer: () => Promise<Answer>) => {
    const before = await version();
    const refused = refusal(await answer());
    expect(await version()).toBe(before);
    return refused;
  };

  beforeAll(async () => {
    served = await serve(engine, { examples: false });
  });
  afterAll(() => served.stop());
  beforeEach(async () => {
    sheet = await startSheet(served, `Optionshire ${crypto.randomUUID()}`);
    beds = await addCommitment(served, sheet.authority, nineBeds);
  });

  test("stand beside the facts, which stay as they are until one is adopted", async () => {
    const facts = await shownTable(served, sheet);
    const cheap = await made({ name: "Cheap", overrides: [{ commitmentId: beds, field: "PRICE", value: "1.00" }], points: [{ kind: "RISK", said: "Thin" }] });
    const other = await made({ name: "Other", recommended: true, overrides: [{ commitmentId: beds, field: "LEFT_OUT", value: "yes" }] });
    const own = given(
      await served.ask(`mutation($o: ID!, $i: CommitmentInput!) { addToOption(option: $o, input: $i) { id } }`, { o: other, i: { ...statedIn(sheet.authority), name: "Own" } }),
    ).addToOption.id;
    expect(await shownTable(served, sheet)).toEqual(facts);
    expect(given(await served.ask(`query($a: ID!) { commitments(authority: $a) { nodes { id } } decisions(authority: $a) { decision options } }`, { a: sheet.authority }))).toEqual(
      {
        commitments: { nodes: [{ id: beds }] },
        decisions: [{ decision: "Beds", options: 2 }],
      },
    );

    const { batchId } = given(await adopt(other)).adoptOption;
    const after = await shownTable(served, sheet);
    expect(Object.keys(after)).toContain("Own");
    expect(Object.keys(after)).not.toContain(nineBeds.name);
    expect(given(await served.ask(`query($id: ID!) { commitment(id: $id) { optionId status { name } } }`, { id: own })).commitment).toEqual({
      optionId: null,
      status: { name: "Approved" },
    });
    expect((await nothingStored(() => adopt(cheap))).message).toContain("Other has been adopted for this decision");
    expect((await nothingStored(() => adopt(other))).code).toBe("IN_USE");

    given(await undo(batchId));
    expect(await shownTable(served, sheet)).toEqual(facts);
    expect(await costs(cheap)).toBeDefined();
  });

  test("are compared as they were when one was adopted, until that is taken back", async () => {
    const dear = await made({ name: "Dear", overrides: [{ commitmentId: beds, field: "PRICE", value: "1500.00" }] });
    const without = await made({ name: "Without", overrides: [{ commitmentId: beds, field: "LEFT_OUT", value: "yes" }] });
    for (const [option, name] of [
      [dear, "Own of dear"],
      [without, "Own of without"],
    ])
      given(await served.ask(`mutation($o: ID!, $i: CommitmentInput!) { addToOption(option: $o, input: $i) { id } }`, { o: option, i: { ...statedIn(sheet.authority), name } }));
    const figures = async () => (await table()).map(({ key, label, cells }) => ({ key, label, cells }));
    const notes = async () =>
      given(await served.ask(`query($a: ID!) { optionsTable(authority: $a, decision: "Beds") { notes } }`, { a: sheet.authority })).optionsTable.notes.join(" ");
    const before = await figures();
    // Nine places at £1,500 for 52 weeks, and £50,000; £50,000 alone.
    expect([(await costs(dear))?.[0], (await costs(without))?.[0]]).toEqual(["752", "50"]);

    for (const id of [without, dear]) {
      const { batchId } = given(await adopt(id)).adoptOption;
      expect(await figures()).toEqual(before);
      expect((await table()).find((row) => row.key === `option:${id}`)?.status).toBe("adopted");
      expect(await notes()).toMatch(/^As at its adoption on \d+ \w+ \d{4}: (Without|Dear) was adopted then/);
      await addCommitment(served, sheet.authority, { ...statedAmounts, name: `Later than ${id}` });
      await made({ name: `Added after ${id}` });
      expect(await figures()).toEqual(before);
      given(await undo(batchId));
      expect(await notes()).not.toContain("adoption");
      expect((await table()).map((row) => row.label)).toContain(`Added after ${id}`);
      const { nodes } = given(await served.ask(`query($a: ID!) { options(authority: $a, decision: "Beds") { nodes { id name } } }`, { a: sheet.authority })).options;
      const added = nodes.find((node: { name: string }) => node.name === `Added after ${id}`).id;
      given(await served.ask(`mutation($id: ID!) { removeOption(seen: ${latest}, id: $id) { batchId } }`, { id: added }));
      const later = given(await served.ask(`query($a: ID!) { commitments(authority: $a, filter: { nameContains: "Later" }) { nodes { id } } }`, { a: sheet.authority })).commitments
        .nodes;
      given(await served.ask(`mutation($id: ID!) { removeCommitment(seen: ${latest}, id: $id) { batchId } }`, { id: later[0].id }));
      expect(await figures()).toEqual(before);
    }
  });

  test("leave of a published budget what they leave of it less the commitments of today", async () => {
    given(await served.ask(`mutation($v: ID!) { publishVersion(seen: ${latest}, version: $v) { batchId } }`, { v: sheet.version }));
    const dear = await made({ name: "Dear", overrides: [{ commitmentId: beds, field: "PRICE", value: "2000.00" }] });
    const left = async (id: string) => (await table()).find((row) => row.key === `option:${id}:remaining`)?.cells[0]?.shown;
    // £300,000 less nine places at £2,000 for 52 weeks, £936,000; whatever they come to cost as a fact.
    expect(await left(dear)).toBe("(636)");
    given(
      await served.ask(`mutation($id: ID!, $i: CommitmentInput!) { changeCommitment(seen: ${latest}, id: $id, input: $i) { batchId } }`, {
        id: beds,
        i: { ...nineBedsIn(sheet.authority), weeklyRatePounds: "3000.00" },
      }),
    );
    expect(await left(dear)).toBe("(636)");
    // Another, of £50,000, and an option without it.
    const other = await addCommitment(served, sheet.authority, statedAmounts);
    expect(await left(dear)).toBe("(686)");
    const without = await made({ name: "Without", decision: "Beds", overrides: [{ commitmentId: other, field: "LEFT_OUT", value: "yes" }] });
    // £300,000 less nine places at £3,000, £1,404,000.
    expect(await left(without)).toBe("(1,104)");
  });

  test("an adopted price and places become the commitment's own", async () => {
    const id = await made({
      name: "Fewer",
      overrides: [
        { commitmentId: beds, field: "PRICE", value: "2000.00" },
        { commitmentId: beds, field: "PLACES", value: "3" },
      ],
    });
    const promised = await costs(id);
    given(await adopt(id));
    const row = (await shownTable(served, sheet))[nineBeds.name];
    expect(row?.map((cell) => cell.replace(/[()]/g, ""))).toEqual(promised?.slice(0, 3));
  });

  test("what is adopted leaves facts that can be, or is refused", async () => {
    const period = { places: 9, startsOn: "2024-04-01" };
    const change = (stated: object) =>
      served.ask(`mutation($id: ID!, $i: CommitmentInput!) { changeCommitment(seen: ${latest}, id: $id, input: $i) { batchId } }`, {
        id: beds,
        i: { ...nineBedsIn(sheet.authority), ...stated },
      });
    given(await change({ mostPlaces: 18 }));
    const more = await made({ name: "More", overrides: [{ commitmentId: beds, field: "PLACES", value: "20" }] });
    const twelve = await made({ name: "Twelve", overrides: [{ commitmentId: beds, field: "PLACES", value: "12" }] });
    expect(await nothingStored(() => adopt(more))).toMatchObject({ code: "BAD_INPUT", field: "id", message: expect.stringContaining("more than the 18 that exist") });

    given(await change({ mostPlaces: 18, places: [period, { ...period, startsOn: "2025-04-01" }] }));
    expect((await costs(twelve))?.every((cell) => cell === "[x]")).toBe(true);
    expect(await nothingStored(() => adopt(twelve))).toMatchObject({ field: "id", message: expect.stringContaining("several periods of places at once") });
    expect(await nothingStored(() => create({ name: "Ramp", overrides: [{ commitmentId: beds, field: "PLACES", value: "12" }] }))).toMatchObject({
      field: "input.overrides[0].value",
    });

    given(await change({ places: [{ ...period, pricePounds: "500.00" }] }));
    const dear = await made({ name: "Dear", overrides: [{ commitmentId: beds, field: "PRICE", value: "2000.00" }] });
    const promised = await costs(dear);
    given(await adopt(dear));
    expect((await shownTable(served, sheet))[nineBeds.name]?.map((cell) => cell.replace(/[()]/g, ""))).toEqual(promised?.slice(0, 3));
  });

  test("an assumption of uplift or occupancy cannot be adopted as a fact", async () => {
    for (const [field, value] of [
      ["UPLIFT", "0.05"],
      ["OCCUPANCY", "0.85"],
    ]) {
      const id = await made({ name: `By ${field}`, overrides: [{ commitmentId: beds, field, value }] });
      expect((await nothingStored(() => adopt(id))).message).toContain("which is an assumption and not a term");
    }
  });

  test("are changed, removed with their own commitments, and brought back", async () => {
    const id = await made({
      name: "First",
      points: [
        { kind: "BENEFIT", said: "One" },
        { kind: "RISK", said: "Two" },
      ],
    });
    given(await served.ask(`mutation($o: ID!, $i: CommitmentInput!) { addToOption(option: $o, input: $i) { id } }`, { o: id, i: { ...statedIn(sheet.authority), name: "Own" } }));
    given(
      await served.ask(`mutation($id: ID!, $i: OptionInput!) { changeOption(seen: ${latest}, id: $id, input: $i) { batchId } }`, {
        id,
        i: { decision: "Beds", name: "Renamed", costed: false, points: [{ kind: "RISK", said: "Two" }] },
      }),
    );
    const read = async () =>
      given(
        await served.ask(`query($a: ID!) { options(authority: $a, decision: "Beds") { nodes { name costed points { kind said } commitments { name amounts { year } } } } }`, {
          a: sheet.authority,
        }),
      ).options.nodes;
    const held = await read();
    expect(held).toMatchObject([{ name: "Renamed", costed: false, points: [{ kind: "RISK", said: "Two" }], commitments: [{ name: "Own" }] }]);
    expect((await table()).find((row) => row.key === `option:${id}:cost`)?.cells.every((cell) => cell.shown === "[x]")).toBe(true);
    const { batchId } = given(await served.ask(`mutation($id: ID!) { removeOption(seen: ${latest}, id: $id) { batchId } }`, { id })).removeOption;
    expect(await read()).toEqual([]);
    given(await undo(batchId));
    expect(await read()).toEqual(held);
  });

  test("of one decision have names of their own, and one of them at most is recommended", async () => {
    const first = await made({ name: "First", recommended: true });
    expect(await nothingStored(() => create({ name: "First" }))).toMatchObject({
      code: "DUPLICATE",
      field: "input.name",
      message: expect.stringContaining("an option First for this decision"),
    });
    expect(await nothingStored(() => create({ name: "Second", recommended: true }))).toMatchObject({
      field: "input.recommended",
      message: expect.stringContaining("First is recommended"),
    });
    const elsewhere = await made({ name: "First", decision: "Another", recommended: true });
    const change = (id: string, stated: object) =>
      served.ask(`mutation($id: ID!, $i: OptionInput!) { changeOption(seen: ${latest}, id: $id, input: $i) { batchId } }`, { id, i: { decision: "Beds", ...stated } });
    expect(await nothingStored(() => change(elsewhere, { name: "Moved", recommended: true }))).toMatchObject({ field: "input.recommended" });
    given(await change(first, { name: "First", recommended: true, summary: "As before" }));
    const { batchId } = given(await change(first, { name: "First" })).changeOption;
    given(await change(elsewhere, { name: "Moved", recommended: true }));
    expect(await nothingStored(() => undo(batchId))).toMatchObject({
      field: expect.stringMatching(/^changes\[/),
      message: expect.stringContaining("Moved is recommended for this decision already"),
    });
  });

  test("are added once under a key, and not changed over somebody else's change", async () => {
    const answers = [await create({ name: "Keyed" }, `, key: "k"`), await create({ name: "Keyed" }, `, key: "k"`)];
    expect(answers.map((answer) => given(answer).createOption.repeated)).toEqual([false, true]);
    const id = given(answers[0] as Answer).createOption.id;
    const seen = await version();
    const change = (name: string, seen = latest) =>
      served.ask(`mutation($id: ID!, $i: OptionInput!) { changeOption(id: $id, input: $i, seen: ${seen}) { batchId } }`, { id, i: { decision: "Beds", name } });
    given(await change("Theirs"));
    expect((await nothingStored(() => change("Mine", seen))).code).toBe("STALE");
  });

  test.each<[string, (bedsId: string) => object, string, RegExp]>([
    ["an uplift of 300%", (id) => ({ overrides: [{ commitmentId: id, field: "UPLIFT", value: "3" }] }), "input.overrides[0].value", /300%/],
    ["a negative price", (id) => ({ overrides: [{ commitmentId: id, field: "PRICE", value: "-1" }] }), "input.overrides[0].value", /negative/],
    ["29 February in a common year", (id) => ({ overrides: [{ commitmentId: id, field: "ENDS", value: "2025-02-29" }] }), "input.overrides[0].value", /28 days/],
    [
      "another authority's commitment",
      () => ({ overrides: [{ commitmentId: "essex-group-beds", field: "PRICE", value: "1" }] }),
      "input.overrides[0].commitmentId",
      /no such commitment/,
    ],
    ["a point that says nothing", () => ({ points: [{ kind: "RISK", said: "  " }] }), "input.points[0].said", /Say what it is/],
    ["no name", () => ({ name: " " }), "input.name", /name is needed/],
  ])("%s is refused with its field, and nothing is stored", async (_, stated, field, message) => {
    const refused = await nothingStored(() => create({ name: "Bad", ...stated(beds) }));
    expect(refused).toMatchObject({ field, message: expect.stringMatching(message) });
  });

  test("a table of no decision, or against no option of it, says so", async () => {
    const ask = (decision: string, reference: string | null) =>
      served.ask(`query($a: ID!, $d: String!, $r: ID) { optionsTable(authority: $a, decision: $d, reference: $r) { title } }`, { a: sheet.authority, d: decision, r: reference });
    expect(refusal(await ask("Nothing", null)).field).toBe("decision");
    await made({ name: "One" });
    expect(refusal(await ask("Beds", "nobody")).field).toBe("reference");
  });
});
