// Block cases: reading them, working them out from what is stored or sent, adding, changing and removing.
import { randomUUID } from "node:crypto";
import { Arg, Args, Ctx, ID, Mutation, Query, Resolver } from "type-graphql";
import { arrangements } from "../../db/arrangements.ts";
import { authorityById } from "../../db/authorities.ts";
import { blockCases, type StatedBlockCase } from "../../db/blockCases.ts";
import { dataVersion } from "../../db/changes.ts";
import { writeOnce } from "../../db/once.ts";
import type { On } from "../../db/open.ts";
import { requireOwn } from "../../db/parts.ts";
import type { Viewer } from "../../db/viewer.ts";
import { BlockCase, BlockCaseInput, BlockCasePage, BlockCaseTermsInput, type StoredBlockCase } from "../../schema/blockCase.ts";
import { MoneyUnit } from "../../schema/enums.ts";
import { PageArguments } from "../../schema/page.ts";
import { DecimalScalar } from "../../schema/scalars.ts";
import { Key, Seen, WriteResult } from "../../schema/write.ts";
import { blockCaseFacts, wholeTerm } from "../blockCaseFacts.ts";
import type { Context } from "../context.ts";
import { type BlockCaseFacts, blockCaseTable, breakEven, checkBlockCase, readOccupancy, voidCurve } from "../finance/blockCase.ts";
import { InputError } from "../finance/inputError.ts";
import type { MoneyUnit as Unit } from "../finance/money.ts";
import { nameGiven, nameIfGiven } from "../words.ts";
import { written } from "./written.ts";

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
    @Arg("terms", () => BlockCaseTermsInput, { nullable: true, description: "Terms to work out, instead of a stored case." }) terms?: BlockCaseTermsInput,
    @Arg("occupancy", () => DecimalScalar, { nullable: true, description: "The occupancy at which empty places are costed: 0.85 is 85%. Full where nothing is said." })
    occupancy?: string,
    @Arg("unit", () => MoneyUnit, { nullable: true, description: "What the money is shown in; pounds where nothing is said." }) unit?: Unit,
  ): Promise<BlockCase> {
    if ((id === undefined || id === null) === (terms === undefined || terms === null)) throw new InputError("id", "Give a stored block case or terms, one of the two.");
    return db.read(async (on) => {
      const facts = id ? await storedFacts(on, viewer, id) : sentFacts(terms as BlockCaseTermsInput);
      const version = await dataVersion(on);
      const shown = unit ?? "pounds";
      return {
        name: facts.name,
        breakEvenOccupancy: breakEven(facts)?.value.toString() ?? null,
        table: { ...blockCaseTable(facts, { unit: shown, occupancy: readOccupancy(occupancy ?? "1", "occupancy") }), dataVersion: version },
        curve: { ...voidCurve(facts, shown), dataVersion: version },
      };
    });
  }

  @Mutation(() => WriteResult, { description: "Adds a block case behind those there are." })
  async createBlockCase(
    @Ctx() { db, viewer }: Context,
    @Arg("authority", () => ID, { description: "The authority." }) authorityId: string,
    @Arg("input", () => BlockCaseInput, { description: "The block case." }) input: BlockCaseInput,
    @Key() key?: string,
  ): Promise<WriteResult> {
    const id = randomUUID();
    const kept = await writeOnce(db, viewer, key, authorityId, async (on) => {
      await authorityById(on, viewer, authorityId);
      return blockCases.create(on, viewer, authorityId, id, await statedCase(on, viewer, authorityId, input));
    });
    return written(kept, id);
  }

  @Mutation(() => WriteResult, { description: "Puts this in place of a block case." })
  async changeBlockCase(
    @Ctx() { db, viewer }: Context,
    @Arg("id", () => ID, { description: "The block case." }) id: string,
    @Arg("input", () => BlockCaseInput, { description: "The whole of it, as it is to be." }) input: BlockCaseInput,
    @Seen() seen: number,
    @Key() key?: string,
  ): Promise<WriteResult> {
    const kept = await writeOnce(db, viewer, key, id, async (on) => {
      const held = await blockCases.byId(on, viewer, id);
      return blockCases.change(on, viewer, id, await statedCase(on, viewer, held.authorityId, input), seen);
    });
    return written(kept, id);
  }

  @Mutation(() => WriteResult, { description: "Removes a block case. `undoBatch` brings it back." })
  async removeBlockCase(
    @Ctx() { db, viewer }: Context,
    @Arg("id", () => ID, { description: "The block case." }) id: string,
    @Seen() seen: number,
    @Key() key?: string,
  ): Promise<WriteResult> {
    return written(await writeOnce(db, viewer, key, id, (on) => blockCases.remove(on, viewer, id, seen)), id);
  }
}

async function storedFacts(on: On, viewer: Viewer, id: string): Promise<BlockCaseFacts> {
  const held = await blockCases.byId(on, viewer, id);
  return blockCaseFacts(held, held.arrangementId === null ? null : await termOf(on, viewer, held.arrangementId));
}

/** The months of an arrangement with every extension that has not lapsed; null where it has no terms. */
async function termOf(on: On, viewer: Viewer, arrangementId: string): Promise<number | null> {
  return wholeTerm((await arrangements.byId(on, viewer, arrangementId)).terms);
}

function sentFacts(terms: BlockCaseTermsInput): BlockCaseFacts {
  const facts = { ...termsOf(terms, "terms"), name: "These terms", source: null, termMonths: terms.termMonths ?? 12 };
  checkBlockCase(facts, "terms");
  return facts;
}

async function statedCase(on: On, viewer: Viewer, authorityId: string, input: BlockCaseInput): Promise<StatedBlockCase> {
  await requireOwn(on, authorityId, "arrangement", input.arrangementId, "input.arrangementId");
  const months = input.termMonths ?? (input.arrangementId ? await termOf(on, viewer, input.arrangementId) : null);
  if (months === null) throw new InputError("input.termMonths", "Say how many months the term has, or choose an arrangement that has one.");
  const terms = termsOf(input, "input");
  const name = nameGiven(input.name, "input.name");
  const source = nameIfGiven(input.source, "input.source");
  checkBlockCase({ ...terms, name, source, termMonths: months }, "input");
  return { ...terms, name, source, arrangementId: input.arrangementId ?? null, termMonths: input.termMonths ?? null };
}

function termsOf(input: BlockCaseTermsInput, at: string): Omit<StoredBlockCase, "id" | "authorityId" | "name" | "source" | "arrangementId" | "termMonths" | "position"> {
  return {
    places: input.places,
    priceUnit: input.priceUnit,
    weeksPerYear: input.priceUnit === "week" ? (input.weeksPerYear ?? null) : null,
    spotPounds: input.spotPounds ?? null,
    blockPounds: input.blockPounds ?? null,
    spotValuePence: input.spotValuePence ?? null,
    blockValuePence: input.blockValuePence ?? null,
    sharing: input.sharing ?? 1,
    directPlaces: input.directPlaces ?? 0,
    items: (input.items ?? []).map((item, index) => ({ ...item, name: nameGiven(item.name, `${at}.items[${index}].name`) })),
  };
}
