// The question that the bench asks: what the page asks for, with the exact value of each cell beside.

export const mediumTermQuestion = `query MediumTerm($authority: ID!, $version: ID!, $from: FinancialYear!, $years: Int!, $unit: MoneyUnit!) {
  mediumTermTable(authority: $authority, version: $version, from: $from, years: $years, unit: $unit) {
    title source unit dataVersion notes
    columns { key label status }
    rows { key kind level label status subjectId cells { shown exact pence note edits } }
  }
}`;

export interface Asked {
  authority: string;
  version: string;
  from: string;
  years: number;
  unit: "THOUSANDS";
}
