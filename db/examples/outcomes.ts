// KPIs, outcomes and benefits of the reports: Havering's list whole, West Sussex's, Essex's and Sefton's figures as outcomes.

import type { Row } from "../tables.ts";
import type { Batch, Change } from "../write/change.ts";
import { parts, rows } from "./rows.ts";

type NewKpi = Partial<Row<"kpi">> &
  Pick<Row<"kpi">, "code" | "name" | "category" | "unit" | "polarity" | "frequency"> & { targets?: Partial<Row<"kpiTarget">>[]; baselines?: Partial<Row<"kpiBaseline">>[] };
type NewOutcome = Partial<Row<"outcome">> & Pick<Row<"outcome">, "subjectId" | "startsOn">;
type NewSubject = Partial<Row<"kpiSubject">> & Pick<Row<"kpiSubject">, "id" | "kind" | "name">;

const kpiId = (authorityId: string, code: string) => `${authorityId}-kpi-${code}`;

function subjectsOf(given: readonly NewSubject[]): Change[] {
  return rows(
    "kpiSubject",
    given.map((subject, index) => ({ position: index + 1, ...subject })),
  );
}

function kpisOf(authorityId: string, given: readonly NewKpi[]): Change[] {
  return given.flatMap(({ targets = [], baselines = [], ...kpi }, index) => {
    const id = kpiId(authorityId, kpi.code);
    return [
      ...rows("kpi", [{ id, version: 1, counts: "over the period", decimals: kpi.unit === "percent" ? 1 : 0, ofPeople: true, position: index + 1, ...kpi }]),
      ...parts("kpiTarget", "kpiId", id, targets),
      ...parts("kpiBaseline", "kpiId", id, baselines),
    ];
  });
}

function outcomesOf(authorityId: string, code: string, given: readonly NewOutcome[]): Change[] {
  return rows(
    "outcome",
    given.map((outcome) => ({
      id: `${authorityId}-outcome-${code}-${outcome.subjectId}-${outcome.startsOn}`,
      kpiId: kpiId(authorityId, code),
      breakdown: "",
      ...outcome,
    })),
  );
}

const asPrinted = "The report prints the percentage without its counts, so that it can be added to no other.";

const haveringSource = "Cabinet, 25 July 2018";
const quarterly = { frequency: "quarter" } as const;
const yearly = { frequency: "financial year" } as const;
const financial = { category: "financial", ...yearly } as const;

/** 3.23 to 3.29, in the order of the report. It says what is tracked and leaves open how often; quarters are taken, and years for money and surveys. */
const haveringKpis: NewKpi[] = [
  {
    code: "stability-index",
    name: "Stability Index",
    category: "stability",
    unit: "score",
    polarity: "higher is better",
    decimals: 1,
    source: "3.23 and 3.25",
    note: "Developed by the Office of the Children's Commissioner.",
    ...yearly,
  },
  {
    code: "placement-breakdowns",
    name: "Placement breakdowns",
    category: "stability",
    unit: "count",
    polarity: "lower is better",
    numeratorSaid: "breakdowns",
    source: "3.23",
    ...quarterly,
  },
  { code: "placement-moves", name: "Placement moves", category: "stability", unit: "count", polarity: "lower is better", numeratorSaid: "moves", source: "3.25", ...quarterly },
  {
    code: "unauthorised-absences",
    name: "Unauthorised absences",
    category: "stability",
    unit: "count",
    polarity: "lower is better",
    numeratorSaid: "absences",
    source: "3.23 and 3.25",
    ...quarterly,
  },
  {
    code: "missing-episodes",
    name: "Missing episodes",
    category: "stability",
    unit: "count",
    polarity: "lower is better",
    numeratorSaid: "episodes",
    source: "3.23 and 3.25",
    ...quarterly,
  },
  {
    code: "feedback",
    name: "Positive feedback from young people",
    category: "suitability",
    unit: "percent",
    polarity: "higher is better",
    numeratorSaid: "positive answers",
    denominatorSaid: "answers",
    source: "3.23 and 3.26",
    note: "By interviews in placement (3.23).",
    ...quarterly,
  },
  {
    code: "unplanned-moves",
    name: "Unplanned placement moves",
    category: "suitability",
    unit: "count",
    polarity: "lower is better",
    numeratorSaid: "moves",
    source: "3.23 and 3.26",
    ...quarterly,
  },
  {
    code: "sdq",
    name: "Wellbeing: Strengths and Difficulties Questionnaire",
    category: "suitability",
    unit: "score",
    polarity: "lower is better",
    decimals: 1,
    numeratorSaid: "total of scores",
    denominatorSaid: "children scored",
    source: "3.26",
    note: "The average score of young people in residential placements; a lower score is fewer difficulties.",
    ...yearly,
  },
  {
    code: "new-local-options",
    name: "New local placement options",
    category: "general",
    unit: "count",
    polarity: "higher is better",
    numeratorSaid: "placement options",
    ofPeople: false,
    source: "3.27",
    note: "Within the sub-region.",
    ...quarterly,
  },
  {
    code: "five-a-to-c",
    name: "Five A*–C at GCSE",
    category: "education and employment",
    unit: "percent",
    polarity: "higher is better",
    frequency: "academic year",
    numeratorSaid: "children with five A*–C",
    denominatorSaid: "children in care at the end of key stage 4",
    source: "3.27",
  },
  {
    code: "eet",
    name: "In education, employment or training",
    category: "education and employment",
    unit: "percent",
    polarity: "higher is better",
    counts: "at its end",
    numeratorSaid: "in education, employment or training",
    denominatorSaid: "young people whose activity is known",
    source: "3.23",
    ...quarterly,
  },
  {
    code: "neet",
    name: "Not in education, employment or training",
    category: "education and employment",
    unit: "percent",
    polarity: "lower is better",
    counts: "at its end",
    numeratorSaid: "not in education, employment or training",
    denominatorSaid: "looked-after young people",
    source: "Appendix 1",
    note: "Those whose activity is not known stand beside these, and not among them.",
    baselines: [{ value: "0.141", asAt: "July 2018", source: "Appendix 1" }],
    ...quarterly,
  },
  {
    code: "within-20-miles",
    name: "Placed within 20 miles of home",
    category: "general",
    unit: "percent",
    polarity: "higher is better",
    counts: "at its end",
    numeratorSaid: "placed within 20 miles",
    denominatorSaid: "placed through the programme",
    source: "3.27",
    targets: [{ startsOn: "2019-04-01", target: "1", source: "3.27: all of them" }],
    ...quarterly,
  },
  {
    code: "staying-put",
    name: "Staying put in residential placements to 21",
    category: "stability",
    unit: "count",
    polarity: "higher is better",
    numeratorSaid: "young people",
    source: "3.23",
    ...yearly,
  },
  ...(
    [
      ["child-satisfaction", "Child satisfaction", "children satisfied", "children who answered", true],
      ["provider-satisfaction", "Residential provider satisfaction", "providers satisfied", "providers who answered", false],
      ["authority-satisfaction", "Local authority satisfaction", "authorities satisfied", "authorities that answered", false],
    ] as const
  ).map(
    ([code, name, numeratorSaid, denominatorSaid, ofPeople]): NewKpi => ({
      code,
      name,
      category: "general",
      unit: "percent",
      polarity: "higher is better",
      numeratorSaid,
      denominatorSaid,
      ofPeople,
      source: "3.27",
      note: "By survey.",
      ...yearly,
    }),
  ),
  {
    code: "co-production",
    name: "Young people in co-production",
    category: "general",
    unit: "count",
    polarity: "higher is better",
    numeratorSaid: "young people",
    source: "3.27",
    note: "In the young persons' forum and in contract management.",
    ...yearly,
  },
  {
    code: "community-professionals",
    name: "Young people engaged with community professionals",
    category: "general",
    unit: "count",
    polarity: "higher is better",
    numeratorSaid: "young people",
    source: "3.27",
    note: "Mental health services for children and adolescents, and other health providers.",
    ...quarterly,
  },
  {
    code: "exploitation-risk",
    name: "At risk of sexual exploitation",
    category: "suitability",
    unit: "count",
    polarity: "lower is better",
    counts: "at its end",
    numeratorSaid: "young people",
    source: "3.23",
    ...quarterly,
  },
  {
    code: "criminal-justice",
    name: "Engagements with the criminal justice system",
    category: "suitability",
    unit: "count",
    polarity: "lower is better",
    numeratorSaid: "engagements",
    source: "3.23",
    ...quarterly,
  },
  {
    code: "weekly-cost-inside",
    name: "Average weekly cost inside the footprint",
    unit: "pounds a week",
    polarity: "lower is better",
    computed: "average weekly cost inside the area",
    decimals: 2,
    source: "3.29",
    ...financial,
  },
  {
    code: "weekly-cost-outside",
    name: "Average weekly cost outside the footprint",
    unit: "pounds a week",
    polarity: "lower is better",
    computed: "average weekly cost outside the area",
    decimals: 2,
    source: "3.29",
    ...financial,
  },
  {
    code: "premium-outside",
    name: "Premium paid outside the footprint",
    unit: "pounds a week",
    polarity: "lower is better",
    computed: "premium outside the area",
    decimals: 2,
    source: "3.29",
    ...financial,
  },
  {
    code: "average-duration",
    name: "Average duration of a residential placement",
    unit: "weeks",
    polarity: "neither",
    computed: "average duration",
    decimals: 1,
    source: "3.29",
    ...financial,
  },
  {
    code: "under-arrangement",
    name: "Placements under an arrangement",
    unit: "percent",
    polarity: "higher is better",
    computed: "share under an arrangement",
    source: "3.29",
    note: "The rest are spot purchased.",
    ...financial,
  },
  {
    code: "occupancy",
    name: "Occupancy of block places",
    unit: "percent",
    polarity: "higher is better",
    computed: "occupancy of block places",
    ofPeople: false,
    source: "3.29",
    ...financial,
  },
  { code: "cost-avoided", name: "Cost avoided", unit: "pounds", polarity: "higher is better", computed: "cost avoided", source: "3.29", ...financial },
  {
    code: "overheads-near",
    name: "Overheads saved by placing within 20 miles",
    unit: "pounds",
    polarity: "higher is better",
    ofPeople: false,
    source: "3.29",
    ...financial,
  },
  {
    code: "step-downs",
    name: "Sustained step-downs from residential care",
    unit: "count",
    polarity: "higher is better",
    numeratorSaid: "young people",
    source: "3.23 and 3.29",
    ...financial,
  },
  { code: "overheads-smarter", name: "Overheads saved by commissioning together", unit: "pounds", polarity: "higher is better", ofPeople: false, source: "3.29", ...financial },
  { code: "secure-placements", name: "Use of secure placements", unit: "count", polarity: "lower is better", numeratorSaid: "placements", source: "3.29", ...financial },
];

const contractManager = "Contract Manager, to be appointed";
const havering: Batch = {
  authorityId: "havering",
  why: `Public example: Havering's KPIs and benefits, ${haveringSource}`,
  changes: [
    ...subjectsOf([
      { id: "havering-subject", kind: "authority", name: "London Borough of Havering", oldCode: "311", gssCode: "E09000016", withinId: "havering-subject-london" },
      { id: "havering-subject-partnership", kind: "partnership", name: "North East London partnership", partnershipId: "havering-partnership" },
      { id: "havering-subject-contract", kind: "arrangement", name: "North East London residential block contract", arrangementId: "havering-block-contract" },
      { id: "havering-subject-london", kind: "region", name: "London", gssCode: "E12000007", withinId: "havering-subject-england" },
      { id: "havering-subject-england", kind: "country", name: "England", gssCode: "E92000001" },
    ]),
    ...kpisOf("havering", haveringKpis),
    ...rows(
      "benefit",
      (
        [
          {
            name: "Fixed cost over the life of the programme",
            baseline: "A rise of 21% in placement costs over two years, by spot purchase",
            baselineValue: "0.21",
            measuredBy: "Fixed price of the block contract",
            measuredWhen: "One calendar year after the contract is endorsed",
            afterMonths: 12,
            frequency: "each year",
          },
          {
            name: "Better care in residential homes, by the step up to social work pathway and by training in systemic practice",
            baseline: "180 children of the partnership in residential care",
            baselineValue: "180",
            measuredBy: "More children stepping down from residential care into semi-independent provision, foster care or adoption",
            measuredWhen: "One calendar year after the contract is endorsed",
            afterMonths: 12,
            frequency: "each year",
            comparedWith: "the same period a year before",
            kpiId: kpiId("havering", "step-downs"),
            subjectId: "havering-subject-partnership",
          },
          {
            name: "Fewer looked-after young people not in education, employment or training",
            baseline: "14.1% in July 2018",
            baselineValue: "0.141",
            measuredBy: "15 billion ebp monthly performance statistics",
            measuredWhen: "One quarter after the contract is endorsed",
            afterMonths: 3,
            frequency: "each quarter",
            comparedWith: "the same period a year before",
            kpiId: kpiId("havering", "neet"),
            subjectId: "havering-subject-partnership",
          },
        ] as Partial<Row<"benefit">>[]
      ).map((benefit, index) => ({
        id: `havering-benefit-${index + 1}`,
        comparedWith: "its baseline" as const,
        countedFrom: "2019-04-01",
        accountable: contractManager,
        resources: contractManager,
        source: `${haveringSource}, Appendix 1`,
        position: index + 1,
        ...benefit,
      })),
    ),
  ],
};

const westSussexSource = "Executive Director decision, February 2022, 1.8";
const cposs = "west-sussex-cposs";
/** The report gives no year; that of its date is taken. */
const westSussexYear = { startsOn: "2021-04-01", release: westSussexSource, note: asPrinted };
const ofSystem = { category: "suitability", unit: "percent", polarity: "higher is better", denominatorSaid: "placements", source: westSussexSource, ...yearly } as const;
const westSussex: Batch = {
  authorityId: "west-sussex",
  why: "Public example: West Sussex's KPIs, February 2022",
  changes: [
    ...subjectsOf([
      { id: "west-sussex-subject", kind: "authority", name: "West Sussex County Council", oldCode: "938", gssCode: "E10000032", withinId: "west-sussex-subject-england" },
      { id: "west-sussex-subject-cposs", kind: "arrangement", name: "CPOSS", arrangementId: cposs },
      { id: "west-sussex-subject-schools", kind: "lot", name: "CPOSS: schools", lotId: `${cposs}-arrangementLot-1`, withinId: "west-sussex-subject-cposs" },
      {
        id: "west-sussex-subject-fostering",
        kind: "lot",
        name: "CPOSS: independent fostering agencies",
        lotId: `${cposs}-arrangementLot-3`,
        withinId: "west-sussex-subject-cposs",
      },
      { id: "west-sussex-subject-residential", kind: "lot", name: "CPOSS: children's residential", lotId: `${cposs}-arrangementLot-4`, withinId: "west-sussex-subject-cposs" },
      { id: "west-sussex-subject-england", kind: "country", name: "England", gssCode: "E92000001" },
    ]),
    ...kpisOf("west-sussex", [
      { code: "on-the-system", name: "Places from providers on the system", numeratorSaid: "placements with providers on the system", decimals: 0, ...ofSystem },
      { code: "residential-good", name: "Residential placements with providers rated Good or Outstanding", numeratorSaid: "placements with such providers", ...ofSystem },
      { code: "fostering-good", name: "Fostering placements with agencies rated Good or Outstanding", numeratorSaid: "placements with such agencies", decimals: 0, ...ofSystem },
    ]),
    ...outcomesOf("west-sussex", "on-the-system", [
      { subjectId: "west-sussex-subject-schools", value: "0.74", ...westSussexYear },
      { subjectId: "west-sussex-subject-fostering", value: "0.83", ...westSussexYear },
    ]),
    ...outcomesOf("west-sussex", "residential-good", [
      { subjectId: "west-sussex-subject-residential", value: "0.956", ...westSussexYear },
      { subjectId: "west-sussex-subject-england", value: "0.8", ...westSussexYear },
    ]),
    ...outcomesOf("west-sussex", "fostering-good", [
      { subjectId: "west-sussex-subject-fostering", value: "0.98", ...westSussexYear },
      { subjectId: "west-sussex-subject-england", value: "0.93", ...westSussexYear },
    ]),
  ],
};

const essexSource = "Cabinet, 12 September 2023";
const essex: Batch = {
  authorityId: "essex",
  why: `Public example: Essex's KPIs, ${essexSource}`,
  changes: [
    ...subjectsOf([
      { id: "essex-subject", kind: "authority", name: "Essex County Council", oldCode: "881", gssCode: "E10000012", withinId: "essex-subject-england" },
      { id: "essex-subject-framework", kind: "arrangement", name: "Residential framework", arrangementId: "essex-framework" },
      { id: "essex-subject-others", kind: "statistical neighbours", name: "Five other authorities", withinId: "essex-subject" },
      { id: "essex-subject-england", kind: "country", name: "England", gssCode: "E92000001" },
    ]),
    ...kpisOf("essex", [
      {
        code: "in-residential",
        name: "Children in care in mainstream residential placements",
        category: "general",
        unit: "percent",
        polarity: "neither",
        frequency: "month",
        counts: "at its end",
        numeratorSaid: "children in mainstream residential placements",
        denominatorSaid: "children in care",
        source: "3.2 and 3.17",
      },
      {
        code: "through-framework",
        name: "Residential placements made through the framework",
        category: "suitability",
        unit: "percent",
        polarity: "higher is better",
        decimals: 0,
        numeratorSaid: "placements through the framework",
        denominatorSaid: "residential placements",
        source: "3.11",
        note: "It had been expected to be higher.",
        ...yearly,
      },
      {
        code: "spot",
        name: "Residential placements spot purchased",
        unit: "percent",
        polarity: "neither",
        decimals: 0,
        numeratorSaid: "placements spot purchased",
        denominatorSaid: "residential placements",
        source: "3.7",
        note: "The use of frameworks is counted among these.",
        ...financial,
      },
      {
        code: "block",
        name: "Residential placements block purchased",
        unit: "percent",
        polarity: "neither",
        numeratorSaid: "placements block purchased",
        denominatorSaid: "residential placements",
        decimals: 0,
        source: "3.7",
        ...financial,
      },
      {
        code: "occupancy",
        name: "Occupancy of block bookings",
        unit: "percent",
        polarity: "higher is better",
        numeratorSaid: "block places in use",
        denominatorSaid: "block places",
        decimals: 0,
        ofPeople: false,
        source: "3.14",
        ...financial,
      },
    ]),
    ...outcomesOf("essex", "in-residential", [
      { subjectId: "essex-subject", startsOn: "2023-05-01", numerator: "63", denominator: "1150", release: `${essexSource}, 3.2 and 3.17`, note: "3.18 prints 5.6%." },
    ]),
    ...outcomesOf("essex", "through-framework", [
      { subjectId: "essex-subject-framework", startsOn: "2020-04-01", value: "0.2", release: `${essexSource}, 3.11`, note: asPrinted },
      { subjectId: "essex-subject-framework", startsOn: "2021-04-01", value: "0.24", release: `${essexSource}, 3.11`, note: asPrinted },
    ]),
    ...outcomesOf("essex", "spot", [
      { subjectId: "essex-subject-england", startsOn: "2022-04-01", value: "0.97", release: `${essexSource}, 3.7`, note: "The report gives no year; the last before it is taken." },
    ]),
    ...outcomesOf("essex", "block", [
      { subjectId: "essex-subject-england", startsOn: "2022-04-01", value: "0.03", release: `${essexSource}, 3.7`, note: "The report gives no year; the last before it is taken." },
    ]),
    ...outcomesOf("essex", "occupancy", [
      {
        subjectId: "essex-subject-others",
        startsOn: "2022-04-01",
        value: "0.9",
        release: `${essexSource}, 3.14`,
        note: "Around 90%, as five authorities told. The report gives no year; the last before it is taken.",
      },
    ]),
  ],
};

const seftonSource = "Cabinet, 3 September 2020, 2.2";
const seftonMonth = {
  startsOn: "2020-03-01",
  release: seftonSource,
  note: "Of over 50 responses; the report does not say how many, nor in which month. The consultation was planned for February and March 2020.",
};
const ofResponses = {
  category: "general",
  unit: "percent",
  polarity: "higher is better",
  frequency: "month",
  decimals: 0,
  denominatorSaid: "responses",
  ofPeople: false,
  source: seftonSource,
} as const;
const sefton: Batch = {
  authorityId: "sefton",
  why: "Public example: Sefton's consultation of providers, 2020",
  changes: [
    ...subjectsOf([
      { id: "sefton-subject", kind: "authority", name: "Sefton Council", oldCode: "343", gssCode: "E08000014", withinId: "sefton-subject-north-west" },
      { id: "sefton-subject-ppa", kind: "arrangement", name: "Liverpool City Region Provider Partner Agreement", arrangementId: "sefton-ppa" },
      { id: "sefton-subject-north-west", kind: "region", name: "North West", gssCode: "E12000002" },
    ]),
    ...kpisOf("sefton", [
      { code: "for-the-offer", name: "Providers who like the Offer", numeratorSaid: "responses that like it", ...ofResponses },
      { code: "for-the-pledge", name: "Providers who like the Pledge", numeratorSaid: "responses that like it", ...ofResponses },
      { code: "for-one-referral", name: "Providers for a single referral document", numeratorSaid: "responses for it", ...ofResponses },
    ]),
    ...outcomesOf("sefton", "for-the-offer", [{ subjectId: "sefton-subject-ppa", value: "0.97", ...seftonMonth }]),
    ...outcomesOf("sefton", "for-the-pledge", [{ subjectId: "sefton-subject-ppa", value: "1", ...seftonMonth }]),
    ...outcomesOf("sefton", "for-one-referral", [{ subjectId: "sefton-subject-ppa", value: "1", ...seftonMonth }]),
  ],
};

export const outcomeExamples: readonly Batch[] = [essex, sefton, havering, westSussex];
