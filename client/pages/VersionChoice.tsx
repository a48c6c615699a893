// Which version of the budget, and which of its years; the last year has one more behind it while the version is a draft.
import { type Address, elsewhere, goTo } from "../address.ts";
import { changeVersion, type Version } from "../data/documents.ts";
import { ask } from "../data/graphql.ts";
import { useWrite } from "../shell/useWrite.ts";
import { YearRange } from "../shell/YearRange.tsx";
import { lastYear } from "../text/years.ts";
import { comparisonOf } from "./VersionComparison.tsx";
import { useYearsOf } from "./versions.ts";

export interface VersionChoiceProps {
  versions: readonly Version[];
  version: Version;
  /** The data version at which it was read. */
  seen: number;
  address: Address;
}

export function VersionChoice({ versions, version, seen, address }: VersionChoiceProps) {
  const { run } = useWrite();
  const years = useYearsOf(version);
  async function addYear() {
    const kept = await run(() => ask(changeVersion, { version: version.id, input: { yearCount: version.yearCount + 1 }, seen }));
    if (kept) goTo({ to: undefined });
  }
  const grows = !version.publishedAt && version.yearCount < 30;
  return (
    <>
      <select
        aria-label="Budget version"
        className="context-version"
        value={version.id}
        onChange={(event) =>
          event.target.value === "compare"
            ? goTo(comparisonOf(versions, version) ?? {})
            : goTo({ ...elsewhere, view: address.view, chart: address.chart, version: event.target.value })
        }
      >
        {versions.map((each) => (
          <option key={each.id} value={each.id}>
            {each.publishedAt ? `${each.name} (${each.state.toLowerCase()})` : each.name}
          </option>
        ))}
        {versions.length > 1 && <option value="compare">Compare two versions…</option>}
      </select>
      <YearRange years={years} address={address} more={grows ? { said: `Add ${lastYear(version.firstYear, version.yearCount + 1)}`, choose: addYear } : undefined} />
    </>
  );
}
