// A cost centre that was removed bears no commitment, and no virement of a draft moves its budget.

import type { LeftRow, Rule } from "../../db/engine/open.ts";
import { rowsWith } from "../../db/read/rowsWith.ts";
import type { Row } from "../../db/tables.ts";
import { Refusal } from "../../db/write/refusal.ts";
import { ownersOf } from "./atFault.ts";

export const costCentresRemoved: Rule = {
  name: "A cost centre that was removed is drawn from by no commitment and moved by no virement of a draft",
  runsOn: ["costCentre", "commitmentDraw", "virementLine"],
  async check(on, left) {
    const { authorityId } = left;
    const named = ownersOf(
      [...left.rows("commitmentDraw"), ...left.rows("virementLine")].filter(({ after }) => after !== null),
      "costCentreId",
    );
    const own = left.rows("costCentre", "removedAt");
    const touched = new Map<string, LeftRow>([...own.map((row): [string, LeftRow] => [row.id, row]), ...named]);
    // Those of the batch are as it leaves them; the others are read.
    const known = new Set(own.map(({ id }) => id));
    const read = await rowsWith(
      on,
      "costCentre",
      authorityId,
      "id",
      [...named.keys()].filter((id) => !known.has(id)),
    );
    const removed = [...own.flatMap(({ after }) => (after as Row<"costCentre"> | null) ?? []), ...read].filter(({ removedAt }) => removedAt !== null);
    if (removed.length === 0) return;
    const ids = new Map(removed.map((centre) => [centre.id, centre]));
    const said = (id: string) => `“${ids.get(id)?.name}”`;
    const at = (id: string) => touched.get(id)?.at as string;
    const [draw] = await rowsWith(on, "commitmentDraw", authorityId, "costCentreId", ids.keys());
    if (draw) {
      const [commitment] = await rowsWith(on, "commitment", authorityId, "id", [draw.commitmentId]);
      throw new Refusal("IN_USE", at(draw.costCentreId), `The commitment “${commitment?.name}” is drawn from ${said(draw.costCentreId)}. Draw it from another cost centre first.`);
    }
    const lines = await rowsWith(on, "virementLine", authorityId, "costCentreId", ids.keys());
    const virements = await rowsWith(
      on,
      "virement",
      authorityId,
      "id",
      lines.map(({ virementId }) => virementId),
    );
    const drafts = new Set(
      (
        await rowsWith(
          on,
          "budgetVersion",
          authorityId,
          "id",
          virements.map(({ versionId }) => versionId),
        )
      ).flatMap(({ id, publishedAt }) => (publishedAt === null ? [id] : [])),
    );
    const open = virements.find(({ versionId }) => drafts.has(versionId));
    const line = lines.find(({ virementId }) => virementId === open?.id);
    if (open && line) throw new Refusal("IN_USE", at(line.costCentreId), `Virement ${open.number} moves budget of ${said(line.costCentreId)}. Reverse the virement first.`);
  },
};
