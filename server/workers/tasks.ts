// What a thread beside the event loop does: the very functions that the event loop would run, with what they give made into bytes.
import type { GraphQLSchema } from "graphql";
import type { Db } from "../../db/engine/open.ts";
import type { Viewer } from "../../db/viewer.ts";
import type { ExportFormat } from "../../schema/tables/export.ts";
import { type ChartOptions, drawChart } from "../export/charts/charts.ts";
import type { ExportedFile } from "../export/exporting.ts";
import { fileAt } from "../export/exporting.ts";
import type { Context, Outcome } from "../http/context.ts";
import { type GraphqlAnswer, type GraphqlAnswers, type GraphqlRequest, graphqlAnswers } from "../http/graphqlAnswers.ts";
import type { Limits } from "../http/settings.ts";
import { type ImportAsked, type ImportResult, importFile } from "../import/importFile.ts";
import { type FileLook, lookAt } from "../import/look.ts";
import { gathered } from "./gathered.ts";

/** Who asks, and when. */
export interface Asker {
  readonly viewer: Viewer;
  readonly today: string;
}

/** What each task is given, and gives. */
export interface Tasks {
  graphql: [given: Asker & { request: GraphqlRequest }, answer: GraphqlAnswer & { outcome: Outcome }];
  /** Tells the file's head first, and then its pieces. */
  export: [given: Asker & { address: string; format: ExportFormat }, answer: null];
  chart: [given: Asker & { address: string; options: ChartOptions }, answer: { svg: string } | null];
  /** Tells how far it is. */
  import: [given: { viewer: Viewer; asked: Omit<ImportAsked, "onProgress" | "signal"> }, answer: ImportResult];
  look: [given: { path: string; sheet: string | undefined }, answer: FileLook];
}

export type FileHead = Omit<ExportedFile, "pieces">;

/** What a thread lends to a task. */
export interface Doing {
  readonly db: Db;
  readonly schema: GraphQLSchema;
  readonly limits: Limits;
  /** Nobody waits for it any more. */
  readonly signal: AbortSignal;
  /** Gives away a part of the answer, and waits where much has not been taken. */
  tell(value: unknown, bytes?: number, moved?: readonly ArrayBuffer[]): Promise<void>;
}

interface Done<Answer> {
  readonly value: Answer;
  /** Bytes that are given away, and not copied. */
  readonly moved?: readonly ArrayBuffer[];
}

let answers: Promise<GraphqlAnswers> | undefined;

const performed: { [Name in keyof Tasks]: (given: Tasks[Name][0], doing: Doing) => Promise<Done<Tasks[Name][1]>> } = {
  async graphql({ request, ...asker }, doing) {
    answers ??= graphqlAnswers(doing.schema, doing.limits);
    const context = contextOf(asker, doing);
    const answer = await (await answers).answer(request, context);
    // `encode` gives bytes of their own, which can be given away; those of a Buffer may be a part of others'.
    const body = new TextEncoder().encode(answer.body);
    return { value: { ...answer, body, outcome: context.outcome }, moved: [body.buffer] };
  },
  async export({ address, format, ...asker }, doing) {
    const { pieces, ...head } = await fileAt(contextOf(asker, doing), address, format);
    await doing.tell(head);
    for await (const bytes of gathered(pieces)) {
      if (doing.signal.aborted) break;
      await doing.tell(bytes, bytes.length, [bytes.buffer]);
    }
    return { value: null };
  },
  async chart({ address, options, ...asker }, doing) {
    const chart = await drawChart(contextOf(asker, doing), address, options);
    return { value: chart && { svg: chart.svg } };
  },
  async import({ viewer, asked }, { db, signal, tell }) {
    return { value: await importFile(db, viewer, { ...asked, signal, onProgress: (progress) => void tell(progress) }) };
  },
  async look({ path, sheet }) {
    return { value: await lookAt(path, sheet) };
  },
};

export function tasks(name: string, given: unknown, doing: Doing): Promise<Done<unknown>> {
  return (performed[name as keyof Tasks] as (given: unknown, doing: Doing) => Promise<Done<unknown>>)(given, doing);
}

function contextOf({ viewer, today }: Asker, { db, schema, limits }: Doing): Context {
  return { db, schema, viewer, limits, today, outcome: { cacheable: false } };
}
