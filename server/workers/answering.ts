// Answers requests: on the event loop what is soon done and whatever changes something, and on the threads beside it what takes long.

import type { ExportFormat } from "../../schema/tables/export.ts";
import type { ChartOptions } from "../export/charts/charts.ts";
import type { ExportedFile } from "../export/exporting.ts";
import { type Context, noteCodes } from "../http/context.ts";
import type { GraphqlAnswer, GraphqlAnswers, GraphqlRequest } from "../http/graphqlAnswers.ts";
import { fileBeside } from "./files.ts";
import type { Asking, Pool } from "./pool.ts";
import type { Weighing } from "./weighing.ts";

/** A way to answer requests. `numbers` are of each authority's batches, as they were before; `gone` is stopped when nobody waits for the answer any more. */
export type Answering = (request: GraphqlRequest, context: Context, numbers: ReadonlyMap<string, number>, gone: AbortSignal) => Promise<GraphqlAnswer>;

/** The threads beside the event loop, and what is for them. What they read is noted in the context as if it had been read here. */
export class Beside {
  constructor(
    private readonly pool: Pool,
    readonly weighing: Weighing,
  ) {}

  answering(inline: GraphqlAnswers): Answering {
    return async (request, context, numbers, gone) => {
      const { body } = request;
      const asked = Array.isArray(body) ? body.map((each): GraphqlRequest => ({ ...request, body: each })) : [request];
      const weights = await Promise.all(asked.map((each) => this.weighing.weightOf(each, context.db, numbers)));
      if (weights.every((weight) => weight === "light")) return inline.answer(request, context);
      const packs = !Array.isArray(body);
      const answers = await Promise.all(
        asked.map((each, index) => {
          const weight = weights[index];
          return weight === "light" ? inline.answer(each, context) : this.graphql(each, context, packs, { signal: gone, large: weight === "large" });
        }),
      );
      return Array.isArray(body) ? together(answers) : (answers[0] as GraphqlAnswer);
    };
  }

  /** @throws what `fileAt` throws, as its sentence. */
  async file(context: Context, address: string, format: ExportFormat, gone: AbortSignal): Promise<ExportedFile> {
    const { whose, ...file } = await fileBeside(this.pool, { ...askerOf(context), address, format }, gone);
    context.outcome.reads.add(whose);
    return file;
  }

  async chart(context: Context, address: string, options: ChartOptions, gone: AbortSignal): Promise<{ svg: string } | null> {
    const { chart, whose } = await this.pool.run("chart", { ...askerOf(context), address, options }, { signal: gone });
    context.outcome.reads.add(whose);
    return chart;
  }

  private async graphql(request: GraphqlRequest, context: Context, packs: boolean, asking: Asking): Promise<GraphqlAnswer> {
    const { whose, outcome, codes, ...answer } = await this.pool.run("graphql", { ...askerOf(context), request, packs }, asking);
    Object.assign(context.outcome, outcome);
    noteCodes(context.outcome, codes);
    context.outcome.reads.add(whose);
    return answer;
  }
}

function askerOf({ viewer, today }: Context) {
  return { viewer, today };
}

/** The answer to several questions that came in one request: their answers in order. */
function together(answers: readonly GraphqlAnswer[]): GraphqlAnswer {
  const parts = answers.flatMap(({ body }, index) => [Buffer.from(index === 0 ? "[" : ","), typeof body === "string" ? Buffer.from(body) : body]);
  const headers = (answers[0] as GraphqlAnswer).headers.filter(([name]) => name !== "content-length");
  return { status: Math.max(...answers.map(({ status }) => status)), headers, body: Buffer.concat([...parts, Buffer.from("]")]) };
}
