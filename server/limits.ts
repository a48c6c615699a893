// How much a query asks for, measured before it runs: depth, cost and aliases.
import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  GraphQLError,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
  type ValueNode,
} from "graphql";
import { mostInPage } from "../db/paging.ts";
import { mostEntries } from "./entry/readEntries.ts";
import { tableNames } from "./export/tables.ts";
import type { Limits } from "./settings.ts";

interface Measure {
  depth: number;
  cost: number;
  aliases: number;
  /** Tables that are worked out. */
  tables: number;
}

type Variables = Record<string, unknown>;

/** What a field's measure depends on beside itself. */
interface Asked {
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly known: Map<string, Measure>;
  readonly variables: Variables;
  /** The queries that work a table out. */
  readonly computing: ReadonlySet<string>;
}

/** Fields that hold a list with no page to bound it: counted as this many. */
const listed = 10;
const lists = new Set(["rows", "cells", "columns", "notes", "inputs", "places", "amounts", "rates", "changes", "years", "said"]);
/** The schema's own lists, which are short and already in memory: the usual introspection query is to pass. */
const introspected = 5;
const introspectedLists = new Set(["fields", "types", "args", "inputFields", "enumValues", "possibleTypes", "interfaces", "directives"]);
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

/** @throws GraphQLError TOO_MUCH where the operation passes a limit. */
export function checkLimits(schema: GraphQLSchema, document: DocumentNode, operation: OperationDefinitionNode, variables: Variables, limits: Limits): void {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions) if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  const computing = new Set(["reportTable", ...tableNames(schema).map((name) => name.split(".")[0] as string)]);
  const found = measure(operation.selectionSet, { fragments, known: new Map(), variables: { ...defaults(operation), ...variables }, computing }, usualPage);
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
}

/** What the operation's own defaults give, where a variable is left out. */
function defaults(operation: OperationDefinitionNode): Variables {
  return Object.fromEntries(
    (operation.variableDefinitions ?? []).flatMap(({ variable, defaultValue }) => (defaultValue?.kind === Kind.INT ? [[variable.name.value, Number(defaultValue.value)]] : [])),
  );
}

/** Each fragment is measured once however often it is spread, so that fragments within fragments cost no time. */
function measure(set: SelectionSetNode, asked: Asked, pageRows: number): Measure {
  const total: Measure = { depth: 0, cost: 0, aliases: 0, tables: 0 };
  for (const selection of set.selections) {
    let found: Measure;
    if (selection.kind === Kind.FIELD) found = measureField(selection, asked, pageRows);
    else if (selection.kind === Kind.INLINE_FRAGMENT) found = measure(selection.selectionSet, asked, pageRows);
    else found = measureSpread(selection.name.value, asked, pageRows);
    total.depth = Math.max(total.depth, found.depth);
    total.cost += found.cost;
    total.aliases += found.aliases;
    total.tables += found.tables;
  }
  return total;
}

function measureField(field: FieldNode, asked: Asked, pageRows: number): Measure {
  const name = field.name.value;
  const alias = field.alias && field.alias.value !== name ? 1 : 0;
  if (!field.selectionSet) return { depth: 1, cost: 1, aliases: alias, tables: 0 };
  const first = field.arguments?.find((argument) => argument.name.value === "first");
  const within = measure(field.selectionSet, asked, first ? pageAsked(first.value, asked.variables) : pageRows);
  const times = name === "nodes" ? pageRows : forms.has(name) ? mostEntries : lists.has(name) ? listed : introspectedLists.has(name) ? introspected : 1;
  return { depth: within.depth + 1, cost: 1 + within.cost * times, aliases: within.aliases + alias, tables: within.tables + (asked.computing.has(name) ? 1 : 0) };
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
  const found = fragment ? measure(fragment.selectionSet, asked, pageRows) : { depth: 0, cost: 0, aliases: 0, tables: 0 };
  asked.known.set(key, found);
  return found;
}
