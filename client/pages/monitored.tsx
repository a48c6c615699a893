// What the views of the monitoring sheet share: what is chosen along the top, the panels beside them, and the button that moves budget.
import { goTo } from "../address.ts";
import type { Version } from "../data/documents.ts";
import { VirementForm } from "../nouns/virement/MoveBudget.tsx";
import { VirementPanel } from "../nouns/virement/VirementPanel.tsx";
import { DuplicateVirement } from "../panels/DuplicateVirement.tsx";
import { MonitoringSettingsPanel } from "../panels/MonitoringSettingsPanel.tsx";
import { panelOf, SharedPanel } from "../panels/SharedPanel.tsx";
import type { Changes } from "../shell/useChanges.tsx";
import type { Here } from "./OfAuthority.tsx";

/** What both views of the sheet are given. */
export interface Monitored extends Here {
  versions: readonly Version[];
  version: Version;
  /** The years of the version, and the one that is monitored. */
  years: readonly string[];
  year: string;
  centres: readonly { id: string; name: string }[];
  changes: Changes;
}

/** Which version, which year and which view; each stands in the address. */
export function MonitoringChoice({ versions, version, years, year, address }: Pick<Monitored, "versions" | "version" | "years" | "year" | "address">) {
  return (
    <>
      <select
        aria-label="Budget version"
        className="context-version"
        value={version.id}
        onChange={(event) => goTo({ version: event.target.value, from: undefined, cell: undefined, panel: undefined })}
      >
        {versions.map((each) => (
          <option key={each.id} value={each.id}>
            {each.publishedAt ? `${each.name} (${each.state.toLowerCase()})` : each.name}
          </option>
        ))}
      </select>
      <select aria-label="Year" value={year} onChange={(event) => goTo({ from: event.target.value, asAt: undefined })}>
        {years.map((each) => (
          <option key={each}>{each}</option>
        ))}
      </select>
      <select aria-label="View" value={address.view ?? ""} onChange={(event) => goTo({ view: event.target.value || undefined, of: undefined, cell: undefined, panel: undefined })}>
        <option value="">Monitoring</option>
        <option value="gross">Gross</option>
        <option value="virements">Virements</option>
      </select>
    </>
  );
}

/** The panels of the sheet, whichever of its views is open. */
export function MonitoringPanels({ authority, address, version, years, year, centres, changes }: Monitored) {
  const [kind, id] = panelOf(address.panel);
  if (kind === "virement" && id?.startsWith("new")) {
    return <VirementForm key={id} authority={authority.id} version={version} years={years} year={year} centres={centres} from={id.split(":")[1]} onWritten={changes.written} />;
  }
  if (kind === "virement" && id?.startsWith("copy:")) {
    return (
      <DuplicateVirement
        key={id}
        id={id.slice("copy:".length)}
        authority={authority.id}
        version={version}
        years={years}
        year={year}
        centres={centres}
        onWritten={changes.written}
      />
    );
  }
  if (kind === "virement" && id) return <VirementPanel key={id} authority={authority.id} id={id} centres={centres} onWritten={changes.written} />;
  if (kind === "variances") return <MonitoringSettingsPanel authority={authority.id} onWritten={changes.written} />;
  return <SharedPanel panel={address.panel} authority={authority.id} years={[...years]} onWritten={changes.written} />;
}

export function MoveBudget({ from, primary = false }: { from?: string | null | undefined; primary?: boolean }) {
  return (
    <button type="button" className={primary ? undefined : "quiet"} onClick={() => goTo({ panel: from ? `virement:new:${from}` : "virement:new" })}>
      Move budget…
    </button>
  );
}
