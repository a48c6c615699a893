// Essex's medium-term table as facts. Source: Essex County Council, Cabinet, 12 September 2023, FP/155/06/23, paragraphs 6.1.3 to 6.1.6.
import type { Change } from "../changes.ts";
import { insertion } from "../changes.ts";

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
    name: "Residential places for young people coming into care",
    weeklyRatePounds: "14000.00",
    rateSource: "Implied by the table of 6.1.6; not printed",
    places: [{ places: 9, startsOn: "2023-10-01", endsOn: "2026-09-30", firstYearShare: "0.5", lastYearShare: "0.5" }],
  },
  {
    id: "essex-group-beds",
    name: "Block contracts for mainstream residential placements",
    weeklyRatePounds: "5963.00",
    rateSource: "6.1.3: average of new placements, first four months of 2023/24",
    places: [
      { places: 9, startsOn: "2023-10-01", endsOn: null, firstYearShare: "0.5", lastYearShare: null },
      { places: 9, startsOn: "2026-10-01", endsOn: null, firstYearShare: "0.5", lastYearShare: null },
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

const pence = (thousands: number) => thousands * 100_000;

/** Everything that the report says, as one batch. */
export const essex = {
  authorityId,
  why: "Public example: Essex, Cabinet, 12 September 2023",
  changes: [
    insertion("authority", { id: authorityId, name: "Essex County Council", oldCode: "881", gssCode: "E10000012" }),
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
    ...statedCommitments.map(([id, name, status], index) =>
      insertion("commitment", {
        id,
        name,
        status,
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
        status: "block bookings",
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
  ] satisfies Change[],
};
