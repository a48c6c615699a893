// What reads the rows of an import, by what they come in as.
import type { On } from "../../db/engine/open.ts";
import type { Viewer } from "../../db/viewer.ts";
import { activityRows } from "./activityRows.ts";
import { budgetRows } from "./budgetRows.ts";
import { commitmentRows } from "./commitmentRows.ts";
import { contributionRows } from "./contributionRows.ts";
import { forecastRows } from "./forecastRows.ts";
import type { ImportMapping } from "./mapping.ts";
import { neighbourRows } from "./neighbourRows.ts";
import { outcomeRows } from "./outcomeRows.ts";
import { printedRows } from "./printedRows.ts";
import type { RowReader } from "./rowReader.ts";

export function readerFor(on: On, viewer: Viewer, authorityId: string, mapping: ImportMapping): Promise<RowReader> {
  switch (mapping.target) {
    case "outcomes":
      return outcomeRows(on, viewer, authorityId, mapping);
    case "budget lines":
      return budgetRows(on, viewer, authorityId, mapping);
    case "commitments":
      return commitmentRows(on, viewer, authorityId, mapping);
    case "activity":
      return activityRows(on, viewer, authorityId, mapping);
    case "forecasts":
      return forecastRows(on, viewer, authorityId, mapping);
    case "contributions":
      return contributionRows(on, viewer, authorityId, mapping);
    case "printed table":
      return printedRows(on, viewer, authorityId, mapping);
    case "neighbours":
      return neighbourRows(on, viewer, authorityId, mapping);
  }
}
