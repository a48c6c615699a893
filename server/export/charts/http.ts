// GET /charts/<table>?<the query's arguments>&width=<pixels>: the chart of a table, to stand in a page; no content where there is nothing to draw.
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { InputError } from "../../finance/inputError.ts";
import { type AnswerTag, AnswerTags } from "../../http/answerTags.ts";
import type { Context } from "../../http/context.ts";
import { publicError } from "../../http/errors.ts";
import { isKept, keptHeaders } from "../../http/etag.ts";
import { whenGone } from "../../http/gone.ts";
import { refused } from "../../http/refused.ts";
import type { Beside } from "../../workers/answering.ts";
import { drawChart } from "./charts.ts";

/** Serves the charts. `contextOf` says who asks, as for GraphQL. What `/export` serves has its own colours and is for files; this takes the page's. */
export function serveCharts(app: FastifyInstance, contextOf: (request: FastifyRequest) => Context, beside: Beside | null): void {
  const tags = new AnswerTags();
  app.get("/charts/:table", async (request, reply) => {
    try {
      const context = contextOf(request);
      return await answered(context, await tags.begin(context, request.url), request, reply, beside);
    } catch (error) {
      return refused(reply, publicError(error));
    }
  });
}

async function answered(context: Context, tag: AnswerTag, request: FastifyRequest, reply: FastifyReply, beside: Beside | null): Promise<FastifyReply> {
  if (tag.known !== null && isKept(request, tag.known)) return reply.code(304).headers(keptHeaders(tag.known)).send();
  const { table } = request.params as { table: string };
  const search = request.url.indexOf("?");
  const args = new URLSearchParams(search < 0 ? "" : request.url.slice(search));
  const width = widthIn(args.get("width"));
  args.delete("width");
  const address = args.size === 0 ? table : `${table}?${args}`;
  const options = { width, standalone: false };
  const heavy = beside !== null && (await beside.weighing.isHeavyTable(address, context.db, tag.numbers));
  const chart = await (heavy ? beside.chart(context, address, options, whenGone(reply)) : drawChart(context, address, options));
  reply.headers(keptHeaders(tag.finish()));
  return chart ? reply.type("image/svg+xml; charset=utf-8").send(chart.svg) : reply.code(204).send();
}

/** @throws InputError unless it is a whole number of pixels, where there is one. */
function widthIn(text: string | null): number | undefined {
  if (text === null) return undefined;
  if (!/^\d{1,5}$/.test(text)) throw new InputError("width", `A chart's width is in whole pixels; “${text.slice(0, 40)}” is not. Leave it out for 900.`);
  return Number(text);
}
