// Writers of as many authorities at once on Postgres, through `editCells`, beside bare connections that send the statements of the same edits and take no lock.
import { randomUUID } from "node:crypto";
import pg from "pg";
import { openDb } from "../../db/engine/store.ts";
import { makeApp } from "../../server/http/app.ts";
import { rules } from "../../server/rules/rules.ts";
import { Connection, posted } from "./asking.ts";
import { authorityIdOf, generatedFirstYear } from "./generate.ts";
import { median } from "./rounds.ts";
import { start } from "./started.ts";

export const writers = 16;
const secondsEach = 3;

export interface WritersResult {
  /** Edits a second. */
  bare: number;
  tabled: number;
  /** The median of the rounds' ratios. */
  ratio: number;
  /** Statements of one edit between its begin and its commit. */
  statements: number;
}

interface Sent {
  config: pg.QueryConfig;
  values: readonly unknown[];
}

const mutation = `mutation($authority: ID!, $version: ID!, $edits: [CellEditInput!]!, $key: String) {
  editCells(authority: $authority, version: $version, edits: $edits, key: $key) { batchId seen } }`;

function editOf(authority: string, centre: number, expected: number, pence: number, key: string) {
  const cell = `budget:${authority}-centre-${centre}:${generatedFirstYear}`;
  return { authority, version: `${authority}-draft`, edits: [{ cell, pence, expected }], key };
}

/** `databaseUrl` holds the generated authorities. */
export async function measureWriters(databaseUrl: string, rounds: number): Promise<WritersResult> {
  const clients = await Promise.all(
    Array.from({ length: writers }, async () => {
      const client = new pg.Client({ connectionString: databaseUrl });
      await client.connect();
      return client;
    }),
  );
  const recorded = await recordEdit(databaseUrl, clients[0] as pg.Client);
  const server = await start("tabledServer.ts", databaseUrl, "64000000");
  const connections = clients.map(() => new Connection(server.port, Buffer.alloc(0)));
  const amounts = await Promise.all(clients.map((client, index) => amountOf(client, authorityIdOf(index), 1)));
  const tabledRound = () =>
    editsASecond(async (writer) => {
      const amount = amounts[writer] as number;
      const answer = await (connections[writer] as Connection).ask(posted(mutation, editOf(authorityIdOf(writer), 1, amount, amount + 100, randomUUID())));
      if (answer.includes('"errors"')) throw new Error(answer.toString());
      amounts[writer] = amount + 100;
    });
  const bareRound = async () => {
    const numbers = await Promise.all(clients.map((client, index) => logNumberOf(client, authorityIdOf(index))));
    return editsASecond(async (writer) => {
      numbers[writer] = (numbers[writer] as number) + 1;
      await replayed(clients[writer] as pg.Client, recorded, authorityIdOf(writer), numbers[writer]);
    });
  };
  try {
    await tabledRound();
    await bareRound();
    const taken: { bare: number; tabled: number }[] = [];
    for (let round = 0; round < rounds; round += 1) taken.push({ bare: await bareRound(), tabled: await tabledRound() });
    return {
      bare: median(taken.map(({ bare }) => bare)),
      tabled: median(taken.map(({ tabled }) => tabled)),
      ratio: median(taken.map(({ bare, tabled }) => tabled / bare)),
      statements: recorded.statements.length,
    };
  } finally {
    for (const connection of connections) connection.close();
    server.stop();
    for (const client of clients) await client.end();
  }
}

async function editsASecond(edit: (writer: number) => Promise<void>): Promise<number> {
  const began = performance.now();
  const until = began + secondsEach * 1_000;
  let edits = 0;
  await Promise.all(
    Array.from({ length: writers }, async (_, writer) => {
      while (performance.now() < until) {
        await edit(writer);
        edits += 1;
      }
    }),
  );
  return (edits * 1_000) / (performance.now() - began);
}

async function amountOf(client: pg.Client, authority: string, centre: number): Promise<number> {
  const { rows } = await client.query("select amount_pence from budget_line where version_id = $1 and cost_centre_id = $2 and year = $3", [
    `${authority}-draft`,
    `${authority}-centre-${centre}`,
    generatedFirstYear,
  ]);
  return Number(rows[0].amount_pence);
}

async function logNumberOf(client: pg.Client, authority: string): Promise<number> {
  const { rows } = await client.query("select max(log_number) as last from change_batch where authority_id = $1", [authority]);
  return Number(rows[0].last);
}

interface Recorded {
  statements: readonly Sent[];
  key: string;
  /** The batch's number in the recorded edit. */
  batchId: string;
}

/** The statements that an edit of the first authority's second cost centre sends between its begin and its commit. */
async function recordEdit(databaseUrl: string, client: pg.Client): Promise<Recorded> {
  const db = await openDb({ dataDir: "", databaseUrl }, rules);
  const app = await makeApp(db);
  const [authority = ""] = [authorityIdOf(0)];
  const edit = async (key: string) => {
    const expected = await amountOf(client, authority, 2);
    const payload = { query: mutation, variables: editOf(authority, 2, expected, expected + 100, key) };
    const { data } = (await app.inject({ method: "POST", url: "/graphql", headers: { host: "localhost" }, payload })).json();
    return String(data.editCells.batchId);
  };
  await edit(randomUUID());
  const statements: Sent[] = [];
  const { query } = pg.Client.prototype;
  let writing: unknown = null;
  pg.Client.prototype.query = function (this: pg.Client, ...given: Parameters<typeof query>) {
    const config = (typeof given[0] === "string" ? { text: given[0] } : given[0]) as unknown as pg.QueryConfig;
    if (config.text.startsWith("begin; ")) writing = this;
    else if (config.text === "commit") writing = null;
    else if (writing === this) statements.push({ config, values: (given as unknown as [unknown, unknown[]?])[1] ?? config.values ?? [] });
    return query.apply(this, given);
  } as typeof query;
  try {
    const key = randomUUID();
    const batchId = await edit(key);
    return { statements, key, batchId };
  } finally {
    pg.Client.prototype.query = query;
    await app.close();
    await db.close();
  }
}

/** The recorded edit again, for another authority, with its next number and a key of its own; the batch's number is the one that the store gives. */
async function replayed(client: pg.Client, { statements, key, batchId }: Recorded, authority: string, logNumber: number): Promise<void> {
  const ownKey = randomUUID();
  let ownBatch = batchId;
  const own = (value: unknown) => {
    if (typeof value !== "string") return value;
    return value
      .replaceAll(/authority-1(?!\d)/g, authority)
      .replaceAll(key, ownKey)
      .replaceAll(`"batchId":${batchId}`, `"batchId":${ownBatch}`);
  };
  await client.query("begin");
  for (const { config, values } of statements) {
    const isBatch = config.text.startsWith('insert into "change_batch"');
    // The numbers of a batch are the only ones that it is stored with.
    const { rows } = await client.query(
      config,
      values.map((value) => (isBatch && typeof value === "number" ? logNumber : own(value))),
    );
    if (isBatch) ownBatch = String(Object.values(rows[0])[0]);
  }
  await client.query("commit");
}
