// A table that was pasted onto a sheet, read by the import's own reading: the file goes to the server, is read as a budget of the sheet's draft, and is forgotten.
import type { NamedBlock, NamedLines, NearNames } from "../grid/namedTable.ts";
import type { Proposal } from "../written/proposal.ts";
import { sendFile, stopOrForget } from "./files.ts";
import { askReading } from "./proposal.ts";
import { amountSaid, unitWords } from "./readWords.ts";

/** @throws Refused, or an Error that says what of it cannot be read. */
export async function readPasted(authority: string, version: string, { content, namesYears }: NamedBlock, sheetUnit: string, near: NearNames): Promise<NamedLines> {
  const unit = unitWords.find(([, said]) => said === sheetUnit)?.[0] ?? "pounds";
  const { id } = await sendFile(authority, new File([content], "Pasted table"));
  try {
    // What was said of a file with these columns is not said of what is pasted.
    const asked = { as: "budget" as const, version, afresh: true, near, exchanged: "as they are" as const, ...(!namesYears && { unit }) };
    const first = await askReading(id, asked);
    // What does not say its unit is in the sheet's.
    const read = first.asks.some(({ about }) => about === "unit") ? await askReading(id, { ...asked, unit }) : first;
    return linesOf(read);
  } finally {
    void stopOrForget(id);
  }
}

function linesOf({ clean, names, years, leftOut, totals, asks, refused, unit }: Proposal): NamedLines {
  if (!clean) throw new Error(refused ?? asks.find(({ taken }) => taken === undefined)?.question ?? "There is no line with an amount in it.");
  const places = years.map((year) => clean.table.columns.indexOf(year));
  return {
    unit: unitWords.find(([each]) => each === unit)?.[1] ?? "£",
    lines: clean.table.rows.map(({ values }) => ({
      name: values[0] ?? "",
      amounts: Object.fromEntries(years.map((year, index) => [year, values[places[index] as number] ?? ""])),
    })),
    near: names.flatMap(({ how, name, stored }) => (how === "near" && stored !== null ? [{ name, stored }] : [])),
    leftOut: leftOut.map(({ at, label, why }) => ({ said: label === "" ? at : label, why })),
    wrong: [
      ...names.flatMap(({ how, name, stored }) => (how === "exchanged" ? [`“${name}” has the figures that are stored of “${stored}”.`] : [])),
      ...totals.flatMap(({ label, stated, computed, agrees }) =>
        agrees.flatMap((each, index) =>
          each === false ? [`${label}, ${years[index]}: it says ${amountSaid(stated[index] ?? 0)} where its lines come to ${amountSaid(computed[index] ?? 0)}.`] : [],
        ),
      ),
    ],
  };
}
