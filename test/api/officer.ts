// An officer at work over HTTP: asking, starting a sheet of her own, and reading its table.
import type { FastifyInstance } from "fastify";
import { expect } from "vitest";
import { statusIdOf } from "../../db/commitmentStatuses.ts";
import type { Answer, Served } from "../setup/served.ts";

/** Posts a question and gives the whole response; `headers` say who asks, where the server listens to that. */
export function post(app: FastifyInstance, query: string, variables: Record<string, unknown> = {}, headers: Record<string, string> = {}) {
  return app.inject({
    method: "POST",
    url: "/graphql",
    headers: { host: "localhost", "content-type": "application/json", ...headers },
    payload: JSON.stringify({ query, variables }),
  });
}

/** Asks by GET, as a browser may keep it. */
export function get(app: FastifyInstance, query: string, headers: Record<string, string> = {}) {
  return app.inject({ method: "GET", url: `/graphql?query=${encodeURIComponent(query)}`, headers: { host: "localhost", "apollo-require-preflight": "true", ...headers } });
}

/** The one error of a refused question: its code, its field, and a sentence that a person can read. */
export function refusal(answer: Answer): { code: string; field: string | null; message: string; current?: unknown } {
  expect(answer.errors, JSON.stringify(answer)).toHaveLength(1);
  const [error] = answer.errors ?? [];
  if (!error) throw new Error("Nothing was refused.");
  expect(error.extensions).toHaveProperty("code");
  expect(error.extensions).toHaveProperty("field");
  expect(error.message).toMatch(/^[A-Z“"`[\d–-].{10,}/);
  expect(error.message).not.toMatch(/undefined|\[object|SQLITE|\w:\d+:\d+/);
  return { message: error.message, ...error.extensions };
}

/** The data of an answer without errors. */
export function given(answer: Answer) {
  expect(answer.errors, JSON.stringify(answer.errors)).toBeUndefined();
  return answer.data;
}

export interface Sheet {
  authority: string;
  version: string;
  /** North, then South. */
  centres: [string, string];
}

export const sheetYears = ["2024/25", "2025/26", "2026/27"];

/** An authority made from nothing: North with 100, 110 and 120 (£000s), South with 200, nothing and 220. */
export async function startSheet(served: Served, name: string): Promise<Sheet> {
  const made = given(await served.ask(`mutation($name: String!) { createAuthority(input: { name: $name }) { id batchId repeated } }`, { name }));
  const authority: string = made.createAuthority.id;
  const version: string = given(
    await served.ask(`mutation($authority: ID!) { createVersion(authority: $authority, input: { name: "Draft", firstYear: "2024/25", yearCount: 3 }) { id } }`, { authority }),
  ).createVersion.id;
  given(
    await served.ask(
      `mutation($version: ID!) {
        addCostCentres(version: $version, rows: [
          { name: "North", serviceGroup: "Homes", amounts: ["100", "£110k", "£0.12m"] }
          { name: "South", serviceGroup: "Homes", amounts: ["200", "", "220"] }
        ]) { batchId }
      }`,
      { version },
    ),
  );
  const { nodes } = given(await served.ask(`query($authority: ID!) { costCentres(authority: $authority) { nodes { id } } }`, { authority })).costCentres;
  return { authority, version, centres: [nodes[0].id, nodes[1].id] };
}

/** The figures of a table as printed, by the row's label. */
export async function shownTable(served: Served, sheet: { authority: string; version?: string }): Promise<Record<string, string[]>> {
  const { rows } = given(
    await served.ask(`query($authority: ID!, $version: ID) { mediumTermTable(authority: $authority, version: $version) { rows { label cells { shown } } } }`, {
      authority: sheet.authority,
      version: sheet.version ?? null,
    }),
  ).mediumTermTable;
  return Object.fromEntries(rows.map((row: { label: string; cells: { shown: string }[] }) => [row.label, row.cells.map((cell) => cell.shown)]));
}

export const editing = `
  mutation($authority: ID!, $version: ID!, $edits: [CellEditInput!]!, $key: String, $unit: MoneyUnit) {
    editCells(authority: $authority, version: $version, edits: $edits, key: $key, unit: $unit) { batchId repeated }
  }`;

export interface Edit {
  cell: string;
  typed?: string | null;
  pence?: number | null;
  expected?: number | null;
}

export function edit(served: Served, sheet: { authority: string; version: string }, edits: Edit[], more: { key?: string; unit?: string } = {}): Promise<Answer> {
  return served.ask(editing, { authority: sheet.authority, version: sheet.version, edits, ...more });
}

export const adding = `mutation($authority: ID!, $input: CommitmentInput!, $key: String) { createCommitment(authority: $authority, input: $input, key: $key) { id batchId repeated } }`;

/** Nine places at £1,000.00 a week for 52 weeks from 1 April 2024: £468,000.00 a year. */
export const nineBeds = {
  name: "Nine beds",
  basis: "WEEKLY_PRICE",
  weeklyRatePounds: "1000.00",
  weeksPerYear: "WEEKS_52",
  partYear: "STATED",
  places: [{ places: 9, startsOn: "2024-04-01" }],
};

export const statedAmounts = {
  name: "Stated",
  basis: "AMOUNTS_BY_YEAR",
  amounts: [
    { year: "2024/25", amountPence: 5_000_000 },
    { year: "2025/26", amountPence: 6_000_000 },
  ],
};

/** The terms with a status of that authority's: proposed, or approved. */
export const nineBedsIn = (authority: string) => ({ ...nineBeds, statusId: statusIdOf(authority, "Proposed") });
export const statedIn = (authority: string) => ({ ...statedAmounts, statusId: statusIdOf(authority, "Approved") });

/** Adds a commitment; it is proposed where nothing is said. */
export async function addCommitment(served: Served, authority: string, input: Record<string, unknown>): Promise<string> {
  return given(await served.ask(adding, { authority, input: { statusId: statusIdOf(authority, "Proposed"), ...input } })).createCommitment.id;
}
