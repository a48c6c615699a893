// The register of arrangements: who leads, when each opens and ends, what it is worth and what is committed under it.
import { type ArrangementFacts, ends, type StoredArrangementFacts } from "./arrangement.ts";
import { followersOf } from "./arrangementCover.ts";
import { committedUnder, overValue, stateOn, warnings } from "./arrangementOn.ts";
import { type Day, dayInShort, dayInWords } from "./day.ts";
import { Exact } from "./exact.ts";
import { deducted, type Figure, input, named, quotient, sum } from "./figure.ts";
import { type CellUnit, type MoneyUnit, unitSaid } from "./money.ts";
import { ReportCell, type ReportTable } from "./table.ts";
import { figureOf, isUnknown } from "./unknown.ts";

export interface RegisterFacts {
  authorityName: string;
  arrangements: readonly StoredArrangementFacts[];
}

/**
 * One row an arrangement, as it stands on a day. Value left is value less what is committed; below nil it is in brackets, and a note says
 * by how much. Source: Cambridgeshire 2.18: £1m of value and £2m committed is £1m over, 100%.
 */
export function arrangementRegister(facts: RegisterFacts, options: { asAt: Day; unit: MoneyUnit }): ReportTable {
  const { unit, asAt } = options;
  const followers = followersOf(facts.arrangements);
  const notes = facts.arrangements.map((each) => warnings(each, followers(each.id), asAt));
  return {
    id: "arrangements",
    title: `${facts.authorityName}: arrangements on ${dayInWords(asAt)}`,
    source: null,
    unit,
    columns: [
      { key: "kind", label: "Kind", status: "", words: true },
      { key: "state", label: "State", status: "", words: true },
      { key: "opens", label: "Opens", status: "", words: true },
      { key: "ends", label: "Ends", status: "as it stands", words: true },
      { key: "longest", label: "Ends", status: "at the longest", words: true },
      { key: "value", label: "Value", status: "estimated" },
      { key: "committed", label: "Committed", status: "" },
      { key: "left", label: "Value left", status: "" },
      { key: "over", label: "Over", status: "of the value" },
      { key: "lead", label: "Lead", status: "", words: true },
      { key: "authorities", label: "Authorities", status: "" },
    ],
    rows: facts.arrangements.map((each, index) => {
      const { standing, longest } = ends(each);
      const own = notes[index] as string[];
      const cell = (label: string, figure: Figure | null, as: CellUnit) => (figure === null ? ReportCell.words("") : new ReportCell(named(`${each.name}: ${label}`, figure), as));
      const value = each.estimatedValuePence === null ? null : input(Exact.pence(each.estimatedValuePence), "pounds");
      const committed = figureOf(each.committed);
      const notKnown = isUnknown(each.committed);
      const left = value === null || notKnown ? null : sum([named("Value", value), ...(committed ? [deducted(named("Committed", committed))] : [])]);
      const over = overValue(each.estimatedValuePence, each.committed);
      const excess =
        value === null || !over?.share || over.over.compare(Exact.nil) <= 0 || !committed
          ? null
          : quotient(sum([named("Committed", committed), deducted(named("Value", value))]), named("Value", value));
      const ended = endCell(each, standing);
      const state = ReportCell.words(stateOn(each, asAt));
      const valueLeft = notKnown && value !== null ? new ReportCell(null, unit) : cell("value left", left, unit);
      const committedCell = notKnown ? new ReportCell(null, unit) : cell("committed", committed, unit);
      // What is to be known stands at the cell that it is of.
      for (const note of own) {
        const at = note.startsWith("Gap") ? ended : note.startsWith("Late") ? state : note.startsWith(committedUnder) ? committedCell : valueLeft;
        at.note = at.note === null ? note : `${at.note} ${note}`;
      }
      const cells = [
        ReportCell.words(each.kind),
        state,
        each.opensOn === null ? ReportCell.words("not known") : ReportCell.day(dayInShort(each.opensOn)),
        ended,
        endCell(each, longest),
        cell("value", value, unit),
        committedCell,
        valueLeft,
        notKnown && value !== null ? new ReportCell(null, { percent: 1 }) : cell("over", excess, { percent: 1 }),
        ReportCell.words(leadOf(each)),
        cell("authorities", authoritiesOf(each), { count: "authorities", decimals: 0 }),
      ];
      return { key: `arrangement:${each.id}`, kind: "line" as const, level: 0, label: each.name, status: each.interim ? "interim" : null, subjectId: each.id, cells };
    }),
    notes:
      facts.arrangements.length === 0
        ? []
        : [
            `Amounts are in ${unitSaid(unit)}. Dates and states are as at ${dayInWords(asAt)}.`,
            ...(facts.arrangements.some((each) => each.committed !== null)
              ? ["Committed is what the commitments under an arrangement come to; of one that is stated year by year, the years that it states."]
              : []),
            ...notes.flat().map((note) => (note.startsWith(committedUnder) ? `[x]: w${note.slice(1)} That is not nil.` : note)),
          ],
  };
}

function leadOf({ participants }: ArrangementFacts): string {
  return participants.find((each) => each.role === "lead")?.name ?? "";
}

function authoritiesOf({ participants }: ArrangementFacts): Figure | null {
  if (participants.length === 0) return null;
  const parts = participants.map((each) => input(Exact.whole(each.authorities), { count: "authorities" }));
  return parts.length === 1 ? (parts[0] as Figure) : sum(parts);
}

function endCell(facts: ArrangementFacts, end: Day | null): ReportCell {
  if (facts.openEnded) return ReportCell.words("open ended");
  return end === null ? ReportCell.words("not known") : ReportCell.day(dayInShort(end));
}
