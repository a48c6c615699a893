// A table read as statistical neighbours: the DfE's wide list, a council a row with its neighbours by their old codes and how close each is.
import { isValue } from "./cellKinds.ts";
import type { Column } from "./columns.ts";
import { guardedOut } from "./guard.ts";
import { type LeftOut, type Proposed, refusedAs } from "./proposal.ts";
import { cellsIn } from "./rows.ts";
import type { TableReading } from "./table.ts";

export interface NeighbourColumns {
  readonly council: Column;
  readonly name: Column | null;
  /** In the order of the neighbours, with how close each is where a column says so. */
  /** Whether they are named rather than given by their codes. */
  readonly byName: boolean;
  readonly neighbours: readonly { readonly place: number; readonly code: Column; readonly close: Column | null }[];
}

export const neighbourMap = { target: "neighbours", subject: "Council", name: "Name", neighbour: "Neighbour", position: "Place" } as const;

const codeForm = /^\d{3}$/;
/** How close a neighbour is, which is no name of one. */
const closeName = /(p|closeness|distance|prox(imity)?)$/i;
const placed = /^(?:sn|stat(?:istical)? ?neighbours?|neighbours?|nn)[ _-]*(\d{1,2})(?:[ _-]*(?:p|closeness|distance|prox(?:imity)?|la|code|number))?$/i;

/** The columns of a list of neighbours; null where it is none. */
export function neighbourColumns(table: TableReading): NeighbourColumns | null {
  const share = (column: Column, form: RegExp) => {
    const given = cellsIn(table.rows, column);
    return given.length === 0 ? 0 : given.filter((cell) => form.test(cell)).length / given.length;
  };
  const numbered = table.columns.flatMap((column) => {
    const place = placed.exec(column.name)?.[1];
    return place === undefined ? [] : [{ column, place: Number(place), isCode: share(column, codeForm) >= 0.9 }];
  });
  const byName = !numbered.some(({ isCode }) => isCode);
  const isNeighbour = (each: (typeof numbered)[number]) => each.isCode || (byName && each.column.holds === "words" && !closeName.test(each.column.name));
  const neighbours = numbered
    .filter(isNeighbour)
    .map(({ column, place }) => ({ place, code: column, close: numbered.find((each) => !isNeighbour(each) && each.place === place)?.column ?? null }))
    .sort((one, other) => one.place - other.place);
  const others = table.columns.filter((column) => !numbered.some((each) => each.column === column));
  const name = others.find(({ name, holds }) => holds === "words" && /name|council|authority|^la\b|borough/i.test(name)) ?? null;
  const council = byName ? name : others.find((column) => /old|^la\b|lea|code|number/i.test(column.name) && share(column, codeForm) >= 0.9);
  if (neighbours.length < 2 || !council) return null;
  return { council, name: byName ? null : name, byName, neighbours };
}

/** Reads statistical neighbours out of a table: one line of the clean table for each neighbour of each council. */
export function neighboursIn(table: TableReading): Proposed {
  const columns = neighbourColumns(table);
  if (!columns) return refusedAs("No columns name each council's neighbours by their codes.");
  const leftOut: LeftOut[] = [];
  const { byName } = columns;
  const isOne = (text: string) => (byName ? text !== "" && !isValue(text) : codeForm.test(text));
  const councils = new Map<string, number>();
  const rows = table.rows.flatMap(({ at, kind, label, cells }) => {
    const code = cells[columns.council.index] ?? "";
    const out = (why: string): [] => {
      leftOut.push({ at: `row ${at}`, label, why, pence: [] });
      return [];
    };
    if (kind === "blank") return [];
    if (!isOne(code)) return out(code === "" ? `it names no council${byName ? "" : " by its old code"}` : `“${code}” is no ${byName ? "name" : "old code"} of a council`);
    const before = councils.get(code);
    if (before !== undefined) return out(`row ${before} has the neighbours of ${code}`);
    councils.set(code, at);
    const name = columns.name ? (cells[columns.name.index] ?? "") : "";
    const named = new Set<string>();
    return columns.neighbours.flatMap(({ place, code: column, close }) => {
      const neighbour = cells[column.index] ?? "";
      if (neighbour === "") return [];
      if (!isOne(neighbour) || neighbour === code || named.has(neighbour))
        return out(neighbour === code ? `${column.name} names the council itself` : `${column.name} says “${neighbour}”${named.has(neighbour) ? " a second time" : ""}`);
      named.add(neighbour);
      return [{ at, values: [code, name, neighbour, String(place), close ? (cells[close.index] ?? "") : ""] }];
    });
  });
  const used = new Set([columns.council, columns.name, ...columns.neighbours.flatMap(({ code, close }) => [code, close])]);
  const unused = table.columns.filter((column) => !used.has(column) && column.holds !== "nothing").map(({ name }) => [name, "who the neighbours are does not depend on it"]);
  const most = columns.neighbours.length;
  return {
    period: null,
    totals: [],
    incoming: { count: councils.size, sumPence: null },
    leftOut,
    asks:
      councils.size === 0
        ? []
        : [
            {
              about: "codes",
              question: `${councils.size} councils with up to ${most} neighbours each, by their ${byName ? "names" : "old codes"}: ${rows.length} in all.`,
              options: [byName ? "by name" : "by old code"],
              taken: byName ? "by name" : "by old code",
            },
          ],
    refused: councils.size === 0 ? `No row names a council${byName ? "" : " by its old code"}.` : null,
    clean: councils.size === 0 ? null : { table: { columns: ["Council", "Name", "Neighbour", "Place", "Close"], rows }, map: neighbourMap },
    columnsLeftOut: { ...Object.fromEntries(unused), ...guardedOut(table) },
  };
}
