// A golden of every kind of table: the question, the statements that it puts to the store, and the answer as a table, in files side by side that can be
// read. A difference is looked at; `npx vitest run test/golden/tables.test.ts -u` writes the files again.
import crypto from "node:crypto";
import { existsSync, readdirSync } from "node:fs";
import { syncBuiltinESMExports } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import Database from "better-sqlite3";
import { drizzle } from "drizzle-orm/better-sqlite3";
import type { FastifyInstance } from "fastify";
import { getNamedType, isEnumType, parse, print } from "graphql";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { On } from "../../db/engine/open.ts";
import { storeFile } from "../../db/engine/store.ts";
import { sqliteTables } from "../../db/tables.ts";
import { tableNames } from "../../server/export/tables.ts";
import { makeApp } from "../../server/http/app.ts";
import { tabledSchema } from "../../server/http/schema.ts";
import { given, post } from "../api/officer.ts";
import { type AskedTable, everyAddress, serveTables } from "../export/everyTable.ts";
import type { Served } from "../setup/served.ts";

const today = "2026-11-21";
const folder = fileURLToPath(new URL("tables", import.meta.url));
/** The registers are of a day. */
const ofDay = ["arrangementRegister", "benefitsRegister", "commitmentRegister"];
/** Which of many tables of a kind has most to show. */
const chosen: Record<string, string> = {
  arrangementRegister: "authority=sefton",
  versionComparison: "authority=essex",
  mediumTermTable: "authority=essex",
  outcomesByPeriod: "authority=havering",
};

let served: Served;
let app: FastifyInstance;
let connection: Database.Database;
const asked: { query: string; params: unknown[] }[] = [];
const addresses = new Map<string, string>();

/** What is made anew on each run would differ with each, and rows be ordered by it: ids are counted instead. */
const { randomUUID } = crypto;
function makeIds(make: typeof randomUUID): void {
  crypto.randomUUID = make;
  syncBuiltinESMExports();
}

beforeAll(async () => {
  let made = 0;
  makeIds(() => {
    made += 1;
    return `00000000-0000-4000-8000-${String(made).padStart(12, "0")}` as ReturnType<typeof randomUUID>;
  });
  served = await serveTables();
  await revise();
  for (const address of await everyAddress(served)) {
    const [name = "", args = ""] = address.split("?");
    const wanted = chosen[name];
    if (!addresses.has(name) || (wanted && args.includes(wanted) && !addresses.get(name)?.includes(wanted))) addresses.set(name, address);
  }
  // A connection of its own to the same store, which notes every statement that is put to it.
  connection = new Database(storeFile(served.address), { readonly: true });
  const logger = { logQuery: (query: string, params: unknown[]) => void asked.push({ query, params }) };
  const q = drizzle(connection, { casing: "snake_case", logger }) as unknown as On["q"];
  const nothingWritten = () => Promise.reject(new Error("Nothing is written here."));
  const on: On = { q, t: sqliteTables, rules: [], prepared: (name, make) => make(on).prepare(name), insertRows: nothingWritten, replaceRows: nothingWritten };
  app = await makeApp({ ...served.db, read: (work) => work(on) }, { today: () => today });
});
afterAll(async () => {
  makeIds(randomUUID);
  await app.close();
  connection.close();
  await served.stop();
});

describe("Of every kind of table", () => {
  const names = tableNames(tabledSchema()).sort();

  test("there is a golden, and of nothing else", () => {
    expect([...addresses.keys()].sort()).toEqual(names);
    if (existsSync(folder)) expect(readdirSync(folder).filter((name) => !names.includes(name))).toEqual([]);
  });

  test.each(names)("%s asks and answers as its golden says", async (name) => {
    const address = addresses.get(name) as string;
    const question = questionOf(address);
    asked.length = 0;
    const [found] = Object.values(given((await post(app, question)).json()) as Record<string, AskedTable & Record<string, AskedTable>>);
    const below = name.split(".")[1];
    const table = (below ? found?.[below] : found) as AskedTable;
    const file = (of: string) => join(folder, name, of);
    const own = named();
    await expect(own(question)).toMatchFileSnapshot(file("question.graphql"));
    await expect(own(asked.map(statement).join("\n"))).toMatchFileSnapshot(file("queries.sql"));
    await expect(own(answerOf(table))).toMatchFileSnapshot(file("answer.md"));
  });
});

/** Lets the copied version differ from the one that it was copied of. */
async function revise(): Promise<void> {
  const { nodes } = given(await served.ask(`{ budgetVersions(authority: "essex") { nodes { id name } } }`)).budgetVersions;
  const version: string = nodes.find(({ name }: { name: string }) => name === "Revised").id;
  const lines = given(
    await served.ask(`query($v: ID!) { budgetLines(authority: "essex", filter: { version: $v }, first: 500) { nodes { costCentreId year amountPence } } }`, { v: version }),
  );
  const { amountPence } = lines.budgetLines.nodes.find((each: { costCentreId: string; year: string }) => each.costCentreId === "essex-north" && each.year === "2024/25");
  const edit = { cell: "budget:essex-north:2024/25", pence: amountPence + 250_000_00, expected: amountPence };
  given(await served.ask(`mutation($v: ID!, $e: [CellEditInput!]!) { editCells(authority: "essex", version: $v, edits: $e) { batchId } }`, { v: version, e: [edit] }));
}

/** Names the ids that were made, in the order in which the files of a table come to them. */
function named(): (text: string) => string {
  const ids: string[] = [];
  return (text) =>
    text.replace(/00000000-0000-4000-8000-\d{12}/g, (id) => {
      if (!ids.includes(id)) ids.push(id);
      return `made-${ids.indexOf(id) + 1}`;
    });
}

/** An address as the question that it stands for. */
function questionOf(address: string): string {
  const [name = "", args = ""] = address.split("?");
  const [query = "", below] = name.split(".");
  const declared = tabledSchema().getQueryType()?.getFields()[query]?.args ?? [];
  const values = new URLSearchParams(args);
  if (ofDay.includes(name)) values.set("asAt", today);
  const written = [...values].map(([key, value]) => {
    const type = declared.find((each) => each.name === key)?.type;
    const named = type && getNamedType(type);
    return `${key}: ${isEnumType(named) || named?.name === "Int" || named?.name === "Boolean" ? value : JSON.stringify(value)}`;
  });
  const fields = "{ title source unit columns { label status } rows { kind level label status cells { shown note } } notes }";
  const text = print(parse(`{ ${query}(${written.join(", ")}) ${below ? `{ ${below} ${fields} }` : fields} }`));
  // All arguments in one line, as the formatter has them.
  return `${text.replace(/\(\n([^)]*)\n\s*\)/, (_, args: string) => `(${args.trim().split(/\n\s*/).join(", ")})`)}\n`;
}

/** A statement, a clause a line, and the values that it is asked with. */
function statement({ query, params }: (typeof asked)[number]): string {
  const text = query.replaceAll('"', "").replace(/ (from|where|inner join|left join|group by|order by|limit) /g, "\n  $1 ");
  const values = params.map((each) => (typeof each === "string" && /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(each) ? "an instant" : each));
  return `${text};\n${values.length > 0 ? `-- with ${JSON.stringify(values)}\n` : ""}`;
}

const plain = (text: string) => text.replaceAll("|", "\\|");

/** The answer as a table in Markdown, its notes on cells numbered below it. */
function answerOf({ title, source, unit, columns, rows, notes }: AskedTable): string {
  const ofCells: string[] = [];
  const shownCell = ({ shown, note }: AskedTable["rows"][number]["cells"][number]) => {
    if (!note) return plain(shown);
    if (!ofCells.includes(note)) ofCells.push(note);
    return `${plain(shown)} [${ofCells.indexOf(note) + 1}]`;
  };
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  const body = rows.map(({ kind, level, label, status, cells }) =>
    line([kind.toLowerCase().replace("_", " "), `${"– ".repeat(level)}${plain(label)}${status ? ` (${plain(status)})` : ""}`, ...cells.map(shownCell)]),
  );
  const head = line(["", unit, ...columns.map((each) => plain(`${each.label} ${each.status}`.trim()))]);
  const rule = line(["---", "---", ...columns.map(() => "---:")]);
  const parts = [`# ${title}`, ...(source ? [`Source: ${source}`] : []), [head, rule, ...body].join("\n")];
  if (ofCells.length > 0) parts.push(`Of cells:\n\n${ofCells.map((note, index) => `- [${index + 1}] ${note}`).join("\n")}`);
  if (notes.length > 0) parts.push(`Notes:\n\n${notes.map((note) => `- ${note}`).join("\n")}`);
  return `${parts.join("\n\n")}\n`;
}
