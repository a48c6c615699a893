// West Sussex's dynamic purchasing system and its extension. Source: West Sussex County Council, Executive Director decision, February 2022.

import { statusIdOf } from "../commitmentStatuses.ts";
import type { Change } from "../write/change.ts";
import { arrangement, commitment, figuresOf, rows, statuses } from "./rows.ts";

const authorityId = "west-sussex";
const source = "Executive Director decision, February 2022";
const versionId = "west-sussex-2022";
const years = ["2021/22", "2022/23", "2023/24", "2024/25"];
const sixtyMillion = 6_000_000_000;

export const westSussex = {
  authorityId,
  why: `Public example: West Sussex, ${source}`,
  changes: [
    ...rows("authority", [{ id: authorityId, name: "West Sussex County Council", oldCode: "938", gssCode: "E10000032" }]),
    ...statuses(authorityId),
    ...arrangement({
      id: "west-sussex-cposs",
      name: "Children's Placements and Other Support Services Dynamic Purchasing System (CPOSS)",
      kind: "dynamic purchasing system",
      openList: true,
      opensOn: "2019-03-01",
      estimatedValuePence: 70_000_000_000,
      valueBasis: "7 years, all partners; no business is guaranteed to a provider, and the partners' parts are not printed",
      source: `${source}, 1.4 to 2.1 and 5.1`,
      note: "A provider may ask for an annual increase with a detailed justification; none is guaranteed. Above £500,000 a purchase outside it would break procurement rules (3.1).",
      position: 1,
      participants: [
        { name: "West Sussex County Council", role: "lead" },
        { name: "Six other authorities", role: "partner", authorities: 6, detail: "Independent and non-maintained special schools" },
        { name: "One other authority", role: "partner", authorities: 1, detail: "Fostering agencies and residential homes" },
      ],
      lots: [
        { name: "Category 1: Schools", detail: "Residential schools; day schools; children's homes with education; residential short breaks" },
        { name: "Category 2: Specialist colleges" },
        { name: "Category 3: Independent fostering agencies" },
        { name: "Category 4: Children's residential" },
      ],
      terms: [
        [36, "agreed"],
        [24, "proposed"],
        [24, "available"],
      ],
      routes: [["Mini-competition", "For each placement, by the terms of the system"]],
    }),
    ...rows("budgetVersion", [
      { id: versionId, name: "Decision of February 2022", state: "draft", firstYear: "2021/22", yearCount: 4, source: `${source}, 5.1`, createdAt: "2022-02-01T00:00:00.000Z" },
    ]),
    ...rows("costCentre", [{ id: "west-sussex-revenue", name: "Revenue budget", fundingSource: "general fund", position: 1 }]),
    ...rows(
      "budgetLine",
      years.map((year, index) => ({ id: `west-sussex-revenue-${index}`, versionId, costCentreId: "west-sussex-revenue", year, amountPence: sixtyMillion })),
    ),
    ...rows("upliftSeries", [{ id: "west-sussex-increases", name: "Increases asked for under CPOSS", source: "1.8 and 5.2: asked for one by one, none guaranteed" }]),
    ...commitment({
      id: "west-sussex-change",
      name: "Change from proposal",
      statusId: statusIdOf(authorityId, "proposed"),
      basis: "amounts by year",
      arrangementId: "west-sussex-cposs",
      position: 1,
      amounts: years.map((year) => [year, 0] as [string, number]),
      draws: [["west-sussex-revenue", "1"]],
    }),
    ...rows(
      "printedCell",
      ["total", "commitment:west-sussex-change", "remaining"].flatMap((rowKey) =>
        years.map((year, index) => ({
          id: `west-sussex-printed-${rowKey}-${index}`,
          versionId,
          rowKey,
          year,
          printed: rowKey.startsWith("commitment") ? "0.0" : "60.0",
          unit: "millions" as const,
          reference: `${source}, 5.1,`.slice(0, -1),
        })),
      ),
    ),
    ...figuresOf(authorityId, [
      {
        reference: "5.1",
        what: "Estimated value, 7 years, all partners",
        printed: "£700 million",
        printedValue: "700000000",
        nearest: "1000000",
        unit: "pounds",
        workings: "[value:west-sussex-cposs]",
        why: "An estimate for the whole register; no partner split.",
      },
      {
        reference: "1.8",
        what: "Special school places from providers on the system",
        printed: "74%",
        printedValue: "74",
        nearest: "1",
        unit: "percent",
        why: "The report gives no numbers of placements.",
      },
      {
        reference: "1.8",
        what: "Fostering places from providers on the system",
        printed: "83%",
        printedValue: "83",
        nearest: "1",
        unit: "percent",
        why: "The report gives no numbers of placements.",
      },
      ...(
        [
          ["Residential placements rated Good or Outstanding", "95.6%", "95.6", "0.1"],
          ["The same nationally", "80%", "80", "1"],
          ["Fostering placements rated Good or Outstanding", "98%", "98", "1"],
          ["The same of fostering, nationally", "93%", "93", "1"],
        ] as const
      ).map(([what, printed, printedValue, nearest]) => ({
        reference: "1.8",
        what,
        printed,
        printedValue,
        nearest,
        unit: "percent" as const,
        why: "The report gives no numbers of placements.",
      })),
      {
        reference: "3.1",
        what: "Above this value an uncompliant purchase breaks procurement rules",
        printed: "£0.5M",
        printedValue: "500000",
        nearest: "100000",
        unit: "pounds",
        why: "A threshold: it follows from nothing.",
      },
      {
        reference: "2.1",
        what: "The whole term",
        printed: "7 years",
        printedValue: "7",
        nearest: "1",
        unit: "years",
        workings: "months(2019-03-01, 2026-02-28) / 12",
      },
    ]),
  ] satisfies Change[],
};
