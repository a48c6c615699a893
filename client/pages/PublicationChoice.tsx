// As which publication outcomes are shown: whole, or with small counts hidden as they will be when they are published.
import { goTo } from "../address.ts";
import type { OutcomeSet } from "../data/documents/outcomes.ts";
import type { Seen } from "../data/seen.ts";
import type { Changes } from "../shell/useChanges.tsx";
import type { Here } from "./OfAuthority.tsx";

/** What every view of a set of outcomes is given. */
export interface OfSet {
  here: Here;
  set: Seen<OutcomeSet> | undefined;
  /** True where the set could not be read. */
  unread: boolean;
  changes: Changes;
}

export function PublicationChoice({ set, chosen }: { set: OutcomeSet | undefined; chosen: string | undefined }) {
  const all = set?.outcomePublications.nodes ?? [];
  if (all.length === 0) return null;
  return (
    <label className="context-field">
      Shown
      <select aria-label="Shown as" value={chosen ?? ""} onChange={(event) => goTo({ publication: event.target.value || undefined })}>
        <option value="">whole</option>
        {all.map(({ id, name }) => (
          <option key={id} value={id}>
            as {name}
          </option>
        ))}
      </select>
    </label>
  );
}
