// Lists that are read to their end: a page that shows or offers every arrangement asks for the ones behind the first few hundred too.
import type { TadaDocumentNode } from "gql.tada";
import { ask } from "./graphql.ts";

interface ListPage {
  nodes: unknown[];
  endCursor: string | null;
  hasNextPage: boolean;
}

function isPage(value: unknown): value is ListPage {
  return typeof value === "object" && value !== null && "nodes" in value && "endCursor" in value && "hasNextPage" in value;
}

/**
 * Asks a question until each of its lists has come to its end, and gives the answer with all their rows. A list `kpis` says `endCursor` and
 * `hasNextPage`, and begins behind the variable `kpisAfter`. What else the question asks is as the first answer has it. @throws Refused.
 */
export async function askAll<Data, Variables>(document: TadaDocumentNode<Data, Variables>, variables: Variables, signal?: AbortSignal): Promise<Data> {
  const whole = await ask(document, variables, signal);
  const lists = Object.entries(whole as object).filter((entry): entry is [string, ListPage] => isPage(entry[1]));
  const behind: Record<string, string | null> = Object.fromEntries(lists.map(([name, { endCursor }]) => [`${name}After`, endCursor]));
  while (lists.some(([, { hasNextPage }]) => hasNextPage)) {
    const next = (await ask(document, { ...variables, ...behind }, signal)) as Record<string, ListPage>;
    for (const [name, list] of lists) {
      const { nodes, endCursor, hasNextPage } = next[name] as ListPage;
      for (const node of nodes) list.nodes.push(node);
      list.hasNextPage = hasNextPage;
      // A list that has ended is asked for what is behind its end, which is nothing.
      list.endCursor = endCursor ?? list.endCursor;
      behind[`${name}After`] = list.endCursor;
    }
  }
  return whole;
}
