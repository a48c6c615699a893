// What the sheets of outcomes and benefits ask.
import type { ResultOf } from "gql.tada";
import { benefitStored } from "../../written/benefit.ts";
import { kpiStored } from "../../written/kpi.ts";
import { publicationStored } from "../../written/publication.ts";
import { subjectStored } from "../../written/subject.ts";
import { rowWorkings } from "../documents.ts";
import { graphql } from "../graphql.ts";
import { registerTable } from "./fields.ts";

/** A table of outcomes: its cells have ratings, and exact values that small lines are drawn from. */
const outcomeTable = graphql(`
  fragment OutcomeTable on ReportTable @_unmask {
    address charted title source unit dataVersion notes
    columns { key label status words }
    rows { key kind level label status subjectId cells { shown exact note rag } }
  }
`);

export const outcomesByPeriodQuery = graphql(
  `
  query OutcomesByPeriod($authority: ID!, $subject: ID, $against: Comparator, $publication: ID) {
    outcomesByPeriod(authority: $authority, subject: $subject, against: $against, publication: $publication) { ...OutcomeTable }
  }
`,
  [outcomeTable],
);
export const outcomesByPeriodWorkings = graphql(
  `
  query OutcomesByPeriodWorkings($authority: ID!, $subject: ID, $against: Comparator, $publication: ID, $rows: [ID!]!) {
    outcomesByPeriod(authority: $authority, subject: $subject, against: $against, publication: $publication) { rows(keys: $rows) { ...RowWorkings } }
  }
`,
  [rowWorkings],
);
export const outcomesBySubjectQuery = graphql(
  `
  query OutcomesBySubject($authority: ID!, $subject: ID, $publication: ID) {
    outcomesBySubject(authority: $authority, subject: $subject, publication: $publication) { ...OutcomeTable }
  }
`,
  [outcomeTable],
);
export const outcomesBySubjectWorkings = graphql(
  `
  query OutcomesBySubjectWorkings($authority: ID!, $subject: ID, $publication: ID, $rows: [ID!]!) {
    outcomesBySubject(authority: $authority, subject: $subject, publication: $publication) { rows(keys: $rows) { ...RowWorkings } }
  }
`,
  [rowWorkings],
);
export const outcomesOfKpiQuery = graphql(
  `
  query OutcomesOfKpi($authority: ID!, $kpi: ID!, $publication: ID, $subject: ID) {
    outcomesOfKpi(authority: $authority, kpi: $kpi, publication: $publication, subject: $subject) { ...OutcomeTable }
  }
`,
  [outcomeTable],
);
export const outcomesOfKpiWorkings = graphql(
  `
  query OutcomesOfKpiWorkings($authority: ID!, $kpi: ID!, $publication: ID, $rows: [ID!]!) {
    outcomesOfKpi(authority: $authority, kpi: $kpi, publication: $publication) { rows(keys: $rows) { ...RowWorkings } }
  }
`,
  [rowWorkings],
);
export const outcomesRankedQuery = graphql(
  `
  query OutcomesRanked($authority: ID!, $kpi: ID!, $period: String, $level: SubjectKind, $publication: ID) {
    outcomesRanked(authority: $authority, kpi: $kpi, period: $period, level: $level, publication: $publication) { ...OutcomeTable }
  }
`,
  [outcomeTable],
);
export const outcomesRankedWorkings = graphql(
  `
  query OutcomesRankedWorkings($authority: ID!, $kpi: ID!, $period: String, $level: SubjectKind, $publication: ID, $rows: [ID!]!) {
    outcomesRanked(authority: $authority, kpi: $kpi, period: $period, level: $level, publication: $publication) { rows(keys: $rows) { ...RowWorkings } }
  }
`,
  [rowWorkings],
);

/** The set: whom outcomes are of, by which definitions, and how they are published. */
export const outcomeSetQuery = graphql(
  `
  query OutcomeSet($authority: ID!, $kpisAfter: String, $kpiSubjectsAfter: String, $outcomePublicationsAfter: String, $publishersAfter: String) {
    kpis(authority: $authority, first: 200, after: $kpisAfter) { endCursor hasNextPage nodes { authorityId ...KpiStored } }
    kpiSubjects(authority: $authority, first: 500, after: $kpiSubjectsAfter) { endCursor hasNextPage nodes { authorityId ...KpiSubjectStored } }
    publishers(authority: $authority, first: 500, after: $publishersAfter) { endCursor hasNextPage nodes { id name used } }
    openingSubject(authority: $authority) { id }
    outcomePublications(authority: $authority, first: 500, after: $outcomePublicationsAfter) { endCursor hasNextPage nodes { ...OutcomePublicationStored } }
  }
`,
  [kpiStored, subjectStored, publicationStored],
);
export const kpiRevisionsQuery = graphql(
  `query KpiRevisions($kpi: ID!, $authority: ID!) { kpiRevisions(kpi: $kpi, authority: $authority) { madeAt madeBy why outcomeId field from to } }`,
);
export const enterOutcomes = graphql(
  `mutation EnterOutcomes($authority: ID!, $outcomes: [OutcomeInput!]!, $seen: DataVersion!, $why: String, $key: String) { enterOutcomes(authority: $authority, outcomes: $outcomes, seen: $seen, why: $why, key: $key) { batchId seen } }`,
);

export const benefitsQuery = graphql(
  `
  query Benefits($authority: ID!, $asAt: Day!, $benefitsAfter: String) {
    benefits(authority: $authority, asAt: $asAt, first: 500, after: $benefitsAfter) {
      endCursor hasNextPage
      nodes { ...BenefitStored state why lastDue nextDue }
    }
  }
`,
  [benefitStored],
);
export const benefitsRegisterQuery = graphql(`query BenefitsRegister($authority: ID!, $asAt: Day!) { benefitsRegister(authority: $authority, asAt: $asAt) { ...RegisterTable } }`, [
  registerTable,
]);

export type OutcomeSet = ResultOf<typeof outcomeSetQuery>;
export type KpiHeld = OutcomeSet["kpis"]["nodes"][number];
export type SubjectHeld = OutcomeSet["kpiSubjects"]["nodes"][number];
export type PublicationHeld = OutcomeSet["outcomePublications"]["nodes"][number];
export type OutcomeTable = ResultOf<typeof outcomesByPeriodQuery>["outcomesByPeriod"];
export type BenefitHeld = ResultOf<typeof benefitsQuery>["benefits"]["nodes"][number];
