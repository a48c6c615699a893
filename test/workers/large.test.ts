// Of what takes much memory only so many are worked out at once, however many threads there are, and what takes less passes those that wait.
import { afterAll, beforeAll, expect, test } from "vitest";
import { generate } from "../bench/generate.ts";
import { type Served, serve } from "../setup/served.ts";

/** 3,500 lines, which are many here. */
const size = { authorities: 1, costCentres: 700, years: 5, commitments: 20 };
const thresholds = { facts: 0, largeFacts: 3_000, cost: 0, bytes: 0 };
/** Ten tables in turn, the first under a name of its own, so that no answer is another's. */
const large = (name: string) =>
  `{ ${Array.from({ length: 10 }, (_, index) => `${index === 0 ? name : `t${index}`}: mediumTermTable(authority: "authority-1", years: ${index % 2 === 0 ? 5 : 4}, unit: ${index % 3 === 0 ? "POUNDS" : "THOUSANDS"}) { rows { label cells { shown exact } } }`).join(" ")} }`;

let served: Served;
beforeAll(async () => {
  served = await serve("sqlite", { threads: { threads: 3, large: 1 }, thresholds });
  await generate(served.db, size);
});
afterAll(() => served.stop());

test("one large answer at a time, and a smaller one beside it", async () => {
  const load = () => served.pool?.load;
  const answers = ["a", "b", "c"].map((name) => served.ask(large(name)));
  await expect.poll(load).toEqual({ running: 1, waiting: 2, finished: 0 });
  expect((await served.ask('{ mediumTermTable(authority: "essex") { title } }')).errors).toBeUndefined();
  // The smaller one was done before any of the large ones, of which still one is worked on.
  expect(load()).toEqual({ running: 1, waiting: 2, finished: 1 });
  for (const answer of answers) expect((await answer).errors).toBeUndefined();
  expect(load()).toEqual({ running: 0, waiting: 0, finished: 4 });
});
