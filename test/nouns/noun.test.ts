// What a noun's declaration gives, and what of it does not compile.
import { type GraphQLInputObjectType, type GraphQLObjectType, printType } from "graphql";
import { describe, expect, expectTypeOf, test } from "vitest";
import { sqliteTables as t } from "../../db/tables.ts";
import { fromTable } from "../../schema/fromTable.ts";
import type { arrangementNoun } from "../../schema/nouns/arrangement.ts";
import { benefitNoun } from "../../schema/nouns/benefit.ts";
import type { subjectNoun } from "../../schema/nouns/kpi.ts";
import { type InputOf, noun, type StatedOf } from "../../schema/nouns/noun.ts";
import { tabledSchema } from "../../server/http/schema.ts";

describe("A noun", () => {
  test("names columns of its table and no others", () => {
    const review = noun(t.benefitReview, "TriedReview", { description: "What a review found." }, { found: { description: "What was found.", long: true } });
    expect(review.fields.map(({ name, kind, required }) => [name, kind, required])).toEqual([["found", "text", false]]);
    expect(review.table).toBe("benefitReview");
    // @ts-expect-error There is no column nmae.
    expect(() => noun(t.benefitReview, "Wrong", { description: "…" }, { nmae: { description: "…" } })).toThrow("There is no column nmae.");
    // @ts-expect-error Nor is there for a class of what is only read.
    expect(() => fromTable(t.benefit, { nmae: "…" })).toThrow("There is no column nmae.");
  });

  test("has an input in which a column that may be empty, or has a usual value, may be left out", () => {
    type Benefit = InputOf<typeof benefitNoun>;
    expectTypeOf<Benefit["name"]>().toEqualTypeOf<string>();
    expectTypeOf<Benefit["comparedWith"]>().toEqualTypeOf<"its baseline" | "the same period a year before" | null | undefined>();
    expectTypeOf<Benefit["afterMonths"]>().toEqualTypeOf<number | null | undefined>();
    // @ts-expect-error What Tabled gives is not stated.
    type _Position = Benefit["position"];
    const input = tabledSchema().getType("BenefitInput") as GraphQLInputObjectType;
    expect(printType(input)).toContain("comparedWith: BenefitComparison\n");
    expect(printType(input)).toContain("frequency: BenefitFrequency!\n");
    expect(Object.keys(input.getFields())).not.toContain("position");
  });

  test("is stated with every column that people state, and each list of parts", () => {
    expectTypeOf<StatedOf<typeof benefitNoun>["comparedWith"]>().toEqualTypeOf<"its baseline" | "the same period a year before">();
    expectTypeOf<StatedOf<typeof benefitNoun>["reviews"]>().toEqualTypeOf<{ reviewedOn: string; achieved: boolean; found: string | null }[]>();
    expectTypeOf<StatedOf<typeof arrangementNoun>["providers"][number]>().toHaveProperty("lotId").toEqualTypeOf<string | null>();
  });

  test("names what it is chosen by: a provider's lot by its name, a subject's neighbours by their ids", () => {
    expectTypeOf<NonNullable<InputOf<typeof arrangementNoun>["providers"]>[number]["lot"]>().toEqualTypeOf<string | null | undefined>();
    expectTypeOf<InputOf<typeof subjectNoun>["neighbourIds"]>().toEqualTypeOf<string[] | null | undefined>();
  });

  test("reads every column that it names", () => {
    const object = tabledSchema().getType("Benefit") as GraphQLObjectType;
    expect(benefitNoun.read.filter((column) => !(column in object.getFields()))).toEqual([]);
    expect(String(object.getFields().reviews?.type)).toBe("[BenefitReview!]!");
  });
});
