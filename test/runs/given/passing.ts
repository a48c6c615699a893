// A file of one test that passes.
import { test } from "vitest";

test("passes", () => {});
