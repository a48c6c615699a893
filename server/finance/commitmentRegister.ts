// The register of commitments: stored terms side by side, with the places that each holds on one day.
import { type Day, dayInShort, dayInWords } from "./day.ts";
import { Exact } from "./exact.ts";
import type { CommitmentFacts } from "./facts.ts";
import { input, sum } from "./figure.ts";
import { type CellUnit, type MoneyUnit, unitDecimals, unitLabel, unitSaid } from "./money.ts";
import { ReportCell, type ReportRow, type ReportTable } from "./table.ts";

export interface CommitmentRegisterFacts {
  authorityName: string;
  commitments: readonly (CommitmentFacts & { readonly provider?: string | null })[];
  /** The names of uplift series by their ids. */
  seriesNames: ReadonlyMap<string, string>;
  /** What the register is narrowed to, a sentence each. */
  narrowedTo: readonly string[];
}

/** What a commitment's cost follows from, as the register says it. */
export const basesSaid = {
  "weekly price": "A price a week",
  "yearly price": "A price a year",
  "fixed by year": "A fixed amount a year",
  "amounts by year": "Stated year by year",
} as const;

/**
 * One row a commitment. The price is of a place for a week or a year, or of the whole a year for a fixed amount, as stated and not lifted;
 * the places are those held on the day. Nine places at £5,963.00 a week from 1 October 2023 have 9 on that day and none on the day before.
 */
export function commitmentRegister(facts: CommitmentRegisterFacts, { asAt, unit }: { asAt: Day; unit: MoneyUnit }): ReportTable {
  return {
    id: "commitments",
    title: `${facts.authorityName}: commitments on ${dayInWords(asAt)}`,
    source: null,
    unit,
    columns: [
      { key: "status", label: "Status", status: "", words: true },
      { key: "basis", label: "Cost follows from", status: "", words: true },
      { key: "price", label: "Price", status: unitLabel(unit) },
      { key: "places", label: "Places", status: `on ${dayInShort(asAt)}` },
      { key: "from", label: "From", status: "", words: true },
      { key: "to", label: "To", status: "", words: true },
      { key: "uplift", label: "Uplift", status: "", words: true },
      { key: "weeks", label: "Weeks in a year", status: "", words: true },
      { key: "provider", label: "Provider", status: "", words: true },
    ],
    rows: facts.commitments.map((each): ReportRow => {
      const { from, to } = runs(each);
      return {
        key: each.id,
        kind: "commitment",
        level: 0,
        label: each.name,
        status: null,
        subjectId: each.id,
        cells: [
          ReportCell.words(capital(each.status)),
          ReportCell.words(basesSaid[each.basis]),
          priceCell(each, unit),
          placesCell(each, asAt),
          ReportCell.words(from),
          ReportCell.words(to),
          ReportCell.words(each.upliftSeriesId === null ? "" : (facts.seriesNames.get(each.upliftSeriesId) ?? "")),
          ReportCell.words(each.basis === "weekly price" ? (each.weeksPerYear ?? "") : ""),
          ReportCell.words(each.provider ?? ""),
        ],
      };
    }),
    notes:
      facts.commitments.length === 0
        ? [...facts.narrowedTo]
        : [
            ...facts.narrowedTo,
            `Prices are in ${unitSaid(unit)}, as stated, before any uplift: of a place for a week or a year, or of the whole for a fixed amount a year.`,
            `Places are those held on ${dayInWords(asAt)}. Support is for places that are counted already.`,
          ],
  };
}

/** A cell of words begins with a capital, as the cells beside it do: "approved" is "Approved". */
function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function priceCell({ basis, weeklyRatePounds, yearlyRatePounds }: CommitmentFacts, unit: MoneyUnit): ReportCell {
  const price = weeklyRatePounds ?? yearlyRatePounds ?? null;
  if (price === null) return ReportCell.words("");
  const value = Exact.decimal(price);
  return new ReportCell(input(value, basis === "weekly price" ? "pounds a week" : "pounds a year"), priceUnit(value, unit));
}

/** A price in pounds keeps the parts of a penny that it has. */
export function priceUnit(price: Exact, unit: MoneyUnit): CellUnit {
  const decimals = (price.toString().split(".")[1] ?? "").length;
  return unit === "pounds" && decimals > unitDecimals(unit) ? { poundsTo: decimals } : unit;
}

function placesCell({ basis, places, endsOn }: CommitmentFacts, day: Day): ReportCell {
  if (basis !== "weekly price" && basis !== "yearly price") return ReportCell.words("");
  const ended = endsOn !== null && endsOn < day;
  const held = places.filter((each) => !ended && each.volume !== "support" && each.startsOn <= day && (each.endsOn === null || each.endsOn >= day));
  const parts = held.map(({ places, label }) => input(Exact.whole(places), label ? { count: `places (${label})` } : "places"));
  return new ReportCell(sum(parts.length > 0 ? parts : [input(Exact.nil, "places")]), { count: "places", decimals: 0 });
}

/** From its first day to its last, or from the first year with an amount to the last. */
function runs({ basis, places, amounts, endsOn }: CommitmentFacts): { from: string; to: string } {
  if (basis === "amounts by year") {
    const years = amounts.map(({ year }) => year).sort();
    return { from: years[0] ?? "", to: endsOn === null ? (years[years.length - 1] ?? "") : dayInShort(endsOn) };
  }
  const starts = places.map((each) => each.startsOn).sort();
  const ends = places.map((each) => each.endsOn);
  const last = ends.includes(null) ? null : (ends.sort()[ends.length - 1] ?? null);
  const ended = last !== null && endsOn !== null ? (last < endsOn ? last : endsOn) : (last ?? endsOn);
  return { from: starts[0] ? dayInShort(starts[0]) : "", to: ended === null ? "open" : dayInShort(ended) };
}
