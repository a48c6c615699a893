// A commitment can be worked out, however its parts came to stand together: by a form, by an undo of an earlier change, by a file.

import { type CommitmentWithTerms, withTerms } from "../../db/commitments.ts";
import type { LeftRow, Rule } from "../../db/engine/open.ts";
import { rowsWith } from "../../db/read/rowsWith.ts";
import { inChunks } from "../../db/write/storing.ts";
import { Exact } from "../finance/exact.ts";
import { readTerms } from "../finance/facts.ts";
import { InputError } from "../finance/inputError.ts";
import { checkTerms } from "../finance/terms.ts";
import { checked, ownersOf } from "./atFault.ts";

/** Where a commitment stands in its list, and who supplies it, make no difference to its terms. */
const terms = ["basis", "weeklyRatePounds", "yearlyRatePounds", "weeksPerYear", "partYear", "mostPlaces", "upliftSeriesId", "priceBaseYear", "firstYearUplifted"];

export const commitmentTerms: Rule = {
  name: "A commitment has terms that it can be worked out from",
  runsOn: ["commitment", "commitmentPlaces", "commitmentAmount", "commitmentDraw"],
  async check(on, left) {
    const touched = new Map<string, LeftRow>([
      ...ownersOf([...left.rows("commitmentPlaces"), ...left.rows("commitmentAmount"), ...left.rows("commitmentDraw")], "commitmentId"),
      ...left.rows("commitment", ...terms, "endsOn", "endYearShare").map((row): [string, LeftRow] => [row.id, row]),
    ]);
    const rows = await rowsWith(on, "commitment", left.authorityId, "id", touched.keys());
    const held: CommitmentWithTerms[] = [];
    // A file may hold more of them than one query can name.
    for (const some of inChunks(rows)) held.push(...(await withTerms(on, some)));
    for (const each of held) {
      checked(touched.get(each.id) as LeftRow, () => {
        // Rates of a series are checked where they are stored.
        checkTerms(readTerms(each, each.upliftSeriesId === null ? null : [], "input"), "input");
        if (each.places.some(({ replacesId }) => replacesId === each.id)) throw new InputError("input.places", "A commitment cannot replace itself.");
        const drawn = each.draws.reduce((sum, { drawnShare }) => sum.plus(Exact.decimal(drawnShare)), Exact.nil);
        if (each.draws.length > 0 && !drawn.equals(Exact.one))
          throw new InputError(
            "input.draws",
            `The shares of ${each.name} that are drawn would add up to ${drawn.toString()}. They must add up to exactly 1, so that each penny falls somewhere.`,
          );
      });
    }
  },
};
