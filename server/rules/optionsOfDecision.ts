// Of the options for one decision at most one is recommended and at most one is adopted.

import type { Rule } from "../../db/engine/open.ts";
import { rowsWith } from "../../db/read/rowsWith.ts";
import { Refusal } from "../../db/write/refusal.ts";
import { fieldOf } from "./atFault.ts";

export const optionsOfDecision: Rule = {
  name: "One option of a decision is recommended, and one adopted, at the most; what is adopted has no commitments of its own left",
  runsOn: ["option", "commitment"],
  async check(on, left) {
    const touched = left.rows("option", "decision", "recommended", "adoptedAt").filter(({ after }) => after !== null);
    const all = await rowsWith(
      on,
      "option",
      left.authorityId,
      "decision",
      touched.map(({ after }) => after?.decision as string),
    );
    for (const row of touched) {
      const { id } = row;
      const option = all.find((each) => each.id === id);
      const others = all.filter((each) => each.id !== id && each.decision === option?.decision);
      const recommended = option?.recommended ? others.find((each) => each.recommended) : undefined;
      if (recommended)
        throw new Refusal(
          "BAD_INPUT",
          fieldOf(row, "input.recommended"),
          `${recommended.name} is recommended for this decision already. Only one can be: withdraw that recommendation first, or do not recommend this one.`,
        );
      const adopted = option?.adoptedAt ? others.find((each) => each.adoptedAt !== null) : undefined;
      if (adopted) throw new Refusal("IN_USE", fieldOf(row, "input"), `${adopted.name} has been adopted for this decision. Undo that in History first.`);
    }
    const owned = left.rows("commitment", "optionId").filter(({ after }) => after?.optionId);
    const own = await rowsWith(
      on,
      "option",
      left.authorityId,
      "id",
      owned.map(({ after }) => after?.optionId as string),
    );
    for (const row of owned) {
      const option = own.find(({ id }) => id === row.after?.optionId);
      if (option?.adoptedAt)
        throw new Refusal("IN_USE", fieldOf(row, "id"), `${option.name} has been adopted already. Its commitments are part of the budget now: change them there.`);
    }
  },
};
