// A large answer is packed by the thread that made it, once: it is kept and sent so, and is the same to whoever takes it otherwise.
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { makeApp } from "../../server/http/app.ts";
import { packedFrom, pieces } from "../../server/http/packed.ts";
import { type Served, serve } from "../setup/served.ts";

/** The examples' words are English; what is asked for again and again makes it long. */
const large = `{ ${Array.from({ length: 30 }, (_, index) => `t${index % 10}${"abc"[Math.floor(index / 10)]}: authorities(first: 100) { nodes { id name oldCode gssCode } }`).join(" ")} mediumTermTable(authority: "essex", years: 30) { rows { key label cells { shown exact note derivation { workings result inputs { name value } } } } } }`;

let served: Served;
let plain: Buffer;
beforeAll(async () => {
  served = await serve("sqlite", { threads: { threads: 1 }, thresholds: { facts: 0, largeFacts: 30_000, cost: 0, bytes: 0 } });
  const inline = await makeApp(served.db);
  plain = (await inline.inject(asking(null))).rawPayload;
  await inline.close();
  expect(plain.length).toBeGreaterThan(packedFrom);
});
afterAll(() => served.stop());

function asking(encoding: string | null, payload: object = { query: large }) {
  return { method: "POST" as const, url: "/graphql", headers: { host: "localhost", ...(encoding !== null && { "accept-encoding": encoding }) }, payload };
}

test("it is sent in one, with its length, and not worked out or packed again", async () => {
  const first = await served.app.inject(asking("gzip, deflate, br"));
  const finished = served.pool?.load.finished;
  const again = await served.app.inject(asking("br;q=0.8"));
  expect(served.pool?.load.finished).toBe(finished);
  for (const { headers, rawPayload } of [first, again]) {
    expect([headers["content-encoding"], headers["content-length"]]).toEqual(["br", String(rawPayload.length)]);
    expect(String(headers.vary)).toContain("accept-encoding");
    expect(brotliDecompressSync(rawPayload).equals(plain)).toBe(true);
  }
  expect(again.rawPayload.equals(first.rawPayload)).toBe(true);
});

test("whoever takes it otherwise has the same", async () => {
  for (const encoding of ["gzip", "br;q=0, gzip"]) {
    const { headers, rawPayload } = await served.app.inject(asking(encoding));
    expect(headers["content-encoding"]).toBe("gzip");
    expect(gunzipSync(rawPayload).equals(plain)).toBe(true);
  }
  const { headers, rawPayload } = await served.app.inject(asking(null));
  expect(headers["content-encoding"]).toBeUndefined();
  expect(rawPayload.equals(plain)).toBe(true);
});

test("among several questions of one request it stands as it is", async () => {
  const { rawPayload } = await served.app.inject(asking(null, [{ query: large }, { query: "{ authorities { totalCount } }" }]));
  expect(rawPayload.subarray(1, plain.length + 1).equals(plain)).toBe(true);
});

test("a text's pieces are the text, and none ends within a character", () => {
  const text = "a£😀😀b😀\ud800";
  for (let length = 1; length < 12; length += 1) {
    const parts = [...pieces(text, length)];
    expect(parts.join("")).toBe(text);
    expect(Buffer.concat(parts.map((part) => Buffer.from(part))).equals(Buffer.from(text))).toBe(true);
    for (const part of parts) expect(part.length).toBeLessThanOrEqual(length + 1);
  }
});
