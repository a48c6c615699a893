// The page's lists are read to their end: by the page's own questions, of a real server that has more rows than one page of them holds.
import { readdirSync } from "node:fs";
import { type DocumentNode, type FieldNode, Kind, parse, visit } from "graphql";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { examples } from "../../client/query/examples.ts";
import type { Row } from "../../db/tables.ts";
import type { Viewer } from "../../db/viewer.ts";
import { insertion } from "../../db/write/change.ts";
import { applyBatch } from "../../db/write/changes.ts";
import { checkLimits } from "../../server/http/limits.ts";
import { tabledSchema } from "../../server/http/schema.ts";
import { usualLimits } from "../../server/http/settings.ts";
import { type Served, serve } from "../setup/served.ts";

const owner: Viewer = { name: "Test", reads: "all", changes: "all" };
const authority = "many";
const arrangements = 501;
const centres = 1_001;

const named = (what: string, index: number) => `${what} ${String(index + 1).padStart(4, "0")}`;

function arrangement(index: number): Omit<Row<"arrangement">, "authorityId"> {
  const id = `arrangement-${index}`;
  const nothing = { opensOn: null, statedEndOn: null, estimatedValuePence: null, valueBasis: null, breakMonths: null, firstReviewMonths: null, reviewEveryMonths: null };
  const more = { mostPlacesInHome: null, mostProviders: null, voidsCarriedBy: null, followsId: null, source: null, note: null, notes: null, contractReference: null };
  return { id, position: index, name: named("Arrangement", index), kind: "framework", openList: false, openEnded: true, interim: false, ...nothing, ...more };
}

let served: Served;
let sent = 0;
/** What the page imports when it is loaded: its modules expect a window, and its addresses are those of its own server. */
let page: typeof import("../../client/data/allPages.ts");
let arrangementsQuery: typeof import("../../client/data/documents/arrangements.ts").arrangementsQuery;
let documents: typeof import("../../client/data/documents.ts");

beforeAll(async () => {
  served = await serve("sqlite", { examples: false });
  const root = await served.app.listen({ host: "127.0.0.1", port: 0 });
  const direct = globalThis.fetch;
  vi.stubGlobal("window", Object.assign(new EventTarget(), { setTimeout, clearTimeout }));
  vi.stubGlobal("fetch", (address: string, request: RequestInit) => {
    sent += 1;
    return direct(`${root}${address}`, { ...request, headers: { ...request.headers, "apollo-require-preflight": "true" } });
  });
  page = await import("../../client/data/allPages.ts");
  documents = await import("../../client/data/documents.ts");
  ({ arrangementsQuery } = await import("../../client/data/documents/arrangements.ts"));
  const changes = [
    insertion("authority", { id: authority, name: "Many", oldCode: null, gssCode: null }),
    ...Array.from({ length: arrangements }, (_, index) => insertion("arrangement", arrangement(index))),
    ...Array.from({ length: centres }, (_, index) => insertion("costCentre", costCentre(index))),
  ];
  await served.db.write((on) => applyBatch(on, owner, { authorityId: authority, why: "Begin", changes }));
});
afterAll(async () => {
  vi.unstubAllGlobals();
  await served.stop();
});

function costCentre(index: number): Omit<Row<"costCentre">, "authorityId"> {
  return { id: `centre-${index}`, name: named("Centre", index), code: null, serviceGroup: null, fundingSource: "general fund", position: index, removedAt: null };
}

describe("A list of more rows than a page of it", () => {
  test("has its last arrangement, each once", async () => {
    sent = 0;
    const { nodes, hasNextPage } = (await page.askAll(arrangementsQuery, { authority, asAt: "2024-04-01" })).arrangements;
    expect(nodes.map(({ name }) => name).sort()).toEqual(Array.from({ length: arrangements }, (_, index) => named("Arrangement", index)));
    expect(hasNextPage).toBe(false);
    // Five pages of 100, and the one with the last.
    expect(sent).toBe(6);
  });

  test("has its last cost centre", async () => {
    const { nodes } = (await page.askAll(documents.costCentreNamesQuery, { authority })).costCentres;
    expect(new Set(nodes.map(({ name }) => name)).size).toBe(centres);
    expect(nodes).toHaveLength(centres);
  });

  test("is whole also where a question has other lists that end sooner or are empty", async () => {
    sent = 0;
    const whole = await page.askAll(documents.belongingQuery, { authority });
    expect([whole.arrangements.nodes.length, whole.partnerships.nodes.length, whole.commitments.nodes.length]).toEqual([arrangements, 0, 0]);
    expect(sent).toBe(2);
  });

  test("is asked for once where it fits a page", async () => {
    sent = 0;
    expect((await page.askAll(documents.authoritiesQuery, {})).authorities.nodes).toEqual([{ id: authority, name: "Many" }]);
    expect(sent).toBe(1);
  });
});

describe("The page's questions", () => {
  test("stop at no number of rows: whatever list they read in pages says where the next one begins", async () => {
    const stopping: string[] = [];
    let lists = 0;
    for (const [name, document] of await everyDocument()) {
      for (const field of pagesOf(document)) {
        lists += 1;
        const selected = selectedOf(field);
        if (!field.arguments?.some((argument) => argument.name.value === "after") || !selected.includes("endCursor") || !selected.includes("hasNextPage")) stopping.push(name);
      }
    }
    expect(lists).toBeGreaterThan(20);
    expect(stopping).toEqual([]);
  });

  test("ask for no more at once than one request may, and neither do the examples of the query page", async () => {
    const asked = [...(await everyDocument()), ...examples.map(({ title, query }) => [title, parse(query)] as const)];
    const refused: string[] = [];
    for (const [name, document] of asked) {
      const operation = document.definitions.find((each) => each.kind === Kind.OPERATION_DEFINITION);
      if (!operation) continue;
      try {
        checkLimits(tabledSchema(), document, operation, { first: 100 }, usualLimits);
      } catch (error) {
        refused.push(`${name}: ${(error as Error).message}`);
      }
    }
    expect(refused).toEqual([]);
    expect(asked.length).toBeGreaterThan(100);
  });
});

/** The page's questions by name, fragments among them. */
async function everyDocument(): Promise<(readonly [string, DocumentNode])[]> {
  const client = new URL("../../client/data/", import.meta.url);
  const files = ["documents.ts", ...readdirSync(new URL("documents/", client)).map((name) => `documents/${name}`)];
  const modules = await Promise.all(files.map((file) => import(new URL(file, client).href) as Promise<Record<string, DocumentNode>>));
  return modules.flatMap((each) => Object.entries(each));
}

function pagesOf(document: DocumentNode): FieldNode[] {
  const found: FieldNode[] = [];
  visit(document, {
    Field(field) {
      if (selectedOf(field).includes("nodes")) found.push(field);
    },
  });
  return found;
}

function selectedOf({ selectionSet }: FieldNode): string[] {
  return selectionSet?.selections.flatMap((each) => (each.kind === Kind.FIELD ? [each.name.value] : [])) ?? [];
}
