// Short ways to write an example's rows: what an example leaves out is not known, or not so.

import { type CommitmentStatus, statusesAtFirst } from "../commitmentStatuses.ts";
import type { FactTable, Row } from "../tables.ts";
import { type Change, insertion } from "../write/change.ts";

type Known<Name extends FactTable> = Partial<Row<Name>> & { id: string };

/** The rows of one table, as insertions. */
export function rows<Name extends FactTable>(table: Name, given: readonly Known<Name>[]): Change[] {
  return given.map((row) => insertion(table, row));
}

/** The parts of a thing, in their order: each is known by the thing and its place. */
export function parts<Name extends FactTable>(table: Name, owner: keyof Row<Name> & string, ownerId: string, given: readonly Partial<Row<Name>>[]): Change[] {
  return given.map((part, index) => insertion(table, { id: `${ownerId}-${table}-${index + 1}`, [owner]: ownerId, position: index + 1, ...part }));
}

type NewArrangement = Partial<Row<"arrangement">> & Pick<Row<"arrangement">, "id" | "name" | "kind">;

/** An arrangement with its parts. */
export function arrangement(
  given: NewArrangement & {
    participants?: Partial<Row<"arrangementParticipant">>[];
    lots?: Partial<Row<"arrangementLot">>[];
    providers?: Partial<Row<"arrangementProvider">>[];
    terms?: [months: number, state: Row<"arrangementTerm">["state"]][];
    stages?: Partial<Row<"procurementStage">>[];
    weights?: [criterion: string, weightShare: string][];
    routes?: [name: string, detail: string | null][];
  },
): Change[] {
  const { participants = [], lots = [], providers = [], terms = [], stages = [], weights = [], routes = [], ...row } = given;
  return [
    ...rows("arrangement", [{ openList: false, openEnded: false, interim: false, ...row }]),
    ...parts(
      "arrangementParticipant",
      "arrangementId",
      row.id,
      participants.map((each) => ({ authorities: 1, ...each })),
    ),
    ...parts("arrangementLot", "arrangementId", row.id, lots),
    ...parts("arrangementProvider", "arrangementId", row.id, providers),
    ...parts(
      "arrangementTerm",
      "arrangementId",
      row.id,
      terms.map(([months, state]) => ({ months, state })),
    ),
    ...parts(
      "procurementStage",
      "arrangementId",
      row.id,
      stages.map((stage) => ({ complete: false, ...stage })),
    ),
    ...parts(
      "evaluationWeight",
      "arrangementId",
      row.id,
      weights.map(([criterion, weightShare]) => ({ criterion, weightShare })),
    ),
    ...parts(
      "callOffRoute",
      "arrangementId",
      row.id,
      routes.map(([name, detail]) => ({ name, detail })),
    ),
  ];
}

/** The words that a report has for how firm commitments are. */
type Statuses = readonly Pick<CommitmentStatus, "name" | "kind">[];
const inLowerCase: Statuses = [
  { name: "proposed", kind: "proposed" },
  { name: "in governance", kind: "in governance" },
  { name: "approved", kind: "approved" },
  { name: "contracted", kind: "contracted" },
  { name: "ended", kind: "ended" },
];

/** An example's statuses, as its report prints them. */
export function statuses(authorityId: string, printed = inLowerCase): Change[] {
  return rows("commitmentStatus", statusesAtFirst(authorityId, printed));
}

type NewCommitment = Partial<Row<"commitment">> & Pick<Row<"commitment">, "id" | "name" | "statusId" | "basis" | "position">;

/** A commitment with its places, its amounts and its draws. */
export function commitment(
  given: NewCommitment & {
    places?: (Partial<Row<"commitmentPlaces">> & Pick<Row<"commitmentPlaces">, "places" | "startsOn">)[];
    amounts?: [year: string, pounds: number][];
    draws?: [costCentreId: string, drawnShare: string][];
  },
): Change[] {
  const { places = [], amounts = [], draws = [], ...row } = given;
  return [
    ...rows("commitment", [{ firstYearUplifted: false, ...row }]),
    ...places.map((period, index) => insertion("commitmentPlaces", { id: `${row.id}-${index}`, commitmentId: row.id, ...period })),
    ...amounts.map(([year, pounds], index) => insertion("commitmentAmount", { id: `${row.id}-${index}`, commitmentId: row.id, year, amountPence: pounds * 100 })),
    ...parts(
      "commitmentDraw",
      "commitmentId",
      row.id,
      draws.map(([costCentreId, drawnShare]) => ({ costCentreId, drawnShare })),
    ),
  ];
}

type NewFigure = Partial<Row<"printedFigure">> & Pick<Row<"printedFigure">, "reference" | "what" | "unit">;

/** The figures of a report, in its order. `figuresOf("essex", [{ reference: "3.18", printed: "5.6%", workings: "63 / 1150", … }])`. */
export function figuresOf(authorityId: string, given: readonly NewFigure[]): Change[] {
  return given.map((figure, index) => insertion("printedFigure", { id: `${authorityId}-figure-${index + 1}`, position: index + 1, ...figure }));
}
