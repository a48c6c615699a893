// Partnerships over HTTP: their life, what is used and settled, and statements that stay as they were issued.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { lastBatch, latest } from "../setup/latest.ts";
import { type Answer, type Served, serve } from "../setup/served.ts";
import { engines } from "../setup/stores.ts";
import { given, refusal } from "./officer.ts";

const input = {
  name: "Three together",
  firstYear: "2024/25",
  yearCount: 2,
  internalPricePounds: "1000.00",
  outsidePricePounds: "1500.00",
  outsideFeePounds: "70.00",
  partners: [{ name: "Lead" }, { name: "Second" }, { name: "Third" }, { name: "Without", shares: false }],
  pools: [
    { name: "Beds", kind: "PLACEMENTS", basis: "PLACES_ALLOCATED" },
    { name: "Office", kind: "ADMINISTRATION", basis: "EQUAL" },
  ],
  amounts: [
    { pool: "Beds", year: "2024/25", amountPence: 100_000_00 },
    { pool: "Office", year: "2024/25", amountPence: 100_00 },
  ],
  weights: [
    { pool: "Beds", partner: "Lead", weight: "2" },
    { pool: "Beds", partner: "Second", weight: "1" },
    { pool: "Beds", partner: "Third", weight: "1" },
  ],
  allocations: ["Lead", "Second", "Third"].map((partner) => ({ partner, places: partner === "Lead" ? 2 : 1, startsOn: "2024-04-01" })),
};
const quarter = { name: "Quarter 1", startsOn: "2024-04-01", endsOn: "2024-06-30", costPence: 40_000_00, administrationPence: 300_00 };
const next = { ...quarter, name: "Quarter 2", startsOn: "2024-07-01", endsOn: "2024-09-30" };

describe.each(engines)("partnerships on %s", (engine) => {
  let served: Served;
  let authority: string;
  let id: string;
  let members: Record<string, string>;
  const create = (stated: object) =>
    served.ask(`mutation($a: ID!, $i: PartnershipInput!) { createPartnership(authority: $a, input: $i) { id batchId } }`, { a: authority, i: stated });
  const change = (stated: object, seen = latest) =>
    served.ask(`mutation($id: ID!, $i: PartnershipInput!) { changePartnership(id: $id, input: $i, seen: ${seen}) { batchId } }`, { id, i: stated });
  const record = (uses: object[], removed: string[] = [], key: string | null = null) =>
    served.ask(
      `mutation($id: ID!, $u: [PlaceUseInput!]!, $r: [ID!], $k: String) { recordPlaceUses(seen: ${latest}, partnership: $id, uses: $u, removed: $r, key: $k) { batchId repeated } }`,
      {
        id,
        u: uses,
        r: removed,
        k: key,
      },
    );
  const period = (stated: object, held: string | null = null) =>
    served.ask(`mutation($id: ID!, $i: SettlementPeriodInput!, $p: ID) { writeSettlementPeriod(seen: ${latest}, partnership: $id, input: $i, period: $p) { id batchId } }`, {
      id,
      i: stated,
      p: held,
    });
  const issue = (periodId: string) => served.ask(`mutation($p: ID!) { issueStatements(seen: ${latest}, period: $p) { batchId } }`, { p: periodId });
  /** Records that nobody used any place from one day to another. */
  const nobodyUsed = (startsOn: string, endsOn: string) => record([{ userId: members.Lead, hostId: members.Lead, places: 0, startsOn, endsOn }]);
  const undo = (batch: string) => served.ask(`mutation($b: ID!) { undoBatch(batch: $b) { batchId } }`, { b: batch });
  const periods = async () =>
    given(await served.ask(`query($id: ID!) { partnership(id: $id) { periods { id name issuedAt } } }`, { id })).partnership.periods as {
      id: string;
      name: string;
      issuedAt: string | null;
    }[];
  const settled = async (periodId: string) =>
    given(
      await served.ask(
        `query($p: ID!) { settlement(period: $p) { period { name costPence administrationPence upFront { partnerId amountPence } } table { title notes rows { key cells { shown note derivation { workings } } } } market { rows { label cells { shown } } } statements { partnerId title lines { words pence notKnown workings } balancePence sentence issued } } }`,
        { p: periodId },
      ),
    ).settlement;
  const owed = async (periodId: string) =>
    Object.fromEntries((await settled(periodId)).statements.map((each: { partnerId: string; balancePence: number }) => [each.partnerId, each.balancePence]));
  const contributions = async () => {
    const { rows } = given(await served.ask(`query($id: ID!) { contributionTable(partnership: $id) { rows { key label cells { shown } } } }`, { id })).contributionTable;
    return (label: string, key: string) =>
      rows.find((row: { label: string; key: string }) => row.label === label && row.key.startsWith(key))?.cells.map((cell: { shown: string }) => cell.shown);
  };
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
    const made = given(await served.ask(`mutation($n: String!) { createAuthority(input: { name: $n }) { id } }`, { n: `Lead ${crypto.randomUUID()}` }));
    authority = made.createAuthority.id;
    id = given(await create(input)).createPartnership.id;
    const { partners } = given(await served.ask(`query($id: ID!) { partnership(id: $id) { partners { id name } } }`, { id })).partnership;
    members = Object.fromEntries(partners.map((partner: { id: string; name: string }) => [partner.name, partner.id]));
  });

  test("are shared from what is stated, and a member renamed by its id keeps its weights", async () => {
    const at = await contributions();
    expect(at("Lead", "share")).toEqual(["50,000.00", "[x]"]);
    expect(at("Second", "partner")).toEqual(["25,033.33", "[x]"]);
    expect(at("Without", "partner")).toEqual(["no share", "no share"]);
    const renamed = input.partners.map((partner) => ({ ...partner, id: members[partner.name], name: partner.name === "Second" ? "Renamed" : partner.name }));
    const said = (name: string) => (name === "Second" ? "Renamed" : name);
    const { batchId } = given(
      await change({
        ...input,
        partners: renamed,
        weights: input.weights.map((weight) => ({ ...weight, partner: said(weight.partner) })),
        allocations: input.allocations.map((each) => ({ ...each, partner: said(each.partner) })),
      }),
    ).changePartnership;
    const after = await contributions();
    expect(after("Renamed", "partner")).toEqual(["25,033.33", "[x]"]);
    given(await undo(batchId));
    expect((await contributions())("Second", "partner")).toEqual(["25,033.33", "[x]"]);
  });

  test("are removed whole, brought back whole, and kept while places were used in them", async () => {
    const removed = given(await served.ask(`mutation($id: ID!) { removePartnership(seen: ${latest}, id: $id) { batchId } }`, { id })).removePartnership;
    expect(refusal(await served.ask(`query($id: ID!) { partnership(id: $id) { name } }`, { id })).code).toBe("NOT_FOUND");
    given(await undo(removed.batchId));
    expect((await contributions())("Lead", "share")).toEqual(["50,000.00", "[x]"]);
    given(await record([{ userId: members.Lead, hostId: members.Lead, places: 1, startsOn: "2024-04-01", endsOn: "2024-04-30" }]));
    expect((await nothingStored(() => served.ask(`mutation($id: ID!) { removePartnership(seen: ${latest}, id: $id) { batchId } }`, { id }))).code).toBe("IN_USE");
  });

  test("are settled, issued for good, and put right in the next statements", async () => {
    given(await period(quarter));
    given(await record([{ userId: members.Third, hostId: members.Lead, places: 1, startsOn: "2024-04-01", endsOn: "2024-04-14" }]));
    const first = (await periods())[0]?.id as string;
    // £40,000 by 2, 1 and 1 places; £100 each of administration; two weeks at £1,000 from the third to the lead.
    expect(await owed(first)).toEqual({
      [members.Lead as string]: 18_100_00,
      [members.Second as string]: 10_100_00,
      [members.Third as string]: 12_100_00,
      [members.Without as string]: 0,
    });
    const { batchId } = given(await issue(first)).issueStatements;
    const asIssued = JSON.stringify(await settled(first));
    expect(asIssued).toContain('"issued":true');

    // It was three weeks, and the providers were paid £4 more.
    const [held] = given(await served.ask(`query($id: ID!) { placeUses(partnership: $id) { nodes { id userId hostId places startsOn endsOn } } }`, { id })).placeUses.nodes;
    const corrected = given(await record([{ ...held, endsOn: "2024-04-21" }])).recordPlaceUses;
    given(await period({ ...quarter, costPence: 40_004_00 }, first));
    expect(JSON.stringify(await settled(first))).toBe(asIssued);

    given(await period(next));
    given(await nobodyUsed("2024-07-01", "2024-09-30"));
    const second = (await periods())[1]?.id as string;
    // A week at £1,000, and £2, £1 and £1 of the £4, on top of the second quarter's own.
    expect(await owed(second)).toEqual({
      [members.Lead as string]: 20_100_00 - 1_000_00 + 2_00,
      [members.Second as string]: 10_100_00 + 1_00,
      [members.Third as string]: 10_100_00 + 1_000_00 + 1_00,
      [members.Without as string]: 0,
    });
    expect((await nothingStored(() => undo(batchId))).code).toBe("PUBLISHED");
    expect((await nothingStored(() => issue(first))).code).toBe("PUBLISHED");
    expect((await nothingStored(() => period({ ...quarter, endsOn: "2024-06-29" }, first))).code).toBe("PUBLISHED");
    given(await undo(corrected.batchId));
    expect((await owed(second))[members.Third as string]).toBe(10_100_00 + 1_00);
    expect(JSON.stringify(await settled(first))).toBe(asIssued);
  });

  test("once issued, keep their words and their rules, whatever is renamed, priced or shared otherwise later", async () => {
    const shared = (year: string, lead: string, second: string) => [
      { pool: "Office", partner: "Lead", fromYear: year, weight: lead },
      { pool: "Office", partner: "Second", fromYear: year, weight: second },
    ];
    const stated = {
      ...input,
      partners: input.partners.map((partner) => ({ ...partner, id: members[partner.name], ...(partner.name === "Lead" && { memberId: authority }) })),
      pools: [input.pools[0], { name: "Office", kind: "ADMINISTRATION", basis: "STATED_SHARES" }],
      weights: [...input.weights, ...shared("2024/25", "0.5", "0.5"), ...shared("2025/26", "0.9", "0.1")],
    };
    given(await change(stated));
    given(await record([{ userId: members.Third, hostId: members.Second, places: 1, startsOn: "2024-04-01", endsOn: "2024-04-07" }]));
    given(await period({ name: "2024/25", startsOn: "2024-04-01", endsOn: "2025-03-31", costPence: 400_00, administrationPence: 1_000_00 }));
    given(await nobodyUsed("2025-04-01", "2026-03-31"));
    given(await period({ name: "2025/26", startsOn: "2025-04-01", endsOn: "2026-03-31", costPence: 400_00, administrationPence: 1_000_00 }));
    const [first, second] = (await periods()).map((each) => each.id) as [string, string];
    given(await issue(first));
    const asIssued = JSON.stringify(await settled(first));
    expect(asIssued).toContain("Lead leads and pays the providers");

    const renamed = JSON.parse(JSON.stringify(stated).replaceAll('"Lead"', '"Lead City"')) as typeof stated;
    given(
      await change({
        ...renamed,
        internalPricePounds: "2000.00",
        partners: [...renamed.partners, { name: "Joined" }],
        allocations: [...renamed.allocations, { partner: "Joined", places: 4, startsOn: "2025-04-01" }],
      }),
    );
    const joined = given(await served.ask(`query($id: ID!) { partnership(id: $id) { partners { id name } } }`, { id })).partnership.partners.find(
      (partner: { name: string }) => partner.name === "Joined",
    ).id;
    expect(JSON.stringify(await settled(first))).toBe(asIssued);
    // £400 by 2, 1, 1 and 4 places, and £1,000 by 0.9 and 0.1: nothing is put right of the year before.
    expect(await owed(second)).toEqual({
      [members.Lead as string]: 1_000_00,
      [members.Second as string]: 150_00,
      [members.Third as string]: 50_00,
      [members.Without as string]: 0,
      [joined]: 200_00,
    });
    given(await period({ name: "2024/25", startsOn: "2024-04-01", endsOn: "2025-03-31", costPence: 800_00, administrationPence: 1_000_00 }, first));
    expect(JSON.stringify(await settled(first))).toBe(asIssued);
    expect((await owed(second))[members.Lead as string]).toBe(1_200_00);
  });

  test("issued before each period kept rules of its own, read as they did", async () => {
    given(
      await change({ ...input, partners: input.partners.map((partner) => ({ ...partner, id: members[partner.name], ...(partner.name === "Lead" && { memberId: authority }) })) }),
    );
    given(await period(quarter));
    given(await nobodyUsed("2024-04-01", "2024-06-30"));
    const first = (await periods())[0]?.id as string;
    given(await issue(first));
    const asIssued = JSON.stringify(await settled(first));
    await served.db.write(async (on) => {
      const rows = await on.q.select().from(on.t.settlementPeriod);
      const kept = JSON.parse(rows.find((row) => row.id === first)?.issuedFacts as string);
      const { lead: _, periods: ruled, ...facts } = kept;
      const [{ rules, ...only }] = ruled;
      // No other test reads what it issued again.
      await on.q.update(on.t.settlementPeriod).set({ issuedFacts: JSON.stringify({ ...facts, ...rules, administration: rules.administration[0].weights, periods: [only] }) });
    });
    expect(JSON.stringify(await settled(first))).toBe(asIssued);
    given(await change({ ...input, internalPricePounds: "9.00", pools: [input.pools[0], { name: "New", kind: "ADMINISTRATION", basis: "EQUAL" }], amounts: [] }));
    given(await period(next));
    expect((await settled((await periods())[1]?.id as string)).table.rows[0].cells[8].shown).toBe("–");
  });

  test("share the administration of a period by every pool that is for it", async () => {
    const pools = [input.pools[0], { name: "Office", kind: "ADMINISTRATION", basis: "BED_WEEKS_USED" }, { name: "Legal", kind: "ADMINISTRATION", basis: "STATED_SHARES" }];
    given(
      await change({
        ...input,
        pools,
        amounts: [...input.amounts, { pool: "Legal", year: "2024/25", amountPence: 200_00 }],
        weights: [...input.weights, { pool: "Legal", partner: "Third", weight: "1" }],
      }),
    );
    given(await record([{ userId: members.Second, hostId: members.Second, places: 1, startsOn: "2024-04-01", endsOn: "2024-04-30" }]));
    given(await period({ ...quarter, costPence: 0 }));
    // £300 by £100 and £200: to the second alone, which used a place, and to the third alone.
    expect(await owed((await periods())[0]?.id as string)).toEqual({
      [members.Lead as string]: 0,
      [members.Second as string]: 100_00,
      [members.Third as string]: 200_00,
      [members.Without as string]: 0,
    });
  });

  test("are changed only so far as what was used keeps its places and prices, and what was paid has somebody to bear it", async () => {
    const year = { name: "2024/25", startsOn: "2024-04-01", endsOn: "2025-03-31", costPence: 50_00 };
    given(await period(year));
    given(await record([{ userId: members.Third, hostId: members.Lead, places: 2, startsOn: "2024-04-01", endsOn: "2024-04-30" }]));
    given(await record([{ buyer: "Elsewhere", hostId: members.Second, places: 1, startsOn: "2024-04-01", endsOn: "2024-04-30" }]));
    const { internalPricePounds: _, ...unpriced } = input;
    const { outsidePricePounds: __, ...notSold } = input;
    const [lead, ...others] = input.allocations;
    expect(await nothingStored(() => change({ ...input, allocations: others }))).toMatchObject({
      code: "BAD_INPUT",
      field: "input.allocations",
      message: "On 1 April 2024 2 places of Lead would be used, and it holds 0.",
    });
    expect(await nothingStored(() => change({ ...input, allocations: [{ ...lead, places: 1 }, ...others] }))).toMatchObject({ field: "input.allocations" });
    expect(await nothingStored(() => change(unpriced))).toMatchObject({ field: "input.internalPricePounds", message: expect.stringContaining("price for a place of another") });
    expect(await nothingStored(() => change(notSold))).toMatchObject({ field: "input.outsidePricePounds" });
    expect(await nothingStored(() => change({ ...input, allocations: [] }))).toMatchObject({ field: "input.allocations" });

    const { nodes } = given(await served.ask(`query($id: ID!) { placeUses(partnership: $id) { nodes { id } } }`, { id })).placeUses;
    given(
      await record(
        [],
        nodes.map((node: { id: string }) => node.id),
      ),
    );
    expect(await nothingStored(() => change({ ...input, allocations: [] }))).toMatchObject({
      field: "input.allocations",
      message: "Nobody holds a place in 2024/25, so there is nobody to bear what it cost. State who holds places then.",
    });
    const before = { name: "2023/24", startsOn: "2023-04-01", endsOn: "2024-03-31" };
    expect(await nothingStored(() => period({ ...before, costPence: 1 }))).toMatchObject({
      field: "input.costPence",
      message: expect.stringContaining("Nobody holds a place in 2023/24"),
    });
    given(await period({ ...before, costPence: 0 }));
    const weights = [...input.weights, { pool: "Office", partner: "Second", fromYear: "2024/25", weight: "1" }];
    given(await change({ ...input, pools: [input.pools[0], { name: "Office", kind: "ADMINISTRATION", basis: "POPULATION" }], weights }));
    const [first] = await periods();
    expect(await nothingStored(() => period({ ...before, costPence: 0, administrationPence: 1 }, first?.id))).toMatchObject({ field: "input.administrationPence" });
  });

  test("take a use that came to light after its period was issued by the members and prices of then alone", async () => {
    const { internalPricePounds: _, outsidePricePounds: __, outsideFeePounds: ___, ...unpriced } = input;
    given(await change(unpriced));
    given(await period(quarter));
    given(await issue((await periods())[0]?.id as string));
    given(
      await change({ ...input, partners: [...input.partners, { name: "Joined" }], allocations: [...input.allocations, { partner: "Joined", places: 1, startsOn: "2024-04-01" }] }),
    );
    const joined = given(await served.ask(`query($id: ID!) { partnership(id: $id) { partners { id name } } }`, { id })).partnership.partners[4].id;
    const late = { userId: members.Third, hostId: members.Lead, places: 1, startsOn: "2024-06-30", endsOn: "2024-07-01" };
    expect(await nothingStored(() => record([late]))).toMatchObject({ field: "uses[0].userId", message: expect.stringContaining("Quarter 1 was issued without a price") });
    expect(await nothingStored(() => record([{ ...late, userId: joined, hostId: joined }]))).toMatchObject({
      field: "uses[0].userId",
      message: expect.stringContaining("Joined was no member in Quarter 1"),
    });
    given(await record([{ ...late, startsOn: "2024-07-01" }]));
  });

  test("are not brought by taking a change back to what could not have been recorded", async () => {
    const one = { userId: members.Second, hostId: members.Second, places: 1, startsOn: "2024-04-01", endsOn: "2024-04-30" };
    const held = async () => given(await served.ask(`query($id: ID!) { placeUses(partnership: $id) { nodes { id } } }`, { id })).placeUses.nodes as { id: string }[];
    given(await record([one]));
    const removed = given(await record([], [(await held())[0]?.id as string])).recordPlaceUses;
    const again = given(await record([one])).recordPlaceUses;
    expect(await nothingStored(() => undo(removed.batchId))).toMatchObject({
      code: "BAD_INPUT",
      field: expect.stringMatching(/^changes\[/),
      message: expect.stringContaining("recorded twice"),
    });
    expect(await held()).toHaveLength(1);
    given(await undo(again.batchId));
    given(await undo(removed.batchId));

    // More places, which are used, cannot be taken back; nor a weight that there is anew.
    const grown = given(await change({ ...input, allocations: input.allocations.map((each) => ({ ...each, places: 3 })) })).changePartnership;
    given(await record([{ ...one, userId: members.Third, places: 2 }]));
    expect(await nothingStored(() => undo(grown.batchId))).toMatchObject({
      field: expect.stringMatching(/^changes\[/),
      message: expect.stringContaining("would be used, and it holds 1"),
    });
    const lighter = given(
      await change({ ...input, allocations: input.allocations.map((each) => ({ ...each, places: 3 })), weights: input.weights.slice(0, -1) }),
    ).changePartnership;
    given(await change({ ...input, allocations: input.allocations.map((each) => ({ ...each, places: 3 })) }));
    expect(await nothingStored(() => undo(lighter.batchId))).toMatchObject({
      field: expect.stringMatching(/^changes\[/),
      message: expect.stringContaining("two weights in Beds from the first year"),
    });
  });

  test("answer with the id of a period that was added or corrected", async () => {
    const made = given(await period(quarter)).writeSettlementPeriod.id;
    expect(made).toBe((await periods())[0]?.id);
    expect(given(await period({ ...quarter, costPence: 1 }, made)).writeSettlementPeriod.id).toBe(made);
  });

  test("are not issued while it is not known what was used, and are once it is recorded that nobody used any", async () => {
    const first = given(await period(quarter)).writeSettlementPeriod.id;
    const reason = "no use is recorded from 1 April 2024 to 30 June 2024. Record the places used, or that none were.";
    const { statements, table } = await settled(first);
    expect(statements[0]).toMatchObject({ balancePence: null, sentence: `What Lead is to pay is not known: ${reason}` });
    expect(statements[0].lines.filter((line: { notKnown: boolean }) => line.notKnown)).not.toEqual([]);
    expect(table.rows[0].cells[0]).toMatchObject({ shown: "[x]", derivation: null });
    expect(await nothingStored(() => issue(first))).toMatchObject({ code: "BAD_INPUT", field: "period", message: statements[0].sentence });
    given(await nobodyUsed("2024-04-01", "2024-06-30"));
    expect((await owed(first))[members.Lead as string]).toBe(20_100_00);
    given(await issue(first));
    // Taking it back leaves what was issued as it was issued, and puts nothing right in the next period.
    const asIssued = JSON.stringify(await settled(first));
    const { nodes } = given(await served.ask(`query($id: ID!) { placeUses(partnership: $id) { nodes { id places } } }`, { id })).placeUses;
    expect(nodes).toMatchObject([{ places: 0 }]);
    given(await record([{ userId: members.Lead, hostId: members.Lead, places: 0, startsOn: "2024-07-01", endsOn: "2024-09-30" }], [nodes[0].id]));
    expect(JSON.stringify(await settled(first))).toBe(asIssued);
    const second = given(await period(next)).writeSettlementPeriod.id;
    expect((await owed(second))[members.Lead as string]).toBe(20_100_00);
  });

  test("are not issued while the cost of a pool that administration is divided by is not known", async () => {
    const legal = { name: "Legal", kind: "ADMINISTRATION", basis: "EQUAL" };
    given(await change({ ...input, pools: [...input.pools, legal] }));
    given(await nobodyUsed("2024-04-01", "2024-06-30"));
    const first = given(await period(quarter)).writeSettlementPeriod.id;
    expect(await nothingStored(() => issue(first))).toMatchObject({
      code: "BAD_INPUT",
      field: "period",
      message: expect.stringContaining("What Lead is to pay is not known: no cost of Legal is recorded for 2024/25"),
    });
    given(await change({ ...input, pools: [...input.pools, legal], amounts: [...input.amounts, { pool: "Legal", year: "2024/25", amountPence: 0 }] }));
    given(await issue(first));
  });

  test("are issued in the order of their periods", async () => {
    given(await period(quarter));
    given(await period(next));
    given(await nobodyUsed("2024-04-01", "2024-09-30"));
    const [first, second] = await periods();
    const refused = await nothingStored(() => issue(second?.id as string));
    expect(refused).toMatchObject({ field: "period", message: expect.stringContaining("Issue the statements of Quarter 1 first") });
    given(await issue(first?.id as string));
    given(await issue(second?.id as string));
  });

  test("record uses once under a key, all of them or none", async () => {
    const two = [
      { userId: members.Lead, hostId: members.Lead, places: 1, startsOn: "2024-04-01", endsOn: "2024-04-30" },
      { userId: members.Second, hostId: members.Second, places: 1, startsOn: "2024-04-01", endsOn: "2024-04-30" },
    ];
    expect(given(await record(two, [], "once")).recordPlaceUses.repeated).toBe(false);
    const over = await nothingStored(() =>
      record([
        { ...two[0], startsOn: "2024-05-01", endsOn: "2024-05-02" },
        { ...two[1], places: 2, startsOn: "2024-06-01", endsOn: "2024-06-02" },
      ]),
    );
    expect(over).toMatchObject({ code: "BAD_INPUT", field: "uses[1].places" });
    const nodes = given(await served.ask(`query($id: ID!) { placeUses(partnership: $id) { nodes { id } } }`, { id })).placeUses.nodes;
    expect(nodes).toHaveLength(2);
    given(await record([], [nodes[0].id]));
    expect(given(await served.ask(`query($id: ID!) { placeUses(partnership: $id) { nodes { id } } }`, { id })).placeUses.nodes).toHaveLength(1);
  });

  test("sent again under its key, a batch of uses is not done again, though by now it would overlap itself", async () => {
    const one = [{ userId: members.Lead, hostId: members.Lead, places: 1, startsOn: "2024-04-01", endsOn: "2024-04-30" }];
    given(await record(one, [], "again"));
    expect(given(await record(one, [], "again")).recordPlaceUses.repeated).toBe(true);
  });

  test("a change over somebody else's is refused", async () => {
    const seen = await version();
    given(await change({ ...input, name: "Theirs" }));
    expect((await nothingStored(() => change({ ...input, name: "Mine" }, seen))).code).toBe("STALE");
  });

  test.each<[string, object, string, RegExp]>([
    ["a member listed twice", { partners: [{ name: "A" }, { name: "A" }], pools: [], amounts: [], weights: [], allocations: [] }, "input.partners[1].name", /listed twice/],
    ["shares that sum to nothing", { weights: [{ pool: "Beds", partner: "Lead", weight: "0" }] }, "input.pools[0].weights", /sum to nothing/],
    ["a weight of nobody", { weights: [{ pool: "Beds", partner: "Nobody", weight: "1" }] }, "input.weights[0].partner", /no member “Nobody”/],
    ["a cost in no pool", { amounts: [{ pool: "None", year: "2024/25", amountPence: 1 }] }, "input.amounts[0].pool", /no pool “None”/],
    ["a negative price", { internalPricePounds: "-1" }, "input.internalPricePounds", /cannot be negative/],
    ["29 February in a common year", { allocations: [{ partner: "Lead", places: 1, startsOn: "2025-02-29" }] }, "i.allocations[0].startsOn", /not a day of the calendar/],
    ["another authority's arrangement", { arrangementId: "essex-block-contracts" }, "input.arrangementId", /no such arrangement in this authority/],
  ])("%s is refused with its field, and nothing is stored", async (_, stated, field, message) => {
    const refused = await nothingStored(() => create({ ...input, name: "Other", ...stated }));
    expect(refused.message).toMatch(message);
    expect(refused.field?.replace(/^input/, "i")).toBe(field.replace(/^input/, "i"));
  });

  test("apportion adds up, and names the field at fault", async () => {
    const query = `query($t: [Pence!]!, $m: [WeightedMemberInput!]!, $r: Pence) { apportion(totals: $t, members: $m, roundTo: $r) { members { name amountsPence exactPence } } }`;
    const three = ["A", "B", "C"].map((name) => ({ name, weight: "1" }));
    expect(given(await served.ask(query, { t: [100, 100], m: three })).apportion.members.map((member: { amountsPence: number[] }) => member.amountsPence)).toEqual([
      [34, 33],
      [33, 34],
      [33, 33],
    ]);
    expect(refusal(await served.ask(query, { t: [100, 150], m: three, r: 100 }))).toMatchObject({ field: "totals[1]" });
    expect(refusal(await served.ask(query, { t: [100], m: [three[0], three[0]] }))).toMatchObject({ field: "members[1].name" });
    expect(refusal(await served.ask(query, { t: [100], m: [{ name: "A", weight: "-1" }] }))).toMatchObject({ field: "members[0].weight" });
    expect(refusal(await served.ask(query, { t: [100], m: [{ name: "A", weight: "0" }] }))).toMatchObject({ field: "members" });
  });
});
