// Who pays what year by year.
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { goTo } from "../../address.ts";
import { contributionsQuery, contributionWorkingsQuery } from "../../data/documents/partnership.ts";
import { ask } from "../../data/graphql.ts";
import { workingsIn } from "../../grid/table.ts";
import { ComputedSheet } from "../../pages/ComputedSheet.tsx";
import { ContextBar } from "../../shell/ContextBar.tsx";
import { chosenYears, YearRange } from "../../shell/YearRange.tsx";
import { lastYear, yearsBetween } from "../../text/years.ts";
import { OfThis, type ViewProps } from "./partnershipView.tsx";

export function ContributionView({ partnership, seen: _, changes, unit, choose, panel, ...here }: ViewProps) {
  const { address } = here;
  const all = yearsBetween(partnership.firstYear, lastYear(partnership.firstYear, partnership.yearCount));
  const years = chosenYears(all, address.from, address.to);
  const asked = { partnership: partnership.id, from: years[0] as string, years: years.length, unit };
  const read = useQuery({ queryKey: ["contributions", asked], queryFn: ({ signal }) => ask(contributionsQuery, asked, signal), placeholderData: keepPreviousData });
  return (
    <ComputedSheet
      address={address}
      context={
        <ContextBar {...here} address={{ ...address, unit }} unit>
          {choose}
          <YearRange years={all} address={address} />
        </ContextBar>
      }
      table={read.data?.contributionTable}
      read={read}
      changes={changes}
      about={{ authority: here.authority.id, sheet: "partnership", subject: partnership.id }}
      heading={
        <>
          {partnership.name} <span className="sheet-title">contributions</span>
        </>
      }
      actions={() => <OfThis partnership={partnership} />}
      invitation={
        <>
          <h2>Add its first cost pool</h2>
          <p>What the members share is kept in pools, each with a basis of its own: placements by places allocated, administration in equal parts.</p>
          <OfThis partnership={partnership} />
        </>
      }
      explain={{ asked, ask: async (row) => workingsIn((await ask(contributionWorkingsQuery, { ...asked, rows: [row] })).contributionTable) }}
      onOpen={() => goTo({ panel: `partnership:${partnership.id}` })}
      panel={panel()}
    />
  );
}
