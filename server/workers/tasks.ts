// What a thread beside the event loop does: the very functions that the event loop would run, with what they give made into bytes.
import type { GraphQLSchema } from "graphql";
import type { Db } from "../../db/engine/open.ts";
import type { Viewer } from "../../db/viewer.ts";
import type { ExportFormat } from "../../schema/tables/export.ts";
import { type ChartOptions, drawChart } from "../export/charts/charts.ts";
import type { ExportedFile } from "../export/exporting.ts";
import { fileAt } from "../export/exporting.ts";
import { type Context, newOutcome, noting, type Outcome } from "../http/context.ts";
import type { Whose } from "../http/etag.ts";
import { type GraphqlAnswer, type GraphqlAnswers, type GraphqlRequest, graphqlAnswers } from "../http/graphqlAnswers.ts";
import { packed, packedFrom } from "../http/packed.ts";
import type { Limits } from "../http/settings.ts";
import { type ImportAsked, type ImportResult, importFile } from "../import/importFile.ts";
import { type FileLook, lookAt } from "../import/look.ts";
import { type ReadingAsked, readFileAs } from "../import/reading.ts";
import type { Proposal } from "../reading/proposal.ts";
import { KeptTables } from "../tables/builtTables.ts";
import { gathered } from "./gathered.ts";

/** Who asks, and when. */
export interface Asker {
  readonly viewer: Viewer;
  readonly today: string;
}

/** What each task is given, and gives. */
export interface Tasks {
  /** `packs`: a large answer is packed. */
  graphql: [
    given: Asker & { request: GraphqlRequest; packs: boolean },
    answer: GraphqlAnswer & { outcome: Omit<Outcome, "reads" | "codes">; codes: readonly string[]; whose: Whose },
  ];
  /** Tells the file's head first, and then its pieces. */
  export: [given: Asker & { address: string; format: ExportFormat }, answer: null];
  chart: [given: Asker & { address: string; options: ChartOptions }, answer: { chart: { svg: string } | null; whose: Whose }];
  /** Tells how far it is. */
  import: [given: { viewer: Viewer; asked: Omit<ImportAsked, "onProgress" | "signal"> }, answer: ImportResult];
  look: [given: { path: string; sheet: string | undefined }, answer: FileLook];
  reading: [given: { viewer: Viewer; authorityId: string; asked: ReadingAsked }, answer: Proposal];
}

export type FileHead = Omit<ExportedFile, "pieces"> & { readonly whose: Whose };

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

const tables = new KeptTables();
let answers: Promise<GraphqlAnswers> | undefined;

const performed: { [Name in keyof Tasks]: (given: Tasks[Name][0], doing: Doing) => Promise<Done<Tasks[Name][1]>> } = {
  async graphql({ request, packs, ...asker }, doing) {
    answers ??= graphqlAnswers(doing.schema, doing.limits);
    const context = contextOf(asker, doing);
    const { body: text, ...answer } = await (await answers).answer(request, context);
    const isPacked = packs && text.length >= packedFrom;
    // `encode` gives bytes of their own, which can be given away; those of a Buffer may be a part of others'.
    const body = isPacked ? await packed(text) : new TextEncoder().encode(text);
    const { reads, codes = [], ...outcome } = context.outcome;
    return { value: { ...answer, body, packed: isPacked, outcome, codes, whose: reads.whose }, moved: [body.buffer] };
  },
  async export({ address, format, ...asker }, doing) {
    const context = contextOf(asker, doing);
    const { pieces, ...head } = await fileAt(context, address, format);
    await doing.tell({ ...head, whose: context.outcome.reads.whose });
    for await (const bytes of gathered(pieces)) {
      if (doing.signal.aborted) break;
      await doing.tell(bytes, bytes.length, [bytes.buffer]);
    }
    return { value: null };
  },
  async chart({ address, options, ...asker }, doing) {
    const context = contextOf(asker, doing);
    const chart = await drawChart(context, address, options);
    return { value: { chart: chart && { svg: chart.svg }, whose: context.outcome.reads.whose } };
  },
  async import({ viewer, asked }, { db, signal, tell }) {
    return { value: await importFile(db, viewer, { ...asked, signal, onProgress: (progress) => void tell(progress) }) };
  },
  async look({ path, sheet }) {
    return { value: await lookAt(path, sheet) };
  },
  async reading({ viewer, authorityId, asked }, { db }) {
    return { value: await readFileAs({ db, viewer, authorityId }, asked) };
  },
};

export function performTask(name: string, given: unknown, doing: Doing): Promise<Done<unknown>> {
  return (performed[name as keyof Tasks] as (given: unknown, doing: Doing) => Promise<Done<unknown>>)(given, doing);
}

function contextOf({ viewer, today }: Asker, { db, schema, limits }: Doing): Context {
  const outcome = newOutcome();
  return { db: noting(db, outcome), schema, tables, viewer, limits, today, outcome };
}
