// Whether each row of a table is of a child, once the columns that name one are cut: such rows are nobody's outcomes and no line of a budget.
import type { Column } from "./columns.ts";
import type { Target } from "./proposal.ts";
import type { TableReading } from "./table.ts";

/** Why such a table does not come in. */
export const childrensRows =
  "Each row is of a child, and no record of a child is kept here. Leave the children out of the file, and give a row to each provider, home, service or cost centre.";

/** Headings over what else a row can be of. */
const ofSomethingElse =
  /provider|supplier|organisation|company|agency|vendor|operator|\bhomes?\b|establishment|\bplacement( (name|address|unit))?$|\bunit\b|setting|school|property|service|cost ?cent|account|subjective|budget|\bline\b|\bteam|directorate|department|division|authority|council|\bla\b|la_name|indicator|measure|\bkpi|contract/i;

/** Whether the columns that name a child told its rows apart and no other says what they are of. Activity comes in by type, with many children to a row. */
export function isOfChildren({ guarded, columns }: TableReading, as: Target): boolean {
  if (!guarded.some(({ ofRows }) => ofRows)) return false;
  const names = ({ holds, name }: Column) => (holds === "words" || holds === "code") && (ofSomethingElse.test(name) || (as === "activity" && /\btype\b|category/i.test(name)));
  return !columns.some((column) => !guarded.some(({ index }) => index === column.index) && names(column));
}
