// A code of the DfE's or of the national statistics stands for one place, so that no place is counted twice under two names.
import type { Rule } from "../../db/engine/open.ts";
import { rowsWith } from "../../db/read/rowsWith.ts";
import { Refusal } from "../../db/write/refusal.ts";
import { grouped } from "../finance/grouped.ts";

export const subjectCodesOnce: Rule = {
  name: "A code is of one subject",
  runsOn: ["kpiSubject"],
  async check(on, left) {
    for (const field of ["gssCode", "oldCode"] as const) {
      const coded = left.rows("kpiSubject", field).filter(({ after }) => after?.[field]);
      if (coded.length === 0) continue;
      const all = await rowsWith(on, "kpiSubject", left.authorityId, "authorityId", [left.authorityId]);
      const byCode = grouped(all, (each) => each[field] ?? "");
      for (const { id, after, at } of coded) {
        const other = byCode.get(after?.[field] as string)?.find((each) => each.id !== id);
        if (other)
          throw new Refusal(
            "BAD_INPUT",
            at.startsWith("input") ? `input.${field}` : at,
            `${other.name} has the code ${after?.[field]} already. Use that subject, or give this one its own code.`,
          );
      }
    }
  },
};
