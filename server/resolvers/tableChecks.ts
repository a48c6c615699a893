// Tables as reports print them, checked without any store: of each total whether it adds up, and by how much not.
import { Arg, Ctx, Query, Resolver } from "type-graphql";
import { type CellPlace, type FailingShare, type FailingSum, SumGoes, type SuspectFigure, TableCheck } from "../../schema/tables/tableCheck.ts";
import { decimalText, type Exact } from "../finance/exact.ts";
import { InputError } from "../finance/inputError.ts";
import type { Context } from "../http/context.ts";
import { pastedTable } from "../import/pastedTable.ts";
import type { PlaceInTable } from "../reading/placeInTable.ts";
import { type CheckedSum, checkPrinted, type Suspect } from "../reading/printed.ts";
import type { CheckedShare } from "../reading/printedShares.ts";
import { decimalsAt, shareSaid, sumSaid, suspectSaid } from "../reading/printedWords.ts";
import { readTable, type TableReading } from "../reading/table.ts";

@Resolver()
export class TableCheckResolver {
  @Query(() => TableCheck, {
    description:
      "Checks a table as a report printed it, by its own sums: down and across, totals, subtotals, what remains and shares, to the precision that it is printed with. Nothing is stored. Of a table whose TOTAL prints 17,163 where its subtotals come to 17,153 it says so, and names that figure where it is the only one that would mend it.",
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
    const { sums, failing, shares, suspects, named } = checkPrinted(table);
    const wrongShares = shares.filter(({ agrees }) => !agrees);
    return {
      title: table.title,
      unit: table.unit,
      columns: table.columns.map(({ name }) => name),
      rows: table.rows.map(({ at, kind, label, cells }) => ({ at, kind, label, cells: table.columns.map(({ index }) => cells[index] ?? "") })),
      sums: sums.length,
      failing: failing.map((sum) => failingSum(table, sum)),
      shares: shares.length,
      failingShares: wrongShares.map((share) => failingShare(table, share)),
      suspects: suspects.map((suspect) => suspectFigure(table, suspect)),
      named: named && suspectFigure(table, named),
      said: wholeSaid(sums.length, failing.length, shares.length, wrongShares.length),
    };
  }
}

function wholeSaid(sums: number, failing: number, shares: number, wrong: number): string {
  if (sums === 0 && shares === 0) return "This table has no total, subtotal, difference or share that could be checked.";
  const said = [
    ...(sums > 0 ? [countSaid(sums, failing, "sum", "adds up", "add up", "does not", "do not")] : []),
    ...(shares > 0 ? [countSaid(shares, wrong, "share", "is right", "are right", "is not", "are not")] : []),
  ];
  return said.join(" ");
}

function countSaid(all: number, failing: number, noun: string, isRight: string, areRight: string, isNot: string, areNot: string): string {
  const right = all - failing;
  const rest = failing === 0 ? (all === 1 ? `it ${isRight}.` : `all ${areRight}.`) : `${right} ${right === 1 ? isRight : areRight}, ${failing} ${failing === 1 ? isNot : areNot}.`;
  return `${all} ${noun}${all === 1 ? "" : "s"}: ${rest}`;
}

function failingShare(table: TableReading, share: CheckedShare): FailingShare {
  const { at, of, outOf, stated, computed } = share;
  const decimals = decimalsAt(table, at);
  return {
    at: placeOf(table, at),
    of: placeOf(table, of),
    outOf: placeOf(table, outOf),
    stated: plain(stated, decimals),
    computed: plain(computed, decimals),
    said: shareSaid(table, share),
  };
}

function failingSum(table: TableReading, sum: CheckedSum): FailingSum {
  const { at, goes, of, stated, computed } = sum;
  const decimals = decimalsAt(table, at);
  return {
    at: placeOf(table, at),
    goes: goes === "down" ? SumGoes.DOWN : SumGoes.ACROSS,
    of: of.map((part) => placeOf(table, part)),
    stated: plain(stated, decimals),
    computed: plain(computed, decimals),
    said: sumSaid(table, sum),
  };
}

function suspectFigure(table: TableReading, suspect: Suspect): SuspectFigure {
  const { at, instead } = suspect;
  const decimals = decimalsAt(table, at);
  return {
    at: placeOf(table, at),
    instead: plain(instead, decimals),
    said: suspectSaid(table, suspect),
  };
}

/** Columns are counted among those that are shown. */
function placeOf(table: TableReading, { row, column }: PlaceInTable): CellPlace {
  return { row, column: table.columns.findIndex(({ index }) => index === column) };
}

function plain(value: Exact, decimals: number): string {
  const rounded = value.rounded(decimals);
  return `${rounded < 0n ? "-" : ""}${decimalText(rounded < 0n ? -rounded : rounded, decimals, "")}`;
}
