// From addresses to a file: the tables and their charts are read in one snapshot of the data, and then written piece by piece.

import type { Db } from "../../db/engine/open.ts";
import { reports } from "../../db/reports.ts";
import { Refusal } from "../../db/write/refusal.ts";
import type { ExportFormat } from "../../schema/tables/export.ts";
import { InputError } from "../finance/inputError.ts";
import type { Context } from "../http/context.ts";
import { drawChart } from "./charts/charts.ts";
import { pngOf } from "./charts/png.ts";
import type { ExportedChart, Pieces } from "./exported.ts";
import { fileName } from "./fileName.ts";
import { formats } from "./formats.ts";
import { type PrintedTable, printed } from "./printed.ts";
import { readTable } from "./tables.ts";

/** What is to be exported: one table, or a report's. */
export interface ToExport {
  /** A report's name; of one table, its own title. */
  readonly title?: string;
  readonly tables: readonly { readonly address: string /** In place of the table's own title. */; readonly heading?: string | null }[];
}

export interface ExportedFile {
  readonly name: string;
  readonly mediaType: string;
  readonly dataVersion: number;
  readonly pieces: Pieces;
}

/** A report's own address: "report?id=…". */
const report = "report";

/** The file of the table at an address, or of the report at one: "mediumTermTable?authority=essex", "report?id=…". @throws as `exported`. */
export async function fileAt(context: Context, address: string, format: ExportFormat): Promise<ExportedFile> {
  const [name, ...rest] = address.split("?");
  if (name !== report) return exported(context, { tables: [{ address }] }, format);
  const given = new URLSearchParams(rest.join("?"));
  const id = given.get("id");
  if (id === null || given.size !== 1) throw new InputError("id", "Ask for a report by its id alone: report.docx?id=…");
  const held = await context.db.read((on) => reports.byId(on, context.viewer, id));
  return exported(context, { title: held.name, tables: held.items }, format);
}

/** The file of some tables. @throws what their queries throw, saying which table of several it is; nothing is written by then. */
export async function exported(context: Context, { title, tables }: ToExport, format: ExportFormat): Promise<ExportedFile> {
  const { holdsSeveral, charts: drawn, mediaType, write } = formats[format];
  if (tables.length === 0) throw new InputError("id", "This report has no tables yet. Add some, then export it.");
  if (title !== undefined && !holdsSeveral)
    throw new InputError("format", `A file of the kind .${format} holds one table. A report's tables go into .docx, .xlsx, .ods, .html, .md, .json or .values.csv.`);
  return inSnapshot(context, async (within) => {
    const read: PrintedTable[] = [];
    const charts = new Map<PrintedTable, ExportedChart>();
    for (const [index, { address, heading }] of tables.entries()) {
      try {
        const table = printed(await readTable(within, address));
        const named = heading ? { ...table, title: heading } : table;
        read.push(named);
        const chart = drawn ? await chartOf(within, table.address, heading) : null;
        if (chart) charts.set(named, chart);
      } catch (error) {
        throw title === undefined ? error : ofTable(error, `Table ${index + 1} of the report${heading ? `, ${heading}` : ""}`);
      }
    }
    const [first] = read as [PrintedTable];
    const said = title ?? first.title;
    return {
      name: fileName(said, first.dataVersion, format),
      mediaType,
      dataVersion: first.dataVersion,
      pieces: write({
        title: said,
        tables: read,
        isReport: title !== undefined,
        dataVersion: first.dataVersion,
        madeOn: context.today,
        chart: (table) => charts.get(table) ?? null,
      }),
    };
  });
}

/** Runs `work` where everything that it reads is of one moment. */
function inSnapshot<Result>(context: Context, work: (within: Context) => Promise<Result>): Promise<Result> {
  return context.db.read((on) => {
    const db: Db = { ...context.db, read: (inner) => context.outcome.reads.during(on, inner) };
    return work({ ...context, db });
  });
}

async function chartOf(context: Context, address: string, title: string | null | undefined): Promise<ExportedChart | null> {
  const chart = await drawChart(context, address, { standalone: true, title });
  return chart && { ...chart, png: () => pngOf(chart.svg) };
}

function ofTable(error: unknown, where: string): unknown {
  if (error instanceof InputError) return new InputError(error.field, `${where}: ${error.message}`);
  if (error instanceof Refusal) return new Refusal(error.code, error.field, `${where}: ${error.message}`);
  return error;
}
