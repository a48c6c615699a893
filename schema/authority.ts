// Authorities.
import { Field, InputType, ObjectType } from "type-graphql";
import { sqliteTables } from "../db/tables.ts";
import { fromTable } from "./fromTable.ts";
import { pageOf } from "./page.ts";
import { SequenceScalar } from "./scalars.ts";

@ObjectType({ description: "A local authority, which owns its cost centres, budgets and commitments." })
export class Authority extends fromTable(sqliteTables.authority, {
  id: "Identifies the authority in Tabled.",
  name: "The authority's name.",
  oldCode: "The three-figure code of the Department for Education, `old_la_code`: 881 is Essex.",
  gssCode: "The nine-character GSS code, `new_la_code`: E10000012 is Essex.",
}) {}

@ObjectType({ description: "How far an authority's log has come. Nobody else's batches are counted in it." })
export class Numbers {
  @Field(() => SequenceScalar, { description: "How many batches changed its facts: the version of its data, and `seen` of all that is a fact." })
  dataVersion!: number;

  @Field(() => SequenceScalar, { description: "How many batches there are: `seen` of reports, saved views, mappings of files and notes, which the data version does not count." })
  logNumber!: number;
}

export const AuthorityPage = pageOf(Authority, "AuthorityPage", "authorities");

@InputType({ description: "Which authorities to read." })
export class AuthorityFilterInput {
  @Field(() => String, { nullable: true, description: "A part of the name, in any case." })
  nameContains?: string;

  @Field(() => String, { nullable: true, description: "An old three-figure code or a GSS code, in full." })
  code?: string;
}

@InputType({ description: "A new authority." })
export class NewAuthorityInput {
  @Field(() => String, { description: "The name, as its reports give it." })
  name!: string;

  @Field(() => String, { nullable: true, description: "The old three-figure code." })
  oldCode?: string;

  @Field(() => String, { nullable: true, description: "The GSS code: a letter and eight figures." })
  gssCode?: string;
}
