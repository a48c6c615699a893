// Sefton's agreement, the systems that it is named on, and its two block awards. Source: Sefton Council, Cabinet, 3 September 2020.
import type { Change } from "../write/change.ts";
import { arrangement, figuresOf, parts, rows, statuses } from "./rows.ts";

const authorityId = "sefton";
const source = "Cabinet, 3 September 2020";

/** The regional systems that Sefton is named on (1.7). */
const regional = [
  ["sefton-nw-foster", "North West Foster Flexible Purchasing System", "flexible purchasing system"],
  ["sefton-nw-residential", "North West Residential Flexible Purchasing System", "flexible purchasing system"],
  ["sefton-nw-leaving-care", "North West Leaving Care Dynamic Purchasing System", "dynamic purchasing system"],
  ["sefton-nw-care-support", "North West Care and Support Dynamic Purchasing System", "dynamic purchasing system"],
] as const;

/** Two direct awards of four beds each, at prices a week (5.5). */
const blocks = [
  { id: "sefton-care-assist", provider: "Care Assist", need: "Male adolescents", spotPounds: "2149.00", blockPounds: "1988.00" },
  { id: "sefton-family-care-group", provider: "Family Care Group", need: "Physical and learning disabilities", spotPounds: "3170.65", blockPounds: "2809.00" },
];

export const sefton = {
  authorityId,
  why: `Public example: Sefton, ${source}`,
  changes: [
    ...rows("authority", [{ id: authorityId, name: "Sefton Council", oldCode: "343", gssCode: "E08000014" }]),
    ...statuses(authorityId),
    ...arrangement({
      id: "sefton-ppa",
      name: "Liverpool City Region Provider Partner Agreement",
      kind: "provider-partner agreement",
      openList: true,
      openEnded: true,
      opensOn: "2020-10-19",
      reviewEveryMonths: 24,
      source: `${source}, 3 and 4`,
      note: "Procured as a flexible purchasing system under the light-touch regime. The report does not name the other authorities of the city region.",
      position: 1,
      participants: [
        { name: "Halton Council", role: "lead" },
        { name: "Sefton Council", role: "partner" },
      ],
      lots: [{ name: "Residential" }, { name: "Foster care" }],
      stages: [
        { name: "Publication of Invitation to Tender", startsOn: "2020-07-27", complete: true },
        { name: "Closing date for questions", startsOn: "2020-08-17", complete: true },
        { name: "Closing date for Request to Participate", startsOn: "2020-08-26", complete: true },
        { name: "Evaluation", startsOn: "2020-08-26", endsOn: "2020-09-04" },
        { name: "Presentation", startsOn: "2020-09-14", endsOn: "2020-10-02" },
        { name: "Contract award", startsOn: "2020-10-14" },
        { name: "Contract start", startsOn: "2020-10-19" },
      ],
      routes: [
        ["Mini-competition among all providers of a lot", null],
        ["Mini-competition among preselected providers", "Preselected on what they submitted: location, capacity, gender, emergency placements"],
        ["Direct award", "In exceptional urgency"],
      ],
    }),
    ...regional.flatMap(([id, name, kind], index) =>
      arrangement({
        id,
        name,
        kind,
        openList: true,
        source: `${source}, 1.7`,
        position: index + 2,
        participants: [{ name: "Sefton Council", role: "named user" }],
        ...(id === "sefton-nw-residential" && { lots: [{ name: "Lot 7, cohort purchases", detail: "Services for a number of young people, named or predicted" }] }),
        ...(id === "sefton-nw-residential" && { routes: [["Direct award", "By which the two block contracts are awarded (5.1)"] as [string, string]] }),
      }),
    ),
    ...blocks.flatMap(({ id, provider, need }, index) =>
      arrangement({
        id,
        name: `${provider}: block of 4 beds`,
        kind: "block contract",
        voidsCarriedBy: "authority",
        source: `${source}, 5.5`,
        note: "Called off the North West Residential Flexible Purchasing System, lot 7. A vacancy that Sefton cannot fill is offered to the other authorities of the city region. The report does not print a start.",
        position: regional.length + 2 + index,
        participants: [{ name: "Sefton Council", role: "lead" }],
        providers: [{ name: provider, places: 4, detail: need }],
        terms: [
          [36, "agreed"],
          [12, "available"],
          [12, "available"],
        ],
      }),
    ),
    ...blocks.flatMap(({ id, provider, spotPounds, blockPounds }, index) => [
      ...rows("blockCase", [
        {
          id: `${id}-case`,
          arrangementId: id,
          name: `${provider}: 4 beds`,
          places: 4,
          priceUnit: "week",
          weeksPerYear: "52 weeks",
          spotPounds,
          blockPounds,
          sharing: 1,
          directPlaces: 0,
          source: `${source}, 5.5`,
          position: index + 1,
        },
      ]),
      ...parts("blockCaseItem", "blockCaseId", `${id}-case`, []),
    ]),
    ...figuresOf(authorityId, [
      {
        reference: "5.5",
        what: "Care Assist: saving a year, 4 beds",
        printed: "£33,488",
        printedValue: "33488",
        nearest: "1",
        unit: "pounds",
        workings: "[blockCase:sefton-care-assist-case:saving:yearAll]",
      },
      {
        reference: "5.5",
        what: "Family Care Group: saving a year, 4 beds",
        printed: "£75,223.20",
        printedValue: "75223.20",
        nearest: "0.01",
        unit: "pounds",
        workings: "[blockCase:sefton-family-care-group-case:saving:yearAll]",
      },
      {
        reference: "5.5, not printed",
        what: "Both savings, a year",
        unit: "pounds",
        nearest: "0.01",
        workings: "[blockCase:sefton-care-assist-case:saving:yearAll] + [blockCase:sefton-family-care-group-case:saving:yearAll]",
      },
      {
        reference: "5.5, not printed",
        what: "Care Assist: occupancy at which the block costs as much as spot",
        unit: "percent",
        nearest: "0.1",
        workings: "[blockCase:sefton-care-assist-case:breakEven:yearAll]",
      },
      {
        reference: "5.5, not printed",
        what: "Family Care Group: occupancy at which the block costs as much as spot",
        unit: "percent",
        nearest: "0.1",
        workings: "[blockCase:sefton-family-care-group-case:breakEven:yearAll]",
      },
      ...["like the offer", "like the pledge", "expect one referral form to help"].map((what, index) => ({
        reference: "2.2",
        what: `Providers that ${what}`,
        printed: index === 0 ? "97%" : "100%",
        printedValue: index === 0 ? "97" : "100",
        nearest: "1",
        unit: "percent" as const,
        why: "Of more than 50 responses: the report gives no exact denominator.",
      })),
    ]),
  ] satisfies Change[],
};
