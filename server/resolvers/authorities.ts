// Authorities: reading them and adding one.
import { randomUUID } from "node:crypto";
import { Arg, Args, Ctx, ID, Mutation, Query, Resolver } from "type-graphql";
import { authorities, authorityById, createAuthority } from "../../db/authorities.ts";
import { numbersOf } from "../../db/read/numbers.ts";
import { addOnce } from "../../db/write/once.ts";
import { Authority, AuthorityFilterInput, AuthorityPage, NewAuthorityInput, Numbers } from "../../schema/authority.ts";
import { PageArguments } from "../../schema/page.ts";
import { Key, WriteResult } from "../../schema/write.ts";
import { nameGiven, nameIfGiven } from "../entry/words.ts";
import { InputError } from "../finance/inputError.ts";
import type { Context } from "../http/context.ts";
import { written } from "./written.ts";

@Resolver()
export class AuthorityResolver {
  @Query(() => AuthorityPage, { description: "The authorities that you may read, by name." })
  authorities(
    @Ctx() { db, viewer }: Context,
    @Args(() => PageArguments) page: PageArguments,
    @Arg("filter", () => AuthorityFilterInput, { nullable: true, description: "Which ones; all where nothing is said." }) filter?: AuthorityFilterInput,
  ) {
    return db.read((on) => authorities(on, viewer, filter ?? {}, page));
  }

  @Query(() => Authority, { description: "One authority." })
  authority(@Ctx() { db, viewer }: Context, @Arg("id", () => ID, { description: "Its id." }) id: string): Promise<Authority> {
    return db.read((on) => authorityById(on, viewer, id, "id"));
  }

  @Query(() => Numbers, { description: "An authority's numbers as they are now: ask them before you read what you mean to change." })
  numbers(@Ctx() { db, viewer }: Context, @Arg("authority", () => ID, { description: "The authority." }) authorityId: string): Promise<Numbers> {
    return db.read(async (on) => {
      await authorityById(on, viewer, authorityId);
      return numbersOf(on, authorityId);
    });
  }

  @Mutation(() => WriteResult, { description: "Adds an authority." })
  async createAuthority(
    @Ctx() { db, viewer }: Context,
    @Arg("input", () => NewAuthorityInput, { description: "The authority." }) input: NewAuthorityInput,
    @Key() key?: string,
  ): Promise<WriteResult> {
    const authority = { id: randomUUID(), name: nameGiven(input.name, "input.name"), oldCode: oldCode(input.oldCode), gssCode: gssCode(input.gssCode) };
    return written(await addOnce(db, viewer, key, authority, (on) => createAuthority(on, viewer, authority)), authority.id);
  }
}

function oldCode(text: string | undefined): string | null {
  const code = nameIfGiven(text, "input.oldCode");
  if (code !== null && !/^\d{3}$/.test(code)) throw new InputError("input.oldCode", `“${code.slice(0, 20)}” is not an old authority code. It has three figures, as in 881.`);
  return code;
}

function gssCode(text: string | undefined): string | null {
  const code = nameIfGiven(text, "input.gssCode")?.toUpperCase() ?? null;
  if (code !== null && !/^[EWSNK]\d{8}$/.test(code))
    throw new InputError("input.gssCode", `“${code.slice(0, 20)}” is not a GSS code. It has a letter and eight figures, as in E10000012.`);
  return code;
}
