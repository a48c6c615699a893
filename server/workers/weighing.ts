// Which questions are worked out beside the event loop: those that ask for a table or for much, of an authority of which there is much; and long ones.
import { type DocumentNode, type FieldNode, type GraphQLSchema, getOperationAST, Kind, type OperationDefinitionNode, parse, type SelectionSetNode, type ValueNode } from "graphql";
import { LRUCache } from "lru-cache";
import type { Db } from "../../db/engine/open.ts";
import { type FactsOf, factsUpTo } from "../../db/read/sizes.ts";
import { versionOf } from "../http/etag.ts";
import type { GraphqlRequest } from "../http/graphqlAnswers.ts";
import { computingQueries, measured } from "../http/limits.ts";
import type { Limits } from "../http/settings.ts";

export interface Thresholds {
  /** Facts of an authority: from so many on its tables take longer than others should wait. */
  readonly facts: number;
  /** From so many on they take so much memory that only few are worked out at once. */
  readonly largeFacts: number;
  /** What a question may cost, as its limits count it, whatever it asks for. */
  readonly cost: number;
  /** Bytes of a question: from so many on it carries a paste, whose expressions take time. */
  readonly bytes: number;
}

/** What a question takes: little, so that it is answered at once; time; or time and memory. */
export type Weight = "light" | "heavy" | "large";

export const usualThresholds: Thresholds = { facts: 3_000, largeFacts: 30_000, cost: 5_000, bytes: 8_000 };

/** Queries that work something out of all that there is, beside those of tables. */
const alsoComputing = new Set(["kpiOutcomes", "printedFigures", "benefits"]);
const parsedKept = 500;

interface Question {
  readonly query: string;
  readonly operationName: string | undefined;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** What of whose facts a question asks for; of whose is null where its text does not say it. */
interface Asked {
  readonly of: FactsOf;
  readonly authorityId: string | null;
}

export class Weighing {
  private readonly parsed = new LRUCache<string, DocumentNode>({ max: parsedKept });
  private readonly sizes = new LRUCache<string, number>({ max: 5_000 });
  private readonly computing: ReadonlySet<string>;

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly limits: Limits,
    private readonly thresholds: Thresholds,
  ) {
    this.computing = new Set([...computingQueries(schema), ...alsoComputing]);
  }

  /** What a request of one question takes: what is not light is worked out beside the event loop. A change always is, and what is refused before it begins. */
  async weightOf(request: GraphqlRequest, db: Db, numbers: ReadonlyMap<string, number>): Promise<Weight> {
    const question = questionOf(request);
    const document = question && this.documentOf(question.query);
    if (!document) return "light";
    const { operationName, variables } = question;
    const operation = getOperationAST(document, operationName);
    if (operation?.operation !== "query") return "light";
    const measure = measured(this.schema, document, operation, variables);
    if (measure.cost > this.limits.cost || measure.tables > this.limits.tables || measure.depth > this.limits.depth) return "light";
    const fields = rootFields(operation, document).filter(({ name }) => measure.cost > this.thresholds.cost || this.computing.has(name.value));
    const asked = fields.flatMap((field) => factsAsked(field, variables));
    const facts = await this.factsIn(asked, db, numbers);
    if (facts >= this.thresholds.largeFacts) return "large";
    return facts >= this.thresholds.facts || bytesOf(request) > this.thresholds.bytes ? "heavy" : "light";
  }

  /** Whether the table at an address is to be worked out beside the event loop. */
  async isHeavyTable(address: string, db: Db, numbers: ReadonlyMap<string, number>): Promise<boolean> {
    return (await this.factsIn(factsAtAddress(address), db, numbers)) >= this.thresholds.facts;
  }

  private async factsIn(asked: readonly Asked[], db: Db, numbers: ReadonlyMap<string, number>): Promise<number> {
    let facts = 0;
    for (const each of asked) facts += await this.sizeOf(each, db, numbers);
    return facts;
  }

  private documentOf(query: string): DocumentNode | null {
    const known = this.parsed.get(query);
    if (known) return known;
    try {
      const document = parse(query, { maxTokens: this.limits.tokens });
      this.parsed.set(query, document);
      return document;
    } catch {
      // It is refused in its own words where it is answered.
      return null;
    }
  }

  private async sizeOf({ of, authorityId }: Asked, db: Db, numbers: ReadonlyMap<string, number>): Promise<number> {
    // Outcomes may be publishers', whichever they are.
    const version = versionOf(numbers, authorityId === null || of === "outcomes" ? "all" : [authorityId]);
    const key = JSON.stringify([version, of, authorityId]);
    const known = this.sizes.get(key);
    if (known !== undefined) return known;
    const found = await db.read((on) => factsUpTo(on, of, authorityId, this.thresholds.largeFacts));
    this.sizes.set(key, found);
    return found;
  }
}

function questionOf({ method, search, body }: GraphqlRequest): Question | null {
  const given = (method === "GET" ? Object.fromEntries(new URLSearchParams(search)) : body) as Record<string, unknown> | null | undefined;
  if (typeof given !== "object" || given === null || typeof given.query !== "string") return null;
  const { query, operationName, variables } = given;
  const read = typeof variables === "string" ? jsonOf(variables) : variables;
  return { query, operationName: typeof operationName === "string" ? operationName : undefined, variables: typeof read === "object" && read !== null ? { ...read } : {} };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** As it came; what came without saying its length is taken for long. */
function bytesOf({ method, search, headers }: GraphqlRequest): number {
  if (method === "GET") return search.length;
  return Number(headers.find(([name]) => name === "content-length")?.[1] ?? Number.POSITIVE_INFINITY);
}

/** The fields of the query itself, also those of fragments. Each fragment once: one that holds itself is refused elsewhere. */
function rootFields({ selectionSet }: OperationDefinitionNode, { definitions }: DocumentNode): FieldNode[] {
  const passed = new Set<string>();
  const within = (set: SelectionSetNode): FieldNode[] =>
    set.selections.flatMap((selection) => {
      if (selection.kind === Kind.FIELD) return [selection];
      if (selection.kind === Kind.INLINE_FRAGMENT) return within(selection.selectionSet);
      const name = selection.name.value;
      if (passed.has(name)) return [];
      passed.add(name);
      return definitions.flatMap((each) => (each.kind === Kind.FRAGMENT_DEFINITION && each.name.value === name ? within(each.selectionSet) : []));
    });
  return within(selectionSet);
}

/** What a field of the query is made from, by its name and its argument. */
function factsAsked(field: FieldNode, variables: Question["variables"]): Asked[] {
  const name = field.name.value;
  if (name !== "reportTable") return factsOf(name, argument(field, "authority", variables));
  return factsAtAddress(argument(field, "id", variables) ?? "");
}

function factsAtAddress(address: string): Asked[] {
  const [table = "", args] = address.split("?");
  return factsOf(table, new URLSearchParams(args).get("authority"));
}

function factsOf(name: string, authorityId: string | null): Asked[] {
  if (name === "benefits" || name === "benefitsRegister" || name === "printedFigures" || name === "printedFiguresTable") {
    return [
      { of: "outcomes", authorityId },
      { of: "budgets", authorityId },
    ];
  }
  return [{ of: /^(outcomes|kpi)/.test(name) ? "outcomes" : "budgets", authorityId }];
}

function argument(field: FieldNode, name: string, variables: Question["variables"]): string | null {
  const value: ValueNode | undefined = field.arguments?.find((each) => each.name.value === name)?.value;
  if (value?.kind === Kind.STRING) return value.value;
  const given = value?.kind === Kind.VARIABLE ? variables[value.name.value] : null;
  return typeof given === "string" ? given : null;
}
