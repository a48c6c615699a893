// What is bought under a lot is bought under the arrangement that the lot is of.

import type { LeftRow, Rule } from "../../db/engine/open.ts";
import { rowsWith } from "../../db/read/rowsWith.ts";
import { InputError } from "../finance/inputError.ts";
import { fieldOf } from "./atFault.ts";

export const lotsOfArrangement: Rule = {
  name: "A commitment's lot is one of its arrangement",
  runsOn: ["commitment"],
  async check(on, left) {
    const touched = new Map(left.rows("commitment", "arrangementId", "lotId").map((row): [string, LeftRow] => [row.id, row]));
    const commitments = (await rowsWith(on, "commitment", left.authorityId, "id", touched.keys())).filter(({ lotId }) => lotId !== null);
    const lots = await rowsWith(
      on,
      "arrangementLot",
      left.authorityId,
      "id",
      commitments.flatMap(({ lotId }) => lotId ?? []),
    );
    const arrangementOf = new Map(lots.map(({ id, arrangementId }) => [id, arrangementId]));
    for (const { id, lotId, arrangementId } of commitments) {
      if (arrangementOf.get(lotId as string) !== arrangementId)
        throw new InputError(fieldOf(touched.get(id) as LeftRow, "input.lotId"), "This lot is not one of the commitment's arrangement. Choose one of its own, or leave it out.");
    }
  },
};
