// The monitoring sheet: a year's budget with what virements moved and what is forecast, and the register of virements.
import { useQuery } from "@tanstack/react-query";
import { goTo } from "../address.ts";
import { askAll } from "../data/allPages.ts";
import { costCentreNamesQuery } from "../data/documents.ts";
import { VirementRegister } from "../nouns/virement/VirementRegister.tsx";
import { SharedPanel } from "../panels/SharedPanel.tsx";
import { ContextBar } from "../shell/ContextBar.tsx";
import { SheetShell } from "../shell/SheetShell.tsx";
import { Trouble } from "../shell/Trouble.tsx";
import { useChanges } from "../shell/useChanges.tsx";
import { yearOfDay } from "../text/years.ts";
import { MonitoringTable } from "./MonitoringTable.tsx";
import { type Here, OfAuthority } from "./OfAuthority.tsx";
import { currentVersion, useVersions, useYearsOf } from "./versions.ts";

export function MonitoringPage() {
  return <OfAuthority>{(here) => <Monitoring key={here.authority.id} {...here} />}</OfAuthority>;
}

function Monitoring(here: Here) {
  const { authority, address } = here;
  const changes = useChanges(authority.id);
  const { versions, error, isPending, refetch } = useVersions(authority.id);
  const version = versions.find((each) => each.id === address.version) ?? versions.find((each) => each.state === "APPROVED") ?? currentVersion(versions);
  const years = useYearsOf(version);
  const centres = useQuery({ queryKey: ["costCentreNames", authority.id], queryFn: () => askAll(costCentreNamesQuery, { authority: authority.id }) }).data?.costCentres.nodes;
  if (version) {
    const asked = [address.from, yearOfDay(new Date())].find((each) => each !== undefined && years.includes(each));
    const shared = { ...here, versions, version, years, year: asked ?? (years[0] as string), centres: centres ?? [], changes };
    const View = address.view === "virements" ? VirementRegister : MonitoringTable;
    return <View key={`${version.id} ${address.view === "virements"}`} {...shared} />;
  }
  return (
    <SheetShell context={<ContextBar {...here} />} panel={<SharedPanel panel={address.panel} authority={authority.id} years={[]} onWritten={changes.written} />}>
      {error && <Trouble message={error.message} again={() => refetch()} />}
      {isPending && <p className="quiet-text">Opening…</p>}
      {!error && !isPending && (
        <div className="invitation">
          <h1>{authority.name} has no budget to monitor yet</h1>
          <p>Start its medium-term table. What virements move and what is forecast are shown beside it here, with how far each cost centre is over budget.</p>
          <button type="button" onClick={() => goTo({ sheet: "medium-term" })}>
            Start its budget
          </button>
        </div>
      )}
    </SheetShell>
  );
}
