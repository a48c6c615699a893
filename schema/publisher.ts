// Publishers, which authorities use them, and what they can take the place of.
import { Field, InputType, Int, ObjectType } from "type-graphql";
import { sqliteTables } from "../db/tables.ts";
import { fromTable } from "./fromTable.ts";
import { kpiBaselineNoun, kpiTargetNoun } from "./nouns/kpi.ts";
import type { InputOf } from "./nouns/noun.ts";
import { pageOf } from "./page.ts";

@ObjectType({
  description:
    "An owner of KPIs, subjects and outcomes that authorities share: the DfE's open data, a regional partnership. Its facts are read and written like an authority's, by its id.",
})
export class Publisher extends fromTable(sqliteTables.authority, { id: "Identifies it wherever an authority is asked for.", name: "Its name." }) {
  @Field(() => Boolean, { description: "Whether the authority asked for uses it." })
  used!: boolean;

  @Field(() => Boolean, { description: "Whether you may change its facts." })
  mayChange!: boolean;
}

export const PublisherPage = pageOf(Publisher, "PublisherPage", "publishers");

@InputType({ description: "A new publisher." })
export class NewPublisherInput {
  @Field(() => String, { description: "Its name, as tables are to give it as their source." })
  name!: string;
}

@ObjectType({ description: "Something that stays as it is, and why." })
export class LeftAsIs {
  @Field(() => String, { description: "What: a KPI, a subject, an outcome." })
  what!: string;

  @Field(() => String, { description: "Why, in a sentence." })
  why!: string;
}

@ObjectType({ description: "What a publisher's KPIs, subjects and outcomes would take the place of." })
export class Replacement {
  @Field(() => Int, { description: "How many of the authority's own KPIs are copies." })
  kpis!: number;

  @Field(() => Int, { description: "How many of its subjects." })
  subjects!: number;

  @Field(() => Int, { description: "How many of its outcomes." })
  outcomes!: number;

  @Field(() => Int, { description: "How many other facts of its own would name the publisher's: outcomes, targets, benefits, tables of reports, saved views, notes." })
  moved!: number;

  @Field(() => [LeftAsIs], { description: "What differs and stays, the first 200 of it." })
  left!: LeftAsIs[];

  @Field(() => Int, { description: "How much of that there is in all." })
  leftCount!: number;
}

@InputType({ description: "An authority's own targets and baselines of a publisher's KPI. They count in place of the publisher's; without any, the publisher's count." })
export class OwnTargetsInput {
  @Field(() => [kpiTargetNoun.Input], { description: "Its targets." })
  targets!: InputOf<typeof kpiTargetNoun>[];

  @Field(() => [kpiBaselineNoun.Input], { description: "Where things stood before." })
  baselines!: InputOf<typeof kpiBaselineNoun>[];
}
