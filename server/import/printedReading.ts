// A table as a report printed it, as the printed cells of a draft's table: which row of it each of its own is.
import type { Exact } from "../finance/exact.ts";
import { printedIn } from "../reading/printedTable.ts";
import type { Ask, LeftOut } from "../reading/proposal.ts";
import type { TableReading } from "../reading/table.ts";
import { draftsOf, versionAsked } from "./budgetReading.ts";
import { computedRows } from "./computedRows.ts";
import { seenAmounts } from "./seenRows.ts";
import type { Reader, TargetReading } from "./targetReading.ts";

export async function printedReading(table: TableReading, { stored, choices }: Reader): Promise<TargetReading> {
  const asked = versionAsked(stored && choices.version === undefined ? await draftsOf(stored) : [], choices.version);
  const version = choices.version ?? asked?.taken;
  const read = printedIn(table, choices);
  const computed = stored && version !== undefined ? await stored.db.read((on) => computedRows(on, stored.viewer, stored.authorityId, version)) : null;
  const reference = choices.reference ?? table.title ?? undefined;
  const asks: Ask[] = [
    ...read.asks,
    ...(asked ? [asked] : []),
    { about: "reference", question: "Which report printed it, and where?", options: [], ...(reference !== undefined && { taken: reference }) },
  ];
  const leftOut: LeftOut[] = [...read.leftOut];
  const isOpen = asks.some(({ taken }) => taken === undefined);
  const outside = computed ? read.years.filter((year) => !computed.years.includes(year)) : [];
  for (const year of outside) leftOut.push({ at: `column ${year}`, label: year, why: `${version} has no such year`, pence: [] });
  // What a part of the cost centres comes to is not the whole budget, whatever it is called.
  const printedKeys = new Set(read.rows.flatMap(({ label }) => computed?.named(label, false)?.key ?? []));
  const centres = computed?.centres.filter((key) => printedKeys.has(key)).length ?? 0;
  const isWhole = centres === 0 || centres === computed?.centres.length;
  const taken = new Map<string, number>();
  let turned = 0;
  const rows = read.rows.flatMap(({ at, label, kind, printed }) => {
    const out = (why: string): [] => {
      leftOut.push({ at: `row ${at}`, label, why, pence: [] });
      return [];
    };
    const row = computed ? computed.named(label, isWhole && (kind === "total" || kind === "subtotal" || kind === "leaf")) : { key: "", label };
    if (!row) return out("no row of the table is called this");
    const before = taken.get(row.label);
    if (before !== undefined) return out(`row ${before} is ${row.label} already`);
    taken.set(row.label, at);
    // A commitment is deducted, and reports print it with brackets or without.
    const isTurned = row.key.startsWith("commitment:") && printed.every((each) => each === null || !each.isNegative()) && printed.some((each) => each && !each.isNil());
    if (isTurned) turned += 1;
    const cells = printed.map((each, index) => (each === null || outside.includes(read.years[index] as string) ? null : isTurned ? each.negated() : each));
    return [{ at, label: row.label, cells }];
  });
  if (turned > 0)
    asks.push({
      about: "sums",
      question: `${turned === 1 ? "A commitment is" : `${turned} commitments are`} printed without a minus, and ${turned === 1 ? "is" : "are"} deducted in the table.`,
      options: ["deducted"],
      taken: "deducted",
    });
  const years = read.years.filter((year) => !outside.includes(year));
  const count = rows.reduce((sum, { cells }) => sum + cells.filter((each) => each !== null).length, 0);
  const column = (year: string) => read.years.indexOf(year);
  return {
    unit: read.unit,
    years: read.years,
    amountColumns: read.columns,
    seenAmounts: () => seenAmounts(table, { ...read, across: false }, []),
    totals: read.totals,
    leftOut,
    asks,
    columnsLeftOut: read.columnsLeftOut,
    refused: count === 0 && !isOpen ? "No row of this table is one of the draft’s table." : null,
    incoming: { count, sumPence: null },
    clean:
      isOpen || count === 0 || version === undefined
        ? null
        : {
            table: {
              columns: ["Row", ...years],
              rows: rows.map(({ at, label, cells }) => ({ at, values: [label, ...years.map((year) => decimal(cells[column(year)] ?? null))] })),
            },
            map: { target: "printed table", version, row: "Row", years: Object.fromEntries(years.map((year) => [year, year])), unit: read.unit, reference },
          },
  };
}

const decimal = (value: Exact | null) => (value === null ? "" : value.toString());
