// The address holds the context of the sheet: whose, which version, which years, which unit, which cell, which panel.
import { useSyncExternalStore } from "react";

export type Unit = "POUNDS" | "THOUSANDS" | "MILLIONS";

export interface Address {
  authority?: string;
  version?: string;
  from?: string;
  to?: string;
  unit?: Unit;
  /** The selected cell: "row key|year". */
  cell?: string;
  /** What the side panel shows: "commitment:<id>", "costCentre:<id>", "history", … */
  panel?: string;
  chart?: string;
}

const moved = new EventTarget();
const keys = ["authority", "version", "from", "to", "unit", "cell", "panel", "chart"] as const;

function listen(listener: () => void): () => void {
  moved.addEventListener("moved", listener);
  window.addEventListener("popstate", listener);
  return () => {
    moved.removeEventListener("moved", listener);
    window.removeEventListener("popstate", listener);
  };
}

export function useAddress(): Address {
  const search = useSyncExternalStore(listen, () => window.location.search);
  const held = new URLSearchParams(search);
  return Object.fromEntries(keys.flatMap((key) => (held.get(key) ? [[key, held.get(key)]] : []))) as Address;
}

/** Changes parts of the address; undefined takes a part away. A change of sheet can be gone back from, moving the cursor cannot. */
export function goTo(change: { [Key in keyof Address]: Address[Key] | undefined }): void {
  const next = new URLSearchParams(window.location.search);
  for (const [key, value] of Object.entries(change)) {
    if (value === undefined) next.delete(key);
    else next.set(key, value);
  }
  const address = `/medium-term${next.size > 0 ? `?${next}` : ""}`;
  if (address === window.location.pathname + window.location.search) return;
  const onlyCell = Object.keys(change).every((key) => key === "cell");
  if (onlyCell) window.history.replaceState(null, "", address);
  else window.history.pushState(null, "", address);
  moved.dispatchEvent(new Event("moved"));
}
