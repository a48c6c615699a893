// What people type into forms, read by the schema's own fields: the value for the mutation, the words under the field, or a sentence.
import "reflect-metadata";
import { type GraphQLInputObjectType, getNamedType, isEnumType, isInputObjectType } from "graphql";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { EntryUnit } from "../../schema/entry.ts";
import { entryField } from "../../server/entry/entryField.ts";
import { kindOf } from "../../server/entry/readings.ts";
import { tabledSchema } from "../../server/http/schema.ts";
import { codeWords } from "../setup/codeWords.ts";
import { type Served, serve } from "../setup/served.ts";
import { given, post, refusal } from "./officer.ts";

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
    ["YearAmountInput", "amountPence", "(500)", undefined, "-50000", "–£500.00"],
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

describe("what cannot be read is refused at the field, in words", () => {
  test.each<[string, string, string, string | undefined, RegExp]>([
    ["OutcomePublicationInput", "hiddenUpTo", "ten", undefined, /^“ten” is not a whole number\. Type it in figures, as 10\.$/],
    ["OutcomePublicationInput", "hiddenUpTo", "", undefined, /^A whole number is needed here/],
    ["OutcomePublicationInput", "hiddenUpTo", "101", undefined, /^This is at most 100\.$/],
    ["BlockCaseInput", "places", "", undefined, /^Say how many places, as 12\.$/],
    ["BlockCaseInput", "places", "0", undefined, /^This is at least 1 place\.$/],
    ["BlockCaseInput", "spotValuePence", "fifty", undefined, /^“fifty” is not an amount of money/],
    ["BlockCaseInput", "items[0].amountPence", "", undefined, /^An amount is needed here/],
    ["BlockCaseInput", "spotPounds", "-5", undefined, /^This cannot be negative\.$/],
    ["BlockCaseInput", "name", " ", undefined, /^This cannot be left empty\.$/],
    ["BlockCaseInput", "priceUnit", "DOZEN", undefined, /^This is none of the choices here/],
    ["UpliftRateInput", "rateShare", "280", undefined, /^This is at most 100%\.$/],
    ["UpliftRateInput", "rateShare", "-51", undefined, /^This is at least –50%\.$/],
    ["UpliftRateInput", "year", "2024", undefined, /can mean 2023\/24 or 2024\/25/],
    ["PlacesPeriodInput", "startsOn", "03/31/2026", undefined, /has the month before the day/],
    ["PlacesPeriodInput", "places", "-1", undefined, /^This cannot be negative\.$/],
    ["GrantInput", "amountPence", "(500)", undefined, /^This cannot be negative\.$/],
    ["OutcomeInput", "value", "=1/2^100", "NUMBER", /has more digits than can be stored/],
    ["OutcomeInput", "note", "a\u0007b", undefined, /control characters/],
  ])("%s %s: %j", async (of, field, typed, unit, error) => {
    expect(await read(of, [{ field, typed, ...(unit && { unit }) }])).toEqual([{ field, value: null, shown: null, error: expect.stringMatching(error) }]);
  });
});

describe("a form that is at fault itself is refused whole", () => {
  const refusedForm = async (of: string, entries: unknown[]) => refusal(await served.ask(reading, { of, entries }));
  test.each<[string, string, unknown[], string]>([
    ["an input that is not there", "NoSuchInput", [{ field: "name", typed: "x" }], "of"],
    ["what is no input", "Commitment", [{ field: "name", typed: "x" }], "of"],
    [
      "a field that is not there",
      "BlockCaseInput",
      [
        { field: "name", typed: "x" },
        { field: "items[0].nothing", typed: "x" },
      ],
      "entries[1].field",
    ],
    ["a part without its field", "BlockCaseInput", [{ field: "items[0]", typed: "x" }], "entries[0].field"],
    ["a field of every object", "BlockCaseInput", [{ field: "__proto__", typed: "x" }], "entries[0].field"],
    ["a KPI's value without a unit", "OutcomeInput", [{ field: "value", typed: "5" }], "entries[0].unit"],
    ["too many entries", "BlockCaseInput", Array.from({ length: 2_001 }, () => ({ field: "places", typed: "1" })), "entries"],
    ["too long entries", "BlockCaseInput", Array.from({ length: 6 }, () => ({ field: "name", typed: "x".repeat(9_999) })), "entries"],
  ])("%s", async (_, of, entries, field) => expect(await refusedForm(of, entries)).toMatchObject({ code: "BAD_INPUT", field }));

  test("the most entries are read at once, and many such in one query cost too much", async () => {
    const entries = Array.from({ length: 2_000 }, (_, index) => ({ field: `items[${index}].amountPence`, typed: "£1.2m" }));
    expect(await read("BlockCaseInput", entries)).toHaveLength(2_000);
    const many = Array.from({ length: 8 }, (_, index) => `a${index}: readEntries(of: $of, entries: $entries) { field value shown error }`);
    const answer = await served.ask(`query($of: String!, $entries: [EntryInput!]!) { ${many.join(" ")} }`, { of: "BlockCaseInput", entries });
    expect(refusal(answer)).toMatchObject({ code: "TOO_MUCH", field: "cost" });
  });

  test("nothing that is typed is kept among the answers", async () => {
    const response = await post(served.app, reading, { of: "BlockCaseInput", entries: [{ field: "places", typed: "12" }] });
    expect(response.json().data.readEntries[0].value).toBe("12");
    expect(response.headers.etag).toBeUndefined();
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

  test("a value that was read is one that the field takes", async () => {
    const typed: Record<string, string> = { Pence: "£1.2m", Int: "5", Decimal: "0.5", Day: "31/3/26", FinancialYear: "23/24", Boolean: "no", DataVersion: "7" };
    for (const [of, entries] of byInput(found)) {
      const asked = entries.map(({ path, type, how }) => ({
        field: path,
        typed: typed[type.name] ?? (isEnumType(type) ? (type.getValues()[0]?.name as string) : "7"),
        ...unitOf(how),
      }));
      for (const { field, value, error } of await read(of, asked)) {
        const { type } = entries.find(({ path }) => path === field) as (typeof found)[number];
        expect(error, `${of}.${field}`).toBe(null);
        expect(() => type.parseValue(JSON.parse(value)), `${of}.${field}`).not.toThrow();
      }
    }
  });

  function byInput<Field extends { of: string }>(all: readonly Field[]): [string, Field[]][] {
    return [...new Set(all.map(({ of }) => of))].map((of) => [of, all.filter((field) => field.of === of)]);
  }
});
