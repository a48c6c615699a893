// Every kind of table that there is: those of the public examples, and of a partnership that has settled a period. And a file of each, as a browser gets it.
import { expect } from "vitest";
import type { ExportFormat } from "../../schema/tables/export.ts";
import { exportPath } from "../../server/export/links.ts";
import { newAuthority } from "../api/commissioner.ts";
import { addCommitment, given, nineBeds, startSheet, statedAmounts } from "../api/officer.ts";
import { latest } from "../setup/latest.ts";
import { type Served, type ServeOptions, serve } from "../setup/served.ts";
import type { Engine } from "../setup/stores.ts";

export interface AskedCell {
  shown: string;
  exact: string | null;
  unit: "POUNDS" | "THOUSANDS" | "MILLIONS" | "PRICE" | "PERCENT" | "POINTS" | "NUMBER" | "DAY" | "WORDS";
  note: string | null;
  rag: "GREEN" | "AMBER" | "RED" | null;
}

export interface AskedTable {
  address: string;
  title: string;
  source: string | null;
  unit: string;
  dataVersion: number;
  columns: { key: string; label: string; status: string; words: boolean | null }[];
  rows: { key: string; kind: string; level: number; label: string; status: string | null; cells: AskedCell[] }[];
  notes: string[];
}

/** A server with the examples, a copied version to compare with, a settled period, and a block case of which much is not known. */
export async function serveTables(engine: Engine = "sqlite", options: ServeOptions = {}): Promise<Served> {
  const served = await serve(engine, { today: () => "2026-11-21", ...options });
  given(await served.ask(`mutation { copyVersion(version: "essex-mtrs-2023", name: "Revised") { id } }`));
  given(await served.ask(`mutation($i: VirementInput!) { createVirement(authority: "essex", input: $i) { id } }`, { i: virement }));
  await settledPartnership(served);
  await blockOfTotal(served);
  await halfKnown(served);
  return served;
}

const virement = {
  version: "essex-mtrs-2023",
  year: "2024/25",
  permanent: false,
  approver: "Cabinet Member",
  reference: "FP/1",
  approvedOn: "2024-06-01",
  reason: "Demand",
  lines: [
    { costCentreId: "essex-north", amountPence: -10_000_00 },
    { costCentreId: "essex-mid", amountPence: 10_000_00 },
  ],
};

async function settledPartnership(served: Served): Promise<void> {
  const authority = await newAuthority(served, "Together");
  const input = {
    name: "Two together",
    firstYear: "2024/25",
    yearCount: 2,
    internalPricePounds: "1000.00",
    outsidePricePounds: "1500.00",
    outsideFeePounds: "70.00",
    partners: [{ name: "Lead" }, { name: "Second" }, { name: "Without", shares: false }],
    pools: [{ name: "Beds", kind: "PLACEMENTS", basis: "PLACES_ALLOCATED" }],
    amounts: [{ pool: "Beds", year: "2024/25", amountPence: 100_000_00 }],
    weights: [
      { pool: "Beds", partner: "Lead", weight: "2" },
      { pool: "Beds", partner: "Second", weight: "1" },
    ],
    allocations: ["Lead", "Second"].map((partner) => ({ partner, places: 1, startsOn: "2024-04-01" })),
  };
  const { id } = given(
    await served.ask(`mutation($a: ID!, $i: PartnershipInput!) { createPartnership(authority: $a, input: $i) { id } }`, { a: authority, i: input }),
  ).createPartnership;
  const [lead, second] = given(await served.ask(`query($id: ID!) { partnership(id: $id) { partners { id } } }`, { id })).partnership.partners;
  const quarter = { name: "Quarter 1", startsOn: "2024-04-01", endsOn: "2024-06-30", costPence: 40_000_00, administrationPence: 0 };
  given(await served.ask(`mutation($id: ID!, $i: SettlementPeriodInput!) { writeSettlementPeriod(seen: ${latest}, partnership: $id, input: $i) { batchId } }`, { id, i: quarter }));
  const uses = [{ userId: second.id, hostId: lead.id, places: 1, startsOn: "2024-04-01", endsOn: "2024-04-14" }];
  given(await served.ask(`mutation($id: ID!, $u: [PlaceUseInput!]!) { recordPlaceUses(seen: ${latest}, partnership: $id, uses: $u) { batchId } }`, { id, u: uses }));
}

/** A block case of a total alone, its voids shared by a rule that is not known: most of its amounts are not known. */
async function blockOfTotal(served: Served): Promise<void> {
  const authority = await newAuthority(served, "Totals alone");
  const input = {
    name: "Block of a total",
    places: 4,
    blockValuePence: 206_752_000,
    termMonths: 60,
    voidsCarriedBy: "SHARED",
    sharing: 2,
    items: [{ name: "Set-up", kind: "COST", time: "ONCE", amountPence: 100_00, fromYear: 1, toYear: 1 }],
  };
  given(await served.ask(`mutation($a: ID!, $i: BlockCaseInput!) { createBlockCase(authority: $a, input: $i) { id } }`, { a: authority, i: input }));
}

/** A budget with blanks, a commitment without an amount for a year, a forecast of one cost centre: figures and [x] side by side in every table of theirs. */
async function halfKnown(served: Served): Promise<void> {
  const sheet = await startSheet(served, "Half known");
  const stated = await addCommitment(served, sheet.authority, statedAmounts);
  await addCommitment(served, sheet.authority, nineBeds);
  given(await served.ask(`mutation { copyVersion(version: "${sheet.version}", name: "Second") { id } }`));
  given(
    await served.ask(`mutation($i: OptionInput!) { createOption(authority: "${sheet.authority}", input: $i) { id } }`, {
      i: { decision: "Half", name: "Half of it", overrides: [{ commitmentId: stated, field: "OCCUPANCY", value: "0.5" }] },
    }),
  );
  given(
    await served.ask(
      `mutation { editForecasts(authority: "${sheet.authority}", edits: [{ cell: "forecast:net:${sheet.centres[0]}:2024/25:2024-09-30", pence: 9000000 }]) { id } }`,
    ),
  );
}

/** The addresses of every table of every authority, as `reportTables` lists them; with the ranking of each KPI, and money in other units. */
export async function everyAddress(served: Served): Promise<string[]> {
  const { nodes } = given(await served.ask(`{ authorities(first: 500) { nodes { id } } }`)).authorities;
  const found: string[] = [];
  for (const { id } of nodes) {
    const listed = given(await served.ask(`query($id: ID!) { reportTables(authority: $id, first: 500) { nodes { address } hasNextPage } }`, { id })).reportTables;
    expect(listed.hasNextPage).toBe(false);
    found.push(...listed.nodes.map(({ address }: { address: string }) => address));
  }
  const more = found.flatMap((address) => {
    if (address.startsWith("outcomesOfKpi"))
      return [new URLSearchParams(address.split("?")[1])].map((args) => `outcomesRanked?authority=${args.get("authority")}&kpi=${args.get("kpi")}`);
    if (address.startsWith("blockCase.curve")) return [`${address}&occupancy=0.78`];
    if (address.startsWith("blockCase.table")) return [`${address}&unit=MILLIONS`, `${address}&unit=POUNDS&occupancy=0.78`];
    return /^(mediumTermTable|versionComparison|contributionTable)/.test(address) ? [`${address}&unit=POUNDS`, `${address}&unit=MILLIONS`] : [];
  });
  return [...found, ...more];
}

/** The kinds of tables that a test has to have met: a list without one of them would prove less than it says. */
export const everyKind = [
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
  "outcomesRanked",
  "printedFiguresTable",
  "settlement.market",
  "settlement.table",
  "versionComparison",
  "virementRegister",
];

const question = `query($id: ID!) {
  reportTable(id: $id) {
    address title source unit dataVersion notes
    columns { key label status words }
    rows { key kind level label status cells { shown exact unit note rag } }
  }
}`;

/** A table as `/graphql` gives it. */
export async function asked(served: Served, address: string): Promise<AskedTable> {
  return given(await served.ask(question, { id: address })).reportTable;
}

/** A link as a browser follows it. */
export function follow(served: Served, url: string, headers: Record<string, string> = {}) {
  return served.app.inject({ method: "GET", url, headers: { host: "localhost", ...headers } });
}

/** The file of a table. */
export async function file(served: Served, address: string, format: ExportFormat): Promise<Buffer> {
  const response = await follow(served, exportPath(address, format));
  expect(response.statusCode, `${address}: ${response.statusCode === 200 ? "" : response.body}`).toBe(200);
  return response.rawPayload;
}

/** What a cell of a document says before its notes: its rating, and what the table prints; [z] where nothing applies. */
export function cellText({ shown, rag, exact }: AskedCell): string {
  const rating = { GREEN: "Green", AMBER: "Amber", RED: "Red" };
  const said = shown === "" ? "[z]" : shown;
  const own = rag && (exact !== null || shown !== rating[rag]) ? `${rating[rag]} ` : "";
  return own + said;
}

/** A row's name with its status. */
export function rowText({ label, status }: AskedTable["rows"][number]): string {
  return status ? `${label} (${status})` : label;
}

/** A report of some tables, by name. */
export async function savedReport(served: Served, authority: string, name: string, items: { address: string; heading?: string }[]): Promise<string> {
  return given(
    await served.ask(`mutation($a: ID!, $n: String!, $i: [ReportItemInput!]!) { saveReport(seen: ${latest}, authority: $a, name: $n, items: $i) { id } }`, {
      a: authority,
      n: name,
      i: items,
    }),
  ).saveReport.id;
}
