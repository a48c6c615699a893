// Asks the server: documents typed by gql.tada from the committed schema, sent with fetch.
import { print } from "@0no-co/graphql.web";
import { initGraphQLTada, type TadaDocumentNode } from "gql.tada";
import { ownWrite } from "./live/ownWrites.ts";
import { notReached, reached, reachedWithin } from "./live/reach.ts";
import { personHeaders } from "./person.ts";
import type { introspection } from "./schema-types.d.ts";

export const graphql = initGraphQLTada<{
  introspection: introspection;
  scalars: { Pence: number; Decimal: string; FinancialYear: string; Day: string; Instant: string; DataVersion: number };
}>();

/** One of the cells where a batch met another amount than its writer saw. */
export interface Conflict {
  /** The cell's address, as its `edits` has it. */
  cell: string;
  /** An amount in pence; of a field, the text that one would type. */
  current: number | string | null;
  by: string | null;
  at: string | null;
}

/** A number that was typed and can hardly be meant, and what it may mean. */
export interface Question {
  /** The cell's address, as its `edits` has it. */
  cell: string;
  said: string;
  readings: { typed: string; said: string; as: string }[];
}

/** What the server refused: its code, its sentence, and the field at fault. */
export class Refused extends Error {
  constructor(
    message: string,
    readonly code: string,
    readonly field: string | null,
    readonly current: unknown,
    readonly conflicts: readonly Conflict[] = [],
    readonly questions: readonly Question[] = [],
  ) {
    super(message);
  }
}

interface Answer {
  data?: unknown;
  errors?: { message: string; extensions?: { code?: string; field?: string | null; current?: unknown; conflicts?: Conflict[]; questions?: Question[] } }[];
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
  if (query.startsWith("mutation")) return ownWrite(answeredForSure<Data>({ query, variables }));
  const search = new URLSearchParams({ query, variables: JSON.stringify(variables ?? {}) }).toString();
  return answered<Data>(
    search.length < longestAddress ? answerOf(`/graphql?${search}`, { headers: { ...headers, ...personHeaders() } }, signal) : sendRaw({ query, variables }, signal),
  );
}

/** How often a change is sent again whose answer the server itself does not know, and how long it may take to come back each time. */
const mostTries = 4;
const patienceBetweenMs = 10_000;

/** Codes that tell of a database that is lost: the server has nothing to say yet of what was sent. */
export const unanswered: readonly string[] = ["UNAVAILABLE", "UNCERTAIN"];

/** Sends a change. One that has a key is kept once however often it is sent: where the server lost its database meanwhile, it is sent again. */
async function answeredForSure<Data>(asked: { query: string; variables: unknown }): Promise<Data> {
  const hasKey = typeof (asked.variables as { key?: unknown } | null | undefined)?.key === "string";
  let uncertain: Refused | null = null;
  for (let tries = 1; ; tries += 1) {
    try {
      return await answered<Data>(sendRaw(asked));
    } catch (error) {
      if (!(error instanceof Refused) || (error.code !== "OFFLINE" && !unanswered.includes(error.code))) throw error;
      if (error.code === "UNCERTAIN") uncertain = error;
      // What an earlier try left open, a later one that came to nothing does not settle.
      const known = uncertain ?? error;
      if (!hasKey || known.code === "OFFLINE" || tries === mostTries || !(await reachedWithin(patienceBetweenMs))) throw known;
    }
  }
}

async function answered<Data>(sent: Promise<Answer>): Promise<Data> {
  const { data, errors } = await sent;
  const error = errors?.[0];
  if (!error) return data as Data;
  const { code = "UNKNOWN", field = null, current, conflicts, questions } = error.extensions ?? {};
  throw new Refused(ofQuestion.includes(code) ? otherPage : error.message, code, field, current, conflicts, questions);
}

/** Codes of a question that the server does not understand: the page's own questions fit the schema of its own version alone. */
const ofQuestion: readonly string[] = ["BAD_REQUEST", "GRAPHQL_VALIDATION_FAILED", "GRAPHQL_PARSE_FAILED", "BAD_USER_INPUT"];
const otherPage = "Tabled was updated since this page was opened, and nothing was changed. Reload the page: what you typed into its forms is kept.";

/** Posts a question as it is, and gives the answer whole: what was refused stands in its errors. */
export function sendRaw(asked: { query: string; variables?: unknown; operationName?: string | null | undefined }, signal?: AbortSignal): Promise<Answer> {
  return answerOf("/graphql", { method: "POST", headers: { ...headers, ...personHeaders() }, body: JSON.stringify(asked) }, signal);
}

/** No answer in this time is taken for a server that is away. */
const patienceMs = 60_000;

async function answerOf(address: string, request: RequestInit, stopped?: AbortSignal): Promise<Answer> {
  try {
    const patience = AbortSignal.timeout(patienceMs);
    const response = await fetch(address, { ...request, signal: stopped ? AbortSignal.any([stopped, patience]) : patience });
    // Read whole: a connection that breaks off within the answer is no answer either.
    const text = await response.text();
    const answer = readAnswer(text);
    if (answer?.errors?.some(({ extensions }) => unanswered.includes(extensions?.code ?? ""))) {
      notReached();
      return answer;
    }
    if (answer && !inFrontOfUs.includes(response.status)) {
      reached();
      return answer;
    }
    if (response.status < 500) return { errors: [{ message: `The server answered ${response.status} with nothing that can be read.` }] };
  } catch {
    // Neither is this an answer.
    stopped?.throwIfAborted();
  }
  notReached();
  return { errors: [{ message: "Tabled cannot be reached. What you typed is kept on the page: when the server is back, send it again.", extensions: { code: "OFFLINE" } }] };
}

/** What a proxy answers for a server that is away. */
const inFrontOfUs = [502, 503, 504];

function readAnswer(text: string): Answer | null {
  try {
    return JSON.parse(text) as Answer;
  } catch {
    return null;
  }
}
