// The address holds the context of a sheet: which sheet, whose figures, which version, years and unit, which cell, which panel.
import { useSyncExternalStore } from "react";
import { type SheetName, sheetOf } from "./sheets.ts";

export type Unit = "POUNDS" | "THOUSANDS" | "MILLIONS";

export interface Address {
  /** The path. */
  sheet: SheetName;
  authority?: string;
  version?: string;
  from?: string;
  to?: string;
  unit?: Unit;
  /** Which partnership, block case, decision or arrangement is open. */
  of?: string;
  period?: string;
  /** A day, "2023-10-01". */
  asAt?: string;
  occupancy?: string;
  /** Another view of the same sheet: "byCostCentre". */
  view?: string;
  /** Which KPI is open on its own, what outcomes are compared with, and which publication they are shown as. */
  kpi?: string;
  against?: string;
  publication?: string;
  /** What a list is narrowed to: a part of a name, a status. */
  find?: string;
  status?: string;
  /** The selected cell: "row key|column key". */
  cell?: string;
  /** What the side panel shows: "commitment:<id>", "costCentre:<id>", "history", … */
  panel?: string;
  chart?: string;
  /** How the sheet is arranged: client/arranging/arrangement.ts says how these are written. */
  rows?: string;
  kinds?: string;
  where?: string;
  sort?: string;
  hide?: string;
  order?: string;
  freeze?: string;
  /** A view that was saved under a name, by its id: what it holds takes the place of this. */
  saved?: string;
}

export type Move = { [Key in keyof Address]?: Address[Key] | undefined };

const keys = [
  "authority",
  "version",
  "from",
  "to",
  "unit",
  "of",
  "period",
  "asAt",
  "occupancy",
  "view",
  "kpi",
  "against",
  "publication",
  "find",
  "status",
  "cell",
  "panel",
  "chart",
  "rows",
  "kinds",
  "where",
  "sort",
  "hide",
  "order",
  "freeze",
  "saved",
] as const;
const keptAcrossSheets: readonly string[] = ["authority", "unit"];
/** What moves with the cursor or a key stroke is no step to go back from. */
const passing: readonly string[] = ["cell", "find", "rows"];
/** What a saved view leaves out: whose sheet it is, where one stands in it, and what is open beside it. */
const notOfView: readonly string[] = ["authority", "cell", "panel", "saved"];
/** What a saved view may hold. */
export const viewKeys: readonly string[] = keys.filter((key) => !notOfView.includes(key));

/** What another authority's figures have none of: to be given to `goTo` together with her. */
export const elsewhere = Object.fromEntries(keys.filter((key) => !keptAcrossSheets.includes(key)).map((key) => [key, undefined])) as Move;

const moved = new EventTarget();

function listen(listener: () => void): () => void {
  moved.addEventListener("moved", listener);
  window.addEventListener("popstate", listener);
  return () => {
    moved.removeEventListener("moved", listener);
    window.removeEventListener("popstate", listener);
  };
}

export function useAddress(): Address {
  const path = useSyncExternalStore(listen, () => window.location.pathname);
  const search = useSyncExternalStore(listen, () => window.location.search);
  const held = new URLSearchParams(search);
  return { sheet: sheetOf(path), ...Object.fromEntries(keys.flatMap((key) => (held.get(key) ? [[key, held.get(key)]] : []))) };
}

/** Where a change of the address leads; undefined takes a part away. Another sheet keeps whose figures are shown and in which unit. */
export function hrefOf({ sheet, ...change }: Move): string {
  const here = sheetOf(window.location.pathname);
  const leaves = sheet !== undefined && sheet !== here;
  const next = new URLSearchParams(window.location.search);
  if (leaves) for (const key of [...next.keys()]) if (!keptAcrossSheets.includes(key)) next.delete(key);
  for (const [key, value] of Object.entries(change)) {
    if (value === undefined) next.delete(key);
    else next.set(key, value);
  }
  return `/${sheet ?? here}${next.size > 0 ? `?${next}` : ""}`;
}

/** What of the present address a saved view holds: "sort=2023%2F24+down&unit=POUNDS". */
export function viewHere(): string {
  const held = new URLSearchParams(window.location.search);
  return new URLSearchParams(viewKeys.flatMap((key) => (held.get(key) ? [[key, held.get(key) as string]] : []))).toString();
}

/** The move to a saved view: what it holds, and nothing of what else stands in the address but whose sheet it is. */
export function viewMove(held: string): Move {
  const parts = new URLSearchParams(held);
  return Object.fromEntries([...viewKeys, "cell", "saved"].map((key) => [key, parts.get(key) ?? undefined])) as Move;
}

/** Goes to an address as a whole: "/outcomes?authority=essex&panel=kpi:new". */
export function goToAddress(address: string): void {
  if (address === window.location.pathname + window.location.search) return;
  window.history.pushState(null, "", address);
  moved.dispatchEvent(new Event("moved"));
}

/** Changes parts of the address. A change of sheet can be gone back from, moving the cursor cannot. */
export function goTo(change: Move): void {
  const address = hrefOf(change);
  if (address === window.location.pathname + window.location.search) return;
  if (Object.keys(change).every((key) => passing.includes(key))) window.history.replaceState(null, "", address);
  else window.history.pushState(null, "", address);
  moved.dispatchEvent(new Event("moved"));
}
