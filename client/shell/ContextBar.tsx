// The context along the top: whose figures, and what else the sheet is of. All of it stands in the address.
import type { ReactNode } from "react";
import { type Address, elsewhere, goTo, type Unit } from "../address.ts";
import { usePerson } from "../data/person.ts";
import type { SheetName } from "../sheets.ts";

const units: [Unit, string][] = [
  ["POUNDS", "£"],
  ["THOUSANDS", "£000s"],
  ["MILLIONS", "£m"],
];

/** Sheets with no table of their own to take away. */
const unexported: readonly SheetName[] = ["exports", "import"];

export interface ContextBarProps {
  authorities: { id: string; name: string }[];
  authority: { id: string; name: string } | undefined;
  /** Publishers, whose facts may be chosen too: on sheets of what they have. */
  publishers?: readonly { id: string; name: string }[];
  address: Address;
  /** True where the sheet's figures are shown in a unit of one's choice. */
  unit?: boolean;
  /** What else is chosen on this sheet: its version, its period, what it is of. */
  children?: ReactNode;
  /** The panels of this sheet, before those that each sheet has. */
  panels?: readonly (readonly [panel: string, said: string])[];
}

export function ContextBar({ authorities, authority, publishers = [], address, unit = false, children, panels = [] }: ContextBarProps) {
  const making = address.panel === "newAuthority";
  const own = authority && !making;
  return (
    <header className="context">
      <span className="brand">Tabled</span>
      <select
        aria-label="Authority"
        className="context-authority"
        value={making ? "new" : (authority?.id ?? "")}
        onChange={(event) => goTo(event.target.value === "new" ? { ...elsewhere, panel: "newAuthority" } : { ...elsewhere, authority: event.target.value })}
      >
        {!authority && <option value="">Choose an authority</option>}
        {authorities.map((each) => (
          <option key={each.id} value={each.id}>
            {each.name}
          </option>
        ))}
        {publishers.length > 0 && (
          <optgroup label="Publishers">
            {publishers.map((each) => (
              <option key={each.id} value={each.id}>
                {each.name}
              </option>
            ))}
          </optgroup>
        )}
        <option value="new">Add an authority…</option>
      </select>
      {own && children}
      {own && unit && (
        <select aria-label="Unit" value={address.unit ?? "THOUSANDS"} onChange={(event) => goTo({ unit: event.target.value as Unit })}>
          {units.map(([each, said]) => (
            <option key={each} value={each}>
              {said}
            </option>
          ))}
        </select>
      )}
      <span className="context-space" />
      {own &&
        [...panels, ...(unexported.includes(address.sheet) ? [] : [["export", "Export"] as const]), ["history", "History"] as const].map(([panel, said]) => (
          <PanelButton key={panel} panel={panel} said={said} open={address.panel} />
        ))}
      <PanelButton panel="keys" said="Keys" open={address.panel} title="Keys (?)" />
      <YouButton open={address.panel} />
    </header>
  );
}

/** Who sits here, at the far right. */
function YouButton({ open }: { open: string | undefined }) {
  const person = usePerson();
  return (
    <button
      type="button"
      className="quiet context-you"
      aria-label={person ? `You: ${person}` : "You"}
      title={person || "Say who you are: your changes are recorded under it"}
      aria-pressed={open === "you"}
      onClick={() => goTo({ panel: open === "you" ? undefined : "you" })}
    >
      {person || "You"}
    </button>
  );
}

function PanelButton({ panel, said, open, title }: { panel: string; said: string; open: string | undefined; title?: string }) {
  return (
    <button type="button" className="quiet" aria-pressed={open === panel} onClick={() => goTo({ panel: open === panel ? undefined : panel })} title={title}>
      {said}
    </button>
  );
}
