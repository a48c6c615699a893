// The benefits register, with every column of Havering's Appendix 1 and where each benefit stands.
import type { BenefitFacts, BenefitStanding } from "./benefit.ts";
import { type Day, dayInShort, dayInWords } from "./day.ts";
import { ReportCell, type ReportRow, type ReportTable } from "./table.ts";

export interface RegisteredBenefit extends BenefitFacts {
  readonly id: string;
  readonly accountable: string;
  readonly baseline: string | null;
  readonly measuredBy: string | null;
  readonly measuredWhen: string | null;
  readonly resources: string | null;
  readonly kpiName: string | null;
  readonly standing: BenefitStanding;
}

const often = { once: "Once", "each month": "Monthly", "each quarter": "Quarterly", "each year": "Annually" } as const;
const column = (key: string, label: string, status = "") => ({ key, label, status, words: true });

/** One row a benefit, as it stands on a day. */
export function benefitsRegister(authorityName: string, benefits: readonly RegisteredBenefit[], asAt: Day): ReportTable {
  const said = (day: Day | null) => (day === null ? ReportCell.words("") : ReportCell.day(dayInShort(day)));
  return {
    id: "benefits",
    title: `${authorityName}: benefits on ${dayInWords(asAt)}`,
    source: null,
    unit: "words",
    columns: [
      column("state", "State"),
      column("lastDue", "Last due"),
      column("nextDue", "Next due"),
      column("accountable", "Accountable post"),
      column("baseline", "Baseline"),
      column("measuredBy", "How measured"),
      column("measuredWhen", "When measured"),
      column("often", "How often"),
      column("resources", "Resources"),
      column("kpi", "KPI"),
    ],
    rows: benefits.map((benefit): ReportRow => {
      const state = ReportCell.words(benefit.standing.state);
      state.note = benefit.standing.why;
      return {
        key: `benefit:${benefit.id}`,
        kind: "line",
        level: 0,
        label: benefit.name,
        status: null,
        subjectId: benefit.id,
        cells: [
          state,
          said(benefit.standing.lastDue),
          said(benefit.standing.nextDue),
          ...[benefit.accountable, benefit.baseline, benefit.measuredBy, benefit.measuredWhen].map((words) => ReportCell.words(words ?? "")),
          ReportCell.words(often[benefit.frequency]),
          ReportCell.words(benefit.resources ?? ""),
          ReportCell.words(benefit.kpiName ?? ""),
        ],
      };
    }),
    notes: benefits.map(({ name, standing }) => `${name}: ${standing.state}. ${standing.why}`),
  };
}
