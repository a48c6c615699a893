import { Arg, Args, Ctx, ID, Query, Resolver } from "type-graphql";
import { arrangements } from "../../db/arrangements.ts";
import { authorityById } from "../../db/authorities.ts";
import { type BlockCaseWithItems, blockCases } from "../../db/blockCases.ts";
import type { On } from "../../db/engine/open.ts";
import { dataVersion } from "../../db/read/numbers.ts";
import type { Viewer } from "../../db/viewer.ts";
import { MoneyUnit } from "../../schema/enums.ts";
import { BlockCase, BlockCasePage, blockCaseNoun, blockCaseTerms } from "../../schema/nouns/blockCase.ts";
import type { InputOf } from "../../schema/nouns/noun.ts";
import { PageArguments } from "../../schema/page.ts";
import { DecimalScalar } from "../../schema/scalars.ts";
import { stated } from "../entry/stated.ts";
import { type BlockCaseFacts, checkBlockCase, readOccupancy } from "../finance/blockCase.ts";
import { breakEven, costsOf } from "../finance/blockCaseCosts.ts";
import { blockCaseTable } from "../finance/blockCaseTable.ts";
import { InputError } from "../finance/inputError.ts";
import type { MoneyUnit as Unit } from "../finance/money.ts";
import { figureOf } from "../finance/unknown.ts";
import { voidCurve } from "../finance/voidCurve.ts";
import type { Context } from "../http/context.ts";
import { blockCaseFacts, termOf } from "../tables/blockCaseFacts.ts";
import { nounWrites } from "./nounWrites.ts";

@Resolver()
export class BlockCaseResolver {
  @Query(() => BlockCasePage, { description: "An authority's block cases." })
  blockCases(@Ctx() { db, viewer }: Context, @Arg("authority", () => ID, { description: "The authority." }) authorityId: string, @Args(() => PageArguments) page: PageArguments) {
    return db.read(async (on) => {
      await authorityById(on, viewer, authorityId);
      return blockCases.page(on, viewer, authorityId, page);
    });
  }

  @Query(() => BlockCase, {
    description:
      "What a block saves against spot, what it avoids, what empty places cost, and the occupancy at which the two cost the same: of a stored case, or of terms that are sent and not stored.",
  })
  blockCase(
    @Ctx() { db, viewer }: Context,
    @Arg("id", () => ID, { nullable: true, description: "A stored block case." }) id?: string,
    @Arg("terms", () => blockCaseTerms.Input, { nullable: true, description: "Terms to work out, instead of a stored case." }) terms?: InputOf<typeof blockCaseTerms>,
    @Arg("occupancy", () => DecimalScalar, { nullable: true, description: "The occupancy that all amounts are at: 0.85 is 85%. Full where nothing is said." })
    occupancy?: string,
    @Arg("unit", () => MoneyUnit, { nullable: true, description: "What the money is shown in; pounds where nothing is said." }) unit?: Unit,
  ): Promise<BlockCase> {
    if ((id === undefined || id === null) === (terms === undefined || terms === null)) throw new InputError("id", "Give a stored block case or terms, one of the two.");
    return db.read(async (on) => {
      const held = id ? await blockCases.byId(on, viewer, id) : null;
      const facts = held ? await storedFacts(on, viewer, held) : sentFacts(terms as InputOf<typeof blockCaseTerms>);
      // Of terms that are sent nothing is stored, and so of no version.
      const version = held ? await dataVersion(on, held.authorityId) : 0;
      const at = { unit: unit ?? "pounds", occupancy: readOccupancy(occupancy ?? "1", "occupancy") };
      return {
        name: facts.name,
        breakEvenOccupancy: figureOf(breakEven(costsOf(facts)))?.value.toString() ?? null,
        table: { ...blockCaseTable(facts, at), dataVersion: version },
        curve: { ...voidCurve(facts, at), dataVersion: version },
      };
    });
  }
}

async function storedFacts(on: On, viewer: Viewer, held: BlockCaseWithItems): Promise<BlockCaseFacts> {
  return blockCaseFacts(held, await arrangementOf(on, viewer, held.arrangementId));
}

async function arrangementOf(on: On, viewer: Viewer, id: string | null) {
  return id === null ? null : arrangements.byId(on, viewer, id);
}

function sentFacts(given: InputOf<typeof blockCaseTerms>): BlockCaseFacts {
  const terms = stated(blockCaseTerms, given, "terms");
  if (terms.termMonths === null) throw new InputError("terms.termMonths", "Say how many months the term has.");
  const facts = blockCaseFacts({ ...terms, name: "These terms", source: null }, null);
  checkBlockCase(facts, "terms");
  return facts;
}

export const BlockCaseWrites = nounWrites(blockCaseNoun, blockCases, {
  create: "Adds a block case behind those there are.",
  change: "Puts this in place of a block case.",
  remove: "Removes a block case. `undoBatch` brings it back.",
  async check(wanted, { on, viewer }) {
    const arrangement = await arrangementOf(on, viewer, wanted.arrangementId);
    if (termOf(wanted.termMonths, arrangement) === null) throw new InputError("input.termMonths", "Say how many months the term has, or choose an arrangement that has one.");
    checkBlockCase(blockCaseFacts(wanted, arrangement), "input");
    return wanted;
  },
});
