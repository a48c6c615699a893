// A file of one test that fails.
import { expect, test } from "vitest";

test("passes", () => {});
test("fails", () => expect(1).toBe(2));
