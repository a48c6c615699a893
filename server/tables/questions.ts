// Asks about numbers that were typed and can hardly be meant, before they are stored: only where whoever sends them wants to be asked.

import type { On } from "../../db/engine/open.ts";
import { type BesideCell, largestBeside } from "../../db/read/beside.ts";
import type { CellEditInput } from "../../schema/budget.ts";
import type { MoneyUnit } from "../finance/money.ts";
import { type Unlikely, unlikely } from "../finance/unlikely.ts";

/** What an edit would change. */
export interface AmountTyped extends BesideCell {
  fromPence: number | null;
}

/** A question about one cell. */
export interface Question extends Unlikely {
  /** Where the caller named it: "edits[3].typed". */
  field: string;
  cell: string;
}

/** A batch that is to be confirmed first. Nothing of it was kept. */
export class Unconfirmed extends Error {
  readonly code = "CONFIRM";

  constructor(readonly questions: readonly Question[]) {
    super(
      questions.length === 1
        ? `${questions[0]?.said} Send it again without \`ask\`, or with its unit.`
        : `${questions.length} amounts are more than ten times what was there, or than everything beside them. Send them again without \`ask\`, or with their unit.`,
    );
  }
}

/** For each edit, in order, what to ask about it; `amounts` are what the edits come to, null for those that cannot be read. */
export async function questionsOf(
  on: On,
  of: { authorityId: string; versionId: string | null },
  edits: readonly CellEditInput[],
  amounts: readonly (AmountTyped | null)[],
  unit: MoneyUnit,
): Promise<(Question | null)[]> {
  const asked = edits.flatMap((edit, index) => {
    const amount = amounts[index];
    return edit.ask && typeof edit.typed === "string" && amount ? [{ edit, typed: edit.typed, amount, index }] : [];
  });
  const alone = asked.filter(({ amount }) => !amount.fromPence);
  const beside = new Map<number, number | null>();
  const largest =
    alone.length === 0
      ? []
      : await largestBeside(
          on,
          of,
          alone.map(({ amount }) => amount),
        );
  for (const [at, { index }] of alone.entries()) beside.set(index, largest[at] ?? null);
  const questions: (Question | null)[] = edits.map(() => null);
  for (const { edit, typed, amount, index } of asked) {
    const found = unlikely(typed, unit, amount.fromPence, beside.get(index) ?? null);
    if (found) questions[index] = { ...found, field: `edits[${index}].typed`, cell: edit.cell };
  }
  return questions;
}
