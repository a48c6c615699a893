// A file whose test passes, beside an error that nothing catches.
import { test } from "vitest";

test("passes", () => void Promise.reject(new Error("nobody waits for this")));
