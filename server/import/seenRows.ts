// The first rows of a table with what becomes of each, for people to look at: the name that it comes in by, its amounts as they were read, and why it is left out.
import { Exact } from "../finance/exact.ts";
import { type MoneyUnit, poundsAndPence } from "../finance/money.ts";
import { type BudgetLineRead, type BudgetRead, penceIn } from "../reading/budgetLines.ts";
import type { CleanTable, LeftOut, Proposal, SeenAmount, SeenRow } from "../reading/proposal.ts";
import type { TableReading } from "../reading/table.ts";
import type { SeenAmounts } from "./targetReading.ts";

/** So many rows go with a proposal. */
const mostSeen = 200;

const numberOfRow = (at: string): number | null => {
  const found = /^row (\d+)$/.exec(at);
  return found ? Number(found[1]) : null;
};

export function seenRows(table: TableReading, leftOut: readonly LeftOut[], clean: Proposal["clean"], amounts: SeenAmounts = new Map()): SeenRow[] {
  const whys = new Map(leftOut.flatMap(({ at, why }) => (numberOfRow(at) === null ? [] : [[numberOfRow(at) as number, why] as const])));
  const names = clean === null ? new Map<number, string>() : namesIn(clean.table);
  return table.rows.slice(0, mostSeen).map((row) => ({ ...row, name: names.get(row.at) ?? null, leftOut: whys.get(row.at) ?? null, amounts: amounts.get(row.at) ?? [] }));
}

/** Where the name of what comes in stands: of an outcome that of the smallest place that its row names. */
const namedBy = ["Cost centre", "Name", "Subject", "la_name", "region_name", "country_name"];

function namesIn({ columns, rows }: CleanTable): Map<number, string> {
  const places = namedBy.map((name) => columns.indexOf(name)).filter((place) => place >= 0);
  return new Map(
    rows.flatMap(({ at, values }) => {
      const name = places.map((place) => values[place] ?? "").find((each) => each !== "");
      return name === undefined ? [] : [[at, name] as const];
    }),
  );
}

const withAmounts: ReadonlySet<string> = new Set(["leaf", "subtotal", "total", "memorandum", "excluded"]);

/** The amounts of a budget's first rows: of its lines as they come in, and of its other rows as they stand there. */
export function seenAmounts(
  table: TableReading,
  { unit, years, columns, across, totals }: Pick<BudgetRead, "unit" | "years" | "columns" | "across" | "totals">,
  lines: readonly BudgetLineRead[],
): SeenAmounts {
  const comesIn = new Map(lines.flatMap((line) => line.places.map(({ row, column }, index) => [`${row} ${column}`, line.pence[index] ?? null] as const)));
  const yearsDown = columns.length < years.length;
  const totalAt = new Map(totals.map((total) => [total.at, total]));
  return new Map(
    table.rows.slice(0, mostSeen).map(({ at, kind, cells }) => [
      at,
      !withAmounts.has(kind)
        ? []
        : columns.flatMap((column, index): SeenAmount[] => {
            const text = cells[column] ?? "";
            const pence = comesIn.get(`${at} ${column}`) ?? penceIn(text, unit, table.ownPounds);
            const total = totalAt.get(across ? `column ${table.columns[column]?.name}` : `row ${at}`);
            return pence === null
              ? []
              : [
                  {
                    column,
                    pence,
                    inWords: inWords(text, pence, unit),
                    agrees: (total && (yearsDown ? total.agrees.find((each) => each !== null) : total.agrees[across ? 0 : index])) ?? null,
                  },
                ];
          }),
    ]),
  );
}

/** An amount where its text does not plainly say it. Digits alone do, and so does an amount in pounds with its pound sign. */
function inWords(text: string, pence: number, unit: MoneyUnit): string | null {
  const digits = /^-?(\d{1,3}(,\d{3})+|\d+)(\.\d+)?$/.test(text);
  if (digits && penceIn(text, unit) === pence) return null;
  const whole = poundsAndPence(Exact.pence(pence));
  const short = whole.replace(/\.00$/, "");
  const written = text.replace("-", "−");
  return [whole, short].some((each) => each.replace("-", "−").replace("–", "−") === written) ? null : short.replace("-", "−").replace("–", "−");
}
