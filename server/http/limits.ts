// How much a query asks for, measured before it runs: depth, cost and aliases.
import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  GraphQLError,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isInterfaceType,
  isListType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  SchemaMetaFieldDef,
  type SelectionSetNode,
  TypeMetaFieldDef,
  type ValueNode,
} from "graphql";
import { mostInPage } from "../../db/read/paging.ts";
import { mostEntries } from "../entry/readEntries.ts";
import { tableNames } from "../export/tables.ts";
import { expressionLength } from "./expressions.ts";
import type { Limits } from "./settings.ts";

export interface Measure {
  depth: number;
  cost: number;
  aliases: number;
  /** Tables that are worked out. */
  tables: number;
}

type Variables = Record<string, unknown>;

/** What a field's measure depends on beside itself. */
interface Asked {
  readonly schema: GraphQLSchema;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly known: Map<string, Measure>;
  readonly variables: Variables;
  /** The queries that work a table out. */
  readonly computing: ReadonlySet<string>;
}

/** A list with no page to bound it is counted as this many. */
const listed = 10;
/** The schema's own lists are short and already in memory: the usual introspection query is to pass. */
const introspected = 5;
const usualPage = 50;
/** A form that is read counts as its most entries, whatever it has. */
const forms = new Set(["readEntries"]);

/** Deeper than any question that the limits let through, and far from what the parser's stack can bear. */
const deepest = 500;

/** Whether brackets of any sort stand deeper in each other than any question needs: told before a parser follows them. */
export function nestsTooDeep(text: string): boolean {
  let depth = 0;
  for (let index = 0; index < text.length; index += 1) {
    const sign = text[index];
    if (sign === "{" || sign === "[" || sign === "(") depth += 1;
    else if (sign === "}" || sign === "]" || sign === ")") depth -= 1;
    if (depth > deepest) return true;
  }
  return false;
}

/** The same of what was sent beside it, as it was read: variables that nobody could follow. */
export function valueNestsTooDeep(value: unknown, left = deepest): boolean {
  if (typeof value !== "object" || value === null) return false;
  return left === 0 || Object.values(value).some((each) => valueNestsTooDeep(each, left - 1));
}

/** @throws GraphQLError TOO_MUCH where the operation passes a limit. */
export function checkLimits(schema: GraphQLSchema, document: DocumentNode, operation: OperationDefinitionNode, variables: Variables, limits: Limits): void {
  const found = measured(schema, document, operation, variables);
  const passed = (["depth", "cost", "aliases", "tables"] as const).find((limit) => found[limit] > limits[limit]);
  if (passed) {
    const said = { depth: "nests too deep", cost: "asks for too much at once", aliases: "uses too many aliases", tables: "works out too many tables" }[passed];
    throw new GraphQLError(
      `This query ${said}: its ${passed === "tables" ? "number of tables" : passed} is ${found[passed]}, and ${limits[passed]} is the most. Ask for less, or in several queries.`,
      {
        extensions: { code: "TOO_MUCH", field: passed, http: { status: 400 } },
      },
    );
  }
  const length = expressionLength(document, variables);
  if (length > limits.expressions) {
    throw new GraphQLError(`The expressions of this request have ${length} characters in all, and ${limits.expressions} is the most. Send them in several requests.`, {
      extensions: { code: "TOO_MUCH", field: "expressions", http: { status: 400 } },
    });
  }
}

/** The queries that work out a table, by their names. */
export function computingQueries(schema: GraphQLSchema): ReadonlySet<string> {
  return new Set(["reportTable", ...tableNames(schema).map((name) => name.split(".")[0] as string)]);
}

/** How much an operation asks for. */
export function measured(schema: GraphQLSchema, document: DocumentNode, operation: OperationDefinitionNode, variables: Variables): Measure {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions) if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  const asked: Asked = { schema, fragments, known: new Map(), variables: { ...defaults(operation), ...variables }, computing: computingQueries(schema) };
  return measure(operation.selectionSet, schema.getRootType(operation.operation) ?? undefined, asked, usualPage);
}

/** What the operation's own defaults give, where a variable is left out. */
function defaults(operation: OperationDefinitionNode): Variables {
  return Object.fromEntries(
    (operation.variableDefinitions ?? []).flatMap(({ variable, defaultValue }) => (defaultValue?.kind === Kind.INT ? [[variable.name.value, Number(defaultValue.value)]] : [])),
  );
}

/** What a selection is of; undefined of what the schema does not have, which is refused when the question is checked against it. */
type Type = GraphQLNamedType | undefined;

/** Each fragment is measured once however often it is spread, so that fragments within fragments cost no time. */
function measure(set: SelectionSetNode, type: Type, asked: Asked, pageRows: number): Measure {
  const total: Measure = { depth: 0, cost: 0, aliases: 0, tables: 0 };
  for (const selection of set.selections) {
    let found: Measure;
    if (selection.kind === Kind.FIELD) found = measureField(selection, type, asked, pageRows);
    else if (selection.kind === Kind.INLINE_FRAGMENT) {
      const narrowed = selection.typeCondition ? asked.schema.getType(selection.typeCondition.name.value) : type;
      found = measure(selection.selectionSet, narrowed, asked, pageRows);
    } else found = measureSpread(selection.name.value, asked, pageRows);
    total.depth = Math.max(total.depth, found.depth);
    total.cost += found.cost;
    total.aliases += found.aliases;
    total.tables += found.tables;
  }
  return total;
}

function measureField(field: FieldNode, parent: Type, asked: Asked, pageRows: number): Measure {
  const name = field.name.value;
  const alias = field.alias && field.alias.value !== name ? 1 : 0;
  const known = fieldOf(parent, name);
  const times = known ? timesOf(known, parent, pageRows) : 1;
  if (!field.selectionSet) return { depth: 1, cost: times, aliases: alias, tables: 0 };
  const type = known && getNamedType(known.type);
  const first = field.arguments?.find((argument) => argument.name.value === "first");
  const within = measure(field.selectionSet, type, asked, first ? pageAsked(first.value, asked.variables) : isPage(type) ? usualPage : pageRows);
  return { depth: within.depth + 1, cost: 1 + within.cost * times, aliases: within.aliases + alias, tables: within.tables + (asked.computing.has(name) ? 1 : 0) };
}

function fieldOf(parent: Type, name: string): GraphQLField<unknown, unknown> | undefined {
  if (name === SchemaMetaFieldDef.name) return SchemaMetaFieldDef;
  if (name === TypeMetaFieldDef.name) return TypeMetaFieldDef;
  return isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[name] : undefined;
}

/** How many of what a field holds are counted: of a list with pages the rows asked for, of any other list a usual number. */
function timesOf({ name, type }: GraphQLField<unknown, unknown>, parent: Type, pageRows: number): number {
  if (!isListType(getNullableType(type))) return 1;
  if (isPage(parent)) return pageRows;
  if (forms.has(name)) return mostEntries;
  return parent?.name.startsWith("__") ? introspected : listed;
}

/** True of a type that is a page of a list. */
function isPage(type: Type): boolean {
  return isObjectType(type) && "hasNextPage" in type.getFields();
}

/** The rows that a `first` asks for; a null, or what is no number, leaves the usual page. */
function pageAsked(first: ValueNode, variables: Variables): number {
  const rows = first.kind === Kind.INT ? Number(first.value) : first.kind === Kind.VARIABLE ? variables[first.name.value] : undefined;
  return typeof rows === "number" && Number.isFinite(rows) ? Math.min(Math.max(rows, 1), mostInPage) : usualPage;
}

function measureSpread(name: string, asked: Asked, pageRows: number): Measure {
  const key = `${name}:${pageRows}`;
  const before = asked.known.get(key);
  if (before) return before;
  const fragment = asked.fragments.get(name);
  const found = fragment ? measure(fragment.selectionSet, asked.schema.getType(fragment.typeCondition.name.value), asked, pageRows) : { depth: 0, cost: 0, aliases: 0, tables: 0 };
  asked.known.set(key, found);
  return found;
}
