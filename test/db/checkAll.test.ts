// The rules between things hold for all that the examples hold, and for what the store comes to whichever way it is written.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { loadExamples } from "../../db/examples/load.ts";
import { checkAll } from "../../db/write/rules.ts";
import { engines, freshStore, type TestStore } from "../setup/stores.ts";

describe.each(engines)("rules on %s", (engine) => {
  let store: TestStore;
  beforeAll(async () => {
    store = await freshStore(engine);
    await loadExamples(store.db);
  });
  afterAll(() => store.remove());

  test("hold for every example", async () => {
    const all = await store.db.read((on) => on.q.select({ id: on.t.authority.id }).from(on.t.authority));
    expect(all.length).toBeGreaterThan(4);
    for (const { id } of all) await store.db.read((on) => checkAll(on, id));
  });
});
