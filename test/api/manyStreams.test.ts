// How many pages may follow the changes at once, whoever they are of.
import { expect, test } from "vitest";
import { serve } from "../setup/served.ts";

test("pages that follow the changes are bounded in all, and one that leaves gives its place to another client", async () => {
  const served = await serve("sqlite", { streams: { perClient: 10, all: 2 } });
  await served.app.listen({ host: "127.0.0.1", port: 0 });
  const address = `http://127.0.0.1:${(served.app.server.address() as { port: number }).port}/changes?authority=essex`;
  const leaving = new AbortController();
  try {
    expect((await fetch(address, { signal: leaving.signal })).status).toBe(200);
    expect((await fetch(address)).status).toBe(200);
    expect((await fetch(address)).status).toBe(429);
    leaving.abort();
    await expect.poll(async () => (await fetch(address)).status).toBe(200);
  } finally {
    leaving.abort();
    await served.stop();
  }
});
