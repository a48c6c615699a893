// The context along the top: whose figures, which version, which years, in which unit. All of it stands in the address.
import { type Address, goTo, type Unit } from "../address.ts";
import { changeVersion, type Version } from "../documents.ts";
import { ask } from "../graphql.ts";
import { lastYear, yearsBetween } from "../years.ts";
import { useWrite } from "./useWrite.ts";

const units: [Unit, string][] = [
  ["POUNDS", "£"],
  ["THOUSANDS", "£000s"],
  ["MILLIONS", "£m"],
];

export interface ContextBarProps {
  authorities: { id: string; name: string }[];
  authority: { id: string; name: string } | undefined;
  versions: readonly Version[];
  version: Version | undefined;
  address: Address;
}

export function ContextBar({ authorities, authority, versions, version, address }: ContextBarProps) {
  const elsewhere = { version: undefined, from: undefined, to: undefined, cell: undefined, panel: undefined };
  return (
    <header className="context">
      <span className="brand">Tabled</span>
      <select
        aria-label="Authority"
        className="context-authority"
        value={address.panel === "newAuthority" ? "new" : (authority?.id ?? "")}
        onChange={(event) => (event.target.value === "new" ? goTo({ ...elsewhere, panel: "newAuthority" }) : goTo({ ...elsewhere, authority: event.target.value }))}
      >
        {!authority && <option value="">Choose an authority</option>}
        {authorities.map((each) => (
          <option key={each.id} value={each.id}>
            {each.name}
          </option>
        ))}
        <option value="new">Add an authority…</option>
      </select>
      {version && address.panel !== "newAuthority" && (
        <>
          <select aria-label="Budget version" className="context-version" value={version.id} onChange={(event) => goTo({ ...elsewhere, version: event.target.value })}>
            {versions.map((each) => (
              <option key={each.id} value={each.id}>
                {each.publishedAt ? `${each.name} (${each.state.toLowerCase()})` : each.name}
              </option>
            ))}
          </select>
          <YearChoice version={version} address={address} />
          <select aria-label="Unit" value={address.unit ?? "THOUSANDS"} onChange={(event) => goTo({ unit: event.target.value as Unit })}>
            {units.map(([unit, said]) => (
              <option key={unit} value={unit}>
                {said}
              </option>
            ))}
          </select>
        </>
      )}
      <span className="context-space" />
      {version && address.panel !== "newAuthority" && (
        <>
          <button type="button" className="quiet" aria-pressed={address.panel === "version"} onClick={() => goTo({ panel: address.panel === "version" ? undefined : "version" })}>
            Version
          </button>
          <button type="button" className="quiet" aria-pressed={address.panel === "uplifts"} onClick={() => goTo({ panel: address.panel === "uplifts" ? undefined : "uplifts" })}>
            Uplifts
          </button>
          <button type="button" className="quiet" aria-pressed={address.panel === "history"} onClick={() => goTo({ panel: address.panel === "history" ? undefined : "history" })}>
            History
          </button>
        </>
      )}
      <button
        type="button"
        className="quiet"
        aria-pressed={address.panel === "keys"}
        onClick={() => goTo({ panel: address.panel === "keys" ? undefined : "keys" })}
        title="Keys (?)"
      >
        Keys
      </button>
    </header>
  );
}

function YearChoice({ version, address }: { version: Version; address: Address }) {
  const { run } = useWrite();
  const all = yearsBetween(version.firstYear, lastYear(version.firstYear, version.yearCount));
  const from = address.from && all.includes(address.from) ? address.from : (all[0] as string);
  const to = address.to && all.includes(address.to) ? address.to : (all[all.length - 1] as string);
  const next = lastYear(version.firstYear, version.yearCount + 1);
  async function addYear() {
    const kept = await run(() => ask(changeVersion, { version: version.id, input: { yearCount: version.yearCount + 1 } }));
    if (kept) goTo({ to: undefined });
  }
  return (
    <span className="context-years">
      <select aria-label="From year" value={from} onChange={(event) => goTo({ from: event.target.value, to: event.target.value > to ? undefined : address.to })}>
        {all.map((year) => (
          <option key={year}>{year}</option>
        ))}
      </select>
      <span>to</span>
      <select aria-label="To year" value={to} onChange={(event) => (event.target.value === "more" ? addYear() : goTo({ to: event.target.value }))}>
        {all
          .filter((year) => year >= from)
          .map((year) => (
            <option key={year}>{year}</option>
          ))}
        {!version.publishedAt && version.yearCount < 30 && <option value="more">Add {next}</option>}
      </select>
    </span>
  );
}
