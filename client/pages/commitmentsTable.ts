// The register of commitments as a table: stored terms side by side, nothing worked out but the places held on one day.
import type { CommitmentListed } from "../documents.ts";
import { daySaid, poundsSaid } from "../format.ts";
import type { SheetCell, SheetColumn, SheetRow, SheetTable } from "../grid/table.ts";
import { basesInShort, statusesSaid } from "../words.ts";

const columns: SheetColumn[] = [
  { key: "status", label: "Status", status: "", words: true },
  { key: "basis", label: "Cost follows from", status: "", words: true },
  { key: "price", label: "Price", status: "£" },
  { key: "places", label: "Places", status: "now" },
  { key: "from", label: "From", status: "", words: true },
  { key: "to", label: "To", status: "", words: true },
  { key: "uplift", label: "Uplift", status: "", words: true },
];

/** `today` is the day that the places are counted on: "2023-10-01". */
export function commitmentsTable(listed: readonly CommitmentListed[], series: readonly { id: string; name: string }[], today: string): SheetTable {
  return { title: "Commitments", unit: "Commitment", notes: [], columns, rows: listed.map((each) => commitmentRow(each, series, today)) };
}

function commitmentRow(each: CommitmentListed, series: readonly { id: string; name: string }[], today: string): SheetRow {
  const counted = each.basis === "WEEKLY_PRICE" || each.basis === "YEARLY_PRICE";
  const price = each.weeklyRatePounds ?? each.yearlyRatePounds;
  const shown = (text: string): SheetCell => ({ shown: text });
  const { from, to } = runs(each);
  return {
    key: each.id,
    kind: "COMMITMENT",
    level: 0,
    label: each.name,
    status: null,
    subjectId: each.id,
    cells: [
      shown(statusesSaid[each.status]),
      shown(basesInShort[each.basis]),
      shown(price === null ? "" : poundsSaid(price)),
      shown(counted ? String(placesOn(each, today) || "–") : ""),
      shown(from),
      shown(to),
      shown(series.find((one) => one.id === each.upliftSeriesId)?.name ?? ""),
    ],
  };
}

/** The places held on a day. Support is for places that are held already. */
export function placesOn({ places, endsOn }: Pick<CommitmentListed, "places" | "endsOn">, day: string): number {
  if (endsOn !== null && endsOn < day) return 0;
  return places.reduce((sum, each) => sum + (each.volume !== "SUPPORT" && each.startsOn <= day && (each.endsOn === null || each.endsOn >= day) ? each.places : 0), 0);
}

/** From its first day to its last, or from the first year with an amount to the last. */
function runs({ basis, places, amounts, endsOn }: CommitmentListed): { from: string; to: string } {
  if (basis === "AMOUNTS_BY_YEAR") return { from: amounts[0]?.year ?? "", to: endsOn === null ? (amounts[amounts.length - 1]?.year ?? "") : daySaid(endsOn) };
  const starts = places.map((each) => each.startsOn).sort();
  const ends = places.map((each) => each.endsOn);
  const last = ends.includes(null) ? null : (ends.sort()[ends.length - 1] ?? null);
  const ended = last !== null && endsOn !== null ? (last < endsOn ? last : endsOn) : (last ?? endsOn);
  return { from: starts[0] ? daySaid(starts[0]) : "", to: ended === null ? "open" : daySaid(ended) };
}
