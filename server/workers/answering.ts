// Answers GraphQL: on the event loop what is soon done and whatever changes something, and beside it what takes long.
import type { Context } from "../http/context.ts";
import type { GraphqlAnswer, GraphqlAnswers, GraphqlRequest } from "../http/graphqlAnswers.ts";
import type { Pool } from "./pool.ts";
import type { Weighing } from "./weighing.ts";

/** The threads beside the event loop, and what is for them. */
export interface Beside {
  readonly pool: Pool;
  readonly weighing: Weighing;
}

/** A way to answer requests. `version` is the data's, as it was before; `gone` is stopped when nobody waits for the answer any more. */
export type Answering = (request: GraphqlRequest, context: Context, version: number, gone: AbortSignal) => Promise<GraphqlAnswer>;

export function answering(inline: GraphqlAnswers, beside: Beside | null): Answering {
  if (beside === null) return (request, context) => inline.answer(request, context);
  const { pool, weighing } = beside;

  const onThread = async (request: GraphqlRequest, context: Context, signal: AbortSignal): Promise<GraphqlAnswer> => {
    const { viewer, today } = context;
    const { outcome, ...answer } = await pool.run("graphql", { viewer, today, request }, { signal });
    Object.assign(context.outcome, outcome);
    return answer;
  };

  return async (request, context, version, gone) => {
    const { body } = request;
    const asked = Array.isArray(body) ? body.map((each): GraphqlRequest => ({ ...request, body: each })) : [request];
    const heavy = await Promise.all(asked.map((each) => weighing.isHeavy(each, context.db, version)));
    if (!heavy.includes(true)) return inline.answer(request, context);
    const answers = await Promise.all(asked.map((each, index) => (heavy[index] ? onThread(each, context, gone) : inline.answer(each, context))));
    return Array.isArray(body) ? together(answers) : (answers[0] as GraphqlAnswer);
  };
}

/** The answer to several questions that came in one request: their answers in order. */
function together(answers: readonly GraphqlAnswer[]): GraphqlAnswer {
  const parts = answers.flatMap(({ body }, index) => [Buffer.from(index === 0 ? "[" : ","), typeof body === "string" ? Buffer.from(body) : body]);
  const headers = (answers[0] as GraphqlAnswer).headers.filter(([name]) => name !== "content-length");
  return { status: Math.max(...answers.map(({ status }) => status)), headers, body: Buffer.concat([...parts, Buffer.from("]")]) };
}
