// Asks the server: documents typed by gql.tada from the committed schema, sent with fetch.
import { print } from "@0no-co/graphql.web";
import { initGraphQLTada, type TadaDocumentNode } from "gql.tada";
import { personHeaders } from "./person.ts";
import type { introspection } from "./schema-types.d.ts";

export const graphql = initGraphQLTada<{
  introspection: introspection;
  scalars: { Pence: number; Decimal: string; FinancialYear: string; Day: string; Instant: string; DataVersion: number };
}>();

/** What the server refused: its code, its sentence, and the field at fault. */
export class Refused extends Error {
  constructor(
    message: string,
    readonly code: string,
    readonly field: string | null,
    readonly current: unknown,
  ) {
    super(message);
  }
}

interface Answer {
  data?: unknown;
  errors?: { message: string; extensions?: { code?: string; field?: string | null; current?: unknown } }[];
}

const printed = new WeakMap<object, string>();
const longestAddress = 4_000;
const headers = { accept: "application/json", "content-type": "application/json" };

/**
 * Sends a question. Short ones go by GET, so that the browser keeps the answer and asks only whether it still holds. `signal` stops a question
 * that nobody waits for any more. @throws Refused.
 */
export async function ask<Data, Variables>(document: TadaDocumentNode<Data, Variables>, variables: Variables, signal?: AbortSignal): Promise<Data> {
  let query = printed.get(document);
  if (query === undefined) {
    query = print(document as never);
    printed.set(document, query);
  }
  const search = new URLSearchParams({ query, variables: JSON.stringify(variables ?? {}) }).toString();
  const reads = !query.startsWith("mutation") && search.length < longestAddress;
  const answer = await (reads ? answerOf(`/graphql?${search}`, { headers: { ...headers, ...personHeaders() }, ...(signal && { signal }) }) : sendRaw({ query, variables }, signal));
  const error = answer.errors?.[0];
  if (error) throw new Refused(error.message, error.extensions?.code ?? "UNKNOWN", error.extensions?.field ?? null, error.extensions?.current);
  return answer.data as Data;
}

/** Posts a question as it is, and gives the answer whole: what was refused stands in its errors. */
export function sendRaw(asked: { query: string; variables?: unknown; operationName?: string | null | undefined }, signal?: AbortSignal): Promise<Answer> {
  return answerOf("/graphql", { method: "POST", headers: { ...headers, ...personHeaders() }, body: JSON.stringify(asked), ...(signal && { signal }) });
}

async function answerOf(address: string, request: RequestInit): Promise<Answer> {
  const response = await fetch(address, request).catch(() => null);
  request.signal?.throwIfAborted();
  if (!response) {
    return { errors: [{ message: "Tabled cannot be reached. What you typed is kept on the page: when the server is back, send it again.", extensions: { code: "OFFLINE" } }] };
  }
  return (await response.json().catch(() => ({ errors: [{ message: `The server answered ${response.status} and nothing that can be read.` }] }))) as Answer;
}
