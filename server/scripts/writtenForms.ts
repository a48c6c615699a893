// The descriptions from which the page draws the form of each noun, written out as `npm run schema` does: the page reads these and nothing else of the server.
import { allRegistered, registeredAs } from "../../schema/choice.ts";
import { arrangementNoun } from "../../schema/nouns/arrangement.ts";
import { benefitNoun } from "../../schema/nouns/benefit.ts";
import { blockCaseNoun } from "../../schema/nouns/blockCase.ts";
import { commitmentNoun } from "../../schema/nouns/commitment.ts";
import { commitmentStatusNoun } from "../../schema/nouns/commitmentStatus.ts";
import { kpiNoun, publicationNoun, subjectNoun } from "../../schema/nouns/kpi.ts";
import type { AnyNoun, NounField, Part, When } from "../../schema/nouns/noun.ts";
import { optionNoun } from "../../schema/nouns/option.ts";
import { partnershipNoun } from "../../schema/nouns/partnership.ts";
import { figureNoun } from "../../schema/nouns/printedFigure.ts";
import { periodNoun, placeUseNoun } from "../../schema/nouns/settlement.ts";
import { writtenProposal } from "./writtenProposal.ts";

/** A noun by the name that its files have, with what its GraphQL object is called where that is not its own name. */
const nouns: readonly (readonly [file: string, noun: AnyNoun, how?: { object?: string; writes?: "none" | "change with its authority" }])[] = [
  ["arrangement", arrangementNoun],
  ["benefit", benefitNoun],
  ["blockCase", blockCaseNoun, { object: "StoredBlockCase" }],
  ["commitment", commitmentNoun],
  ["status", commitmentStatusNoun],
  ["kpi", kpiNoun],
  ["subject", subjectNoun],
  ["publication", publicationNoun],
  ["option", optionNoun],
  ["partnership", partnershipNoun],
  ["figure", figureNoun, { writes: "change with its authority" }],
  ["period", periodNoun, { writes: "none" }],
  ["placeUse", placeUseNoun, { writes: "none" }],
];

const head = "// Written by `npm run schema` from schema/nouns. Change a noun's declaration there, and run it again.\n";

/** Each file below client/written, by its name. */
export function writtenForms(): Map<string, string> {
  const files = nouns.map(([file, noun, { object = noun.name, writes } = {}]): [string, string] => [`${file}.ts`, formOf(file, noun, object, writes)]);
  return new Map([["choices.ts", choices()], ["proposal.ts", writtenProposal()], ...files]);
}

/** What a form calls each value of each enum. */
function choices(): string {
  const each = [...allRegistered()].sort((a, b) => (a.name < b.name ? -1 : 1)).map(({ name, labels }) => `  ${name}: ${JSON.stringify(labels)},`);
  return `${head}export const choices = {\n${each.join("\n")}\n} as const;\n`;
}

function formOf(file: string, noun: AnyNoun, object: string, writes: string | undefined): string {
  const mutation = (deed: "create" | "change" | "remove", args: readonly (readonly [name: string, type: string])[], answer: string) => {
    const name = `${deed}${noun.name}`;
    const declared = args.map(([arg, type]) => `$${arg}: ${type}`).join(", ");
    return `  ${deed}: graphql(\`mutation ${name.charAt(0).toUpperCase()}${name.slice(1)}(${declared}) { written: ${name}(${args.map(([arg]) => `${arg}: $${arg}`).join(", ")}) ${answer} }\`),`;
  };
  const input = ["input", `${noun.inputName}!`] as const;
  const [authority, id, seen, key] = [["authority", "ID!"] as const, ["id", "ID!"] as const, ["seen", "DataVersion!"] as const, ["key", "String"] as const];
  const fields = inOrder(noun).map(([name, field]) => `  ${name}: ${field},`);
  return [
    head.trimEnd(),
    'import { describe } from "../forms/describe.ts";',
    'import { graphql } from "../data/graphql.ts";',
    ...(fields.some((field) => field.includes("choices.")) ? ['import { choices } from "./choices.ts";'] : []),
    "",
    `export const ${file}Form = describe("${noun.inputName}", ${JSON.stringify(noun.said)}, {`,
    ...fields,
    "});",
    "",
    `/** What the form reads of one that is stored. */`,
    `export const ${file}Stored = graphql(\`fragment ${object}Stored on ${object} @_unmask { ${selection(noun, true)} }\`);`,
    ...(writes === "none"
      ? []
      : [
          "",
          `export const ${file}Writes = {`,
          mutation("create", [authority, input, key], "{ id batchId seen }"),
          mutation("change", [...(writes ? [authority] : []), id, input, seen, key], "{ batchId seen }"),
          mutation("remove", [id, seen, key], "{ batchId seen }"),
          "};",
        ]),
    ...registerOf(file, noun),
    "",
  ].join("\n");
}

/** Which columns of its register are typed into, where it has one. */
function registerOf(file: string, noun: AnyNoun): string[] {
  const ownAndParts = [noun, ...Object.values(noun.parts as Record<string, Part>).map((part): AnyNoun => part.noun)];
  const columns = [...new Set(ownAndParts.flatMap(({ fields }) => fields.flatMap(({ register }) => register ?? [])))].filter((column) => column !== "heading");
  if (columns.length === 0) return [];
  return [
    "",
    "/** Its register, and the columns of it that a new row is typed into. */",
    `export const ${file}Register = ${JSON.stringify({ of: noun.table, noun: noun.said, columns })} as const;`,
  ];
}

/** What of a noun is read for its form: its id, and all that is stated of it. */
function selection(noun: AnyNoun, withId: boolean): string {
  const fields = noun.fields.map(({ column }) => column);
  const parts = Object.entries(noun.parts as Record<string, Part>).map(([key, part]) => `${key} { ${selection(part.noun, false)} }`);
  return [...(withId && !fields.includes("id") ? ["id"] : []), ...fields, ...parts].join(" ");
}

/** The fields and lists of a form, each list behind the field that it follows. */
function inOrder(noun: AnyNoun): [string, string][] {
  const parts = Object.entries(noun.parts as Record<string, Part>);
  const lists = (after: string | undefined) => parts.filter(([, part]) => part.after === after).map(([key, part]): [string, string] => [part.ids ?? key, listOf(noun, key, part)]);
  return [...noun.fields.flatMap((field) => [[field.name, fieldOf(noun, field)] as [string, string], ...lists(field.column)]), ...lists(undefined)];
}

function listOf(noun: AnyNoun, key: string, part: Part): string {
  const { label, hint, heading, fold, add, unless, when } = part;
  const common = { label, hint, heading, fold, add, ...(when && { when: whenOf(noun, when) }) };
  if (part.ids !== undefined) return literal({ kind: "ids", from: [key, (part.noun as AnyNoun).fields[0]?.column], ...common });
  const fields = (part.noun as AnyNoun).fields.map((field) => `${field.name}: ${fieldOf(part.noun, field, noun)}`);
  return literal({ kind: "list", ...common, unless }, `fields: { ${fields.join(", ")} }`);
}

const kinds: Partial<Record<NounField["kind"], string>> = {
  pence: "pence",
  whole: "count",
  financialYear: "year",
  day: "day",
  flag: "tick",
  id: "choice",
  enum: "choice",
  text: "words",
};
const readAs = { pounds: "pounds", percent: "percent", number: "number", unit: "number", cell: "pence" } as const;

function kindOf({ kind, kept, given, byName, typed }: NounField): string {
  if (kept) return "kept";
  if (given || byName) return "choice";
  return typed?.as ? readAs[typed.as] : (kinds[kind] ?? "words");
}

/** One field. `owner` is the noun that a part is of: its fields may say when the part's apply. */
function fieldOf(noun: AnyNoun, field: NounField, owner?: AnyNoun): string {
  const { label, hint, placeholder, width, beside, heading, fold, when, shownWhen, none, byName, typed } = field;
  const kind = kindOf(field);
  const needed = (field.required || typed?.needed) && kind !== "tick" && kind !== "kept" ? true : undefined;
  const options = kind === "choice" && field.kind === "enum" ? choicesOf(field) : undefined;
  const begins = field.begins ?? (kind === "tick" ? (field.usual ?? false) : field.usual);
  return literal(
    {
      kind,
      needed,
      label,
      hint,
      placeholder,
      width,
      beside,
      heading,
      fold,
      ...(when && { when: whenOf(noun, when, owner) }),
      ...(shownWhen && { shownWhen: whenOf(noun, shownWhen, owner) }),
      ...(field.kind === "enum" || none === undefined ? {} : { none }),
      ...(byName && { named: [byName.of, field.column] }),
      ...(begins === undefined ? {} : { begins: storedAs(noun, field.column, begins) }),
    },
    options && `choices: ${options}`,
  );
}

function choicesOf({ values = [], none, required, usual }: NounField): string {
  const all = `choices.${registeredAs(values).name}`;
  return none === undefined || required || usual !== undefined ? all : `[["", ${JSON.stringify(none)}], ...${all}]`;
}

/** A stored value as GraphQL has it. */
function storedAs(noun: AnyNoun, column: string, value: unknown): unknown {
  const field = noun.fields.find((each) => each.column === column);
  if (field?.kind !== "enum") return value;
  const found = Object.entries(registeredAs(field.values ?? []).choices).find(([, stored]) => stored === value);
  if (!found) throw new Error(`${noun.name}.${column} has no choice ${String(value)}.`);
  return found[0];
}

/** When a field applies, by the values that GraphQL has. @throws Error for a field that is not there. */
function whenOf(noun: AnyNoun, when: When, owner: AnyNoun = noun): When {
  return Object.fromEntries(
    Object.entries(when).map(([name, values]) => {
      const of = [noun, owner].find((each) => each.fields.some((field) => field.name === name));
      if (!of) throw new Error(`${noun.name} has no field ${name} that another could depend on.`);
      return [name, typeof values === "string" ? values : values.map((value) => storedAs(of, name, value) as string)];
    }),
  );
}

function literal(of: Readonly<Record<string, unknown>>, more?: string): string {
  const given = Object.entries(of).flatMap(([key, value]) => (value === undefined ? [] : [`${key}: ${JSON.stringify(value)}`]));
  return `{ ${[...given, ...(more ? [more] : [])].join(", ")} }`;
}
