// A table's chart as a file of its own: drawn in lines, or as a picture.
import { InputError } from "../../finance/inputError.ts";
import { listed } from "../../finance/listed.ts";
import type { Exported, ExportedChart, Pieces } from "../exported.ts";
import { chartedTables } from "./charts.ts";

/** @throws InputError where the table has no chart. */
export function chartSvg(exported: Exported): Pieces {
  return [chartIn(exported).svg];
}

/** @throws InputError where the table has no chart. */
export function chartPng(exported: Exported): Pieces {
  return picture(chartIn(exported));
}

async function* picture({ png }: ExportedChart): Pieces & AsyncGenerator<Uint8Array> {
  yield await png();
}

function chartIn({ tables, chart }: Exported): ExportedChart {
  const [table] = tables;
  const found = table ? chart(table) : null;
  if (found) return found;
  const isCharted = table !== undefined && chartedTables.includes(table.address.split("?")[0] as string);
  throw new InputError(
    "format",
    isCharted ? "There is nothing to draw in this table yet. Choose another format." : `This table has no chart; ${listed(chartedTables)} have one. Choose another format.`,
  );
}
