// A reader whose neighbours write: how often her table is answered from what is kept, and how long it takes her beside a store in which nobody writes.
import { setTimeout as pause } from "node:timers/promises";
import { authorityIdOf } from "./generate.ts";
import { type Asked, mediumTermQuestion } from "./question.ts";
import { median } from "./rounds.ts";
import { start } from "./started.ts";

export const writesASecond = 20;
const secondsEach = 6;
const asksEveryMs = 10;
const neighbours = 5;

export interface NeighboursResult {
  /** Of the answers while others wrote, the share that was the one before. */
  rate: number;
  /** The median time of an answer, in milliseconds. */
  quiet: number;
  beside: number;
  writes: number;
}

/** `asked` is none of the first few authorities, which write. */
export async function measureNeighbours(store: string, asked: Asked): Promise<NeighboursResult> {
  const server = await start("tabledServer.ts", store, "64000000");
  const url = `http://127.0.0.1:${server.port}/graphql`;
  const send = (body: object) => fetch(url, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) });
  let tag: string | null = null;
  async function reading(): Promise<{ taken: number[]; kept: number }> {
    const taken: number[] = [];
    let kept = 0;
    for (const until = performance.now() + secondsEach * 1_000; performance.now() < until; await pause(asksEveryMs)) {
      const from = performance.now();
      const answer = await send({ query: mediumTermQuestion, variables: asked });
      await answer.arrayBuffer();
      taken.push(performance.now() - from);
      if (answer.headers.get("etag") === tag) kept += 1;
      tag = answer.headers.get("etag");
    }
    return { taken, kept };
  }
  let writes = 0;
  async function write(): Promise<void> {
    writes += 1;
    const authority = authorityIdOf(writes % neighbours);
    const query = `mutation { createVersion(authority: "${authority}", input: { name: "Noise ${writes}", firstYear: "2024/25", yearCount: 1 }) { id } }`;
    const { errors } = (await (await send({ query })).json()) as { errors?: unknown };
    if (errors) throw new Error(JSON.stringify(errors));
  }
  try {
    await reading();
    const quiet = await reading();
    const sent: Promise<void>[] = [];
    const writing = setInterval(() => sent.push(write()), 1_000 / writesASecond);
    const beside = await reading();
    clearInterval(writing);
    await Promise.all(sent);
    return { rate: beside.kept / beside.taken.length, quiet: median(quiet.taken), beside: median(beside.taken), writes };
  } finally {
    server.stop();
  }
}
