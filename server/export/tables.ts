// Which tables there are, and the address of each: its path in the schema with the arguments of its question. What may be asked by GraphQL may be taken away.
import {
  coerceInputValue,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputObjectType,
  type GraphQLInputType,
  type GraphQLObjectType,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
} from "graphql";
import { Refusal } from "../../db/write/refusal.ts";
import { InputError } from "../finance/inputError.ts";
import { listed } from "../finance/listed.ts";
import type { ReportTable } from "../finance/table.ts";
import type { Context } from "../http/context.ts";

/** A table as its query gave it, with the version of the data that it was made from. */
export type ReadTable = ReportTable & { readonly dataVersion: number };

type Field = GraphQLField<unknown, Context>;

/** Where in the schema a table is: a field of Query that is a table, or a table one step below such a field. */
interface TablePath {
  name: string;
  query: Field;
  below: Field | null;
}

const tableType = "ReportTable";
/** Gives the table at an address, which has one already. */
const anyTable = "reportTable";
const longestAddress = 8_000;

const pathsOf = new WeakMap<GraphQLSchema, Map<string, TablePath>>();

function tablePaths(schema: GraphQLSchema): Map<string, TablePath> {
  const known = pathsOf.get(schema);
  if (known) return known;
  const paths = new Map<string, TablePath>();
  for (const query of Object.values((schema.getQueryType() as GraphQLObjectType).getFields())) {
    const type = getNullableType(query.type);
    if (query.name === anyTable || !isObjectType(type)) continue;
    if (type.name === tableType) paths.set(query.name, { name: query.name, query, below: null });
    else
      for (const below of Object.values(type.getFields())) {
        const within = getNullableType(below.type);
        const name = `${query.name}.${below.name}`;
        if (isObjectType(within) && within.name === tableType) paths.set(name, { name, query, below });
      }
  }
  pathsOf.set(schema, paths);
  return paths;
}

/** The names of all tables: "mediumTermTable", "blockCase.curve". */
export function tableNames(schema: GraphQLSchema): string[] {
  return [...tablePaths(schema).keys()];
}

/** The question that gave a table, or what holds one: written out when somebody asks for the address. */
interface Question {
  path: TablePath;
  args: Record<string, unknown>;
}

const questions = new WeakMap<object, Question>();

/** Makes every table that a query gives know its question. To be called once, when the schema is built. */
export function keepQuestions(schema: GraphQLSchema): void {
  const wrapped = new Set<Field>();
  for (const path of tablePaths(schema).values()) {
    const { query, below } = path;
    if (!wrapped.has(query)) {
      wrapped.add(query);
      const resolve = query.resolve as NonNullable<Field["resolve"]>;
      query.resolve = async (source, args, context, info) => {
        const found: unknown = await resolve(source, args, context, info);
        if (typeof found === "object" && found !== null) questions.set(found, { path, args });
        return found;
      };
    }
    if (below) {
      const resolve = below.resolve;
      below.resolve = async (source, args, context, info) => {
        const found = (resolve ? await resolve(source, args, context, info) : (source as Record<string, unknown>)[below.name]) as object;
        const question = questions.get(source as object);
        if (question) questions.set(found, { path, args: question.args });
        return found;
      };
    }
  }
}

/** The address of a table that a query has given: "mediumTermTable?authority=essex&unit=POUNDS". @throws RangeError for any other. */
export function addressOf(table: object): string {
  const question = questions.get(table);
  if (!question) throw new RangeError("No query has given this table.");
  return written(question);
}

/**
 * An address as it is kept: its arguments by name, each as it was read. @throws Refusal NOT_FOUND for a table that there is not,
 * InputError for an argument that cannot be read; both name `field` where they are given one, else the argument.
 */
export function addressGiven({ schema }: Pick<Context, "schema">, address: string, field?: string): string {
  return written(questionAt(schema, address, field));
}

/** The table at an address, as the viewer may see it. @throws what its query throws, and as `addressGiven`. */
export async function readTable(context: Context, address: string): Promise<ReadTable> {
  const { path, args } = questionAt(context.schema, address);
  // None of the resolvers behind a table looks at where in a query it stands.
  const nowhere = {} as GraphQLResolveInfo;
  const found = await path.query.resolve?.(undefined, args, context, nowhere);
  return (path.below ? await path.below.resolve?.(found, {}, context, nowhere) : found) as ReadTable;
}

function written({ path, args }: Question): string {
  const parts = new URLSearchParams();
  for (const { name, type } of [...path.query.args].sort((one, other) => (one.name < other.name ? -1 : 1))) {
    const value = args[name];
    if (value === null || value === undefined) continue;
    for (const each of isListType(getNullableType(type)) ? (value as unknown[]) : [value]) parts.append(name, writtenValue(each, getNullableType(type)));
  }
  return parts.size === 0 ? path.name : `${path.name}?${parts}`;
}

/** A value as text: a scalar as it travels, an enum by its name, an object as JSON. */
function writtenValue(value: unknown, type: GraphQLInputType): string {
  const outer = outerValue(value, isListType(type) ? type.ofType : type);
  return typeof outer === "object" ? JSON.stringify(outer) : String(outer);
}

/** A value as it was given from outside, before it was read. */
function outerValue(value: unknown, type: GraphQLInputType): unknown {
  if (value === null || value === undefined) return value;
  if (isNonNullType(type)) return outerValue(value, type.ofType);
  if (isListType(type)) return (value as unknown[]).map((each) => outerValue(each, type.ofType));
  if (isLeafType(type)) return type.serialize(value);
  const fields = Object.entries((type as GraphQLInputObjectType).getFields());
  return Object.fromEntries(
    fields.flatMap(([name, field]) => ((value as Record<string, unknown>)[name] === undefined ? [] : [[name, outerValue((value as Record<string, unknown>)[name], field.type)]])),
  );
}

function questionAt(schema: GraphQLSchema, address: string, field?: string): Question {
  if (address.length > longestAddress) throw new InputError(field ?? "table", `This address has ${address.length} characters; ${longestAddress} is the most.`);
  const [name = "", ...rest] = address.split("?");
  const path = tablePaths(schema).get(name);
  if (!path) throw new Refusal("NOT_FOUND", field ?? "table", `There is no table ${JSON.stringify(name.slice(0, 60))}. There are ${listed(tableNames(schema))}.`);
  return { path, args: argumentsIn(new URLSearchParams(rest.join("?")), path, field) };
}

function argumentsIn(given: URLSearchParams, { name, query }: TablePath, field?: string): Record<string, unknown> {
  for (const key of given.keys()) {
    if (!query.args.some((each) => each.name === key)) {
      throw new InputError(
        field ?? key.slice(0, 60),
        `The table ${name} takes no ${JSON.stringify(key.slice(0, 60))}. It takes ${listed(query.args.map((each) => each.name).sort())}.`,
      );
    }
  }
  const args: Record<string, unknown> = {};
  for (const argument of query.args) {
    const texts = given.getAll(argument.name);
    if (texts.length > 0) args[argument.name] = argumentRead(texts, argument, field);
    else if (argument.defaultValue !== undefined) args[argument.name] = argument.defaultValue;
    else if (isNonNullType(argument.type)) throw new InputError(field ?? argument.name, `The table ${name} needs the argument ${argument.name}.`);
  }
  return args;
}

function argumentRead(texts: readonly string[], { name, type }: GraphQLArgument, field?: string): unknown {
  const at = field ?? name;
  const many = isListType(getNullableType(type));
  if (texts.length > 1 && !many) throw new InputError(at, `The argument ${name} is given ${texts.length} times, and has one value.`);
  const takesObject = isInputObjectType(getNamedType(type));
  const attempts = takesObject ? [texts.map(jsonOf)] : [texts, texts.map(jsonOf)];
  let refusal = "";
  for (const attempt of attempts) {
    try {
      return coerceInputValue(many ? attempt : attempt[0], type);
    } catch (error) {
      // What the text itself is refused for is said, and not what its reading as a number is.
      refusal ||= (error as Error).message;
    }
  }
  throw new InputError(at, `The argument ${name} is ${JSON.stringify(texts.join(", ").slice(0, 60))}. ${wanted(type) ?? refusal}`);
}

/** What an argument is to be, where a word or two say it. */
function wanted(type: GraphQLInputType): string | null {
  const named = getNamedType(type);
  if (isEnumType(named)) return `It is one of ${listed(named.getValues().map((each) => each.name))}.`;
  return { Int: "It is a whole number.", Boolean: "It is true or false." }[named.name] ?? null;
}

/** A text as the number, truth or object that it spells; itself where it spells none. */
function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
