// Havering and its partners: one block contract of 35 places for eight authorities. Source: London Borough of Havering, Cabinet, 25 July 2018.

import { statusIdOf } from "../commitmentStatuses.ts";
import type { Change } from "../write/change.ts";
import { arrangement, commitment, figuresOf, parts, rows, statuses } from "./rows.ts";

const authorityId = "havering";
const source = "Cabinet, 25 July 2018";
const contractId = "havering-block-contract";
const caseId = "havering-block-case";
const partnershipId = "havering-partnership";
const pools = { placements: "havering-pool-placements", administration: "havering-pool-administration" };

/** The members (1.3). The City of London has no placements and carries no share (1.5). */
const members = [
  "London Borough of Havering",
  "London Borough of Barking and Dagenham",
  "London Borough of Tower Hamlets",
  "London Borough of Newham",
  "London Borough of Waltham Forest",
  "London Borough of Redbridge",
  "City of London",
  "London Borough of Hackney",
];
const partnerId = (index: number) => `${partnershipId}-partner-${index + 1}`;
const sharing = members.map((name, index) => ({ name, index })).filter(({ name }) => name !== "City of London");

const pounds = (amount: number) => amount * 100;
const administrationYears = ["2022/23", "2023/24", "2024/25", "2025/26", "2026/27"];

export const havering = {
  authorityId,
  why: `Public example: Havering, ${source}`,
  changes: [
    ...rows("authority", [{ id: authorityId, name: "London Borough of Havering", oldCode: "311", gssCode: "E09000016" }]),
    ...statuses(authorityId),
    ...arrangement({
      id: contractId,
      name: "North East London residential block contract",
      kind: "block contract",
      opensOn: "2019-04-01",
      estimatedValuePence: pounds(36_837_147),
      valueBasis: "8 years, all partners, at full occupancy and average costs",
      firstReviewMonths: 18,
      voidsCarriedBy: "authority",
      source: `${source}, 1, 3.12, 5 and 6.4`,
      note: "Used places alone are paid for while the service scales up (1.6). A vacant place of one member can be bought by another (5.8). A fixed price for a placement, with a sliding scale for specialist support (3.20).",
      position: 1,
      participants: members.map((name, index) => ({
        name,
        role: index === 0 ? ("lead" as const) : ("partner" as const),
        detail: name === "City of London" ? "No placements, so it carries no share" : "5 places",
      })),
      terms: [
        [48, "agreed"],
        [24, "available"],
        [24, "available"],
      ],
    }),
    ...rows("blockCase", [
      {
        id: caseId,
        arrangementId: contractId,
        name: "35 places inside North East London",
        places: 35,
        priceUnit: "year",
        spotPounds: "179848",
        blockPounds: "131561",
        // The contract's value, and the same with the saving over 8 years: the totals that the report prints.
        spotValuePence: pounds(36_837_147 + 13_520_255),
        blockValuePence: pounds(36_837_147),
        sharing: sharing.length,
        directPlaces: 0,
        source: `${source}, 1.7, 3.2 and the financial summary`,
        position: 1,
      },
    ]),
    ...parts("blockCaseItem", "blockCaseId", caseId, [
      { name: "Set-up and administration, first three years", kind: "cost", time: "once", amountPence: pounds(782_750), fromYear: 1, toYear: 3 },
      { name: "Innovation Programme grant", kind: "grant", time: "once", amountPence: pounds(782_750), fromYear: 1, toYear: 3 },
      { name: "Further grant, dependent on evaluation", kind: "conditional grant", time: "once", amountPence: pounds(53_000), fromYear: 1, toYear: 3 },
      { name: "Administration after the grant", kind: "cost", time: "each year", amountPence: pounds(70_000), fromYear: 4, toYear: 8 },
    ]),
    ...rows("partnership", [
      {
        id: partnershipId,
        arrangementId: contractId,
        name: "North East London partnership",
        firstYear: "2019/20",
        yearCount: 8,
        roundToPence: 1,
        settledBy: "places allocated",
        source: `${source}, 1.2, 1.5, 5.8 to 5.11`,
        position: 1,
      },
    ]),
    ...rows(
      "partner",
      members.map((name, index) => ({
        id: partnerId(index),
        partnershipId,
        name,
        memberId: index === 0 ? authorityId : null,
        shares: name !== "City of London",
        position: index + 1,
      })),
    ),
    ...rows("costPool", [
      { id: pools.placements, partnershipId, name: "Placements", kind: "placements", basis: "places allocated", position: 1 },
      { id: pools.administration, partnershipId, name: "Administration", kind: "administration", basis: "equal", position: 2 },
    ]),
    ...parts("poolAmount", "partnershipId", partnershipId, [
      // The first three years are one amount, as their grant is.
      ...["2019/20", "2020/21", "2021/22"].map((year, index) => ({ poolId: pools.administration, year, amountPence: index === 0 ? pounds(782_750) : 0 })),
      ...administrationYears.map((year) => ({ poolId: pools.administration, year, amountPence: pounds(70_000) })),
    ]),
    ...parts(
      "poolWeight",
      "partnershipId",
      partnershipId,
      sharing.map(({ index }) => ({ poolId: pools.placements, partnerId: partnerId(index), weight: "5" })),
    ),
    ...parts("partnershipGrant", "partnershipId", partnershipId, [
      { poolId: pools.administration, name: "Innovation Programme grant, for three years", year: "2019/20", amountPence: pounds(782_750), condition: "none" },
      { poolId: pools.administration, name: "Further grant, dependent on evaluation", year: "2021/22", amountPence: pounds(53_000), condition: "awaited" },
    ]),
    ...parts(
      "allocation",
      "partnershipId",
      partnershipId,
      sharing.map(({ index }) => ({ partnerId: partnerId(index), places: 5, startsOn: "2019-04-01", endsOn: null })),
    ),
    ...commitment({
      id: "havering-block-places",
      name: "35 block places, full occupancy",
      statusId: statusIdOf(authorityId, "proposed"),
      basis: "yearly price",
      yearlyRatePounds: "131561",
      rateSource: "3.2: average inside North East London, rounded to the pound",
      partYear: "by months",
      mostPlaces: 35,
      arrangementId: contractId,
      poolId: pools.placements,
      position: 1,
      places: [{ places: 35, startsOn: "2019-04-01", endsOn: "2027-03-31", volume: "guaranteed" }],
    }),
    ...figuresOf(authorityId, [
      {
        reference: "Financial summary",
        what: "Contract value, 8 years",
        printed: "£36,837,147",
        printedValue: "36837147",
        nearest: "1",
        unit: "pounds",
        workings: `[blockCase:${caseId}:block:termAll]`,
        why: "Its totals follow from averages that are not rounded; the averages that it prints give £36,837,080.",
      },
      {
        reference: "3.2, financial summary",
        what: "Contract value from the averages that the report prints",
        printed: "£36,837,147",
        printedValue: "36837147",
        nearest: "1",
        unit: "pounds",
        workings: "131561 * 35 * 8",
        why: "The report multiplies unrounded averages. Rounding each to the pound can move the total by up to £140.",
      },
      {
        reference: "1.7",
        what: "Saving in one year, all",
        printed: "£1,690,032",
        printedValue: "1690032",
        nearest: "1",
        unit: "pounds",
        workings: `[blockCase:${caseId}:saving:yearAll]`,
      },
      {
        reference: "1.7, 3.2",
        what: "Saving in one year, all, from the averages that the report prints",
        printed: "£1,690,032",
        printedValue: "1690032",
        nearest: "1",
        unit: "pounds",
        workings: "(179848 - 131561) * 35",
        why: "The report subtracts unrounded averages.",
      },
      {
        reference: "1.7",
        what: "Saving in one year, each of seven",
        printed: "£241,433",
        printedValue: "241433",
        nearest: "1",
        unit: "pounds",
        workings: `[blockCase:${caseId}:saving:yearEach]`,
      },
      {
        reference: "1.7",
        what: "Saving over 8 years, all",
        printed: "£13,520,255",
        printedValue: "13520255",
        nearest: "1",
        unit: "pounds",
        workings: `[blockCase:${caseId}:saving:termAll]`,
      },
      {
        reference: "1.7, 3.2",
        what: "Saving over 8 years, all, from the averages that the report prints",
        printed: "£13,520,255",
        printedValue: "13520255",
        nearest: "1",
        unit: "pounds",
        workings: "(179848 - 131561) * 35 * 8",
        why: "The report subtracts unrounded averages.",
      },
      {
        reference: "1.7",
        what: "Saving over 8 years, each of seven",
        printed: "£1,931,465",
        printedValue: "1931465",
        nearest: "1",
        unit: "pounds",
        workings: `[blockCase:${caseId}:saving:termEach]`,
      },
      {
        reference: "Financial summary",
        what: "Havering's share of the contract value, 8 years",
        printed: "£5.3M",
        printedValue: "5300000",
        nearest: "100000",
        unit: "pounds",
        workings: `[blockCase:${caseId}:block:termEach]`,
      },
      {
        reference: "5.6",
        what: "Cost of unfilled places in a year at 50% occupancy",
        printed: "£2,302,322",
        printedValue: "2302322",
        nearest: "1",
        unit: "pounds",
        workings: `[blockCase:${caseId}:block:yearAll] * (1 - 50%)`,
      },
      {
        reference: "5.11",
        what: "Administration, each of seven, a year after year 3",
        printed: "c. £10,000",
        printedValue: "10000",
        nearest: "1",
        unit: "pounds",
        workings: `[contribution:${pools.administration}:${partnerId(0)}:2022/23]`,
      },
      { reference: "5.10", what: "Grant for three years", printed: "£782,750", printedValue: "782750", nearest: "1", unit: "pounds", why: "An award: it follows from nothing." },
      { reference: "5.10", what: "Its conditional part", printed: "£53,000", printedValue: "53000", nearest: "1", unit: "pounds", why: "An award: it follows from nothing." },
      {
        reference: "1.5",
        what: "Allocation of each authority, up to, a year",
        printed: "£650,000",
        printedValue: "650000",
        nearest: "1",
        unit: "pounds",
        workings: "5 * 131561",
        why: "Five places at the printed average cost £657,805: more than the ceiling.",
      },
      {
        reference: "6.6",
        what: "Value attributable to the Council",
        printed: "£13,520,255",
        printedValue: "13520255",
        nearest: "1",
        unit: "pounds",
        workings: `[blockCase:${caseId}:block:termEach]`,
        why: "What is printed is the saving of the whole partnership over 8 years.",
      },
      {
        reference: "6.4",
        what: "1 April 2019 to 31 March 2024, then up to 2 + 2 years",
        printed: "8 years",
        printedValue: "8",
        nearest: "1",
        unit: "years",
        workings: "months(2019-04-01, 2024-03-31) / 12 + 2 + 2",
        why: "By 3.12, 3.19 and 6.1 the term is 4 + 2 + 2 years, which ends a year earlier.",
      },
      {
        reference: "Not printed",
        what: "Occupancy at which a block place costs as much as a spot place",
        unit: "percent",
        nearest: "0.01",
        workings: `[blockCase:${caseId}:breakEven:yearAll]`,
      },
    ]),
  ] satisfies Change[],
};
