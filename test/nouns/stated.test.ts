// What somebody states of a noun, and what becomes of it.
import { describe, expect, test } from "vitest";
import { arrangementNoun } from "../../schema/nouns/arrangement.ts";
import { benefitNoun } from "../../schema/nouns/benefit.ts";
import { blockCaseNoun } from "../../schema/nouns/blockCase.ts";
import { commitmentNoun } from "../../schema/nouns/commitment.ts";
import { kpiNoun, subjectNoun } from "../../schema/nouns/kpi.ts";
import type { AnyNoun } from "../../schema/nouns/noun.ts";
import { optionNoun } from "../../schema/nouns/option.ts";
import { partnershipNoun } from "../../schema/nouns/partnership.ts";
import { figureNoun } from "../../schema/nouns/printedFigure.ts";
import { periodNoun } from "../../schema/nouns/settlement.ts";
import { stated } from "../../server/entry/stated.ts";
import { InputError } from "../../server/finance/inputError.ts";

const benefit = { name: " Stability ", accountable: "Assistant Director", frequency: "once" } as const;

function refusal(noun: AnyNoun, input: object, held: object | null = null): { field: string; message: string } {
  try {
    stated(noun, input, "input", held);
  } catch (error) {
    if (error instanceof InputError) return { field: error.field, message: error.message };
    throw error;
  }
  throw new Error("It was not refused.");
}

describe("What is stated", () => {
  test("has every column: as given, as usual, or empty", () => {
    expect(stated(benefitNoun, benefit, "input")).toEqual({
      name: "Stability",
      accountable: "Assistant Director",
      baseline: null,
      baselineValue: null,
      targetValue: null,
      measuredBy: null,
      measuredWhen: null,
      countedFrom: null,
      afterMonths: null,
      frequency: "once",
      comparedWith: "its baseline",
      kpiId: null,
      subjectId: null,
      resources: null,
      source: null,
      reviews: [],
    });
  });

  test.each([
    ["a name that is empty", { ...benefit, name: "  " }, "input.name"],
    ["a decimal that is none", { ...benefit, baselineValue: "1,5x" }, "input.baselineValue"],
    ["a day of no calendar", { ...benefit, countedFrom: "2024-02-30" }, "input.countedFrom"],
    ["a day of a part", { ...benefit, reviews: [{ reviewedOn: "0001-01-01", achieved: true }] }, "input.reviews[0].reviewedOn"],
  ])("names the field of %s", (_, input, field) => {
    expect(refusal(benefitNoun, input).field).toBe(field);
  });

  test("does not keep what does not apply, and refuses rows that do not", () => {
    const named = { name: "Beds", statusId: "s1", basis: "amounts by year" } as const;
    const kept = stated(commitmentNoun, { ...named, weeklyRatePounds: "100", partYear: "stated" }, "input");
    expect([kept.weeklyRatePounds, kept.partYear]).toEqual([null, null]);
    expect(refusal(commitmentNoun, { ...named, places: [{ places: 1, startsOn: "2024-04-01" }] }).field).toBe("input.places");
    expect("groupName" in kept).toBe(false);
    expect(stated(commitmentNoun, { ...named, groupName: " " }, "input").groupName).toBeNull();
  });

  test("finds parts by their names or their ids, so that what names them still does", () => {
    const held = { lots: [{ id: "lot-1", name: "North" }] };
    const input = {
      name: "Homes",
      kind: "framework",
      lots: [{ name: "South" }, { id: "lot-1", name: "North and east" }],
      providers: [{ name: "A", lot: "North and east" }, { name: "B" }],
    } as const;
    const kept = stated(arrangementNoun, input, "input", held);
    expect(kept.lots[1]).toMatchObject({ id: "lot-1", name: "North and east" });
    expect(kept.providers.map(({ lotId }) => lotId)).toEqual(["lot-1", null]);
    expect(refusal(arrangementNoun, { ...input, lots: [{ id: "lot-2", name: "West" }] }, held)).toEqual({
      field: "input.lots[0].id",
      message: "This arrangement has no such lot. Leave the id out for a new one.",
    });
    expect(refusal(arrangementNoun, { ...input, providers: [{ name: "A", lot: "West" }] }, held)).toEqual({
      field: "input.providers[0].lot",
      message: "There is no lot “West” among these. Name one of them, or leave it out.",
    });
  });

  test("takes a list of ids for parts that are nothing else", () => {
    expect(stated(subjectNoun, { kind: "authority", name: "Essex", neighbourIds: ["a", "b"] }, "input").neighbours).toEqual([{ neighbourId: "a" }, { neighbourId: "b" }]);
  });
});

/** A property of every noun: whatever text is given, what is refused is one of its own fields, and what is not is stored. */
const nouns: readonly AnyNoun[] = [arrangementNoun, benefitNoun, blockCaseNoun, commitmentNoun, kpiNoun, subjectNoun, optionNoun, partnershipNoun, figureNoun, periodNoun];
const odd: Readonly<Record<string, readonly unknown[]>> = {
  text: ["", "x".repeat(201), "a\u0000b", "\ud800", "x".repeat(2_001)],
  exact: ["", "one", "1e9", "0x1", "١"],
  pence: [Number.MAX_SAFE_INTEGER + 2, 0.5, Number.NaN],
  day: ["", "2024-13-01", "1066-01-01", "9999-12-31"],
};

describe.each(nouns.map((noun): [string, AnyNoun] => [noun.name, noun]))("Each field of %s", (_, noun) => {
  const whole = Object.fromEntries(noun.fields.filter(({ required }) => required).map((field) => [field.name, usual(field)]));
  const fields = noun.fields.filter(({ kind, byName }) => kind in odd && !byName);
  test.each(fields.map(({ name, kind }) => [name, kind] as const))("%s is kept or refused by its own name", (name, kind) => {
    for (const value of odd[kind] ?? []) {
      try {
        const kept = stated(noun, { ...whole, [name]: value }, "input") as Record<string, unknown>;
        expect(Object.keys(kept)).toContain(name);
      } catch (error) {
        expect(error).toBeInstanceOf(InputError);
        expect((error as InputError).field).toBe(`input.${name}`);
      }
    }
  });
});

function usual({ kind, values }: { kind: string; values: readonly string[] | undefined }): unknown {
  if (values) return values[0];
  return { text: "A", exact: "1", pence: 1, day: "2024-04-01", financialYear: "2024/25", whole: 1, flag: false, id: "a" }[kind];
}
