// Every error has a code, a sentence, and the field at fault, whichever way the question was put.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { codeWords } from "../setup/codeWords.ts";
import { type Answer, type Served, serve } from "../setup/served.ts";
import { engines } from "../setup/stores.ts";
import { refusal } from "./officer.ts";

const edits = `mutation($edits: [CellEditInput!]!) { editCells(authority: "essex", version: "essex-mtrs-2023", edits: $edits) { batchId } }`;
const editsWritten = (written: string) => `mutation { editCells(authority: "essex", version: "essex-mtrs-2023", edits: ${written}) { batchId } }`;
const adding = `mutation($input: CommitmentInput!) { createCommitment(authority: "essex", input: $input) { id } }`;
const addingWritten = (written: string) => `mutation { createCommitment(authority: "essex", input: ${written}) { id } }`;
const cell = "budget:essex-north:2023/24";
const terms = { name: "X", statusId: "essex-status-approved", basis: "WEEKLY_PRICE", weeklyRatePounds: "1", weeksPerYear: "WEEKS_52", partYear: "STATED" };
const termsWritten = `name: "X", statusId: "essex-status-approved", basis: WEEKLY_PRICE, weeklyRatePounds: "1", weeksPerYear: WEEKS_52, partYear: STATED`;

/** A question, its variables, and what is said of it. */
const cases: [string, string, Record<string, unknown>, string, string | null, RegExp?][] = [
  ["an enum as it is written", `{ mediumTermTable(authority: "essex", unit: DOZENS) { id } }`, {}, "BAD_INPUT", "unit", /“DOZENS” is none of the choices/],
  ["an enum in quotes", `{ mediumTermTable(authority: "essex", unit: "THOUSANDS") { id } }`, {}, "BAD_INPUT", "unit"],
  [
    "an enum as a variable",
    `query($unit: MoneyUnit) { mediumTermTable(authority: "essex", unit: $unit) { id } }`,
    { unit: "DOZENS" },
    "BAD_INPUT",
    "unit",
    /“DOZENS” is none of the choices/,
  ],
  ["an enum deep in a literal", addingWritten(`{ name: "X", statusId: "essex-status-approved", basis: MAYBE }`), {}, "BAD_INPUT", "input.basis"],
  ["an enum deep in a variable", adding, { input: { ...terms, basis: "MAYBE" } }, "BAD_INPUT", "input.basis"],
  ["a year as it is written", `{ mediumTermTable(authority: "essex", from: "2023/25") { id } }`, {}, "BAD_INPUT", "from", /2023\/25.*not a financial year/],
  ["a year as a number", `{ mediumTermTable(authority: "essex", from: 2023) { id } }`, {}, "BAD_INPUT", "from", /not a financial year/],
  [
    "a year as a variable",
    `query($from: FinancialYear) { mediumTermTable(authority: "essex", from: $from) { id } }`,
    { from: "2023/25" },
    "BAD_INPUT",
    "from",
    /not a financial year/,
  ],
  ["a year as a list", `query($from: FinancialYear) { mediumTermTable(authority: "essex", from: $from) { id } }`, { from: ["2023/24"] }, "BAD_INPUT", "from"],
  ["a year out of reach", `query($from: FinancialYear) { mediumTermTable(authority: "essex", from: $from) { id } }`, { from: "1889/90" }, "BAD_INPUT", "from"],
  ["pence as written, too large", editsWritten(`[{ cell: "${cell}", pence: 9007199254740993 }]`), {}, "BAD_INPUT", "edits[0].pence", /beyond the largest amount/],
  ["pence as written, in quotes", editsWritten(`[{ cell: "${cell}", pence: 1 }, { cell: "${cell}", pence: "5" }]`), {}, "BAD_INPUT", "edits[1].pence", /whole pence/],
  ["pence as a variable, too large", edits, { edits: [{ cell, pence: 2 ** 53 }] }, "BAD_INPUT", "edits[0].pence", /beyond the largest amount/],
  ["pence as a variable, text", edits, { edits: [{ cell }, { cell, pence: "5" }] }, "BAD_INPUT", "edits[1].pence", /whole pence/],
  ["pence as a variable, half a penny", edits, { edits: [{ cell, pence: 0.5 }] }, "BAD_INPUT", "edits[0].pence", /whole pence/],
  ["pence with text that looks like a place", edits, { edits: [{ cell, pence: ` at "fake[0].field"; ` }] }, "BAD_INPUT", "edits[0].pence"],
  ["a day as written", addingWritten(`{ ${termsWritten}, places: [{ places: 1, startsOn: "2023-02-29" }] }`), {}, "BAD_INPUT", "input.places[0].startsOn", /day of the calendar/],
  ["a day as a variable", adding, { input: { ...terms, places: [{ places: 1, startsOn: "2023-02-29" }] } }, "BAD_INPUT", "input.places[0].startsOn", /day of the calendar/],
  ["a decimal as written", addingWritten(`{ ${termsWritten.replace('"1"', '"1e3"')} }`), {}, "BAD_INPUT", "input.weeklyRatePounds", /decimal/],
  ["a decimal as a number", addingWritten(`{ ${termsWritten.replace('"1"', "0.1")} }`), {}, "BAD_INPUT", "input.weeklyRatePounds", /decimal/],
  ["a decimal as a variable", adding, { input: { ...terms, weeklyRatePounds: 0.1 } }, "BAD_INPUT", "input.weeklyRatePounds", /decimal/],
  ["a decimal too long", adding, { input: { ...terms, weeklyRatePounds: `0.${"1".repeat(50)}` } }, "BAD_INPUT", "input.weeklyRatePounds", /decimal/],
  ["a data version as written", `mutation { changeVersion(version: "essex-mtrs-2023", seen: "x", input: {}) { id } }`, {}, "BAD_INPUT", "seen"],
  ["a data version as a variable", `mutation($seen: DataVersion!) { changeVersion(version: "essex-mtrs-2023", seen: $seen, input: {}) { id } }`, { seen: -1 }, "BAD_INPUT", "seen"],
  ["a whole number as written", `{ mediumTermTable(authority: "essex", years: 99999999999) { id } }`, {}, "BAD_INPUT", "years"],
  ["a whole number as a variable", `query($years: Int) { mediumTermTable(authority: "essex", years: $years) { id } }`, { years: "four" }, "BAD_INPUT", "years"],
  ["a field of an input left out, as written", editsWritten(`[{ pence: 5 }]`), {}, "BAD_INPUT", "edits[0].cell"],
  ["a field of an input left out, as a variable", edits, { edits: [{ cell }, { pence: 5 }] }, "BAD_INPUT", "edits[1].cell"],
  ["a field of an input that is null", edits, { edits: [{ cell: null }] }, "BAD_INPUT", "edits[0].cell"],
  ["an unknown field of an input, as written", editsWritten(`[{ cell: "${cell}", penc: 5 }]`), {}, "BAD_INPUT", "edits[0].penc"],
  ["an unknown field of an input, as a variable", edits, { edits: [{ cell, penc: 5 }] }, "BAD_INPUT", "edits[0].penc"],
  ["a list that is text", edits, { edits: "all" }, "BAD_INPUT", "edits"],
  ["a required variable left out", `query($id: ID!) { authority(id: $id) { id } }`, {}, "BAD_INPUT", "id", /^A choice is needed here\.$/],
  ["a required variable that is null", `query($id: ID!) { authority(id: $id) { id } }`, { id: null }, "BAD_INPUT", "id"],
  ["a required list left out", edits, {}, "BAD_INPUT", "edits"],
  ["an argument left out", `{ authority { id } }`, {}, "BAD_REQUEST", "id"],
  ["an unknown argument", `{ authority(id: "essex", name: "x") { id } }`, {}, "BAD_REQUEST", "name"],
  ["an unknown field", `{ authority(id: "essex") { nam } }`, {}, "BAD_REQUEST", "nam", /Cannot query field "nam"/],
  ["an unknown query", `{ budgets { id } }`, {}, "BAD_REQUEST", "budgets"],
  ["a field without its parts", `{ authority(id: "essex") }`, {}, "BAD_REQUEST", "authority"],
  ["an undeclared variable", `{ authority(id: $id) { id } }`, {}, "BAD_REQUEST", "id"],
  ["a variable of another type", `query($id: Int) { authority(id: $id) { id } }`, {}, "BAD_REQUEST", "id"],
  ["an unknown fragment", `{ ...F }`, {}, "BAD_REQUEST", "query"],
  ["fragments in a circle", `{ ...F } fragment F on Query { ...G } fragment G on Query { ...F }`, {}, "BAD_REQUEST", "query"],
  ["two operations and no name", `query A { authorities { hasNextPage } } query B { authorities { hasNextPage } }`, {}, "BAD_REQUEST", "query"],
  ["a syntax error", `{ authority(id: "essex" { id }`, {}, "BAD_REQUEST", "query", /Syntax Error/],
  ["an empty query", " ", {}, "BAD_REQUEST", "query"],
  ["what the resolver refuses", `{ mediumTermTable(authority: "essex", years: 0) { id } }`, {}, "BAD_INPUT", "years"],
  ["what is not there", `{ authority(id: "nowhere") { id } }`, {}, "NOT_FOUND", "id"],
  [
    "a projection of an impossible term",
    `query($terms: ProjectionTermsInput!) { projectCommitment(terms: $terms, from: "2024/25") { totalPence } }`,
    { terms: { basis: "WEEKLY_PRICE", weeklyRatePounds: "1", weeksPerYear: "WEEKS_52", partYear: "BY_DAYS", places: [{ places: -1, startsOn: "2024-04-01" }] } },
    "BAD_INPUT",
    "terms.places[0].places",
  ],
  ["a projection of 31 years", `{ projectCommitment(terms: { basis: AMOUNTS_BY_YEAR }, from: "2024/25", years: 31) { totalPence } }`, {}, "BAD_INPUT", "years"],
];

describe.each(engines)("errors on %s", (engine) => {
  let served: Served;
  beforeAll(async () => {
    served = await serve(engine);
  });
  afterAll(() => served.stop());

  test.each(cases)("%s", async (_, query, variables, code, field, said) => {
    // Asked twice: the second time the question is already compiled.
    for (let turn = 0; turn < 2; turn += 1) {
      const found = refusal(await served.ask(query, variables));
      expect(found).toMatchObject({ code, field });
      if (said) expect(found.message).toMatch(said);
      expect(found.message).not.toMatch(/^Variable "\$\w+" got invalid value/);
      if (code === "BAD_INPUT") expect(found.message).not.toMatch(codeWords);
    }
  });

  test("two wrong variables are two errors", async () => {
    const answer = await served.ask(`query($from: FinancialYear, $unit: MoneyUnit) { mediumTermTable(authority: "essex", from: $from, unit: $unit) { id } }`, {
      from: "x",
      unit: "y",
    });
    expect(answer.errors?.map((error) => error.extensions)).toEqual([
      { code: "BAD_INPUT", field: "from" },
      { code: "BAD_INPUT", field: "unit" },
    ]);
  });

  test("one part that is refused leaves the others' path and answer", async () => {
    const answer = await served.ask(`{ good: authorities { nodes { id } } bad: projectCommitment(terms: { basis: AMOUNTS_BY_YEAR }, from: "2024/25", years: 0) { totalPence } }`);
    expect(answer.errors?.[0]?.path).toEqual(["bad"]);
    expect(refusal(answer)).toMatchObject({ code: "BAD_INPUT", field: "years" });
  });

  const send = async (payload: string, headers: Record<string, string> = {}) => {
    const response = await served.app.inject({ method: "POST", url: "/graphql", headers: { host: "localhost", "content-type": "application/json", ...headers }, payload });
    return { status: response.statusCode, ...refusal(response.json() as Answer) };
  };

  test.each([
    ["malformed JSON", `{ "query": `, 400, "BAD_REQUEST", "body"],
    ["an empty body", "", 400, "BAD_REQUEST", "body"],
    ["null", "null", 400, "BAD_REQUEST", "query"],
    ["a number", "5", 400, "BAD_REQUEST", "query"],
    ["no query", "{}", 400, "BAD_REQUEST", "query"],
    ["a query that is no text", `{"query":5}`, 400, "BAD_REQUEST", "query"],
    ["variables that are text", `{"query":"{ __typename }","variables":"x"}`, 400, "BAD_REQUEST", "query"],
    ["two queries and neither named", `{"query":"query A { __typename } query B { __typename }"}`, 400, "BAD_REQUEST", "query"],
    ["a name that no query has", `{"query":"query A { __typename }","operationName":"B"}`, 400, "BAD_REQUEST", "query"],
    ["an empty batch", "[]", 400, "BAD_REQUEST", "query"],
    ["a key that would change a prototype", `{"query":"{ __typename }","__proto__":{"x":1}}`, 400, "BAD_REQUEST", "body"],
    ["a body too large", JSON.stringify({ query: "#".repeat(4_000_000) }), 413, "TOO_MUCH", "body"],
  ])("%s", async (_, payload, status, code, field) => {
    expect(await send(payload)).toMatchObject({ status, code, field });
  });

  test("a form of another site is refused", async () => {
    expect(await send(`{"query":"{ __typename }"}`, { "content-type": "text/plain" })).toMatchObject({ status: 400, code: "BAD_REQUEST" });
    expect(await send("query=%7B__typename%7D", { "content-type": "application/x-www-form-urlencoded" })).toMatchObject({ code: "BAD_REQUEST" });
  });

  test("a change by GET is refused and nothing is changed", async () => {
    const url = `/graphql?query=${encodeURIComponent(`mutation { createAuthority(input: { name: "By GET" }) { id } }`)}`;
    const response = await served.app.inject({ method: "GET", url, headers: { host: "localhost", "apollo-require-preflight": "true" } });
    expect(response.statusCode).toBe(405);
    expect(refusal(response.json() as Answer).code).toBe("BAD_REQUEST");
    expect((await served.ask(`{ authorities(filter: { nameContains: "By GET" }) { nodes { id } } }`)).data.authorities.nodes).toEqual([]);
  });

  test("an address where nothing is", async () => {
    const response = await served.app.inject({ method: "GET", url: "/nothing", headers: { host: "localhost" } });
    expect(response.statusCode).toBe(404);
    expect(refusal(response.json() as Answer)).toMatchObject({ code: "NOT_FOUND", field: null });
  });
});
