// A file whose tests never run, since what prepares them fails.
import { beforeAll, describe, expect, test } from "vitest";

test("passes", () => {});
describe("prepared in vain", () => {
  beforeAll(() => expect(1).toBe(2));
  test("never runs", () => {});
});
