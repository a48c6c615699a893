// What the sheets of outcomes and benefits ask.
import type { ResultOf } from "gql.tada";
import { reportTable, rowWorkings } from "../documents.ts";
import { graphql } from "../graphql.ts";

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
export const outcomeSetQuery = graphql(`
  query OutcomeSet($authority: ID!, $kpisAfter: String, $kpiSubjectsAfter: String, $outcomePublicationsAfter: String) {
    kpis(authority: $authority, first: 200, after: $kpisAfter) {
      endCursor hasNextPage
      nodes {
        id code version name category unit polarity frequency counts numeratorSaid denominatorSaid decimals ofPeople computed appliesFrom source note
        targets { subjectId startsOn endsOn target tolerance toleranceIn source }
        baselines { subjectId value asAt source }
      }
    }
    kpiSubjects(authority: $authority, first: 500, after: $kpiSubjectsAfter) { endCursor hasNextPage nodes { id kind name oldCode gssCode withinId partnershipId arrangementId lotId neighbours { neighbourId } } }
    openingSubject(authority: $authority) { id }
    outcomePublications(authority: $authority, first: 500, after: $outcomePublicationsAfter) { endCursor hasNextPage nodes { id name hiddenUpTo mark } }
  }
`);
export const kpiRevisionsQuery = graphql(`query KpiRevisions($kpi: ID!) { kpiRevisions(kpi: $kpi) { madeAt madeBy why outcomeId field from to } }`);
export const createKpi = graphql(
  `mutation CreateKpi($authority: ID!, $input: KpiInput!, $key: String) { createKpi(authority: $authority, input: $input, key: $key) { id batchId } }`,
);
export const changeKpi = graphql(
  `mutation ChangeKpi($id: ID!, $input: KpiInput!, $seen: DataVersion!, $key: String) { changeKpi(id: $id, input: $input, seen: $seen, key: $key) { batchId } }`,
);
export const removeKpi = graphql(`mutation RemoveKpi($id: ID!, $seen: DataVersion!, $key: String) { removeKpi(id: $id, seen: $seen, key: $key) { batchId } }`);
export const createKpiSubject = graphql(
  `mutation CreateKpiSubject($authority: ID!, $input: KpiSubjectInput!, $key: String) { createKpiSubject(authority: $authority, input: $input, key: $key) { id batchId } }`,
);
export const changeKpiSubject = graphql(
  `mutation ChangeKpiSubject($id: ID!, $input: KpiSubjectInput!, $seen: DataVersion!, $key: String) { changeKpiSubject(id: $id, input: $input, seen: $seen, key: $key) { batchId } }`,
);
export const removeKpiSubject = graphql(`mutation RemoveKpiSubject($id: ID!, $seen: DataVersion!, $key: String) { removeKpiSubject(id: $id, seen: $seen, key: $key) { batchId } }`);
export const createPublication = graphql(
  `mutation CreatePublication($authority: ID!, $input: OutcomePublicationInput!, $key: String) { createOutcomePublication(authority: $authority, input: $input, key: $key) { id batchId } }`,
);
export const changePublication = graphql(
  `mutation ChangePublication($id: ID!, $input: OutcomePublicationInput!, $seen: DataVersion!, $key: String) { changeOutcomePublication(id: $id, input: $input, seen: $seen, key: $key) { batchId } }`,
);
export const removePublication = graphql(
  `mutation RemovePublication($id: ID!, $seen: DataVersion!, $key: String) { removeOutcomePublication(id: $id, seen: $seen, key: $key) { batchId } }`,
);
export const enterOutcomes = graphql(
  `mutation EnterOutcomes($authority: ID!, $outcomes: [OutcomeInput!]!, $seen: DataVersion!, $why: String, $key: String) { enterOutcomes(authority: $authority, outcomes: $outcomes, seen: $seen, why: $why, key: $key) { batchId } }`,
);

export const benefitsQuery = graphql(`
  query Benefits($authority: ID!, $asAt: Day!, $benefitsAfter: String) {
    benefits(authority: $authority, asAt: $asAt, first: 500, after: $benefitsAfter) {
      endCursor hasNextPage
      nodes {
        id name accountable baseline baselineValue measuredBy measuredWhen countedFrom afterMonths frequency comparedWith targetValue resources
        kpiId subjectId source state why lastDue nextDue reviews { reviewedOn achieved found }
      }
    }
  }
`);
export const benefitsRegisterQuery = graphql(`query BenefitsRegister($authority: ID!, $asAt: Day!) { benefitsRegister(authority: $authority, asAt: $asAt) { ...ReportTable } }`, [
  reportTable,
]);
export const createBenefit = graphql(
  `mutation CreateBenefit($authority: ID!, $input: BenefitInput!, $key: String) { createBenefit(authority: $authority, input: $input, key: $key) { id batchId } }`,
);
export const changeBenefit = graphql(
  `mutation ChangeBenefit($id: ID!, $input: BenefitInput!, $seen: DataVersion!, $key: String) { changeBenefit(id: $id, input: $input, seen: $seen, key: $key) { batchId } }`,
);
export const removeBenefit = graphql(`mutation RemoveBenefit($id: ID!, $seen: DataVersion!, $key: String) { removeBenefit(id: $id, seen: $seen, key: $key) { batchId } }`);

export type OutcomeSet = ResultOf<typeof outcomeSetQuery>;
export type KpiHeld = OutcomeSet["kpis"]["nodes"][number];
export type SubjectHeld = OutcomeSet["kpiSubjects"]["nodes"][number];
export type PublicationHeld = OutcomeSet["outcomePublications"]["nodes"][number];
export type OutcomeTable = ResultOf<typeof outcomesByPeriodQuery>["outcomesByPeriod"];
export type BenefitHeld = ResultOf<typeof benefitsQuery>["benefits"]["nodes"][number];
