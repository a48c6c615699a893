// Names that clash, and names in Welsh: alike on both engines.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Served, serve } from "../setup/served.ts";
import { engines } from "../setup/stores.ts";

describe.each(engines)("Names on %s", (engine) => {
  let served: Served;
  beforeAll(async () => {
    served = await serve(engine, { examples: false });
  });
  afterAll(() => served.stop());
  const add = (input: Record<string, string>) => served.ask("mutation($input: NewAuthorityInput!) { createAuthority(input: $input) { id } }", { input });

  test("a clash names the field that clashes", async () => {
    expect((await add({ name: "Cyngor Sir Ynys Môn", oldCode: "660", gssCode: "W06000001" })).errors).toBeUndefined();
    for (const [input, field] of [
      [{ name: "Cyngor Sir Ynys Môn" }, "name"],
      [{ name: "Another", oldCode: "660" }, "oldCode"],
      [{ name: "Another", gssCode: "W06000001" }, "gssCode"],
    ] as const) {
      const error = (await add(input)).errors?.[0];
      expect(error?.extensions).toMatchObject({ code: "DUPLICATE", field });
      expect(error?.message).toBe("There is already an authority with this name or code. Choose another.");
    }
  });

  test("a part of a name is found whatever its case, with its circumflex", async () => {
    const { data } = await served.ask(`{ authorities(filter: { nameContains: "YNYS MÔN" }) { nodes { name } } }`);
    expect(data.authorities.nodes).toEqual([{ name: "Cyngor Sir Ynys Môn" }]);
  });

  test("a part longer than any name is found nowhere", async () => {
    const { data } = await served.ask(`query($part: String!) { authorities(filter: { nameContains: $part }) { nodes { name } } }`, { part: "x".repeat(100_000) });
    expect(data.authorities.nodes).toEqual([]);
  });

  test("half a character is refused, since neither engine keeps it as it came", async () => {
    for (const name of ["\ud800", "x\udc00y"]) expect((await add({ name })).errors?.[0]?.extensions).toMatchObject({ code: "BAD_INPUT", field: "input.name" });
  });
});
