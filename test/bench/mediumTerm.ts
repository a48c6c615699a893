// The medium-term question through the real server, uncached and repeated, against the bare one.
import { Connection, posted, throughput } from "./asking.ts";
import { type Asked, mediumTermQuestion } from "./question.ts";
import { inTurn } from "./rounds.ts";
import { type Started, start } from "./started.ts";

const connectionsEach = 2;

export interface MediumTermResult {
  bytes: number;
  /** Answers a second. */
  bare: number;
  uncached: number;
  repeated: number;
}

/** Starts the three servers on one store, each in a process of its own, and asks them each of these in interleaved rounds. */
export async function measureMediumTerm(dataDir: string, asked: readonly Asked[], rounds: number, milliseconds: number): Promise<MediumTermResult[]> {
  const servers = await Promise.all([start("bareServer.ts", dataDir), start("tabledServer.ts", dataDir, "0"), start("tabledServer.ts", dataDir, "64000000")]);
  try {
    const results: MediumTermResult[] = [];
    for (const each of asked) results.push(await measureOne(servers, each, rounds, milliseconds));
    return results;
  } finally {
    for (const server of servers) server.stop();
  }
}

async function measureOne(servers: readonly Started[], asked: Asked, rounds: number, milliseconds: number): Promise<MediumTermResult> {
  const request = posted(mediumTermQuestion, asked);
  const connections = servers.map(({ port }) => Array.from({ length: connectionsEach }, () => new Connection(port, request)));
  const [bare, uncached, repeated] = connections as [Connection[], Connection[], Connection[]];
  try {
    const bytes = await sameBytes([bare, uncached, repeated, repeated].map((of) => of[0] as Connection));
    const timed = (of: Connection[]) => () => throughput(of, milliseconds);
    return { bytes, ...(await inTurn(rounds, { bare: timed(bare), uncached: timed(uncached), repeated: timed(repeated) })) };
  } finally {
    for (const connection of connections.flat()) connection.close();
  }
}

/** Asks each once. @throws Error unless every answer is the same, byte for byte. */
async function sameBytes(connections: readonly Connection[]): Promise<number> {
  let first: Buffer | undefined;
  for (const connection of connections) {
    const body = await connection.ask();
    first ??= body;
    if (!body.equals(first)) throw new Error(`The servers answer differently:\n${first.subarray(0, 300)}\n${body.subarray(0, 300)}`);
  }
  return first?.length ?? 0;
}
