// A commissioner at work over HTTP: her KPIs, whom they are counted for, and what they came to.
import { expect } from "vitest";
import type { Numbers } from "../../db/engine/open.ts";
import { numbersOf } from "../../db/read/numbers.ts";
import { lastBatch, latest } from "../setup/latest.ts";
import type { Answer, Served } from "../setup/served.ts";
import { given, refusal } from "./officer.ts";

/** A percentage that is counted each financial year. */
export const percentage = {
  code: "moves",
  name: "Placement moves",
  category: "STABILITY",
  unit: "PERCENT",
  polarity: "LOWER_IS_BETTER",
  frequency: "FINANCIAL_YEAR",
  numeratorSaid: "children who moved",
  denominatorSaid: "children",
};

const inputs: Record<string, string> = {
  Kpi: "KpiInput",
  KpiSubject: "KpiSubjectInput",
  OutcomePublication: "OutcomePublicationInput",
  Benefit: "BenefitInput",
  Arrangement: "ArrangementInput",
};

export function create(served: Served, noun: string, authority: string, input: object, key: string | null = null): Promise<Answer> {
  const [with1, with2] = noun === "Arrangement" ? ["", ""] : [", $key: String", ", key: $key"];
  return served.ask(`mutation($authority: ID!, $input: ${inputs[noun]}!${with1}) { create${noun}(authority: $authority, input: $input${with2}) { id batchId repeated } }`, {
    authority,
    input,
    ...(with1 && { key }),
  });
}

/** Adds a thing and gives its id. */
export async function added(served: Served, noun: string, authority: string, input: object): Promise<string> {
  return given(await create(served, noun, authority, input))[`create${noun}`].id;
}

export function change(served: Served, noun: string, id: string, input: object, seen = latest): Promise<Answer> {
  return served.ask(`mutation($id: ID!, $input: ${inputs[noun]}!, $seen: DataVersion!) { change${noun}(id: $id, input: $input, seen: $seen) { batchId } }`, { id, input, seen });
}

export function remove(served: Served, noun: string, id: string, seen = latest): Promise<Answer> {
  return served.ask(`mutation($id: ID!, $seen: DataVersion!) { remove${noun}(id: $id, seen: $seen) { batchId } }`, { id, seen });
}

export async function newAuthority(served: Served, name: string): Promise<string> {
  return given(await served.ask(`mutation($name: String!) { createAuthority(input: { name: $name }) { id } }`, { name })).createAuthority.id;
}

export const entering = `
  mutation($authority: ID!, $outcomes: [OutcomeInput!]!, $why: String, $key: String) {
    enterOutcomes(seen: ${latest}, authority: $authority, outcomes: $outcomes, why: $why, key: $key) { batchId repeated }
  }`;

export function enter(served: Served, authority: string, outcomes: object[], more: { why?: string; key?: string } = {}): Promise<Answer> {
  return served.ask(entering, { authority, outcomes, ...more });
}

export async function entered(served: Served, authority: string, outcomes: object[], more: { why?: string; key?: string } = {}): Promise<string> {
  return given(await enter(served, authority, outcomes, more)).enterOutcomes.batchId;
}

export function undo(served: Served, batch: string): Promise<Answer> {
  return served.ask(`mutation($batch: ID!) { undoBatch(batch: $batch) { batchId } }`, { batch });
}

/** The last batch of the store: it moves with every write. */
export function lastWrite(served: Served): Promise<number> {
  return served.db.read(lastBatch);
}

/** An authority's numbers, to be sent as what was seen. */
export function numbersNow(served: Served, authority: string): Promise<Numbers> {
  return served.db.read((on) => numbersOf(on, authority));
}

/** The refusal of a question that stored nothing. */
export async function nothingStored(served: Served, asking: () => Promise<Answer>) {
  const before = await lastWrite(served);
  const refused = refusal(await asking());
  expect(await lastWrite(served)).toBe(before);
  return refused;
}

const node = `key kpi { id code version } category subject { id name } level period { said startsOn endsOn } breakdown count numerator denominator exact shown why rag
  rated { green amber red none } release note`;

/** Asks for outcomes; `args` as in the query's parentheses, and `more` fields of each. */
export async function outcomes(served: Served, args: string, more = "") {
  return given(await served.ask(`{ kpiOutcomes(${args}) { nodes { ${node} ${more} } endCursor hasNextPage total hiddenNote } }`)).kpiOutcomes;
}
