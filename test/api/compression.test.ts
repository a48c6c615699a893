// What goes over the line packed, and for how long a browser may keep it; and what must not be packed.
import { readdirSync, readFileSync } from "node:fs";
import { get as httpGet } from "node:http";
import { fileURLToPath } from "node:url";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { getIntrospectionQuery } from "graphql";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ExportFormat } from "../../schema/tables/export.ts";
import { exportPath } from "../../server/export/links.ts";
import { type Served, serve } from "../setup/served.ts";

const assets = fileURLToPath(new URL("../../dist/client/assets/", import.meta.url));
const unpacked = { br: brotliDecompressSync, gzip: gunzipSync };
const question = `{ mediumTermTable(authority: "essex", version: "essex-mtrs-2023") { rows { key cells { pence shown } } } }`;
const kept = `/graphql?query=${encodeURIComponent(question)}`;

let served: Served;
beforeAll(async () => {
  served = await serve("sqlite");
});
afterAll(() => served.stop());

function follow(url: string, encoding: string | null, headers: Record<string, string> = {}) {
  return served.app.inject({
    method: "GET",
    url,
    headers: { host: "localhost", "apollo-require-preflight": "yes", ...headers, ...(encoding !== null && { "accept-encoding": encoding }) },
  });
}

test.each(["br", "gzip"] as const)("a file of the page goes out as %s, and for a year", async (encoding) => {
  const largest = readdirSync(assets)
    .filter((name) => name.endsWith(".js"))
    .map((name) => ({ name, bytes: readFileSync(assets + name) }))
    .reduce((a, b) => (a.bytes.length > b.bytes.length ? a : b));
  const { headers, rawPayload } = await follow(`/assets/${largest.name}`, encoding);
  expect(headers["content-encoding"]).toBe(encoding);
  expect(headers["cache-control"]).toBe("public, max-age=31536000, immutable");
  expect(headers.vary).toBe("accept-encoding");
  expect(headers["content-type"]).toContain("javascript");
  expect(rawPayload.length).toBeLessThan(largest.bytes.length / 3);
  expect(unpacked[encoding](rawPayload).equals(largest.bytes)).toBe(true);
  const plain = await follow(`/assets/${largest.name}`, null);
  expect([plain.headers["content-encoding"], plain.headers["cache-control"]]).toEqual([undefined, "public, max-age=31536000, immutable"]);
  expect(plain.rawPayload.equals(largest.bytes)).toBe(true);
});

test("each file that was packed as the page was built is the same as the one beside it", () => {
  const packed = readdirSync(assets).filter((name) => name.endsWith(".br"));
  expect(packed.length).toBeGreaterThan(10);
  for (const name of packed) expect(brotliDecompressSync(readFileSync(assets + name)).equals(readFileSync(assets + name.slice(0, -3))), name).toBe(true);
});

test.each(["/", "/medium-term?authority=essex"])("the page at %s is asked for each time", async (url) => {
  const { headers, rawPayload } = await follow(url, "br", { accept: "text/html" });
  expect([headers["cache-control"], headers["content-encoding"], headers.vary]).toEqual(["no-cache", "br", "accept-encoding"]);
  expect(brotliDecompressSync(rawPayload).toString()).toBe(readFileSync(`${assets}../index.html`, "utf8"));
});

test("an answer is packed or plain under one tag, and whoever has either is told so", async () => {
  const plain = await follow(kept, null);
  expect(plain.headers["content-encoding"]).toBeUndefined();
  for (const encoding of ["br", "gzip"] as const) {
    const packed = await follow(kept, encoding);
    expect([packed.headers["content-encoding"], packed.headers.etag]).toEqual([encoding, plain.headers.etag]);
    expect(packed.headers.etag).toMatch(/^W\/"/);
    for (const depends of ["accept", "tabled-person", "accept-encoding"]) expect(String(packed.headers.vary).split(", ")).toContain(depends);
    expect(packed.headers.vary).toBe(plain.headers.vary);
    expect(Number(packed.headers["content-length"])).toBe(packed.rawPayload.length);
    expect(unpacked[encoding](packed.rawPayload).toString()).toBe(plain.body);
    const unchanged = await follow(kept, encoding, { "if-none-match": String(plain.headers.etag) });
    expect([unchanged.statusCode, unchanged.rawPayload.length, unchanged.headers["content-encoding"], unchanged.headers.vary]).toEqual([304, 0, undefined, plain.headers.vary]);
  }
});

test("an answer too long to be packed at once is packed piece by piece", async () => {
  const url = `/graphql?query=${encodeURIComponent(getIntrospectionQuery())}`;
  const [plain, packed] = [await follow(url, null), await follow(url, "br")];
  expect(plain.body.length).toBeGreaterThan(300_000);
  expect(packed.rawPayload.length).toBeLessThan(plain.body.length / 5);
  expect(brotliDecompressSync(packed.rawPayload).toString()).toBe(plain.body);
});

const packedAlready: readonly ExportFormat[] = [ExportFormat.XLSX, ExportFormat.FORMULAS_XLSX, ExportFormat.ODS, ExportFormat.DOCX, ExportFormat.PNG];
test.each(Object.values(ExportFormat))("an export as .%s is packed if it is text", async (format) => {
  const url = exportPath("mediumTermTable?authority=essex&version=essex-mtrs-2023", format);
  const [plain, packed] = [await follow(url, null), await follow(url, "br")];
  expect([plain.statusCode, packed.statusCode]).toEqual([200, 200]);
  const isText = !packedAlready.includes(format);
  expect(packed.headers["content-encoding"]).toBe(isText ? "br" : undefined);
  if (isText) expect(brotliDecompressSync(packed.rawPayload).equals(plain.rawPayload)).toBe(true);
  expect([packed.headers.etag, packed.headers.vary]).toEqual([plain.headers.etag, plain.headers.vary]);
  expect(String(packed.headers.vary)).toContain("accept-encoding");
  expect((await follow(url, "br", { "if-none-match": String(packed.headers.etag) })).statusCode).toBe(304);
});

test("the changes are told plainly, each as it comes", async () => {
  const root = await served.app.listen({ host: "127.0.0.1", port: 0 });
  const first = await new Promise<{ encoding: string | undefined; text: string }>((resolve, reject) => {
    const asked = httpGet(`${root}/changes?authority=essex`, { headers: { "accept-encoding": "gzip, deflate, br" } }, (response) => {
      response.once("data", (piece: Buffer) => {
        resolve({ encoding: response.headers["content-encoding"], text: piece.toString() });
        asked.destroy();
      });
    }).once("error", reject);
  });
  expect(first.encoding).toBeUndefined();
  expect(first.text).toContain("event: start");
});
