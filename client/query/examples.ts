// Queries to start from on the query page. Each is run by test/browser/query.test.ts against the public examples.

export interface Example {
  title: string;
  /** What it answers, in a line. */
  says: string;
  /** Begins with a named operation: its name is what the editor's tab says. */
  query: string;
  /** An `authority` here gives way to the one that the workbook is open at. */
  variables: Record<string, unknown>;
}

export const examples: readonly Example[] = [
  {
    title: "What remains, year by year",
    says: "The medium-term table: budget, what is committed, and what is left.",
    query: `query WhatRemains($authority: ID!, $unit: MoneyUnit!) {
  mediumTermTable(authority: $authority, unit: $unit) {
    title
    unit
    columns { label status }
    rows {
      label
      cells { shown }
    }
    notes
  }
}
`,
    variables: { authority: "essex", unit: "THOUSANDS" },
  },
  {
    title: "How a figure was worked out",
    says: "The workings of a row, with each input that went into it.",
    query: `query HowItWasMade($authority: ID!, $rows: [ID!]!) {
  mediumTermTable(authority: $authority) {
    columns { label }
    rows(keys: $rows) {
      label
      cells {
        exact
        derivation {
          workings
          inputs { name value }
        }
      }
    }
  }
}
`,
    variables: { authority: "essex", rows: ["remaining"] },
  },
  {
    title: "Arrangements and their ends",
    says: "When each ends as it stands and at the longest, gaps in its cover, and its value against what is committed.",
    query: `query Arrangements($authority: ID!, $asAt: Day!) {
  arrangements(authority: $authority, asAt: $asAt, by: NAME) {
    nodes {
      name
      kind
      state
      endsOn
      longestEndOn
      nextReviewOn
      gaps { sentence }
      value { estimatedPence committedPence exceeded }
    }
  }
}
`,
    variables: { authority: "essex", asAt: "2023-09-12" },
  },
  {
    title: "Does a block pay?",
    says: "A block of places against buying one at a time, at an occupancy of your choice.",
    query: `query DoesItPay($case: ID!, $occupancy: Decimal!) {
  blockCase(id: $case, occupancy: $occupancy) {
    name
    breakEvenOccupancy
    table {
      columns { label }
      rows {
        label
        cells { shown }
      }
    }
  }
}
`,
    variables: { case: "havering-block-case", occupancy: "0.85" },
  },
  {
    title: "Who pays what",
    says: "Each member's contribution to a partnership, year by year.",
    query: `query WhoPaysWhat($partnership: ID!) {
  contributionTable(partnership: $partnership) {
    title
    columns { label }
    rows {
      label
      cells { shown }
    }
    notes
  }
}
`,
    variables: { partnership: "havering-partnership" },
  },
  {
    title: "Periods to settle",
    says: "A partnership's settlement periods, what each cost, and whether its statements are out.",
    query: `query PeriodsToSettle($partnership: ID!) {
  partnership(id: $partnership) {
    name
    periods { id name startsOn endsOn costPence issuedAt }
  }
}
`,
    variables: { partnership: "havering-partnership" },
  },
  {
    title: "What each member owes",
    says: "The statements of one period. Put the period's id, from the query above, into the variables.",
    query: `query WhatEachOwes($period: ID!) {
  settlement(period: $period) {
    period { name issuedAt }
    statements {
      title
      lines { words pence }
      balancePence
      sentence
    }
  }
}
`,
    variables: { period: "the id of a period" },
  },
  {
    title: "What terms would cost",
    says: "Places at a price a week, with an uplift. Nothing is stored.",
    query: `query WhatItWouldCost($from: FinancialYear!, $years: Int!, $terms: ProjectionTermsInput!) {
  projectCommitment(from: $from, years: $years, terms: $terms) {
    years {
      year
      pence
      derivation { workings }
    }
    totalPence
  }
}
`,
    variables: {
      from: "2023/24",
      years: 2,
      terms: {
        basis: "WEEKLY_PRICE",
        weeklyRatePounds: "5963.00",
        weeksPerYear: "WEEKS_52_14",
        partYear: "BY_MONTHS",
        places: [{ places: 9, startsOn: "2023-10-01" }],
        priceBaseYear: "2023/24",
        upliftRates: [{ year: "2024/25", rateShare: "0.028" }],
      },
    },
  },
  {
    title: "Outcomes beside the country",
    says: "Each KPI's outcomes with their rating, how far they are off the target, and how they compare with England and with the period before.",
    query: `query OutcomesBeside($authority: ID!) {
  kpiOutcomes(authority: $authority, against: COUNTRY, first: 50) {
    nodes {
      kpi { name }
      subject { name }
      period { said }
      shown
      rag
      target { shown differenceShown }
      comparator { name shown differenceShown verdict }
      previous { differenceShown verdict }
    }
    hiddenNote
  }
}
`,
    variables: { authority: "west-sussex" },
  },
  {
    title: "Outcomes put together",
    says: "Numerators and denominators added, by KPI and period; what cannot be added has no figure and says why.",
    query: `query OutcomesTogether($authority: ID!, $groupBy: [OutcomeDimension!]!) {
  kpiOutcomes(authority: $authority, groupBy: $groupBy) {
    nodes {
      kpi { name version }
      period { said }
      count
      numerator
      denominator
      shown
      why
      rated { green amber red none }
    }
  }
}
`,
    variables: { authority: "essex", groupBy: ["DEFINITION", "PERIOD"] },
  },
  {
    title: "Everybody's place in a KPI",
    says: "One KPI in its last period, the best first; equals share a place.",
    query: `query Places($authority: ID!, $kpi: ID!) {
  outcomesRanked(authority: $authority, kpi: $kpi, level: LOT) {
    title
    columns { label }
    rows { label cells { shown note } }
  }
}
`,
    variables: { authority: "west-sussex", kpi: "west-sussex-kpi-on-the-system" },
  },
  {
    title: "A table as files",
    says: "Where a table is, and links to it as a Word document and a workbook.",
    query: `query AsFiles($authority: ID!) {
  mediumTermTable(authority: $authority) {
    title
    address
    word: export(format: DOCX)
    excel: export(format: XLSX)
  }
}
`,
    variables: { authority: "essex" },
  },
];
