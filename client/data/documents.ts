// Every question that the pages ask.
import type { ResultOf } from "gql.tada";
import { commitmentStored } from "../written/commitment.ts";
import { registerTable } from "./documents/fields.ts";
import { graphql } from "./graphql.ts";

export const authoritiesQuery = graphql(
  `query Authorities($authoritiesAfter: String) { authorities(first: 500, after: $authoritiesAfter) { endCursor hasNextPage nodes { id name } } }`,
);

/** Whose table is shown to somebody who has not chosen. */
export const openingAuthorityQuery = graphql(`query OpeningAuthority { openingAuthority { id } }`);

export const versionsQuery = graphql(`
  query Versions($authority: ID!, $budgetVersionsAfter: String) {
    budgetVersions(authority: $authority, first: 500, after: $budgetVersionsAfter, descending: true) {
      endCursor hasNextPage
      nodes { id name state firstYear yearCount source publishedAt publishedBy }
    }
  }
`);

/** What a sheet shows of a computed table: `graphql(\`… { someTable(…) { ...ReportTable } }\`, [reportTable])`. */
export const reportTable = graphql(`
  fragment ReportTable on ReportTable @_unmask {
    address charted title source unit dataVersion notes
    rowUses { of in sign } columnUses { of in sign }
    columns { key label status words }
    rows { key kind level label status subjectId cells { shown pence partial { shown known of parts } note } }
  }
`);

/** How the figures of a row were made, and how a report would say them: `rows(keys: $rows) { ...RowWorkings }`, read with `workingsIn`. */
export const rowWorkings = graphql(`fragment RowWorkings on ReportRow @_unmask { cells { derivation { workings result } said { rounding text unit } } }`);

/** The newest change of an authority: what is read after it is at least of that data version. */
export const numbersQuery = graphql(`query Numbers($authority: ID!) { numbers(authority: $authority) { dataVersion logNumber } }`);

export const tableQuery = graphql(`
  query MediumTerm($authority: ID!, $version: ID!, $from: FinancialYear!, $years: Int!, $unit: MoneyUnit!, $byCostCentre: Boolean!, $upTo: Int) {
    mediumTermTable(authority: $authority, version: $version, from: $from, years: $years, unit: $unit, byCostCentre: $byCostCentre) {
      address charted title source unit dataVersion notes
      rowUses { of in sign } columnUses { of in sign }
      columns { key label status }
      rows(upTo: $upTo) { key kind level label status subjectId cells { pence shown partial { shown known of parts } note edits entry } }
    }
  }
`);

export const derivationQuery = graphql(
  `
  query Derivations($authority: ID!, $version: ID!, $from: FinancialYear!, $years: Int!, $unit: MoneyUnit!, $byCostCentre: Boolean!, $rows: [ID!]!) {
    mediumTermTable(authority: $authority, version: $version, from: $from, years: $years, unit: $unit, byCostCentre: $byCostCentre) {
      rows(keys: $rows) { ...RowWorkings }
    }
  }
`,
  [rowWorkings],
);

/** How cells would stand after what is typed into them, and what would be refused of it. */
export const previewCells = graphql(`
  query PreviewCells($authority: ID!, $version: ID!, $edits: [CellEditInput!]!, $unit: MoneyUnit!) {
    previewCells(authority: $authority, version: $version, edits: $edits, unit: $unit) { shown error question { said readings { typed said as } } }
  }
`);

/** The same of cost centres that would be added. */
export const previewCostCentres = graphql(`
  query PreviewCostCentres($version: ID!, $rows: [NewCostCentreInput!]!, $unit: MoneyUnit!) {
    previewCostCentres(version: $version, rows: $rows, unit: $unit) { error cells { shown error } }
  }
`);

export const editCells = graphql(`
  mutation EditCells($authority: ID!, $version: ID!, $edits: [CellEditInput!]!, $unit: MoneyUnit!, $why: String, $key: String!, $addRows: [NewCostCentreInput!]) {
    editCells(authority: $authority, version: $version, edits: $edits, unit: $unit, why: $why, key: $key, addRows: $addRows) { batchId seen amountsPence cells { pence shown } }
  }
`);

export const createAuthority = graphql(`mutation CreateAuthority($input: NewAuthorityInput!, $key: String) { createAuthority(input: $input, key: $key) { id batchId seen } }`);

export const createVersion = graphql(`
  mutation CreateVersion($authority: ID!, $input: NewVersionInput!, $key: String) { createVersion(authority: $authority, input: $input, key: $key) { id batchId seen } }
`);
export const copyVersion = graphql(
  `mutation CopyVersion($version: ID!, $name: String!, $key: String) { copyVersion(version: $version, name: $name, key: $key) { id batchId seen } }`,
);
export const changeVersion = graphql(`
  mutation ChangeVersion($version: ID!, $input: VersionChangesInput!, $seen: DataVersion!, $key: String) { changeVersion(version: $version, input: $input, seen: $seen, key: $key) { batchId seen } }
`);
export const publishVersion = graphql(
  `mutation PublishVersion($version: ID!, $seen: DataVersion!, $key: String) { publishVersion(version: $version, seen: $seen, key: $key) { batchId seen } }`,
);

export const addCostCentres = graphql(`
  mutation AddCostCentres($version: ID!, $rows: [NewCostCentreInput!]!, $unit: MoneyUnit!, $key: String!, $before: ID) {
    addCostCentres(version: $version, rows: $rows, unit: $unit, key: $key, before: $before) { batchId seen }
  }
`);
export const costCentresQuery = graphql(`
  query CostCentres($authority: ID!, $name: String!, $costCentresAfter: String) {
    costCentres(authority: $authority, filter: { nameContains: $name }, first: 500, after: $costCentresAfter) { endCursor hasNextPage nodes { id name code serviceGroup fundingSource } }
  }
`);
export const costCentreNamesQuery = graphql(`
  query CostCentreNames($authority: ID!, $costCentresAfter: String) { costCentres(authority: $authority, first: 500, after: $costCentresAfter) { endCursor hasNextPage nodes { id name } } }
`);
export const changeCostCentre = graphql(`
  mutation ChangeCostCentre($id: ID!, $input: CostCentreChangesInput!, $seen: DataVersion!, $key: String) { changeCostCentre(id: $id, input: $input, seen: $seen, key: $key) { batchId seen } }
`);

/** The register of commitments; `filter` is null where nothing narrows it. */
export const commitmentRegisterQuery = graphql(
  `
  query CommitmentRegister($authority: ID!, $asAt: Day!, $filter: CommitmentFilterInput) {
    commitmentRegister(authority: $authority, asAt: $asAt, filter: $filter) { ...RegisterTable }
  }
`,
  [registerTable],
);
export const commitmentRegisterWorkings = graphql(
  `
  query CommitmentRegisterWorkings($authority: ID!, $asAt: Day!, $filter: CommitmentFilterInput, $rows: [ID!]!) {
    commitmentRegister(authority: $authority, asAt: $asAt, filter: $filter) { rows(keys: $rows) { ...RowWorkings } }
  }
`,
  [rowWorkings],
);
export const commitmentQuery = graphql(
  `
  query Commitment($id: ID!) {
    commitment(id: $id) { ...CommitmentStored }
  }
`,
  [commitmentStored],
);

/** What a commitment may belong to. */
export const belongingQuery = graphql(`
  query Belonging($authority: ID!, $arrangementsAfter: String, $partnershipsAfter: String, $commitmentsAfter: String) {
    arrangements(authority: $authority, first: 500, after: $arrangementsAfter) { endCursor hasNextPage nodes { id name lots { id name } } }
    partnerships(authority: $authority, first: 500, after: $partnershipsAfter) { endCursor hasNextPage nodes { id name pools { id name } } }
    commitments(authority: $authority, first: 500, after: $commitmentsAfter) { endCursor hasNextPage nodes { id name } }
  }
`);

export const projectionQuery = graphql(`
  query Projection($terms: ProjectionTermsInput!, $from: FinancialYear!, $years: Int!) {
    projectCommitment(terms: $terms, from: $from, years: $years) {
      notes totalPence
      years { year pence derivation { workings result } }
      volumes { volume pence }
    }
  }
`);

export const upliftSeriesQuery = graphql(`
  query UpliftSeries($authority: ID!, $upliftSeriesAfter: String) { upliftSeries(authority: $authority, first: 500, after: $upliftSeriesAfter) { endCursor hasNextPage nodes { id name source rates { year rateShare } } } }
`);
export const createUpliftSeries = graphql(
  `mutation CreateUpliftSeries($input: NewUpliftSeriesInput!, $key: String) { createUpliftSeries(input: $input, key: $key) { id batchId seen } }`,
);
export const changeUpliftRates = graphql(`
  mutation ChangeUpliftRates($id: ID!, $rates: [UpliftRateInput!]!, $seen: DataVersion!, $key: String) { changeUpliftRates(id: $id, rates: $rates, seen: $seen, key: $key) { batchId seen } }
`);

export type Version = ResultOf<typeof versionsQuery>["budgetVersions"]["nodes"][number];
export type CommitmentTerms = ResultOf<typeof commitmentQuery>["commitment"];
