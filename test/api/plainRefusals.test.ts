// Whatever is wrong in what a form sends, a person reads a plain sentence: every field of every change, left out, empty, and of another kind.
import { type GraphQLInputType, getNamedType, getNullableType, isInputObjectType, isListType, isNonNullType } from "graphql";
import { afterAll, beforeAll, expect, test } from "vitest";
import { tabledSchema } from "../../server/http/schema.ts";
import { codeWords } from "../setup/codeWords.ts";
import { type Served, serve } from "../setup/served.ts";

let served: Served;
beforeAll(async () => {
  served = await serve("sqlite", { examples: false });
});
afterAll(() => served.stop());

const changes = Object.values(tabledSchema().getMutationType()?.getFields() ?? {}).filter(({ args }) => args.length > 0);

/** A value of the kind of each field, with `wrong` where there is one field of that: all fields are refused at once. */
function filled(type: GraphQLInputType, wrong: unknown): unknown {
  const bare = getNullableType(type);
  if (isListType(bare)) return [filled(bare.ofType, wrong)];
  if (!isInputObjectType(bare)) return wrong;
  return Object.fromEntries(Object.values(bare.getFields()).map((field) => [field.name, filled(field.type, wrong)]));
}

const wrongs: [string, unknown][] = [
  ["nothing", null],
  ["text", "ten"],
  ["a fraction", 0.5],
  ["a number too large", 2 ** 60],
  ["yes", true],
  ["a list", [[1, 2]]],
  ["something with parts", { parts: 1 }],
];

test.each(wrongs)("%s where it does not belong is refused in plain words", async (_, wrong) => {
  let refused = 0;
  for (const change of changes) {
    const query = `mutation(${change.args.map(({ name, type }) => `$${name}: ${type}`).join(", ")}) { ${change.name}(${change.args.map(({ name }) => `${name}: $${name}`).join(", ")}) { __typename } }`;
    const answer = await served.ask(query, Object.fromEntries(change.args.map(({ name, type }) => [name, filled(type, wrong)])));
    for (const { message, extensions } of answer.errors ?? []) {
      refused += 1;
      expect(message, `${change.name}: ${extensions.field}`).not.toMatch(codeWords);
      expect(message, change.name).toMatch(/^[A-Z“"\d[{–-].+[.?]$/s);
      expect(extensions.field, change.name).not.toBe("query");
    }
  }
  expect(refused).toBeGreaterThan(20);
});

test("what is left out is named, and the field is the one at fault", async () => {
  for (const change of changes) {
    for (const { name, type } of change.args.filter((argument) => isNonNullType(argument.type))) {
      const input = getNamedType(type);
      const [value, place] = isInputObjectType(input)
        ? [isListType(getNullableType(type)) ? [{}] : {}, isListType(getNullableType(type)) ? `${name}[0]` : name]
        : [undefined, name];
      const answer = await served.ask(`mutation($${name}: ${type}) { ${change.name}(${name}: $${name}) { __typename } }`, { [name]: value });
      for (const { message, extensions } of (answer.errors ?? []).filter(({ extensions: { code } }) => code === "BAD_INPUT")) {
        expect(message, `${change.name}(${name})`).toMatch(/(is needed here.*|cannot be left empty|Say yes or no here)\.$/);
        expect(extensions.field?.startsWith(place), `${change.name}(${name}): ${extensions.field}`).toBe(true);
      }
    }
  }
});
