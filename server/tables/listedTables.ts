// The tables that can be made of what an authority holds: the address of each, and where the page shows it.
import type { TableSources } from "../../db/read/tableSources.ts";
import type { ListedTable } from "../../schema/tables/listedTable.ts";

/** The parts of an address, in the order of their names, as `addressGiven` writes them; what is undefined is left out. */
type Arguments = Record<string, string | undefined>;

/** Every table of an authority, sheet by sheet in the order of the tabs. `year` is the one that budget is monitored in. */
export function listedTables(sources: TableSources, year: string | null): ListedTable[] {
  const { authorityId: authority, versions, monitored, has } = sources;
  const table = (title: string, name: string, args: Arguments, sheet: string, place: Arguments = {}): ListedTable => ({
    title,
    address: written(name, Object.fromEntries(Object.entries(args).sort(([one], [other]) => (one < other ? -1 : 1)))),
    sheet,
    place: written(`/${sheet}`, { authority, ...place }),
  });
  const when = <Item>(holds: boolean, item: () => Item): Item[] => (holds ? [item()] : []);

  return [
    ...versions.flatMap(({ id, name }, index) => {
      const before = versions[index + 1];
      return [
        table(`Medium term: ${name}`, "mediumTermTable", { authority, version: id }, "medium-term", { version: id }),
        table(`Medium term by cost centre: ${name}`, "mediumTermTable", { authority, version: id, byCostCentre: "true" }, "medium-term", { version: id, view: "byCostCentre" }),
        ...(before
          ? [
              table(`Versions compared: ${before.name} and ${name}`, "versionComparison", { authority, one: before.id, other: id }, "medium-term", {
                version: id,
                view: "compare",
                against: before.id,
              }),
            ]
          : []),
      ];
    }),
    ...(monitored && year
      ? ([undefined, "true"] as const).map((gross) =>
          table(`Monitoring ${year}${gross ? ", gross" : ""}: ${monitored.name}`, "monitoringTable", { authority, version: monitored.id, year, gross }, "monitoring", {
            version: monitored.id,
            from: year,
            view: gross && "gross",
          }),
        )
      : []),
    ...versions
      .filter(({ hasVirements }) => hasVirements)
      .map(({ id, name }) => table(`Virements: ${name}`, "virementRegister", { authority, version: id }, "monitoring", { version: id, view: "virements" })),
    ...when(has.commitments, () => table("Commitments", "commitmentRegister", { authority }, "commitments")),
    ...when(has.arrangements, () => table("Arrangements", "arrangementRegister", { authority }, "arrangements")),
    ...sources.blockCases.flatMap(({ id, name }) => [
      table(`${name}: block against spot`, "blockCase.table", { id }, "block-case", { of: id }),
      table(`${name}: cost of empty places`, "blockCase.curve", { id }, "block-case", { of: id, view: "curve" }),
    ]),
    ...sources.partnerships.flatMap(({ id, name, periods }) => [
      table(`${name}: contributions`, "contributionTable", { partnership: id }, "partnership", { of: id }),
      ...periods.flatMap((period) => {
        const place = { of: id, view: "settlement", period: period.id };
        return [
          table(`${name}: settlement of ${period.name}`, "settlement.table", { period: period.id }, "partnership", place),
          table(`${name}: who used whose places, ${period.name}`, "settlement.market", { period: period.id }, "partnership", place),
        ];
      }),
    ]),
    ...sources.decisions.map((decision) => table(`Options for ${decision}`, "optionsTable", { authority, decision }, "options", { of: decision })),
    ...outcomeTables(sources, table),
    ...when(has.benefits, () => table("Benefits", "benefitsRegister", { authority }, "benefits")),
    ...when(has.printedFigures, () => table("Figures as printed", "printedFiguresTable", { authority }, "figures")),
  ];
}

/** Outcomes are listed as they are published, where it is stated how. */
function outcomeTables(
  { authorityId: authority, kpis, subjects, publication: shown }: TableSources,
  table: (title: string, name: string, args: Arguments, sheet: string, place?: Arguments) => ListedTable,
): ListedTable[] {
  if (kpis.length === 0) return [];
  const publication = shown?.id;
  const asPublished = shown ? `, as in ${shown.name}` : "";
  const repeated = new Set(kpis.map(({ name }) => name).filter((name, index, names) => names.indexOf(name) < index));
  return [
    ...subjects.map(({ id, name }) =>
      table(`Outcomes by period: ${name}${asPublished}`, "outcomesByPeriod", { authority, subject: id, against: "COUNTRY", publication }, "outcomes", { of: id, publication }),
    ),
    table(`Outcomes by subject${asPublished}`, "outcomesBySubject", { authority, publication }, "outcomes", { view: "bySubject", publication }),
    ...kpis.map(({ id, name, version }) =>
      table(`${name}${repeated.has(name) ? `, version ${version}` : ""}${asPublished}`, "outcomesOfKpi", { authority, kpi: id, publication }, "outcomes", { kpi: id, publication }),
    ),
  ];
}

function written(path: string, parts: Arguments): string {
  return `${path}?${new URLSearchParams(Object.entries(parts).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])))}`;
}
