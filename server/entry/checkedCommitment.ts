// What makes a commitment's terms stand together, beyond what each of them tells alone.
import type { commitmentNoun } from "../../schema/nouns/commitment.ts";
import type { StatedOf } from "../../schema/nouns/noun.ts";
import { Exact } from "../finance/exact.ts";
import { readTerms } from "../finance/facts.ts";
import { InputError } from "../finance/inputError.ts";
import { checkTerms } from "../finance/terms.ts";

/** A commitment as it is to be stored under its id. @throws InputError naming the field at fault. */
export function checkedCommitment(commitment: StatedOf<typeof commitmentNoun>, { id }: { readonly id: string }): StatedOf<typeof commitmentNoun> {
  // The stored series' rates have been checked when they were stored; here only the terms' own fields are.
  checkTerms(readTerms(commitment, commitment.upliftSeriesId ? [] : null, "input"), "input");
  for (const [index, { replacesId }] of commitment.places.entries())
    if (replacesId === id) throw new InputError(`input.places[${index}].replacesId`, "A commitment cannot replace itself.");
  checkDraws(commitment.draws);
  return commitment;
}

/** @throws InputError unless there are none, or each names another cost centre and their shares add up to exactly 1. */
function checkDraws(draws: StatedOf<typeof commitmentNoun>["draws"]): void {
  const shares = draws.map(({ drawnShare }, index) => {
    const share = Exact.decimal(drawnShare, `input.draws[${index}].drawnShare`);
    if (share.compare(Exact.nil) <= 0)
      throw new InputError(`input.draws[${index}].drawnShare`, "A share that is drawn must be more than nil. Leave out a cost centre that bears nothing.");
    if (draws.findIndex((each) => each.costCentreId === draws[index]?.costCentreId) < index)
      throw new InputError(`input.draws[${index}].costCentreId`, "This cost centre is named twice. Give it one share.");
    return share;
  });
  const together = shares.reduce((sum, share) => sum.plus(share), Exact.nil);
  if (draws.length > 0 && !together.equals(Exact.one))
    throw new InputError("input.draws", `The shares drawn add up to ${together.toString()}. They must add up to exactly 1, so that each penny falls somewhere.`);
}
