// A file whose worker is killed while its test runs.
import { test } from "vitest";

test("never ends", () => void process.kill(process.pid, "SIGKILL"));
