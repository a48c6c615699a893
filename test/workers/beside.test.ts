// While a thread is at something large, others are answered; it leaves what nobody waits for; and no more waits for it than it can bear.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { refusal } from "../api/officer.ts";
import { generate } from "../bench/generate.ts";
import { type Answer, type Served, serve } from "../setup/served.ts";
import { engines } from "../setup/stores.ts";

/** Of 3,000 lines and more, and so beyond what the event loop works out; ten of them are worked out in turn. */
const size = { authorities: 1, costCentres: 700, years: 5, commitments: 20 };
const large = `{ ${Array.from({ length: 10 }, (_, index) => `t${index}: mediumTermTable(authority: "authority-1", years: ${index % 2 === 0 ? 5 : 4}, unit: ${index % 3 === 0 ? "POUNDS" : "THOUSANDS"}) { rows { label cells { shown } } }`).join(" ")} }`;
const small = '{ mediumTermTable(authority: "essex") { title } }';

describe.each(engines)("on %s", (engine) => {
  let served: Served;
  let origin: string;
  beforeAll(async () => {
    served = await serve(engine, { threads: { threads: 1, waiting: 1, patience: 0 } });
    await generate(served.db, size);
    origin = await served.app.listen({ host: "127.0.0.1", port: 0 });
  });
  afterAll(() => {
    // A connection over which nothing was ever asked is not idle, and would be waited for.
    served.app.server.closeAllConnections();
    return served.stop();
  });

  const load = () => served.pool?.load;
  async function asking(query: string, signal?: AbortSignal) {
    const response = await fetch(`${origin}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ query }),
      ...(signal && { signal }),
    });
    // Read to its end: a connection with an answer that nobody reads is never let go of.
    return { status: response.status, headers: response.headers, answer: (await response.json()) as Answer };
  }

  test("a large table lets /health and another's small table pass", async () => {
    const order: string[] = [];
    const came =
      (name: string) =>
      <Come>(answer: Come): Come => {
        order.push(name);
        return answer;
      };
    const table = asking(large).then(came("large"));
    await expect.poll(load).toMatchObject({ running: 1 });
    await Promise.all([
      fetch(`${origin}/health`)
        .then((response) => response.json())
        .then(came("other")),
      asking(small).then(came("other")),
    ]);
    const { answer } = await table;
    expect(order).toEqual(["other", "other", "large"]);
    expect(answer.errors).toBeUndefined();
    expect(answer.data.t9.rows.length).toBeGreaterThan(size.costCentres);
  });

  test("what more waits than may is refused at once as UNAVAILABLE, with the time to try again", async () => {
    const [first, second] = [asking(large.replace("t0:", "a0:")), asking(large.replace("t0:", "b0:"))];
    await expect.poll(load).toMatchObject({ running: 1, waiting: 1 });
    const refused = await asking(large.replace("t0:", "c0:"));
    expect(refused.status).toBe(503);
    expect(refused.headers.get("retry-after")).not.toBeNull();
    expect(refusal(refused.answer).code).toBe("UNAVAILABLE");
    expect((await first).status).toBe(200);
    expect((await second).status).toBe(200);
  });

  test("whose asker goes away is left, running or waiting, and the next is answered", async () => {
    const before = load()?.finished ?? 0;
    const [one, other] = [new AbortController(), new AbortController()];
    const running = asking(large.replace("t0:", "d0:"), one.signal);
    const waiting = asking(large.replace("t0:", "e0:"), other.signal);
    await expect.poll(load).toMatchObject({ running: 1, waiting: 1 });
    other.abort();
    await expect(waiting).rejects.toThrow();
    await expect.poll(load).toMatchObject({ running: 1, waiting: 0 });
    one.abort();
    await expect(running).rejects.toThrow();
    await expect.poll(load).toEqual({ running: 0, waiting: 0, finished: before });
    expect((await asking(large.replace("t0:", "f0:"))).status).toBe(200);
    expect(load()).toEqual({ running: 0, waiting: 0, finished: before + 1 });
    // Three threads are started here one after the other, which takes seconds each.
  }, 120_000);
});
