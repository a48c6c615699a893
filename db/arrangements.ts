// Arrangements: ways of buying, with who takes part, lots, providers, terms, stages, weights and call-off routes.
import { and, eq, isNotNull, isNull } from "drizzle-orm";
import type { On } from "./engine/open.ts";
import type { Row } from "./tables.ts";
import { type Stated, type Whole, wholes } from "./write/whole.ts";

const parts = {
  participants: { table: "arrangementParticipant", key: ["name"] },
  lots: { table: "arrangementLot", key: ["name"] },
  // A provider that moves to another lot is written anew, so that the lot it leaves can go in the same batch.
  providers: { table: "arrangementProvider", key: ["name", "lotId"] },
  terms: { table: "arrangementTerm" },
  stages: { table: "procurementStage" },
  weights: { table: "evaluationWeight" },
  routes: { table: "callOffRoute" },
} as const;

export const arrangements = wholes({ table: "arrangement", said: "arrangement", parts });

export type ArrangementWithParts = Whole<"arrangement", typeof parts>;
export type StatedArrangement = Stated<"arrangement", typeof parts>;

/** The facts that are committed under an authority's arrangements: commitments that are no option's. */
export async function commitmentsUnder(on: On, authorityId: string): Promise<Row<"commitment">[]> {
  const { commitment } = on.t;
  return on.q
    .select()
    .from(commitment)
    .where(and(eq(commitment.authorityId, authorityId), isNotNull(commitment.arrangementId), isNull(commitment.optionId)));
}
