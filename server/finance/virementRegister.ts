// The register of virements: what was moved from where to where, by whose decision.
import { type Day, dayInShort } from "./day.ts";
import { Exact } from "./exact.ts";
import { input, named, sum } from "./figure.ts";
import type { FinancialYear } from "./financialYear.ts";
import { unitLabel, unitSaid } from "./money.ts";
import { ReportCell, type ReportRow, type ReportTable } from "./table.ts";
import type { VirementLineFacts } from "./virement.ts";

export interface RegisteredVirement {
  readonly id: string;
  readonly number: number;
  readonly year: FinancialYear;
  readonly permanent: boolean;
  /** A post. */
  readonly approver: string;
  readonly reference: string;
  readonly approvedOn: Day;
  readonly reason: string | null;
  readonly reversesId: string | null;
  readonly reversedById: string | null;
  readonly lines: readonly VirementLineFacts[];
}

export interface VirementRegisterFacts {
  authorityName: string;
  versionName: string;
  /** In the order of the register: the newest first. */
  virements: readonly RegisteredVirement[];
  /** The names of cost centres by their ids, those that were removed since among them. */
  centreNames: ReadonlyMap<string, string>;
  /** The name of the cost centre that the register is narrowed to; null for all. */
  onlyOf: string | null;
}

/**
 * One row a virement, under its decision. What it moves is what its cost centres gain together, in pounds: £20,000 out of fostering, of
 * which £15,000 goes to North and £5,000 to South, moves £20,000.00.
 */
export function virementRegister(facts: VirementRegisterFacts): ReportTable {
  const { authorityName, versionName, onlyOf } = facts;
  const words = (key: string, label: string) => ({ key, label, status: "", words: true });
  return {
    id: "virements",
    title: `${authorityName}: virements, ${versionName}`,
    source: null,
    unit: "pounds",
    columns: [
      words("number", "No."),
      words("from", "From"),
      words("to", "To"),
      { key: "moved", label: "Moved", status: unitLabel("pounds") },
      words("year", "Year"),
      words("approvedOn", "Approved"),
      words("approver", "By"),
      words("reason", "Reason"),
    ],
    rows: facts.virements.map((each) => virementRow(each, facts.centreNames)),
    notes: [
      ...(onlyOf === null ? [] : [`Only virements that move the budget of ${onlyOf} are listed.`]),
      ...(facts.virements.length === 0 ? [] : [`Amounts are in ${unitSaid("pounds")}. The row's name is the decision's reference, and the newest is first.`]),
    ],
  };
}

function virementRow(virement: RegisteredVirement, names: ReadonlyMap<string, string>): ReportRow {
  const { id, number, year, permanent, approver, reference, approvedOn, reason, reversesId, reversedById, lines } = virement;
  const nameOf = ({ costCentreId }: VirementLineFacts) => names.get(costCentreId) ?? "a cost centre that is no longer there";
  const gains = lines.filter(({ amountPence }) => amountPence > 0);
  const moved = sum(gains.map((line) => named(nameOf(line), input(Exact.pence(line.amountPence), "pounds"))));
  return {
    key: id,
    kind: "line",
    level: 0,
    label: reference,
    status: reversesId !== null ? "a reversal" : reversedById !== null ? "reversed" : null,
    subjectId: id,
    cells: [
      ReportCell.words(String(number)),
      ReportCell.words(
        lines
          .filter(({ amountPence }) => amountPence < 0)
          .map(nameOf)
          .join(", "),
      ),
      ReportCell.words(gains.map(nameOf).join(", ")),
      new ReportCell(moved, "pounds"),
      ReportCell.words(`${year}${permanent ? " and later" : " only"}`),
      ReportCell.day(dayInShort(approvedOn)),
      ReportCell.words(approver),
      ReportCell.words(reason ?? ""),
    ],
  };
}
