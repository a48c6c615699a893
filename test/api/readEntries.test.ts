// What people type into forms, read by the schema's own fields: the value for the mutation, the words under the field, or a sentence.
import "reflect-metadata";
import { type GraphQLInputObjectType, getNamedType, isEnumType, isInputObjectType } from "graphql";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { EntryUnit } from "../../schema/entry.ts";
import { entryField } from "../../server/entry/entryField.ts";
import { kindOf } from "../../server/entry/readings.ts";
import { tabledSchema } from "../../server/schema.ts";
import { codeWords } from "../setup/codeWords.ts";
import { type Served, serve } from "../setup/served.ts";
import { given } from "./officer.ts";

const reading = `query($of: String!, $entries: [EntryInput!]!) { readEntries(of: $of, entries: $entries) { field value shown error } }`;
let served: Served;
beforeAll(async () => {
  served = await serve("sqlite", { examples: false });
});
afterAll(() => served.stop());

const read = async (of: string, entries: { field: string; typed: string; unit?: string }[]) => given(await served.ask(reading, { of, entries })).readEntries;

describe("a field is read as what it is", () => {
  test.each<[string, string, string, string | undefined, string | null, string | null]>([
    ["BlockCaseInput", "spotValuePence", "£50.3m", undefined, "5030000000", "£50,300,000.00"],
    ["ArrangementInput", "estimatedValuePence", "£38.5m", undefined, "3850000000", "£38,500,000.00"],
    ["ArrangementInput", "estimatedValuePence", "", undefined, null, null],
    ["ArrangementInput", "terms[1].months", "48", undefined, "48", "48 months"],
    ["ArrangementInput", "terms[0].months", "1 month", undefined, "1", "1 month"],
    ["ArrangementInput", "opensOn", "1st April 2024", undefined, '"2024-04-01"', "1 April 2024"],
    ["ArrangementInput", "weights[0].weightShare", "70", undefined, '"0.7"', "70%"],
    ["ArrangementInput", "name", " A name ", undefined, '" A name "', null],
    ["ArrangementInput", "interim", "yes", undefined, "true", null],
    ["ArrangementInput", "kind", "FRAMEWORK", undefined, '"FRAMEWORK"', null],
    ["UpliftRateInput", "rateShare", "2.8%", undefined, '"0.028"', "2.8%"],
    ["UpliftRateInput", "year", "23/24", undefined, '"2023/24"', "2023/24"],
    ["CommitmentInput", "weeklyRatePounds", "=£5,963*1.028", undefined, '"6129.964"', "£6,129.964"],
    ["CommitmentInput", "amounts[12].amountPence", "4,646", "THOUSANDS", "464600000", "£4,646,000.00"],
    ["CommitmentInput", "amounts[0].amountPence", "nil", undefined, "0", "nil"],
    ["VirementInput", "lines[0].amountPence", "(500)", "THOUSANDS", "-50000000", "–£500,000.00"],
    ["OutcomeInput", "value", "95.6%", "PERCENT", '"0.956"', "95.6%"],
    ["OutcomeInput", "value", "1,200", "NUMBER", '"1200"', "1,200"],
    ["OutcomeInput", "value", "£5,432.10", "POUNDS", '"5432.1"', "£5,432.10"],
    ["OptionOverrideInput", "value", "31/3/27", "DAY", '"2027-03-31"', "31 March 2027"],
    ["OptionOverrideInput", "value", "3", "PERCENT", '"0.03"', "3%"],
    ["OptionOverrideInput", "value", "yes", undefined, '"yes"', null],
    ["NewCostCentreInput", "amounts[2]", "£0.12m", "THOUSANDS", '"£0.12m"', "£120,000.00"],
    ["PrintedFigureInput", "printedValue", "£4.7m", "POUNDS", '"4700000"', "£4,700,000.00"],
  ])("%s %s: %j in %s", async (of, field, typed, unit, value, shown) => {
    expect(await read(of, [{ field, typed, ...(unit && { unit }) }])).toEqual([{ field, value, shown, error: null }]);
  });
});

/** Every field that somebody may fill, of every input that a change or a projection takes, by its path. */
function everyField(): [string, string][] {
  const schema = tabledSchema();
  const walked = (input: GraphQLInputObjectType, at: string): string[] =>
    Object.values(input.getFields()).flatMap((field) => {
      const type = getNamedType(field.type);
      const path = `${at}${field.name}${String(field.type).startsWith("[") ? "[0]" : ""}`;
      return isInputObjectType(type) ? walked(type, `${path}.`) : [path];
    });
  return Object.values(schema.getTypeMap())
    .filter(isInputObjectType)
    .flatMap((input) => walked(input, "").map((path): [string, string] => [input.name, path]));
}

describe("every field of every input", () => {
  const schema = tabledSchema();
  const fields = everyField();
  const found = fields.map(([of, path]) => ({ of, path, ...entryField(schema, of, path, "field") }));
  const unitOf = (how: { as?: string }) => (how.as === "unit" ? { unit: "NUMBER" } : {});

  test("is read from what a person types: a decimal says what it is", () => {
    expect(fields.length).toBeGreaterThan(250);
    const unread = found.filter(({ how, type }) => kindOf({ how, type, unit: how.as === "unit" ? EntryUnit.NUMBER : null }, "at") === null);
    expect(unread.map(({ of, path }) => `${of}.${path}`)).toEqual([]);
  });

  test("declares nothing that it does not mean: a limit stands at a number, and a word where something is counted", () => {
    for (const { of, path, how, type } of found) {
      const numeric = ["Int", "Pence", "Decimal"].includes(type.name);
      if (!numeric) expect([undefined, "unit", "cell"], `${of}.${path}`).toContain(how.as);
      if (type.name !== "Decimal" && numeric) expect(how.as, `${of}.${path}`).toBeUndefined();
      if (!numeric) expect(how.least ?? how.most, `${of}.${path}`).toBeUndefined();
      if (how.count !== undefined) expect(type.name, `${of}.${path}`).toBe("Int");
    }
  });

  test("left empty is null where it may be, and otherwise says in plain words what is needed", async () => {
    for (const [of, entries] of byInput(found)) {
      for (const answer of await read(
        of,
        entries.map(({ path, how }) => ({ field: path, typed: " ", ...unitOf(how) })),
      )) {
        const { required, how } = entries.find(({ path }) => path === answer.field) as (typeof found)[number];
        // An empty text empties a cell.
        expect(answer.value, `${of}.${answer.field}`).toBe(how.as === "cell" ? '" "' : null);
        if (!required || how.as === "cell") expect(answer.error, `${of}.${answer.field}`).toBe(null);
        else expect(answer.error, `${of}.${answer.field}`).toMatch(/^[A-Z].+\.$/);
        expect(answer.error ?? "").not.toMatch(codeWords);
      }
    }
  });

  test.each(["ten", "1,2", "-", "31/02/2026", "£", "#REF!", "12 34", "§"])("%j is a value, or refused in plain words", async (typed) => {
    for (const [of, entries] of byInput(found)) {
      for (const answer of await read(
        of,
        entries.map(({ path, how }) => ({ field: path, typed, ...unitOf(how) })),
      )) {
        expect(answer.value === null, `${of}.${answer.field}`).toBe(answer.error !== null);
        if (answer.error !== null) expect(answer.error, `${of}.${answer.field}`).toMatch(/^[A-Z“].+\.$/);
        expect(answer.error ?? "", `${of}.${answer.field}`).not.toMatch(codeWords);
        const { type } = entries.find(({ path }) => path === answer.field) as (typeof found)[number];
        if (isEnumType(type)) expect(answer.error).toMatch(/^This is none of the choices here/);
      }
    }
  });

  function byInput<Field extends { of: string }>(all: readonly Field[]): [string, Field[]][] {
    return [...new Set(all.map(({ of }) => of))].map((of) => [of, all.filter((field) => field.of === of)]);
  }
});
