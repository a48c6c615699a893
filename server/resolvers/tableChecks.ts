// Tables as reports print them, checked without any store: of each total whether it adds up, and by how much not.
import { Arg, Ctx, Query, Resolver } from "type-graphql";
import { type CellPlace, type FailingSum, SumGoes, type SuspectFigure, TableCheck } from "../../schema/tables/tableCheck.ts";
import { decimalText, type Exact } from "../finance/exact.ts";
import { InputError } from "../finance/inputError.ts";
import type { Context } from "../http/context.ts";
import { pastedTable } from "../import/pastedTable.ts";
import { type CheckedSum, checkPrinted, type PlaceInTable, type Suspect } from "../reading/printed.ts";
import { readTable, type TableReading } from "../reading/table.ts";

@Resolver()
export class TableCheckResolver {
  @Query(() => TableCheck, {
    description:
      "Checks a table as a report printed it, by its own sums: down and across, totals, subtotals and what remains, to the precision that it is printed with. Nothing is stored. Of a table whose TOTAL prints 17,163 where its subtotals come to 17,153 it says so, and names that figure where it is the only one that would mend it.",
  })
  checkTable(
    @Ctx() { outcome }: Context,
    @Arg("text", () => String, {
      description: "The table with its headings: HTML as a spreadsheet or Word puts it on the clipboard, or text with tabs or commas; a million characters and 5,000 rows at most.",
    })
    text: string,
  ): TableCheck {
    outcome.passing = true;
    const table = readTable(pastedTable(text, "text"));
    if (!table) throw new InputError("text", "No row of this table names its columns. Copy the table with its headings.");
    const { sums, failing, suspects, named } = checkPrinted(table);
    return {
      title: table.title,
      unit: table.unit,
      columns: table.columns.map(({ name }) => name),
      rows: table.rows.map(({ at, kind, label, cells }) => ({ at, kind, label, cells: table.columns.map(({ index }) => cells[index] ?? "") })),
      sums: sums.length,
      failing: failing.map((sum) => failingSum(table, sum)),
      suspects: suspects.map((suspect) => suspectFigure(table, suspect)),
      named: named && suspectFigure(table, named),
      said: wholeSaid(sums.length, failing.length),
    };
  }
}

function wholeSaid(sums: number, failing: number): string {
  if (sums === 0) return "This table has no total, subtotal or difference that could be checked.";
  const right = sums - failing;
  return `${sums} ${sums === 1 ? "sum" : "sums"}: ${failing === 0 ? (sums === 1 ? "it adds up." : "all add up.") : `${right} ${right === 1 ? "adds" : "add"} up, ${failing} ${failing === 1 ? "does" : "do"} not.`}`;
}

function failingSum(table: TableReading, { at, goes, of, stated, computed, tooMuch }: CheckedSum): FailingSum {
  const decimals = decimalsAt(table, at);
  const apart = tooMuch.isNegative() ? tooMuch.negated() : tooMuch;
  return {
    at: placeOf(table, at),
    goes: goes === "down" ? SumGoes.DOWN : SumGoes.ACROSS,
    of: of.map((part) => placeOf(table, part)),
    stated: plain(stated, decimals),
    computed: plain(computed, decimals),
    said: `${nameOf(table, at)}: printed ${shown(stated, decimals)}; ${goes === "down" ? "the rows that it adds up" : "the columns beside it"} come to ${shown(computed, decimals)}, which is ${shown(apart, decimals)} ${tooMuch.isNegative() ? "more" : "less"}.`,
  };
}

function suspectFigure(table: TableReading, { at, stated, instead }: Suspect): SuspectFigure {
  const decimals = decimalsAt(table, at);
  return {
    at: placeOf(table, at),
    instead: plain(instead, decimals),
    said: `${nameOf(table, at)}: ${shown(instead, decimals)} instead of ${shown(stated, decimals)} would mend it.`,
  };
}

/** Columns are counted among those that are shown. */
function placeOf(table: TableReading, { row, column }: PlaceInTable): CellPlace {
  return { row, column: table.columns.findIndex(({ index }) => index === column) };
}

function nameOf(table: TableReading, { row, column }: PlaceInTable): string {
  return [table.rows[row]?.label || `Row ${table.rows[row]?.at}`, table.columns.find(({ index }) => index === column)?.name].join(", ");
}

function decimalsAt(table: TableReading, { row, column }: PlaceInTable): number {
  return /\.(\d+)/.exec(table.rows[row]?.cells[column] ?? "")?.[1]?.length ?? 0;
}

function shown(value: Exact, decimals: number): string {
  const rounded = value.rounded(decimals);
  return `${rounded < 0n ? "–" : ""}${decimalText(rounded < 0n ? -rounded : rounded, decimals, ",")}`;
}

function plain(value: Exact, decimals: number): string {
  const rounded = value.rounded(decimals);
  return `${rounded < 0n ? "-" : ""}${decimalText(rounded < 0n ? -rounded : rounded, decimals, "")}`;
}
