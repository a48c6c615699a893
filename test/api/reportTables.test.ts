// The list of tables over HTTP: of every public example each table is read from its address, and is shown where the list says.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { viewKeys } from "../../client/address.ts";
import { sheetNames } from "../../client/sheets.ts";
import { latest } from "../setup/latest.ts";
import { type Served, serve } from "../setup/served.ts";
import { engines } from "../setup/stores.ts";
import { added, enter, newAuthority, nothingStored, percentage } from "./commissioner.ts";
import { addCommitment, given, nineBeds, nineBedsIn, startSheet } from "./officer.ts";

interface Listed {
  address: string;
  title: string;
  sheet: string;
  place: string;
}

const listing = `query($authority: ID!, $first: Int, $after: String) {
  reportTables(authority: $authority, first: $first, after: $after) { nodes { address title sheet place } endCursor hasNextPage }
}`;

async function allTables(served: Served, authority: string, first = 500): Promise<Listed[]> {
  const all: Listed[] = [];
  for (let after: string | null = null; ; ) {
    const page: { nodes: Listed[]; endCursor: string; hasNextPage: boolean } = given(await served.ask(listing, { authority, first, after })).reportTables;
    all.push(...page.nodes);
    if (!page.hasNextPage) return all;
    after = page.endCursor;
  }
}

describe.each(engines)("The list of tables on %s", (engine) => {
  let served: Served;
  let authorities: { id: string; name: string }[];
  const read = async (id: string) =>
    given(await served.ask(`query($id: ID!) { reportTable(id: $id) { address title dataVersion columns { key } rows { label cells { shown } } export(format: CSV) } }`, { id }))
      .reportTable;

  beforeAll(async () => {
    served = await serve(engine, { today: () => "2026-11-21" });
    authorities = given(await served.ask(`{ authorities { nodes { id name } } }`)).authorities.nodes;
  });
  afterAll(() => served.stop());

  test("is of each example every table, and each is read from its address", async () => {
    expect(authorities.map(({ name }) => name)).toHaveLength(5);
    const seen = new Set<string>();
    for (const { id } of authorities) {
      const tables = await allTables(served, id);
      expect(new Set(tables.map(({ title }) => title)).size).toBe(tables.length);
      expect(new Set(tables.map(({ address }) => address)).size).toBe(tables.length);
      for (const { address, title, sheet, place } of tables) {
        const table = await read(address);
        // The list writes an address as the table itself does, so that a report may be compared with the list.
        expect(table.address).toBe(address);
        expect(table.rows.length, title).toBeGreaterThan(0);
        for (const row of table.rows) expect([0, table.columns.length]).toContain(row.cells.length);
        expect(sheetNames).toContain(sheet);
        const shown = new URL(place, "http://localhost");
        expect(shown.pathname).toBe(`/${sheet}`);
        expect(shown.searchParams.get("authority")).toBe(id);
        for (const key of shown.searchParams.keys()) expect(["authority", ...viewKeys]).toContain(key);
        seen.add(address.split("?")[0] as string);
      }
    }
    expect([...seen].sort()).toEqual([
      "arrangementRegister",
      "benefitsRegister",
      "blockCase.curve",
      "blockCase.table",
      "commitmentRegister",
      "contributionTable",
      "mediumTermTable",
      "monitoringTable",
      "optionsTable",
      "outcomesByPeriod",
      "outcomesBySubject",
      "outcomesOfKpi",
      "printedFiguresTable",
    ]);
  });

  test("has each version, virement, settlement and publication of an authority, and where the page shows it", async () => {
    const { authority, version, centres } = await startSheet(served, "Mineshire");
    expect((await allTables(served, authority)).map(({ title }) => title)).toEqual([
      "Medium term: Draft",
      "Medium term by cost centre: Draft",
      "Monitoring 2026/27: Draft",
      "Monitoring 2026/27, gross: Draft",
    ]);
    const copy = given(await served.ask(`mutation($v: ID!) { copyVersion(version: $v, name: "Next") { id } }`, { v: version })).copyVersion.id;
    const input = {
      version,
      year: "2024/25",
      permanent: false,
      approver: "Director of finance",
      reference: "FP/1",
      approvedOn: "2024-07-01",
      lines: [
        { costCentreId: centres[0], amountPence: -100 },
        { costCentreId: centres[1], amountPence: 100 },
      ],
    };
    given(await served.ask(`mutation($a: ID!, $i: VirementInput!) { createVirement(authority: $a, input: $i) { id } }`, { a: authority, i: input }));
    // An option's own commitment is no fact, and makes no register.
    const option = given(await served.ask(`mutation($a: ID!) { createOption(authority: $a, input: { decision: "What to buy?", name: "Block" }) { id } }`, { a: authority }))
      .createOption.id;
    given(await served.ask(`mutation($o: ID!, $i: CommitmentInput!) { addToOption(option: $o, input: $i) { id } }`, { o: option, i: nineBedsIn(authority) }));
    const partnership = given(
      await served.ask(`mutation($a: ID!, $i: PartnershipInput!) { createPartnership(authority: $a, input: $i) { id } }`, {
        a: authority,
        i: {
          name: "The partnership",
          firstYear: "2024/25",
          yearCount: 1,
          internalPricePounds: "1000",
          partners: [{ name: "Mineshire", memberId: authority }, { name: "Next" }],
          pools: [{ name: "Placements", kind: "PLACEMENTS", basis: "EQUAL" }],
          allocations: [{ partner: "Mineshire", places: 5, startsOn: "2024-04-01" }],
        },
      }),
    ).createPartnership.id;
    given(
      await served.ask(`mutation($p: ID!, $i: SettlementPeriodInput!) { writeSettlementPeriod(seen: ${latest}, partnership: $p, input: $i) { id } }`, {
        p: partnership,
        i: { name: "Quarter 1", startsOn: "2024-04-01", endsOn: "2024-06-30", costPence: 100 },
      }),
    );
    const kpi = await added(served, "Kpi", authority, percentage);
    await added(served, "Kpi", authority, { ...percentage, code: "unused", name: "Nothing is held of it" });
    const later = await added(served, "Kpi", authority, { ...percentage, version: 2 });
    const own = await added(served, "KpiSubject", authority, { kind: "AUTHORITY", name: "Mineshire" });
    const england = await added(served, "KpiSubject", authority, { kind: "COUNTRY", name: "England" });
    const outcomes = [kpi, later].flatMap((kpiId) => [own, england].map((subjectId) => ({ kpiId, subjectId, period: "2024/25", numerator: "40", denominator: "100" })));
    given(await enter(served, authority, outcomes));
    const publication = await added(served, "OutcomePublication", authority, { name: "Annual report" });

    const tables = await allTables(served, authority);
    const query = (parts: Record<string, string>) => new URLSearchParams(parts).toString();
    expect(tables.map(({ title, place }) => [title, place])).toEqual([
      ["Medium term: Next", `/medium-term?${query({ authority, version: copy })}`],
      ["Medium term by cost centre: Next", `/medium-term?${query({ authority, version: copy, view: "byCostCentre" })}`],
      ["Versions compared: Draft and Next", `/medium-term?${query({ authority, version: copy, view: "compare", against: version })}`],
      ["Medium term: Draft", `/medium-term?${query({ authority, version })}`],
      ["Medium term by cost centre: Draft", `/medium-term?${query({ authority, version, view: "byCostCentre" })}`],
      ["Monitoring 2026/27: Next", `/monitoring?${query({ authority, version: copy, from: "2026/27" })}`],
      ["Monitoring 2026/27, gross: Next", `/monitoring?${query({ authority, version: copy, from: "2026/27", view: "gross" })}`],
      ["Virements: Draft", `/monitoring?${query({ authority, version, view: "virements" })}`],
      ["The partnership: contributions", `/partnership?${query({ authority, of: partnership })}`],
      ["The partnership: settlement of Quarter 1", expect.stringContaining("view=settlement&period=")],
      ["The partnership: who used whose places, Quarter 1", expect.stringContaining("view=settlement&period=")],
      ["Options for What to buy?", `/options?${query({ authority, of: "What to buy?" })}`],
      ["Outcomes by period: Mineshire, as in Annual report", `/outcomes?${query({ authority, of: own, publication })}`],
      ["Outcomes by subject, as in Annual report", `/outcomes?${query({ authority, view: "bySubject", publication })}`],
      ["Placement moves, version 1, as in Annual report", `/outcomes?${query({ authority, kpi, publication })}`],
      ["Placement moves, version 2, as in Annual report", `/outcomes?${query({ authority, kpi: later, publication })}`],
    ]);
    const titles: Record<string, string> = {};
    for (const { address, title } of tables) titles[title] = (await read(address)).title;
    expect(titles).toMatchObject({
      "Versions compared: Draft and Next": "Mineshire: Draft (A) and Next (B)",
      "Virements: Draft": "Mineshire: virements, Draft",
      "The partnership: settlement of Quarter 1": "The partnership: settlement of Quarter 1",
      "The partnership: who used whose places, Quarter 1": "The partnership: who used whose places, Quarter 1",
      "Options for What to buy?": "Mineshire: options for What to buy?",
    });
    await addCommitment(served, authority, { ...nineBeds, name: "A fact" });
    expect((await allTables(served, authority)).map(({ title }) => title)).toContain("Commitments");
    expect(await allTables(served, authority, 1)).toEqual(await allTables(served, authority));
  });

  test("is empty where nothing is held", async () => {
    const bare = await newAuthority(served, "Bareshire");
    expect(given(await served.ask(listing, { authority: bare })).reportTables).toEqual({ nodes: [], endCursor: null, hasNextPage: false });
  });

  test.each([
    ["an authority that there is none of", () => served.ask(listing, { authority: "x" }), "NOT_FOUND", "authority"],
    ["no tables a page", () => served.ask(listing, { authority: "essex", first: 0 }), "BAD_INPUT", "first"],
    ["more tables than a page has", () => served.ask(listing, { authority: "essex", first: 501 }), "BAD_INPUT", "first"],
    ["a cursor that no page gave", () => served.ask(listing, { authority: "essex", after: "bm90aGluZw" }), "BAD_INPUT", "after"],
    ["a table that there is none of", () => served.ask(`{ reportTable(id: "secrets?authority=essex") { title } }`), "NOT_FOUND", "table"],
    ["a table by its own way", () => served.ask(`{ reportTable(id: "reportTable?id=mediumTermTable") { title } }`), "NOT_FOUND", "table"],
    ["a table of an authority that there is none of", () => served.ask(`{ reportTable(id: "mediumTermTable?authority=x") { title } }`), "NOT_FOUND", "authority"],
    ["an argument that cannot be read", () => served.ask(`{ reportTable(id: "mediumTermTable?authority=essex&years=many") { title } }`), "BAD_INPUT", "years"],
  ])("and its tables are refused for %s", async (_, asking, code, field) => {
    expect(await nothingStored(served, asking)).toMatchObject({ code, field });
  });
});
