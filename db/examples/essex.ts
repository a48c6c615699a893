// Essex's medium-term table, its block contracts and its options as facts. Source: Essex County Council, Cabinet, 12 September 2023, FP/155/06/23, paragraphs 6.1.3 to 6.1.6.

import { statusIdOf } from "../commitmentStatuses.ts";
import type { Change } from "../write/change.ts";
import { insertion } from "../write/change.ts";
import { arrangement, figuresOf, parts, rows, statuses } from "./rows.ts";

const authorityId = "essex";
const versionId = "essex-mtrs-2023";
const upliftId = "essex-prices-2023";
const years = ["2023/24", "2024/25", "2025/26", "2026/27"];
const reference = "Cabinet, 12 September 2023, 6.1.6,";

/** Cost centres as the report prints them, in £000s a year. */
const costCentres: [id: string, name: string, group: string | null, thousands: number[]][] = [
  ["essex-north", "Mainstream Residential North", "Mainstream Residential", [4646, 4614, 4415, 4200]],
  ["essex-mid", "Mainstream Residential Mid", "Mainstream Residential", [2632, 2614, 2501, 2379]],
  ["essex-west", "Mainstream Residential West", "Mainstream Residential", [3266, 3244, 3104, 2952]],
  ["essex-south", "Mainstream Residential South", "Mainstream Residential", [4780, 4747, 4542, 4321]],
  ["essex-unregistered", "Unregistered budget", null, [1280, 1280, 1280, 1280]],
];

const statedCommitments: [id: string, name: string, status: string, thousands: number[]][] = [
  ["essex-roach-vale", "Roach Vale", "approved", [422, 723, 723, 723]],
  ["essex-woodlands", "Woodlands", "in governance", [800, 800, 800, 800]],
  ["essex-new-farm-road", "New Farm Road", "at Design Authority", [0, 1000, 1500, 1500]],
];

/** Nine places from October 2023; in group homes nine more from October 2026, as the solo beds end (6.1.5). Half a year is 0.5. */
const weeklyCommitments = [
  {
    id: "essex-solo-beds",
    arrangementId: null,
    name: "Residential places for young people coming into care",
    weeklyRatePounds: "14000.00",
    rateSource: "Implied by the table of 6.1.6; not printed",
    places: [{ places: 9, startsOn: "2023-10-01", endsOn: "2026-09-30", firstYearShare: "0.5", lastYearShare: "0.5" }],
  },
  {
    id: "essex-group-beds",
    arrangementId: "essex-block-contracts",
    name: "Block contracts for mainstream residential placements",
    weeklyRatePounds: "5963.00",
    rateSource: "6.1.3: average of new placements, first four months of 2023/24",
    places: [
      { places: 9, startsOn: "2023-10-01", endsOn: null, firstYearShare: "0.5", lastYearShare: null },
      { places: 9, startsOn: "2026-10-01", endsOn: null, firstYearShare: "0.5", lastYearShare: null, replacesId: "essex-solo-beds" },
    ],
  },
];

/** The totals that the report prints, in £000s. */
const printed: [rowKey: string, thousands: number[]][] = [
  ["subtotal:Mainstream Residential", [15323, 15219, 14562, 13852]],
  ["total", [16603, 16499, 15842, 15132]],
  ["commitment:essex-solo-beds", [-3285, -6754, -6956, -3582]],
  ["commitment:essex-group-beds", [-1399, -2877, -2963, -4578]],
  ["remaining", [10698, 4346, 2900, 3949]],
];

const decision = "Block contracts for mainstream residential placements";

/** What is to be decided (5): what speaks for each option, what against it, and what is done about that. */
const options: { id: string; name: string; summary: string; recommended?: boolean; costed?: boolean; benefits: string[]; risks: string[]; mitigations?: string[] }[] = [
  {
    id: "essex-option-1",
    name: "Option 1: block contracts",
    summary: "Block contracts with providers who work for Essex alone: 6 to 18 places, one year and two extensions of a year.",
    recommended: true,
    benefits: [
      "A material difference to the framework, and a clear partnership",
      "Fewer children of other authorities in the same homes",
      "A closer relation with providers: consultancy, workforce and training support",
      "Social value kept in Essex",
      "Choice, flexibility and placements led by need",
      "Clear support for quality where a home underperforms",
      "The cost of a placement is certain over the term",
      "An alternative to unregistered placements",
    ],
    risks: [
      "The authority carries the whole risk of voids",
      "Performance during the term",
      "New placement processes have to be brought in",
      "The market may divide into those who hold blocks and those who do not",
      "Providers may not respond",
      "A small pool of providers is less resilient",
    ],
    mitigations: [
      "Voids: service level agreement, performance indicators and a practice guide for timely referrals, and a break clause of six months",
      "Performance: a break clause for poor performance and Ofsted compliance",
    ],
  },
  {
    id: "essex-option-2",
    name: "Option 2: purchasing system for ten years",
    summary: "A dynamic purchasing system for ten years, with lots for specialist providers from outside and for homes of three block beds.",
    benefits: [
      "A visible difference to the framework",
      "Good for providers and placing authorities alike, with commitment on both sides",
      "Favours local provision",
      "Long enough for providers from outside to plan a move into the county",
      "Adds to sufficiency",
      "Open to new providers",
      "Less administration for providers, who need not bid again and again",
      "Electronic referrals, sent to the right providers",
    ],
    risks: ["Providers may stay with spot purchase and not bid", "The highest financial liability of all options"],
    mitigations: ["An evaluation as lean as the law allows"],
  },
  {
    id: "essex-option-3",
    costed: false,
    name: "Option 3: spot purchase with retainers",
    summary: "Let the framework end and buy each placement by itself; explore retainers, four weeks at a time, for single local beds.",
    benefits: [
      "What providers often prefer",
      "Planned moves through talk of vacancies",
      "Less bureaucracy and delay",
      "Flexible, with first refusal of vacancies",
      "Time to learn from the regional pilots",
    ],
    risks: ["New providers may need more certainty", "A thinner contractual safety net", "Prices follow the market"],
    mitigations: ["Smaller and newer providers can bid for the other tender instead"],
  },
  {
    id: "essex-option-4",
    costed: false,
    name: "Option 4: commission the framework again",
    summary: "Not recommended: the present framework gives too little access to places in the county.",
    benefits: ["Easy to mobilise"],
    risks: ["Little was bought by this route, so much would still be bought on the spot", "Providers see no merit in it and would not engage"],
  },
];

const pence = (thousands: number) => thousands * 100_000;

/** Everything that the report says, as one batch. */
export const essex = {
  authorityId,
  why: "Public example: Essex, Cabinet, 12 September 2023",
  changes: [
    insertion("authority", { id: authorityId, name: "Essex County Council", oldCode: "881", gssCode: "E10000012" }),
    ...statuses(authorityId, [
      { name: "proposed", kind: "proposed" },
      { name: "in governance", kind: "in governance" },
      { name: "at Design Authority", kind: "in governance" },
      { name: "approved", kind: "approved" },
      { name: "block bookings", kind: "contracted" },
      { name: "ended", kind: "ended" },
    ]),
    insertion("budgetVersion", {
      id: versionId,
      name: "MTRS draft 2023",
      state: "draft",
      firstYear: "2023/24",
      yearCount: 4,
      source: `${reference.slice(0, -1)} (FP/155/06/23)`,
      copiedFromId: null,
      publishedAt: null,
      publishedBy: null,
      createdAt: "2023-09-12T00:00:00.000Z",
    }),
    ...costCentres.map(([id, name, serviceGroup], index) => insertion("costCentre", { id, name, code: null, serviceGroup, fundingSource: "general fund", position: index + 1 })),
    ...costCentres.flatMap(([costCentreId, , , thousands]) =>
      thousands.map((amount, year) => insertion("budgetLine", { id: `${costCentreId}-${year}`, versionId, costCentreId, year: years[year], amountPence: pence(amount) })),
    ),
    insertion("upliftSeries", { id: upliftId, name: "Expected inflation, 2023", source: "6.1.4; the rates follow from the table of 6.1.6" }),
    ...(
      [
        ["2024/25", "0.028"],
        ["2025/26", "0.03"],
        ["2026/27", "0.03"],
      ] as const
    ).map(([year, rateShare]) => insertion("upliftRate", { id: `${upliftId}-${year.slice(0, 4)}`, seriesId: upliftId, year, rateShare })),
    ...arrangement({
      id: "essex-framework",
      name: "Residential framework",
      kind: "framework",
      opensOn: "2020-02-01",
      source: "3.8 and 3.11",
      position: 1,
      participants: [{ name: "Essex County Council", role: "lead" }],
      lots: [{ name: "Children with disabilities" }, { name: "Children with social, emotional and mental health needs" }, { name: "Same day emergency placements" }],
      terms: [[48, "agreed"]],
    }),
    ...arrangement({
      id: "essex-block-contracts",
      name: "Block contracts for mainstream residential placements",
      kind: "block contract",
      opensOn: "2023-10-01",
      breakMonths: 6,
      mostPlacesInHome: 5,
      mostProviders: 8,
      voidsCarriedBy: "authority",
      source: "2.1, 3.21, 3.22, 5.1 and 6.1.3",
      note: "Between 6 and 18 places, in a single stage procurement. The table of 6.1.6 charges them to March 2027, six months beyond the longest term.",
      position: 2,
      participants: [{ name: "Essex County Council", role: "lead" }],
      terms: [
        [12, "agreed"],
        [12, "available"],
        [12, "available"],
      ],
      weights: [
        ["Price", "0.7"],
        ["Quality", "0.3"],
      ],
    }),
    ...statedCommitments.map(([id, name, status], index) =>
      insertion("commitment", {
        id,
        name,
        statusId: statusIdOf(authorityId, status),
        basis: "amounts by year",
        weeklyRatePounds: null,
        rateSource: null,
        weeksPerYear: null,
        partYear: null,
        upliftSeriesId: null,
        priceBaseYear: null,
        firstYearUplifted: false,
        endsOn: null,
        endYearShare: null,
        position: index + 1,
      }),
    ),
    ...statedCommitments.flatMap(([commitmentId, , , thousands]) =>
      thousands.map((amount, year) => insertion("commitmentAmount", { id: `${commitmentId}-${year}`, commitmentId, year: years[year], amountPence: pence(amount) })),
    ),
    ...weeklyCommitments.map(({ places: _, ...terms }, index) =>
      insertion("commitment", {
        ...terms,
        statusId: statusIdOf(authorityId, "block bookings"),
        basis: "weekly price",
        weeksPerYear: "52.14 weeks",
        partYear: "stated",
        upliftSeriesId: upliftId,
        priceBaseYear: "2023/24",
        firstYearUplifted: false,
        endsOn: null,
        endYearShare: null,
        position: statedCommitments.length + index + 1,
      }),
    ),
    ...weeklyCommitments.flatMap(({ id, places }) => places.map((period, index) => insertion("commitmentPlaces", { id: `${id}-${index}`, commitmentId: id, ...period }))),
    ...printed.flatMap(([rowKey, thousands]) =>
      thousands.map((amount, year) =>
        insertion("printedCell", {
          id: `essex-printed-${rowKey}-${year}`,
          versionId,
          rowKey,
          year: years[year],
          printed: String(amount),
          unit: "thousands",
          reference: reference.slice(0, -1),
        }),
      ),
    ),
    ...options.flatMap(({ id, name, summary, recommended = false, costed = true, benefits, risks, mitigations = [] }, index) => [
      ...rows("option", [{ id, decision, name, summary, recommended, costed, source: "5 and 6.1", position: index + 1 }]),
      ...parts("optionPoint", "optionId", id, [
        ...benefits.map((said) => ({ kind: "benefit" as const, said })),
        ...risks.map((said) => ({ kind: "risk" as const, said })),
        ...mitigations.map((said) => ({ kind: "mitigation" as const, said })),
      ]),
      // Without the block contracts the group beds are not bought.
      ...(index === 0 ? [] : parts("optionOverride", "optionId", id, [{ commitmentId: "essex-group-beds", field: "left out", value: "yes" }])),
    ]),
    insertion("commitment", {
      id: "essex-option-2-access",
      name: "Guaranteed access at 10% of mainstream residential spend",
      statusId: statusIdOf(authorityId, "proposed"),
      basis: "amounts by year",
      rateSource: "6.1.6: an annual commitment of £1.52 million; full costs are not known before procurement",
      firstYearUplifted: false,
      optionId: "essex-option-2",
      position: 6,
    }),
    ...years.map((year, index) => insertion("commitmentAmount", { id: `essex-option-2-access-${index}`, commitmentId: "essex-option-2-access", year, amountPence: pence(1520) })),
    ...figuresOf(authorityId, [
      {
        reference: "6.1.4",
        what: "Commitment in the last six months of 2023/24",
        printed: "£4.7m",
        printedValue: "4700000",
        nearest: "100000",
        unit: "pounds",
        workings: "[commitment:essex-solo-beds:2023/24] + [commitment:essex-group-beds:2023/24]",
      },
      {
        reference: "6.1.4",
        what: "The same for a full year at 2023/24 prices",
        printed: "£9.3m",
        printedValue: "9300000",
        nearest: "100000",
        unit: "pounds",
        workings: "9 * 14000 * 52.14 + 9 * 5963 * 52.14",
      },
      {
        reference: "3.18",
        what: "Children in care in mainstream residential placements",
        printed: "5.6%",
        printedValue: "5.6",
        nearest: "0.1",
        unit: "percent",
        workings: "63 / 1150",
      },
      {
        reference: "3.21",
        what: "18 block beds as a share of 63 placements",
        printed: "a third",
        printedValue: "33.3",
        nearest: "0.1",
        unit: "percent",
        workings: "18 / 63",
        why: "Two sevenths; a third would be 21 beds.",
      },
      {
        reference: "6.1.6, option 2",
        what: "10% of current mainstream residential spend",
        printed: "£1.52m",
        printedValue: "1520000",
        nearest: "10000",
        unit: "pounds",
        workings: "15323000 * exact(10%)",
        why: "What is printed is 10% of the 2024/25 draft, £15,219,000, not of the current year.",
      },
      {
        reference: "2.1 and 6.1.6",
        what: "Longest term of the group beds against the years that the table charges",
        printed: "three years",
        printedValue: "36",
        nearest: "1",
        unit: "months",
        workings: "months(2023-10-01, 2027-03-31)",
        why: "The table charges them for 42 months, from October 2023 to March 2027.",
      },
      {
        reference: "3.14",
        what: "Occupancy of block bookings in five other authorities",
        printed: "around 90%",
        printedValue: "90",
        nearest: "10",
        unit: "percent",
        why: "As those authorities said.",
      },
      { reference: "3.7", what: "Placements spot purchased nationally", printed: "97%", printedValue: "97", nearest: "1", unit: "percent", workings: "100% - 3%" },
      { reference: "3.7", what: "Placements block purchased nationally", printed: "3%", printedValue: "3", nearest: "1", unit: "percent", workings: "100% - 97%" },
      {
        reference: "3.11",
        what: "Placements made through the framework, 2020/21",
        printed: "20%",
        printedValue: "20",
        nearest: "1",
        unit: "percent",
        why: "The report gives no numbers of placements.",
      },
      {
        reference: "3.11",
        what: "Placements made through the framework, 2021/22",
        printed: "24%",
        printedValue: "24",
        nearest: "1",
        unit: "percent",
        why: "The report gives no numbers of placements.",
      },
      {
        reference: "2.1, 3.22",
        what: "Tender evaluation: weight of price",
        printed: "70%",
        printedValue: "70",
        nearest: "1",
        unit: "percent",
        workings: "[weight:essex-block-contracts:Price]",
      },
      {
        reference: "2.1, 3.22",
        what: "Tender evaluation: weight of quality",
        printed: "30%",
        printedValue: "30",
        nearest: "1",
        unit: "percent",
        workings: "[weight:essex-block-contracts:Quality]",
      },
      {
        reference: "2.1",
        what: "Longest term: one year, extendable to three (1+1+1)",
        printed: "three years",
        printedValue: "36",
        nearest: "1",
        unit: "months",
        workings: "[term:essex-block-contracts]",
      },
      { reference: "Option 1, risks", what: "Break clause", printed: "6-month", printedValue: "6", nearest: "1", unit: "months", workings: "[break:essex-block-contracts]" },
    ]),
  ] satisfies Change[],
};
