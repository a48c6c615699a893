// What it takes to open an authority: its table, and the first page of each list, each worked out anew.
import { Connection, posted } from "./asking.ts";
import { type Asked, mediumTermQuestion } from "./question.ts";
import { inTurn } from "./rounds.ts";
import { start } from "./started.ts";

const lists = {
  authorities: "{ authorities { nodes { id name } hasNextPage endCursor } }",
  "cost centres": "query Q($authority: ID!) { costCentres(authority: $authority) { nodes { id name code serviceGroup fundingSource } hasNextPage endCursor } }",
  "budget versions": "query Q($authority: ID!) { budgetVersions(authority: $authority) { nodes { id name state firstYear yearCount } hasNextPage endCursor } }",
  "budget lines": "query Q($authority: ID!) { budgetLines(authority: $authority) { nodes { id costCentreId year amountPence } hasNextPage endCursor } }",
  commitments:
    "query Q($authority: ID!) { commitments(authority: $authority) { nodes { id name status { name } basis weeklyRatePounds places { places startsOn endsOn } amounts { year amountPence } } hasNextPage endCursor } }",
  "uplift series": "query Q($authority: ID!) { upliftSeries(authority: $authority) { nodes { id name rates { year rateShare } } hasNextPage endCursor } }",
  history: "query Q($authority: ID!) { history(authority: $authority) { nodes { id madeBy madeAt why changes { tableName field toValue } } hasNextPage endCursor } }",
};

/** Milliseconds from the question to the last byte of its answer. @throws Error where an answer has errors. */
export async function measureOpening(dataDir: string, asked: Asked, rounds: number): Promise<Record<string, number>> {
  const server = await start("tabledServer.ts", dataDir, "0");
  const { authority } = asked;
  const requests = {
    "medium-term table": posted(mediumTermQuestion, asked),
    ...Object.fromEntries(Object.entries(lists).map(([name, query]) => [name, posted(query, { authority })])),
  };
  const connections = Object.entries(requests).map(([name, request]): [string, Connection] => [name, new Connection(server.port, request)]);
  try {
    for (const [name, connection] of connections) {
      const body = (await connection.ask()).toString();
      if (body.startsWith('{"errors"')) throw new Error(`${name}: ${body.slice(0, 300)}`);
    }
    return await inTurn(rounds, Object.fromEntries(connections.map(([name, connection]) => [name, () => asking(connection)])));
  } finally {
    for (const [, connection] of connections) connection.close();
    server.stop();
  }
}

async function asking(connection: Connection): Promise<number> {
  const start = performance.now();
  await connection.ask();
  return performance.now() - start;
}
