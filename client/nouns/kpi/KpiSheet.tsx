// A KPI's own page: its trend, everybody's figures, its definition with targets, and what was revised.
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { goTo } from "../../address.ts";
import { Chart } from "../../chart/Chart.tsx";
import {
  type KpiHeld,
  kpiRevisionsQuery,
  outcomesOfKpiQuery,
  outcomesOfKpiWorkings,
  outcomesRankedQuery,
  outcomesRankedWorkings,
  type SubjectHeld,
} from "../../data/documents/outcomes.ts";
import { ask, Refused } from "../../data/graphql.ts";
import { workingsIn } from "../../grid/table.ts";
import { ComputedSheet } from "../../pages/ComputedSheet.tsx";
import { type OfSet, PublicationChoice } from "../../pages/PublicationChoice.tsx";
import { ContextBar } from "../../shell/ContextBar.tsx";
import { labelOf } from "../../text/choiceWords.ts";
import { momentSaid } from "../../text/format.ts";
import { kindsSaid, statedValue } from "../../text/kpiWords.ts";
import { shareAsPercent } from "../../text/percent.ts";
import { choices } from "../../written/choices.ts";
import { OutcomePanels } from "./OutcomePanels.tsx";

type Level = SubjectHeld["kind"];

export function KpiSheet({ here, set, changes, kpi }: OfSet & { kpi: KpiHeld }) {
  const { authority, address } = here;
  const publication = address.publication ?? null;
  const ranking = address.view === "ranking";
  const levels = [...new Set((set?.kpiSubjects.nodes ?? []).map((each) => each.kind))];
  const level = levels.find((each) => each === address.status) ?? (levels.includes("AUTHORITY") ? "AUTHORITY" : levels[0]) ?? "AUTHORITY";
  const whole = { authority: authority.id, kpi: kpi.id, publication };
  const ranked = { ...whole, period: address.period ?? null, level };
  const own = { ...whole, subject: address.of ?? null };
  const all = useQuery({ queryKey: ["outcomesOfKpi", own], queryFn: ({ signal }) => ask(outcomesOfKpiQuery, own, signal), placeholderData: keepPreviousData });
  const places = useQuery({
    queryKey: ["outcomesRanked", ranked],
    queryFn: ({ signal }) => ask(outcomesRankedQuery, ranked, signal),
    enabled: ranking,
    placeholderData: keepPreviousData,
  });
  const table = ranking ? places.data?.outcomesRanked : all.data?.outcomesOfKpi;
  const periods = all.data?.outcomesOfKpi.columns.filter(({ key }) => /^\d/.test(key)) ?? [];
  return (
    <ComputedSheet
      key={ranking ? "ranking" : "whole"}
      address={address}
      context={
        <ContextBar {...here}>
          <button
            type="button"
            className="quiet"
            onClick={() => goTo({ kpi: undefined, view: undefined, cell: undefined, panel: undefined, period: undefined, status: undefined })}
          >
            ‹ Outcomes
          </button>
          <select aria-label="KPI" className="context-version" value={kpi.id} onChange={(event) => goTo({ kpi: event.target.value, cell: undefined, period: undefined })}>
            {(set?.kpis.nodes ?? []).map((each) => (
              <option key={each.id} value={each.id}>
                {each.name}
                {each.version > 1 || set?.kpis.nodes.some((other) => other.code === each.code && other.id !== each.id) ? ` (version ${each.version})` : ""}
              </option>
            ))}
          </select>
          <select aria-label="View" value={ranking ? "ranking" : ""} onChange={(event) => goTo({ view: event.target.value || undefined, cell: undefined })}>
            <option value="">everybody by period</option>
            <option value="ranking">by place</option>
          </select>
          {ranking && (
            <>
              <select aria-label="Among" value={level} onChange={(event) => goTo({ status: event.target.value as Level, cell: undefined })}>
                {levels.map((each) => (
                  <option key={each} value={each}>
                    {kindsSaid[each]}
                  </option>
                ))}
              </select>
              <select aria-label="Period" value={address.period ?? ""} onChange={(event) => goTo({ period: event.target.value || undefined })}>
                <option value="">the last period</option>
                {[...periods].reverse().map(({ key, label }) => (
                  <option key={key} value={label.replace(" academic", "")}>
                    {label}
                  </option>
                ))}
              </select>
            </>
          )}
          <PublicationChoice set={set} chosen={address.publication} />
        </ContextBar>
      }
      table={table}
      read={ranking ? places : all}
      changes={changes}
      about={{ authority: authority.id, sheet: "outcomes", subject: kpi.id }}
      labelHeader="Subject"
      heading={
        <>
          {kpi.name} <span className="sheet-title">{labelOf(choices.KpiCategory, kpi.category)}</span>
        </>
      }
      actions={() => (
        <>
          {kpi.computed === null && (
            <button type="button" className="quiet" onClick={() => goTo({ panel: "enter" })}>
              Enter outcomes
            </button>
          )}
          <button type="button" className="quiet" onClick={() => goTo({ panel: `kpi:${kpi.id}` })}>
            {kpi.authorityId === authority.id ? "Change the definition" : "Own targets"}
          </button>
        </>
      )}
      above={!ranking && all.data && <Chart height={254} of={all.data.outcomesOfKpi.address} label={`${kpi.name} by period: the same figures as in the table`} />}
      invitation={
        <>
          <h2>No outcomes of this KPI yet</h2>
          <p>{kpi.computed ? "It is computed from what placements came to in each period: enter that through the API." : "Type the first in, or import a file."}</p>
          <Definition kpi={kpi} subjects={set?.kpiSubjects.nodes ?? []} />
        </>
      }
      explain={
        ranking
          ? { asked: ranked, ask: async (row) => workingsIn((await ask(outcomesRankedWorkings, { ...ranked, rows: [row] })).outcomesRanked) }
          : { asked: whole, ask: async (row) => workingsIn((await ask(outcomesOfKpiWorkings, { ...whole, rows: [row] })).outcomesOfKpi) }
      }
      below={
        <div className="kpi-words">
          <Definition kpi={kpi} subjects={set?.kpiSubjects.nodes ?? []} />
          <Revisions kpi={kpi.id} authority={authority.id} />
        </div>
      }
      panel={<OutcomePanels address={address} authority={authority.id} set={set} kpi={kpi.id} onWritten={changes.written} />}
    />
  );
}

function Definition({ kpi, subjects }: { kpi: KpiHeld; subjects: readonly SubjectHeld[] }) {
  const nameOf = (id: string | null) => (id === null ? "" : ` (${subjects.find((each) => each.id === id)?.name ?? "another"})`);
  const lines: [string, string | null][] = [
    ["Counts", kpi.numeratorSaid],
    ["Out of", kpi.denominatorSaid],
    ["Unit", labelOf(choices.KpiUnit, kpi.unit)],
    ["Better", labelOf(choices.Polarity, kpi.polarity)],
    ["Counted", `${labelOf(choices.PeriodKind, kpi.frequency)}, ${labelOf(choices.KpiCounts, kpi.counts)}`],
    ["Version", `${kpi.version}${kpi.appliesFrom ? `, from ${kpi.appliesFrom}` : ""}`],
    ...kpi.targets.map(({ target, startsOn, endsOn, tolerance, toleranceIn, subjectId, source }): [string, string] => [
      "Target",
      `${statedValue(kpi, target)}${nameOf(subjectId)} from ${startsOn}${endsOn ? ` to ${endsOn}` : ""}${
        tolerance === null
          ? ""
          : `, amber within ${toleranceIn === "RELATIVE" ? `${shareAsPercent(tolerance)}% of it` : kpi.unit === "PERCENT" ? `${shareAsPercent(tolerance)} points` : tolerance}`
      }${source ? ` (${source})` : ""}`,
    ]),
    ...kpi.baselines.map(({ value, asAt, subjectId, source }): [string, string] => [
      "Baseline",
      `${statedValue(kpi, value)}${nameOf(subjectId)}${asAt ? `, ${asAt}` : ""}${source ? ` (${source})` : ""}`,
    ]),
    ["Source", kpi.source],
    ["Note", kpi.note],
  ];
  return (
    <section aria-label="Definition">
      <h3>Definition</h3>
      <dl className="definition">
        {lines.map(
          ([term, text], index) =>
            text && (
              // biome-ignore lint/suspicious/noArrayIndexKey: the lines of one definition keep their order.
              <div key={index}>
                <dt>{term}</dt>
                <dd>{text}</dd>
              </div>
            ),
        )}
      </dl>
    </section>
  );
}

const fieldsSaid: Record<string, string> = { numerator: "numerator", denominator: "denominator", value: "value", missing: "reason", release: "release", note: "note" };

function Revisions({ kpi, authority }: { kpi: string; authority: string }) {
  const read = useQuery({ queryKey: ["kpiRevisions", kpi, authority], queryFn: ({ signal }) => ask(kpiRevisionsQuery, { kpi, authority }, signal), retry: false });
  const all = read.data?.kpiRevisions ?? [];
  const hidden = read.error instanceof Refused && read.error.code === "FORBIDDEN" ? read.error.message : null;
  return (
    <section aria-label="Revisions">
      <h3>Revisions</h3>
      {hidden && <p className="quiet-text">{hidden}</p>}
      {read.data && all.length === 0 && <p className="quiet-text">No outcome of this KPI has been revised.</p>}
      {all.length > 0 && (
        <ul className="revisions">
          {all.map(({ madeAt, madeBy, why, outcomeId, field, from, to }) => (
            <li key={`${madeAt}-${outcomeId}-${field}`}>
              {momentSaid(madeAt)}, {madeBy}: {fieldsSaid[field] ?? field} {from ?? "nothing"} → {to ?? "nothing"} <span className="quiet-text">({why})</span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
